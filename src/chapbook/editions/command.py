"""The arguments of the commands about editions, and what they ask for."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.editions.editions_file import DAY, UNPRINTABLE, VERSION, Edition, as_written
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

BUILT = Path("_build/edition")


def add_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], add_source: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Add the commands.

    :param add_source: gives a command the argument that names the folder of the publication.
    """
    edition = commands.add_parser("edition", help="make what is here an edition: look at it, commit it and tag it")
    edition.add_argument("version", type=_version, metavar="VERSION", help="its version, which is its tag, as 1.1")
    add_source(edition)
    edition.add_argument("--changes", type=_words, default="", metavar="TEXT", help="what changed in it, in words")
    edition.add_argument("--date", type=_day, default=None, metavar="DAY", help="its day (default: today)")
    edition.add_argument("--yes", action="store_true", help="make it without asking")
    edition.set_defaults(run=_edition)
    redact = commands.add_parser("redact", help="take a comment's words out of the publication and its editions")
    redact.add_argument("comment", metavar="ID", help="the comment: its file's name without .md, or its address")
    add_source(redact)
    redact.add_argument("--reason", default="", metavar="TEXT", help="what stands in the place of the words")
    redact.add_argument("--date", type=_day, default=None, metavar="DAY", help="when they went (default: today)")
    redact.add_argument("--yes", action="store_true", help="write it without asking")
    redact.set_defaults(run=_redact)


def _edition(options: argparse.Namespace) -> int:
    from chapbook.editions.making import make_edition  # noqa: PLC0415  # only this command needs it

    words = options.changes or _asked(options.version)
    edition = Edition(options.version, options.date or datetime.now().astimezone().date(), words)
    return make_edition(options.source, options.source / BUILT, edition, is_sure=options.yes)


def _asked(version: str) -> str:
    """Ask what changed.

    :raises Mistake: where nobody answers, or with nothing that can be read.
    """
    print(f"What changed in edition {version}, in a sentence: ", end="", flush=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        print()  # ends the line of the question
    try:
        if words := _words(answer):
            return words
    except argparse.ArgumentTypeError as error:
        raise Mistake(Path("edition"), 0, str(error)) from error
    raise Mistake(Path("edition"), 0, "nobody said what changed; write chapbook edition VERSION --changes TEXT")


def _version(text: str) -> str:
    if not VERSION.fullmatch(text):
        message = f"{text!r} cannot be part of an address; write letters, digits, . - and _, as 1.1"
        raise argparse.ArgumentTypeError(message)
    return text


def _words(text: str) -> str:
    if found := UNPRINTABLE.search(words := as_written(text)):
        message = f"the text has the character U+{ord(found[0]):04X}, which cannot be shown; take it out"
        raise argparse.ArgumentTypeError(message)
    return words


def _redact(options: argparse.Namespace) -> int:
    from chapbook.editions.redacting import redact  # noqa: PLC0415  # only this command needs it

    day = options.date or datetime.now().astimezone().date()
    return redact(options.source, options.comment, options.reason, day, is_sure=options.yes)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write one like 2026-05-31")
    # Zones are a day apart.
    if day > (datetime.now(UTC) + timedelta(days=1)).date():
        raise argparse.ArgumentTypeError(f"{text} has still to come; write the day on which it was done")
    return day
