"""The words of an article in JATS, as who reads it meets them: in the order and with the signs of a page.

What is metadata is left out, and what stands on a page as well is read: titles, addresses, what a comment is about. The
conversation, which is behind all else, is read where the heading of its section stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from chapbook.list_numbers import counted
from chapbook.proof.tagged_words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MATH = "{http://www.w3.org/1998/Math/MathML}math"
NO_WORDS = {"article-meta", "element-citation", "target", "fn-group", "pub-date", "string-name", "permissions"}
IN_A_LINE = {"abbrev", "bold", "ext-link", "italic", "monospace", "strike", "styled-content", "sub", "sup", "underline"}
IN_A_LINE |= {"alternatives", "inline-formula", "inline-graphic", "mixed-citation", "related-object", "tex-math"}
IN_A_LINE |= {"xref", MATH}

SET = {"boxed-text", "fig", "fn", "list-item", "table-wrap"}
"""What the setting numbers."""


def words_of_jats(article: bytes, *, with_labels: bool = True) -> Words:
    """Read a file.

    :param with_labels: read what the setting adds too: numbers of items, figures and notes, and a picture's own text.
    """
    root = etree.fromstring(article, etree.XMLParser(load_dtd=False, no_network=True, huge_tree=True))
    threads = root.findall("sub-article")
    title = root.find("front/article-meta/title-group/article-title")
    title_page = root.find("front/notes")
    abstract = root.find("front/article-meta/abstract")
    parts = [part for part in (title, title_page, abstract, root.find("body"), root.find("back")) if part is not None]
    reader = _Reader(threads, with_labels=with_labels)
    text = " ".join(map(reader.text, parts))
    notes = root.find("back/fn-group")
    return Words(text, [reader.text(note) for note in (notes if notes is not None else ())])


class _Reader:
    def __init__(self, threads: list[_Element], *, with_labels: bool) -> None:
        self.threads = threads
        self.with_labels = with_labels

    def text(self, element: _Element) -> str:
        if self._is_left_out(element):
            return ""
        if element.tag in {"graphic", "inline-graphic"}:
            words = element.findtext("alt-text") if self.with_labels else ""
            return f" [{words}] " if words else " "
        if element.tag == MATH:
            return f" [{element.get('alttext')}] "
        if element.tag == "hr":
            return " * * * "
        inner = self._with_signs(element, "".join(self._inner(element)))
        if element.tag == "sec" and re.match("thread-", element.get("id", "")):
            inner += "".join(map(self.text, self.threads))
        return inner if element.tag in IN_A_LINE else f" {inner} "

    def _is_left_out(self, element: _Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in NO_WORDS:
            return True
        above = element.getparent().tag
        is_set = element.tag == "label" and above in SET and not self.with_labels
        return is_set or (element.tag == "tex-math" and above == "alternatives")

    def _with_signs(self, element: _Element, inner: str) -> str:
        """Return the words of an element with what a page shows before them."""
        if numbered := re.match(r"lines-numbered-from-(\d+)", element.get("specific-use", "")):
            return "\n".join(f"{number}{line}" for number, line in enumerate(inner.split("\n"), int(numbered[1])))
        if element.tag == "list-item" and self.with_labels and not element.findall("label"):
            return _number(element) + inner
        return {"attrib": "—", "subtitle": " · "}.get(element.tag, "") + inner

    def _inner(self, element: _Element) -> Iterator[str]:
        yield element.text or ""
        captions = [
            child for child in element if element.tag in {"disp-formula", "fig"} and child.tag in {"caption", "label"}
        ]
        for child in [child for child in element if child not in captions] + captions:
            yield self.text(child) + (child.tail or "")


def _number(item: _Element) -> str:
    kind, place = item.getparent().get("list-type"), item.getparent().index(item)
    return f" {counted(place + 1, kind)} " if kind != "bullet" else ""
