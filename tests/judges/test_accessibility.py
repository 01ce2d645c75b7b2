"""Every page in light and dark, on a phone and a desk, and each state that it can be in, judged by axe and by pa11y.

axe runs with the rules of WCAG 2 A, AA and AAA (2.0 to 2.2) and its best practices; none is switched off.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from throwaway import Build

HERE = Path(__file__).parent
AXE = HERE / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"desk": (1600, 1000), "window": (1000, 800), "phone": (375, 800)}
PAGES = ["index", *(f"chapters/{path.stem}" for path in sorted((ROOT / "chapters").glob("*.md")))]
PAGES += ["appendices/references", "appendices/comments", "appendices/about-this-edition", "search", "genindex"]


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, theme: str) -> Iterator[Page]:
    width, height = WIDTHS[request.param]
    colours: Any = theme
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def findings(page: Page) -> list[str]:
    """Return what axe finds: rule, weight and the first places of each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    return [
        f"{found['id']} ({found['impact']}): {[node['target'] for node in found['nodes']][:3]}"
        for found in result["violations"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page(site: Build, address: str, page: Page, name: str) -> None:
    if not (site.out / f"{name}.html").is_file():
        assert name == "genindex", "the publication has no index of terms"
        return
    page.goto(f"{address}{name}.html")
    assert findings(page) == []


def test_every_page_is_judged(site: Build) -> None:
    built = {str(path.relative_to(site.out).with_suffix("")) for path in site.out.rglob("*.html")}
    assert built <= set(PAGES)


def _cite(page: Page) -> None:
    page.locator("section > .part-actions > .cite").first.click()
    page.locator("dialog[open]").wait_for()
    page.locator("dialog details summary").evaluate_all("found => found.forEach(one => one.click())")


def _refused(page: Page) -> None:
    page.locator("a.reply").first.click()
    page.get_by_role("textbox", name="Comment").fill("<div>x</div> [y](/z)")
    page.get_by_label("Website").fill("example")
    page.locator("form.reply-form button[type=submit]").first.click()
    page.locator("#reply-author-problem:not(:empty)").wait_for()


def _handed_on(page: Page) -> None:
    page.get_by_label("Name").fill("Jo")
    page.get_by_role("textbox", name="Comment").fill("x")
    page.get_by_role("button", name="Copy it").click()
    page.locator(".reply-status:not(:empty)").wait_for()


def _scrolled_up(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate("scrollBy(0, -200)")
    page.locator(".show-back-to-top .back-to-top").wait_for()


def _menu(page: Page) -> None:
    if page.locator("label[for=__navigation]").first.is_visible():
        page.locator("label[for=__navigation]").first.click()


def _found(page: Page) -> None:
    page.locator("#search-results li").first.wait_for()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "the dialog is open": ("chapters/introduction.html", _cite),
    "the form refuses": ("appendices/comments.html", _refused),
    "the form has handed on": ("appendices/comments.html", _handed_on),
    "scrolled up": ("appendices/comments.html", _scrolled_up),
    "the menu is open": ("chapters/introduction.html", _menu),
    "something was found": ("search.html?q=tiktok", _found),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state(address: str, page: Page, state: str) -> None:
    name, bring_about = STATES[state]
    page.goto(address + name)
    bring_about(page)
    assert findings(page) == []


def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><p style='color: #777; background: #888'>some words</p></body></html>")
    rules = {finding.split()[0] for finding in findings(page)}
    page.close()
    assert {"image-alt", "color-contrast", "document-title", "html-has-lang", "region"} <= rules


def pa11y(needs: Callable[..., Path], folder: Path, *addresses: str) -> dict[str, list[dict[str, Any]]]:
    """Return what pa11y finds on each page."""
    launch = {"executablePath": str(needs("chromium", "google-chrome")), "args": ["--no-sandbox"]}
    settings = folder / "pa11y.json"
    settings.write_text(json.dumps({"chromeLaunchConfig": launch, "standard": "WCAG2AAA"}), encoding="utf-8")
    command = ["node", "node_modules/pa11y/bin/pa11y.js", "--config", str(settings), "--reporter", "json"]
    found = {}
    for address in addresses:
        done = subprocess.run([*command, address], cwd=HERE, capture_output=True, text=True, check=False)
        found[address] = json.loads(done.stdout)
    return found


def test_pa11y_agrees(address: str, needs: Callable[..., Path], tmp_path: Path) -> None:
    pages = [f"{address}{name}.html" for name in ("index", "chapters/introduction", "appendices/references")]
    pages += [f"{address}{name}.html" for name in ("appendices/comments", "appendices/about-this-edition", "search")]
    assert pa11y(needs, tmp_path, *pages) == {page: [] for page in pages}


def test_pa11y_sees_what_is_wrong(needs: Callable[..., Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><html><title>x</title><form><input></form></html>", encoding="utf-8")
    [found] = pa11y(needs, tmp_path, wrong.as_uri()).values()
    assert any("H57" in str(finding["code"]) for finding in found)
