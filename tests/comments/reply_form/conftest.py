"""A reader before the form, at a time that stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from filled_form import built_with
from watched import leave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from throwaway import Build

NOW = "2026-05-04T03:02:01Z"
OPENED = "window.opened = []; window.open = (address, name, how) => window.opened.push([address, name, how]);"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built_with(tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Have a tab in which time stands still, as to open one takes long, and what it asked of other places."""
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.clock.set_fixed_time(NOW)
    page.add_init_script(OPENED)
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "blob:", "mailto:")) else asked.append(request.url),
    )
    page.on("pageerror", lambda error: asked.append(str(error)))
    yield page, asked
    page.context.close()


@pytest.fixture
def visit(window: tuple[Page, list[str]]) -> Iterator[Callable[..., Page]]:
    """Open a page of a build as its first reader; everything that it asks of other places is an error."""
    page, asked = window

    def open_page(built: Build, address: str = "talk.html") -> Page:
        name, separator, rest = address.partition("?")
        page.goto((built.out / name).as_uri() + separator + rest)
        return page

    yield open_page
    leave(page)
    page.context.clear_permissions()
    told, asked[:] = [*asked], []
    assert told == []
