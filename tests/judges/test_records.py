"""The records that are offered, read back by citation.js: every field that a format can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chapbook.citing.csl_json import OWN, published
from chapbook.citing.export_text import files_of
from chapbook.citing.formats import FORMATS
from judges.programs import answer, from_npm, node
from judges.verdicts import Finding, Judge
from of_works import read as read_works
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from judges.published import Published

Items = dict[str, dict[str, Any]]

CITATION_JS = Judge("citation.js", ", ".join(form.name for form in FORMATS), "records", from_npm("@citation-js/core"))
WORKS = read_works((ROOT / "tests/data/works.bib").read_text(encoding="utf-8"))[0]
OFFERED = [published(work) for work in WORKS.values()]
EXPECTED = {item["id"]: {name: value for name, value in item.items() if name != OWN} for item in OFFERED}


def read_by_citation_js(texts: dict[str, str]) -> dict[str, Items]:
    """Return the items, by their keys, of each text; the texts are given by format."""
    read = answer(node("read-records.js", told=texts))
    return {suffix: {item["id"]: item for item in items} for suffix, items in read.items()}


@pytest.fixture(scope="module")
def read(npm: None) -> dict[str, Items]:  # noqa: ARG001  # what npm fetches has to be there
    return read_by_citation_js(files_of(OFFERED))


NOT_CARRIED = {
    ("bib", "misc"): {"type", "container-title", "genre"},  # it has no pages on the web, no comments
    ("ris", "misc"): {"type", "container-title", "genre"},  # T2 and M3 of a page on the web are not read by citation.js
}
"""What a format, or citation.js, has no place for, by the format and the entry's type."""


def lost(expected: dict[str, Any], found: dict[str, Any], where: str) -> list[Finding]:
    """Return the fields that are not as they were."""
    one, other = plain(expected), plain(found)
    return [
        Finding(where, name, f"{value!r} is read as {other.get(name)!r}")
        for name, value in one.items()
        if other.get(name) != value
    ]


@pytest.mark.judge(CITATION_JS)
@pytest.mark.parametrize("suffix", [form.suffix for form in FORMATS])
def test_every_field_of_a_record_is_read(read: dict[str, Items], suffix: str, judged: Callable[..., None]) -> None:
    found = [
        finding
        for key, expected in EXPECTED.items()
        for finding in lost(expected, read[suffix][key], f"{key}.{suffix}")
        if finding.rule not in NOT_CARRIED.get((suffix, WORKS[key].type), set())
    ]
    judged(EXPECTED, found, view=suffix)


def test_what_is_said_not_to_be_carried_is_not(read: dict[str, Items]) -> None:
    for (suffix, kind), variables in NOT_CARRIED.items():
        keys = [key for key, work in WORKS.items() if work.type == kind]
        for variable in variables:
            lost_somewhere = any(EXPECTED[key].get(variable) != read[suffix][key].get(variable) for key in keys)
            assert lost_somewhere, (suffix, kind, variable)


@pytest.mark.judge(CITATION_JS)
@pytest.mark.usefixtures("npm")
def test_the_exports_of_the_publication_agree(published: Published, judged: Callable[..., None]) -> None:
    """Each file of records says the same in every format: the same works, with their titles, years and months.

    Days are left out, since of BibTeX's dates citation.js reads none.
    """
    for file in sorted(published.folder.rglob("*.bib")):
        name = str(file.relative_to(published.folder).with_suffix(""))
        texts = {form.suffix: file.with_suffix(f".{form.suffix}").read_text(encoding="utf-8") for form in FORMATS}
        told = {suffix: _told(items) for suffix, items in read_by_citation_js(texts).items()}
        others = [suffix for suffix in told if told[suffix] != told["bib"]]
        found = [Finding(f"{name}.{suffix}", "agree", f"{told[suffix]} is not {told['bib']}") for suffix in others]
        judged(told["bib"], found, view=name)


def _told(items: Items) -> dict[str, tuple[object, ...]]:
    return {
        key: (item.get("title"), [date[:2] for date in item["issued"]["date-parts"]]) for key, item in items.items()
    }


def test_a_field_that_is_lost_is_found() -> None:
    [key, *_] = EXPECTED
    assert lost(EXPECTED[key], EXPECTED[key], key) == []
    [found] = lost(EXPECTED[key], {**EXPECTED[key], "title": "Another"}, "x.bib")
    assert (found.where, found.rule) == ("x.bib", "title")


def plain(item: dict[str, Any]) -> dict[str, Any]:
    return {name: names(value) if name in {"author", "editor"} else value for name, value in item.items()}


def names(persons: list[dict[str, str]]) -> list[str]:
    order = ("non-dropping-particle", "dropping-particle", "family", "literal", "given", "suffix")
    return [" ".join(person[part] for part in order if part in person) for person in persons]
