"""Serves the preview: the pages as they were built, each with a script that shows mistakes and loads the page again.

The script is a file of the same origin, which the pages' own policy allows. It is told of every build by server-sent
events (HTML, 9.2); the words that it shows are data there, and no markup.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from chapbook.live.outcome import Outcome

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.types import Scope

SCRIPT = Path(__file__).parent / "live.js"
PLACE = "/_live/"
NOTHING_YET = "<!doctype html><meta charset=utf-8><title>Nothing is built yet</title><p>Nothing is built yet."
FRESH = {"Cache-Control": "no-cache"}


class News:
    """The last build, numbered, and those who wait for the next."""

    def __init__(self) -> None:
        self.number = 0
        self.outcome = Outcome(is_made=True)
        self._changed = asyncio.Event()
        self._is_over = False

    def tell(self, outcome: Outcome) -> None:
        """Make a build known; pages have a new number only where they were made."""
        self.number += outcome.is_made
        self.outcome = outcome
        self._wake()

    def end(self) -> None:
        """Let those who wait go."""
        self._is_over = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def events(self) -> AsyncIterator[str]:
        """Yield the last build, then each that follows, as server-sent events."""
        while not self._is_over:
            changed = self._changed
            yield f"data: {self.as_json()}\n\n"
            await changed.wait()

    def as_json(self) -> str:
        """Return the number of the pages, and what is wrong."""
        return json.dumps({"number": self.number, "told": [told._asdict() for told in self.outcome.told]})


def with_script(page: str, number: int) -> str:
    """Put the script at the end of a page."""
    script = f'<script src="{PLACE}live.js" data-number="{number}"></script>'
    before, end, after = page.rpartition("</body>")
    return f"{before}{script}{end}{after}" if end else page + script


class Pages(StaticFiles):
    """The folder of the site; no browser keeps a file of it without asking."""

    def __init__(self, folder: Path, news: News) -> None:
        super().__init__(directory=folder, html=True)
        self._news = news

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or say that there is none; without any site, wait for one with the script."""
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if not path.endswith((".html", ".")):
                raise
            return HTMLResponse(with_script(NOTHING_YET, self._news.number), error.status_code, FRESH)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file; a page with the script."""
        if str(full_path).endswith(".html"):
            page = with_script(Path(full_path).read_text(encoding="utf-8"), self._news.number)
            return HTMLResponse(page, status_code, FRESH)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(FRESH)
        return response


def application(folder: Path, news: News, hosts: Sequence[str]) -> Any:  # noqa: ANN401  # an ASGI application
    """Return the web application.

    :param hosts: the names by which a browser may ask for it; another site's name that leads here is none.
    """

    async def script(_request: Request) -> Response:
        return FileResponse(SCRIPT, media_type="text/javascript", headers=FRESH)

    async def events(_request: Request) -> Response:
        return StreamingResponse(news.events(), media_type="text/event-stream", headers=FRESH)

    routes = [
        Route(f"{PLACE}live.js", script),
        Route(f"{PLACE}events", events),
        Mount("/", Pages(folder, news)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))])
