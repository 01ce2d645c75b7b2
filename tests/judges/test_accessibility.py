"""Every page in light and dark, on a phone and a desk, and each state that it can be in, judged by axe and by pa11y.

axe runs with the rules of WCAG 2 A, AA and AAA (2.0 to 2.2) and its best practices; none is switched off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from judges.axe import RULES, violations
from judges.programs import answer, from_npm, node
from judges.verdicts import Finding, Judge
from search_page import results
from throwaway import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from judges.published import Published

AXE = Judge("axe", ", ".join(RULES), "pages and states", from_npm("axe-core"))
STANDARD = "WCAG2AAA"
PA11Y = Judge("pa11y", STANDARD, "pages", from_npm("pa11y"))
WIDTHS = {"desk": (1600, 1000), "window": (1000, 800), "phone": (375, 800)}


@pytest.fixture(params=[f"{theme}, {width}" for theme in ("light", "dark") for width in WIDTHS])
def view(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reader(browser: Browser, view: str) -> Iterator[BrowserContext]:
    colours: Any
    colours, width = view.split(", ")
    across, down = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": across, "height": down}, color_scheme=colours, reduced_motion="reduce"
    )
    yield context
    context.close()


def axe(page: Page, where: str) -> list[Finding]:
    """Return what axe finds on an open page: rule, weight and the first places of each."""
    return [
        Finding(where, found["id"], f"{found['impact']}, at {[node['target'] for node in found['nodes']][:3]}")
        for found in violations(page)
    ]


@pytest.mark.judge(AXE)
@pytest.mark.usefixtures("npm")
def test_axe_finds_nothing_on_any_page(
    published: Published, reader: BrowserContext, view: str, judged: Callable[..., None]
) -> None:
    page = reader.new_page()
    found = []
    for name in published.pages:
        page.goto(published.address + name)
        found += axe(page, f"{name} ({view})")
    judged(published.pages, found, view=view)


def _cite(page: Page) -> None:
    page.locator("section > .part-actions > .cite").first.click()
    page.locator("dialog[open]").wait_for()
    page.locator("dialog details summary").evaluate_all("found => found.forEach(one => one.click())")


def _to_the_top(page: Page) -> None:
    """Undo a scroll after which a link that happens to be half under the bar would be told as too small."""
    page.evaluate("scrollTo(0, 0)")


def _refused(page: Page) -> None:
    if page.locator("a.reply").count():
        page.locator("a.reply").first.click()
    page.locator("#reply-comment").fill("<div>x</div> [y](/z)")
    page.locator("#reply-url").fill("example")
    page.locator("form.reply-form button[type=submit]").first.click()
    page.locator("#reply-author-problem:not(:empty)").wait_for()
    _to_the_top(page)


def _handed_on(page: Page) -> None:
    page.locator("#reply-author").fill("Jo")
    page.locator("#reply-comment").fill("x")
    page.locator("form.reply-form button[value=copy]").click()
    page.locator(".reply-status:not(:empty)").wait_for()
    _to_the_top(page)


def _menu(page: Page) -> None:
    opener = page.locator("header [popovertarget=__navigation]")
    if opener.is_visible():
        opener.click()
        page.locator("#__navigation:popover-open").wait_for()


def _found(page: Page) -> None:
    title = page.locator(".sidebar-brand-text").inner_text()
    page.goto(f"{page.url}?q={max(words(title), key=len)}")
    assert results(page).count() > 0


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "the dialog is open": ("section > .part-actions > .cite", _cite),
    "the form refuses": ("form.reply-form", _refused),
    "the form has handed on": ("form.reply-form", _handed_on),
    "the menu is open": ("section > .part-actions > .cite", _menu),
    "something was found": (".search-status", _found),
}
"""What a page must have to come into each state, and what brings it about."""


@pytest.mark.judge(AXE)
@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(
    published: Published, reader: BrowserContext, view: str, state: str, judged: Callable[..., None]
) -> None:
    selector, bring_about = STATES[state]
    name = published.page_with(selector)
    page = reader.new_page()
    page.goto(published.address + name)
    bring_about(page)
    judged([f"{name}: {state}"], axe(page, f"{name}: {state} ({view})"), view=view)


@pytest.mark.usefixtures("npm")
def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><p style='color: #777; background: #888'>some words</p></body></html>")
    rules = {finding.rule for finding in axe(page, "wrong.html")}
    page.close()
    assert {"image-alt", "color-contrast", "document-title", "html-has-lang", "region"} <= rules


def pa11y(chromium: Path, addresses: dict[str, str]) -> list[Finding]:
    """Return what pa11y finds on pages, given by name."""
    told = {"chromium": str(chromium), "standard": STANDARD, "pages": addresses}
    found = answer(node("judge-by-pa11y.js", told=told))
    return [
        Finding(name, issue["code"], f"{issue['message']} at {issue['selector']}")
        for name, issues in found.items()
        for issue in issues
    ]


@pytest.mark.judge(PA11Y)
@pytest.mark.usefixtures("npm")
def test_pa11y_finds_nothing_on_any_page(published: Published, chromium: Path, judged: Callable[..., None]) -> None:
    addresses = {name: published.address + name for name in published.pages}
    judged(addresses, pa11y(chromium, addresses))


@pytest.mark.usefixtures("npm")
def test_pa11y_sees_what_is_wrong(chromium: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><html><title>x</title><form><input></form></html>", encoding="utf-8")
    found = pa11y(chromium, {"wrong.html": wrong.as_uri()})
    assert any("H57" in finding.rule for finding in found)
