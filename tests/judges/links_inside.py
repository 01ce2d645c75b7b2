"""Whether the links inside of a site, a PDF and an EPUB land, each with its part behind ``#``.

No judge from elsewhere follows them all: linkinator misses a fragment of a page that it has read before it comes to the
link, epubcheck looks at an EPUB alone, and nothing at a PDF.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pikepdf
from bs4 import BeautifulSoup

from judges.verdicts import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINKING = ("href", "src", "action")
"""Attributes that lead to another file."""


def links_in_pdf(path: Path) -> tuple[list[str], list[Finding]]:
    """Return where each link leads, and those that lead to no page, to no name, or out of it but not by https."""
    with pikepdf.open(path) as document:
        pages = {page.obj.objgen for page in document.pages}
        names = {str(name) for name in pikepdf.NameTree(document.Root.Names.Dests)}
        links = list(_links(document))
        places = [str(target) for _, target in links]
        found = [
            Finding(f"{path.name}, {where}", rule, str(target))
            for where, target in links
            if (rule := _rule_broken(target, pages, names))
        ]
    return places, found


def _links(document: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Return what each link and entry of the outline leads to: an array is a place, a string a name or an address."""
    for number, page in enumerate(document.pages, 1):
        for note in page.get("/Annots", []):
            if note.get("/Subtype") == "/Link":
                yield f"page {number}", _target(note)
    with document.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            entry = waiting.pop()
            waiting += entry.children
            if entry.obj is not None:
                yield f"outline, {entry.title}", _target(entry.obj)


def _target(link: pikepdf.Object) -> pikepdf.Object:
    if "/Dest" in link:
        return link.Dest
    action = link.get("/A", pikepdf.Dictionary())
    return action.get("/URI", action.get("/D", pikepdf.String("")))


def _rule_broken(target: pikepdf.Object, pages: set[tuple[int, int]], names: set[str]) -> str:
    if isinstance(target, pikepdf.Array):
        return "" if target[0].objgen in pages else "a place is on a page of the document"
    if urlsplit(str(target)).scheme:
        return "" if str(target).startswith(("https://", "mailto:")) else "an address begins with https"
    return "" if str(target) in names else "a name is a destination of the document"


def links_in_site(folder: Path) -> tuple[list[str], list[Finding]]:
    """Return each link of each page, and those that lead to a file or an id that is not there."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    pages = {
        name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for name, path in paths.items()
        if name.endswith(".html")
    }
    return _landing(pages, set(paths))


def links_in_epub(path: Path) -> tuple[list[str], list[Finding]]:
    """Return each link of each file of the book, and those that lead to a file or an id that is not in it."""
    with ZipFile(path) as book:
        parsed = {
            name: BeautifulSoup(book.read(name), "xml")
            for name in book.namelist()
            if name.endswith((".xhtml", ".opf", ".ncx"))
        }
        return _landing(parsed, set(book.namelist()))


def _landing(documents: dict[str, BeautifulSoup], files: set[str]) -> tuple[list[str], list[Finding]]:
    ids = {name: {str(tag["id"]) for tag in document.find_all(id=True)} for name, document in documents.items()}
    links = [
        (name, link)
        for name, document in documents.items()
        for attribute in LINKING
        for tag in document.select(f"[{attribute}]")
        if not _leads_out(link := str(tag[attribute]))
    ]
    found = [Finding(name, rule, link) for name, link in links if (rule := _rule_missed(name, link, files, ids))]
    return [f"{name}: {link}" for name, link in links], found


def _leads_out(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc)


def _rule_missed(name: str, link: str, files: set[str], ids: dict[str, set[str]]) -> str:
    parts = urlsplit(link)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    if file not in files:
        return "a link leads to a file that is there"
    if parts.fragment and unquote(parts.fragment) not in ids.get(file, set()):
        return "a fragment is an id in its file"
    return ""
