"""``import FILE --to comments/``: an export in, files out, and a report whose numbers add up.

All that can be wrong is found before the first file is written. A file that is there already is never written: it is
the same, or the editors have changed it since, and both are said. So running an import again adds what is new and
changes nothing. A file of the same number that is another site's comment stops the import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from chapbook.comments.exchange.import_report import Outcome, report
from chapbook.comments.exchange.matching import matched
from chapbook.comments.exchange.placing import place_file
from chapbook.comments.exchange.plan import make_plan
from chapbook.comments.exchange.post_choice import choose_post, host_of, with_comments
from chapbook.comments.exchange.present import Present, check_folder, is_same
from chapbook.comments.exchange.reading import read_posts
from chapbook.comments.file_name import free_id, suggested_id
from chapbook.mistake import Mistake
from chapbook.progress import watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from chapbook.comments.exchange.plan import Plan
    from chapbook.comments.exchange.record import Post

LISTED = 5
"""How many ids of other comments a message names."""


@dataclass(frozen=True)
class Wish:
    """What is wanted of an import.

    :param post: the post whose comments are wanted, by id, slug or address; "" for the only one.
    :param takes_all: every post, each into a folder of its own.
    :param prefix: what is put before each id; None where nobody said, so that two sites' comments are told apart.
    :param has_placeholders: whether a comment that is left out and answered keeps its place.
    :param is_rehearsal: whether nothing is written.
    """

    post: str = ""
    takes_all: bool = False
    prefix: str | None = None
    has_placeholders: bool = False
    is_rehearsal: bool = False


def import_thread(paths: Sequence[Path], folder: Path, wish: Wish) -> Iterator[str]:
    """Import what is wanted of the files into *folder*, and yield the lines of the report."""
    check_folder(folder)
    posts = read_posts(paths)
    if wish.takes_all:
        places = _places(with_comments(posts, paths[0]), folder)
    else:
        places = {folder: choose_post(posts, wish.post, paths[0])}
    plans = {place: _plan(post, place, wish) for place, post in places.items()}
    outcomes = {place: _write(plan, place, is_rehearsal=wish.is_rehearsal) for place, plan in plans.items()}
    done = [(place, plans[place], outcomes[place]) for place in places]
    return report(done, folder, is_rehearsal=wish.is_rehearsal, has_many=wish.takes_all)


def _places(posts: Sequence[Post], folder: Path) -> dict[Path, Post]:
    """Give each post a folder that has its name."""
    places: dict[Path, Post] = {}
    names: set[str] = set()
    for post in posts:
        name = free_id(suggested_id(unquote(post.slug) or f"post-{post.id}"), names)
        names.add(name)
        places[folder / name] = post
    return places


def _plan(post: Post, folder: Path, wish: Wish) -> Plan:
    present = Present(folder)
    post, told, notes = matched(post, folder)
    plan = make_plan(
        post,
        present,
        prefix=wish.prefix or "",
        has_placeholders=wish.has_placeholders,
        watched=partial(watched, what="comments"),
    )
    plan.told[:0] = told
    plan.notes.update(notes)
    if wish.prefix != "":
        _check_site(plan, present, post, folder, is_sure=wish.prefix is not None)
    return plan


def _check_site(plan: Plan, present: Present, post: Post, folder: Path, *, is_sure: bool) -> None:
    """Stop where ids of the folder are those of other comments, or are answered and may be.

    :param is_sure: whether an answer to a comment that only the folder has is to that one, as a prefix of its own says.
    """
    known: list[str] = []
    others: list[str] = []
    for id_, data in plan.files.items():
        if id_ not in present.ids:
            continue
        if present.holds(id_, data):
            known.append(id_)
        elif there := present.comment(id_):
            (known if is_same(there, plan.comments[id_]) else others).append(id_)
    prefix = f"{suggested_id(host_of(post.address).partition('.')[0] or 'other')}-"
    remedy = f"write --prefix {prefix} to keep the two apart, or --prefix '' if it is the same thread"
    if others:
        more = ", …" if len(others) > LISTED else ""
        cause = f"other comments are there under the same ids: {', '.join(others[:LISTED])}{more}"
        raise Mistake(folder, 0, f"{cause}. Another site's thread? {remedy}")
    if plan.answers_in_folder and not known and not is_sure:
        number, answered = next(iter(plan.answers_in_folder.items()))
        cause = f"comment {number} answers {answered}, which is not in the export, but in this folder"
        raise Mistake(folder, 0, f"{cause}. Another site's thread? {remedy}")


def _write(plan: Plan, folder: Path, *, is_rehearsal: bool) -> Outcome:
    try:
        if not is_rehearsal:
            folder.mkdir(parents=True, exist_ok=True)
        outcome = _placed(plan.files, folder, is_rehearsal=is_rehearsal)
        outcome.placeholders = _placed(plan.placeholders, folder, is_rehearsal=is_rehearsal).written
    except OSError as error:
        place = error.filename2 or error.filename or folder
        message = f"{place} cannot be written ({error.strerror}); see to it, then run this again"
        raise Mistake(folder, 0, message) from error
    return outcome


def _placed(files: Mapping[str, bytes], folder: Path, *, is_rehearsal: bool) -> Outcome:
    outcome = Outcome()
    for id_, data in files.items():
        path = folder / f"{id_}.md"
        is_new = not path.exists()
        if is_new and not is_rehearsal:
            is_new = _is_placed(path, data)
        if is_new:
            outcome.written.append(id_)
        elif path.is_file() and path.read_bytes() == data:
            outcome.same.append(id_)
        else:
            outcome.other.append(id_)
    return outcome


def _is_placed(path: Path, data: bytes) -> bool:
    """Write a file, unless somebody was faster."""
    try:
        place_file(path, data)
    except FileExistsError:
        return False
    return True
