"""A page saved by a browser in, what it holds out: HTML with a folder of files, one file with all in it, or MHTML.

A saved page names its pictures by what lies beside it, or holds them as ``data:``. Nothing outside the page's own
folder of files is opened, whatever an address says, and nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from chapbook.rescue.capture import Capture, Html, Loss
from chapbook.rescue.page_article import find_article, without_furniture
from chapbook.rescue.page_metadata import read_address, read_metadata, web_address
from chapbook.rescue.page_pictures import addresses_of, embedded_pictures
from chapbook.rescue.page_text import saved_from, tree
from chapbook.rescue.page_thread import read_thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import BeautifulSoup, Tag

    from chapbook.rescue.capture import Picture
    from chapbook.rescue.page_text import PageText

    Beside = Callable[[str], Picture | None]
    """Gives what an address of the page means among the files that came with it."""

KIND = "a page saved by a browser"
FRAMES = "iframe[id^='dsq-app'], iframe[title*='Disqus'], #disqus_thread iframe"


def read_page(
    page: PageText, path: Path, *, select: str = "", address: str = "", beside: Beside = lambda _: None
) -> Capture:
    """Read a page.

    :param select: a CSS selector of the article.
    :param address: where the page stood, where what saved it says so.
    :param beside: gives the pictures, and the pages in frames, that came with it.
    :raises Mistake: where no article is found.
    """
    soup = tree(page.text)
    address = read_address(soup, web_address(urldefrag(address or saved_from(page.text))[0]))
    thread = read_thread(_with_frames(soup, beside), path, address)
    said = read_metadata(page.text, soup, address)
    article = find_article(soup, select, path)
    losses = without_furniture(article)
    _drop_title(article, said.title)
    pictures = embedded_pictures(article)
    for name in addresses_of(article):
        if name not in pictures and (picture := beside(name)):
            pictures[name] = picture
    if page.unreadable:
        losses.append(Loss(f"{page.unreadable:,} bytes", f"not of the encoding {page.encoding}; now U+FFFD"))
    return Capture(
        path,
        KIND,
        Html(article.decode_contents()),
        **said._asdict(),
        comments=thread.comments,
        pictures=pictures,
        says=thread.says,
        losses=tuple(losses),
    )


def _with_frames(soup: BeautifulSoup, beside: Beside) -> Tag:
    """Put the saved page of a frame with comments, such as Disqus's, in the frame's place."""
    for frame in soup.select(FRAMES):
        inner = beside(str(frame.get("src") or ""))
        if inner:
            frame.replace_with(tree(inner.data.decode(errors="replace")))
    return soup


def _drop_title(article: Tag, title: str) -> None:
    """Take the title out of the article, where a theme puts it there; it stands on the front page."""
    heading = article.find(["h1", "h2"])
    before = heading.find_all_previous(string=True) if heading else []
    is_first = not any(text.strip() for text in before if any(parent is article for parent in text.parents))
    if heading and is_first and " ".join(heading.get_text(" ").split()) == title:
        heading.decompose()
