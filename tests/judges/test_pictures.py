"""How the site looks: pictures of a few states, compared with those that were looked at and kept.

The faces are matplotlib's own, as each machine has others. A picture that differs is written to ``_build/pictures/``.
Look at it; if it is what you want, ``make pictures`` keeps it.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
import pytest
from PIL import Image

from judges.alike import differing, keep, kept, look_alike
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from throwaway import Build

KEPT = Path(__file__).parent / "pictures"
NEW = ROOT / "_build" / "pictures"
FACES = Path(mpl.get_data_path()) / "fonts" / "ttf"
CHAPTER = "chapters/impact-on-society.html"


class State(NamedTuple):
    """What a picture shows: a page, the window's size in CSS pixels, its colours, its medium, and what was done."""

    page: str
    size: tuple[int, int]
    colours: Any = "light"
    medium: Any = "screen"
    bring_about: Callable[[Page], object] = lambda _: None


def _preview(page: Page) -> None:
    page.locator("article p a[href*='#ref-']").first.focus()
    page.locator(":popover-open").wait_for()


def _found(page: Page) -> None:
    page.locator("main ol mark").first.wait_for()


DESK, TABLET, PHONE, WALL = (1280, 800), (768, 1024), (375, 812), (1920, 1080)

STATES = {
    "title page, desk": State("index.html", DESK),
    "title page, phone, dark": State("index.html", PHONE, "dark"),
    "chapter, wall, dark": State(CHAPTER, WALL, "dark"),
    "chapter, tablet": State(CHAPTER, TABLET),
    "chapter, phone": State(CHAPTER, PHONE),
    "chapter, paper": State(CHAPTER, (700, 990), medium="print"),
    "preview, desk": State(CHAPTER, DESK, bring_about=_preview),
    "references, desk, dark": State("appendices/references.html", DESK, "dark"),
    "comments, desk": State("appendices/comments.html", DESK),
    "comments, phone, dark": State("appendices/comments.html", PHONE, "dark"),
    "search, desk": State("search.html?q=live", DESK, bring_about=_found),
    "numbers, tablet": State("appendices/figures.html", TABLET),
    "no page, phone": State("404.html", PHONE),
}
README = State(CHAPTER, DESK)


def _face(name: str, file: str, **more: str) -> str:
    font = base64.b64encode((FACES / file).read_bytes()).decode()
    rules = "".join(f"font-{key}: {value};" for key, value in more.items())
    return f'@font-face {{ font-family: {name}; src: url("data:font/ttf;base64,{font}"); {rules} }}'


FIXED = "\n".join(
    (
        _face("Text", "STIXGeneral.ttf"),
        _face("Text", "STIXGeneralItalic.ttf", style="italic"),
        _face("Text", "STIXGeneralBol.ttf", weight="700"),
        _face("Small", "DejaVuSans.ttf"),
        ":root > body { --font-serif: Text; --font-stack: Small; --font-stack--monospace: Small; }",
        "* { hyphens: manual !important; caret-color: transparent !important; font-synthesis: none; }",
    )
)


@pytest.fixture(scope="module")
def site_to_see(site: Build, browser: Browser) -> Callable[[State, str], Image.Image]:
    """Return what draws a state of the publication."""

    def draw(state: State, style: str = "") -> Image.Image:
        width, height = state.size
        with browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=state.colours,
            reduced_motion="reduce",
            bypass_csp=True,
        ) as reader:
            page = reader.new_page()
            page.emulate_media(media=state.medium)
            page.goto(f"{site.out.as_uri()}/{state.page}")
            page.add_style_tag(content=FIXED + style)
            page.evaluate("document.fonts.ready")
            state.bring_about(page)
            return Image.open(io.BytesIO(page.screenshot()))

    return draw


@pytest.mark.parametrize("name", STATES)
def test_the_page_looks_as_it_was_approved(name: str, site_to_see: Callable[..., Image.Image]) -> None:
    compare(site_to_see(STATES[name]), KEPT / f"{name.replace(', ', '-').replace(' ', '-')}.png")


def test_the_picture_of_the_readme_is_current(site_to_see: Callable[..., Image.Image]) -> None:
    compare(site_to_see(README), ROOT / "README.png")


def compare(seen: Image.Image, file: Path) -> None:
    keep(seen, NEW / file.name)
    assert file.exists(), f"{file} is not there; look at {NEW / file.name}, and keep it by make pictures"
    share = differing(kept(file), seen)
    assert look_alike(kept(file), seen), f"{share:.1%} of {file.name} differ; look at {NEW / file.name}"


@pytest.mark.parametrize(
    "change",
    [
        "article { max-width: 29em !important }",
        ":root > body { --color-background-primary: #f4e9e0 !important }",
        "article p { line-height: 1.7 !important }",
        "article h1 { display: none }",
    ],
)
def test_a_change_is_seen(change: str, site_to_see: Callable[..., Image.Image]) -> None:
    assert not look_alike(site_to_see(README), site_to_see(README, change))
