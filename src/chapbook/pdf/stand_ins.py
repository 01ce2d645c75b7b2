"""What Typst refuses, such as a broken picture: found by its place, and shown by its words behind a sign.

Every node has a number. In a second look the markup of each node stands between two marks that Typst takes for
comments, each with a line's end in it, so that the line that Typst names tells the node. A node that was refused is
written as its words; if these are refused as well, what is around it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from chapbook.pdf.markup import REPLACEMENT, text

if TYPE_CHECKING:
    from collections.abc import Collection

NUMBER = "typst-number"

MARK = re.compile(r"/\*node (\d+) ([<>])\n\*/")
PLACE = re.compile(r"/main\.typ:(\d+):\d+")
LINE_END = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
"""What Typst counts lines by."""

ARGUMENTS = (
    nodes.caption,
    nodes.classifier,
    nodes.colspec,
    nodes.definition,
    nodes.definition_list_item,
    nodes.description,
    nodes.document,
    nodes.entry,
    nodes.field,
    nodes.field_body,
    nodes.field_name,
    nodes.legend,
    nodes.line,
    nodes.list_item,
    nodes.option_group,
    nodes.option_list_item,
    nodes.row,
    nodes.tbody,
    nodes.term,
    nodes.tgroup,
    nodes.thead,
)
"""Nodes whose markup is an argument of a call, where nothing else can stand in its place."""


def give_numbers(book: nodes.document) -> None:
    """Give the nodes of a book their numbers, the same ones whenever it is assembled."""
    for number, node in enumerate(book.findall(nodes.Element)):
        node[NUMBER] = number


def refused_nodes(diagnostic: str, main: str, already: Collection[int]) -> list[int]:
    """Return the numbers of the nodes that Typst's *diagnostic* is about, each once.

    :param main: the markup, with marks.
    :param already: the numbers of nodes that are shown by their words; what is around them is to be, if not even these
        can be shown.
    """
    found = []
    for line in dict.fromkeys(PLACE.findall(diagnostic)):
        around = reversed(_nodes_around(main, int(line)))
        found.append(next((number for number in around if number not in already), None))
    return [number for number in dict.fromkeys(found) if number is not None]


def _nodes_around(main: str, line: int) -> list[int]:
    """Return the numbers of the nodes that a line is in, from the outermost; most lines begin within a mark."""
    start = next((end.end() for number, end in enumerate(LINE_END.finditer(main), 2) if number == line), 0)
    numbers: list[int] = []
    for mark in MARK.finditer(main, 0, start + len("*/")):
        if mark[2] == "<":
            numbers.append(int(mark[1]))
        elif numbers:
            numbers.pop()
    return numbers


class StandIns(SphinxTranslator):
    """A translator that writes some nodes by their words, and marks all others when it is asked to."""

    body: list[str]
    refused: Collection[int] = ()
    """The numbers of the nodes to be written by their words."""
    marks = False
    """Whether to write marks."""

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit a node, or write its words."""
        if not isinstance(node, nodes.Element) or not can_be_replaced(node):
            super().dispatch_visit(node)
            return
        if node.get(NUMBER) in self.refused:
            self.stand_in(node)
            raise nodes.SkipNode
        if self.marks:
            self.body.append(f"/*node {node[NUMBER]} <\n*/")
        try:
            super().dispatch_visit(node)
        except nodes.SkipNode:
            self._end(node)
            raise

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Depart from a node."""
        super().dispatch_departure(node)
        if isinstance(node, nodes.Element) and can_be_replaced(node):
            self._end(node)

    def _end(self, node: nodes.Element) -> None:
        if self.marks:
            self.body.append(f"/*node {node[NUMBER]} >\n*/")

    def stand_in(self, node: nodes.Element) -> None:
        """Write a node's words in its place, behind a sign; links that lead into it lead there."""
        for inner in node.findall(nodes.Element):
            self.mark(inner)
        shown = node.astext() or Path(node.get("uri", "")).name
        words = f"{REPLACEMENT} {shown} {node.get('eqno', '')}".rstrip()
        if _is_in_a_line(node):
            self.body.append(text(words))
        else:
            self.body += [f"{text(part)}\n\n" for part in words.split("\n\n")]

    def mark(self, node: nodes.Element) -> None:
        """Write an anchor for each id of a node."""
        raise NotImplementedError


def can_be_replaced(node: nodes.Element) -> bool:
    """Tell whether words can stand in the place of a node; it has a number then."""
    nested_lines = isinstance(node, nodes.line_block) and isinstance(node.parent, nodes.line_block)
    return NUMBER in node and not isinstance(node, ARGUMENTS) and not nested_lines


def _is_in_a_line(node: nodes.Element) -> bool:
    return isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement)
