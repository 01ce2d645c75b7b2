"""The contents on the title page: behind each chapter the minutes that it takes to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes

from chapbook.language import gettext as _, our_language
from chapbook.title_page.minutes import minutes
from chapbook.title_page.reading_time import told

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class reading_minutes(nodes.Inline, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The minutes of a chapter, *count*: no words of the text, so that no search finds them."""


def write_contents(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Resolve the toctrees of the title page, as Sphinx would do next, and add the minutes."""
    known = minutes(app.env)
    counts = {app.builder.get_relative_uri(docname, name): told(known[name]) for name in known}
    for toctree in list(doctree.findall(addnodes.toctree)):
        resolved = app.env.resolve_toctree(docname, app.builder, toctree)
        for reference in list(resolved.findall(nodes.reference)) if resolved else ():
            if count := counts.get(reference["refuri"]):
                reference.parent.insert(reference.parent.index(reference) + 1, reading_minutes(count=count))
        toctree.replace_self(resolved or [])


def visit_html(self: HTML5Translator, node: reading_minutes) -> None:
    """Write the minutes."""
    words = _("%(count)s min") % {"count": node["count"]}
    self.body.append(Markup(' <span class="reading-minutes"{}>{}</span>').format(our_language(), words))
    raise nodes.SkipNode
