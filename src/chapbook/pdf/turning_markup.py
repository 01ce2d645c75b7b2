"""Blocks that are set in a way of their own: they run as their own letters do, and cost no more than their length."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from chapbook.clusters import piles
from chapbook.directions import of_language, of_text
from chapbook.pdf.inline_markup import InlineMarkup
from chapbook.pdf.named_language import arguments, language_of

END = "\n\n"

MANY_PIECES = 200
"""How many pieces of a block, such as links of a paragraph, are more than any has that is to be read."""

LANGUAGE = {"lang", "region"}

PLAIN_LINES = '#set par(linebreaks: "simple");'
"""Have Typst end each line for itself; to look for the best ends of all lines takes the square of their pieces."""


def turned(before: str, after: str) -> tuple[Any, Any]:
    """Make the visitors of a block that runs the way of its own letters, whichever way the text around it does."""

    def visit(self: TurningMarkup, node: nodes.Element) -> None:
        self.turn(node)
        self.mark(node)
        self.body.append(before)

    def depart(self: TurningMarkup, _node: nodes.Element) -> None:
        self.body.append(after)
        self.turn_back()

    return visit, depart


class TurningMarkup(InlineMarkup):
    """What begins and ends such a block."""

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)
        self.directions = [of_language(self.config.language)]
        self.languages: list[dict[str, str]] = [{}]
        self.rules: list[str] = []

    def turn(self, node: nodes.Element) -> None:
        """Begin what may run the other way than what is around it, or is costly; :meth:`turn_back` ends it."""
        words = node.astext()
        around_it = self.directions[-1]
        runs = ("" if "comment-author" in node["classes"] else of_text(words)) or around_it
        has_many_pieces = isinstance(node, (nodes.TextElement, nodes.line_block)) and len(node.children) > MANY_PIECES
        is_costly = has_many_pieces or next(piles(words), None)
        self._begin(language_of(node) or ({"dir": runs} if runs != around_it else {}), PLAIN_LINES * bool(is_costly))

    def turn_where_said(self, node: nodes.Element) -> None:
        """Begin what runs another way, or is in another language, only where the writer says so."""
        self._begin(language_of(node))

    def _begin(self, said: dict[str, str], rules: str = "") -> None:
        rules = (f"#set text({arguments(said)});" if said else "") + rules
        self.directions.append(said.get("dir", self.directions[-1]))
        self.languages.append({name: said[name] for name in LANGUAGE & said.keys()} or self.languages[-1])
        self.rules.append(rules)
        self.body.append(f"#[{rules}" if rules else "")

    def turn_in_line(self, node: nodes.Element) -> None:
        """Begin a line of a thing that stands in several places, such as a title, and runs its own way in each."""
        runs = of_text(node.astext())
        self.body.append(f"#text(dir: {runs})[" if runs and runs != of_language(self.config.language) else "#[")

    def turn_back(self) -> None:
        """End what :meth:`turn` began."""
        self.directions.pop()
        self.languages.pop()
        if self.rules.pop():
            self.body.append(f"]{END}")
