"""The whole translator: a doctree in, the body of a Typst document out, in *body*."""

from __future__ import annotations

from chapbook.pdf.admonition_markup import AdmonitionMarkup
from chapbook.pdf.block_markup import BlockMarkup
from chapbook.pdf.code_markup import CodeMarkup
from chapbook.pdf.desc_markup import DescMarkup
from chapbook.pdf.heading_markup import HeadingMarkup
from chapbook.pdf.note_markup import NoteMarkup
from chapbook.pdf.table_markup import TableMarkup


class TypstTranslator(
    HeadingMarkup, BlockMarkup, CodeMarkup, AdmonitionMarkup, DescMarkup, NoteMarkup, TableMarkup
):  # its parts do not know each other
    """All visitors together."""
