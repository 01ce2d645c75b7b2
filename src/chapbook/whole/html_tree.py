"""Raw HTML beside other nodes, as one tree: what ``<kbd>`` and ``</kbd>`` enclose stands in between, as nodes.

A Markdown parser hands on each tag of a line for itself, and a block of HTML as a whole, in which other blocks may be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
"""Tags without an end (HTML, 13.1.2, *void elements*)."""

ENDS = {
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "li": {"li"},
    "p": {"p"},
    "tbody": {"td", "th", "thead", "tr"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}
"""What a start tag ends that has no end tag of its own (HTML, 13.1.2.4)."""


@dataclass
class Tag:
    """An element of HTML: its name, its attributes, what is in it, and the node that its start tag was written in."""

    name: str
    attributes: dict[str, str]
    source: nodes.Node
    content: list[nodes.Node | Tag] = field(default_factory=list)


def is_html(node: nodes.Node) -> bool:
    """Tell whether a node is raw HTML."""
    return isinstance(node, nodes.raw) and "html" in str(node.get("format", "")).split()


def tree(children: Iterable[nodes.Node]) -> list[nodes.Node | Tag]:
    """Return nodes and what the raw HTML among them is, in order; whatever has no end tag ends with them."""
    parser = _Tree()
    for child in children:
        if is_html(child):
            parser.source = child
            parser.feed(child.astext())
            parser.close()
            parser.reset()
        else:
            parser.open[-1].content.append(child)
    return parser.open[0].content


class _Tree(HTMLParser):
    """Keeps what is open; the first holds all."""

    def __init__(self) -> None:
        super().__init__()
        self.source: nodes.Node = nodes.Text("")
        self.open = [Tag("", {}, self.source)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open[-1].name in ENDS.get(tag, ()):
            self.open.pop()
        found = Tag(tag, {name: value or "" for name, value in attrs}, self.source)
        self.open[-1].content.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # Only of what SVG and MathML have is the stroke an end.
        if tag not in VOID and any(above.name in {"svg", "math"} for above in self.open):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        names = [above.name for above in self.open[1:]]
        if tag in names:
            del self.open[len(names) - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(nodes.Text(data))
