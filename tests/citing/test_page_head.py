"""What the pages of a site say of the work in their heads, and the files that lie beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import rispy
from pybtex.database import parse_string

from of_works import text_of

if TYPE_CHECKING:
    from throwaway import Build, Project

RECORD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: An essay
abstract: What it is about.
authors: [{name: Editors}]
version: "2.1"
date-released: 2026-05-31
preferred-citation:
  type: conference-paper
  title: An essay & "more"
  authors:
    - {family-names: Bee, given-names: Ann, orcid: "https://orcid.org/0000-0002-1825-0097"}
    - {name: A Group}
  year: 2022
  url: https://example.org/paper
  license: CC-BY-4.0
  conference: {name: The Conference}
"""
BASE = "https://essay.example/en/"


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "chapbook.citing", "chapbook.comments", "chapbook.theme"],
        "bibtex_bibfiles": ["works.bib"],
        "bibtex_default_style": "apa",
        "bibtex_reference_style": "apa",
        "bibtex_cite_id": "ref-{key}",
        "exclude_patterns": ["comments"],
        "chapbook_parts": ["index#abstract", "chapters/*"],
        "html_baseurl": BASE,
        "chapbook_formats": {"PDF": "essay.pdf"},
        "language": "en",
    }
    project.write(
        {
            "CITATION.cff": RECORD,
            "index.md": """
                (work)=
                # An essay

                (abstract)=
                ## Abstract

                It is short.

                ```{toctree}
                chapters/one
                appendix
                ```
                """,
            "chapters/one.md": "(one)=\n# Part <one>\n\nIt says {cite:p}`doe2020` “so”. " + "word " * 60 + "\n",
            "appendix.md": "(appendix)=\n# Appendix\n\n```{bibliography}\n```\n\n```{comment-thread} comments\n```\n",
            "works.bib": "@book{doe2020, author = {Doe, Jane}, title = {A book}, publisher = {P}, year = 2020}\n",
            "comments/01-ann.md": "---\nauthor: Ann </script>\ndate: 2022-05-31\n---\nHello\n",
            "comments/02-bob.md": "---\nauthor: Bob\nsupplied: [author]\nreply_to: 01-ann\n---\nHello\n",
        }
    )
    return project


def site(essay: Project) -> Build:
    built = essay.build()
    assert built.warnings == ""
    return built


def metas(page: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in page.head.find_all("meta", content=True):
        found.setdefault(tag.get("name") or tag.get("property"), []).append(tag["content"])
    return found


def links(page: Any, rel: str) -> list[str]:
    return [link["href"] for link in page.head.find_all("link") if rel in link["rel"]]


def json_ld(page: Any) -> dict[str, Any]:
    [script] = page.head.find_all("script", type="application/ld+json")
    value: dict[str, Any] = json.loads(script.string)
    return value


def nothing_empty(value: object) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(nothing_empty(inner) for inner in value.values())
    if isinstance(value, list):
        return bool(value) and all(nothing_empty(inner) for inner in value)
    return value not in ("", None)


PAGES = ["index", "chapters/one", "appendix"]


def test_what_is_no_page_of_the_work_tells_nothing_of_it(essay: Project) -> None:
    built = site(essay)
    for name in ("search", "genindex"):
        page = built.page(name)
        assert set(metas(page)) <= {"viewport", "robots"}
        assert page.select("script[type='application/ld+json'], link[rel=cite-as]") == []


def test_highwire_tags_stand_on_the_front_page_only(essay: Project) -> None:
    essay.build().out.joinpath("essay.pdf").touch()
    built = site(essay)
    assert links(built.page(), "item") == ["./essay.pdf"]
    told = {name: values for name, values in metas(built.page()).items() if name.startswith("citation_")}
    assert told == {
        "citation_title": ['An essay & "more"'],
        "citation_author": ["Bee, Ann", "A Group"],
        "citation_publication_date": ["2022"],
        "citation_conference_title": ["The Conference"],
        "citation_abstract": ["What it is about."],
        "citation_language": ["en"],
        "citation_public_url": [f"{BASE}index.html"],
        "citation_pdf_url": [f"{BASE}essay.pdf"],
        "citation_reference": ["Doe, J. (2020). A book. P."],
    }
    for name in PAGES[1:]:
        assert not [tag for tag in metas(built.page(name)) if tag.startswith("citation_")], name


@pytest.mark.parametrize("base", [BASE, ""])
def test_every_page_has_a_description_open_graph_dublin_core_and_no_empty_tag(essay: Project, base: str) -> None:
    essay.settings["html_baseurl"] = base
    built = site(essay)
    for name in PAGES:
        page = built.page(name)
        told = metas(page)
        assert all(tag.get("content") != "" for tag in page.head.find_all("meta")), name
        assert all(link.get("href") for link in page.head.find_all("link")), name
        expected = {
            "description",
            "og:title",
            "og:description",
            "og:type",
            "og:site_name",
            "DC.title",
            "DC.creator",
            "DC.date",
        }
        assert expected <= set(told), name
        assert all(len(told[tag]) == 1 for tag in expected - {"DC.creator"}), name
        assert told["DC.creator"] == ["Ann Bee", "A Group"]
        assert links(page, "canonical") == ([f"{base}{name}.html"] if base else [])
        assert told.get("og:url", []) == ([f"{base}{name}.html"] if base else [])


def test_a_page_is_described_by_its_own_words(essay: Project) -> None:
    essay.write(
        {
            "appendix.md": """
                ---
                myst:
                  html_meta:
                    description: What stands here.
                ---
                (appendix)=
                # Appendix
                """
        }
    )
    essay.write({"chapters/one.md": "(one)=\n# Part <one>\n\nIt says “so”. " + "word " * 60 + "\n", "works.bib": ""})
    built = site(essay)
    assert metas(built.page("appendix"))["description"] == ["What stands here."]
    assert metas(built.page("appendix"))["og:description"] == ["What stands here."]
    [text] = metas(built.page("chapters/one"))["description"]
    assert text.startswith("It says “so”. word word")
    assert text.endswith("word …")
    assert len(text) <= 200
    assert metas(built.page("chapters/one"))["og:title"] == ["Part <one>"]


def test_a_page_without_spaces_is_described_by_its_beginning(essay: Project) -> None:
    essay.write({"appendix.md": "# Appendix\n\n" + "河" * 300 + "\n\n```{bibliography}\n```\n"})
    [said] = metas(essay.build().page("appendix"))["description"]
    assert said == "河" * 198 + " …"


def test_the_end_of_a_line_is_a_space_in_the_description(essay: Project) -> None:
    essay.write({"appendix.md": "# Appendix\n\nOne line\\\nand another.\n\n```{bibliography}\n```\n"})
    assert metas(essay.build().page("appendix"))["description"] == ["One line and another."]


def test_citations_are_in_the_description(essay: Project) -> None:
    [text] = metas(site(essay).page("chapters/one"))["description"]
    assert text.startswith("It says (Doe, 2020) “so”.")


def test_typed_links(essay: Project) -> None:
    built = site(essay)
    front, chapter = built.page(), built.page("chapters/one")
    assert links(front, "author") == ["https://orcid.org/0000-0002-1825-0097"]
    assert links(front, "license") == ["https://spdx.org/licenses/CC-BY-4.0.html"]
    assert links(front, "cite-as") == links(chapter, "cite-as") == [f"{BASE}index.html"]
    exports = [f"citation.{suffix}" for suffix in ("bib", "ris", "json")]
    assert links(front, "describedby") == exports
    works = [f"references.{suffix}" for suffix in ("bib", "ris", "json")]
    assert set(links(front, "alternate")) - {"comments.atom"} == {*exports, *works}
    assert links(front, "type") == ["https://schema.org/AboutPage", "https://schema.org/ScholarlyArticle"]
    assert links(chapter, "describedby") == [f"../citations/one.{suffix}" for suffix in ("bib", "ris", "json")]
    assert links(chapter, "collection") == ["../index.html"]
    assert links(front, "collection") == []


def test_each_licence_of_several_is_named(essay: Project) -> None:
    essay.write({"CITATION.cff": RECORD.replace("license: CC-BY-4.0", "license: [MIT, CC0-1.0]")})
    page = site(essay).page()
    both = ["https://spdx.org/licenses/MIT.html", "https://spdx.org/licenses/CC0-1.0.html"]
    assert links(page, "license") == metas(page)["DC.rights"] == json_ld(page)["license"] == both


def test_nothing_is_said_of_what_is_not_known(essay: Project) -> None:
    text = RECORD.replace(', orcid: "https://orcid.org/0000-0002-1825-0097"', "").replace("  license: CC-BY-4.0\n", "")
    essay.write({"CITATION.cff": text})
    essay.settings["html_baseurl"] = ""
    page = site(essay).page()
    assert links(page, "author") == links(page, "license") == links(page, "item") == []
    assert links(page, "cite-as") == ["https://example.org/paper"]
    assert "citation_pdf_url" not in metas(page)
    assert "DC.rights" not in metas(page)
    assert "license" not in json_ld(page)


def test_each_page_tells_of_itself_and_the_front_page_of_the_whole(essay: Project) -> None:
    built = site(essay)
    kinds = {}
    for name in PAGES:
        value = json_ld(built.page(name))
        kinds[name] = value["@type"]
        assert nothing_empty(value), name
        if name != "index":
            assert value["isPartOf"] == {
                "@type": "ScholarlyArticle",
                "name": 'An essay & "more"',
                "url": f"{BASE}index.html",
            }
            assert "hasPart" not in value
            assert ("citation" in value) == (name == "appendix")
    assert kinds == {
        "index": "ScholarlyArticle",
        "chapters/one": "Chapter",
        "appendix": "WebPage",
    }
    chapter = json_ld(built.page("chapters/one"))
    assert (chapter["name"], chapter["url"]) == ("Part <one>", f"{BASE}chapters/one.html")
    assert chapter["author"] == json_ld(built.page())["author"]
    told = json_ld(built.page())
    assert told["name"] == 'An essay & "more"'
    assert [author["name"] for author in told["author"]] == ["Ann Bee", "A Group"]
    assert [author["@type"] for author in told["author"]] == ["Person", "Organization"]
    assert (told["datePublished"], told["dateModified"], told["version"]) == ("2022", "2026-05-31", "2.1")
    assert told["url"] == f"{BASE}index.html"
    assert told["sameAs"] == "https://example.org/paper"
    parts = [(part["name"], part["url"]) for part in told["hasPart"]]
    assert parts == [("Abstract", f"{BASE}index.html#abstract"), ("Part <one>", f"{BASE}chapters/one.html#one")]
    [work] = json_ld(built.page("appendix"))["citation"]
    assert (work["@type"], work["name"]) == ("Book", "A book")
    assert told["citation"] == [{"@id": work["@id"]}] == [{"@id": f"{BASE}appendix.html#ref-doe2020"}]


def test_comments_are_told_of_where_they_are_to_be_seen_and_counted_everywhere(essay: Project) -> None:
    built = site(essay)
    first, second = json_ld(built.page("appendix"))["comment"]
    assert first["author"]["name"] == "Ann </script>"
    assert first["dateCreated"] == "2022-05-31"
    assert first["url"] == f"{BASE}appendix.html#comment-01-ann"
    assert "parentItem" not in first
    assert second["author"]["name"] == "[Bob]"
    assert second["parentItem"]["@id"] == first["@id"]
    assert "dateCreated" not in second
    for name in ("index", "chapters/one"):
        assert "comment" not in json_ld(built.page(name))
        assert json_ld(built.page(name))["commentCount"] == 2


def test_without_an_address_all_links_are_relative_and_land(essay: Project) -> None:
    essay.settings["html_baseurl"] = ""
    built = site(essay)
    for name in ("index", "chapters/one", "appendix"):
        value = json_ld(built.page(name))
        works = [value["isPartOf"]] if name != "index" else value["hasPart"]
        for item in [*works, *value.get("comment", [])]:
            parts = urlsplit(item["url"])
            target = (built.out / name).parent / parts.path if parts.path else built.out / f"{name}.html"
            assert target.is_file()
            assert not parts.fragment or f'id="{parts.fragment}"' in target.read_text(encoding="utf-8")


WRONG = {
    "an answer to nobody": {"02-bob": "reply_to: 99-nobody"},
    "an answer to a broken file": {"02-bob": "reply_to: 03-bad", "03-bad": "mood: good"},
    "an answer to itself": {"02-bob": "reply_to: 02-bob"},
    "answers in a circle": {"02-bob": "reply_to: 03-cy", "03-cy": "reply_to: 02-bob"},
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("builder", ["html", "epub", "typstpdf"])
def test_a_comment_that_answers_nobody_is_one_warning_and_stands_at_the_first_level(
    essay: Project, wrong: str, builder: str
) -> None:
    essay.settings["extensions"] += ["chapbook.pdf", "chapbook.epub"]
    essay.settings |= {"epub_uid": "id", "copyright": "x", "epub_contributor": "y"}
    for name, line in WRONG[wrong].items():
        author = "" if name.endswith("bad") else "author: Bob\n"
        essay.write({f"comments/{name}.md": f"---\n{author}{line}\n---\nOh\n"})
    built = essay.build(builder)
    told = [line for line in built.warning_lines if "[chapbook_comments." in line]
    # The broken file lacks its author and has a key too many; that nobody can answer it was told with that.
    assert len(told) == (2 if wrong == "an answer to a broken file" else 1)
    if builder == "html":
        page = built.page("appendix")
        answers = [remark.get("parentItem", {"@id": ""})["@id"] for remark in json_ld(page)["comment"]]
        shown = {"", *(article["id"] for article in page.select("article.comment"))}
        assert {answer.partition("#")[2] for answer in answers} <= shown


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_new_comment_is_told_on_the_front_page(essay: Project, parallel: int) -> None:
    essay.build(parallel=parallel)
    essay.write({"comments/03-cy.md": "---\nauthor: Cy\n---\nHello\n"})
    built = essay.build(parallel=parallel)
    assert built.read == {"appendix"}
    assert json_ld(built.page())["commentCount"] == 3
    (essay.source / "comments/03-cy.md").unlink()
    assert json_ld(essay.build().page())["commentCount"] == 2


def test_a_build_with_nothing_to_do_writes_nothing(essay: Project) -> None:
    out = essay.build().out
    made_always = {"search.html", "genindex.html"}  # by Sphinx
    files = [path for path in out.rglob("*.*") if path.suffix in {".html", ".bib", ".ris"}]
    before = {path: path.stat().st_mtime_ns for path in files if path.name not in made_always}
    essay.build()
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_an_export_that_was_deleted_is_written_again(essay: Project) -> None:
    (essay.build().out / "citation.bib").unlink()
    assert (essay.build().out / "citation.bib").is_file()


def test_another_record_is_told_on_every_page(essay: Project) -> None:
    essay.build()
    essay.write({"CITATION.cff": RECORD.replace("family-names: Bee", "family-names: Beeton")})
    assert metas(essay.build().page("chapters/one"))["DC.creator"] == ["Ann Beeton", "A Group"]


def test_without_a_record_nothing_is_told(essay: Project) -> None:
    (essay.source / "CITATION.cff").unlink()
    built = site(essay)
    assert not [name for name in metas(built.page()) if name.startswith(("citation_", "og:", "DC."))]
    assert not built.page().find("script", type="application/ld+json")
    assert not (built.out / "citation.bib").exists()
    assert (built.out / "references.bib").exists()


def test_the_exports_are_written_again_where_the_site_moves(essay: Project) -> None:
    site(essay)
    essay.settings["html_baseurl"] = "https://other.example/"
    items = json.loads(site(essay).text("citations/one.json"))
    assert [item["URL"] for item in items] == ["https://other.example/chapters/one.html#one"]


def test_the_exports_are_files_beside_the_pages(essay: Project) -> None:
    out = site(essay).out
    assert {path.name for path in (out / "citations").iterdir()} == {
        f"{part}.{suffix}" for part in ("abstract", "one") for suffix in ("bib", "ris", "json")
    }
    for name, key, address in (
        ("citation", "beeagroup2022", f"{BASE}index.html"),
        ("citations/one", "beeagroup2022-one", f"{BASE}chapters/one.html#one"),
    ):
        [(bib_key, entry)] = parse_string((out / f"{name}.bib").read_text("utf-8"), "bibtex").entries.items()
        [record] = rispy.loads((out / f"{name}.ris").read_text("utf-8"))
        [item] = json.loads((out / f"{name}.json").read_text("utf-8"))
        assert bib_key == record["id"] == item["id"] == key
        assert (text_of(entry, "title")) == record["title"] == item["title"] == 'An essay & "more"'
        assert entry.fields["version"] == record["edition"] == item["version"] == "2.1, 2026-05-31"
        assert entry.fields["url"] == record["urls"][0] == item["URL"] == address
        assert record["authors"] == ["Bee, Ann", "A Group"]
        assert item["author"] == [{"family": "Bee", "given": "Ann"}, {"literal": "A Group"}]
    assert json.loads((out / "citations/one.json").read_text("utf-8"))[0]["note"] == "Part <one> section"


def test_the_cited_works_are_exported_together(essay: Project) -> None:
    out = site(essay).out
    assert list(parse_string((out / "references.bib").read_text("utf-8"), "bibtex").entries) == ["doe2020"]
    assert [record["id"] for record in rispy.loads((out / "references.ris").read_text("utf-8"))] == ["doe2020"]
    assert [item["id"] for item in json.loads((out / "references.json").read_text("utf-8"))] == ["doe2020"]


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_record_with_a_mistake_is_told_by_every_build_and_costs_no_page(essay: Project, builder: str) -> None:
    essay.write({"CITATION.cff": RECORD.replace("\nversion:", "\nverison:").replace("title: An essay\n", "")})
    built = essay.build(builder)
    path, kind = essay.source / "CITATION.cff", "[chapbook_citing.record]"
    assert [line for line in built.warning_lines if "chapbook_citing" in line] == [
        f"{path}:5: ERROR: CITATION.cff has no key 'verison'; write version, or delete the line {kind}",
        f"{path}:1: ERROR: CITATION.cff has no title; write a line like title: An essay {kind}",
    ]
    assert any(built.out.rglob("*.html" if builder == "html" else "*.tex"))


def test_sphinx_knows_the_work_by_its_record(essay: Project) -> None:
    page = site(essay).page()
    assert page.title.get_text() == 'An essay — An essay & "more"'
    essay.settings["html_title"] = "Another title"
    assert site(essay).page().title.get_text() == "An essay — Another title"


def test_hostile_words_stay_words(essay: Project) -> None:
    hostile = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    essay.write({"CITATION.cff": RECORD.replace('An essay & "more"', f"'{hostile}'")})
    pages = site(essay)
    page = pages.page()
    assert metas(page)["citation_title"] == [hostile]
    assert json_ld(page)["name"] == hostile
    for page in (pages.page(), pages.page("search")):
        assert not page.find("img", src="x")
        assert not [
            script
            for script in page.find_all("script")
            if "alert(1)" in (script.string or "") and not script.get("type")
        ]
