"""What Sphinx and other extensions know of the work by its record, where ``conf.py`` says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import Mock
from uuid import NAMESPACE_URL, uuid5

import pytest
from sphinx.config import Config

from chapbook.citing.publication import describe_by_record

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: An essay
abstract: What it is about.
authors: [{family-names: Bee, given-names: Ann}, {alias: "[Xi]"}]
version: "2.1"
date-released: 2026-05-31
url: https://example.org/paper
"""
BOOK = "preferred-citation: {type: book, title: A book, authors: [{name: A Group}], publisher: {name: A Press}}"
SETTINGS = {
    "epub_description": "unknown",
    "epub_publisher": lambda config: config.author,
    "epub_identifier": "unknown",
    "chapbook_epub_authors": [],
}
"""What an extension of Sphinx adds to Sphinx's own settings, and what is there where nothing is written."""

THREAD = {"chapbook_comments_authors": [], "chapbook_comments_work_id": ""}


def settings(folder: Path, added: dict[str, Any], record: str = RECORD, **written: str) -> Config:
    (folder / "CITATION.cff").write_text(record, encoding="utf-8")
    config = Config({}, dict(written))
    for name, default in added.items():
        config.add(name, default, "env", types=())
    app: Any = Mock(confdir=folder)
    describe_by_record(app, config)
    return config


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("project", "An essay"),
        ("author", "Ann Bee, [Xi]"),
        ("project_copyright", "2026, Ann Bee, [Xi]"),
        ("version", "2.1"),
        ("release", "2.1"),
        ("chapbook_comments_authors", ["Ann Bee", "[Xi]"]),
        ("chapbook_comments_work_id", "https://example.org/paper"),
        ("chapbook_epub_authors", ["Ann Bee", "[Xi]"]),
        ("epub_description", "What it is about."),
        ("epub_identifier", uuid5(NAMESPACE_URL, "https://example.org/paper").urn),
    ],
)
def test_it_is_filled_in(tmp_path: Path, name: str, value: object) -> None:
    assert getattr(settings(tmp_path, SETTINGS | THREAD), name) == value


@pytest.mark.parametrize(("work", "publisher"), [("", "Ann Bee, [Xi]"), (BOOK, "A Press")])
def test_a_book_has_the_publisher_of_the_work_or_else_its_author(tmp_path: Path, work: str, publisher: str) -> None:
    assert settings(tmp_path, SETTINGS, RECORD + work).epub_publisher == publisher


def test_a_work_without_an_address_is_identified_by_author_and_title(tmp_path: Path) -> None:
    found = settings(tmp_path, SETTINGS, RECORD.replace("url: https://example.org/paper\n", ""))
    assert found.epub_identifier == uuid5(NAMESPACE_URL, "Ann Bee, [Xi]: An essay").urn


def test_what_is_written_stays(tmp_path: Path) -> None:
    written = {"author": "Somebody", "project_copyright": "nobody's", "epub_description": "An essay."}
    found = settings(tmp_path, SETTINGS | THREAD, **written)
    assert {name: getattr(found, name) for name in written} == written


@pytest.mark.parametrize("name", THREAD)
def test_what_no_extension_asks_for_is_not_set(tmp_path: Path, name: str) -> None:
    assert not hasattr(settings(tmp_path, SETTINGS), name)
