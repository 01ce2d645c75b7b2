"""What Typst refuses costs its own place in the PDF, and one warning there; the rest of the book is as it was."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from chapbook.pdf.stand_ins import refused_nodes
from chapbook.pdf.translator import TypstTranslator
from whole_book import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from throwaway import Project

LONG = "https://long.example/" + "a" * 9_000
FENCES = [":" * length for length in range(83, 3, -1)]
NOTES = "\n".join([*(f"{fence}{{note}}" for fence in FENCES), "the deepest words", *reversed(FENCES)])
CHAPTER = """\
# Below, with a [link](https://link.example/){{ref}}`preface` and a note[^n]

![a circle of stones](broken.png)

Before ![in a line](nothing.svg) after, and [all of these words]({long}).

```{{figure}} picture.tiff
:alt: three boats

The caption of the boats.
```

See {{ref}}`here <a-place>`, and ![another circle](broken.png) again; the note again[^n].

| A cell |
|---|
| ![a folder](folder.png) |

![sound](dot.png)

[^n]: The words of the note.

(a-place)=
{notes}
"""


def told(warnings: str) -> list[tuple[str, str]]:
    """Return the place in its file and the cause of each warning."""
    lines = [line.partition(": WARNING: ") for line in warnings.splitlines()]
    return [(place.rpartition("/")[2], message.partition(";")[0]) for place, _, message in lines]


def test_what_typst_refuses_is_shown_by_its_words_and_told_at_its_place(
    book: Project, text_of: Callable[..., str]
) -> None:
    book.write({"below.md": CHAPTER.format(long=LONG, notes=NOTES), "broken.png": "no picture", "nothing.svg": ""})
    (book.source / "folder.png").mkdir()
    (book.source / "picture.tiff").write_bytes(b"II*\0")
    book.write({"comments/a.md": f"---\nauthor: Bo\n---\nOf boats\n\nand of [the lake]({LONG}), all of it.\n"})
    build = book.build("typstpdf")
    broken = "failed to decode image (Format error decoding Png: Invalid PNG signature.)"
    assert sorted(told(build.warnings)) == sorted(
        [
            ("below.md:3", f"Typst cannot show the picture 'broken.png' ({broken})"),
            ("below.md:5", "Typst cannot show the picture 'nothing.svg' (failed to parse SVG (missing root node))"),
            ("below.md:5", "Typst cannot set this (URL is too long)"),
            ("below.md:7", "Typst cannot show the picture 'picture.tiff' (unknown image format)"),
            ("below.md:24", "Typst cannot set this (maximum show rule depth exceeded)"),
            ("below.md:13", f"Typst cannot show the picture 'broken.png' ({broken})"),
            ("below.md:17", "Typst cannot show the picture 'folder.png' (file not found)"),
            (
                "a.md:6",
                f"the address {LONG[:60]!r}… has 9,021 bytes, so that its words are no link in the PDF",
            ),
        ]
    )
    text = text_of(build.out / "book.pdf")
    for words in (
        "\ufffd a circle of stones",
        "Before \ufffd in a line after, and \ufffd all of these words.",
        "\ufffd three boats The caption of the boats.",
        "\ufffd the deepest words",
        "\ufffd a folder",
        "Of boats and of the lake, all of it.",
        "The words of the note.",
    ):
        assert words in text


def test_a_template_that_cannot_be_used_is_told_and_the_press_has_its_own(book: Project) -> None:
    settings = "".join(f"{key} = {value!r}\n" for key, value in SETTINGS.items())
    book.write({"conf.py": f"{settings}templates_path = ['_templates']\n"})
    book.write({"_templates/chapbook/pdf/book.typ": "// Ours\n#nonsense("})
    book.settings = {}
    build = book.build("typstpdf")
    assert told(build.warnings) == [("book.typ:2", "Typst cannot use the template (unclosed delimiter)")]
    with pikepdf.open(io.BytesIO((build.out / "book.pdf").read_bytes())) as pdf:
        assert len(pdf.pages) > 2


MARKED = "/*node 1 <\n*/a/*node 2 <\n*/b/*node 2 >\n*/c\u2028d/*node 1 >\n*/e"


@pytest.mark.parametrize(
    ("line", "already", "found"),
    [(1, (), []), (2, (), [1]), (3, (), [2]), (4, (), [1]), (5, (), [1]), (6, (), []), (3, (2,), [1]), (3, (1, 2), [])],
)
def test_a_line_tells_the_innermost_node_that_is_not_replaced_yet(
    line: int, already: tuple[int, ...], found: list[int]
) -> None:
    assert refused_nodes(f"error: no\n  ┌─ ../tmp/main.typ:{line}:7\n", MARKED, already) == found


def test_a_note_with_its_own_mark_in_it_is_told_and_has_an_end(book: Project, text_of: Callable[..., str]) -> None:
    book.write({"below.md": "# Below two\n\nOne[^a] and two[^b].\n\n[^a]: See[^b].\n[^b]: And see[^a], as said.\n"})
    build = book.build("typstpdf")
    assert [cause for _place, cause in told(build.warnings)] == ["the footnote '1' has its own mark in it"]
    assert "as said." in text_of(build.out / "book.pdf")


def test_what_typst_tells_no_place_of_costs_its_chapter_and_names_it(
    book: Project, text_of: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, closed = "#quotation[" * 80, "]" * 80
    monkeypatch.setattr(TypstTranslator, "visit_emphasis", lambda self, _node: self.body.append(opened))
    monkeypatch.setattr(TypstTranslator, "depart_emphasis", lambda self, _node: self.body.append(closed))
    book.write({"one.md": "(first)=\n# One\n", "below.md": "# Below *two*\n\nThe words below.\n"})
    build = book.build("typstpdf")
    (warning,) = build.warning_lines
    assert warning.startswith(f"{book.source / 'below.md'}:1: WARNING: Typst cannot set this (maximum ")
    assert "Below two \ufffd The words below." in text_of(build.out / "book.pdf")
