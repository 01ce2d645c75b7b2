"""The element of a page that is its article.

Where the page marks it (schema.org's ``articleBody``, the classes of themes and of microformats, one ``article``), that
is it. Elsewhere readability finds it, which looks how much text stands in paragraphs and how much in links. Only the
place is taken from it: it drops what it holds for little, such as a caption, and of the article nothing may be dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import soupsieve
from bs4 import BeautifulSoup, Tag
from readability import Document

from chapbook.mistake import Mistake
from chapbook.rescue.capture import Loss

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARKS = (
    "[itemprop~=articleBody]",
    ".wp-block-post-content",
    ".entry-content",
    ".e-content",
    ".post-content",
    ".post-body",
    ".article-content",
    ".article-body",
    ".td-post-content",
    ".available-content",
    "#main-content article",
    "main article",
    "article",
)
FURNITURE = {
    "buttons to share the page": ".sharedaddy, .sd-sharing, .addtoany_share_save_container, .social-share, .a2a_kit"
    ", .ssba, .heateor_sss_sharing_container, .wp-block-social-links",
    "links to other articles": ".jp-relatedposts, .yarpp, .yarpp-related, .related-posts",
    "navigation": "nav, .navigation, .post-navigation, .nav-links, .page-links, #toc_container, .ez-toc-container"
    ", .wp-block-table-of-contents, .edit-link, .post-edit-link",
    "a form": "form, button, .wp-block-search",
    "hidden on the page": "[hidden], [style*='display:none'], [style*='display: none']",
    "a line about the post": ".entry-meta, .entry-footer, .post-meta, .byline, .posted-on, .cat-links, .tags-links"
    ", .entry-utility",
    "words for screen readers about the page": ".skip-link, .screen-reader-text, .assistive-text",
}
"""What themes and extensions put among the words of an article."""

OUTSIDE = "nav, aside, footer, form, [role=navigation], [role=complementary], .sidebar, .widget-area"
COMMENTS = (
    "#comments, .comments-area, .comments, .commentlist, .comment-list, .wp-block-comments, .wp-block-post-comments"
    ", #respond, #disqus_thread, #disqus_recommendations, #post-list, [itemtype$='/Comment'], .h-cite"
)
FEWEST_LETTERS = 25


def find_article(soup: BeautifulSoup, select: str, path: Path) -> Tag:
    """Return the article; with *select*, the elements that match this CSS selector, in a new one.

    :raises Mistake: where the selector is none or matches nothing, or no article is found.
    """
    if select:
        return _selected(soup, select, path)
    for mark in MARKS:
        found = [tag for tag in soup.select(mark) if tag.get_text(strip=True)]
        found = [tag for tag in found if not any(tag is not other and _holds(other, tag) for other in found)]
        if len(found) == 1:
            return found[0]
        if len(found) > 1 and mark != "article":
            return max(found, key=lambda tag: len(tag.get_text()))
    place = _by_readability(soup)
    if place is None:
        raise Mistake(path, 0, "no article is found in this page; name its element, as --select '#content'")
    return place


def _selected(soup: BeautifulSoup, select: str, path: Path) -> Tag:
    try:
        found = soup.select(select)
    except soupsieve.SelectorSyntaxError as error:
        cause = str(error).splitlines()[0]
        raise Mistake(path, 0, f"--select: this is no selector ({cause}); write one as '.entry-content'") from error
    if not found:
        raise Mistake(path, 0, f"--select: nothing in the page matches {select!r}; look into its source for another")
    if len(found) == 1:
        return found[0]
    outer = [tag for tag in found if not any(tag is not other and _holds(other, tag) for other in found)]
    holder = soup.new_tag("div")
    for tag in outer:
        holder.append(tag.extract())
    return holder


def _holds(outer: Tag, inner: Tag) -> bool:
    return any(parent is outer for parent in inner.parents)


def _by_readability(soup: BeautifulSoup) -> Tag | None:
    """Return the least element that has all paragraphs which readability takes, and those of its make beside it."""
    bare = BeautifulSoup(str(soup), "html.parser")
    for tag in bare.select(f"{OUTSIDE}, {COMMENTS}"):
        tag.decompose()
    try:
        kept = BeautifulSoup(Document(str(bare)).summary(), "html.parser").get_text(" ")
    except Exception:  # noqa: BLE001  # whatever it makes of a page that is none, there is no article in it
        kept = ""
    words = _letters(kept)
    pieces = [tag for tag in soup.find_all(["p", "div", "td", "li", "pre"]) if len(tag.get_text()) <= 3 * len(kept)]
    pieces = [tag for tag in pieces if not tag.find_parent(["nav", "aside", "footer", "form"])]
    found = [tag for tag in pieces if _is_prose(tag) and _letters(tag.get_text()) in words]
    if not found:
        return soup if len(_letters(soup.get_text())) >= FEWEST_LETTERS else None
    place = _common(found, soup)
    while place.parent is not None and place.parent is not soup and _has_likes(place):
        place = place.parent
    return place


def _is_prose(tag: Tag) -> bool:
    """Tell whether there are words, and not most of them in links."""
    letters = len(_letters(tag.get_text()))
    return letters >= FEWEST_LETTERS and 2 * sum(len(_letters(link.get_text())) for link in tag.find_all("a")) < letters


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _common(tags: Sequence[Tag], soup: BeautifulSoup) -> Tag:
    """Return the innermost element around all of *tags*."""
    first = [*tags[0].parents][::-1]
    depth = len(first)
    for tag in tags[1:]:
        line = [*tag.parents][::-1]
        same = next((n for n, (one, other) in enumerate(zip(first, line, strict=False)) if one is not other), None)
        depth = min(depth, len(line), len(first) if same is None else same)
    return first[depth - 1] if depth else soup


def _has_likes(tag: Tag) -> bool:
    """Tell whether elements beside this one are of its name and classes, as the sections of a page builder are."""
    classes = tag.get("class")
    beside = [other for other in tag.find_next_siblings() + tag.find_previous_siblings() if isinstance(other, Tag)]
    return bool(classes) and any(other.name == tag.name and other.get("class") == classes for other in beside)


def without_furniture(article: Tag) -> list[Loss]:
    """Take out of an article what is none of it, and return what that was."""
    losses = []
    for what, selector in {"": COMMENTS, **FURNITURE}.items():
        for tag in article.select(selector):
            if tag.decomposed:
                continue
            words = " ".join(tag.get_text(" ").split())
            if what and words:
                losses.append(Loss(words, f"{what}, no part of the article"))
            tag.decompose()
    return losses
