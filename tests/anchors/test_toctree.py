"""Tables of contents after pages have moved, and the list of pages that lead on."""

from __future__ import annotations

import pytest

from chapbook.anchors.redirect_list import with_redirects
from chapbook.anchors.toctree import with_entries
from edited_chapter import PARSER

MOVED = {"parts/one": "parts/first", "gone": "index"}


def entry(written: str, docname: str = "index", end: str = "\n") -> str:
    text = f"chapters{end}{end}```{{toctree}}{end}:maxdepth: 1{end}{end}{written}{end}```{end}"
    now = with_entries(text, PARSER, docname, MOVED, {"index"})
    head, _, rest = now.partition(f":maxdepth: 1{end}{end}")
    assert head == text.partition(":maxdepth")[0]
    return rest.removesuffix(f"```{end}").removesuffix(end)


@pytest.mark.parametrize(
    ("docname", "written", "now"),
    [
        ("index", "parts/one", "parts/first"),
        ("index", "/parts/one.md", "/parts/first.md"),
        ("index", "The first <parts/one>", "The first <parts/first>"),
        ("parts/index", "one", "first"),
        ("other/index", "../parts/one", "../parts/first"),
        ("index", "one", "one"),
        ("index", "gone", ""),
        ("index", "parts/*", "parts/*"),
        ("index", "self", "self"),
        ("index", "Elsewhere <https://example.org/parts/one>", "Elsewhere <https://example.org/parts/one>"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry_follows_its_page(docname: str, written: str, now: str, end: str) -> None:
    assert entry(written, docname, end) == now


def test_other_text_is_left() -> None:
    text = "parts/one\n\n```\nparts/one\n```\n\n```{toctree}\n:caption: parts/one\n```\n"
    assert with_entries(text, PARSER, "index", MOVED, ()) == text


def test_a_page_that_has_moved_gets_a_line() -> None:
    assert with_redirects("# Head", {"a": "b"}, ["b"], ".md") == '# Head\n"a.md" "b.md"\n'
    assert with_redirects("", {}, ["b"], ".md") == ""


def test_lines_stay_but_for_a_page_that_is_back() -> None:
    before = '# Head\r\n"a.md" "b.md"\r\nc.md d.md\r\n'
    now = with_redirects(before, {"b": "a"}, ["a", "d"], ".md")
    assert with_redirects('"a.md" "b.md"\n', {"a": "c"}, ["c"], ".md") == '"a.md" "c.md"\n'
    assert now == '# Head\r\nc.md d.md\r\n"b.md" "a.md"\r\n'
