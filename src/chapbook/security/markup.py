"""Finds the few tags of a page that the policy concerns, without parsing the whole page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = re.compile(rb"(<script\b[^>]*>)(.*?)</script[\s/>]", re.DOTALL)
RUNS = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script"
    r"|text/(?:jscript|livescript|javascript1\.[0-5])",
    re.IGNORECASE,
)
"""Types of scripts that do something; a script of another type is data (HTML, 4.12.1; MIME Sniffing, 4.6)."""

SUSPECTS = (
    re.compile(rb"on(?<![\w-]on)[a-z]+\s*="),
    re.compile(rb"javascript:"),
    re.compile(rb"src\s*=\s*[\"']?(?:https?:)?//"),
    re.compile(rb"<link\b[^>]*\bhref\s*=\s*[\"']?(?:https?:)?//"),
    re.compile(rb"<(?:audio|embed|frame|iframe|object|video)\b"),
)
"""What only stands in a tag that is to be looked at. Each begins with letters, which are searched for quickly."""


class Tag(NamedTuple):
    """A start tag: as it is written, or with words behind it; its name, its attributes."""

    written: str
    name: str
    attributes: dict[str, str]


class _StartTag(HTMLParser):
    def __init__(self, written: str) -> None:
        super().__init__()
        self.tag = Tag(written, "", {})
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = Tag(self.tag.written, tag, {name: value or "" for name, value in attrs})


def findings(html: str) -> tuple[list[str], list[Tag]]:
    """Return the words of each script that runs and is no file, and the tags that a policy may keep from working.

    What was searched is then let go: of a page with thousands of comments it is two large copies.
    """
    markup = Markup(html)
    return [*markup.inline_scripts()], markup.suspects()


class Markup:
    """HTML as bytes, and in small letters; such as ASCII has them, so that all stands at the same place in both."""

    def __init__(self, html: str) -> None:
        self._html = html.encode()
        self._lower = self._html.lower()

    def inline_scripts(self) -> Iterator[str]:
        """Yield the words of each script that runs and is no file, as a browser reads them."""
        for match in SCRIPT.finditer(self._lower):
            if match[2].strip():
                attributes = _tag(self._part(*match.span(1))).attributes
                if "src" not in attributes and RUNS.fullmatch(attributes.get("type", "").strip()):
                    yield self._part(*match.span(2)).replace("\r\n", "\n").replace("\r", "\n")

    def suspects(self) -> list[Tag]:
        """Return the tags that may hold something that a policy keeps from working, in order."""
        found = (match.end() - 1 for suspect in SUSPECTS for match in suspect.finditer(self._lower))
        places = {(self._html.rfind(b"<", 0, place), self._html.find(b">", place) + 1) for place in found}
        return [_tag(self._part(*place)) for place in sorted(places)]

    def _part(self, start: int, end: int) -> str:
        return self._html[start:end].decode()


def _tag(written: str) -> Tag:
    return _StartTag(written).tag
