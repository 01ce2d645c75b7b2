"""The record in Sphinx: citations, the list, the way back, checks, incremental builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from throwaway import Build, Project

SETTINGS = {
    "extensions": ["myst_parser", "chapbook.citing"],
    "project": "A Work",
    "copyright": "2022, Xi",
    "version": "1",
    "bibtex_bibfiles": ["refs.bib"],
    "bibtex_default_style": "apa",
    "bibtex_reference_style": "apa",
    "bibtex_cite_id": "ref-{key}",
    "bibtex_bibliography_id": "reference-list",
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\ntwo\nrefs\n```\n",
    "one.md": """
        (first)=
        # Part one

        As {cite:t}`b2019` says {cite:p}`a2020`.

        ## Within

        And {cite:p}`{see}a2020{p. 3}, b2019`.
        """,
    "two.md": "(second)=\n# Part two\n\nNothing.\n",
    "refs.md": "# References\n\n```{bibliography}\n```\n",
    "refs.bib": """
        @misc{b2019, author = {Bo Bee and Cy Dee}, title = {Later}, year = 2019, annotation = {probable. Not seen.}}
        @misc{a2020, author = {Ann Ah}, title = {First}, year = 2020, aswritten = {(Ah,2020)}, doi = {10.1/x}}
        """,
}
BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext"]


@pytest.fixture
def record(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def body(build: Build, name: str) -> Any:
    main = build.page(name).find(role="main")
    assert main is not None
    return main


def test_citations_in_the_text(record: Project) -> None:
    build = record.build()
    assert build.warnings == ""
    paragraphs = [p.get_text() for p in body(build, "one").find_all("p")]
    assert paragraphs == ["As Bee and Dee (2019) says (Ah, 2020).", "And (see Ah, 2020, p. 3; Bee & Dee, 2019)."]
    links = [(a.get_text(), a["href"]) for a in body(build, "one").find_all("a", class_="internal")]
    assert links[:2] == [("2019", "refs.html#ref-b2019"), ("Ah, 2020", "refs.html#ref-a2020")]
    assert not [span for span in body(build, "one").find_all("span", class_="bibtex-citation") if span.get("id")]


def test_the_list_is_a_list_and_each_entry_is_complete(record: Project) -> None:
    entries = body(record.build(), "refs").find("ul", class_="citation-list").find_all("li", recursive=False)
    assert [entry["id"] for entry in entries] == ["ref-a2020", "ref-b2019"]
    assert [[p.get_text() for p in entry.find_all("p")] for entry in entries] == [
        [
            "Ah, A. (2020). First. https://doi.org/10.1/x",
            "Written in the text as: (Ah,2020)",
            "Cited in: Part one; Within",
        ],
        ["Bee, B., & Dee, C. (2019). Later.", "Identification: probable. Not seen.", "Cited in: Part one; Within"],
    ]
    assert entries[0].em.get_text() == "First"
    back = [a["href"] for a in entries[0].find("p", class_="citation-places").find_all("a")]
    assert back == ["one.html#first", "one.html#within"]
    assert entries[0].find("a", class_="external")["href"] == "https://doi.org/10.1/x"
    assert not entries[0].find_all(attrs={"role": True})


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(record: Project, builder: str) -> None:
    assert record.build(builder).warnings == ""


@pytest.mark.parametrize("builder", ["latex", "text", "man"])
def test_other_builders_say_the_same(record: Project, builder: str) -> None:
    build = record.build(builder)
    text = "\n".join(path.read_text() for path in build.out.rglob("*") if path.suffix in {".tex", ".txt", ".1"})
    for said in ("Cited in:", "Written in the text as:", "Not seen", "Later"):
        assert said in text


def test_entries_can_be_referred_to(record: Project) -> None:
    record.write({"two.md": "# Part two\n\n{ref}`ref-a2020`, [here](#ref-b2019)\n"})
    build = record.build()
    assert build.warnings == ""
    links = [(a.get_text(), a["href"]) for a in body(build, "two").find_all("a", class_="internal")]
    assert links == [("Ah, 2020", "refs.html#ref-a2020"), ("here", "refs.html#ref-b2019")]
    inventory = InventoryFile.loads((build.out / "objects.inv").read_bytes(), uri="")
    assert inventory["std:label", "ref-a2020"].uri == "refs.html#ref-a2020"


def test_the_list_is_written_again_when_another_page_begins_to_cite(record: Project) -> None:
    record.build()
    record.write({"two.md": "(second)=\n# Part two\n\n{cite:p}`a2020`\n"})
    build = record.build()
    assert build.read == {"two"}
    places = body(build, "refs").find(id="ref-a2020").find("p", class_="citation-places")
    assert [a["href"] for a in places.find_all("a")] == ["one.html#first", "one.html#within", "two.html#second"]
    record.write({"two.md": "(second)=\n# Part two\n\nNothing.\n"})
    places = body(record.build(), "refs").find(id="ref-a2020").find("p", class_="citation-places")
    assert [a["href"] for a in places.find_all("a")] == ["one.html#first", "one.html#within"]


def test_parallel_builds_know_every_place(record: Project) -> None:
    record.write({f"more{n}.md": f"---\norphan: true\n---\n# More {n}\n\n{{cite:p}}`a2020`\n" for n in range(8)})
    build = record.build(parallel=2)
    assert build.warnings == ""
    assert len(body(build, "refs").find(id="ref-a2020").find("p", class_="citation-places").find_all("a")) == 10


def test_an_undefined_key_is_a_warning_with_file_and_line(record: Project) -> None:
    record.write({"two.md": "# Part two\n\nFirst.\n\nThen {cite:p}`nobody2020`.\n"})
    (warning,) = record.build().warning_lines
    assert warning.startswith(f"{record.source / 'two.md'}:5: WARNING: ")
    assert "nobody2020" in warning


def test_an_entry_that_nobody_cites_is_a_warning_with_file_and_line(record: Project) -> None:
    record.write({"refs.bib": SOURCES["refs.bib"] + "@misc{lonely, title = {L}}\n"})
    (warning,) = record.build().warning_lines
    assert warning.startswith(f"{record.source / 'refs.bib'}:3: WARNING: nothing cites 'lonely'")
    assert "[chapbook_citing.uncited]" in warning


def test_a_list_of_all_has_what_nobody_cites(record: Project) -> None:
    record.write({"refs.bib": SOURCES["refs.bib"] + "@misc{lonely, title = {L}}\n"})
    record.write({"refs.md": SOURCES["refs.md"].replace("{bibliography}\n", "{bibliography}\n:all:\n")})
    build = record.build()
    assert build.warnings == ""
    assert body(build, "refs").find(id="ref-lonely")


@pytest.mark.parametrize(
    ("bibtex", "line"),
    [
        ("@misc{a2020, title = {A}}\n@misc{a2020, title = {B}}\n@misc{b2019, title = {C}}\n", 2),
        ("@misc{a2020, title = {A}}\n@misc{b title}\n@misc{b2019, title = {C}}\n", 2),
        ("@misc{a2020, title = {A}}\n@misc{b2019, title = {{50% off}}, date = {2019-13-45}}\n", 2),
        ("@misc{a2020, title = {A}, crossref = {nobody}}\n@misc{b2019, title = {B}}\n", 1),
        ("@misc{a2020, title = {A}, flavour = {x}}\n@misc{b2019, title = {B}, flavour = {y}}\n", 1),
    ],
)
def test_what_is_wrong_with_an_entry_costs_one_warning_and_not_the_build(
    record: Project, bibtex: str, line: int
) -> None:
    record.write({"refs.bib": bibtex})
    build = record.build()
    [warning] = build.warning_lines
    assert warning.startswith(f"{record.source / 'refs.bib'}:{line}: WARNING: ")
    assert len(body(build, "refs").find_all("li", class_="citation")) == 2
