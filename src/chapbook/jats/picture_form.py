"""Visitors for pictures and figures: their files, and their words for those who cannot see them."""

from __future__ import annotations

from mimetypes import guess_type

from docutils import nodes
from lxml import etree

from chapbook.jats.table_form import TableForm
from chapbook.jats.writing import closes, form
from chapbook.jats.xml_tree import XLINK, give, printable

FOLDER = "_images"
"""Where the pictures lie, from the XML; a site has them there too."""

REMOTE = ("http://", "https://")


def alternative(picture: nodes.Element) -> str:
    """Return the words of a picture for those who cannot see it; MyST leaves the quotes of an empty option."""
    return str(picture.get("alt", "")).strip().strip('"')


class PictureForm(TableForm):
    """Pictures, in a line or on their own, and figures."""

    def visit_figure(self, node: nodes.figure) -> None:
        captions = [child for child in node.children if isinstance(child, nodes.caption | nodes.legend)]
        self.open_numbered("fig", node)
        if captions:
            self.open("caption")
            for caption in captions:
                caption.walkabout(self)
            self.close()
        for part in node.children:
            if part not in captions:
                part.walkabout(self)
        self.close()
        raise nodes.SkipNode

    visit_caption, depart_caption = form("title")

    def visit_legend(self, node: nodes.legend) -> None:
        self.mark(node)

    def depart_legend(self, _node: nodes.legend) -> None:
        pass

    def visit_image(self, node: nodes.image) -> None:
        self._picture(node)
        raise nodes.SkipNode

    def _picture(self, node: nodes.image, link: nodes.reference | None = None) -> None:
        """Write a picture; one that stands alone has its link in it."""
        name, words = self.builder.images.get(node["uri"]), alternative(node)
        if name is None:
            self._stand_in(node, words)
            return
        is_in_line = isinstance(node.parent, nodes.TextElement) and not self._stands_alone(node)
        element = self.open("inline-graphic" if is_in_line else "graphic", node)
        element.set(f"{XLINK}href", f"{FOLDER}/{name}")
        kind, _, subtype = (guess_type(name)[0] or "").partition("/")
        give(element, {"mimetype": kind, "mime-subtype": subtype})
        if words:
            etree.SubElement(element, "alt-text").text = printable(words)
        if link is not None:
            super().visit_reference(link)
            self.close()
        self.close()

    def _stands_alone(self, node: nodes.image) -> bool:
        """Tell whether a picture is all of a figure's link, or of one that is no part of a line."""
        link = node.parent
        return isinstance(link, nodes.reference) and not isinstance(link.parent, nodes.TextElement)

    def _stand_in(self, node: nodes.image, words: str) -> None:
        """Lead to a picture of another host; of one that is not there the words stand."""
        if node["uri"].startswith(REMOTE):
            self.open("ext-link", node, ext_link_type="uri").set(f"{XLINK}href", printable(node["uri"]))
            self.say(words or node["uri"])
            self.close()
        else:
            self.mark(node)
            self.say(words)

    def visit_reference(self, node: nodes.reference) -> None:
        picture = next((child for child in node.children if isinstance(child, nodes.image)), None)
        if picture is None or not self._stands_alone(picture) or picture["uri"] not in self.builder.images:
            super().visit_reference(node)
            return
        self._picture(picture, node)
        raise nodes.SkipNode

    visit_number_reference = visit_reference
    depart_number_reference = closes
