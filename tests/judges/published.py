"""A publication as it is published, for the judges: any site, with its PDF and EPUB, from any folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Published:
    """The folder of a site with its books in it, and the address at which a server has it, ending with a slash."""

    folder: Path
    address: str

    @cached_property
    def pages(self) -> list[str]:
        """The names of all pages, as they stand behind the address."""
        paths = sorted(self.folder.rglob("*.html"))
        return [path.relative_to(self.folder).as_posix() for path in paths]

    @property
    def pdf(self) -> Path:
        """The PDF."""
        return self._only("*.pdf")

    @property
    def epub(self) -> Path:
        """The EPUB."""
        return self._only("*.epub")

    @property
    def jats(self) -> Path:
        """The JATS."""
        return self._only("*.xml")

    def parsed(self, name: str) -> Any:
        """Return a page to look through."""
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser")

    def page_with(self, selector: str) -> str:
        """Return the first page that has a place for *selector*."""
        found = next((name for name in self.pages if self.parsed(name).select_one(selector)), None)
        assert found, f"no page has {selector}"
        return found

    def _only(self, pattern: str) -> Path:
        [path] = self.folder.glob(pattern)
        return path
