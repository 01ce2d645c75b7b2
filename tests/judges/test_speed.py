"""Front page, a chapter, references and comments, from a host that compresses, judged by Lighthouse: all scores full.

Network and processor are simulated, as is Lighthouse's default: it loads the page as fast as it can and works out
what a slow phone would have needed, so that the speed of this machine matters little. It is not nothing, since the
work of the processor is measured before it is multiplied: a machine that does something else meanwhile makes a page
look slower than it is, and never faster. So the best of three runs is taken, and the first full one ends them. Of
layout shift, which does not depend on time, none is let through in any run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from judges.programs import answer, from_npm, node
from judges.verdicts import Finding, Judge
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from judges.published import Published

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = Judge("Lighthouse", f"100 in {', '.join(CATEGORIES)}; layout shift 0", "pages", from_npm("lighthouse"))
RUNS = 3


def lighthouse(chromium: Path, names: list[str], address: str, *, desktop: bool, runs: int) -> list[Finding]:
    """Return which scores are not full, and why, and what moved, of pages at an address that ends with a slash."""
    told = {
        "chromium": str(chromium),
        "desktop": desktop,
        "runs": runs,
        "addresses": [address + name for name in names],
    }
    reports = answer(node("judge-by-lighthouse.js", told=told))
    return [
        finding
        for name in names
        for finding in [*_scores(name, reports[address + name]), *_shifts(name, reports[address + name])]
    ]


def _scores(name: str, reports: list[dict[str, Any]]) -> list[Finding]:
    best = {
        category: max(reports, key=lambda report: report["categories"][category]["score"] or 0)
        for category in CATEGORIES
    }
    return [
        Finding(name, category, f"{report['categories'][category]['score']}, for {_reasons(report, category)}")
        for category, report in best.items()
        if report["categories"][category]["score"] != 1
    ]


def _reasons(report: dict[str, Any], category: str) -> list[str]:
    audits = [
        report["audits"][reference["id"]]
        for reference in report["categories"][category]["auditRefs"]
        if reference["weight"]
    ]
    return [f"{audit['id']} {audit.get('displayValue', '')}".strip() for audit in audits if (audit["score"] or 0) < 1]


def _shifts(name: str, reports: list[dict[str, Any]]) -> list[Finding]:
    moved = [
        (
            report["audits"]["cumulative-layout-shift"]["numericValue"],
            report["audits"]["layout-shifts"].get("details", {}),
        )
        for report in reports
    ]
    return [
        Finding(
            name,
            "cumulative-layout-shift",
            f"{shift}: {[item['node']['selector'] for item in details.get('items', [])]}",
        )
        for shift, details in moved
        if shift != 0
    ]


@pytest.mark.judge(LIGHTHOUSE)
@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize("preset", ["mobile", "desktop"])
def test_lighthouse_finds_nothing(
    published: Published, chromium: Path, preset: str, judged: Callable[..., None]
) -> None:
    chapter = published.page_with("section > .part-actions > .cite")
    names = ["index.html", chapter, published.page_with(".citation-places"), published.page_with("form.reply-form")]
    judged(names, lighthouse(chromium, names, published.address, desktop=preset == "desktop", runs=RUNS), view=preset)


WRONG = """<!doctype html><meta name=robots content=noindex><img src=x.png>
<script>
setTimeout(() => document.body.prepend(Object.assign(document.createElement("h1"), { textContent: "late" })), 300)
</script>
<p>some words"""


@pytest.mark.usefixtures("npm")
def test_lighthouse_sees_what_is_wrong(chromium: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(WRONG, encoding="utf-8")
    with serving(tmp_path) as address:
        found = lighthouse(chromium, ["wrong.html"], address, desktop=True, runs=1)
    assert {"accessibility", "best-practices", "seo", "cumulative-layout-shift"} <= {finding.rule for finding in found}
