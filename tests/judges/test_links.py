"""Every link inside lands, its part behind ``#`` too: by linkinator from a server, and in the files themselves.

Links that lead out are asked by ``make linkcheck``, which needs a network, and whose answer is another every day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zipfile import ZipFile

import pikepdf
import pytest

from judges.links_inside import links_in_epub, links_in_pdf, links_in_site
from judges.programs import answer, from_npm, from_pypi, node
from judges.verdicts import Finding, Judge
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from judges.published import Published

LINKINATOR = Judge("linkinator", "addresses that answer", "addresses", from_npm("linkinator"))
PIKEPDF = Judge("pikepdf", "places and names that are there, https", "targets in the PDF", from_pypi("pikepdf"))
BEAUTIFUL_SOUP = Judge(
    "Beautiful Soup", "files and ids that are there", "links in site and EPUB", from_pypi("beautifulsoup4")
)


def linkinator(address: str, pages: list[str]) -> tuple[list[str], list[Finding]]:
    """Return the addresses that the pages lead to on their server, and those that are not there."""
    host = re.escape(urlsplit(address).netloc)
    options = ["--format", "json", "--recurse", "--check-css", "--skip", f"^(?!http://{host}/)"]
    done = node("node_modules/linkinator/build/src/cli.js", *(address + page for page in pages), *options)
    links = [link for link in answer(done)["links"] if link["state"] != "SKIPPED"]
    found = [
        Finding(str(link.get("parent", "")).removeprefix(address), f"status {link.get('status')}", link["url"])
        for link in links
        if link["state"] != "OK"
    ]
    return [link["url"].removeprefix(address) for link in links], found


@pytest.mark.judge(LINKINATOR)
@pytest.mark.usefixtures("npm")
def test_every_link_of_the_site_lands(published: Published, judged: Callable[..., None]) -> None:
    followed, found = linkinator(published.address, published.pages)
    assert set(published.pages) <= set(followed)
    judged(followed, found)


@pytest.mark.judge(BEAUTIFUL_SOUP)
def test_every_fragment_of_the_site_lands(published: Published, judged: Callable[..., None]) -> None:
    judged(*links_in_site(published.folder))


@pytest.mark.judge(PIKEPDF)
def test_every_link_of_the_pdf_lands(published: Published, judged: Callable[..., None]) -> None:
    judged(*links_in_pdf(published.pdf))


@pytest.mark.judge(BEAUTIFUL_SOUP)
def test_every_link_of_the_epub_lands(published: Published, judged: Callable[..., None]) -> None:
    judged(*links_in_epub(published.epub))


@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize(
    "broken",
    ['<a href="gone.html">x</a>', '<img src="gone.png" alt="">', '<p style="background: url(gone.png)">x</p>'],
)
def test_linkinator_sees_what_is_not_there(tmp_path: Path, broken: str) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{broken}", encoding="utf-8")
    with serving(tmp_path) as address:
        _, [found] = linkinator(address, ["index.html"])
    assert (found.where, found.rule) == ("index.html", "status 404")


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ('<a href="gone.html">x</a>', "a link leads to a file that is there"),
        ('<a href="#gone">x</a>', "a fragment is an id in its file"),
        ('<a href="other.html#gone">x</a>', "a fragment is an id in its file"),
        ('<script src="gone.js"></script>', "a link leads to a file that is there"),
    ],
)
def test_a_broken_link_of_a_page_is_found(tmp_path: Path, link: str, rule: str) -> None:
    right = '<p id="here"><a href="other.html#here">x</a><a href="https://example.org/#gone">x</a>'
    (tmp_path / "index.html").write_text(f"{right}{link}", encoding="utf-8")
    (tmp_path / "other.html").write_text('<p id="here"><a href="index.html#here">x</a>', encoding="utf-8")
    _, [found] = links_in_site(tmp_path)
    assert (found.where, found.rule) == ("index.html", rule)


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ({"/A": {"/S": "/GoTo", "/D": "gone"}}, "a name is a destination of the document"),
        ({"/A": {"/S": "/URI", "/URI": "http://example.org/"}}, "an address begins with https"),
        ({}, "a name is a destination of the document"),
    ],
)
def test_a_broken_link_of_the_pdf_is_found(
    published: Published, tmp_path: Path, target: dict[str, dict[str, str]], rule: str
) -> None:
    path = tmp_path / "broken.pdf"
    with pikepdf.open(published.pdf) as document:
        note = pikepdf.Dictionary({"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Link, **target})
        document.pages[0].obj["/Annots"] = pikepdf.Array([document.make_indirect(note)])
        document.save(path)
    _, found = links_in_pdf(path)
    assert [(finding.where, finding.rule) for finding in found] == [("broken.pdf, page 1", rule)]


def test_a_place_on_a_page_that_was_taken_out_of_the_pdf_is_found(published: Published, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    with pikepdf.open(published.pdf) as document:
        del document.pages[-1]
        document.save(path)
    _, found = links_in_pdf(path)
    assert "a place is on a page of the document" in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ('<a href="gone.xhtml">x</a>', "a link leads to a file that is there"),
        ('<a href="#gone">x</a>', "a fragment is an id in its file"),
        ('<img src="gone.png" alt="x"/>', "a link leads to a file that is there"),
    ],
)
def test_a_broken_link_of_the_epub_is_found(published: Published, tmp_path: Path, broken: str, rule: str) -> None:
    path = tmp_path / "broken.epub"
    with ZipFile(published.epub) as book, ZipFile(path, "w") as copy:
        for info in book.infolist():
            content = book.read(info)
            end = f"{broken}</body>".encode()
            copy.writestr(info, content.replace(b"</body>", end) if info.filename == "index.xhtml" else content)
    _, found = links_in_epub(path)
    assert [(finding.where, finding.rule) for finding in found] == [("index.xhtml", rule)]
