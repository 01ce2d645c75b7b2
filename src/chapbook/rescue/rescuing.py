"""``chapbook rescue SOURCE DIR``: from a source to the files of a publication, and the report of what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from chapbook.comments.exchange.plan import make_plan
from chapbook.comments.exchange.present import Present
from chapbook.comments.exchange.record import Post
from chapbook.comments.file_name import free_id, suggested_id
from chapbook.progress import watched
from chapbook.rescue.edition import compose
from chapbook.rescue.escaping import BYTE_ORDER
from chapbook.rescue.how_read import HOW_READ, HowRead
from chapbook.rescue.making_text import Wishes, make_text
from chapbook.rescue.reading import read_sources
from chapbook.rescue.report import FILE, Done, outcome_lines, report
from chapbook.rescue.written_files import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.record import Imported
    from chapbook.rescue.capture import Capture


@dataclass(frozen=True)
class Rescue:
    """What is wanted of a rescue.

    :param post: which of several posts: its id, slug or address.
    :param takes_all: every post, each into a folder of its own.
    :param select: a CSS selector of the article, in the place of what is found.
    :param supplied: fields of the record that an editor supplies, by their names.
    :param text: what is wanted of the text.
    :param is_rehearsal: whether nothing is written.
    """

    post: str = ""
    takes_all: bool = False
    select: str = ""
    supplied: tuple[tuple[str, str], ...] = ()
    text: Wishes = field(default_factory=Wishes)
    is_rehearsal: bool = False


def rescue(sources: Sequence[Path], folder: Path, wish: Rescue) -> Iterator[str]:
    """Rescue what is wanted of the sources into *folder*; yield the lines for the screen.

    :raises Mistake: where a source cannot be read, or the folder not be written.
    """
    captures = read_sources(sources, post=wish.post, takes_all=wish.takes_all, select=wish.select)
    taken: set[str] = set()
    for capture, originals in captures:
        place = folder
        if wish.takes_all:
            name = free_id(suggested_id(capture.name or capture.title or "post"), taken)
            taken.add(name)
            place = folder / name
        told = HowRead([path.name for path in sources], _post(capture, wish), wish.select)
        yield from _rescued(_with_supplied(capture, wish), {**originals, HOW_READ: told.encoded()}, place, wish)


def _post(capture: Capture, wish: Rescue) -> str:
    """Return what the post is called, where a source has several."""
    return wish.post or (capture.name or capture.address if wish.takes_all else "")


def _with_supplied(capture: Capture, wish: Rescue) -> Capture:
    values = dict(wish.supplied)
    said = {name: value for name, value in values.items() if value}
    differing = {name for name, value in said.items() if getattr(capture, name) != value}
    return replace(capture, **said, supplied=capture.supplied | differing)  # type: ignore[arg-type]  # all are text


def _without_byte_order(comment: Imported) -> Imported:
    """Return a comment without marks of the byte order, which are no characters, and which no PDF may have."""
    html, author = (text.replace(BYTE_ORDER, "") for text in (comment.html, comment.author))
    return replace(comment, html=html, author=author)


def _rescued(capture: Capture, originals: dict[str, bytes], folder: Path, wish: Rescue) -> Iterator[str]:
    text = make_text(capture, wish.text)
    comments = tuple(_without_byte_order(comment) for comment in capture.comments)
    post = Post("", "", capture.address, comments)
    # What is there is for the files to tell, not for the thread: an answer is to a comment of the source.
    plan = make_plan(post, Present(folder / "source"), watched=partial(watched, what="comments"))
    edition = compose(capture, text, plan.files, originals)
    done = Done(folder, capture, text, plan, edition)
    told = report(done)
    outcome = put(folder, {**edition.files, FILE: told.encode()}, is_rehearsal=wish.is_rehearsal)
    yield told
    yield from outcome_lines(outcome, folder, is_rehearsal=wish.is_rehearsal)
