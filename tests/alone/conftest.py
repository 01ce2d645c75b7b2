"""The stranger's page, built once in each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stranger import SIDES, whole
from watched import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from throwaway import Build
    from watched import Watched

WIDTHS = {"desk": 1400, "phone": 375}
VIEWS = [f"{side}, {width}" for side in SIDES for width in WIDTHS]


@pytest.fixture(scope="session")
def builds() -> dict[str, Build]:
    """Keep what was built, by the theme."""
    return {}


@pytest.fixture(scope="module", params=VIEWS)
def window(
    request: pytest.FixtureRequest,
    builds: dict[str, Build],
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
) -> Iterator[Watched]:
    """Open a window for the page in a theme, in its light or dark colours, on a desk or a phone."""
    theme, colours, width = str(request.param).split(", ")
    if theme not in builds:
        builds[theme] = whole(tmp_path_factory.mktemp(theme) / "source", theme)
        assert builds[theme].warnings == ""
    place: Any = {
        "viewport": {"width": WIDTHS[width], "height": 900},
        "color_scheme": colours,
        "reduced_motion": "reduce",
    }
    with watched(browser, builds[theme], **place) as seen:
        yield seen


@pytest.fixture
def view(window: Watched) -> Watched:
    """Open the page as who has never been there."""
    window.visit("index.html")
    window.page.evaluate("localStorage.clear(); sessionStorage.clear();")
    window.visit("index.html")
    window.trouble.clear()
    return window


@pytest.fixture
def page(view: Watched) -> Page:
    return view.page
