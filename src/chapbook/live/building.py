"""A build of the site for its preview, in a process of its own, so that nothing of one is left for the next.

Such a process is forked from one that has loaded what a build needs and does nothing else: a build then takes a
fraction of what a new ``sphinx-build`` takes, most of which loads programs. Where a system cannot fork, it is started
anew.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from typing import TYPE_CHECKING

from chapbook.live.outcome import Outcome, Told, told_by

if TYPE_CHECKING:
    from collections.abc import Collection
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from chapbook.live.watching import Plan

SITE, DOCTREES = "html", "doctrees"
ENDED = Told("", 0, "the build ended without a word; save a file to begin another")


class Workshop:
    """Builds the publication in *source* into folders of *target*, one build at a time."""

    def __init__(self, source: Path, target: Path) -> None:
        self._source = source
        self._target = target
        self._wrong: set[str] = set()
        self._context: ForkServerContext | SpawnContext = multiprocessing.get_context("spawn")
        if "forkserver" in multiprocessing.get_all_start_methods():
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload(["chapbook.live.loaded"])

    def build(self, plan: Plan) -> Outcome:
        """Build once; files of which something was wrong are read again, for what is still wrong to be told again."""
        ours, its = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(self._source, self._target, plan, self._wrong, its))
        process.start()
        its.close()
        try:
            outcome: Outcome = ours.recv()
        except EOFError:
            outcome = Outcome(is_made=False, told=(ENDED,))
        process.join()
        named = {told.file for told in outcome.told if told.file}
        # What a build that was stopped did not come to is still wrong.
        self._wrong = named if outcome.is_made else self._wrong | named
        return outcome


def _work(source: Path, target: Path, plan: Plan, wrong: Collection[str], connection: Connection) -> None:
    # Ctrl+C is for the process that serves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection.send(_build(source, target, plan, wrong))
    connection.close()


def _build(source: Path, target: Path, plan: Plan, wrong: Collection[str]) -> Outcome:
    from sphinx.application import Sphinx  # noqa: PLC0415  # only in the process that builds
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415  # as above

    from chapbook.explained import explained  # noqa: PLC0415  # as above

    messages = _Messages()
    try:
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source,
                source,
                target / SITE,
                target / DOCTREES,
                "html",
                confoverrides={"nitpicky": True},
                status=None,
                warning=messages,  # type: ignore[arg-type]  # all that Sphinx asks of it is to write
                freshenv=plan.reads_all,
            )
            app.connect("env-get-outdated", lambda _app, env, *_known: _documents(env, source, wrong))
            app.build(force_all=plan.writes_all)
    except Exception as error:  # noqa: BLE001  # whatever stops a build is told, and the page stays
        lines = explained(error, source)
        if lines is not None:
            return Outcome(is_made=False, told=told_by([*messages.written, *lines], source))
        said = f"a program failed, and the terminal says where: {type(error).__name__}: {error}"
        told = (*told_by(messages.written, source), Told("", 0, said))
        return Outcome(is_made=False, told=told, fault="".join(traceback.format_exception(error)))
    return Outcome(is_made=True, told=told_by(messages.written, source))


def _documents(env: BuildEnvironment, source: Path, wrong: Collection[str]) -> list[str]:
    """Return the documents that files are; all, where one is no document, as any may be made of it."""
    found = [env.path2doc(source / file) for file in wrong]
    known = [docname for docname in found if docname in env.found_docs]
    return known if len(known) == len(found) else sorted(env.found_docs)


class _Messages:
    """A stream that keeps each message that Sphinx writes as one."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, text: str) -> int:
        if text.strip():
            self.written.append(text)
        return len(text)

    def flush(self) -> None:
        """Do nothing, as nothing waits."""
