"""The examples of the handbook: each is built strictly, as a reader would build it, and does what its page says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from chapbook.cli import main
from chapbook.editions.editions_file import Edition, read_editions
from handbook import blocks, examples, pages, rows
from making import started
from throwaway import Build, build

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook import Example

    Make = Callable[..., Build]

BUILT = {
    "start.md",
    "write.md",
    "cite.md",
    "languages.md",
    "comments.md",
    "import.md",
    "host.md",
    "upgrade.md",
    "looks.md",
    "one-part.md",
    "rescue.md",
    "links.md",
    "editions.md",
    "deposit.md",
    "reference/directives.md",
    "reference/events.md",
}
"""The pages whose examples are built below."""


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A new publication, which the examples of most pages change."""
    return started(tmp_path / "essay")


def lay(found: list[Example], folder: Path) -> None:
    assert found
    for example in found:
        example.write(folder)


def made(folder: Path, builder: str = "html") -> Build:
    """Build; nothing may be wrong."""
    built = build(folder, folder.with_name("built"), builder, {})
    assert built.warnings == ""
    return built


def test_every_page_with_an_example_is_built() -> None:
    assert {page for page in pages() if examples(page)} == BUILT


def test_start(publication: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The first ten minutes: a text, a comment that is accepted, a colour."""
    lay(examples("start.md"), publication)
    monkeypatch.chdir(publication)
    assert main(["add", "sam-lee.md"]) == 0
    assert capsys.readouterr().out == "comments/sam-lee.md\n"
    site = made(publication)
    assert site.page().title.get_text() == "On Walking Slowly"
    chapter = site.page("chapters/introduction")
    paragraph = chapter.find(id="introduction-p2")
    assert paragraph.get_text().startswith("Who walks slowly")
    links = {link["data-label"]: link["href"] for link in paragraph.select(".part-actions a")}
    assert links["1 comment"] == "../appendices/comments.html#comment-sam-lee"
    assert "Cite" in links
    comment = site.page("appendices/comments").find(id="comment-sam-lee")
    assert "Sam Lee says:" in comment.get_text()
    assert chapter.select("link[rel=stylesheet]")[-1]["href"].startswith("../_static/own.css")
    assert "light-dark(#0b5d3b" in site.text("_static/own.css")
    assert (made(publication, "typstpdf").out / "essay.pdf").read_bytes().startswith(b"%PDF")


def test_write(publication: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters with addresses, of which none is lost when a paragraph goes and a page moves."""
    lay(examples("write.md"), publication)
    contents = publication / "index.md"
    more = "methods\nchapters/results\nchapters/figures\nchapters/counted\n"
    contents.write_text(contents.read_text("utf-8").replace("methods\n", more), "utf-8")
    (publication / "anchors.txt").write_text(
        "results chapters/discussion Results\nresults-p1 chapters/discussion The street was never empty.\n"
        "results-p2 chapters/discussion Words that were deleted.\nresults-p3 chapters/discussion Nobody ran.\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(publication)
    assert main(["figures"]) == 0
    site = made(publication)
    methods = site.page("chapters/methods")
    ids = ["methods-p1", "main-finding", "methods-p3", "equipment-p1"]
    assert [paragraph["id"] for paragraph in methods.select("section > p[id]")] == ids
    links = [link["href"] for link in methods.select("#methods-p3 a.reference")]
    assert links == ["introduction.html#introduction", "#main-finding"]
    results = site.page("chapters/results")
    words = [results.find(id=f"results-p{number}").get_text() for number in (1, 2, 3)]
    assert words == ["The street was never empty.", "", "Nobody ran."]
    assert "results.html" in site.text("chapters/discussion.html")
    introduction = site.page("chapters/introduction")
    assert introduction.select_one("#equation-mean-speed .eqno").contents[0] == "(1)"
    assert introduction.select_one("a[href='#equation-mean-speed'].reference").get_text() == "(1)"
    assert len(introduction.select("math[alttext]")) == 2
    said = site.page("chapters/figures").find(id="figures-p1").get_text()
    assert said.startswith("Fig. 1 and Table 1 say the same.")
    counted = site.page("chapters/counted")
    plot = counted.select_one("#slow-walkers svg")
    assert plot["aria-label"] == "People who walked slowly: 12 people; People in the street: more than 40 people"
    assert counted.find(id="claim-walkers").find_previous("a")["href"] == "#counted-p1"
    assert counted.select_one("#counted-p1 a.in-numbers")["href"] == "#claim-walkers"
    assert (made(publication, "typstpdf").out / "essay.pdf").read_bytes().startswith(b"%PDF")


def test_cite(publication: Path) -> None:
    """Citations as the table says they come out; the reference list; and the first publication, which readers cite."""
    lay(examples("cite.md"), publication)
    site = made(publication)
    text = " ".join(site.page("chapters/introduction").article.get_text().split())
    for said in ("(Example, 2026)", "In Example (2026) this", "(see CWO, 2025, p. 3)", "(CWO, 2025; Example, 2026)"):
        assert said in text
    entry = site.page("appendices/references").find(id="ref-city2025")
    assert "the walking office's report" in entry.get_text()
    assert "probable." in entry.get_text()
    assert "Journal of Streets" in site.page().select_one(".citation-reference").get_text()
    exported = site.page("appendices/references").find(id="ref-lopez-slow-2024").get_text()
    assert "López, A. (2024). Slow Walking in Cities. Journal of Streets, 12(3), 1–9." in exported
    assert "Zotero" not in exported


def test_editions(publication: Path) -> None:
    """An edition that was published before there was a list of them."""
    lay(examples("editions.md"), publication)
    assert read_editions(publication) == (Edition("1.0", date(2026, 11, 23), "First edition."),)
    made(publication)


def test_deposit(publication: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A bag that says its DOI, which is one line of the record, and that is whole."""
    lay(examples("deposit.md"), publication)
    monkeypatch.chdir(publication)
    assert main(["bundle"]) == 0
    (archive,) = Path("_build/bundle").glob("essay-*.zip")
    bag = archive.with_suffix("")
    told = rows("reference/files.md", "A bag")
    paths = {path for row in told for path in row[0].code} - {"data/wheels/"}
    assert [path for path in sorted(paths) if not (bag / path).exists()] == []
    for name in ("README.txt", "bag-info.txt", "data/ro-crate-metadata.json", "data/.zenodo.json"):
        assert "10.5281/zenodo.1003149" in (bag / name).read_text("utf-8"), name
    for page in (bag / "data/site").glob("c*/*.html"):
        assert "10.5281/zenodo.1003149" in page.read_text("utf-8"), page.name
    capsys.readouterr()
    assert main(["bundle", "--check", str(archive)]) == 0
    (bag / "data/site/index.html").unlink()
    assert main(["bundle", "--check", str(bag)]) == 1
    assert "data/site/index.html: this file is missing" in capsys.readouterr().err


def test_languages(publication: Path) -> None:
    """An Arabic work with passages in other languages, in its pages and its EPUB."""
    lay(examples("languages.md"), publication)
    contents = publication / "index.md"
    contents.write_text(
        contents.read_text("utf-8").replace("introduction\n", "introduction\nchapters/letters\n", 1), "utf-8"
    )
    site = made(publication)
    page = site.page("chapters/letters")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    named = {node.get_text(): node["lang"] for node in page.article.select("span[lang], p[lang], section[lang]")}
    assert named["Viele Grüße"] == "de"
    assert page.find(id="letters-p2")["lang"] == "fr"
    assert page.find(id="answer")["lang"] == "de"
    book = made(publication, "epub")
    chapter = BeautifulSoup(book.text("chapters/introduction.xhtml"), "html.parser")
    assert [node["id"] for node in chapter.select("p[dir=ltr]")] == ["introduction-p2"]


def test_comments(publication: Path) -> None:
    """A comment, its reply, and one that was redacted."""
    lay(examples("comments.md"), publication)
    page = made(publication).page("appendices/comments")
    assert page.find(id="comment-jane-doe").find_next("ol").find(id="comment-reply-to-jane-doe")
    assert "[removed: at the commenter's wish]" in page.find(id="comment-john-roe").get_text()
    ways = [button["value"] for button in page.select(".reply-ways button")]
    assert ways == ["forge", "email", "download", "copy"]


def test_import(publication: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of the REST API becomes the files that the page shows, and goes out again."""
    lay(examples("import.md"), publication)
    monkeypatch.chdir(publication)
    assert main(["import", "--dry-run", "comments.json"]) == 0
    assert sorted(path.name for path in publication.glob("comments/*.md")) == []
    assert main(["import", "comments.json"]) == 0
    assert sorted(path.name for path in publication.glob("comments/*.md")) == ["1853.md", "1854.md"]
    shown = (publication / "comments/1853.md").read_text(encoding="utf-8")
    assert shown in blocks("import.md")
    assert main(["import", "--to", "notes", "notes.json"]) == 0
    assert {path.name for path in publication.glob("notes/*.md")} == {"ann-1.md", "2.md"}
    assert main(["export", "--to", "thread.xml"]) == 0
    assert made(publication).page("appendices/comments").find(id="comment-1854")


def test_rescue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text becomes a publication, with what the page says of it."""
    lay(examples("rescue.md"), tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["rescue", "page.txt", "walking"]) == 0
    site = made(tmp_path / "walking")
    assert site.page().title.get_text() == "Walking slowly"
    assert "(Lee, 2019)" in site.page("chapters/the-way-to-the-mill").get_text()
    answer = site.page("appendices/comments").find(id="comment-01-sam-lee").find_next("ol")
    assert "[Anonymous] says:" in answer.get_text()


def test_links(publication: Path) -> None:
    """Each link leads to what can be read, and says so."""
    lay(examples("links.md"), publication)
    found = made(publication).page("chapters/introduction").select("p a.reference.external")
    assert [link.get_text() for link in found] == [
        "an essay",
        "archived 2022-05-03",
        "a page",
        "a paper",
        "original",
    ]


def test_host(publication: Path) -> None:
    """Citations have complete addresses."""
    lay(examples("host.md"), publication)
    site = made(publication)
    canonical = site.page("chapters/introduction").find("link", rel="canonical")
    assert canonical["href"] == "https://example.org/walking/chapters/introduction.html"
    assert f"{canonical['href']}#introduction" in site.text("citations/introduction.bib")


def test_upgrade(publication: Path) -> None:
    """An old name holds, with the warning that the page shows."""
    lay(examples("upgrade.md"), publication)
    built = build(publication, publication.with_name("built"), "html", {})
    assert built.warnings.removeprefix(f"{publication}/") in blocks("upgrade.md")
    assert built.page("chapters/introduction").find(id="introduction-p1")
    assert not built.page().find(id="abstract-p1")


def test_looks(publication: Path) -> None:
    lay(examples("looks.md"), publication)
    page = made(publication).page()
    assert page.footer.select_one("p.note").get_text() == "Walk slowly."
    assert page.select_one(".announcement-content").get_text(strip=True) == "The second edition is out."
    assert page.select("link[rel=stylesheet]")[-1]["href"].startswith("_static/own.css")


def test_directives(publication: Path) -> None:
    lay(examples("reference/directives.md"), publication)
    form = made(publication).page("appendices/comments").select_one(".reply-form")
    assert "You may use" in form.select_one(".reply-notes").get_text()


def test_events(tmp_path: Path) -> None:
    folder = tmp_path / "tools"
    lay(examples("reference/events.md"), folder)
    link = made(folder).page().select_one("#tools-p1 a.discuss")
    assert link["data-label"] == "Discuss"
    assert link["href"] == "https://example.org/talk?about=tools-p1"


def alone(tmp_path: Path, heading: str, builder: str = "html") -> Build:
    folder = tmp_path / "tools"
    lay(examples("one-part.md", heading), folder)
    return made(folder, builder)


def test_comments_alone(tmp_path: Path) -> None:
    page = alone(tmp_path, "Comments").page()
    assert page.select_one("body > div.document"), "this is not Alabaster"
    assert "Sam Lee says:" in page.find(id="comment-sam-lee").get_text()
    assert page.select(".reply-ways button[value=email]")


def test_paragraph_ids_alone(tmp_path: Path) -> None:
    site = alone(tmp_path, "Paragraph ids")
    assert site.page().find(id="tools-p1").get_text() == "A hammer and a saw."
    assert site.page().select("a.reference.internal[href='#tools-p1']")
    alone(tmp_path, "Paragraph ids", "anchors")
    assert "tools-p1 index A hammer and a saw." in (tmp_path / "tools/anchors.txt").read_text(encoding="utf-8")


def test_numbers_alone(tmp_path: Path) -> None:
    page = alone(tmp_path, "Numbers").page()
    assert page.select_one("table.claims a.reference.internal")["href"] == "#first-count"
    assert [cell.get_text(" ", strip=True) for cell in page.find(id="claim-saws").find_parent("tr").find_all("td")] == [
        "Saws 2",
        "“two saws”",
    ]


def test_citations_alone(tmp_path: Path) -> None:
    page = alone(tmp_path, "Citations").page()
    assert "(Lee, 2020)" in page.get_text()
    assert page.select_one(".citation-reference")
    (tmp_path / "tools/CITATION.cff").unlink()
    index = tmp_path / "tools/index.md"
    index.write_text(index.read_text(encoding="utf-8").partition("## How to cite")[0], encoding="utf-8")
    assert "(Lee, 2020)" in made(tmp_path / "tools").page().get_text()


def test_the_pdf_alone(tmp_path: Path) -> None:
    assert (alone(tmp_path, "PDF, EPUB and JATS", "typstpdf").out / "tools.pdf").read_bytes().startswith(b"%PDF")


def test_jats_alone(tmp_path: Path) -> None:
    article = ET.parse(alone(tmp_path, "PDF, EPUB and JATS", "jats").out / "tools.xml").getroot()
    assert article.findtext("body/p") == "A hammer and a saw."


def test_the_theme_alone(tmp_path: Path) -> None:
    page = alone(tmp_path, "The theme").page()
    assert any("publication.css" in link["href"] for link in page.select("link[rel=stylesheet]"))
