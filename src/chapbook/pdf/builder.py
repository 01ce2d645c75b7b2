"""The PDF builder; it loads Typst and the translator only when a PDF is asked for, so that other builds stay light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.whole.builder import OneFileBuilder

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class TypstPdfBuilder(OneFileBuilder):
    """One PDF of all documents, in ``outdir``."""

    name = "typstpdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."

    def init(self) -> None:
        """Load the translator, which no other build needs."""
        from chapbook.pdf.translator import TypstTranslator  # noqa: PLC0415  # as said

        self.default_translator_class = TypstTranslator  # type: ignore[misc]  # the class has none that it could share

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write the PDF, whole or not at all.

        :raises PdfError: where nothing can be made of it.
        """
        # Typst and all that writes for it are large, and no other build needs them.
        from chapbook.pdf.book import write_book  # noqa: PLC0415  # as said

        write_book(self)
