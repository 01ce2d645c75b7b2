"""The command line of ``chapbook rescue``: its arguments, and what they ask for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

SUPPLIED = {"title": "its title", "author": "its author, as Ada Lovelace or Lovelace, Ada"} | {
    "date": "when it was published, as 2022 or 2022-05-31",
    "address": "where the page stood, as https://…",
}
"""What the record may need that no source says; it stands in brackets."""


def add_arguments(command: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """Describe the command.

    :param path: what makes a path of an argument, or refuses it.
    """
    command.add_argument("sources", nargs="*", type=path, metavar="SOURCE", help="a page, an export, a plain text")
    command.add_argument("folder", type=path, metavar="DIR", help="a folder that is not there yet, or a rescue's")
    command.add_argument("--fetch", default="", metavar="URL", help="a live page, in the place of a source")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--post", default="", metavar="POST", help="id, slug or address, where there are several")
    which.add_argument("--all", action="store_true", help="every post, each into a folder of its own in DIR")
    command.add_argument("--select", default="", metavar="CSS", help="the element of the page that is the article")
    command.add_argument("--headings", default="", metavar="“A;B”", help="the lines of a plain text that are headings")
    command.add_argument(
        "--split",
        type=int,
        default=0,
        choices=range(7),
        metavar="LEVEL",
        help="begin chapters at headings of this level",
    )
    command.add_argument("--bib", type=path, metavar="FILE", help="a BibTeX file whose entries are offered")
    for name, said in SUPPLIED.items():
        command.add_argument(f"--{name}", default="", help=f"{said}, in the place of what the source says")
    command.add_argument("--dry-run", action="store_true", help="write nothing, and print the same report")
    command.set_defaults(run=_run)


def _sources(options: argparse.Namespace) -> list[Path]:
    """Return the sources; a page that is to be fetched is one, beside the folder, so that it can be fetched on.

    :raises Mistake: where none is named, or the page cannot be had.
    """
    from chapbook.mistake import Mistake  # noqa: PLC0415  # as below
    from chapbook.rescue.fetching import fetch  # noqa: PLC0415  # as below

    sources: list[Path] = options.sources
    if bool(sources) == bool(options.fetch):
        raise Mistake(options.folder, 0, "name a source and the folder, or --fetch with an address and the folder")
    if not options.fetch:
        return sources
    fetched = fetch(options.fetch, options.folder.absolute().parent)
    print(f"{fetched.path}: {fetched.answers:,} answers of the server")
    for line in fetched.missing:
        print(f"could not be had: {line}")
    return [fetched.path]


def _run(options: argparse.Namespace) -> int:
    from chapbook.rescue.asking import ask_headings  # noqa: PLC0415  # only this command needs them
    from chapbook.rescue.making_text import Wishes  # noqa: PLC0415  # as above
    from chapbook.rescue.rescuing import Rescue, rescue  # noqa: PLC0415  # as above

    is_asked = sys.stdin.isatty() and sys.stdout.isatty()
    wish = Rescue(
        post=options.post,
        takes_all=options.all,
        select=options.select,
        supplied=tuple((name, " ".join(getattr(options, name).split())) for name in SUPPLIED),
        text=Wishes(
            tuple(options.headings.split(";")) if options.headings else (),
            ask_headings if is_asked else None,
            options.split,
            options.bib,
        ),
        is_rehearsal=options.dry_run,
    )
    for line in rescue(_sources(options), options.folder, wish):
        print(line)
    return 0
