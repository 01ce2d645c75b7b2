"""Captions of pictures, tables and code, with their numbers as Sphinx counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.pdf.markup import text
from chapbook.pdf.turning_markup import TurningMarkup
from chapbook.typst_string import string
from chapbook.whole.numbers import number_of_caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder


LETTERS_BESIDE_A_PICTURE = 600
"""How long a caption may be that surely fits on a page with the highest picture."""


def alternative(picture: nodes.Element) -> str:
    """Return the words of a picture for those who cannot see it; MyST leaves the quotes of an empty option."""
    return str(picture.get("alt", "")).strip().strip('"')


ALIGNED = {"left", "center", "right"}


class CaptionMarkup(TurningMarkup):
    """What may have a caption."""

    builder: Builder

    def open_captioned(self, kind: str, node: nodes.Element, caption: Sequence[nodes.Node]) -> None:
        """Begin what may have a caption, up to the bracket before its own content; ``])`` ends it.

        :param kind: what it is: a picture, a table, code.
        :param caption: nodes that it consists of; none where there is no caption.
        """
        self.body.append(f"#captioned({string(kind)}, ")
        if caption:
            number = number_of_caption(self.builder, self.docname, node)
            self.body.append(f"caption: [{text(f'{number} ') if number else ''}")
            for child in caption:
                child.walkabout(self)
            self.body.append("], ")
        words = " ".join(child.astext() for child in caption)
        if words and kind == "picture" and not any(map(alternative, node.findall(nodes.image))):
            # Whatever has a caption has words for those who cannot see it (PDF/UA-1, 7.3).
            self.body.append(f"alt: {string(words)}, ")
        if kind == "picture" and len(words) < LETTERS_BESIDE_A_PICTURE:
            self.body.append("whole: true, ")
        where = node.get("align")
        self.body.append(f"where: {where}, [" if where in ALIGNED else "[")
