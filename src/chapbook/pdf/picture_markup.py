"""Visitors for pictures and figures: their sizes, their words for those who cannot see them."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes

from chapbook.pdf.caption_markup import ALIGNED, CaptionMarkup, alternative
from chapbook.pdf.inline_markup import around
from chapbook.pdf.turning_markup import END
from chapbook.typst_string import string

LENGTH = re.compile(r"(\d*\.?\d+)\s*([a-z]*|%)")
WITHOUT_WORDS = "the picture %r has no text for those who cannot see it; add :alt:"
UNITS = {"": 0.75, "px": 0.75, "pc": 12.0, "rem": 11.0, "ch": 5.5, "ex": 5.0}
"""In points (CSS Values and Units 3, 5 and 6): an inch has 96 pixels; what goes by letters goes by the text's."""
OWN_UNITS = {"pt", "cm", "mm", "in", "em", "%"}
"""What Typst has as well."""


def length(given: str) -> str:
    """Write a length of CSS as Typst does; what it has no word for is left to it, ``auto``."""
    found = LENGTH.fullmatch(str(given).strip().lower())
    if found is None:
        return "auto"
    number, unit = found.groups()
    return f"{number}{unit}" if unit in OWN_UNITS else f"{float(number) * UNITS[unit]:g}pt" if unit in UNITS else "auto"


class PictureMarkup(CaptionMarkup):
    """Pictures, in a line or on their own, and figures."""

    def visit_figure(self, node: nodes.figure) -> None:
        self.mark(node)
        width = length(node.get("width", ""))
        aligned = node.get("align") if node.get("align") in ALIGNED else "center"
        self.body.append(f"#align({aligned}, block(width: {width})[" if width != "auto" else f"#align({aligned})[")
        captions = [child for child in node.children if isinstance(child, nodes.caption)]
        self.open_captioned("picture", node, captions)
        legends = [child for child in node.children if isinstance(child, nodes.legend)]
        for part in node.children:
            if part not in captions and part not in legends:
                part.walkabout(self)
        self.body.append("])")
        for legend in legends:
            legend.walkabout(self)
        self.body.append(f"]){END}" if width != "auto" else f"]{END}")
        raise nodes.SkipNode

    visit_caption, depart_caption = around("", "")
    visit_legend, depart_legend = around("#legend[", "]")

    def visit_image(self, node: nodes.image) -> None:
        self.mark(node)
        name = self.builder.images.get(node["uri"])
        if name is None:
            self.warn("the picture %r cannot be found; name a file of the project", node, node["uri"])
            self.stand_in(node)
            raise nodes.SkipNode
        words = alternative(node)
        if not words and not is_decorative(node):
            self.warn(WITHOUT_WORDS, node, Path(node["uri"]).name)
        image = f"image({string(f'images/{name}')}{f', alt: {string(words)}' if words else ''})"
        # Typst names the place at which a picture is that it cannot show, which is here.
        picture = f"picture({image if words else f'pdf.artifact({image})'}{_size(node)})"
        if isinstance(node.parent, nodes.TextElement):
            self.body.append(f"#box({picture});")
        else:
            aligned = node.get("align")
            self.body.append(f"#align({aligned}, {picture}){END}" if aligned in ALIGNED else f"#{picture}{END}")
        raise nodes.SkipNode


def is_decorative(node: nodes.image) -> bool:
    """Tell whether a writer says that a picture needs no words, by an empty ``:alt:``.

    A Markdown picture without words says nothing: whoever forgets them writes the same.
    """
    return "alt" in node and bool(node.rawsource) and not alternative(node)


def _size(node: nodes.image) -> str:
    sizes = {name: length(node[name]) for name in ("width", "height") if name in node}
    given = {name: size for name, size in sizes.items() if size != "auto"}
    if "scale" in node:
        given["scale"] = f"{node['scale']}%"
    return "".join(f", {name}: {value}" for name, value in given.items())
