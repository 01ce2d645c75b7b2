"""The builder: Sphinx's own, with what is missing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders._epub_base import GUIDE_TITLES
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _ as sphinx_words

from chapbook.directions import of_language
from chapbook.epub.held import Held, accessibility, held
from chapbook.epub.package import (
    LANG,
    NAMESPACES,
    Landmark,
    describe,
    edited,
    identify,
    landmarks,
    tell_properties,
    turn,
)
from chapbook.epub.turned import turned
from chapbook.epub.well_formed import OPS, XHTML, well_formed
from chapbook.language import words_are_in
from chapbook.mirrored import mirrored

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet

STYLE = "chapbook-epub.css"
OF_SPHINX = ("basic.css", "epub.css")
"""The style sheets of Sphinx, which knows writing from the left only."""

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
        """Give each page its language, and the way that it is written."""
        super().prepare_writing(docnames)
        # Sphinx makes a page of it without anything on it.
        self.use_index = self.use_index and any(self.env.domains.index_domain.entries.values())
        language = self.config.epub_language
        written = f' lang="{language}" xml:lang="{language}"' + ' dir="rtl"' * (of_language(language) == "rtl")
        self.globalcontext["html_tag"] = f"{self.html_tag.removesuffix('>')}{written}>"

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
        with edited(self.outdir / "nav.xhtml", {"": XHTML, "epub": OPS}) as page:
            if of_language(self.config.epub_language) == "rtl":
                page.getroot().set("dir", "rtl")
            for nav in page.iter(f"{{{XHTML}}}nav"):
                nav.set("role", f"doc-{nav.get(f'{{{OPS}}}type')}")
            for heading in page.iter(f"{{{XHTML}}}h1"):
                if heading.text == "Table of Contents" and not self.config.epub_language.startswith("en"):
                    heading.attrib.update({"lang": "en", LANG: "en"})
            body = page.find(f"{{{XHTML}}}body")
            assert body is not None  # noqa: S101  # Sphinx has just written it
            body.append(landmarks(self._landmarks()))

    def _landmarks(self) -> Iterator[Landmark]:
        """Yield where a reader may want to go at once: the title page, the beginning of the text, the index."""
        title_page = f"{self.config.root_doc}{self.out_suffix}"
        yield Landmark("titlepage", title_page, self.config.epub_title)
        below = (node for node in self.refnodes if node["refuri"].partition("#")[0] != title_page)
        if first := next(below, None):
            yield Landmark("bodymatter", first["refuri"].partition("#")[0], first["text"])
        if f"genindex{self.out_suffix}" in self.files:
            yield Landmark("index", f"genindex{self.out_suffix}", str(sphinx_words("Index")))

    def copy_static_files(self) -> None:
        """Mirror Sphinx's style sheets where the book is written from the right."""
        super().copy_static_files()
        if of_language(self.config.epub_language) == "rtl":
            for path in (self._static_dir / name for name in OF_SPHINX):
                path.write_text(mirrored(path.read_text(encoding="utf-8")), encoding="utf-8")

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,  # noqa: ANN401  # as Sphinx has it
    ) -> None:
        """Write a page as XML, whatever is in it, and say which way its parts run."""
        super().handle_page(pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg)
        path = Path(outfilename or self.get_output_path(pagename))
        if path.suffix == self.out_suffix and path.is_file():
            page = path.read_text(encoding="utf-8")
            path.write_text(turned(well_formed(page)), encoding="utf-8")

    def build_content(self) -> None:
        """Say in the package document what is true of this book."""
        # Sphinx leaves this beside its output when a setting has changed, and then takes it for a part of the book.
        (self.outdir / ".buildinfo.bak").unlink(missing_ok=True)
        # Where nobody names another place, Sphinx keeps what it has read in the book's folder, and warns of each file.
        kept = [path.relative_to(self.outdir).as_posix() for path in self.outdir.glob(".doctrees/**/*")]
        self.config.epub_exclude_files = [*self.config.epub_exclude_files, *kept]
        super().build_content()
        pages = {name: self._held(name) for name in map(str, self.files) if name.endswith(self.out_suffix)}
        said = accessibility(pages.values(), has_index=f"genindex{self.out_suffix}" in pages)
        with edited(self.outdir / "content.opf", NAMESPACES) as package:
            describe(package, self._creators(), said, words_are_in())
            identify(package, self.config.chapbook_epub_identifiers)
            tell_properties(package, {name: page.properties for name, page in pages.items()})
            if of_language(self.config.epub_language) == "rtl":
                turn(package, "rtl")

    def _held(self, name: str) -> Held:
        return held(ET.parse(self.outdir / name).getroot())  # noqa: S314  # it was just written

    def _creators(self) -> list[str]:
        names = list(self.config.chapbook_epub_authors)
        return names if ", ".join(names) == self.config.epub_author else [self.config.epub_author]

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
