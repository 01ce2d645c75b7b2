"""The records that are offered, read back by citation.js: every field that a format can carry."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pybtex.database import parse_file

from scholarly_record.csl_json import csl_item
from scholarly_record.export_formats import FORMATS
from scholarly_record.export_text import files_of
from throwaway import ROOT

if TYPE_CHECKING:
    from throwaway import Build

HERE = Path(__file__).parent
WORKS = parse_file(ROOT / "tests/data/works.bib").entries
EXPECTED = {key: csl_item(key, work) for key, work in WORKS.items()}


def read_by_citation_js(texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    command = ["node", "read-records.js"]
    result = subprocess.run(command, cwd=HERE, input=json.dumps(texts), capture_output=True, text=True, check=True)
    items: dict[str, list[dict[str, Any]]] = json.loads(result.stdout)
    return items


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, dict[str, Any]]]:
    texts = files_of(WORKS)
    return {suffix: {item["id"]: item for item in items} for suffix, items in read_by_citation_js(texts).items()}


NOT_CARRIED = {
    ("bib", "misc"): {"type", "container-title", "issued", "genre"},  # it has no pages on the web, no days, no comments
    ("bib", "phdthesis"): {"genre"},  # the entry's type says it, in citation.js's own word
    ("bib", "mastersthesis"): {"genre"},
    ("ris", "misc"): {"type", "container-title", "genre"},  # T2 and M3 of a page on the web are not read by citation.js
}
"""What a format, or citation.js, has no place for, by the format and the entry's type."""


@pytest.mark.parametrize("suffix", [form.suffix for form in FORMATS])
@pytest.mark.parametrize("key", list(WORKS))
def test_every_field_of_a_record_is_read(judged: dict[str, dict[str, dict[str, Any]]], key: str, suffix: str) -> None:
    expected, found = plain(EXPECTED[key]), plain(judged[suffix][key])
    missing = {name for name, value in expected.items() if found.get(name) != value}
    missing -= NOT_CARRIED.get((suffix, WORKS[key].type), set())
    assert {name: (expected[name], found.get(name)) for name in missing} == {}


def test_what_is_said_not_to_be_carried_is_not(judged: dict[str, dict[str, dict[str, Any]]]) -> None:
    for (suffix, kind), variables in NOT_CARRIED.items():
        keys = [key for key, work in WORKS.items() if work.type == kind]
        for variable in variables:
            assert any(EXPECTED[key].get(variable) != judged[suffix][key].get(variable) for key in keys), (suffix, kind)


def test_the_exports_of_the_publication_agree(site: Build) -> None:
    for name in ("citation", "citations/introduction", "references"):
        read = read_by_citation_js({form.suffix: site.text(f"{name}.{form.suffix}") for form in FORMATS})
        told = {
            suffix: [(item["id"], item.get("title"), item["issued"]) for item in items]
            for suffix, items in read.items()
        }
        assert told["bib"] == told["ris"] == told["json"]
        assert told["bib"]


def plain(item: dict[str, Any]) -> dict[str, Any]:
    return {name: names(value) if name in {"author", "editor"} else value for name, value in item.items()}


def names(persons: list[dict[str, str]]) -> list[str]:
    order = ("non-dropping-particle", "dropping-particle", "family", "literal", "given", "suffix")
    return [" ".join(person[part] for part in order if part in person) for person in persons]
