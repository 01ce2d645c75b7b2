"""HTML as a browser reads it, in balanced tags: which mean something in a comment, which only part words."""

from __future__ import annotations

import re
from functools import cache

import nh3

from chapbook.comments.allowed import TAGS
from chapbook.comments.bounds import DEEPEST

INLINE = set(TAGS) - {"blockquote"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol"}
PLAIN_BLOCKS = {
    "p",
    "div",
    "hr",
    "table",
    "tr",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "section",
    "article",
    "address",
} | {"header", "footer", "details", "summary", "center", "caption"}
NO_MARKUP = {
    "span",
    "font",
    "u",
    "small",
    "big",
    "sub",
    "sup",
    "ins",
    "kbd",
    "tt",
    "samp",
    "var",
    "mark",
    "dfn",
    "time",
}
"""Tags that mean nothing here, but part one text from the next, so that two of them together make no address."""

DEEPEST_INLINE = DEEPEST - 1
"""How many tags are kept in each other; the reader of comments takes one more, for an address that becomes a link."""

EMOJI = re.compile(r"(?:^|\s)(?:wp-smiley|emoji)(?:\s|$)")


def balanced_html(html: str) -> str:
    """Return the HTML with each tag closed in its place, and without tags and attributes that mean nothing here."""
    return str(_reader().clean(html))


@cache
def _reader() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*TAGS, *HEADINGS, *LISTS, *PLAIN_BLOCKS, *NO_MARKUP, "br", "img", "li", "pre", "td", "th"},
        clean_content_tags=set(),
        attributes={**TAGS, "img": {"alt", "class", "src"}, "ol": {"start"}, "*": set()},
        link_rel=None,
        strip_comments=False,  # they part texts as tags do; the writer has no use for them
    )
