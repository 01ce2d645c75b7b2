"""Movable Type's export format, which TypePad and others write as well: lines in, posts out.

Posts end with a line of eight hyphens, the parts of a post with one of five. A part begins with its name; a comment's
goes on with lines of ``KEY: value`` and then has its words, as they were typed (Movable Type Import Format). Such a
line of hyphens counts only where the next part begins, as commenters write them too.

The format has no ids and no answers: a comment is numbered in its post, all stand at the first level. Dates have no
zone. Movable Type makes links of web addresses when it shows a comment (``autolink``).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.exchange.record import Imported, Links, Post, title_slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chapbook.comments.exchange.source_text import SourceText

META = (
    "AUTHOR|TITLE|BASENAME|STATUS|ALLOW COMMENTS|ALLOW PINGS|CONVERT BREAKS|PRIMARY CATEGORY|CATEGORY|DATE|UNIQUE URL"
)
PARTS = "BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING"
BEGINNING = re.compile(rf"(?:(?:{META}|NO ENTRY|IMAGE|TAGS): |(?:{PARTS}):[ \t]*\n)")
"""How an export begins."""

POST_END = re.compile(rf"^-{{8}}[ \t]*\n\s*(?=\Z|(?:{META}): )", re.MULTILINE)
PART_END = re.compile(rf"^-{{5}}[ \t]*\n(?=\s*\Z|\s*(?:{PARTS}):[ \t]*$)", re.MULTILINE)
FIELD = re.compile(r"(AUTHOR|EMAIL|IP|URL|DATE|TITLE|BLOG NAME):[ \t]*(.*)\n?")
DATES = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M", "%m/%d/%Y")


class _Part(NamedTuple):
    """A part of a post: its text, and the line on which it begins."""

    text: str
    line: int


def posts(source: SourceText) -> Iterator[Post]:
    """Yield each post with its comments; two of one name get different ones."""
    text = source.text()
    text = text if text.endswith("\n") else f"{text}\n"
    slugs: set[str] = set()
    for post in _split(_Part(text, 1), POST_END):
        if not post.text.strip():
            continue
        head, *parts = _split(post, PART_END)
        about = dict(re.findall(r"^([A-Z ]+):[ \t]*(.*)$", head.text, re.MULTILINE))
        name = about.get("BASENAME", "").strip() or title_slug(about.get("TITLE", "")) or "post"
        number = next(n for n in range(1, len(slugs) + 2) if (name if n == 1 else f"{name}-{n}") not in slugs)
        slug = name if number == 1 else f"{name}-{number}"
        slugs.add(slug)
        comments = [part for part in [head, *parts] if part.text.lstrip().startswith("COMMENT:")]
        found = tuple(_comment(source.path, part, number) for number, part in enumerate(comments, 1))
        yield Post("", slug, about.get("UNIQUE URL", "").strip(), found)


def _split(whole: _Part, end: re.Pattern[str]) -> Iterator[_Part]:
    start, line = 0, whole.line
    for found in end.finditer(whole.text):
        yield _Part(whole.text[start : found.start()], line)
        line += whole.text.count("\n", start, found.end())
        start = found.end()
    yield _Part(whole.text[start:], line)


def _comment(path: Path, part: _Part, number: int) -> Imported:
    start = part.text.index("COMMENT:")
    here = part.text.index("\n", start) + 1
    fields: dict[str, str] = {}
    while (field := FIELD.match(part.text, here)) and field[1] not in fields:
        fields[field[1]] = field[2].strip()
        here = field.end()
    date = _date(fields.get("DATE", ""))
    return Imported(
        path=path,
        line=part.line + part.text.count("\n", 0, start),
        number=str(number),
        parent="",
        author=fields.get("AUTHOR", ""),
        url=fields.get("URL", ""),
        date=date,
        html=part.text[here:],
        has_plain_lines=True,
        left_out=None,
        is_date_lost=date is None and bool(fields.get("DATE")),
        links=Links.WEB,
        words_line=part.line + part.text.count("\n", 0, here),
    )


def _date(text: str) -> datetime | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # nobody wrote the zone
        except ValueError:
            continue
    return None
