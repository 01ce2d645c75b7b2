"""Comments as a small script can write them: a JSON array of objects, or CSV with a line of column names.

======== ==================================================================================================
author   the name that is shown; required
text     the words: lines and paragraphs, in which nothing is markup; or
html     the words as HTML, whose links and tags stay as far as a comment may have them; or
markdown the words as in a comment's file
id       small letters a-z, digits and hyphens: the name of the file; without one, its number in its post
reply_to the id of the comment that it answers
date     ISO 8601
url      the commenter's site
about    the id of the section or paragraph that it answers
quote    the words of it that it answers
post     what was commented upon, where there are several: its address, or any name for it
======== ==================================================================================================

What is empty is as good as left out. Any other key is a mistake, and so is a date that is none: whoever writes the
script can mend it.
"""

from __future__ import annotations

import csv
from html import escape
from typing import TYPE_CHECKING

from chapbook.comments.body import clean_body, parse_moment
from chapbook.comments.exchange.record import Imported, Links, Post
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from chapbook.comments.exchange.json_arrays import Item
    from chapbook.comments.exchange.source_text import SourceText

WORDS = ("text", "html", "markdown")
KEYS = ("author", *WORDS, "id", "reply_to", "date", "url", "about", "quote", "post")
DELIMITERS = ",;\t"


def is_record(value: object) -> bool:
    """Tell whether a value of JSON is meant as one of these comments."""
    return isinstance(value, dict) and "author" in value and bool(value.keys() & set(WORDS))


def delimiter(beginning: str) -> str:
    """Return what parts the columns of a CSV file of these comments; empty for any other text."""
    line = beginning.partition("\n")[0]
    names = {sign: {name.strip(' \r"').lower() for name in line.split(sign)} for sign in DELIMITERS}
    return next((sign for sign in DELIMITERS if "author" in names[sign] and names[sign] & set(WORDS)), "")


def json_posts(path: Path, found: Iterable[Item]) -> Iterator[Post]:
    """Yield the posts of an array of objects."""
    rows = []
    for item in found:
        if not is_record(item.value):
            raise Mistake(
                path, item.line, f"this is no comment; write an object with author and one of {_listed(WORDS)}"
            )
        rows.append((item.line, {key: _plain(path, item.line, key, value) for key, value in item.value.items()}))
    return _posts(path, rows)


def csv_posts(source: SourceText) -> Iterator[Post]:
    """Yield the posts of a table; a value in quotation marks may go on over lines (RFC 4180)."""
    reader = csv.reader(source.text().lstrip().splitlines(keepends=True), delimiter=delimiter(source.beginning))
    rows = []
    line = 1 + source.text().count("\n", 0, len(source.text()) - len(source.text().lstrip()))
    try:
        names = [name.strip().lower() for name in next(reader)]
        first = line
        line = first + reader.line_num
        for row in reader:
            if len(row) > len(names):
                message = (
                    f"the row has {len(row)} values for {len(names)} columns; put one with a comma in quotation marks"
                )
                raise Mistake(source.path, line, message)
            if any(row):
                rows.append((line, dict(zip(names, row, strict=False))))
            line = first + reader.line_num
    except csv.Error as error:
        raise Mistake(source.path, line, f"this is no CSV ({error}); write the file anew") from error
    return _posts(source.path, rows)


def _plain(path: Path, line: int, key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str) or type(value) is int:
        return str(value)
    raise Mistake(path, line, f"{key}: {value!a} is no text; write one, or leave the key out")


def _posts(path: Path, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[Post]:
    comments: dict[str, list[Imported]] = {}
    for line, row in rows:
        post = row.get("post", "").strip()
        found = comments.setdefault(post, [])
        found.append(_comment(path, line, row, len(found) + 1))
    for post, its in comments.items():
        is_address = "/" in post
        yield Post("" if is_address else post, "" if is_address else post, post if is_address else "", tuple(its))


def _comment(path: Path, line: int, row: Mapping[str, str], number: int) -> Imported:
    if unknown := next((key for key in row if key not in KEYS), None):
        raise Mistake(path, line, f"{unknown!a} is not a key of a comment; the keys are {_listed(KEYS)}")
    words = [key for key in WORDS if row.get(key, "").strip()]
    if len(words) > 1:
        raise Mistake(path, line, f"the words stand here as {' and as '.join(words)}; keep one of the two")
    date = row.get("date", "").strip()
    moment = parse_moment(date) if date else None
    if date and moment is None:
        raise Mistake(path, line, f"date: {date!a} is no date of ISO 8601; write one like 2022-05-31T14:30:00+08:00")
    kind = words[0] if words else "text"
    source = row.get(kind, "")
    own = {key: row.get(key, "").strip() for key in ("about", "quote")} | (
        {"source": source} if kind == "markdown" else {}
    )
    return Imported(
        path=path,
        line=line,
        number=row.get("id", "").strip() or str(number),
        parent=row.get("reply_to", "").strip(),
        author=row.get("author", ""),
        url=row.get("url", "").strip(),
        date=moment,
        html=_html(kind, source),
        has_plain_lines=kind == "text",
        left_out=None,
        own={key: value for key, value in own.items() if value},
        links=Links.WEB if kind == "text" else Links.OWN,
    )


def _html(kind: str, source: str) -> str:
    if kind == "markdown":
        return clean_body(source)[0]
    return escape(source) if kind == "text" else source


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
