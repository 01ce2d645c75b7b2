"""The command ``chapbook``: starts a publication, builds it, takes its comments, and upgrades it.

Exit codes: 0 if all is well; 1 if something is wrong, which standard error says in sentences; 2 if the command line
itself is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import chapbook
from chapbook.argument_types import path_of, prefix_of
from chapbook.build import FORMATS, build, run_builder
from chapbook.bundle.command import add_arguments as add_bundle_arguments
from chapbook.editions.command import add_commands as add_edition_commands
from chapbook.exit_code import exit_code
from chapbook.live.command import add_arguments as add_live_arguments
from chapbook.rescue.command import add_arguments as add_rescue_arguments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chapbook.comments.problem import Problem

COMMENTS = Path("comments")
THREADS = Path("threads")
BUILT = Path("_build")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    options = _parser().parse_args(arguments)
    return exit_code(lambda: int(options.run(options)))


def _links(options: argparse.Namespace) -> int:
    built = options.source / BUILT / "links"
    task = "save" if options.task == "archive" and options.save else options.task
    return min(run_builder(f"links-{task}", options.source, built, built), 1)


def _new(options: argparse.Namespace) -> int:
    from chapbook.new import ask, start  # noqa: PLC0415  # only this command needs it

    answers = ask(options.title, options.author, options.language)
    for line in start(options.folder, answers, force=options.force):
        print(line)
    return 0


def _build(options: argparse.Namespace) -> int:
    target, given = options.to or options.source / BUILT, _sphinx_options(options)
    if options.editions:
        from chapbook.editions.building import build_editions  # noqa: PLC0415  # as above

        return build_editions(options.source, target, given)
    return build(options.source, target, options.format, given)


def _check(options: argparse.Namespace) -> int:
    from chapbook.check import check  # noqa: PLC0415  # as above

    return check(options.source, options.source / BUILT, _sphinx_options(options))


def _verify(options: argparse.Namespace) -> int:
    from chapbook.verify import verify  # noqa: PLC0415  # as above

    return verify(options.source, options.source / BUILT, _sphinx_options(options))


def _anchors(options: argparse.Namespace) -> int:
    built = options.source / BUILT / "anchors"
    if options.keep:
        from chapbook.keep import keep  # noqa: PLC0415  # as above

        return keep(options.source, built, is_sure=options.yes)
    return min(run_builder("anchors", options.source, built, built), 1)


def _figures(options: argparse.Namespace) -> int:
    builder = "figures-check" if options.check else "figures"
    built = options.source / BUILT / "figures"
    return min(run_builder(builder, options.source, built, options.source / BUILT, ["-q"]), 1)


def _add(options: argparse.Namespace) -> int:
    from chapbook.comments.exchange.adding import add_comments  # noqa: PLC0415  # as above
    from chapbook.pdf.missing import missing_in  # noqa: PLC0415  # as above

    paths, problems = add_comments(options.files, options.to, missing_in)
    for path in paths:
        print(path)
    return _told(problems)


def _import(options: argparse.Namespace) -> int:
    from chapbook.comments.exchange.importing import Wish, import_thread  # noqa: PLC0415  # as above

    wish = Wish(
        post=options.post,
        takes_all=options.all,
        prefix=options.prefix,
        has_placeholders=options.placeholders,
        is_rehearsal=options.dry_run,
    )
    report = import_thread(options.files, options.to or (THREADS if options.all else COMMENTS), wish)
    print("\n".join(report))
    return 0


def _export(options: argparse.Namespace) -> int:
    from chapbook.comments.exchange.exporting import export_thread  # noqa: PLC0415  # as above

    size, problems = export_thread(options.folder, options.to, options.format)
    if not problems:
        print(f"{options.to}: {size:,} comments")
    return _told(problems)


def _upgrade(options: argparse.Namespace) -> int:
    from chapbook.upgrade import upgrade  # noqa: PLC0415  # as above

    for line in upgrade(options.source, options.wheel):
        print(line)
    return 0


def _told(problems: Iterable[Problem]) -> int:
    """Print what is wrong, and return the exit code."""
    lines = [f"{problem.location}: error: {problem.message}" for problem in problems]
    for line in lines:
        print(line, file=sys.stderr)
    return int(bool(lines))


def _sphinx_options(options: argparse.Namespace) -> list[str]:
    values = [f"-D{value}" for value in options.define]
    values += [f"-t{tag}" for tag in options.tag]
    values += [f"-j{options.jobs}"] if options.jobs else []
    return values + ["-q"] * options.quiet + ["-E"] * options.fresh


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chapbook", description="Make a publication that lasts.")
    parser.add_argument("--version", action="version", version=f"chapbook {chapbook.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _new_parser(commands.add_parser("new", help="start a publication"))
    for name, run, said in (
        ("build", _build, "make the site, the PDF, the EPUB and JATS"),
        ("check", _check, "say what keeps the publication from being published"),
        ("verify", _verify, "compare the words of the source with those of site, PDF, EPUB and JATS"),
    ):
        command = commands.add_parser(name, help=said)
        _source_argument(command)
        _sphinx_arguments(command)
        command.set_defaults(run=run)
        if name == "build":
            command.add_argument("--to", type=Path, metavar="FOLDER", help="where (default: _build)")
            which = command.add_mutually_exclusive_group()
            which.add_argument("--format", choices=FORMATS, action="append", default=[], help="only this one")
            which.add_argument("--editions", action="store_true", help="with every edition that was published")
    bag = commands.add_parser("bundle", help="make one bag for a library of all that it is and is made of")
    _source_argument(bag)
    add_bundle_arguments(bag)
    add_edition_commands(commands, _source_argument)
    preview = commands.add_parser("live", help="show the site in a browser while it is written")
    _source_argument(preview)
    add_live_arguments(preview)
    _comment_parsers(commands)
    rescue = commands.add_parser("rescue", help="make a publication of a saved page, an export or a text")
    add_rescue_arguments(rescue, path_of)
    links = commands.add_parser("links", help="look after links to other sites; needs a network")
    tasks = "check: ask whether they answer; archive: find copies of them"
    links.add_argument("task", metavar="TASK", choices=("check", "archive"), help=tasks)
    _source_argument(links)
    links.add_argument("--save", action="store_true", help="ask the archive to keep pages that it has no copy of")
    links.set_defaults(run=_links)
    anchors = commands.add_parser("anchors", help="add new ids to the register of those that were published")
    _source_argument(anchors)
    anchors.add_argument(
        "--keep", action="store_true", help="first write what keeps the published ones, after showing it and asking"
    )
    anchors.add_argument("--yes", action="store_true", help="write it without asking")
    anchors.set_defaults(run=_anchors)
    figures = commands.add_parser("figures", help="draw the plots of the numbers that the text states")
    _source_argument(figures)
    figures.add_argument("--check", action="store_true", help="write nothing, and say which would change")
    figures.set_defaults(run=_figures)
    upgrade = commands.add_parser("upgrade", help="take another release of chapbook")
    _source_argument(upgrade)
    upgrade.add_argument(
        "wheel", nargs="?", default="", metavar="WHEEL", help="its file; without one, pip looks for the newest"
    )
    upgrade.set_defaults(run=_upgrade)
    return parser


def _new_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=path_of, metavar="DIR", help="a folder that is not there yet, or is empty")
    command.add_argument("--title", default="", help="the work's title")
    command.add_argument("--author", default="", help="its author, as Ada Lovelace or Lovelace, Ada")
    command.add_argument("--language", default="", help="the language of its pages, as en or zh_CN (default: en)")
    command.add_argument("--force", action="store_true", help="into a folder with files; none that differs is changed")
    command.set_defaults(run=_new)


def _source_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--source", type=Path, default=Path(), metavar="FOLDER", help="the publication (default: this folder)"
    )


def _sphinx_arguments(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("options of sphinx-build")
    group.add_argument("-D", dest="define", action="append", default=[], metavar="SETTING=VALUE", help="set a setting")
    group.add_argument("-t", dest="tag", action="append", default=[], metavar="TAG", help="define a tag")
    group.add_argument("-j", dest="jobs", default="", metavar="N", help="build in N processes")
    group.add_argument("-q", dest="quiet", action="store_true", help="print only what is wrong")
    group.add_argument("-E", dest="fresh", action="store_true", help="read all files again")


def _comment_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="check comments' files and put them into the thread, all or none")
    add.add_argument("files", nargs="+", type=path_of, metavar="FILE", help="one may answer another")
    add.add_argument("--to", type=Path, default=COMMENTS, metavar="FOLDER", help="the thread (default: comments)")
    add.set_defaults(run=_add)

    bring = commands.add_parser("import", help="bring a thread over from WordPress, Disqus, Blogger and others")
    bring.add_argument("files", nargs="+", type=path_of, metavar="FILE", help="an export, or its parts")
    bring.add_argument("--to", type=Path, metavar="FOLDER", help="the thread (default: comments; with --all: threads)")
    which = bring.add_mutually_exclusive_group()
    which.add_argument("--post", default="", metavar="POST", help="id, slug or address, where there are several")
    which.add_argument("--all", action="store_true", help="every post, each into a folder of its own")
    bring.add_argument("--prefix", type=prefix_of, metavar="TEXT", help="put before each id, to keep two sites apart")
    bring.add_argument("--placeholders", action="store_true", help="keep the places of comments that are left out")
    bring.add_argument("--dry-run", action="store_true", help="write nothing, and print the same report")
    bring.set_defaults(run=_import)

    give = commands.add_parser("export", help="write the thread as WordPress does")
    give.add_argument("folder", nargs="?", type=Path, default=COMMENTS, metavar="FOLDER", help="default: comments")
    give.add_argument("--to", required=True, type=path_of, metavar="FILE", help="a file that is not there yet")
    give.add_argument("--format", default="", choices=("wxr", "json"), help="if FILE does not end in .xml or .json")
    give.set_defaults(run=_export)


if __name__ == "__main__":
    sys.exit(main())
