"""Exports in, captures out: the posts that are wanted, each with its comments, and the media that lie beside the files.

The media of an export are addresses. Where the site's folder of uploads lies beside it, they are looked for there, by
the end of their addresses; nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from chapbook.comments.exchange import wordpress_json
from chapbook.comments.exchange.json_arrays import items
from chapbook.comments.exchange.post_choice import is_called
from chapbook.comments.exchange.reading import read_posts
from chapbook.comments.exchange.record import Post
from chapbook.comments.exchange.source_text import open_source
from chapbook.mistake import Mistake
from chapbook.rescue.capture import Capture, Html, Loss, Picture
from chapbook.rescue.export_articles import Export, read_blogger, read_posts_json, read_wxr
from chapbook.rescue.page_metadata import web_address
from chapbook.rescue.page_pictures import LARGEST, addresses_of, embedded_pictures
from chapbook.rescue.page_text import tree
from chapbook.rescue.shortcodes import expanded
from chapbook.rescue.wordpress_paragraphs import with_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chapbook.rescue.export_articles import Article

NOT_TEXTS = {
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "wp_block",
    "wp_template",
} | {
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_face",
    "wp_font_family",
}
PUBLIC = {"publish", ""}
LISTED = 20
MEDIA_FOLDERS = ("wp-content", "uploads", "media")
MOST_FILES = 50_000
SIZED = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")
NOTES = re.compile(r"<!--\s*wp:footnotes\b.*?-->", re.DOTALL)
REUSED = re.compile(r"<!--\s*wp:block\s+\{[^}]*\"ref\":\s*(\d+)[^}]*\}\s*/-->")


def read_exports(paths: Sequence[Path], post: str, *, takes_all: bool) -> Iterator[Capture]:
    """Yield the captures of the posts that are wanted.

    :raises Mistake: where a file is no export, or it is not clear which post is meant.
    """
    export, kind, threads = Export(), "", []
    for path in paths:
        source = open_source(path)
        if source.beginning.startswith("<"):
            is_wxr = re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<rss\b", source.beginning, re.DOTALL)
            kind = "a WordPress export (WXR)" if is_wxr else "a Blogger export (Atom)"
            (read_wxr if is_wxr else read_blogger)(source, export)
            threads += read_posts([path])
        else:
            kind = "answers of the WordPress REST API"
            found = [*items(source)]
            comments = [item for item in found if wordpress_json.is_comment(item.value)]
            read_posts_json([item for item in found if not wordpress_json.is_comment(item.value)], export)
            threads += wordpress_json.posts(path, comments)
    wanted = [*_wanted(export, threads, post, paths[0], takes_all=takes_all)]
    files = _media_files(paths[0])
    return (_with_pictures(_capture(article, export, threads, paths[0], kind), files) for article in wanted)


def _wanted(export: Export, threads: Sequence[Post], post: str, path: Path, *, takes_all: bool) -> Iterator[Article]:
    texts = [article for article in export.articles.values() if article.type not in NOT_TEXTS and article.html.strip()]
    public = [article for article in texts if article.status in PUBLIC]
    if not texts:
        remedy = (
            "add the answer for the post, /wp-json/wp/v2/posts/NUMBER" if threads else "export it again, with its posts"
        )
        raise Mistake(path, 0, f"there is no article in it; {remedy}")
    if takes_all:
        return iter(public)
    found = [article for article in texts if is_called(_as_post(article), post)] if post else public
    if len(found) == 1:
        return iter(found)
    counts = {thread.id: len(thread.comments) for thread in threads}
    listed = "".join(
        f"\n  {article.id}  {unquote(article.slug)}  {article.title}  ({counts.get(article.id, 0)} comments)"
        for article in (found or public)[:LISTED]
    )
    more = len(found or public) - LISTED
    cause = (
        "several posts are in it" if not post else f"{'several posts are' if found else 'no post is'} called {post!r}"
    )
    listed += f"\n  and {more} more" if more > 0 else ""
    raise Mistake(path, 0, f"{cause}; write --post with the id, slug or address of one of these, or --all:{listed}")


def _as_post(article: Article) -> Post:
    return Post(article.id, article.slug, article.address, ())


def _with_pictures(capture: Capture, files: dict[str, list[Path]]) -> Capture:
    article = tree(capture.article.source)
    pictures = embedded_pictures(article)
    for address in addresses_of(article):
        if address not in pictures and (picture := _picture(address, files, capture.path)):
            pictures[address] = picture
    return replace(capture, article=Html(article.decode(), capture.article.line), pictures=pictures)


def _capture(article: Article, export: Export, threads: Sequence[Post], path: Path, kind: str) -> Capture:
    html, losses = _html(article, export)
    comments = [comment for thread in threads if thread.id == article.id for comment in thread.comments]
    return Capture(
        path,
        kind,
        Html(html, article.line),
        title=article.title,
        author=export.people.get(article.author) or article.author,
        date=article.date,
        address=web_address(article.address),
        site=export.site or (urlsplit(web_address(article.address)).hostname or ""),
        language=export.language,
        comments=tuple(comments),
        name=unquote(article.slug),
        losses=tuple(losses),
    )


def _html(article: Article, export: Export) -> tuple[str, list[Loss]]:
    """Return an article's HTML as its page would show it, and what nobody can show."""
    if article.has_paragraphs:
        return article.html, []
    losses: list[Loss] = []

    def reused(found: re.Match[str]) -> str:
        block = export.articles.get(found[1])
        if block is None or block is article:
            losses.append(Loss(f"The reusable block {found[1]}", "it is not in the export"))
            return ""
        return REUSED.sub("", block.html)

    html = REUSED.sub(reused, article.html)
    notes = "".join(f'<li id="{id_}">{words} <a href="#{id_}-link">↩</a></li>' for id_, words in article.notes)
    html = NOTES.sub(lambda _: f"<ol>{notes}</ol>", html) if notes else html
    html, left = expanded(html, export.media)
    return with_paragraphs(html), [*losses, *left]


def _media_files(path: Path) -> dict[str, list[Path]]:
    """Return the files of the folders of media beside an export, by their names; no links are followed."""
    found: dict[str, list[Path]] = {}
    number = 0
    for folder in (path.parent / name for name in MEDIA_FOLDERS):
        if not folder.is_dir() or folder.is_symlink():
            continue
        for file in folder.rglob("*"):
            number += 1
            if number > MOST_FILES:
                return found
            if not file.is_symlink() and file.is_file():
                found.setdefault(file.name, []).append(file)
    return found


def _picture(address: str, files: dict[str, list[Path]], path: Path) -> Picture | None:
    """Return the file whose path has most of the end of an address; a picture of another size stands for it."""
    steps = [step for step in unquote(urlsplit(address).path).split("/") if step]
    if not steps:
        return None
    for name in (steps[-1], SIZED.sub("", steps[-1])):
        if candidates := files.get(name):
            best = max(candidates, key=lambda file: _same_end(file.parent.parts, steps[:-1]))
            with best.open("rb") as file:
                return Picture(file.read(LARGEST + 1), best.relative_to(path.parent).as_posix())
    return None


def _same_end(parts: Sequence[str], steps: Sequence[str]) -> int:
    pairs = zip(reversed(parts), reversed(steps), strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), len(steps))
