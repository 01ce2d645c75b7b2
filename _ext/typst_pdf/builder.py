"""The builder: assembles the publication, translates it, compiles it, and tells what went wrong where."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.locale import get_translation
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.osutil import make_filename_from_project

from typst_pdf.assembly import Anchors, assemble, preamble
from typst_pdf.markup import array, string
from typst_pdf.table_markup import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

logger = logging.getLogger(__name__)

CATALOG = "typst_pdf"
_ = get_translation(CATALOG)
TEMPLATE = "typst_pdf/book.typ"
OWN_TEMPLATE = Path(__file__).parent / "templates/book.typ"


class PdfError(SphinxError):
    """The PDF cannot be made."""

    category = "PDF error"


class TypstPdfBuilder(Builder):
    """One PDF of all documents, in ``outdir``."""

    name = "typstpdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif"]  # noqa: RUF012  # Sphinx's own form
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        """Say that everything is to be written: the PDF is one file of all documents."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Name a document; the translator makes a destination of it."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Name a document; all are in one file."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write the PDF, whole or not at all.

        :raises PdfError: where the template, a picture or a font does not allow it.
        """
        with progress_message("assembling"):
            book = assemble(self.env, self.config.root_doc)
            self.env.resolve_references(book, self.config.root_doc, self)
            self.post_process_images(book)
        with progress_message("translating"):
            files = {"main.typ": self._main(book), "book.typ": self._template().read_bytes()}
            files |= {f"images/{name}": (self.srcdir / uri).read_bytes() for uri, name in self.images.items()}
        with progress_message("compiling"):
            data = self._compile(files, book)
        name = self.config.typst_pdf_name or make_filename_from_project(self.config.project)
        (self.outdir / f"{name}.pdf").write_bytes(data)

    def _template(self) -> Path:
        folders = [Path(self.confdir, folder) for folder in self.config.templates_path]
        return next((path for folder in folders if (path := folder / TEMPLATE).is_file()), OWN_TEMPLATE)

    def _main(self, book: nodes.document) -> bytes:
        anchors = Anchors(book)
        front = cast("nodes.Element", book.children[0])
        title_page = new_document("")
        title_page += [*_in_file(front, preamble(front))]
        language, _sep, region = self.config.language.partition("_")
        edition = _("Edition %(release)s") % {"release": self.config.release} if self.config.release else ""
        values = {
            "title": string(self.config.project),
            "authors": array([string(self.config.author)] if self.config.author else []),
            "edition": string(edition) if edition else "none",
            "lang": string(language or "en"),
            "region": string(region) if region else "none",
            "preamble": f"[{self._translated(title_page, anchors)}]",
        }
        given = ", ".join(f"{name}: {value}" for name, value in values.items())
        body = self._translated(book, anchors)
        return f'#import "book.typ": *\n#show: book.with({given})\n\n{body}'.encode()

    def _translated(self, document: nodes.document, anchors: Anchors) -> str:
        translator = cast("TypstTranslator", self.create_translator(document, self))
        translator.anchors = anchors
        document.walkabout(translator)
        return "".join(translator.body)

    def _compile(self, files: dict[str, bytes], book: nodes.document) -> bytes:
        # Large libraries that no other build needs: they are loaded when a PDF is made.
        from typst import TypstError  # noqa: PLC0415  # as said

        from typst_pdf.compiler import MissingGlyphError, compile_pdf  # noqa: PLC0415  # as said

        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        try:
            return compile_pdf(files, int(epoch) if epoch else None)
        except MissingGlyphError as error:
            raise PdfError("\n".join(_missing(book, character) for character in error.args)) from error
        except TypstError as error:
            raise PdfError(str(error)) from error


def _in_file(front: nodes.Element, children: list[nodes.Node]) -> list[nodes.Node]:
    """Wrap nodes in a copy of the file's node that they were taken from, so that their links are told right."""
    copy = cast("Any", front.copy())
    copy.extend(children)
    return [copy]


def _missing(book: nodes.document, character: str) -> str:
    """Say which character no font has, each place where it stands, and which package of Debian's has a font with it."""
    places = dict.fromkeys(_place(node, character) for node in book.findall() if character in _shown(node))
    package = "a font with it, such as those of fonts-noto-core"
    if "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7ff" or character >= "\U00020000":
        package = "fonts-noto-cjk"
    elif character >= "\U0001f000" or "\u2600" <= character <= "\u27bf":
        package = "fonts-noto-color-emoji"
    code = f"U+{ord(character):04X}"
    name = f"{character} ({code})" if character.isprintable() else code
    told = f"no font has the character {name}; install {package}"
    return "\n".join(f"{place}{told}" for place in places or [""])


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
    return f"{path}:{line}: "
