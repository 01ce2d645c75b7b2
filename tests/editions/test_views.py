"""Pages of editions, in light and dark, on a phone and a desk: nothing keeps anybody from reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from judges.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from editions.conftest import Twice

pytestmark = [pytest.mark.browser, pytest.mark.views]

PAGES = ["1.0/index", "1.0/chapters/walking", "1.0/search", "index", "editions", "changes/1.0/1.1"]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640)])
def test_axe_finds_nothing(browser: Browser, twice: Twice, colours: str, width: int, height: int) -> None:
    page = browser.new_page(color_scheme=colours, viewport={"width": width, "height": height})  # type: ignore[arg-type]
    for name in PAGES:
        page.goto((twice.site.out / f"{name}.html").as_uri())
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()
