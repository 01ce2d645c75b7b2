"""The builder: one file of XML, and its pictures in a folder beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.osutil import make_filename_from_project

from chapbook.whole.builder import OneFileBuilder
from chapbook.whole.places import nearest_with_line

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

logger = logging.getLogger(__name__)


class JatsBuilder(OneFileBuilder):
    """One article of all documents, in ``outdir``."""

    name = "jats"
    format = "jats"
    epilog = "The JATS is in %(outdir)s."
    # No build fetches anything; a link leads to a picture of another host.
    supported_remote_images = True

    def init(self) -> None:
        """Load the translator, which no other build needs."""
        from chapbook.jats.translator import JatsTranslator  # noqa: PLC0415  # as said

        self.default_translator_class = JatsTranslator  # type: ignore[misc]  # the class has none that it could share

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write the article, and copy its pictures."""
        from chapbook.jats.article import article  # noqa: PLC0415  # as above
        from chapbook.jats.front import record_of  # noqa: PLC0415  # as above
        from chapbook.jats.picture_form import FOLDER  # noqa: PLC0415  # as above
        from chapbook.whole.assembly import resolved  # noqa: PLC0415  # as above

        with progress_message("assembling"):
            book = resolved(self, _warn)
            self.post_process_images(book)
        with progress_message("translating"):
            written = article(self, book, record_of(self))
        name = self.config.chapbook_jats_name or make_filename_from_project(self.config.project)
        (self.outdir / f"{name}.xml").write_bytes(written)
        folder = self.outdir / FOLDER
        shutil.rmtree(folder, ignore_errors=True)
        for uri, picture in self.images.items():
            path = Path(self.srcdir, uri)
            if path.is_file():
                folder.mkdir(exist_ok=True)
                shutil.copyfile(path, folder / picture)


def _warn(message: str, node: nodes.Node) -> None:
    logger.warning("%s", message, location=nearest_with_line(node), type="chapbook_jats")
