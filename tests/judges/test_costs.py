"""What one comment costs, whatever its shape: processor time and memory, as multiples of a plain one of its length.

Each shape is built as a site, an EPUB and a PDF in a process of its own. From what that takes is taken away what a
comment of one line does, so that neither starting Sphinx nor loading fonts counts.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

import pytest

from costly_shapes import PLAIN, shapes
from hostile import SETTINGS, SOURCES
from judges.verdicts import Finding, Judge
from throwaway import ROOT, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LENGTH = 60_000
MOST = 30
LIMIT = 6 << 30
"""Bytes of memory that a process may take, lest one shape take the machine's."""

BUILDERS = ("html", "epub", "typstpdf", "jats")
FONTS = "\U0001f600 \u4e2d\n\n"
"""What loads the large fonts, in the plain comment as well."""

COSTS = Judge(
    "costs", f"no shape takes over {MOST} times what words take", "shapes", lambda: f"Typst {version('typst')}"
)


class Cost(NamedTuple):
    """Seconds of the processor, and megabytes of memory at the most."""

    seconds: float
    megabytes: float

    def without(self, other: Cost) -> Cost:
        """Take away what something else costs."""
        return Cost(self.seconds - other.seconds, self.megabytes - other.megabytes)


def cost_of(folder: Path, body: str) -> Cost | None:
    """Build a comment in another process; return what that cost, or nothing where it came to no end."""
    folder.mkdir()
    (folder / "body").write_text(FONTS + body, encoding="utf-8")
    command = [sys.executable, "-c", "from judges.test_costs import build; build()", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return Cost(*json.loads(done.stdout)) if done.returncode == 0 else None


def build() -> None:
    """Build the comment in the folder that the command line names, and print what that cost."""
    from pathlib import Path  # noqa: PLC0415  # above it is there for types alone

    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    folder = Path(sys.argv[1])
    (folder / "source").mkdir()
    project = Project(folder / "source", dict(SETTINGS))
    body = (folder / "body").read_text(encoding="utf-8")
    project.write(SOURCES)
    comment = folder / "source/comments/a.md"
    comment.parent.mkdir()
    comment.write_text(f"---\nauthor: A\n---\n{body}\n", encoding="utf-8")
    for builder in BUILDERS:
        project.build(builder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))  # noqa: T201  # the other process reads it


def costs(folder: Path, bodies: Mapping[str, str]) -> dict[str, Cost | None]:
    """Build many, as many at a time as the machine has processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda named: cost_of(folder / str(named[0]), named[1]), enumerate(bodies.values()))
        return dict(zip(bodies, found, strict=True))


def findings(plain: Cost, found: Mapping[str, Cost | None]) -> list[Finding]:
    """Return which of the costs are too many times that of a plain comment."""
    told = []
    for name, cost in found.items():
        if cost is None:
            told.append(Finding(name, "it is built", f"it was not, with {LIMIT >> 30} GB of memory"))
            continue
        for rule, dear, cheap in zip(Cost._fields, cost, plain, strict=True):
            if dear > MOST * cheap:
                told.append(Finding(name, rule, f"{dear:.1f}, a plain comment takes {cheap:.1f}"))
    return told


@pytest.mark.judge(COSTS)
def test_no_shape_costs_much_more_than_its_length(tmp_path: Path, judged: Callable[..., None]) -> None:
    plain = {"nothing": "", "plain": PLAIN * (LENGTH // len(PLAIN))}
    found = costs(tmp_path, plain | shapes(LENGTH))
    nothing, words = found.pop("nothing"), found.pop("plain")
    assert nothing is not None
    assert words is not None
    above = {name: cost.without(nothing) if cost else None for name, cost in found.items()}
    judged(above, findings(words.without(nothing), above))


def test_what_costs_too_much_is_found() -> None:
    found = findings(Cost(0.5, 10), {"dear": Cost(15.5, 20), "large": Cost(1, 301), "fair": Cost(15, 300), "no": None})
    assert [(finding.where, finding.rule) for finding in found] == [
        ("dear", "seconds"),
        ("large", "megabytes"),
        ("no", "it is built"),
    ]
