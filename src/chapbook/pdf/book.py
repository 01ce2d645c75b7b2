"""The book: assembles the publication, translates it, compiles it, and tells what went wrong where."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.osutil import make_filename_from_project
from typst import TypstError

from chapbook.language import gettext as _
from chapbook.pdf.assembly import Anchors, assemble, preamble
from chapbook.pdf.compiler import MAIN, REPLACEMENT, compile_pdf
from chapbook.pdf.markup import array, string
from chapbook.templates import PARTS, own_folders

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from chapbook.pdf.table_markup import TypstTranslator

logger = logging.getLogger(__name__)
TEMPLATE = "book.typ"


class PdfError(SphinxError):
    """The PDF cannot be made."""

    category = "PDF error"


def write_book(builder: Builder) -> None:
    """Write the PDF, whole or not at all.

    :raises PdfError: where the template or a picture does not allow it.
    """
    with progress_message("assembling"):
        book = assemble(builder.env, builder.config.root_doc)
        builder.env.resolve_references(book, builder.config.root_doc, builder)
        builder.post_process_images(book)
    with progress_message("translating"):
        files = {MAIN: _main(builder, book), "book.typ": _template(builder).read_bytes()}
        files |= {f"images/{name}": (builder.srcdir / uri).read_bytes() for uri, name in builder.images.items()}
    with progress_message("compiling"):
        data = _compile(files, book)
    name = builder.config.chapbook_pdf_name or make_filename_from_project(builder.config.project)
    (builder.outdir / f"{name}.pdf").write_bytes(data)


def _template(builder: Builder) -> Path:
    own = [Path(folder, TEMPLATE) for folder in own_folders(builder, "pdf")]
    return next((path for path in own if path.is_file()), PARTS / "pdf/templates" / TEMPLATE)


def _main(builder: Builder, book: nodes.document) -> bytes:
    anchors = Anchors(book)
    front = cast("nodes.Element", book.children[0])
    title_page = new_document("")
    title_page += [*_in_file(front, preamble(front))]
    language, _sep, region = builder.config.language.partition("_")
    edition = _("Edition %(release)s") % {"release": builder.config.release} if builder.config.release else ""
    values = {
        "title": string(builder.config.project),
        "authors": array([string(builder.config.author)] if builder.config.author else []),
        "edition": string(edition) if edition else "none",
        "lang": string(language or "en"),
        "region": string(region) if region else "none",
        "preamble": f"[{_translated(builder, title_page, anchors)}]",
    }
    given = ", ".join(f"{name}: {value}" for name, value in values.items())
    body = _translated(builder, book, anchors)
    return f'#import "book.typ": *\n#show: book.with({given})\n\n{body}#destinations()\n'.encode()


def _translated(builder: Builder, document: nodes.document, anchors: Anchors) -> str:
    translator = cast("TypstTranslator", builder.create_translator(document, builder))
    translator.anchors = anchors
    document.walkabout(translator)
    return "".join(translator.body)


def _compile(files: dict[str, bytes], book: nodes.document) -> bytes:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        compiled = compile_pdf(files, int(epoch) if epoch else None, _("page %(number)s"))
    except TypstError as error:
        raise PdfError(str(error)) from error
    for character in dict.fromkeys("".join(compiled.unshown)):
        if not character.isascii():
            _tell_missing(book, character)
    return compiled.pdf


def _in_file(front: nodes.Element, children: list[nodes.Node]) -> list[nodes.Node]:
    """Wrap nodes in a copy of the file's node that they were taken from, so that their links are told right."""
    copy = cast("Any", front.copy())
    copy.extend(children)
    return [copy]


def _tell_missing(book: nodes.document, character: str) -> None:
    """Warn, at each place where it stands, of a character that no font has."""
    code = f"U+{ord(character):04X}"
    name = f"{character} ({code}, {unicodedata.name(character, 'without a name')})" if character.isprintable() else code
    for place in dict.fromkeys(_place(node, character) for node in book.findall() if character in _shown(node)) or [""]:
        message = "no font has the character %s; %s stands in its place; %s"
        logger.warning(message, name, REPLACEMENT, _remedy(character), location=place or None, type="chapbook_pdf")


def _remedy(character: str) -> str:
    """Say which of Debian's packages has a font with a character; for some there can be none (Unicode, 23.5, 23.7)."""
    if unicodedata.category(character) in {"Co", "Cn"}:
        return "it has no meaning that fonts share, write another"
    if "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7ff" or character >= "\U00020000":
        return "install fonts-noto-cjk"
    if character >= "\U0001f000" or "\u2600" <= character <= "\u27bf":
        return "install fonts-noto-color-emoji"
    return "install a font with it, such as those of fonts-noto-core"


def _shown(node: nodes.Node) -> str:
    if isinstance(node, nodes.abbreviation):
        return str(node.get("explanation", ""))
    return node if isinstance(node, nodes.Text) else ""


def _place(node: nodes.Node, character: str) -> str:
    while node.parent is not None and not node.source:
        node = node.parent
    path = Path(node.source or "")
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if character in line), node.line or 1)
    return f"{path}:{line}"
