"""A thread that the editors have closed: what stands where the form was, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from chapbook.comments.page_data import pages
from chapbook.comments.reply_form import closed_folders, reply_form

if TYPE_CHECKING:
    from pathlib import Path


class closed_thread(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The end of a thread that is closed: its attribute *folder* is that of the comments."""


class ClosedInWords(SphinxPostTransform):
    """Say that comments are closed: in the form's place, or at the thread's end where no page has a form."""

    default_priority = 7

    def run(self, **_kwargs: object) -> None:
        """Replace every form of a closed thread, and every end of one."""
        closed = closed_folders(self.env)
        with_form = {folder for page in pages(self.env).values() for folder in page.forms}
        for form in [*self.document.findall(reply_form)] if closed else ():
            if form["path"] in closed:
                form.replace_self(_paragraph(closed[form["path"]]))
        for end in [*self.document.findall(closed_thread)]:
            folder: Path = end["folder"]
            end.replace_self([] if folder in with_form else _paragraph(closed[folder]))


def _paragraph(words: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text(words), classes=["comments-closed"])
