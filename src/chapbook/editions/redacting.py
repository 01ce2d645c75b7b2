"""``chapbook redact``: takes what a comment said out of the publication, and out of the editions that were published.

Here, files are changed as a plan says, all or none of them, and nothing is committed. A published edition stays as it
is in git: what is redacted is taken out of a copy of its sources whenever it is built (:func:`redacted_sources`).
"""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING

from chapbook.bundle.sources import CAPTURE
from chapbook.comment_source import NAMELESS, comment_source, redacted
from chapbook.editions.editions_file import NAME, read_text
from chapbook.editions.mentions import mentions, said_by
from chapbook.editions.redaction_plan import ANCHOR, LINKS, make_plan, reason_of, register_of, texts_of
from chapbook.editions.remembered import with_name, without_rows
from chapbook.keep import is_agreed, write
from chapbook.mistake import Mistake
from chapbook.replacing import complete
from chapbook.thread_files import BUILT, comments_of, id_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from chapbook.comment_source import CommentSource
    from chapbook.editions.editions_file import Edition, Redaction
    from chapbook.editions.mentions import Mention, Said
    from chapbook.editions.redaction_plan import Plan

SHOWN = 20
"""How many places are told one by one."""

BEYOND = """\
This reaches what is made from now on. It does not reach what is there already: the history of git with its forks and
clones, pages that others have kept (web archives, search engines, readers of feeds), books that were downloaded, and
bags that were deposited. What can be done about each is in the handbook, under "Take down"."""


def redact(publication: Path, name: str, reason: str, day: date, *, is_sure: bool) -> int:
    """Show what redacting a comment comes to, ask, and write it; return 0, or 1 where it is not wanted.

    :param is_sure: write without asking.
    :raises Mistake: as :func:`~chapbook.editions.redaction_plan.make_plan`, and where a file cannot be written.
    """
    complete(publication)
    plan = make_plan(publication, name, reason, day)
    _say(*_report(plan))
    if not plan.changes:
        return 0
    if not is_sure and not is_agreed(f"chapbook redact {name} --yes"):
        _say("Nothing was written.")
        return 1
    write(publication, plan.changes)
    _say(
        f"Written. What was built before ({BUILT}/) still has the words; so build all of it anew, and commit:",
        "  make clean",
        f"  {shlex.join(['git', 'add', '--', *(change.path for change in plan.changes)])}",
        '  git commit -m "Redact a comment"',
    )
    return 0


def _say(*lines: str) -> None:
    for line in lines:
        # The name of a file may be no text.
        print(line.encode(errors="replace").decode())


def _report(plan: Plan) -> Iterator[str]:
    yield from plan.told or ("Its words are gone already.",)
    if plan.mentions:
        yield "Other files repeat some of it. They stay as they are; change them by hand, where that is asked for:"
        yield from (f"{mention.path}:{mention.line}: {mention.what}" for mention in plan.mentions[:SHOWN])
        if more := len(plan.mentions) - SHOWN:
            yield from [f"… and {more} more places"] if more > 0 else []
    yield from plan.notes
    yield BEYOND


def redacted_sources(folder: Path, here: Path, edition: Edition) -> None:
    """Take out of the sources of an edition what was redacted since, as far as that is in them.

    Each comment keeps its place and its answers, and the reason is the one that its file here gives. An answer that
    repeats its words is the one that is here, if that does so no more. The text that was captured is left out.

    :param folder: the edition's sources, unpacked.
    :param here: the publication.
    :raises Mistake: where the edition has no such comment.
    """
    for redaction in edition.redacted:
        named = [name for name in comments_of(folder) if f"{ANCHOR}{id_of(name)}" == redaction.id]
        if not named:
            message = f"edition {edition.version} has no comment {redaction.id!a} that could be redacted; mend the id"
            raise Mistake(here / NAME, 0, message)
        for name in [name for name in named if _is_gone(here, name)] or named:
            _redact(folder, here, name, redaction)
    if edition.redacted:
        shutil.rmtree(folder / CAPTURE, ignore_errors=True)


def _is_gone(here: Path, name: str) -> bool:
    """Tell whether the words of a comment are no longer in the publication."""
    source = _source(here / name)
    return source is None or source.is_removed


def _source(path: Path) -> CommentSource | None:
    return comment_source(path.read_bytes()) if path.is_file() and not path.is_symlink() else None


def _redact(folder: Path, here: Path, name: str, redaction: Redaction) -> None:
    before = (folder / name).read_bytes()
    placeholder = _source(here / name)
    if placeholder is None or not placeholder.is_removed:
        placeholder = None
    reason = reason_of(here, placeholder, "", redaction.date)
    author = placeholder.values["author"] if placeholder and "author" in placeholder.supplied else NAMELESS
    after = redacted(before, reason, author)
    if after is None:
        raise Mistake(folder / name, 1, "this cannot be read as a comment, so that its words cannot be taken out")
    (folder / name).write_bytes(after)
    _forget(folder, name, redaction.id, author, before.decode("utf-8-sig"))
    source = comment_source(before)
    if source and not source.is_removed:
        _take_over_answers(folder, here, source, [other for other in comments_of(folder) if other != name])


def _forget(folder: Path, name: str, anchor: str, author: str, comment: str) -> None:
    """Let the other files of an edition remember nothing of a comment."""
    register = folder / register_of(folder)
    if register.is_file():
        _write(register, with_name(read_text(register), anchor, author))
    if (folder / LINKS).is_file():
        others = texts_of(folder, {name, register.name, LINKS}).values()
        _write(folder / LINKS, without_rows(read_text(folder / LINKS), comment, others)[0])


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _take_over_answers(folder: Path, here: Path, source: CommentSource, others: Sequence[str]) -> None:
    """Replace comments that repeat what another said by those that are here, where these no longer do."""
    said = said_by(source, NAMELESS)
    for name in others:
        if any(_repeats(folder, name, said)) and _source(here / name) and not any(_repeats(here, name, said)):
            (folder / name).write_bytes((here / name).read_bytes())


def _repeats(folder: Path, name: str, said: Said) -> Iterator[Mention]:
    text = (folder / name).read_text(encoding="utf-8-sig", errors="replace")
    return mentions(said, {name: text})
