"""An imported comment as the text of a comment's file: front matter written by PyYAML, then Markdown.

Every value is checked by the same readers that read files (:data:`~chapbook.comments.front_matter.KEYS`), so that what
they would refuse is left away and noted here, not found later.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import yaml

from chapbook.comments.body import UNPRINTABLE, clean_body, parse_moment
from chapbook.comments.exchange.html_to_markdown import to_markdown
from chapbook.comments.exchange.record import Note
from chapbook.comments.front_matter import KEYS, LONGEST_HEADER, has_something_to_see

if TYPE_CHECKING:
    from chapbook.comments.exchange.record import Imported

NAMELESS = "Anonymous"
"""How WordPress calls a commenter without a name (``get_comment_author``)."""

NO_SITE = {"", "http://", "https://"}
"""What stands for no address; older versions of WordPress kept the scheme that the form began with."""

ONE_LINE = LONGEST_HEADER
"""So wide that YAML folds no value."""


class FileText(NamedTuple):
    """The bytes of a comment's file, and what is otherwise in it than in the export."""

    data: bytes
    notes: Counter[Note]


def file_text(comment: Imported, reply_to: str) -> FileText:
    """Compose the file of *comment*, which answers the comment *reply_to*, or nobody."""
    notes: Counter[Note] = Counter()
    values = _values(comment, reply_to, notes)
    header = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=ONE_LINE)
    source = "" if "removed" in values else _source(comment, notes)
    return FileText(f"---\n{header}---\n{source}".encode(), notes)


class _Dumper(yaml.SafeDumper):
    """Writes a key a line: lists in brackets, dates as ISO 8601 has them, with its T."""


def _represent_list(dumper: _Dumper, items: list[str]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


def _represent_moment(dumper: _Dumper, moment: date) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(date, _represent_moment)
_Dumper.add_representer(datetime, _represent_moment)


def _values(comment: Imported, reply_to: str, notes: Counter[Note]) -> dict[str, object]:
    """Return the values of the front matter in the order of the contract."""
    own = comment.own
    name = _printable(" ".join(comment.author.split()), notes)
    supplied = own.get("supplied", "").split()
    if not has_something_to_see(name):
        notes[Note.NAMELESS] += 1
        name, supplied = NAMELESS, ["author"]
    url = "" if comment.url in NO_SITE else comment.url
    if url and not _is_web_address(url):
        notes[Note.NO_SITE] += 1
        url = ""
    if comment.is_date_lost:
        notes[Note.NO_DATE] += 1
    values = {
        "author": name,
        "date": parse_moment(own.get("date", "")) or comment.date,
        "url": url,
        "reply_to": reply_to,
        "about": own.get("about"),
        "removed": own.get("removed"),
        "supplied": supplied,
    }
    return {key: value for key, value in values.items() if value}


def _is_web_address(text: str) -> bool:
    try:
        KEYS["url"](yaml.ScalarNode("", text))
    except ValueError:
        return False
    return True


def _printable(text: str, notes: Counter[Note]) -> str:
    text, count = UNPRINTABLE.subn("\ufffd", text)
    if count:
        notes[Note.CHARACTERS] += count
    return text


def _source(comment: Imported, notes: Counter[Note]) -> str:
    """Return the Markdown: as it was written, where our own export holds it and it still gives what is shown."""
    source = comment.own.get("source")
    if source is not None and clean_body(source)[0] == comment.html.strip():
        return source
    markdown = to_markdown(comment.html, has_plain_lines=comment.has_plain_lines)
    notes.update(markdown.notes)
    return f"{markdown.source}\n"
