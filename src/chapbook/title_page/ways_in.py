"""The row of the title page: to read, the other formats, and what other extensions answer: to cite, comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.osutil import relative_uri

from chapbook.language import gettext as _
from chapbook.templates import render
from chapbook.title_page.formats import offered
from chapbook.title_page.minutes import minutes
from chapbook.title_page.reading_time import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

WAYS_IN = "chapbook-ways-in"
"""The event that asks what leads into the work from its title page.

A handler gets the application and the name of the title page, and returns a list of mappings, each a link: *label* and
*href*; and, where there are any, *count*, how many there are of what it leads to, as text, *name* for assistive
technology, *style* (a class), and *data*, which maps what scripts are to know (attributes ``data-…``) to text.
"""


class ways_in(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The row: *row*, a :class:`Row`."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the row, and how much there is at its end."""

    label: str
    href: str
    count: str = ""
    name: str = ""
    style: str = ""
    data: tuple[tuple[str, str], ...] = ()


class Row(NamedTuple):
    """The row: to read, to take along, and what else there is."""

    first: tuple[Way, ...]
    formats: tuple[Way, ...]
    others: tuple[Way, ...]

    def is_needed(self) -> bool:
        """Tell whether there is more than to read, to which the contents lead too."""
        return bool(self.formats or self.others)


def row_of(app: Sphinx, docname: str) -> Row:
    """Return the row of the title page."""
    answers = [way for answer in app.emit(WAYS_IN, docname) for way in answer or ()]
    others = (Way(**{**way, "data": tuple(way.get("data", {}).items())}) for way in answers)
    return Row((*_first_chapter(app, docname),), (*_formats(app, docname),), (*others,))


def _first_chapter(app: Sphinx, docname: str) -> Iterator[Way]:
    chapters = (name for name in app.env.toctree_includes.get(docname, ()) if name in app.env.found_docs)
    if first := next((name for name in chapters if name != docname), None):
        total = told(sum(minutes(app.env).values()))
        count = _("%(count)s min") % {"count": total} if total else ""
        yield Way(_("Read"), app.builder.get_relative_uri(docname, first), count)


def _formats(app: Sphinx, docname: str) -> Iterator[Way]:
    up = relative_uri(app.builder.get_target_uri(docname), "") or "."
    for name in offered(app):
        yield Way(name, f"{up.rstrip('/')}/{app.config.chapbook_formats[name]}")


def visit_html(self: HTML5Translator, node: ways_in) -> None:
    """Write the row."""
    self.body.append(render("title_page", "ways_in.html", row=node["row"]))
    raise nodes.SkipNode
