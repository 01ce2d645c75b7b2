"""The book: compiled from what the publication gives."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.osutil import make_filename_from_project
from typst import TypstError

from chapbook.pdf.book_files import assembled, book_files, compile_book
from chapbook.pdf.compiler import is_large
from chapbook.pdf.missing import tell_missing
from chapbook.pdf.second_look import compile_what_can_be
from chapbook.whole.assembly import let_go_of_lists

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def write_book(builder: Builder) -> None:
    """Write the PDF, whole or not at all; warn of what it cannot show as the publication has it.

    :raises PdfError: where nothing can be made of it.
    """
    files = book_files(builder)
    if is_large(files):
        _make_room(builder.env)
    with progress_message("compiling"):
        try:
            compiled = compile_book(files)
        except TypstError:
            compiled = compile_what_can_be(builder)
    if compiled.unshown:
        with logging.suppress_logging():
            book = assembled(builder)
        tell_missing(book, compiled.unshown)
    name = builder.config.chapbook_pdf_name or make_filename_from_project(builder.config.project)
    (builder.outdir / f"{name}.pdf").write_bytes(compiled.pdf)


def _make_room(env: BuildEnvironment) -> None:
    """Let go of all nodes, which are circles: Typst takes as much memory again as the whole build has until then.

    Sphinx keeps documents for a builder that writes them one by one; they are on the disk as well.
    """
    let_go_of_lists(env)
    env._pickled_doctree_cache.clear()  # noqa: SLF001  # there is no other way to them
    env._write_doc_doctree_cache.clear()  # noqa: SLF001  # as above
    gc.collect()
