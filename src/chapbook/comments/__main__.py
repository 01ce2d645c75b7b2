"""``python -m comment_thread``: bring a thread over, give it away, put a file that somebody sent in its place."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.comments.exchange.adding import add_comment
from chapbook.comments.exchange.exporting import FORMATS, export_thread
from chapbook.comments.exchange.importing import import_thread
from chapbook.comments.exchange.record import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chapbook.comments.problem import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, or 1 where something is wrong, which standard error then says."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 1


def _import(options: argparse.Namespace) -> int:
    print("\n".join(import_thread(options.files, options.to, post=options.post, is_rehearsal=options.dry_run)))
    return 0


def _export(options: argparse.Namespace) -> int:
    size, problems = export_thread(options.folder, options.to, options.format)
    if not problems:
        print(f"{options.to}: {size:,} comments")
    return _told(problems)


def _add(options: argparse.Namespace) -> int:
    path, problems = add_comment(options.file, options.to)
    if path:
        print(path)
    return _told(problems)


def _told(problems: Iterable[Problem]) -> int:
    """Print what is wrong, and return the exit code."""
    lines = [f"{problem.location}: {problem.message}" for problem in problems]
    for line in lines:
        print(line, file=sys.stderr)
    return int(bool(lines))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m comment_thread", description="Bring comments in and out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    bring = commands.add_parser("import", help="bring a thread over from WordPress or Disqus")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an export, or its parts")
    bring.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="the folder of the comments")
    bring.add_argument("--post", default="", metavar="POST", help="id, slug or address, where there are several")
    bring.add_argument("--dry-run", action="store_true", help="write nothing, and print the same report")
    bring.set_defaults(run=_import)

    give = commands.add_parser("export", help="write a thread as WordPress does")
    give.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the comments")
    give.add_argument("--to", required=True, type=Path, metavar="FILE", help="a file that is not there yet")
    give.add_argument(
        "--format", default="", choices=FORMATS, help="wxr or json, if FILE does not end in .xml or .json"
    )
    give.set_defaults(run=_export)

    add = commands.add_parser("add", help="check a comment's file and put it into a thread")
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="the folder of the comments")
    add.set_defaults(run=_add)
    return parser


if __name__ == "__main__":
    sys.exit(main())
