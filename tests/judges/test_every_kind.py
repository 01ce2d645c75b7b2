"""The book that has everything a writer can write, judged by epubcheck, Ace, vnu, axe and qpdf.

What sphinx-design writes itself is its own: :data:`OF_SPHINX_DESIGN` is let through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from judges import test_accessibility, test_books, test_validity
from judges.published import Published
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from throwaway import Build

OF_SPHINX_DESIGN = (
    "The “aria-controls” attribute must not be used on any “label” element",
    "Bad value “4.0.0.63c5cb3” for attribute “version” on element “svg”",
    "The “list” role is unnecessary for element “ol”",
)


@pytest.fixture(scope="module")
def book(everything: Build) -> Iterator[Published]:
    with serving(everything.out) as address:
        yield Published(everything.out, address)


@pytest.mark.judge(test_books.EPUBCHECK)
def test_epubcheck_finds_nothing(book: Published, needs: Callable[..., Path], judged: Callable[..., None]) -> None:
    needs("java")
    judged(test_books.files_in(book.epub), test_books.epubcheck(book.epub))


@pytest.mark.judge(test_books.ACE)
@pytest.mark.usefixtures("npm")
def test_ace_finds_nothing(book: Published, chromium: Path, tmp_path: Path, judged: Callable[..., None]) -> None:
    judged(*test_books.ace(book.epub, chromium, tmp_path))


@pytest.mark.judge(test_books.QPDF)
def test_qpdf_finds_nothing(book: Published, needs: Callable[..., Path], judged: Callable[..., None]) -> None:
    needs("qpdf")
    judged([book.pdf.name], test_books.qpdf(book.pdf))


@pytest.mark.judge(test_validity.VNU)
@pytest.mark.usefixtures("npm")
def test_vnu_finds_nothing(book: Published, needs: Callable[..., Path], judged: Callable[..., None]) -> None:
    needs("java")
    found = test_validity.vnu(book, book.pages)
    judged(book.pages, [finding for finding in found if not finding.what.startswith(OF_SPHINX_DESIGN)])


@pytest.mark.judge(test_accessibility.AXE)
@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize("view", ["light, desk", "dark, phone"])
def test_axe_finds_nothing(book: Published, browser: Browser, view: str, judged: Callable[..., None]) -> None:
    colours: Any
    colours, width = view.split(", ")
    across, down = test_accessibility.WIDTHS[width]
    page = browser.new_page(viewport={"width": across, "height": down}, color_scheme=colours, reduced_motion="reduce")
    found = []
    for name in book.pages:
        page.goto(book.address + name)
        found += test_accessibility.axe(page, f"{name} ({view})")
    page.close()
    judged(book.pages, found, view=view)
