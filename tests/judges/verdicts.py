"""What the judges found, gathered while they run; a table at the end of ``make judge`` shows it.

A test in which a judge judges bears the marker ``judge`` with a :class:`Judge`, and hands to the fixture ``judged``
what was looked at and what was found. Of the table only a judge's name and rules are written by hand: versions are
asked of the programs, subjects and findings are counted. A judge that gave no verdict, because its machine lacks
something or because it broke, has the reason in its row. Verdicts travel in the reports of tests, so that the tests may
run in several processes. This is a plugin of pytest's, which conftest.py registers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

LONGEST_REASON = 100
VERDICT = "verdict"
JUDGE = "judge"
HEADINGS = ("judge", "judged", "by its rules", "findings", "seconds")


class Finding(NamedTuple):
    """One thing that a judge does not let pass: the page or file, the rule, and what is wrong."""

    where: str
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}: {self.what}"


@dataclass(frozen=True)
class Judge:
    """A program that judges: its name, by which rules it is asked to judge what, and how to ask for its version."""

    name: str
    rules: str
    kind: str
    version: Callable[[], str]


@dataclass
class Docket:
    """All that became of one judge's tests."""

    name: str
    rules: str
    kind: str
    version: str = ""
    views: set[tuple[str, str]] = field(default_factory=set)
    findings: int = 0
    not_judged: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def row(self) -> tuple[str, ...]:
        """Return the cells of the table's row."""
        name = f"{self.name} {self.version}".strip()
        missed = [f"not judged: {reason}" for reason in dict.fromkeys(self.not_judged)]
        if not self.views:
            return name, "; ".join(missed) or "not judged: its tests gave no verdict", self.rules, "–", "–"
        subjects = {subject for subject, _ in self.views}
        judged = f"{len(subjects)} {self.kind}"
        judged += f", {len(self.views)} views" if len(self.views) > len(subjects) else ""
        return name, "; ".join([judged, *missed]), self.rules, str(self.findings), f"{self.seconds:.0f}"


FOUND = pytest.StashKey[bool]()
"""Marks a test that fails for what its judge has found."""


def judge_of(item: pytest.Item) -> Judge | None:
    mark = item.get_closest_marker("judge")
    return mark.args[0] if mark else None


@pytest.fixture
def judged(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Take what a judge looked at, in which *view*, and what it found; anything found fails the test."""
    judge = judge_of(request.node)
    assert judge is not None, "a test that hands in a verdict bears the marker judge"
    publication = request.node.callspec.params.get("published") if hasattr(request.node, "callspec") else None
    of = f"{publication}: " if publication else ""

    def judged(subjects: Iterable[str], findings: Iterable[Finding], view: str = "") -> None:
        looked_at = [(f"{of}{subject}", view) for subject in subjects]
        assert looked_at, "the judge looked at nothing"
        found = [finding._replace(where=f"{of}{finding.where}") for finding in findings]
        request.node.user_properties.append((VERDICT, (judge.version(), looked_at, len(found))))
        if found:
            request.node.stash[FOUND] = True
            pytest.fail("\n".join(map(str, found)), pytrace=False)

    return judged


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if judge := judge_of(item):
        reason = ""
        if report.skipped and isinstance(report.longrepr, tuple):
            reason = report.longrepr[2].removeprefix("Skipped: ")
        elif report.failed and call.excinfo and FOUND not in item.stash:
            reason = shorten(call.excinfo.exconly(), LONGEST_REASON, placeholder=" …")
        report.user_properties.append((JUDGE, (judge.name, judge.rules, judge.kind, reason)))
    return report


class Table:
    """The verdicts of all tests, whichever process ran them."""

    def __init__(self) -> None:
        self.dockets: dict[str, Docket] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told: dict[str, Any] = dict(report.user_properties)
        if JUDGE not in told:
            return
        *judge, reason = told[JUDGE]
        docket = self.dockets.setdefault(judge[0], Docket(*judge))
        docket.not_judged += [reason] if reason else []
        if report.when != "call":
            return
        docket.seconds += report.duration
        for name, value in report.user_properties:
            if name == VERDICT:
                verdict: Any = value
                docket.version, looked_at, found = verdict
                docket.views.update((subject, view) for subject, view in looked_at)
                docket.findings += found

    def lines(self) -> list[str]:
        """Return the lines of the table, columns aligned."""
        rows = [HEADINGS, *(self.dockets[name].row() for name in sorted(self.dockets, key=str.lower))]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return [" | ".join(map(str.ljust, row, widths)).rstrip() for row in rows]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.dockets:
            terminalreporter.section("what the judges say")
            for line in self.lines():
                terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "judge(judge): a judge judges, and its verdict comes into the table")
    config.pluginmanager.register(Table())
