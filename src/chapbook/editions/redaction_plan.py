"""What ``chapbook redact`` would write: a publication and the name of a comment in, the changed texts of files out.

The comment's file is changed, and what other files remember of it. The editions that have the comment note it in their
list, so that they are built without its words from then on.
"""

from __future__ import annotations

import gettext
import re
from difflib import get_close_matches
from itertools import chain
from os.path import normpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from chapbook.bundle.sources import CAPTURE
from chapbook.comment_source import NAMELESS, UNPRINTABLE, comment_source, redacted
from chapbook.conf_file import literal
from chapbook.editions.editions_entries import with_redaction
from chapbook.editions.editions_file import NAME, Redaction, read_editions, read_text
from chapbook.editions.mentions import mentions, said_by
from chapbook.editions.remembered import with_name, without_rows
from chapbook.editions.repository import Repository
from chapbook.keep import Change
from chapbook.language import CATALOG, LOCALE
from chapbook.mistake import Mistake
from chapbook.thread_files import comments_of, id_of, own_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from chapbook.comment_source import CommentSource
    from chapbook.editions.mentions import Mention, Said

ANCHOR = "comment-"
LINKS = "links.csv"
RECORD = "CITATION.cff"
REGISTER = "anchors.txt"
LARGEST = 4_000_000
"""Bytes of a file in which words are looked for."""

DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
LONGEST_REASON = 1_900


class Plan(NamedTuple):
    """What redacting a comment comes to.

    :param changes: the files to be written.
    :param told: what is done to each of them, in sentences.
    :param mentions: where other files repeat what the comment said; those of an edition are 1.0:index.md, as for git.
    :param notes: what else its editor should know, in sentences.
    """

    changes: list[Change]
    told: list[str]
    mentions: list[Mention]
    notes: list[str]


class InEdition(NamedTuple):
    """The comment in a published edition: its ids there, none without its words, and where other files repeat it."""

    version: str
    anchors: list[str]
    mentions: list[Mention]


def make_plan(publication: Path, name: str, reason: str, day: date) -> Plan:
    """Work out what is to be written; nothing is changed.

    :param name: the comment's id, its address, or the path of its file.
    :param reason: why its words go; where it is empty, it says that the editors took them out.
    :raises Mistake: where there is no such comment, or its file or one that remembers it cannot be read.
    """
    comments = comments_of(publication)
    path = found(publication, comments, name)
    data = (publication / path).read_bytes()
    source = comment_source(data)
    if source is None:
        message = "this cannot be read as a comment; chapbook check says what is wrong, and then redact it"
        raise Mistake(publication / path, 1, message)
    reason = reason_of(publication, source, reason, day)
    after = redacted(data, reason)
    assert after is not None  # noqa: S101  # it was read
    anchor = _anchor(path)
    is_alone = [id_of(other) for other in comments].count(id_of(path)) == 1
    texts = texts_of(publication, {path, register_of(publication), LINKS, NAME})
    editions = list(_in_editions(publication, path, source))
    told = f"words, name and website go, and it says: [removed: {reason}]. Its date, its place and its answers stay"
    steps = [
        (Change(path, data.decode(), after.decode()), told),
        _unnamed(publication, anchor, "" if is_alone else source.values["author"]),
        _unlinked(publication, data.decode("utf-8-sig"), texts),
        *_noted(publication, day, editions),
    ]
    steps = [(change, told) for change, told in steps if change.before != change.after]
    said = said_by(source, NAMELESS, texts.get(RECORD, ""))
    answers = [other for other in comments if _answers(publication, other, path)]
    return Plan(
        changes=[change for change, _told in steps],
        told=[f"{change.path}: {told}" for change, told in steps],
        mentions=[*mentions(said, texts, answers), *chain.from_iterable(edition.mentions for edition in editions)],
        notes=list(_notes(anchor, said)),
    )


def found(publication: Path, comments: list[str], name: str) -> str:
    """Return the path of the comment that is called so.

    :raises Mistake: where there is none, or more than one.
    """
    by_path = [path for path in comments if normpath(name) in {path, normpath(publication / path)}]
    called = name.rpartition("#")[2].removesuffix(".md")
    by_id = [path for path in comments if id_of(path) == called]
    those = by_path or by_id or [path for path in comments if _anchor(path) == called]
    if len(those) == 1:
        return those[0]
    if those:
        message = f"{called} is the id of several comments; name the file of one of them: {', '.join(those)}"
        raise Mistake(publication, 0, message)
    register = read_text(publication / register_of(publication))
    pages = [line.split()[1] for line in register.splitlines() if line.split()[:1] == [called] and " " in line]
    if pages:
        message = f"{called} is no comment, but a part of {pages[-1]}; change its words there, and make a new edition"
        raise Mistake(publication, 0, f"{message} (chapbook edition). Published editions keep their text")
    near = get_close_matches(called, map(id_of, comments), 3, 0.5)
    remedy = f"is it {' or '.join(near)}?" if near else "give the name of its file, without .md"
    raise Mistake(publication, 0, f"there is no comment {called!a} in its threads; {remedy}")


def reason_of(publication: Path, source: CommentSource | None, reason: str, day: date) -> str:
    """Return what stands in the place of the words: the reason, and the day on which they went.

    :raises Mistake: where the reason is too long.
    """
    before = source.values.get("removed", "") if source else ""
    if not reason and DAY.search(before):
        return before
    reason = " ".join(UNPRINTABLE.sub(" ", reason).split()) or before
    if len(reason) > LONGEST_REASON:
        raise Mistake(publication, 0, f"the reason has {len(reason):,} characters; shorten it to {LONGEST_REASON:,}")
    if not reason:
        language = literal((publication / "conf.py").read_bytes(), "language")
        catalogue = gettext.translation(CATALOG, LOCALE, [str(language or "en")], fallback=True)
        reason = catalogue.gettext("by the editors")
    return reason if day.isoformat() in reason else f"{reason}, {day.isoformat()}"


def register_of(publication: Path) -> str:
    """Return the path of the register.

    :raises Mistake: where *publication* is none.
    """
    settings = publication / "conf.py"
    if not settings.is_file():
        raise Mistake(publication, 0, "there is no conf.py in this folder; go to the folder of your publication")
    register = literal(settings.read_bytes(), "chapbook_register")
    return register if isinstance(register, str) else REGISTER


def texts_of(publication: Path, without: set[str]) -> dict[str, str]:
    """Return the texts of the files of a publication, but those *without*, by their paths."""
    texts = {}
    for name in own_files(publication):
        path = publication / name
        if name not in without and path.stat().st_size <= LARGEST and b"\0" not in (data := path.read_bytes()):
            texts[name] = data.decode("utf-8-sig", errors="replace")
    return texts


def _unnamed(publication: Path, anchor: str, author: str) -> tuple[Change, str]:
    path = register_of(publication)
    before = read_text(publication / path)
    return Change(path, before, with_name(before, anchor, NAMELESS, author)), "the name goes"


def _unlinked(publication: Path, comment: str, texts: Mapping[str, str]) -> tuple[Change, str]:
    before = read_text(publication / LINKS)
    after, addresses = without_rows(before, comment, texts.values())
    return Change(LINKS, before, after), f"links that nothing else has go: {' '.join(addresses)}"


def _noted(publication: Path, day: date, editions: Sequence[InEdition]) -> Iterator[tuple[Change, str]]:
    """Yield the change of the list of editions; none where no edition has the comment with its words."""
    if versions := [edition.version for edition in editions if edition.anchors]:
        before = after = read_text(publication / NAME)
        for edition in editions:
            for anchor in edition.anchors:
                after = with_redaction(after, {edition.version}, Redaction(anchor, day))
        yield Change(NAME, before, after), f"published editions are built without it from now on: {', '.join(versions)}"


def _in_editions(publication: Path, path: str, source: CommentSource) -> Iterator[InEdition]:
    """Yield what editions have of the comment.

    :raises Mistake: where git cannot say what an edition has.
    """
    gone = {edition: {one.id for one in edition.redacted} for edition in read_editions(publication)}
    listed = [edition for edition in gone if _anchor(path) not in gone[edition]]
    if not listed:
        return
    repository = Repository(publication)
    repository.ensure_tagged(listed)
    for edition in listed:
        with TemporaryDirectory() as place:
            folder = Path(place)
            repository.take_out(edition.version, folder)
            sources = {name: comment_source((folder / name).read_bytes()) for name in comments_of(folder)}
            others = {name for name in sources if _has_words(publication / name) or _anchor(name) in gone[edition]}
            own = [name for name in sources if id_of(name) == id_of(path)]
            renamed = [name for name in sources.keys() - others if _is_same(sources[name], source)]
            those = [path] if path in own else own or renamed
            anchors = {_anchor(name) for name in those if _says_something(sources[name])}
            texts = texts_of(folder, {LINKS, NAME, register_of(folder), *those, *others})
            stays = {f"{edition.version}:{name}": text for name, text in texts.items() if not name.startswith(CAPTURE)}
            said = {said_by(sources.get(name) or source, NAMELESS, texts.get(RECORD, "")) for name in those or [path]}
            found = [mention for one in said for mention in mentions(one, stays)]
            yield InEdition(edition.version, sorted(anchors), found)


def _anchor(path: str) -> str:
    return f"{ANCHOR}{id_of(path)}"


def _has_words(path: Path) -> bool:
    source = comment_source(path.read_bytes()) if path.is_file() else None
    return source is not None and not source.is_removed


def _is_same(one: CommentSource | None, other: CommentSource) -> bool:
    """Tell whether a comment is another one, whose file has been renamed since."""
    return one is not None and (one.body, one.values["author"]) == (other.body, other.values["author"])


def _says_something(source: CommentSource | None) -> bool:
    """Tell whether a file has something to take out, for all that is known."""
    return source is None or not source.is_removed or source.values["author"] != NAMELESS


def _answers(publication: Path, other: str, path: str) -> bool:
    data = (publication / other).read_bytes()
    if other.rpartition("/")[0] != path.rpartition("/")[0] or id_of(path).encode() not in data:
        return False
    source = comment_source(data)
    return source is not None and source.values.get("reply_to", "").removesuffix(".md") == id_of(path)


def _notes(anchor: str, said: Said) -> Iterator[str]:
    named = [part for part in said.name if len(part) > 1 and part.casefold() in anchor.removeprefix(ANCHOR).split("-")]
    if named:
        yield f"Its address, #{anchor}, has the name still. An address that was published stays, so that links lead on."
