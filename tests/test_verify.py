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
        "71 words of source/ are the same, in the same order, in the site, the PDF and the EPUB."
        in capsys.readouterr().out
    )
    keep(publication, SOURCE.replace("simple", "other"))
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 1
    assert capsys.readouterr().err == (
        "chapters/introduction#introduction-p1: behind “Words (Ade, 2020) and” the source has “other”, "
        "the edition “simple” (html, epub, pdf)\n"
    )
    keep(publication, SOURCE.replace("Label", ""))
    assert cli.main(["verify", "--source", str(publication), "-q"]) == 1
    assert capsys.readouterr().err == (
        f"{publication}/appendices/editorial-changes.csv:2: error: the source has “Label” 0 times, and not 1; "
        "correct the row, or delete it\n"
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
