"""Posts as WordPress stores them, shown by WordPress's own functions and by ours: the same blocks and words."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from absent import go_without
from chapbook.rescue.shortcodes import expanded
from chapbook.rescue.wordpress_paragraphs import with_paragraphs
from judges.verdicts import Finding, Judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDPRESS = Path("/usr/share/wordpress")
PROGRAM = Path(__file__).with_name("say-as-wordpress.php")
POSTS = 400
SEED = 1878
BLOCKS = {"p", "li", "pre", "blockquote", "td", "th", "h2", "h3", "figcaption", "div", "dt", "dd"}
CAPTION = (
    '[caption id="attachment_7" align="alignnone" width="300"]<img src="https://example.org/a.png" alt="A mill"'
    ' width="300" height="200" /> The mill in <em>spring</em>[/caption]'
)
PIECES = [
    "The mill stands\nby the river.",
    "A line with <em>stress,\nand a break</em> in it.",
    'It has “four” wheels &amp; a <a href="https://example.org/a?b=1&amp;c=2">name</a>.',
    "<h2>The wheel</h2>",
    "<h3>A heading</h3>\nand words below it",
    "Words above\n<ul>\n<li>one</li>\n<li>two\nlines</li>\n</ul>\nand words below",
    "<ol>\n\t<li>first</li>\n\t<li>second\n<ul>\n<li>within</li>\n</ul>\n</li>\n</ol>",
    "<blockquote>Somebody said\n\nthis and that.</blockquote>",
    "<blockquote>\nSomebody said so.\n</blockquote>",
    "<pre>code  with\n\n    spaces</pre>",
    "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b\nc</td>\n</tr>\n</tbody>\n</table>",
    "<hr />",
    '<div class="note">A box\n\nof two parts</div>',
    "<!--more-->",
    "Before it<!--more-->behind it",
    "A break<br />\nby hand.",
    "<p>A paragraph of the writer's own.</p>",
    "<strong>All of it is strong.</strong>",
    CAPTION,
    "Two  spaces, a\ttab, and 3 &lt; 4.",
    "<dl><dt>Weir</dt><dd>A low dam.</dd></dl>",
]


def posts() -> list[str]:
    """Return each piece alone, and pieces by chance, one below the other."""
    chance = Random(SEED)  # noqa: S311  # no secret
    many = ["\n\n".join(chance.choices(PIECES, k=chance.randint(2, 6))) for _ in range(POSTS - len(PIECES))]
    return PIECES + [text.replace("\n", "\r\n") if number % 7 == 0 else text for number, text in enumerate(many)]


def blocks(html: str) -> list[tuple[str, str]]:
    """Return what a reader sees: each run of words with the block that it stands in, and lines as they are broken.

    Words in a quotation are a paragraph, whether they have a tag of their own or not.
    """
    soup = BeautifulSoup(html.replace("\r\n", "\n"), "html.parser")
    for caption in soup.select(".wp-caption-text"):
        caption.name = "figcaption"
    found: list[tuple[Tag | None, str]] = []
    for node, words in _words(soup):
        if found and found[-1][0] is node:
            found[-1] = (node, found[-1][1] + words)
        else:
            found.append((node, words))
    return [
        (
            "p" if node and node.name == "blockquote" else node.name if node else "",
            _shown(words, plain=bool(node and node.name == "pre")),
        )
        for node, words in found
        if words.strip()
    ]


def _words(soup: BeautifulSoup) -> Iterator[tuple[Tag | None, str]]:
    for node in soup.descendants:
        if isinstance(node, Comment):
            continue
        block = node.find_parent(BLOCKS)
        if isinstance(node, NavigableString):
            yield block, str(node) if block and block.name == "pre" else " ".join(f"x{node}x".split())[1:-1]
        elif isinstance(node, Tag) and node.name == "br":
            yield block, "\n"


def _shown(words: str, *, plain: bool) -> str:
    return words.strip("\n") if plain else "\n".join(" ".join(line.split()) for line in words.strip().split("\n"))


def version() -> str:
    written = (WORDPRESS / "wp-includes/version.php").read_text(encoding="utf-8")
    return written.partition("$wp_version = '")[2].partition("'")[0]


@pytest.mark.judge(Judge("WordPress", "wpautop, shortcode_unautop, do_shortcode", "posts", version))
def test_posts_are_shown_as_wordpress_shows_them(needs: Callable[..., Path], judged: Callable[..., None]) -> None:
    php = needs("php")
    if not WORDPRESS.is_dir():
        go_without("WordPress is not on this machine", "wordpress")
    stored = posts()
    done = subprocess.run([php, PROGRAM], input=json.dumps(stored), capture_output=True, text=True, check=True)
    findings = [
        Finding(repr(post), "the same blocks", f"{ours} is {theirs} in WordPress")
        for post, shown in zip(stored, json.loads(done.stdout), strict=True)
        if (ours := blocks(with_paragraphs(expanded(post, {})[0]))) != (theirs := blocks(shown))
    ]
    judged(map(repr, stored), findings)
