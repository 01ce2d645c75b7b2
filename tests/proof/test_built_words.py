"""Words of built pages: those of the source's sections, in order, without what the press adds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from chapbook.proof.built_words import Word, pages_of_epub, pages_of_site, parts_of, words_of
from chapbook.proof.page_words import read_page

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ["index#abstract", "chapters/*"]
INDEX = """<html><head><title>No</title><link rel="next" title="A" href="chapters/a%20b.html"></head><body><nav>No</nav>
<section id="title-page"><h1>The Title<a class="headerlink" href="#">¶</a></h1><p>By line</p>
<section id="abstract"><h2>Abstract<a class="headerlink" href="#">¶</a></h2>
<p id="abstract-p1">One <em>t</em>wo.</p></section>
<section id="contents"><h2>Contents</h2><ul><li>A</li></ul></section></section></body></html>"""
CHAPTER = """<link rel="next" href="../appendices/comments.html"><section id="a"><h1>Part A</h1><p id="a-p1">x<br>y
<span class="bibtex-citation">(<a href="#r">Ade, 2020</a>)</span><span
class="margin-note">Ade <i>x</i></span>.<a class="paragraph-number" href="#a-p1"></a></p>
<section id="b"><h2>Sub</h2><pre>&lt;i&gt; z</pre></section></section>"""
COMMENTS = """<section id="comments"><h1>Comments</h1><section id="thread-comments"><h2>1 thought</h2><ol><li>
<article class="comment" id="comment-1"><header class="comment-header">
<h3><bdi>Bo</bdi> says:</h3><span class="comment-mark">author</span>
<a class="comment-permalink">#</a></header><p>Hi</p></article></li></ol><p class="comments-feed">Follow</p></section>
<section id="reply"><h2>Leave a Reply</h2><p>Fields</p>
<form><div class="reply-part">N</div></form></section></section>"""


def site(folder: Path) -> Path:
    pages = {"index": INDEX, "chapters/a b": CHAPTER, "appendices/comments": COMMENTS}
    for name, text in pages.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def texts(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


TEXT = "Abstract One two. Part A x y (Ade, 2020). Sub <i> z 1 thought Bo says: author Hi"


def test_the_words_are_those_of_the_text_and_the_comments(tmp_path: Path) -> None:
    words = words_of(pages_of_site(site(tmp_path)), PARTS, set())
    assert texts(words) == TEXT
    assert [word.place for word in words if word.text in {"two.", "x", "Hi"}] == [
        "index#abstract-p1", "chapters/a b#a-p1", "appendices/comments#comment-1",
    ]  # fmt: skip
    assert [(name, len(found)) for name, found in parts_of(words)] == [
        ("index#abstract", 3), ("chapters/a b#a", 9), ("appendices/comments#thread-comments", 2),
        ("appendices/comments#comment-1-author", 1), ("appendices/comments#comment-1", 3),
    ]  # fmt: skip


def test_a_heading_that_the_source_has_brings_its_section(tmp_path: Path) -> None:
    words = words_of(pages_of_site(site(tmp_path)), PARTS, {"The Title", "Leave a Reply", "Comments"})
    assert texts(words) == f"The Title {TEXT.replace('1 thought', 'Comments 1 thought')} Leave a Reply Fields"


def test_the_epub_is_read_by_its_spine(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with ZipFile(path, "w") as book:
        book.writestr(
            "OPS/content.opf",
            '<manifest><item id="c" href="appendices/c.xhtml"/><item id="i" href="index.xhtml"/>'
            '<item id="a" href="chapters/a%20b.xhtml"/></manifest>'
            '<spine><itemref idref="i"/><itemref linear="yes" idref="a"/><itemref idref="c"/></spine>',
        )
        book.writestr("OPS/index.xhtml", INDEX)
        book.writestr("OPS/chapters/a b.xhtml", CHAPTER.replace("<br>", "<br/>"))
        book.writestr("OPS/appendices/c.xhtml", COMMENTS)
    assert texts(words_of(pages_of_epub(path), PARTS, set())) == TEXT


def test_broken_markup_is_read_to_its_end() -> None:
    page = read_page("chapters/a", "<section id='a'></p></b><p>one<script>no</script> two<![CDATA[ three</section>four")
    assert texts(words_of([page], PARTS, set())).startswith("one two")
