"""A comment's HTML, as its site showed it, turned into Markdown that shows the same words in the same structure.

nh3 (html5ever) reads the HTML as a browser does and hands back balanced tags. Of these, the ones that a comment may
have stay tags, so that ``<i>`` stays different from ``<em>``; blocks become Markdown's own. A heading becomes a
bold paragraph, a picture a link to it (an emoji's picture its character), the cells of a table a line. Every other
tag goes, and its words stay, as in WordPress's ``wp_kses``.

WordPress stores a comment without paragraphs and makes them when it shows it (``wpautop``): an empty line parts
paragraphs, a line's end is a break, those beside a block or a ``<br>`` count for nothing, those in ``<pre>`` are kept.
That is what *has_plain_lines* asks for. Two breaks and more part paragraphs in either case.

Nothing becomes a link that was none: a link is a link of the HTML, or what the site made of an address (*links*, see
:mod:`.clickable`). One that leads to no web or mail address, seen from the page *base*, is its words alone.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from chapbook.comments.address import link_fault
from chapbook.comments.allowed import TAGS
from chapbook.comments.body import UNPRINTABLE, attribute_fault, attribute_value
from chapbook.comments.exchange.clickable import found_links
from chapbook.comments.exchange.escaping import escaped, whole_line, with_links
from chapbook.comments.exchange.html_tags import (
    DEEPEST_INLINE,
    EMOJI,
    HEADINGS,
    INLINE,
    LISTS,
    NO_MARKUP,
    balanced_html,
)
from chapbook.comments.exchange.markdown_blocks import Blocks
from chapbook.comments.exchange.record import Links, Note


class Markdown(NamedTuple):
    """The Markdown, and how often something had to be otherwise than in the HTML."""

    source: str
    notes: Counter[Note]


def to_markdown(html: str, *, has_plain_lines: bool, links: Links = Links.OWN, base: str = "") -> Markdown:
    """Turn a comment's HTML into Markdown of the dialect of :mod:`chapbook.comments.body`.

    :param base: the address of the page on which it stood, "" where nobody knows it.
    """
    writer = _Writer(has_plain_lines=has_plain_lines, links=links, base=base)
    writer.feed(balanced_html(writer.printable(html.replace("\r\n", "\n").replace("\r", "\n"))))
    writer.close()
    writer.end_paragraph()
    return Markdown(writer.blocks.text(), writer.notes)


class _Writer(HTMLParser):
    """Gathers a paragraph's pieces, and blocks made of them.

    *inline* holds the open tags, name and markup; a paragraph that ends closes them, and the next opens them again.
    *texts* are those that wait to be written, as what follows counts for how they are, each with its links.
    """

    def __init__(self, *, has_plain_lines: bool, links: Links, base: str) -> None:
        super().__init__()
        self.has_plain_lines = has_plain_lines
        self.links = links
        self.base = base
        self.notes: Counter[Note] = Counter()
        self.blocks = Blocks()
        self.inline: list[tuple[str, str]] = []
        self.too_deep = 0
        self.pieces: list[str] = []
        self.texts: list[tuple[str, Links]] = []
        self.code: list[str] = []
        self.code_depth = 0
        self.has_words = False
        self.line_has_words = False
        self.is_after_break = False

    def printable(self, text: str) -> str:
        text, count = UNPRINTABLE.subn("\ufffd", text)
        if count:
            self.notes[Note.CHARACTERS] += count
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NO_MARKUP:
            return
        attributes = {key: self._attribute(key, self.printable(value or "")) for key, value in attrs}
        if tag == "br":
            self._break()
        elif self.code_depth:
            self.code_depth += tag == "pre"
        elif tag == "img":
            self._picture(attributes)
        elif tag in INLINE:
            self._open(tag, attributes)
        elif tag in {"td", "th"}:
            self.handle_data(" ")
        else:
            self._begin_block(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in NO_MARKUP:
            return
        if self.code_depth:
            self.code_depth -= tag == "pre"
            if not self.code_depth:
                self.blocks.add_code("".join(self.code))
        elif tag in INLINE:
            self._close(tag)
        elif tag not in {"td", "th"}:
            self.end_paragraph()
            if tag in HEADINGS:
                self._forget()
                self._begin_paragraph()
            elif tag in LISTS or tag in {"blockquote", "li"}:
                self.blocks.end(tag)

    def handle_data(self, data: str) -> None:
        data = self.printable(data)
        if self.code_depth:
            self.code.append(data)
        elif self.has_plain_lines:
            first, *others = re.sub(r"[ \t\f]+", " ", data).split("\n")
            self._words(first)
            for line in others:
                if not self.is_after_break:
                    self._break()
                self.is_after_break = False
                self._words(line)
        else:
            self._words(re.sub(r"[ \t\f\n]+", " ", data))

    def end_paragraph(self) -> None:
        """Make a block of what was gathered, if there is a word in it."""
        self._write()
        if self.has_words:
            closing = "".join(f"</{name}>" for name, markup in reversed(self.inline) if markup)
            lines = ("".join(self.pieces).rstrip("\n ") + closing).split("\n")
            self.blocks.add_paragraph("\n".join(map(whole_line, lines)))
        self._begin_paragraph()

    def _begin_paragraph(self) -> None:
        self.pieces = [markup for _, markup in self.inline]
        self.has_words = self.line_has_words = self.is_after_break = False

    def _begin_block(self, tag: str, attributes: dict[str, str]) -> None:
        self.end_paragraph()
        if tag == "pre":
            self.code = []
            self.code_depth = 1
        elif tag in HEADINGS:
            self._open("strong", {})
        elif tag == "blockquote":
            self.blocks.begin(tag, self._good_attributes(tag, attributes).get("cite", ""))
        elif tag in LISTS or tag == "li":
            self.blocks.begin(tag, attributes.get("start", ""))

    def _words(self, text: str) -> None:
        if not text:
            return
        if text.strip():
            self.has_words = self.line_has_words = True
            self.is_after_break = False
        names = {name for name, _ in self.inline}
        is_linked = not (self.too_deep or names & {"a", "code"})
        self.texts.append((text, self.links if is_linked else Links.OWN))

    def _write(self) -> None:
        """Write the texts that wait, as one, of which each kept its own links."""
        whole = ""
        links = []
        for text, kind in self.texts:
            links += [link.behind(len(whole)) for link in found_links(text, kind)]
            whole += text
        self.texts = []
        is_link = any(name == "a" and markup for name, markup in self.inline)
        self.pieces.append(escaped(whole) if is_link else with_links(whole, links))

    def _break(self) -> None:
        if self.code_depth:
            self.code.append("\n")
        elif self.line_has_words:
            self._write()
            self.pieces.append("\n")
            self.line_has_words = False
        else:
            self.end_paragraph()
        self.is_after_break = True

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        kept = self._good_attributes(tag, attributes)
        if len(self.inline) >= DEEPEST_INLINE:
            self.too_deep += 1
            return
        if tag == "a" and "href" not in kept:
            self.notes[Note.NO_LINK] += 1
            self.inline.append((tag, ""))
            return
        self._write()
        markup = "<{}>".format(" ".join([tag, *(f'{key}="{escape(value)}"' for key, value in sorted(kept.items()))]))
        self.inline.append((tag, markup))
        self.pieces.append(markup)

    def _close(self, tag: str) -> None:
        if self.inline and self.inline[-1][1] and not self.too_deep:
            self._write()
        if self._forget():
            self.pieces.append(f"</{tag}>")

    def _forget(self) -> str:
        """Take the last tag off the open ones, and return its markup; nh3 has seen to it that it is what ends."""
        if self.too_deep:
            self.too_deep -= 1
            return ""
        return self.inline.pop()[1]

    def _good_attributes(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """Return those that the dialect takes; an address that it does not take is told of a link only."""
        kept = {}
        for key in attributes.keys() & TAGS[tag]:
            if not attribute_fault(key, attributes[key]):
                kept[key] = attributes[key]
        return kept

    def _attribute(self, key: str, value: str) -> str:
        """Return an attribute's value on one line; an address as it leads from here."""
        if key not in {"href", "src", "cite"}:
            return " ".join(value.split())
        try:
            return attribute_value("href", urljoin(self.base, attribute_value("href", value)))
        except ValueError:  # no address
            return value

    def _picture(self, attributes: dict[str, str]) -> None:
        """Write a link to a picture, named by what stands in for it; an emoji's picture is its character."""
        words = attributes.get("alt", "")
        address = attributes.get("src", "")
        if EMOJI.search(attributes.get("class", "")) or link_fault(address):
            self._words(words)
        else:
            self._open("a", {"href": address})
            self._words(words or address)
            self._close("a")
