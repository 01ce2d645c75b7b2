"""``chapbook verify``: a publication with its source, each word of it, and what is told where it is not so."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from chapbook import cli
from chapbook.new import Answers, start
from chapbook.rescue.printed_references import bibtex, read

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """Label
Abstract

One paragraph of words.

An introduction

Words (Ade,2020) and simple words1. See also (Bee, 2019).

first
second

A “quoted” comparison that is long enough to be hyphenated at the end of a line of the book, incomprehensibly.

a = b

More.

A note.

References

[1] Ade, Ann. (2020). A work
that nobody has seen.
[2] Bee, Bo. Another. 2019.

One thought on “A Title”
Bo says:
A “said” word.
"""
CHAPTER = """(introduction)=
# An introduction

Words {cite:p}`ade2020` and simple words[^1]. See also {cite:p}`bee2019`.

1. first
2. second

A “quoted” comparison that is long enough to be hyphenated at the end of a line of the book, incomprehensibly.

```text
a = b
```

---

More.

[^1]: A note.
"""
COMMENT = """---
author: Bo
---
A <q>said</q> word.
"""
CHANGES = (
    'Where,Times,In the copy,In this edition,Why\ntop,1,Label,,a label\nthere,1,"(Ade,2020)","(Ade, 2020)",style\n'
)


def keep(folder: Path, text: str = SOURCE) -> None:
    source = folder / "source"
    source.mkdir(exist_ok=True)
    (source / "page.txt").write_bytes(text.encode())
    (source / "SHA256SUMS").write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  page.txt\n", encoding="utf-8")


PAGE = """<!DOCTYPE html><html lang="en"><head><title>A study</title></head><body><main><article class="hentry">
<h1 class="entry-title">A study</h1><div class="entry-content"><h2>Abstract</h2>
<p>We say “things” — really… with&nbsp;spaces.</p><h2>Methods &amp; more</h2>
<p>Words <em>with</em> <strong>b</strong>old, <code>code_x * y</code>, H<sub>2</sub>O, a <a href="https://a.example/">link</a>
(Smith &amp; Jones, 2019), *stars* and {cite}`x`.<sup id="r1"><a href="#n1">1</a></sup></p>
<ol><li>first<ul><li>nested</li></ul></li><li>second</li></ol><blockquote><p>A quote.</p></blockquote>
<p>More<sup id="r2"><a href="#n2">[2]</a></sup>, [2] and more.</p>
<table><caption>Cap</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 | 3</td></tr></table>
<pre><code>def f(x):
    return x  # {brace}</code></pre><p><img src="none.png" alt="A mill"></p>
<h2>References</h2><ul><li>Smith, J., &amp; Jones, K. (2019). <i>A book</i>. Press.</li>
<li>Other, A. (2018). B.</li></ul>
<ol class="footnotes"><li id="n1">The note. <a href="#r1">↩</a></li>
<li id="n2"><sup><a href="#r2">[2]</a></sup> Another note, of [2].</li></ol></div></article>
<div id="comments"><h2>2 thoughts on “A study”</h2><ol class="comment-list"><li id="comment-5" class="comment"><article>
<div class="comment-author vcard"><b class="fn">Bo</b> says:</div>
<time datetime="2022-05-03T10:00:00+00:00">May 3</time>
<div class="comment-content"><p>Hi &amp; <em>ho</em></p></div></article>
<ol class="children"><li id="comment-6" class="comment">
<article><div class="comment-author vcard"><b class="fn">Ann</b> says:</div>
<div class="comment-content"><p>Yes.</p></div>
</article></li></ol></li></ol></div></main></body></html>"""


def test_every_word_of_a_rescued_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    folder = tmp_path / "study"
    assert cli.main(["rescue", str(tmp_path / "page.html"), str(folder)]) == 0
    assert cli.main(["verify", "--source", str(folder), "-q"]) == 0
    assert "[A picture is missing: A mill] was supplied." in capsys.readouterr().out
    for name, old, new in (
        ("chapters/methods-more.md", "nested", "nasty"),
        ("comments/6.md", "Yes.", "No."),
        ("references.bib", "A book", "A look"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert cli.main(["verify", "--source", str(folder), "-q"]) == 1
    told = capsys.readouterr().err
    assert "the source has “nested”, the edition “nasty” (html, epub, pdf, jats)" in told
    assert "the source has “Yes.”, the edition “No.” (html, epub, pdf, jats)" in told
    assert "the edition “Smith, J., & Jones, K. (2019). A look. Press.”" in told


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verified") / "publication"
    list(start(folder, Answers("A Title", "Ann Ade", "en")))
    index = (folder / "index.md").read_text(encoding="utf-8")
    begin, end = index.index("One paragraph that"), index.index("\n\n(contents)=")
    (folder / "index.md").write_text(f"{index[:begin]}One paragraph of words.{index[end:]}", encoding="utf-8")
    (folder / "chapters/introduction.md").write_text(CHAPTER, encoding="utf-8")
    (folder / "comments/01-bo.md").write_text(COMMENT, encoding="utf-8")
    listed = read(["Ade, Ann. (2020). A work that nobody has seen.", "Bee, Bo. Another. 2019."])
    (folder / "references.bib").write_text(bibtex(listed), encoding="utf-8")
    (folder / "appendices/editorial-changes.csv").write_text(CHANGES, encoding="utf-8")
    keep(folder)
    return folder


def test_every_word_is_there_and_one_that_is_not_fails(publication: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 0
    assert (
        "71 words of source/ are the same, in the same order, in the site, the PDF, the EPUB and JATS."
        in capsys.readouterr().out
    )
    keep(publication, SOURCE.replace("simple", "other"))
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 1
    assert capsys.readouterr().err == (
        "chapters/introduction#introduction-p1: behind “Words (Ade, 2020) and” the source has “other”, "
        "the edition “simple” (html, epub, pdf, jats)\n"
    )
    keep(publication, SOURCE.replace("Label", ""))
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 1
    assert capsys.readouterr().err == (
        f"{publication}/appendices/editorial-changes.csv:2: error: the source has “Label” 0 times, and not 1; "
        "correct the row, or delete it\n"
    )


def test_words_that_jats_alone_has_otherwise(
    publication: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(publication)
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 0
    capsys.readouterr()
    [jats] = (publication / "_build/jats").glob("*.xml")
    article = jats.read_text(encoding="utf-8")
    jats.write_text(article.replace("simple words", "simplewords").replace("“said”", "“sad”"), encoding="utf-8")
    # A build would make it anew.
    monkeypatch.setattr("chapbook.verify.build", lambda *_arguments, **_options: 0)
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 1
    assert capsys.readouterr().err == (
        "chapters/introduction#introduction: behind “An introduction Words (Ade, 2020) and” the source has “simple "
        "words1. See also (Bee, 2019).”, the edition “simplewords1. See also (Bee, 2019). first” (jats)\n"
        "appendices/comments#comment-01-bo: behind “A” the source has ““said” word.”, the edition ““sad” word. Leave a "
        "reply How” (jats)\n"
    )


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (None, "SHA256SUMS: error: there is no such file; put the source into source/ and its checksum here"),
        ("page.txt", "SHA256SUMS:1: error: a line is a checksum, two spaces and the name of a file"),
        (
            f"{'0' * 64}  page.txt",
            "page.txt: error: it is not what was captured: its checksum is not that of SHA256SUMS",
        ),
        (f"{'0' * 64}  ../a.txt", "SHA256SUMS:1: error: '../a.txt' is not in this folder; name files of source/ alone"),
        (f"{'0' * 64}  other.txt", "other.txt: error: there is no such file, and SHA256SUMS names it"),
    ],
)
def test_a_source_that_is_not_what_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sums: str | None, said: str
) -> None:
    keep(tmp_path)
    path = tmp_path / "source/SHA256SUMS"
    path.unlink() if sums is None else path.write_text(f"{sums}\n", encoding="utf-8")
    assert cli.main(["verify", "--source", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path}/source/{said}")
