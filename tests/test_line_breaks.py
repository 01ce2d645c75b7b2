"""Lines of a paragraph: a space between them, but none in Chinese and Japanese, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given, strategies as st

from chapbook.line_breaks import joined
from search_page import found_on

if TYPE_CHECKING:
    from throwaway import Project


@pytest.mark.parametrize(
    ("texts", "become"),
    [
        (["长，\n用。最好\n用"], ["长，用。最好用"]),
        (["本を\n  読む"], ["本を読む"]),
        (["字\n", "强", "\n字"], ["字", "强", "字"]),
        (["字 ", "\n", " 字"], ["字", "", "字"]),
        (["字\nabc\n字"], ["字\nabc\n字"]),
        (["한국\n어"], ["한국\n어"]),
        (["茶\n😀\n茶"], ["茶\n😀\n茶"]),
        (["字 字"], ["字 字"]),
        (["\n字\n"], ["\n字\n"]),
        ([], []),
    ],
)
def test_lines_are_joined(texts: list[str], become: list[str]) -> None:
    assert joined(texts) == become


@given(st.lists(st.text(st.sampled_from("字茶a。 \n"), max_size=5)))
def test_nothing_but_white_space_goes(texts: list[str]) -> None:
    now = joined(texts)
    assert len(now) == len(texts)
    assert ["".join(text.split()) for text in now] == ["".join(text.split()) for text in texts]
    assert joined(now) == now


CHAPTER = """\
(one)=
# A

这个段落
比较长，
用*一行*
**写**不行。`代
码` and
words
"""


def test_pages_book_and_search_have_no_space(project: Project) -> None:
    project.settings = {
        "extensions": ["myst_parser", "chapbook"],
        "html_theme": "chapbook",
        "language": "zh_CN",
        "bibtex_bibfiles": [],
        "epub_basename": "book",
        "epub_show_urls": "no",
    }
    project.write({"index.md": "# W\n\n```{toctree}\nchapters/one\n```\n", "chapters/one.md": CHAPTER})
    site = project.build()
    said = "这个段落比较长，用一行写不行。代 码 and words"
    assert " ".join(site.page("chapters/one").find(id="one-p1").get_text().split()) == said
    assert found_on(site.out)["chapters/one.html"]["one-p1"] == [said]
    with ZipFile(project.build("epub").out / "book.epub") as book:
        page = ET.fromstring(book.read("chapters/one.xhtml"))
    assert said in " ".join("".join(page.itertext()).split())
