"""The file of a plot: SVG that has no fonts, no styles and no ids, so that it can also stand in a page.

What is drawn has the colour of the text around it, ``currentColor``, and a class; a page gives both theirs by its own
style sheets, light or dark. As a picture of its own, in the PDF, the file has the house's. Words are text, which a
reader's program sets in letters that it has, whatever the language. The file tells what it shows by a fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

SVG = "http://www.w3.org/2000/svg"
SHOWS = "data-shows"
INK = "#23201c"
ACCENT = "#7a2e1d"
LETTERS = "'Libertinus Serif', 'Noto Serif', serif"
IN_PAGE = ("viewBox", "width", "height", "font-size", "direction")
"""What the root keeps in a page; letters and colours are the page's."""


class PlotFile(NamedTuple):
    """A file as it was read: the fingerprint of what it shows, and its drawing for a page."""

    shows: str
    root: ET.Element

    def in_page(self, words: str) -> str:
        """Return the drawing as an element of HTML or XHTML, with its words for those who do not see it."""
        root = ET.Element("svg", {"xmlns": SVG, "role": "img", "aria-label": words})
        root.attrib.update({name: value for name in IN_PAGE if (value := self.root.get(name))})
        root.extend(_plain(child) for child in self.root if isinstance(child.tag, str))
        return ET.tostring(root, encoding="unicode")


def _plain(element: ET.Element) -> ET.Element:
    """Return an element without the namespace in its name, which a page has on the root."""
    copy = ET.Element(element.tag.removeprefix(f"{{{SVG}}}"), element.attrib)
    copy.text = element.text
    # Programs that show text alone show labels one behind the other.
    copy.tail = " " if element.text else None
    return copy


def read_plot(path: Path) -> PlotFile | None:
    """Read a file; return None where there is none, or one that is no drawing of chapbook's."""
    try:
        root = ET.fromstring(path.read_bytes())  # noqa: S314  # a file of the publication, which it wrote itself
    except (OSError, ET.ParseError):
        return None
    shows = root.get(SHOWS)
    return PlotFile(shows, root) if shows and root.tag == f"{{{SVG}}}svg" else None
