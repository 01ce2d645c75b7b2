"""The boxes of task lists have names, which are read out to those who do not see them (WCAG 4.1.2)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.language import gettext as _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BOX = '<input class="task-list-item-checkbox" '
"""How MyST begins a box; a box that is ticked goes on with ``checked``."""


def name_boxes(_app: Sphinx, doctree: nodes.document) -> None:
    """Say of each box whether its task is done."""
    for box in doctree.findall(nodes.raw):
        written = box.astext()
        if written.startswith(BOX):
            name = escape(str(_("done") if "checked=" in written else _("to be done")))
            box.children = [nodes.Text(written.replace(BOX, f'{BOX}aria-label="{name}" '))]
