"""Where a line may end in a long word or a pile of accents; and that such a word stays on its page."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st

from chapbook.clusters import LONGEST
from chapbook.pdf.line_ends import LONGEST_WORD, PART, lines_of_code, parts
from chapbook.pdf.markup import code_block, text
from hostile import SETTINGS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from throwaway import Project

ACUTE = "\u0301"
MARGIN = 3.3 / 2.54 * 72
ADDRESS = "https://example.org/a-path-of-many-words-that-is-as-long-as-paths-are-today?and=more#of-it"


@pytest.mark.parametrize(
    "whole",
    [
        "",
        "words of which none is long, " * 5,
        "a" * LONGEST_WORD,
        "well-known-and-often-used-words-with-hyphens-in-them",
        "this/or/that/or/whatever/else/may/be/written/with/slashes",
        ADDRESS,
        "\u4e2d\u6587" * 50,
        "\u0e01\u0e49" * 50,
        "\U0001f600" * 50,
        "\U0001f1e9\U0001f1ea" * 50,
        f"e{ACUTE * LONGEST}",
    ],
)
def test_most_texts_are_one_part(whole: str) -> None:
    assert parts(whole) == [whole]
    assert text(whole).count("#") - whole.count("#") == 1


@pytest.mark.parametrize("word", ["o" * 100, "12345/" * 20, "a." * 50, "\u2014" * 100, f"e{ACUTE}" * 60, "\u05d0" * 60])
def test_a_long_word_has_parts(word: str) -> None:
    found = parts(f"A {word} there")
    assert "".join(found) == f"A {word} there"
    assert all(part.rstrip(ACUTE) and not part.startswith(ACUTE) for part in found)
    assert max(map(len, found)) <= 2 * PART + len(" there")


def test_of_an_address_only_what_is_long_without_a_sign() -> None:
    address = f"https://example.org/short/{'f' * 50}/short"
    first, *others = parts(f"See {address} and {ADDRESS}")
    assert first == f"See https://example.org/short/{'f' * PART}"
    assert others[-1] == f"ff/short and {ADDRESS}"


@pytest.mark.parametrize("write", [parts, lambda whole: lines_of_code(whole).split("\n")])
def test_a_pile_has_parts(write: Callable[[str], list[str]]) -> None:
    found = write(f"e{ACUTE * 100}x")
    assert found == [f"e{ACUTE * 30}", ACUTE * 30, ACUTE * 30, f"{ACUTE * 10}x"]


@given(st.text() | st.lists(st.sampled_from("a -/\u2014.%\u4e2d:e\u0301\u200d\u0915\u094d"), max_size=200).map("".join))
def test_no_character_is_lost(whole: str) -> None:
    assert "".join(parts(whole)) == whole


def test_only_code_with_a_long_word_has_a_rule() -> None:
    assert code_block("short\nlines", "c") == '#raw(block: true, lang: "c", "short\nlines")'
    ruled = code_block("o" * 100)
    assert ruled.startswith("#[#show regex(")
    assert ruled.isascii()


@pytest.fixture
def extents(needs: Callable[..., Path]) -> Callable[[Path], list[tuple[str, float, float]]]:
    """Read the words of a PDF that stand below its title page, each with where it begins and ends, in points."""

    def read(path: Path) -> list[tuple[str, float, float]]:
        command = [str(needs("pdftotext")), "-bbox", "-f", "2", str(path), "-"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        words = BeautifulSoup(done.stdout, "html.parser").find_all("word")
        return [(word.get_text(), float(str(word["xmin"])), float(str(word["xmax"]))) for word in words]

    return read


LONG = f"N{'o' * 110}!"
PLACES = {
    "a paragraph": LONG,
    "emphasis": f"*{LONG}*",
    "a link": f"[{LONG}](https://example.org/)",
    "code in a line": f"`{LONG}`",
    "code": f"    {LONG}\n    {LONG}",
    "a list": f"> - > - {LONG}",
    "a line": f"first\n{LONG}\nlast",
    "an address": f"https://example.org/{'a' * 150}",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_long_word_stays_on_the_page(
    project: Project, extents: Callable[[Path], list[tuple[str, float, float]]], place: str
) -> None:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    project.write({"comments/a.md": f"---\nauthor: {LONG}\n---\n{PLACES[place]}\n"})
    project.write({"one.md": f"# {LONG}\n\n{LONG}\n\n```{{comment-thread}} comments\n```\n"})
    built = project.build("typstpdf")
    assert built.warnings == ""
    words = extents(built.out / "book.pdf")
    assert max(end for _, _, end in words) <= 21 / 2.54 * 72 - MARGIN + 1
    said = re.sub(r"\W", "", "".join(word for word, _, _ in words))
    assert said.count(re.sub(r"\W", "", LONG)) >= 3 + (place != "an address")


def test_what_one_comment_piles_up_is_told_there_and_what_a_chapter_does_as_well(project: Project) -> None:
    project.settings = dict(SETTINGS)
    project.write(SOURCES | {"comments/a.md": f"---\nauthor: A\n---\nHi\n\ne{ACUTE * 31}\n"})
    project.write({"one.md": f"# One\n\ne{ACUTE * 31}\n\n```{{comment-thread}} comments\n```\n"})
    comment, chapter = project.build("typstpdf").warning_lines
    assert comment.startswith(f"{project.source / 'comments/a.md'}:6: WARNING: 31 signs follow each other")
    assert comment.endswith("[chapbook_comments.encoding]")
    assert chapter.startswith(f"{project.source / 'one.md'}:3: WARNING: more than 30 signs follow each other")
    assert chapter.endswith("[chapbook_pdf]")
