"""The files of a site: what each comment becomes, where it is told of, and that it follows the thread."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from web_annotations import check_collection

if TYPE_CHECKING:
    from throwaway import Build, Project

BASE = "https://example.org/w/"
ALL = "annotations.jsonld"
TOWN = "annotations/ch/town.jsonld"


@pytest.fixture
def site(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "chapbook.comments"],
        "project": "Walking",
        "author": "Ann",
        "html_baseurl": BASE,
        "exclude_patterns": ["c"],
    }
    project.write(
        {
            "index.md": "# Walking\n\n```{toctree}\nch/town\ntalk\n```\n",
            "ch/town.md": "# Town\n\n(town-p1)=\n\nA town is built for\npeople on foot, and so is its *square*.\n",
            "talk.md": "# Talk\n\n```{comment-thread} c\n```\n",
            "c/ann.md": "---\nauthor: Ann\ndate: 2022-05-01\nurl: https://ann.example\nabout: town-p1\n"
            "quote: people on foot\n---\nI *walk*.\n",
            "c/bo.md": "---\nauthor: Bo\nsupplied: [author]\ndate: 2022-05-02T09:30:00+08:00\nreply_to: ann\n---\n"
            "So do I.\n",
            "c/cy.md": "---\nauthor: Cy\nabout: town-p1\nreply_to: bo\n---\nAll of it.\n",
            "c/dee.md": "---\nauthor: Secret\nremoved: asked for\nabout: town-p1\n---\n",
            "c/eve.md": "---\nauthor: Eve\nabout: town\ndate: 2022-05-03T10:00:00Z\n---\nThe title.\n",
            "c/fay.md": "---\nauthor: Fay\n---\nOf the whole.\n",
        }
    )
    return project


def items(built: Build, name: str, *, is_absolute: bool = True) -> dict[str, dict[str, Any]]:
    found = check_collection(json.loads(built.text(name)), is_absolute=is_absolute)
    return {item["id"].rpartition("comment-")[2]: item for item in found}


def test_each_comment_is_an_annotation(site: Project) -> None:
    site.write(
        {"ch/town.md": "# Town\n\n(town)=\n## The *town*\n\n(town-p1)=\n\nA town is built for\npeople on foot, too.\n"}
    )
    built = site.build()
    assert built.warnings == ""
    found = items(built, ALL)
    assert found.keys() == {"ann", "bo", "cy", "eve", "fay"}
    page = {"type": "SpecificResource", "source": f"{BASE}ch/town.html"}
    fragment = {"type": "FragmentSelector", "value": "town-p1", "conformsTo": "http://tools.ietf.org/rfc/rfc3236"}
    quote = {
        "type": "TextQuoteSelector",
        "exact": "people on foot",
        "prefix": "A town is built for ",
        "suffix": ", too.",
    }
    assert found["ann"] == {
        "id": f"{BASE}talk.html#comment-ann",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"name": "Ann", "homepage": "https://ann.example"},
        "dcterms:date": "2022-05-01",
        "body": {"type": "TextualBody", "value": "<p>I <em>walk</em>.</p>", "format": "text/html"},
        "target": {**page, "selector": {**fragment, "refinedBy": quote}},
    }
    assert found["bo"]["creator"] == {"name": "[Bo]"}
    assert (found["bo"]["created"], found["bo"]["dcterms:date"]) == (
        "2022-05-02T01:30:00Z",
        "2022-05-02T09:30:00+08:00",
    )
    assert (found["bo"]["motivation"], found["bo"]["target"]) == ("replying", found["ann"]["id"])
    whole = {"type": "TextQuoteSelector", "exact": "A town is built for people on foot, too.", "suffix": ""}
    selected = {**page, "selector": {**fragment, "refinedBy": whole}}
    assert found["cy"]["target"] == [found["bo"]["id"], selected]
    assert found["eve"]["target"]["selector"]["refinedBy"]["exact"] == "The town"
    assert (found["eve"]["created"], "dcterms:date" in found["eve"]) == ("2022-05-03T10:00:00Z", False)
    assert found["fay"]["target"] == f"{BASE}index.html"
    assert items(built, TOWN).keys() == {"ann", "bo", "cy", "eve"}
    assert [path.name for path in (built.out / "annotations").rglob("*.*")] == ["town.jsonld"]
    for name in (ALL, TOWN):
        assert "Secret" not in built.text(name)
        assert "asked for" not in built.text(name)


def test_without_an_address_ids_are_the_feed_s_and_pages_are_found_from_the_file(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    site.settings["html_baseurl"] = ""
    built = site.build()
    feed_ids = built.text("comments.atom")
    for name in (ALL, TOWN):
        for item in check_collection(json.loads(built.text(name)), is_absolute=False):
            assert f"<id>{item['id']}</id>" in feed_ids
            if item["creator"]["name"] == "Ann":
                assert urljoin(f"/{name}", item["target"]["source"]) == "/ch/town.html"


def test_pages_tell_of_the_files(site: Project) -> None:
    built = site.build()
    for page, names in {"index": [], "ch/town": [TOWN], "talk": [ALL]}.items():
        links = built.page(page).head.select("link[rel=alternate][type^='application/ld+json']")
        assert [urljoin(f"/{page}.html", link["href"]) for link in links] == [f"/{name}" for name in names]
        assert {link["type"] for link in links} <= {'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'}


def test_the_files_follow_what_they_say(site: Project) -> None:
    built = site.build()
    before = {name: built.text(name) for name in (ALL, TOWN)}
    stamps = [(built.out / name).stat().st_mtime_ns for name in before]
    site.build()
    assert [(built.out / name).stat().st_mtime_ns for name in before] == stamps
    (built.out / TOWN).unlink()
    site.build()
    assert {name: built.text(name) for name in before} == before
    site.write({"ch/town.md": "# Town\n\n(town-p1)=\n\nHere, a town is built for people on foot, too.\n"})
    site.build()
    assert items(built, TOWN)["ann"]["target"]["selector"]["refinedBy"]["prefix"] == "Here, a town is built for "
    site.write({"talk.md": "# Talk\n"})
    site.build()
    assert not [*built.out.rglob("*.jsonld")]
