"""Browsers from before 2024, which know neither popovers nor light-dark(): plainer there, and all of it is there.

They are played by a Chromium that gets the style sheets with names in the place of both that no browser knows.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from essay.accessibility.readers import DESK, PAGES, PHONE, WINDOW
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from throwaway import Build

pytestmark = [pytest.mark.browser, pytest.mark.views]

GROUND = "getComputedStyle(document.body).backgroundColor"
NOT_YET_KNOWN = {":popover-open": ":not-yet-known", "light-dark(": "not-yet-known("}


@pytest.fixture(scope="module")
def address(site: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as an older browser has it."""
    older = shutil.copytree(site.out, tmp_path_factory.mktemp("older") / "site")
    met: set[str] = set()
    for path in older.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        for new, unknown in NOT_YET_KNOWN.items():
            met.update({new} if new in text else ())
            text = text.replace(new, unknown)
        path.write_text(text, encoding="utf-8")
    assert met == set(NOT_YET_KNOWN), "else nothing is played"
    with serving(older) as place:
        yield place


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_words_stand_out_from_their_ground(visit: Callable[..., Page], name: str, colours: str) -> None:
    page = visit(PAGES[name], DESK, color_scheme=colours)
    assert page.evaluate(GROUND).startswith("rgb("), "opaque; the browser's own may be of the other kind"
    assert page.evaluate("measures.paleWords(4.5)") == []


def test_the_reader_s_choice_of_colours_is_kept(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"], DESK, color_scheme="light")
    light = page.evaluate(GROUND)
    page.locator(".theme-toggle:visible").click()
    assert page.evaluate("document.body.dataset.theme") == "dark"
    assert page.evaluate(GROUND) != light
    assert page.evaluate("measures.paleWords(4.5)") == []


@pytest.mark.parametrize("size", [PHONE, WINDOW], ids=["phone", "window"])
@pytest.mark.parametrize("name", PAGES)
def test_the_menu_stands_below_the_text(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = visit(PAGES[name], size)
    menu = page.locator(".sidebar-drawer")
    text = page.locator("main").bounding_box()
    place = menu.bounding_box()
    assert text is not None
    assert place is not None
    assert place["y"] >= text["y"] + text["height"]
    for link in menu.locator(".sidebar-tree a:visible").all():
        link.click(trial=True)
    assert page.evaluate("measures.wide()") == 0


@pytest.mark.parametrize("size", [PHONE, WINDOW, DESK], ids=["phone", "window", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_there_is_no_button_that_opens_nothing(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = visit(PAGES[name], size)
    assert page.locator("[popovertarget]:visible").count() == 0
