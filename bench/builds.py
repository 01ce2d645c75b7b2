"""What a build costs: processor time and peak memory of a process of its own, as the system counted them.

Processor time, and not the clock, since others may work on the machine; and in turns with what it is compared to, since
even that time depends on what else goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bench.projects import Publication

KILOBYTE_IN_MEGABYTES = 1024 / 1e6

WRITING_BYTECODE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of a build: modules are compiled once, as those that pip installed are in any environment."""


class Cost(NamedTuple):
    """Seconds of processor time, user and system, and megabytes of memory at the peak."""

    seconds: float
    megabytes: float


def cost_of(*arguments: str | Path) -> Cost:
    """Run Python with *arguments*; what the run said is in the error if it failed."""
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, *map(str, arguments)]
        process = subprocess.Popen(command, cwd=ROOT, env=WRITING_BYTECODE, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace"))
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE_IN_MEGABYTES)


def build(made: Publication) -> Cost:
    """Build the site as ``make html`` does."""
    out = made.folder / "_build"
    options = ("-q", "-W", "--keep-going", "-n", "-b", "html", "-d", out / "doctrees")
    return cost_of("-m", "sphinx", *options, made.folder, out / "html")


def build_all(made: Publication) -> Cost:
    """Build site, PDF and EPUB as ``chapbook build`` does."""
    return cost_of("-m", "chapbook", "build", "-q", "--source", made.folder)


def build_pdf(made: Publication) -> Cost:
    """Build the PDF alone."""
    return cost_of("-m", "chapbook", "build", "-q", "--source", made.folder, "--format", "pdf")


def cold(step: Callable[[Publication], Cost], made: Publication) -> Cost:
    """Build where nothing is built."""
    made.forget_builds()
    return step(made)


def cold_build(made: Publication) -> Cost:
    """Build the site where nothing is built."""
    return cold(build, made)


def in_turns(measures: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """Take every measure once a round; return the median of each."""
    costs: dict[str, list[Cost]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            costs[name].append(measure())
    return {name: _median(found) for name, found in costs.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*costs, strict=True)))
