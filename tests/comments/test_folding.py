"""A branch that is folded: who is led to a comment in it, or prints the page, sees it, with a script and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from throwaway import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from throwaway import Build

pytestmark = pytest.mark.browser

SETTINGS: dict[str, Any] = {"extensions": ["myst_parser", "chapbook.comments"], "exclude_patterns": ["comments"]}
INNERMOST = "#comment-c11"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    source: Path = tmp_path_factory.mktemp("folding") / "source"
    source.mkdir()
    project = Project(source, dict(SETTINGS))
    chain = {
        f"comments/c{n:02}.md": f"---\nauthor: A {n}\n{f'reply_to: c{n - 1:02}' if n else ''}\n---\nWords {n}\n"
        for n in range(12)
    }
    project.write({"index.md": "# A Work\n\n```{comment-thread} comments\n```\n", **chain})
    return project.build()


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def folded(request: pytest.FixtureRequest, browser: Browser, built: Build) -> Iterator[Page]:
    """Have the page with all folded that answers its first comment."""
    page = browser.new_context(java_script_enabled=request.param).new_page()
    page.goto((built.out / "index.html").as_uri())
    assert page.locator(INNERMOST).is_visible(), "what nobody folded is open"
    page.get_by_text("11 replies").click()
    assert not page.locator(INNERMOST).is_visible()
    yield page
    page.context.close()


def test_a_dot_of_the_picture_leads_to_its_comment(folded: Page) -> None:
    folded.locator(f".thread-shape a[href='{INNERMOST}']").click()
    folded.locator(INNERMOST).wait_for()


def test_the_arrow_leads_to_what_is_answered(folded: Page) -> None:
    folded.locator("summary").first.click()
    folded.locator(INNERMOST).get_by_role("link", name="in reply to A 10").click()
    assert folded.url.endswith("#comment-c10")
    folded.locator("#comment-c01").get_by_role("link", name="in reply to A 0", exact=True).click()
    assert folded.url.endswith("#comment-c00")


def test_paper_shows_all(folded: Page) -> None:
    folded.emulate_media(media="print")
    assert folded.locator(INNERMOST).bounding_box()
    assert not folded.get_by_text("11 replies").is_visible()


def test_where_a_browser_unfolds_nothing_the_script_does(browser: Browser, built: Build) -> None:
    page = browser.new_page()
    page.goto((built.out / "index.html").as_uri())
    folds = "document.querySelectorAll('details').forEach(details => { details.open = false; })"
    page.evaluate(folds)
    page.evaluate(f"history.replaceState(null, '', '{INNERMOST}'); dispatchEvent(new HashChangeEvent('hashchange'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate(folds)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    page.close()
