"""The PDF builder; it loads Typst and the translator only when a PDF is asked for, so that other builds stay light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class TypstPdfBuilder(Builder):
    """One PDF of all documents, in ``outdir``."""

    name = "typstpdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif"]  # noqa: RUF012  # Sphinx's own form
    allow_parallel = True

    def init(self) -> None:
        """Load the translator, which no other build needs."""
        from chapbook.pdf.translator import TypstTranslator  # noqa: PLC0415  # as said

        self.default_translator_class = TypstTranslator  # type: ignore[misc]  # the class has none that it could share

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

        :raises PdfError: where nothing can be made of it.
        """
        # Typst and all that writes for it are large, and no other build needs them.
        from chapbook.pdf.book import write_book  # noqa: PLC0415  # as said

        write_book(self)
