"""What a bag says of itself: what ``CITATION.cff`` says, and nothing else; and which wheels are in it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from bundle.records import LEAST, MOST, in_folder
from chapbook.bundle.datacite import NAMESPACE, datacite
from chapbook.bundle.deposit import read_deposit
from chapbook.bundle.repository_metadata import crate, zenodo
from chapbook.bundle.wheels import wheels_of
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path


def graph(data: bytes) -> dict[str, dict[str, Any]]:
    return {entity["@id"]: entity for entity in json.loads(data)["@graph"]}


def test_of_what_is_not_known_nothing_is_said(tmp_path: Path) -> None:
    deposit = read_deposit(in_folder(tmp_path, LEAST))
    assert json.loads(zenodo(deposit)) == {"title": "A Title", "creators": [{"name": "[Xi]"}]}
    root = graph(crate(deposit, {"site/": "the site"}))["./"]
    assert root.keys() == {"@id", "@type", "name", "author", "hasPart"}
    assert [line.partition(" has no ")[2].partition(",")[0] for line in deposit.lacking] == [
        "date-released",
        "license",
        "abstract",
    ]


def test_what_is_known_is_said_in_each_form(tmp_path: Path) -> None:
    deposit = read_deposit(in_folder(tmp_path, MOST))
    assert json.loads(zenodo(deposit)) == {
        "title": "A & B",
        "creators": [
            {"name": "López, Ana", "orcid": "0000-0002-1825-0097", "affiliation": "A House"},
            {"name": "The Walkers"},
        ],
        "description": "Of &lt;this&gt;.",
        "version": "2.0",
        "publication_date": "2026-05-31",
        "keywords": ["walking", "slowness"],
        "license": "cc-by-4.0",
        "doi": "10.5281/zenodo.1003149",
    }
    entities = graph(crate(deposit, {"site/": "the site", "site/a.pdf": "the whole"}))
    root = entities["./"]
    assert root["identifier"] == "https://doi.org/10.5281/zenodo.1003149"
    assert root["datePublished"] == "2026-05-31"
    # Whatever is named is described.
    named = [one["@id"] for key in ("author", "license", "hasPart") for one in root[key]]
    orcid, license_ = "https://orcid.org/0000-0002-1825-0097", "https://spdx.org/licenses/CC-BY-4.0"
    assert named == [orcid, "#author-2", license_, "site/", "site/a.pdf"]
    assert set(named) < entities.keys()
    person = entities[orcid]
    assert entities[person["affiliation"]["@id"]]["name"] == "A House"
    assert entities["#author-2"]["@type"] == "Organization"
    assert (deposit.cited, deposit.lacking) == ("https://doi.org/10.1000/182", ())


def test_authors_who_share_an_address_are_all_there(tmp_path: Path) -> None:
    both = 'authors: [{name: A, website: "https://a.example/"}, {name: B, website: "https://a.example/"}]'
    deposit = read_deposit(in_folder(tmp_path, LEAST.replace('authors: [{alias: "[Xi]"}]', both)))
    entities = graph(crate(deposit, {}))
    assert [entities[one["@id"]]["name"] for one in entities["./"]["author"]] == ["A", "B"]


def test_files_are_named_by_addresses(tmp_path: Path) -> None:
    entities = graph(crate(read_deposit(in_folder(tmp_path, LEAST)), {"site/": "", "site/Über & uns.pdf": "the whole"}))
    name = "site/%C3%9Cber%20%26%20uns.pdf"
    assert [one["@id"] for one in entities["./"]["hasPart"]] == ["site/", name]
    assert entities[name]["encodingFormat"] == "application/pdf"


def properties(data: bytes) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Return the properties of a DataCite record, each with its words and attributes, by the names of elements."""
    found: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for element in etree.fromstring(data).iter(f"{{{NAMESPACE}}}*"):
        found.setdefault(etree.QName(element).localname, []).append(((element.text or "").strip(), {**element.attrib}))
    return found


def test_datacite_describes_what_has_a_doi_and_a_year(tmp_path: Path) -> None:
    assert datacite(read_deposit(in_folder(tmp_path, LEAST))) == b""
    assert datacite(read_deposit(in_folder(tmp_path, f"{LEAST}doi: 10.1000/182\n"))) == b""
    said = properties(
        datacite(read_deposit(in_folder(tmp_path, f"{LEAST}doi: 10.1000/182\ndate-released: 2026-05-31\n")))
    )
    mandatory = {"identifier", "creators", "titles", "publisher", "publicationYear", "resourceType"}
    assert said.keys() == {"resource", "creator", "creatorName", "title", "dates", "date"} | mandatory
    said = properties(datacite(read_deposit(in_folder(tmp_path, MOST))))
    assert said["identifier"] == [("10.5281/zenodo.1003149", {"identifierType": "DOI"})]
    assert said["creatorName"] == [
        ("López, Ana", {"nameType": "Personal"}),
        ("The Walkers", {"nameType": "Organizational"}),
    ]
    assert [words for words, _ in said["nameIdentifier"]] == ["https://orcid.org/0000-0002-1825-0097"]
    assert said["publisher"] == [(":unav", {})]
    assert (said["publicationYear"], said["version"]) == ([("2026", {})], [("2.0", {})])
    assert said["date"] == [("2026-05-31", {"dateType": "Issued"})]
    assert [words for words, _ in said["subject"]] == ["walking", "slowness"]
    [(license_, scheme)] = said["rights"]
    assert (license_, scheme["rightsURI"]) == ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html")
    assert said["description"] == [("Of <this>.", {"descriptionType": "Abstract"})]


def test_a_doi_may_stand_among_the_identifiers(tmp_path: Path) -> None:
    text = f"{LEAST}identifiers: [{{type: swh, value: 'swh:1:dir:{'0' * 40}'}}, {{type: doi, value: 10.1000/182}}]\n"
    assert read_deposit(in_folder(tmp_path, text)).doi == "10.1000/182"


def test_without_a_record_there_is_no_deposit(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"CITATION\.cff: error: there is no such file"):
        read_deposit(tmp_path)
    with pytest.raises(Mistake, match=r"CITATION\.cff:1: error: [^:]*authors"):
        read_deposit(in_folder(tmp_path, "cff-version: 1.2.0\nmessage: M\ntitle: T\n"))


def test_of_a_folder_of_wheels_those_of_the_lock_go_in(tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in ("a-1-py3-none-any.whl", "other-1-py3-none-any.whl"):
        (folder / name).write_bytes(name.encode())
    digest = sha256(b"a-1-py3-none-any.whl").hexdigest()
    lock = tmp_path / "lock.txt"
    lock.write_text(
        f"a==1 ; sys_platform == 'linux' \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{digest}\n    # via x\n"
        f"b[extra]==2 \\\n    --hash=sha256:{'1' * 64}\n",
        encoding="utf-8",
    )
    sources = {"requirements/lock.txt": lock}
    held = wheels_of(sources, folder)
    assert (held.files, held.lacking) == ((folder / "a-1-py3-none-any.whl",), ("b",))
    there = "The packages that build it are in data/wheels/: 1 of those that requirements/lock.txt names"
    assert held.told == f"{there}; there is none of b."
    assert wheels_of(sources, None).told == "The packages that build it are not in this bag."
    (folder / "a-1-py3-none-any.whl").unlink()
    with pytest.raises(Mistake, match=r"it has no wheel that requirements/lock\.txt names"):
        wheels_of(sources, folder)
