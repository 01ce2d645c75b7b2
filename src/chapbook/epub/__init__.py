"""``-b epub``: Sphinx's EPUB 3 builder, with what makes its books valid and accessible.

Sphinx's own lacks the language of the book and of each page as a tag (BCP 47; WCAG 3.1.1), the accessibility metadata
that catalogues show (EPUB Accessibility 1.1, section 2.2), one identifier in package and table of contents, and the
same bytes from the same source. Style sheets for print are left out, as a reading system makes its own pages. The book
has a small style sheet, which leaves colours to the reading system.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders._epub_base import GUIDE_TITLES
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _ as sphinx_words

from chapbook.assets import offer_static_files
from chapbook.language import add_catalog, gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
NAMESPACES = {"": OPF, "opf": OPF, "dc": "http://purl.org/dc/elements/1.1/"}
ACCESSIBILITY = [
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        _("All content is text, in reading order, with headings, a table of contents and links between its parts."),
    ),
]
"""What is true of a publication of text (schema.org's vocabulary, as EPUB Accessibility 1.1 asks for it)."""

STYLE = "chapbook-epub.css"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can tell (APPNOTE 4.4.6)."""


class SoundEpubBuilder(Epub3Builder):
    """Sphinx's EPUB builder with what is missing."""

    guide_titles = GUIDE_TITLES | {"toc": sphinx_words("Table of Contents")}

    def init_css_files(self) -> None:
        """Take all style sheets but those for print, and the book's own."""
        super().init_css_files()
        self._css_files = [css for css in self._css_files if css.attributes.get("media") != "print"]
        self.add_css_file(STYLE)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Give each page its language."""
        super().prepare_writing(docnames)
        languages = f' lang="{self.config.epub_language}" xml:lang="{self.config.epub_language}">'
        self.globalcontext["html_tag"] = self.html_tag.removesuffix(">") + languages

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Give the table of contents the package's identifier; Sphinx gives it the identifier's id."""
        return {**super().toc_metadata(level, navpoints), "uid": self.config.epub_identifier}

    def build_navlist(self, navnodes: list[dict[str, Any]]) -> list[Any]:
        """Go down by one level at a time: a page that is twice in the contents goes by two, where Sphinx breaks off."""
        level = 0
        steps = []
        for node in navnodes:
            if node["text"] and node["refuri"].split("#")[0] not in self.ignored_files:
                level = min(node["level"], level + 1)
                steps.append({**node, "level": level})
        return super().build_navlist(steps)

    def build_navigation_doc(self) -> None:
        """Tell assistive technology what the navigation is (DPUB-ARIA 1.1, doc-toc)."""
        super().build_navigation_doc()
        with _edited(self.outdir / "nav.xhtml", {"": XHTML, "epub": OPS}) as page:
            for nav in page.iter(f"{{{XHTML}}}nav"):
                nav.set("role", f"doc-{nav.get(f'{{{OPS}}}type')}")

    def build_content(self) -> None:
        """Add the accessibility metadata to the package document."""
        # Sphinx leaves this beside its output when a setting has changed, and then takes it for a part of the book.
        (self.outdir / ".buildinfo.bak").unlink(missing_ok=True)
        # Where nobody names another place, Sphinx keeps what it has read in the book's folder, and warns of each file.
        kept = [path.relative_to(self.outdir).as_posix() for path in self.outdir.glob(".doctrees/**/*")]
        self.config.epub_exclude_files = [*self.config.epub_exclude_files, *kept]
        super().build_content()
        with _edited(self.outdir / "content.opf", NAMESPACES) as package:
            metadata = package.find("metadata", NAMESPACES)
            assert metadata is not None  # noqa: S101  # Sphinx has just written it
            for name, value in ACCESSIBILITY:
                ET.SubElement(metadata, f"{{{OPF}}}meta", {"property": name}).text = str(value)

    def build_epub(self) -> None:
        """Zip the files in their order, each with the time of the edition and nothing of this machine."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        moment = max(EARLIEST, time.gmtime(int(epoch))[:6]) if epoch else EARLIEST
        names = ["mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", *self.files]
        with ZipFile(self.outdir / f"{self.config.epub_basename}.epub", "w") as archive:
            for name in names:
                info = ZipInfo(str(name), moment)
                info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                archive.writestr(info, (self.outdir / name).read_bytes())


@contextmanager
def _edited(path: Path, namespaces: dict[str, str]) -> Iterator[ET.ElementTree[ET.Element]]:
    """Read an XML file of Sphinx's, let it be changed, and write it again with its own prefixes."""
    for prefix, uri in namespaces.items():
        ET.register_namespace(prefix, uri)
    document: ET.ElementTree[ET.Element] = ET.parse(path)  # noqa: S314  # it was just written
    yield document
    ET.indent(document)
    document.write(path, encoding="utf-8", xml_declaration=True)


def name_language(_app: Sphinx, config: Config) -> None:
    """Write the language as a tag, ``zh-CN``, where Sphinx has the name of a locale, ``zh_CN``."""
    config.epub_language = config.epub_language.replace("_", "-")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put this builder in the place of Sphinx's."""
    app.setup_extension("sphinx.builders.epub3")
    add_catalog(app)
    offer_static_files(app, "epub", SoundEpubBuilder.name)
    app.connect("config-inited", name_language)
    app.add_builder(SoundEpubBuilder, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
