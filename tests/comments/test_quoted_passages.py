"""The words of a passage that a comment quotes: shown in every format, and told when they are no longer there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from chapbook.comments.page import text_fragment

if TYPE_CHECKING:
    from throwaway import Project

QUOTE = 'one "short" passage (Doe, 2020), and <b>more</b>'
CHANGED = "The passage has changed since."
SETTINGS: dict[str, Any] = {
    "extensions": ["sphinxcontrib.bibtex", "myst_parser", "chapbook.comments", "chapbook.anchors", "chapbook.epub"],
    "project": "A Work",
    "author": "Xi",
    "version": "1",
    "copyright": "2022",
    "language": "en",
    "epub_identifier": "x",
    "exclude_patterns": ["comments"],
    "bibtex_bibfiles": ["works.bib"],
    "suppress_warnings": ["config.cache"],
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\ntalk\n```\n",
    "one.md": "(one)=\n# One\n\nThis is one\n“short” *passage* {cite:p}`doe`, "
    "and `<b>`more`</b>`.\n\n```{bibliography}\n```\n",
    "talk.md": "# Talk\n\n```{comment-thread} comments\n```\n",
    "works.bib": "@book{doe, author = {Doe, Jane}, title = {T}, publisher = {P}, year = 2020}\n",
    "comments/01-ann.md": f"---\nauthor: Ann\ndate: 2022-05-01\nabout: one-p1\nquote: '{QUOTE}'\n---\nHi\n",
    "comments/02-bo.md": "---\nauthor: Bo\ndate: 2022-05-02\nabout: one\nquote: Never said\n---\nHi\n",
    "comments/03-cy.md": "---\nauthor: Cy\nabout: one-p1\nquote: x\nremoved: asked for\n---\n",
    "comments/04-dee.md": "---\nauthor: Dee\ndate: 2022-05-03\nabout: one-p1\n---\nHi\n",
}


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def quoted(page: Any, comment: str) -> list[tuple[str, str, bool]]:
    """Return what a comment quotes, where that leads, and whether it is said to have changed."""
    article = page.find(id=f"comment-{comment}")
    notes = " ".join(note.get_text() for note in article.select(".comment-about"))
    return [(link.get_text(), link["href"], CHANGED in notes) for link in article.select("blockquote.comment-quote a")]


def test_a_page_shows_the_words_and_leads_to_them_until_they_change(essay: Project) -> None:
    built = essay.build()
    assert built.warnings == ""
    page = built.page("talk")
    [(text, href, is_changed)] = quoted(page, "01-ann")
    assert (text, is_changed) == (QUOTE, False)
    place, _, fragment = href.partition(":~:text=")
    assert (place, unquote(fragment)) == ("one.html#one-p1", QUOTE)
    assert quoted(page, "02-bo") == [("Never said", "one.html#one", True)]
    assert quoted(page, "03-cy") == quoted(page, "04-dee") == []
    about = page.find(id="comment-01-ann").select_one(".comment-about a")
    assert about.get_text() == "About One, para. 1"
    essay.write({"one.md": SOURCES["one.md"].replace("This is one", "This is another")})
    built = essay.build()
    assert quoted(built.page("talk"), "01-ann") == [(QUOTE, "one.html#one-p1", True)]


def feed_entry(out: Any, author: str) -> str:
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ET.parse(out / "comments.atom").getroot().findall(f"{atom}entry")
    [found] = [entry for entry in entries if entry.findtext(f"{atom}author/{atom}name") == author]
    return found.findtext(f"{atom}content") or ""


def test_the_feed_quotes_them(essay: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1668643200")
    out = essay.build().out
    escaped = "one &quot;short&quot; passage (Doe, 2020), and &lt;b&gt;more&lt;/b&gt;"
    assert feed_entry(out, "Ann") == f"<blockquote><p>{escaped}</p></blockquote><p>Hi</p>"
    assert feed_entry(out, "Bo") == f"<blockquote><p>Never said</p></blockquote><p>{CHANGED}</p><p>Hi</p>"
    assert feed_entry(out, "Dee") == "<p>Hi</p>"
    essay.write({"one.md": SOURCES["one.md"].replace("This is one", "This is another")})
    assert f"</blockquote><p>{CHANGED}</p>" in feed_entry(essay.build().out, "Ann")


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_other_formats_say_the_same(essay: Project, builder: str) -> None:
    built = essay.build(builder)
    assert built.warnings == ""
    page = next(path for path in built.out.glob("talk.*") if path.suffix in {".txt", ".xhtml"})
    text = page.read_text(encoding="utf-8")
    assert " ".join(text.split()).count("Never said") == 1
    assert "(Doe, 2020)" in text
    assert " ".join(text.split()).count(CHANGED) == 1


def test_a_text_fragment_has_no_sign_that_would_part_it() -> None:
    assert text_fragment("co-op, & “more”") == ":~:text=co%2Dop%2C%20%26%20%E2%80%9Cmore%E2%80%9D"
