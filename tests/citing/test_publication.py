"""The publication as its record makes it known to Sphinx, and the addresses of its parts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from sphinx.config import Config

from chapbook.citing.citation_file import CitationFileError, read_citation_file
from chapbook.citing.publication import address_of, describe_by_record, has_record, record_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

RECORD = """\
cff-version: 1.2.0
message: m
title: A Work
version: "2.1"
date-released: 2026-05-31
authors: [{family-names: Bee, given-names: Ann}, {name: A Group}]
"""
DESCRIBED = ("project", "html_title", "author", "version", "release")


@dataclass(eq=False)
class Application:
    confdir: Path
    config: Config
    builder: Any


def application(folder: Path, **settings: Any) -> Sphinx:
    """As much of an application as these functions look at."""
    config = Config({}, settings)
    config.add("html_title", lambda config: f"{config.project} {config.release}", "html", str)
    config.add("html_baseurl", "", "html", str)
    builder = SimpleNamespace(name=settings.get("builder", "html"), get_target_uri=lambda docname: f"{docname}/")
    return cast("Sphinx", Application(confdir=folder, config=config, builder=builder))


def described(folder: Path, **settings: Any) -> list[str]:
    app = application(folder, **settings)
    describe_by_record(app, app.config)
    return [getattr(app.config, name) for name in DESCRIBED]


def test_sphinx_is_told_what_the_settings_do_not_say(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text(RECORD, encoding="utf-8")
    assert described(tmp_path) == ["A Work", "A Work", "Ann Bee, A Group", "2.1", "2.1"]


@pytest.mark.parametrize("name", DESCRIBED)
def test_what_the_settings_say_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / "CITATION.cff").write_text(RECORD, encoding="utf-8")
    told = dict(zip(DESCRIBED, described(tmp_path, **{name: "Mine"}), strict=True))
    assert told[name] == "Mine"
    assert [other for other in DESCRIBED if told[other] == "Mine"] == [name]


def test_without_a_record_nothing_is_told(tmp_path: Path) -> None:
    before = application(tmp_path).config
    assert record_of(application(tmp_path)) is None
    assert described(tmp_path) == [getattr(before, name) for name in DESCRIBED]


def test_a_record_is_read_once_in_a_build_and_again_in_the_next(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / "CITATION.cff").write_text(RECORD.replace("A Work", f"Work {number}"), encoding="utf-8")
        app = application(tmp_path)
        record = record_of(app)
        assert record is not None
        assert record.title == f"Work {number}"
        assert record_of(app) is record


def test_each_mistake_of_a_record_is_told_at_its_line_and_nothing_stops(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "CITATION.cff").write_text(f"{RECORD}x: y\nz: y\n", encoding="utf-8")
    app = application(tmp_path)
    # Sphinx's loggers pass nothing on to others.
    logging.getLogger("sphinx.chapbook.citing.publication").addHandler(caplog.handler)
    assert record_of(app) is None
    told = list(dict.fromkeys(record.getMessage() for record in caplog.records))
    lines = [line.removeprefix("ERROR: ").split(": ")[0] for line in told]
    assert lines == [f"{tmp_path / 'CITATION.cff'}:{line}" for line in (7, 8)]


def test_a_folder_in_the_place_of_the_record_is_an_error_and_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").mkdir()
    app = application(tmp_path)
    assert has_record(app)
    assert record_of(app) is None
    with pytest.raises(CitationFileError, match=r"CITATION\.cff:1: this cannot be read .*; put a file of this name"):
        read_citation_file(tmp_path / "CITATION.cff")


@pytest.mark.parametrize(
    ("builder", "base", "part", "address"),
    [
        ("html", "", "", ""),
        ("html", "", "p1", ""),
        ("html", "https://e.org/en/", "", "https://e.org/en/one/"),
        ("html", "https://e.org/en", "p1", "https://e.org/en/one/#p1"),
        ("dirhtml", "https://e.org//", "p1", "https://e.org/one/#p1"),
        ("html", "https://e.org/X/", "", "https://e.org/X/one/"),
        ("epub", "https://e.org/", "p1", "https://e.org/one.html#p1"),
        ("latex", "https://e.org/", "", "https://e.org/one.html"),
    ],
)
def test_the_address_of_a_part(tmp_path: Path, builder: str, base: str, part: str, address: str) -> None:
    app = application(tmp_path, html_baseurl=base, builder=builder)
    assert address_of(app, "one", part) == address
    assert bool(part) or address_of(app, "one") == address
