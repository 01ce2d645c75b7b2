"""What stands beside a link: nodes in, nodes with the copy out, for every builder.

The rules, in this order: an address with a sister edition leads to it; one that is gone leads to its copy; one that has
a copy is followed by it. The words of the link stay as they are. Attributes are those of Robust Links 1.0: a link to
an original has ``data-versionurl`` and ``data-versiondate``, one to a copy ``data-originalurl`` and
``data-versiondate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from chapbook.language import gettext as _, our_classes
from chapbook.links.link_file import one_form

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from chapbook.links.link_file import Link

NAME = "chapbook_links_ways"
COPY = "archived-copy"
"""The class of the words that lead to a copy."""


class Leads(NamedTuple):
    """Where a link leads, what it says of the original or the copy, and the note behind it, with its address."""

    href: str
    data: tuple[tuple[str, str], ...]
    note: str
    note_href: str
    note_data: tuple[tuple[str, str], ...]


def leads(link: Link) -> Leads | None:
    """Return what becomes of a link; nothing, where nothing but its life is known."""
    address = one_form(link.address)
    day = (("data-versiondate", link.copied),) if link.copied else ()
    of_copy, of_original = (("data-originalurl", address), *day), (("data-versionurl", link.copy), *day)
    if link.sister:
        return Leads(link.sister, (("data-originalurl", address),), _("original"), address, ())
    if not link.copy:
        return None
    note = _("archived %s") % link.copied if link.copied else _("archived")
    if link.is_gone:
        return Leads(link.copy, of_copy, note, "", ())
    return Leads(address, of_original, note, link.copy, of_copy)


class robust_link(nodes.reference):  # noqa: N801  # docutils' way to name nodes
    """A link whose *data* are attributes for HTML."""


def known_ways(env: BuildEnvironment) -> dict[str, Leads]:
    """Return what becomes of links, by the one form of their addresses."""
    found: dict[str, Leads] = getattr(env, NAME, {})
    return found


def remember(env: BuildEnvironment, ways: dict[str, Leads]) -> None:
    """Note what becomes of links, for all that is written from now on."""
    setattr(env, NAME, ways)


def show(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put what is known of them beside the links of a document, when all its references are resolved."""
    if known := known_ways(app.env):
        for node in list(doctree.findall(nodes.reference)):
            if way := known.get(one_form(node.get("refuri", ""))):
                _show(node, way)


def _show(node: nodes.reference, way: Leads) -> None:
    link = robust_link("", "", *node.children, **{**node.attributes, "refuri": way.href, "data": way.data})
    note: nodes.Element = nodes.inline("", way.note, classes=our_classes())
    if way.note_href:
        note = robust_link("", "", note, refuri=way.note_href, internal=False, data=way.note_data)
    node.replace_self([link, nodes.Text(" "), nodes.inline("", "[", note, nodes.Text("]"), classes=[COPY])])


def visit_robust_link_html(self: HTML5Translator, node: robust_link) -> None:
    """Write a link with its data."""
    classes = " ".join(["reference", "external", *node["classes"]])
    self.body.append(self.starttag(node, "a", "", CLASS=classes, href=node["refuri"], **dict(node["data"])))


def depart_robust_link_html(self: HTML5Translator, _node: robust_link) -> None:
    """End it."""
    self.body.append("</a>")
