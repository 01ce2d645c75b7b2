"""The reference of the handbook and the code: what there is, is documented, and nothing else is."""

from __future__ import annotations

import argparse
import ast
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

import chapbook
from chapbook import cli
from chapbook.anchors.register import Kind as RegisterKind
from chapbook.citing.bibtex_file import Kind as FaultKind
from chapbook.citing.cff_schema import FILE
from chapbook.citing.publication import _settings
from chapbook.citing.record import read_record
from chapbook.claims.problem import Kind as ClaimKind
from chapbook.comments.allowed import LARGEST, LONGEST_NAME, LONGEST_VALUE, TAGS
from chapbook.comments.front_matter import KEYS
from chapbook.comments.problem import Kind as CommentKind
from chapbook.comments.thread import DEEPEST_REPLY
from chapbook.defaults import DEFAULTS
from chapbook.new import OUTLINE, Answers, publication
from chapbook.renamed_settings import REMOVED, RENAMED
from handbook import HANDBOOK, named, rows
from throwaway import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRESS = ROOT / "src/chapbook"
MODULES = [path for path in PRESS.rglob("*.py") if OUTLINE not in path.parents]


def is_ours(thing: object) -> bool:
    """Tell whether a class, or an instance of one, is the press's, and no other extension's made anew."""
    made_of = (thing if isinstance(thing, type) else type(thing)).__mro__
    is_anew = any(base.__module__.startswith("sphinxcontrib.") for base in made_of)
    return str(getattr(thing, "__module__", "")).startswith("chapbook.") and not is_anew


class Registered(NamedTuple):
    """What the parts have added to Sphinx, by its names."""

    settings: dict[str, object]
    events: set[str]
    directives: dict[str, Any]
    roles: set[str]
    builders: set[str]


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Registered:
    """Load every part, without the defaults that they have together."""
    place = tmp_path_factory.mktemp("loaded")
    settings: dict[str, Any] = {"extensions": chapbook.PARTS, "bibtex_bibfiles": []}
    with patch_docutils(), docutils_namespace():
        app = Sphinx(place, None, place / "out", place / "trees", "dummy", settings, status=None, warning=None)
        return Registered(
            {name: option.default for name, option in app.config.values.items() if name.startswith("chapbook")},
            {name for name in app.events.events if name.startswith("chapbook")},
            {name: found for name, found in vars(directives)["_directives"].items() if is_ours(found)},
            {name for name, found in vars(roles)["_roles"].items() if is_ours(found)},
            {name for name, found in app.registry.builders.items() if is_ours(found)},
        )


def valued(page: str, *headings: str) -> dict[str, object]:
    """Return the settings of a page's tables, with the defaults in their second column."""
    return {row[0].words: ast.literal_eval(row[1].words) for row in rows(page, *headings)}


SETTINGS = ["Parts and addresses", "Citations", "Editions", "Comments", "Theme and formats", "Links", "Security"]


def test_every_setting_has_its_default(registered: Registered) -> None:
    assert valued("reference/settings.md", *SETTINGS) == registered.settings


def test_the_defaults_of_the_house_are_those_of_the_table() -> None:
    assert valued("reference/settings.md", "Defaults that chapbook sets") == DEFAULTS


def test_every_renamed_setting_is_there() -> None:
    assert {row[0].words: row[1].words for row in rows("reference/settings.md", "Old names")} == RENAMED
    text = (HANDBOOK / "reference/settings.md").read_text(encoding="utf-8")
    assert all(f"`{name}` is no longer needed" in text for name in REMOVED)


def test_every_setting_that_the_record_gives_is_there() -> None:
    given = _settings(read_record(OUTLINE / "CITATION.cff"))
    assert set(named("reference/settings.md", "Settings from CITATION.cff")) == given.keys()


def test_every_event_is_there(registered: Registered) -> None:
    assert set(named("reference/events.md")) & registered.events == registered.events
    assert {name for name in named("reference/events.md") if "-" in name} == registered.events


def test_every_directive_takes_what_is_said(registered: Registered) -> None:
    found = {row[0].words.strip("{}"): row for row in rows("reference/directives.md", "Directives")}
    assert found.keys() == registered.directives.keys()
    for name, directive in registered.directives.items():
        _, argument, options, content, _, part = found[name]
        assert (argument.words != "none") == bool(directive.required_arguments)
        assert (content.words != "none") == directive.has_content
        assert {*options.code} == set(directive.option_spec or {})
        assert directive.__module__.startswith(part.words)


def test_every_role_and_builder_is_there(registered: Registered) -> None:
    assert {name.strip("{}") for name in named("reference/directives.md", "Roles")} == registered.roles
    assert set(named("reference/directives.md", "Builders")) == registered.builders


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the command line, by what is typed."""
    parser = cli._parser()
    (choices,) = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return {"chapbook": parser, **{f"chapbook {name}": command for name, command in choices.items()}}


def arguments(parser: argparse.ArgumentParser) -> set[str]:
    found = set()
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            found |= set(action.option_strings) or {str(action.metavar)}
    return found


def test_every_command_has_all_its_arguments() -> None:
    parsers = commands()
    assert set(named("reference/commands.md", "The command chapbook")) - {"--help", "-h"} == arguments(
        parsers.pop("chapbook")
    )
    for name, parser in parsers.items():
        assert set(named("reference/commands.md", name)) == arguments(parser), name


@pytest.mark.parametrize(
    ("makefile", "heading"),
    [
        (OUTLINE / "Makefile", "make in a publication"),
        (ROOT / "Makefile", "make in chapbook's own repository"),
    ],
)
def test_every_target_is_there(makefile: Path, heading: str) -> None:
    text = makefile.read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, flags=re.MULTILINE)
    told = named("reference/commands.md", heading)
    assert {name.split()[1] for name in told if name.startswith("make ")} == set(phony.split()) - {"help"}
    (exported,) = re.findall(r"^export ([A-Z ]+)$", text, flags=re.MULTILINE)
    given = {name.partition("=")[0] for row in told for name in re.findall("[A-Z]+", row)}
    assert given <= set(exported.split())
    if makefile.is_relative_to(OUTLINE):
        assert given == set(exported.split())


KINDS = {"chapbook_comments": CommentKind, "chapbook_anchors": RegisterKind, "chapbook_citing": FaultKind} | {
    "chapbook_claims": ClaimKind
}


def warned() -> Iterator[str]:
    """Yield the type of each warning that the press gives, as it stands at its end."""
    for path in MODULES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keywords = {word.arg: word.value for word in call.keywords} if isinstance(call, ast.Call) else {}
            kind, below = keywords.get("type"), keywords.get("subtype")
            name = str(kind.value) if isinstance(kind, ast.Constant) else ""
            if not name.startswith("chapbook"):
                continue
            if below is None:
                yield name
            elif isinstance(below, ast.Constant):
                yield f"{name}.{below.value!s}"
            else:
                yield from (f"{name}.{each}" for each in KINDS[name])


def test_every_warning_is_there() -> None:
    found = set(warned())
    assert len(found) > 10
    assert set(named("reference/warnings.md", "chapbook_comments", "chapbook_anchors", "Other parts")) == found


def test_every_error_is_there() -> None:
    names = (".".join(path.relative_to(PRESS.parent).with_suffix("").parts) for path in MODULES)
    modules = [import_module(name.removesuffix(".__init__")) for name in names if not name.endswith("__main__")]
    classes = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    categories = {thing.category for thing in classes if issubclass(thing, SphinxError) and is_ours(thing)}
    assert set(named("reference/warnings.md", "Errors")) == categories | {"Configuration error"}


def test_the_comment_file_has_every_key_tag_and_limit() -> None:
    page = "reference/comment-file.md"
    assert named(page, "Keys") == list(KEYS)
    assert {row[0].words: set(row[1].code) for row in rows(page, "Text")} == TAGS
    said = " ".join(row[1].words for row in rows(page, "Limits"))
    for limit in (LARGEST, LONGEST_NAME, LONGEST_VALUE, DEEPEST_REPLY):
        assert f"{limit:,}" in re.findall(r"[\d,]*\d", said)


def test_every_file_of_a_new_publication_is_there() -> None:
    told = named("reference/files.md", "A publication")
    assert {name.replace("VERSION", chapbook.__version__) for name in told} == set(publication(Answers()))


def test_the_keys_of_the_record_are_keys_of_the_format() -> None:
    told = rows("reference/files.md", "CITATION.cff")
    assert {key for row in told for key in row[0].code} <= FILE.keys.keys()
    assert {row[0].words for row in told if row[1].words.startswith("required")} == set(FILE.required)


def test_how_it_is_built_names_every_folder_and_module() -> None:
    told = named("inside.md", "The parts")
    there = {path for path in PRESS.iterdir() if not path.name.startswith("__")}
    folders = {f"{path.name}/" for path in there if path.is_dir()}
    assert set(told) == folders | {path.name for path in there if path.suffix == ".py"}


def test_the_variables_of_the_parts_are_those_of_their_sheets() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in PRESS.glob("*/static/chapbook-*.css")]
    own = "--chapbook-(?!size-|space-)[a-z-]+"
    assert set(named("looks.md")) == {name for sheet in sheets for name in re.findall(own, sheet)}


def test_the_scale_of_the_theme_is_told_as_it_is() -> None:
    sheet = (PRESS / "theme/chapbook/static/publication.css").read_text(encoding="utf-8")
    told = (HANDBOOK / "looks.md").read_text(encoding="utf-8")
    scale = set(re.findall(r"--chapbook-(?:size|space)-[a-z0-9]+(?=:)", sheet))
    assert len(scale) == 13
    assert scale == set(re.findall(r"--chapbook-(?:size|space)-[a-z0-9]+", told))


def test_what_is_shown_of_the_pdf_s_template_stands_there() -> None:
    template = (PRESS / "pdf/templates/book.typ").read_text(encoding="utf-8").splitlines()
    shown = [line for line in (HANDBOOK / "looks.md").read_text(encoding="utf-8").splitlines() if line[:5] == "#let "]
    assert shown
    assert set(shown) <= set(template)


def test_the_handbook_is_built_without_a_warning(tmp_path: Path) -> None:
    built = build(HANDBOOK, tmp_path / "built", "html", {})
    assert built.warnings == ""
    assert {path.stem for path in HANDBOOK.glob("*.md")} <= {path.stem for path in built.out.glob("*.html")}
