"""Pages about editions: all of them, newest first, and what changed between any two, whatever strangers wrote."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from throwaway import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from throwaway import Build

    from .conftest import Twice

EDITIONS = """
    - version: "1.0"
      date: 2026-01-02
      changes: First edition.
      redacted:
        - id: comment-gone
          date: 2026-04-01
    - version: 1.1-b
      date: 2026-02-03
      changes: |
        Numbers <b>corrected</b>.
        A comment came.
    - version: "1.2"
      date: 2026-02-04
    - version: "1.3"
      date: 2026-02-05
    - version: "2.0"
      date: 2026-03-04
    """
TEXT = """<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) 1.3//EN" "x.dtd">
<article xml:lang="en" id="t"><front><article-meta><title-group><article-title>W</article-title></title-group>
</article-meta></front><body><sec id="one"><title>One</title><p id="one-p1">%s</p><sec id="two"><title>Two</title>
<p id="two-p1">%s</p><code xml:space="preserve">a
  %s</code></sec></sec></body>%s</article>"""
COMMENT = """<sub-article id="comment-%s"><front-stub><contrib-group><contrib><string-name>%s</string-name></contrib>
</contrib-group></front-stub><body><p>%s</p></body></sub-article>"""
HOSTILE = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;/ins&gt; &quot;&amp;#39; onclick=x"
FIRST = TEXT % ("It has 400 birds.", "It stays.", "b  c", COMMENT % ("gone", "Secret Name", "Secret words."))
SECOND = TEXT % ("It has 600 birds.", "It stays.", "b  d", COMMENT % ("new", HOSTILE, HOSTILE))
HERE = TEXT % ("It has 600 birds.", "It <italic>stays</italic> here.", "b  d", COMMENT % ("new", HOSTILE, HOSTILE))
PLACES = """one-p1 std:label -1 chapters/a.html#$ One, para. 1
two std:label -1 chapters/a.html#$ Two
comment-gone std:label -1 talk.html#$ Secret Name
comment-new std:label -1 talk.html#$ N
"""


def keep(kept: Path, version: str, jats: str) -> None:
    site = kept / version
    site.mkdir(parents=True)
    (site / "index.html").touch()
    (site / "feed.xml").write_text("<feed/>", encoding="utf-8")
    (site / "old.pdf").touch()
    if jats:
        (site / "old.xml").write_text(jats, encoding="utf-8")
    head = b"# Sphinx inventory version 2\n# Project: w\n# Version: 1\n# The remainder is compressed using zlib.\n"
    (site / "objects.inv").write_bytes(head + zlib.compress(PLACES.encode()))


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Project:
    source: Path = tmp_path_factory.mktemp("editions") / "w"
    source.mkdir()
    project = Project(source, {"extensions": ["chapbook.theme", "chapbook.editions"], "html_theme": "chapbook"})
    project.settings |= {"chapbook_editions": "newest:2.0+", "chapbook_formats": {"PDF": "new.pdf", "EPUB": "new.epub"}}
    project.write({"index.rst": ".. _one-p1:\n\nW\n=\n", "editions.yaml": EDITIONS})
    made = source.with_name("w-built")
    for version, jats in {"1.0": FIRST, "1.1-b": SECOND, "1.2": "", "2.0": SECOND}.items():
        keep(made / "editions", version, jats)
    (made / "jats").mkdir()
    (made / "jats/w.xml").write_text(HERE, encoding="utf-8")
    (made / "html/changes/0.9").mkdir(parents=True)
    (made / "html/changes/0.9/1.0.html").touch()
    return project


@pytest.fixture(scope="module")
def built(publication: Project) -> Build:
    return publication.build()


def words(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def test_all_editions_are_listed_newest_first_with_what_is_known_of_them(built: Build) -> None:
    assert built.warnings == ""
    page = built.page("editions").find(id="editions")
    sections = {section["id"]: section for section in page.find_all("section")}
    assert list(sections) == ["edition-2.0", "edition-1.3", "edition-1.2", "edition-1.1-b", "edition-1.0"]
    assert words(sections["edition-1.1-b"]) == (
        "Edition 1.1-b, February 3, 2026 Numbers <b>corrected</b>. A comment came. What changed from edition 1.0 to "
        "edition 1.1-b Passages: 2 changed Comments: 1 new · 1 taken out Download: PDF"
    )
    links = [link["href"] for link in sections["edition-1.1-b"].find_all("a")]
    assert links == ["1.1-b/index.html", "changes/1.0/1.1-b.html", "1.1-b/old.pdf"]
    assert "It has no JATS" in words(sections["edition-1.2"])
    assert words(sections["edition-1.3"]) == "Edition 1.3, February 5, 2026 Its pages are not here."
    assert "Compared with: edition 1.1-b · edition 1.0 Download" in words(sections["edition-2.0"])
    assert "newer than the last edition: What changed since edition 2.0 Passages: 1 changed Edition" in words(page)


def test_words_taken_out_of_an_edition_are_told_and_not_repeated(built: Build) -> None:
    section = built.page("editions").find(id="edition-1.0")
    assert words(section).endswith("were taken out of this edition on April 1, 2026. Where it was")
    assert section.find_all("a")[-1]["href"] == "1.0/talk.html#comment-gone"
    for path in built.out.glob("changes/**/*.html"):
        assert "Secret" not in path.read_text("utf-8")


def test_each_two_editions_are_compared_and_nothing_else_is_left(built: Build) -> None:
    pages = {path.relative_to(built.out / "changes").as_posix() for path in built.out.glob("changes/**/*.html")}
    assert pages == {"1.0/1.1-b.html", "1.0/2.0.html", "1.1-b/2.0.html", "since-2.0.html"}


def test_a_change_stands_below_its_section_and_leads_to_both_editions(built: Build) -> None:
    page = built.page("changes/1.0/1.1-b").find(id="changes")
    [paragraph, code, new, gone] = page.select(".change")
    assert [words(node) for node in page.find_all(["h2", "h3"])] == ["One", "Two", "Comments"]
    assert paragraph.find_previous("h2").string == "One"
    assert code.find_previous("h3").string == "Two"
    links = {link["href"]: (link.string, link["aria-label"]) for link in paragraph.find_all("a")}
    assert links == {
        "../../1.0/chapters/a.html#one-p1": ("edition 1.0", "One, para. 1, edition 1.0"),
        "../../1.1-b/chapters/a.html#one-p1": ("edition 1.1-b", "One, para. 1, edition 1.1-b"),
    }
    said = paragraph.select_one(".change-words")
    assert words(said) == "It has [taken out: 400 ] [added: 600 ] birds."
    assert [(node.name, node.contents[1]) for node in said.find_all(["del", "ins"])] == [("del", "400"), ("ins", "600")]
    assert code.find("a")["href"] == "../../1.0/chapters/a.html#two"
    assert code.find("pre").contents[0] == "a\n  b  "
    assert words(gone).startswith("Taken out · Comment · edition 1.0")
    assert gone.select(".change-words") == []
    assert words(new.find("strong")) == "New"


def test_strangers_words_stay_words(built: Build) -> None:
    text = built.text("changes/1.0/1.1-b.html")
    new = BeautifulSoup(text, "html.parser").select_one(".change-new")
    assert new is not None
    assert words(new.find("ins")) == '<script>alert(1)</script></ins> "&#39; onclick=x'
    assert words(new.find("p")).startswith('New · <script>alert(1)</script></ins> "&#39; onclick=x ·')
    assert new.find_all(["script", "b"]) == []
    # A name that runs the other way turns nothing round beside it.
    assert words(new.find("bdi")) == '<script>alert(1)</script></ins> "&#39; onclick=x'
    assert {name for node in new.select("*") for name in node.attrs} == {"class", "href", "aria-label"}


def test_what_is_here_now_is_compared_with_the_newest_edition(built: Build) -> None:
    page = built.page("changes/since-2.0")
    [change] = page.select(".change")
    assert page.find("h1").string == "What changed since edition 2.0"
    assert words(change.select_one(".change-words")) == "It stays [added: here ] ."
    assert [link["href"] for link in page.select(".changes-sides a")] == ["../2.0/index.html", "../editions.html"]


def test_a_page_without_differences_says_so(built: Build) -> None:
    page = built.page("changes/1.1-b/2.0").find(id="changes")
    assert "No words have changed." in words(page)
    assert page.select(".change, .changes-key, h2") == []


def test_links_fit_the_builder(publication: Project) -> None:
    made = publication.build("dirhtml")
    [paragraph, *_] = made.page("changes/1.0/1.1-b/index").select(".change")
    assert paragraph.find("a")["href"] == "../../../1.0/chapters/a.html#one-p1"
    assert made.page("editions/index").find(id="edition-1.0").find("a")["href"] == "../1.0/index.html"


def test_a_document_takes_the_place_of_a_page(project: Project) -> None:
    project.settings = {"extensions": ["chapbook.editions"], "chapbook_editions": "newest:1.0"}
    project.write({"index.rst": ":orphan:\n\nW\n=\n", "editions.rst": ":orphan:\n\nOurs\n====\n"})
    project.write({"editions.yaml": '- version: "1.0"\n  date: 2026-01-02\n'})
    built = project.build()
    assert built.warnings == ""
    assert built.page("editions").find("h1").contents[0] == "Ours"


def test_jats_that_cannot_be_read_is_told(publication: Project, tmp_path: Path) -> None:
    project = Project(tmp_path / "w", publication.settings | {"chapbook_editions": "newest:1.0"})
    project.write({"index.rst": "W\n=\n", "editions.yaml": '- version: "1.0"\n  date: 2026-01-02\n'})
    keep(tmp_path / "w-built/editions", "1.0", FIRST[:-30])
    built = project.build()
    [line] = built.warning_lines
    assert "old.xml:6: WARNING: this JATS cannot be read (" in line
    assert line.endswith("delete its folder, and build again [chapbook_editions]")
    assert "Edition 1.0" in words(built.page("editions").find(id="edition-1.0"))


def test_every_link_of_a_publication_with_two_editions_leads_to_what_it_names(twice: Twice) -> None:
    for name in ("editions", "changes/1.0/1.1"):
        place = twice.site.out / f"{name}.html"
        links = [link["href"] for link in twice.site.page(name).select("main a")]
        assert len(links) > 4
        for link in links:
            path, _, id_ = link.partition("#")
            file = place.parent / unquote(path)
            assert file.is_file(), link
            assert not id_ or BeautifulSoup(file.read_bytes(), "html.parser").find(id=id_), link


def test_changes_are_told_apart_without_colour_and_fit_a_small_window(built: Build, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, forced_colors="active")
    page = context.new_page()
    page.goto((built.out / "changes/1.0/1.1-b.html").as_uri())
    lines = "nodes => nodes.map(node => getComputedStyle(node).textDecorationLine)"
    assert set(page.locator(".change del").evaluate_all(lines)) == {"line-through"}
    assert set(page.locator(".change ins").evaluate_all(lines)) == {"underline"}
    sizes = page.locator(".change-told").evaluate_all("nodes => nodes.map(node => node.getBoundingClientRect().width)")
    assert set(sizes) == {1}
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
