"""The book: assembles the publication, translates it, compiles it, and tells what went wrong where."""

from __future__ import annotations

import gc
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
from chapbook.pdf.compiler import MAIN, REPLACEMENT, compile_pdf, is_large
from chapbook.pdf.markup import array, string
from chapbook.templates import PARTS, own_folders

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from chapbook.pdf.compiler import Compiled
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
    files = _files(builder)
    if is_large(files):
        _make_room(builder.env)
    with progress_message("compiling"):
        compiled = _compile(files)
    if compiled.unshown:
        with logging.suppress_logging():
            book = _assembled(builder)
        for character in dict.fromkeys("".join(compiled.unshown)):
            if not character.isascii():
                _tell_missing(book, character)
    name = builder.config.chapbook_pdf_name or make_filename_from_project(builder.config.project)
    (builder.outdir / f"{name}.pdf").write_bytes(compiled.pdf)


def _make_room(env: BuildEnvironment) -> None:
    """Let go of all nodes, which are circles: Typst takes as much memory again as the whole build has until then.

    Sphinx keeps documents for a builder that writes them one by one; they are on the disk as well.
    """
    env._pickled_doctree_cache.clear()  # noqa: SLF001  # there is no other way to them
    env._write_doc_doctree_cache.clear()  # noqa: SLF001  # as above
    gc.collect()


def _assembled(builder: Builder) -> nodes.document:
    book = assemble(builder.env, builder.config.root_doc)
    builder.env.resolve_references(book, builder.config.root_doc, builder)
    return book


def _files(builder: Builder) -> dict[str, bytes]:
    """Return what Typst is given."""
    with progress_message("assembling"):
        book = _assembled(builder)
        builder.post_process_images(book)
    with progress_message("translating"):
        files = {MAIN: _main(builder, book), "book.typ": _template(builder).read_bytes()}
    return files | {f"images/{name}": (builder.srcdir / uri).read_bytes() for uri, name in builder.images.items()}


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
    # Strings beside each other are one; a quotation mark within a string has a backslash before it.
    return "".join(translator.body).replace('";#"', "")


def _compile(files: dict[str, bytes]) -> Compiled:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return compile_pdf(files, int(epoch) if epoch else None, _("page %(number)s"))
    except TypstError as error:
        raise PdfError(str(error)) from error


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
