"""Compiled templates are kept in the folder of a build, and taken from there as long as they are those of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from jinja2 import DictLoader, Environment

from chapbook.compiled_templates import COMPILED, FOLDER, NOWHERE, keep_compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a build, for which templates are kept."""
    monkeypatch.setattr(COMPILED, "directory", NOWHERE)
    keep_compiled(Mock(doctreedir=tmp_path))
    return tmp_path / FOLDER


def said(text: str) -> tuple[str, bool]:
    """Render a template in an environment of its own; return what it says, and whether it was compiled for that."""
    environment = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=COMPILED, autoescape=True)
    compiled = Mock(side_effect=environment.compile)
    environment.compile = compiled  # type: ignore[method-assign]  # counted
    return environment.get_template("a.html").render(word="<b>"), compiled.called


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert [said("A {{ word }}"), said("A {{ word }}")] == [("A &lt;b&gt;", True), ("A &lt;b&gt;", False)]
    assert len([*folder.iterdir()]) == 1


def test_one_that_has_changed_or_was_damaged_is_compiled_anew(folder: Path) -> None:
    said("A {{ word }}")
    assert said("B {{ word }}") == ("B &lt;b&gt;", True)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert said("B {{ word }}") == ("B &lt;b&gt;", True)


@pytest.mark.usefixtures("folder")
def test_before_a_build_there_is_no_place_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPILED, "directory", NOWHERE)
    assert [said("A"), said("A")] == [("A", True), ("A", True)]


def test_a_builder_s_own_templates_are_kept_too(tmp_path: Path) -> None:
    app = Mock(doctreedir=tmp_path)
    keep_compiled(app)
    assert app.builder.templates.environment.bytecode_cache is COMPILED
    del app.builder.templates
    keep_compiled(app)
