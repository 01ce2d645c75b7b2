"""Links beside each heading and each paragraph's number, such as "Cite" and "Reply".

Extensions give them in answer to an event. A link's words come from its style, so they are no part of the page's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from chapbook.anchors.paragraph_number import paragraph_number
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

PART_ACTIONS = "chapbook-part-actions"
"""The event that asks what can be done with a section or a paragraph of a page of the site.

A handler gets the application, the docname and the node, and returns a list of mappings, each a link: *style* (a
class), *href*, *label*, and *name*, its name for assistive technology; *data*, if there is any, maps what scripts are
to know (attributes ``data-…``) to text.
"""


class part_actions(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The links of a section: *actions*, a list of :class:`Action`."""


class Action(NamedTuple):
    """A link: its class, address, text, name, and what scripts know of it."""

    style: str
    href: str
    label: str
    name: str
    data: tuple[tuple[str, str], ...] = ()


def put_actions(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links behind each heading of a document, and beside the numbers of its paragraphs."""
    if app.builder.name not in SITES:
        return
    for section in list(doctree.findall(nodes.section)):
        for paragraph in section.children:
            if isinstance(paragraph, nodes.paragraph):
                for number in paragraph.findall(paragraph_number):
                    number["actions"] = list(_actions(app, docname, paragraph))
        if actions := list(_actions(app, docname, section)):
            section.insert(1, part_actions(actions=actions))


def _actions(app: Sphinx, docname: str, part: nodes.Element) -> Iterator[Action]:
    for answer in app.emit(PART_ACTIONS, docname, part):
        for link in answer or ():
            yield Action(**{**link, "data": tuple(link.get("data", {}).items())})


def visit_html(self: HTML5Translator, node: part_actions) -> None:
    """Write the links."""
    self.body.append(render("anchors", "part_actions.html", actions=node["actions"]))
    raise nodes.SkipNode
