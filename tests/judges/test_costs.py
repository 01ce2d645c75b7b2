"""What one comment costs, whatever its shape: processor time and memory, as multiples of a plain one of its length.

Each shape is built as a site, an EPUB and a PDF in a process of its own, a fork of one that has loaded what builds
load. From what that takes is taken away what a comment of one line does, so that loading fonts does not count.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest

from costly_shapes import PLAIN, shapes
from hostile import SETTINGS, SOURCES
from judges.verdicts import Finding, Judge
from throwaway import ROOT, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LENGTH = 60_000
MOST = 30
LIMIT = 6 << 30
"""Bytes of memory that a process may take, lest one shape take the machine's."""

BUILDERS = ("html", "epub", "jats", "typstpdf")
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


def build(folder: Path, builders: Iterable[str]) -> None:
    """Build the comment whose text a folder has."""
    (folder / "source").mkdir()
    project = Project(folder / "source", dict(SETTINGS))
    body = (folder / "body").read_text(encoding="utf-8")
    project.write(SOURCES)
    comment = folder / "source/comments/a.md"
    comment.parent.mkdir()
    comment.write_text(f"---\nauthor: A\n---\n{body}\n", encoding="utf-8")
    for builder in builders:
        project.build(builder)


def build_each() -> None:
    """Build the comment of each folder that standard input names, in a fork; print what that cost.

    What builds load is loaded before. Typst is not run then, as no fork would have its threads.
    """
    with TemporaryDirectory() as place:
        Path(place, "body").write_text(FONTS, encoding="utf-8")
        build(Path(place), BUILDERS[:-1])
    import_module("chapbook.pdf.book")
    import_module("chapbook.pdf.translator")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
            try:
                build(Path(line.rstrip("\n")), BUILDERS)
            except BaseException:  # noqa: BLE001  # whatever it was, this is not the process that goes on
                os._exit(1)
            os._exit(0)
        _, status, used = os.wait4(child, 0)
        cost = None if status else Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
        print(json.dumps(cost), flush=True)  # noqa: T201  # the other process reads it


def costs(folder: Path, bodies: Mapping[str, str]) -> dict[str, Cost | None]:
    """Build many, as many at a time as the machine has processors; what came to no end has no cost."""
    folders = [folder / str(number) for number in range(len(bodies))]
    for place, body in zip(folders, bodies.values(), strict=True):
        place.mkdir()
        (place / "body").write_text(FONTS + body, encoding="utf-8")
    command = [sys.executable, "-c", "from judges.test_costs import build_each; build_each()"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    at_once = os.cpu_count() or 1

    def of_some(places: list[Path]) -> list[Cost | None]:
        names = "".join(f"{place}\n" for place in places)
        done = subprocess.run(command, env=environment, input=names, capture_output=True, text=True, check=True)
        return [Cost(*json.loads(line)) if line != "null" else None for line in done.stdout.splitlines()]

    with ThreadPoolExecutor(at_once) as pool:
        found = list(pool.map(of_some, [folders[start::at_once] for start in range(at_once)]))
    in_order = [found[number % at_once][number // at_once] for number in range(len(bodies))]
    return dict(zip(bodies, in_order, strict=True))


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
