"""The theme's script: colours are switched, the contents say where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from throwaway import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "\n\n".join(["Some words that fill a line or two of the page, so that it is a long one." * 3] * 20)
WORK = f"""\
A Work
======

{LONG}

One
---

{LONG}

Two
---

{LONG}

Last
----

Short.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    project = Project(
        tmp_path_factory.mktemp("page") / "work", {"extensions": ["chapbook.theme"], "html_theme": "chapbook"}
    )
    project.write({"index.rst": WORK})
    return (project.build().out / "index.html").as_uri()


@pytest.fixture
def page(browser: Browser, built: str) -> Iterator[Page]:
    page = browser.new_context(viewport={"width": 1600, "height": 900}, color_scheme="dark").new_page()
    page.goto(built)
    yield page
    page.context.close()


def test_the_contents_say_in_which_section_one_is(page: Page) -> None:
    here = page.locator(".toc-tree [aria-current=location]")
    here.get_by_text("A Work").wait_for(state="attached")
    for name in ("Two", "One"):
        page.locator(".toc-tree").get_by_role("link", name=name).click()
        here.get_by_text(name, exact=True).wait_for()
    page.evaluate("scrollTo(0, 1e6)")
    here.get_by_text("Last").wait_for()
    assert here.count() == 1


def test_colours_go_round_and_the_choice_is_kept(page: Page) -> None:
    switch = page.locator(".theme-toggle:visible")
    colours = "document.body.dataset.theme"
    seen = [page.evaluate(colours)]
    for _ in range(3):
        switch.click()
        seen.append(page.evaluate(colours))
    assert seen == ["auto", "light", "dark", "auto"], "on a machine that is dark, light is what one looks for"
    switch.click()
    page.reload()
    assert page.evaluate(colours) == "light"
