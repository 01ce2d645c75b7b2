"""An imported comment as the text of a comment's file: front matter written by PyYAML, then Markdown.

Every value is checked by the same readers that read files (:data:`~chapbook.comments.front_matter.KEYS`), so that what
they would refuse is left away and noted here, not found later.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import yaml

from chapbook.comments.address import normalized
from chapbook.comments.body import UNPRINTABLE, clean_body, parse_moment
from chapbook.comments.exchange.html_to_markdown import to_markdown
from chapbook.comments.exchange.record import Note
from chapbook.comments.front_matter import KEYS, LONGEST_HEADER
from chapbook.comments.seen import has_something_to_see

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.comments.exchange.record import Imported

NAMELESS = "Anonymous"
"""How WordPress calls a commenter without a name (``get_comment_author``)."""

NO_SITE = {"", "http://", "https://"}
"""What stands for no address; older versions of WordPress kept the scheme that the form began with."""

ONE_LINE = LONGEST_HEADER
"""So wide that YAML folds no value."""


class FileText(NamedTuple):
    """What a comment's file says, and what is otherwise in it than in the export."""

    values: dict[str, object]
    source: str
    notes: Counter[Note]

    def answering(self, id_: str) -> FileText:
        """Return the text of an answer to the comment *id_*, or to none."""
        return self._replace(values={**self.values, "reply_to": id_})

    def settled_in(self, ids: Mapping[str, str]) -> FileText:
        """Return the text with the answer that settles it by its id in the folder; if it is not there, it is settled.

        :param ids: the ids of the comments that are taken, by their ids in the export.
        """
        settled = self.values["answered"]
        return self._replace(values={**self.values, "answered": ids.get(str(settled), True)}) if settled else self

    @property
    def data(self) -> bytes:
        """The bytes of the file: the keys that have a value, in the order of the contract, and the words."""
        values = {key: self.values[key] for key in KEYS if self.values.get(key)}
        header = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=ONE_LINE)
        return f"---\n{header}---\n{self.source}".encode()


def file_text(comment: Imported, page: str = "") -> FileText:
    """Compose the file of *comment*, which answers nobody as yet.

    :param page: the address of the page on which the comment stood.
    """
    notes: Counter[Note] = Counter()
    values = _values(comment, notes)
    return FileText(values, "" if values["removed"] else _source(comment, page, notes), notes)


class _Dumper(yaml.SafeDumper):
    """Writes a key a line: lists in brackets, dates as ISO 8601 has them, with its T."""


def _represent_list(dumper: _Dumper, items: list[str]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


def _represent_moment(dumper: _Dumper, moment: date) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(date, _represent_moment)
_Dumper.add_representer(datetime, _represent_moment)


def _values(comment: Imported, notes: Counter[Note]) -> dict[str, object]:
    own = comment.own
    name = _printable(" ".join(comment.author.split()), notes)
    supplied = own.get("supplied", "").split()
    if not has_something_to_see(name):
        notes[Note.NAMELESS] += 1
        name, supplied = NAMELESS, ["author"]
    url = "" if comment.url in NO_SITE else normalized(comment.url)
    if url and not _is_web_address(url):
        notes[Note.NO_SITE] += 1
        url = ""
    if comment.is_date_lost:
        notes[Note.NO_DATE] += 1
    return {
        "author": name,
        "date": parse_moment(own.get("date", "")) or comment.date,
        "url": url,
        "about": own.get("about"),
        "quote": own.get("quote"),
        "answered": own.get("answered"),
        "closed": own.get("closed") == "true",
        "removed": own.get("removed"),
        "supplied": supplied,
    }


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


def _source(comment: Imported, page: str, notes: Counter[Note]) -> str:
    """Return the Markdown: as it was written, where our own export holds it and it still gives what is shown."""
    source = comment.own.get("source")
    if source is not None and clean_body(source)[0] == comment.html.strip():
        return source
    base = page if "://" in page else ""
    markdown = to_markdown(comment.html, has_plain_lines=comment.has_plain_lines, links=comment.links, base=base)
    notes.update(markdown.notes)
    return f"{markdown.source}\n"
