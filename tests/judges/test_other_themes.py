"""A stranger's page with the parts, under other themes: axe finds there only what it finds under the theme alone.

The rules of AAA are left to the press's own theme: a stranger's theme chooses its colours, and the parts take theirs
from them. Of contrast, what is compared are the colours of words; the theme's own pale links are its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from judges.axe import RULES, violations
from judges.programs import from_npm
from judges.verdicts import Finding, Judge
from stranger import SIDES, bare, whole
from watched import watched

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from throwaway import Build

AA = [rule for rule in RULES if rule != "wcag2aaa"]
AXE = Judge("axe, under other themes", ", ".join(AA), "states", from_npm("axe-core"))
WIDTHS = (1400, 375)


class Builds(NamedTuple):
    """The page of a theme with the parts, and the theme's own."""

    whole: Build
    bare: Build


@pytest.fixture(scope="module")
def made() -> dict[str, Builds]:
    """Keep what was built, by the theme."""
    return {}


def _cite(page: Page) -> None:
    page.locator("section > .part-actions > .cite").first.click()
    page.locator("dialog[open]").wait_for()


def _refused(page: Page) -> None:
    page.locator("a.reply").first.click()
    page.locator("form.reply-form button[type=submit]").first.click()
    page.locator("#reply-author-problem:not(:empty)").wait_for()


def _pointed_at(page: Page) -> None:
    page.locator("#work-p1").hover()


STATES: dict[str, Callable[[Page], None]] = {
    "as it comes": lambda _page: None,
    "a paragraph is pointed at": _pointed_at,
    "the form refuses": _refused,
    "the dialog is open": _cite,
}


def wrong(page: Page) -> set[tuple[str, str]]:
    """Return the rules that are broken, each with the colour of words where it is one of contrast."""
    return {
        (rule["id"], str(_colour(node)) if "contrast" in rule["id"] else "")
        for rule in violations(page, AA)
        for node in rule["nodes"]
    }


def _colour(node: dict[str, Any]) -> Any:
    return next(check["data"]["fgColor"] for check in node["any"] if check["data"])


def places(page: Page) -> dict[str, list[str]]:
    return {rule["id"]: [str(node["target"]) for node in rule["nodes"]][:3] for rule in violations(page, AA)}


@pytest.mark.browser
@pytest.mark.judge(AXE)
@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize("view", SIDES)
def test_axe_finds_nothing_that_the_theme_alone_has_not(
    made: dict[str, Builds],
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
    view: str,
    judged: Callable[..., None],
) -> None:
    theme, colours = view.split(", ")
    if theme not in made:
        place = tmp_path_factory.mktemp(theme)
        made[theme] = Builds(whole(place / "whole", theme), bare(place / "bare", theme))
    found = []
    for width in WIDTHS:
        how: Any = {"viewport": {"width": width, "height": 900}, "color_scheme": colours, "reduced_motion": "reduce"}
        with watched(browser, made[theme].bare, **how) as alone:
            alone.visit("index.html")
            known = wrong(alone.page)
        for state, bring_about in STATES.items():
            with watched(browser, made[theme].whole, **how) as seen:
                seen.visit("index.html")
                bring_about(seen.page)
                where = f"{view}, {width} pixels: {state}"
                new = sorted(wrong(seen.page) - known)
                found += [Finding(where, rule, f"{colour} at {places(seen.page)[rule]}") for rule, colour in new]
    judged([f"{theme}: {state}" for state in STATES], found, view=view)
