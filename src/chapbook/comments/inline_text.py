"""Two rules for what stands inside a paragraph of a comment, on the tokens of markdown-it.

A bare web address becomes a link, in time that grows with the length of the text: markdown-it's own rule looks at all
that was read and all that is to come for each ``://``. And what a tag opens ends with its paragraph: a browser would
carry ``<b>`` on into every list and quotation that follows, where it may not stand.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from linkify_it import LinkifyIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST_ADDRESS = 2_000
"""Characters of an address that becomes a link by itself; a longer one is text."""

SCHEME = re.compile(r"(?<![a-z0-9.+-])https?$", re.IGNORECASE)
BEFORE = len("https") + 1
"""How many characters before ``://`` tell whether a scheme ends there."""


TAG_NAME = re.compile("^</?|[ >].*", re.DOTALL)
"""All of a tag, in the plainest form, but its name."""


@cache
def web_addresses() -> LinkifyIt:
    """Return what finds addresses that name their scheme, ``http`` or ``https``; its time grows with their square."""
    addresses = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    for schema in ("ftp:", "mailto:", "//"):
        addresses.add(schema, None)
    return addresses


def link_bare_addresses(markdown: MarkdownIt) -> None:
    """Put the rule in the place of markdown-it's own."""

    def bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it calls it so
        if state.linkLevel or not state.src.startswith("://", state.pos):
            return False
        scheme = SCHEME.search(state.pending[-BEFORE:])
        if scheme is None:
            return False
        read = len(scheme[0])
        start = state.pos - read
        found = web_addresses().match_at_start(state.src[start : start + LONGEST_ADDRESS + 1])
        url = found.url.rstrip("*") if found else ""  # what follows an address may end an emphasis
        if not url or len(url) > LONGEST_ADDRESS:
            return False
        if not silent:
            state.pending = state.pending[:-read]
            state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(url)}
            state.push("text", "", 0).content = state.md.normalizeLinkText(url)
            state.push("link_close", "a", -1)
        state.pos += len(url) - read
        return True

    markdown.inline.ruler.at("linkify", bare_address)
    markdown.inline.ruler.enable("linkify")


def balanced(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of one paragraph with each tag closed in it; a closing tag of nothing open is left out.

    A ``blockquote`` inside of anything but another becomes the text that it looks like.
    """
    open_tags: list[str] = []
    open_of: Counter[str] = Counter()
    for token in tokens:
        if token.type == "html_inline" and token.content:
            name = TAG_NAME.sub("", token.content)
            if token.content.startswith("</"):
                if not open_of[name]:
                    continue
                while (last := open_tags.pop()) != name:
                    open_of[last] -= 1
                    yield _closing(token, last)
                open_of[name] -= 1
            elif name == "blockquote" and (token.level or len(open_tags) > open_of[name]):
                token.type = "text"
            else:
                open_tags.append(name)
                open_of[name] += 1
        yield token
    while open_tags:
        yield _closing(token, open_tags.pop())


def _closing(model: Token, name: str) -> Token:
    return model.copy(type="html_inline", content=f"</{name}>", children=None)
