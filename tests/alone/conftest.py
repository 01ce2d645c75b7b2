"""The stranger's page, built once in each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stranger import SIDES, whole
from watched import leave, watched

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
    with watched(browser, builds[theme], folder=True, **place) as seen:
        yield seen


@pytest.fixture
def view(window: Watched) -> Iterator[Watched]:
    """Open the page as who has never been there, to use it."""
    window.visit("index.html")
    yield window
    leave(window.page)
    window.trouble.clear()


@pytest.fixture
def page(window: Watched) -> Page:
    """Have the page open, to look at it."""
    if window.page.url == "about:blank":
        window.visit("index.html")
    return window.page
