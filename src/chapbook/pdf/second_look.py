"""A second look at a book that Typst has refused: what cannot be set is shown by its words, and told at its place.

The book is translated again with marks. What Typst names is written by its words; where it names nothing, such as in
what stands too deep in itself, the block is looked for by halves. So one mistake costs its own place in the PDF.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.util import logging
from typst import TypstError

from chapbook.pdf.book_files import TEMPLATE, SecondLook, assembled, book_files, compile_book, own_template
from chapbook.pdf.compiler import MAIN
from chapbook.pdf.stand_ins import NUMBER, can_be_replaced, give_numbers, refused_nodes
from chapbook.whole.places import place_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.builders import Builder

    from chapbook.pdf.compiler import Compiled

logger = logging.getLogger(__name__)

ERROR = re.compile(r"^error: ", re.MULTILINE)
IN_TEMPLATE = re.compile(rf"/{re.escape(TEMPLATE)}:(\d+):\d+")
NOT_FOUND = re.compile(r" \(searched at .*\)")
"""Where Typst looked for a picture: in a folder that is gone when a person looks for it."""

FORMS = "PNG, JPEG, GIF, WebP or SVG"


class PdfError(SphinxError):
    """The PDF cannot be made."""

    category = "PDF error"


def compile_what_can_be(builder: Builder) -> Compiled:
    """Compile the book with the words of what Typst refuses in its place, and tell of each.

    :raises PdfError: where nothing that is left out lets the rest be set.
    """
    refused: dict[int, str] = {}
    template = own_template(builder)
    with logging.suppress_logging():
        book = assembled(builder)
    give_numbers(book)
    while True:
        files = _files(builder, book, refused, template)
        try:
            compiled = compile_book(files)
            break
        except TypstError as error:
            if template and (line := _line_of_template(error)):
                message = "Typst cannot use the template (%s); the look of the press was taken instead; correct it"
                logger.warning(message, error.message, location=f"{template}:{line}", type="chapbook_pdf")
                template = None
                continue
            more = _refused(builder, book, error, files[MAIN].decode(), refused)
            more = more or _found_by_halves(builder, book, refused, template)
            if not more:
                raise PdfError(str(error)) from error
            refused |= more
    _tell(book, refused)
    return compiled


def _files(builder: Builder, book: nodes.document, refused: dict[int, str], template: Path | None) -> dict[str, bytes]:
    with logging.suppress_logging():
        return book_files(builder, SecondLook(book, refused, own_template=template is not None))


def _line_of_template(error: TypstError) -> str:
    """Return the line of the template that an error is about, if it is about its own text or what that lacks."""
    told = error.diagnostic.partition("\n\n")[0]
    if place := IN_TEMPLATE.search(told):
        return place[1]
    lacks = ("unknown variable", "unexpected argument", "missing argument", "file is not valid UTF-8")
    return "1" * error.message.startswith(lacks)


def _refused(
    builder: Builder, book: nodes.document, error: TypstError, main: str, already: dict[int, str]
) -> dict[int, str]:
    """Return the numbers of the nodes that an error names, and what Typst says of each."""
    found = {}
    for told in ERROR.split(error.diagnostic)[1:]:
        cause = NOT_FOUND.sub("", told.partition("\n")[0])
        numbers = refused_nodes(told, main, already)
        if not numbers:
            pictures = [node for node in book.findall(nodes.image) if node["uri"] in builder.images]
            numbers = [node[NUMBER] for node in pictures if f"images/{builder.images[node['uri']]}" in told]
        found.update({number: cause for number in numbers if number not in already})
    return found


def _found_by_halves(
    builder: Builder, book: nodes.document, already: dict[int, str], template: Path | None
) -> dict[int, str]:
    """Return the first block with which the book is refused, of those that stand in a section or in a comment.

    Where Typst then names something in it, that is returned. Where the book is refused without any of them, what Typst
    names then is returned, such as something in a title; or else the chapter.
    """

    def first(among: list[int]) -> dict[int, str]:
        found: dict[int, dict[int, str]] = {}

        def fails(shown: int) -> bool:
            refused = already | dict.fromkeys(among[shown:], "")
            files = _files(builder, book, refused, template)
            try:
                compile_book(files)
            except TypstError as error:
                block = {among[shown - 1]: error.message} if shown else {}
                found[shown] = _refused(builder, book, error, files[MAIN].decode(), refused) or block
                return True
            return False

        return found[0] if fails(0) else found[bisect_left(range(len(among) + 1), x=True, key=fails)]

    blocks = [node[NUMBER] for node in book.findall(nodes.Element) if _is_block(node) and node[NUMBER] not in already]
    chapters = [node[NUMBER] for node in book.findall(addnodes.start_of_file) if node[NUMBER] not in already]
    return first(blocks) or first(chapters)


def _is_block(node: nodes.Element) -> bool:
    parent = node.parent
    is_in_comment = isinstance(parent, nodes.list_item) and "comments" in parent.parent["classes"]
    is_in_section = isinstance(parent, nodes.section) and not isinstance(node, (nodes.section, nodes.title))
    return (is_in_section or is_in_comment) and can_be_replaced(node)


def _tell(book: nodes.document, refused: dict[int, str]) -> None:
    for node in book.findall(nodes.Element):
        cause = refused.get(node[NUMBER])
        if cause is None:
            continue
        if isinstance(node, nodes.image):
            message = (
                f"Typst cannot show the picture {node['uri']!r} ({cause}); its words stand in its place in the PDF; "
            )
            message += f"give a sound file of the project, as {FORMS}"
        else:
            message = f"Typst cannot set this ({cause}); its words stand in its place in the PDF; {_remedy(cause)}"
        logger.warning("%s", message, location=_place(node), type="chapbook_pdf")


def _remedy(cause: str) -> str:
    if "artifacts" in cause:
        return "write the link not in a title, which stands in the running head"
    if "URL" in cause:
        return "write a shorter address"
    if "depth" in cause:
        return "put less of it into each other"
    return "write it in another way"


def _place(node: nodes.Element) -> str | None:
    if node.source and node.line:
        return f"{node.source}:{node.line}"
    words = node.get("refuri") or next(iter(node.astext().split()), "")
    return place_of(node, words) or None
