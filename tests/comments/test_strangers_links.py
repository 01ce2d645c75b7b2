"""Wherever a stranger's address becomes a link, search engines are told that it is not ours (``rel``)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from throwaway import A_BOOK, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag

NOT_OURS = {"external", "nofollow", "ugc"}
WAYS = {
    "site": "",
    "markdown": "[x](https://stranger.example/markdown 'title')",
    "angle": "<https://stranger.example/angle>",
    "bare": "See https://stranger.example/bare.",
    "reference": "[x]\n\n[x]: https://stranger.example/reference",
    "tag": '<a href="https://stranger.example/tag" title="x">x</a>',
    "own-rel": '<a href="https://stranger.example/own-rel" rel="dofollow" target="_blank">x</a>',
    "upper": '<A HREF="https://stranger.example/upper">x</A>',
    "quote": "> * **[x](https://stranger.example/quote)**",
    "mail": "<mailto:stranger@stranger.example>",
}
CITED = '<q cite="https://stranger.example/cited">x</q>'
PLACES = {f"https://stranger.example/{name}" for name in WAYS if name != "mail"} | {"mailto:stranger@stranger.example"}


@pytest.fixture
def talk(project: Project) -> Project:
    project.settings = A_BOOK | {
        "extensions": ["myst_parser", "chapbook.comments", "chapbook.anchors", "chapbook.citing"],
        "bibtex_bibfiles": [],
        "chapbook_comments_work_id": "x",
        "html_baseurl": "https://essay.example/",
    }
    words = "\n\n".join([*filter(None, WAYS.values()), CITED])
    head = "author: Jo\nurl: https://stranger.example/site\ndate: 2026-05-04"
    project.write(
        {
            "index.md": "# A Work\n\n(one)=\n## One\n\nWords.\n\n```{toctree}\ntalk\n```\n",
            "talk.md": "# Talk\n\n```{comment-thread} comments\n```\n",
            "comments/1.md": f"---\n{head}\n---\n{words}\n",
            "comments/2.md": f"---\n{head}\nreply_to: '1'\nabout: one\n---\n{words}\n",
        }
    )
    return project


def links_of_strangers(folder: Path) -> Iterator[Tag]:
    for path in [*folder.rglob("*.html"), *folder.rglob("*.xhtml")]:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        yield from (tag for tag in page.find_all(href=True) if "stranger.example" in str(tag["href"]))


def rel(link: Tag) -> set[str]:
    return set(link.get_attribute_list("rel"))


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_link_of_a_comment_says_so(talk: Project, builder: str) -> None:
    built = talk.build(builder)
    assert built.warnings == ""
    links = list(links_of_strangers(built.out))
    assert sorted(str(link["href"]) for link in links) == sorted([*PLACES, *PLACES])
    assert {link.name for link in links} == {"a"}
    assert [link for link in links if rel(link) != NOT_OURS] == []
    assert not [link for link in links if link.get("target")]


def test_every_link_in_the_feed_says_so(talk: Project) -> None:
    root = ET.fromstring(talk.build().text("comments.atom"))
    contents = [content.text or "" for content in root.iter("{http://www.w3.org/2005/Atom}content")]
    assert len(contents) == 2
    for content in contents:
        links = BeautifulSoup(content, "html.parser").find_all("a")
        assert {str(link["href"]) for link in links} == PLACES - {"https://stranger.example/site"}
        assert [link for link in links if rel(link) != NOT_OURS] == []
