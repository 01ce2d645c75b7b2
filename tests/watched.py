"""A built site in a browser, with what goes wrong there noted: what a policy refuses, what is asked of elsewhere."""

from __future__ import annotations

import re
from contextlib import contextmanager
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

    from throwaway import Build

HOST = "https://site.test/"
"""Where a browser is made to believe that the site is; nothing leaves the machine."""

TELL = """document.addEventListener("securitypolicyviolation",
    event => told(`${event.effectiveDirective} refused ${event.blockedURI}`));"""


ELSEWHERE = re.compile("^(?!file:|data:|blob:)")


class Watched(NamedTuple):
    """A page; the address before the names of pages; what went wrong; where a tab, frame or form of it went outside."""

    page: Page
    base: str
    trouble: list[str]
    left_for: list[str]

    def visit(self, name: str) -> None:
        self.page.goto(self.base + name)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has told of what was refused so far."""
        settle(self.page)


def settle(page: Page) -> None:
    """Wait until a page has told of what was refused so far."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def leave(page: Page) -> None:
    """Leave nothing behind of a reader: what the site keeps, the mouse, paper instead of a screen."""
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.mouse.move(-1, -1)
    page.emulate_media(media="screen")
    page.goto("about:blank")


@contextmanager
def watched(
    browser: Browser,
    build: Build,
    *,
    folder: bool = False,
    served: Callable[[str, bytes | None], bytes | None] = lambda _name, content: content,
    **context: Any,
) -> Iterator[Watched]:
    """Open a tab for the site, from its folder or as if from a server, which may change what it serves.

    A request that the browser itself refuses is not asked, and not noted as such.
    """
    trouble: list[str] = []
    left_for: list[str] = []

    def answer(route: Route) -> None:
        request = route.request
        address = urlsplit(request.url)
        file = build.out / address.path.removeprefix("/")
        if address.netloc != urlsplit(HOST).netloc:
            (left_for if request.is_navigation_request() else trouble).append(request.url)
            route.fulfill(body="", content_type="text/html")
        elif content := served(address.path, file.read_bytes() if file.is_file() else None):
            route.fulfill(body=content, content_type=guess_type(file)[0] or "text/html")
        else:
            route.fulfill(status=404)

    with browser.new_context(**context) as place:
        place.route(ELSEWHERE, answer)
        place.expose_function("told", lambda text: trouble.append(text))  # noqa: PLW0108  # playwright marks what it is given
        place.add_init_script(TELL)
        page = place.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: trouble.append(f"dialog {dialog.message}"))
        yield Watched(page, build.out.as_uri() + "/" if folder else HOST, trouble, left_for)
