"""What Typst is given of a publication: its template, its pictures, and one file with all its words."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils.utils import new_document
from sphinx.util import logging
from sphinx.util.display import progress_message

from chapbook.directions import of_language, of_text
from chapbook.edition import edition_of
from chapbook.language import gettext as _, words_are_in
from chapbook.language_tag import parts
from chapbook.pdf.compiler import MAIN, compile_pdf
from chapbook.pdf.markup import array
from chapbook.templates import PARTS, own_folders
from chapbook.typst_string import string
from chapbook.whole.assembly import Anchors, preamble, resolved
from chapbook.whole.places import nearest_with_line

if TYPE_CHECKING:
    from collections.abc import Collection

    from docutils import nodes
    from sphinx.builders import Builder

    from chapbook.pdf.compiler import Compiled
    from chapbook.pdf.translator import TypstTranslator

logger = logging.getLogger(__name__)
TEMPLATE = "book.typ"
LOOK = PARTS / "pdf/templates" / TEMPLATE
LANGUAGE = re.compile(r"[a-z]{2,3}")
REGION = re.compile(r"[A-Z]{2}")


class SecondLook(NamedTuple):
    """How a *book* with numbers is written once Typst has refused it: nodes by their words, all others with marks."""

    book: nodes.document
    refused: Collection[int] = ()
    own_template: bool = True


def assembled(builder: Builder) -> nodes.document:
    """Return all documents as one, the same each time."""
    return resolved(builder, _warn)


def _warn(message: str, node: nodes.Node) -> None:
    logger.warning("%s", message, location=nearest_with_line(node), type="chapbook_pdf")


def book_files(builder: Builder, second: SecondLook | None = None) -> dict[str, bytes]:
    """Return what Typst is given, by name; a picture that cannot be read is not among it."""
    with progress_message("assembling"):
        book = second.book.deepcopy() if second else assembled(builder)
        builder.post_process_images(book)
    template = own_template(builder) if second is None or second.own_template else None
    with progress_message("translating"):
        files = {MAIN: _main(builder, book, second), TEMPLATE: (template or LOOK).read_bytes()}
    pictures = {f"images/{name}": _picture(builder, uri) for uri, name in builder.images.items()}
    return files | {name: data for name, data in pictures.items() if data is not None}


def compile_book(files: dict[str, bytes]) -> Compiled:
    """Compile what Typst is given, with the time of the edition where one is known.

    :raises typst.TypstError: where Typst refuses anything.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return compile_pdf(files, int(epoch) if epoch else None, _("page %(number)s"))


def own_template(builder: Builder) -> Path | None:
    """Return the publication's own template, if it has one."""
    own = [Path(folder, TEMPLATE) for folder in own_folders(builder, "pdf")]
    return next((path for path in own if path.is_file()), None)


def _picture(builder: Builder, uri: str) -> bytes | None:
    try:
        return (builder.srcdir / uri).read_bytes()
    except OSError:  # Typst misses it, and that is told at its place
        return None


def _main(builder: Builder, book: nodes.document, second: SecondLook | None) -> bytes:
    anchors = Anchors(book)
    front = cast("nodes.Element", book.children[0])
    title_page = new_document("")
    title_page += [*_in_file(front, preamble(front))]
    written = parts(builder.config.language)
    language = written.language if LANGUAGE.fullmatch(written.language) else "en"
    region = written.region if REGION.fullmatch(written.region) else ""
    runs = of_language(builder.config.language)
    values = {
        "title": string(builder.config.project),
        "authors": array([string(builder.config.author)] if builder.config.author else []),
        "edition": _edition(builder),
        "lang": string(language),
        "region": string(region) if region else "none",
        "preamble": f"[{_translated(builder, title_page, anchors, second)}]",
    }
    given = ", ".join(f"{name}: {value}" for name, value in values.items())
    body = _translated(builder, book, anchors, second)
    subject = builder.config.chapbook_pdf_subject
    rules = f"#set document(description: {string(subject)})\n" if subject else ""
    rules += "#set text(dir: rtl)\n" if runs == "rtl" else ""
    if (title_runs := of_text(builder.config.project) or runs) != runs:
        rules += f"#show title: set text(dir: {title_runs})\n"
    return f'#import "book.typ": *\n{rules}#show: book.with({given})\n\n{body}#destinations()\n'.encode()


def _edition(builder: Builder) -> str:
    """Return what says which edition it is, as Typst has it; in English where the press has no other words."""
    words = edition_of(builder.config)
    if not words:
        return "none"
    said = string(words)
    language = words_are_in()
    return f"text(lang: {string(language)}, dir: ltr, {said})" if language else said


def _translated(builder: Builder, document: nodes.document, anchors: Anchors, second: SecondLook | None) -> str:
    translator = cast("TypstTranslator", builder.create_translator(document, builder))
    translator.anchors = anchors
    if second:
        translator.marks, translator.refused = True, second.refused
    document.walkabout(translator)
    # Strings beside each other are one; a quotation mark within a string has a backslash before it.
    return "".join(translator.body).replace('";#"', "")


def _in_file(front: nodes.Element, children: list[nodes.Node]) -> list[nodes.Node]:
    """Wrap nodes in a copy of the file's node that they were taken from, so that their links are told right."""
    copy = cast("Any", front.copy())
    copy.extend(children)
    return [copy]
