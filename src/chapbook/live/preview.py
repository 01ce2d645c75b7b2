"""Runs the preview: what is saved is built, and the browser is told, until somebody stops it."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chapbook.live.building import SITE, Workshop
from chapbook.live.watching import Plan, is_watched, plan_for
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from types import FrameType

    from chapbook.live.serving import News

HOST = "localhost"


def live(source: Path, target: Path, host: str, port: int) -> int:
    """Serve the publication in *source*, which is built into *target*, until it is stopped.

    :raises Mistake: where there is no publication, or the port cannot be had.
    """
    if not (source / "conf.py").is_file():
        raise Mistake(source, 0, "there is no conf.py in this folder; go to the folder of your publication")
    try:
        import starlette, uvicorn, watchfiles  # noqa: E401, F401, PLC0415, I001  # only this command needs them
    except ImportError as error:
        message = f"the preview needs the package {error.name}; install it: pip install 'chapbook[live]'"
        raise Mistake(Path("chapbook live"), 0, message) from error
    with closing(_listening(host, port)) as listening, suppress(KeyboardInterrupt):
        asyncio.run(_run(source.resolve(), target.resolve(), host, listening))
    return 0


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        message = f"port {port} of {host} cannot be had ({error.strerror}); name another, such as --port {port + 1}"
        raise Mistake(Path("--port"), 0, message) from error


async def _run(source: Path, target: Path, host: str, listening: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415  # as above

    from chapbook.live.serving import News, application  # noqa: PLC0415  # as above

    news = News()
    hosts = ["localhost", "127.0.0.1"] if host == HOST else ["*"]
    (target / SITE).mkdir(parents=True, exist_ok=True)
    app: Any = application(target / SITE, news, hosts)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    stop = server.handle_exit

    def end(signal: int, frame: FrameType | None) -> None:
        # A page waits for news as long as it is open.
        loop.call_soon_threadsafe(news.end)
        stop(signal, frame)

    loop = asyncio.get_running_loop()
    server.handle_exit = end  # type: ignore[assignment, method-assign]  # it has no other way
    building = asyncio.create_task(_keep_building(source, target, news))
    print(f"The site is at http://{host}:{listening.getsockname()[1]}/ until you press Ctrl+C.", flush=True)
    try:
        await server.serve(sockets=[listening])
    finally:
        building.cancel()


async def _keep_building(source: Path, target: Path, news: News) -> None:
    from watchfiles import awatch  # noqa: PLC0415  # as above

    def is_ours(_change: object, path: str) -> bool:
        return is_watched(Path(path), source, target)

    workshop = Workshop(source, target)
    changes = awatch(source, watch_filter=is_ours, step=20, debounce=400)
    # It looks before the first build, so that nothing that is saved meanwhile is missed.
    waiting = asyncio.ensure_future(anext(changes))
    # What an earlier preview read with a warning would not be told again.
    plan = Plan(reads_all=True)
    while True:
        outcome = await asyncio.to_thread(workshop.build, plan)
        for told in outcome.told:
            print(told, file=sys.stderr, flush=True)
        print(outcome.fault, end="", file=sys.stderr, flush=True)
        news.tell(outcome)
        changed = {Path(path) for _change, path in await waiting}
        waiting = asyncio.ensure_future(anext(changes))
        plan = plan_for(changed).with_all_of(Plan() if outcome.is_made else plan)
