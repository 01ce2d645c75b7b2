"""Previews in many windows: inside the window, beside the link, whichever way the text runs and however large it is."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from previews.conftest import written
from watched import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Build

pytestmark = [pytest.mark.browser, pytest.mark.views]

WIDTHS = (320, 1400)
TURNED = "document.documentElement.dir = 'rtl'"
LARGE = "document.documentElement.style.fontSize = '200%'"
WITHOUT_ANCHORS = "CSS.supports = () => false, document.getElementById('chapbook-preview').style.positionArea = 'none'"
STATES = {"plain": "", "from the right": TURNED, "large": LARGE, "without anchors": WITHOUT_ANCHORS}
BOXES = """() => {
    const box = document.querySelector("#chapbook-preview:popover-open").getBoundingClientRect();
    const rects = [...document.querySelector("[aria-details]").getClientRects()];
    const { clientWidth, clientHeight } = document.documentElement;
    return [box.left >= 0 && box.right <= clientWidth, box.top >= 0 && box.bottom <= clientHeight,
        rects.every(one => one.bottom <= box.top || one.top >= box.bottom)];
}"""


@pytest.fixture(scope="module", params=["chapbook", "alabaster"])
def themed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = written(tmp_path_factory.mktemp(request.param))
    project.settings["html_theme"] = request.param
    if request.param == "chapbook":
        project.settings["extensions"] = [*project.settings["extensions"], "chapbook.theme"]
    return project.build()


@pytest.mark.parametrize(("width", "state"), [*product(WIDTHS, STATES)])
def test_it_stands_beside_the_link(browser: Browser, themed: Build, width: int, state: str) -> None:
    place: Any = {"viewport": {"width": width, "height": 640}, "color_scheme": "dark"}
    with watched(browser, themed, folder=True, **place) as seen:
        seen.visit("one.html")
        seen.page.evaluate(STATES[state])
        links = seen.page.locator(":is(#one-p1, #one-p2) a[href*='#']:not([data-label], [data-number], [href*='//'])")
        shown = 0
        for link in links.all():
            link.evaluate("link => { link.scrollIntoView({ block: 'center' }); link.focus({ focusVisible: true }); }")
            seen.page.locator("#chapbook-preview:popover-open").wait_for()
            assert seen.page.evaluate(BOXES) == [True, True, True], link.inner_text()
            seen.page.keyboard.press("Escape")
            shown += 1
        assert shown > 8
        assert seen.trouble == []
