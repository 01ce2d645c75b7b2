"""What a reader sees of ``links.csv``, on pages and in other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from chapbook.links.link_file import LINKS

if TYPE_CHECKING:
    from throwaway import Project

ALIVE, GONE, SISTER, SEEN = (f"https://{name}.example/" for name in ("alive", "gone", "sister", "seen"))
COPIES = "https://archive.example/web/1/"
FILE = f"""\
address,answer,copy,copied,sister
{ALIVE},alive,{COPIES}{ALIVE},2022-05-03,
{GONE},gone,{COPIES}{GONE},2021-01-02,
{SISTER},gone,{COPIES}{SISTER},2021-01-02,https://rescued.example/sister/
{SEEN},alive,,,
"""


@pytest.fixture
def work(project: Project) -> Project:
    project.settings = {"extensions": ["chapbook.links"]}
    project.write({"index.rst": "Work\n====\n\n" + " ".join(f"`Go on <{a}>`__." for a in (ALIVE, GONE, SISTER, SEEN))})
    (project.source / LINKS).write_text(FILE, encoding="utf-8")
    return project


def links(page: Any) -> list[tuple[str, dict[str, str]]]:
    found = page.select("p a.reference")
    return [(link.get_text(), {key: value for key, value in link.attrs.items() if key != "class"}) for link in found]


def test_a_link_leads_to_what_can_be_read_and_says_so(work: Project) -> None:
    built = work.build()
    assert built.warnings == ""
    assert links(built.page()) == [
        ("Go on", {"href": ALIVE, "data-versionurl": COPIES + ALIVE, "data-versiondate": "2022-05-03"}),
        (
            "archived 2022-05-03",
            {"href": COPIES + ALIVE, "data-originalurl": ALIVE, "data-versiondate": "2022-05-03"},
        ),
        ("Go on", {"href": COPIES + GONE, "data-originalurl": GONE, "data-versiondate": "2021-01-02"}),
        ("Go on", {"href": "https://rescued.example/sister/", "data-originalurl": SISTER}),
        ("original", {"href": SISTER}),
        ("Go on", {"href": SEEN}),
    ]


def test_the_words_are_the_same_in_every_format_and_the_editors_stand_in_brackets(work: Project) -> None:
    said = "Go on [archived 2022-05-03]. Go on [archived 2021-01-02]. Go on [original]. Go on."
    assert " ".join(work.build().page().select_one("p").get_text().split()) == said
    assert " ".join(work.build("text").text("index.txt").split()).endswith(said)
    assert COPIES + GONE in work.build("latex").text("projectnamenotset.tex")


def test_jats_has_the_original_beside_the_copy(work: Project) -> None:
    work.settings |= {"extensions": ["chapbook.links", "chapbook.comments", "chapbook.jats"]}
    work.settings |= {"exclude_patterns": ["comments"], "chapbook_jats_name": "work"}
    work.write({"comments/1.md": f"---\nauthor: A\n---\nSee [it]({GONE}).\n"})
    (work.source / "index.rst").write_text(
        (work.source / "index.rst").read_text(encoding="utf-8") + "\n\n.. comment-thread:: comments\n", encoding="utf-8"
    )
    built = work.build("jats")
    assert built.warnings == ""
    article = etree.parse(built.out / "work.xml")
    href = "{http://www.w3.org/1999/xlink}href"
    found = [
        ("".join(link.itertext()), link.get(href), [(one.get("link-type"), one.get(href)) for one in link])
        for link in article.iter("ext-link")
    ]
    gone = (COPIES + GONE, [("original", GONE)])
    assert found == [
        ("Go on", ALIVE, []),
        ("archived 2022-05-03", COPIES + ALIVE, [("original", ALIVE)]),
        ("Go on", *gone),
        ("Go on", "https://rescued.example/sister/", [("original", SISTER)]),
        ("original", SISTER, []),
        ("Go on", SEEN, []),
        ("it", *gone),
    ]


def test_a_change_of_the_file_writes_the_pages_again(work: Project) -> None:
    work.build()
    (work.source / LINKS).write_text(f"address,copy\n{SEEN},{COPIES}{SEEN}\n", encoding="utf-8")
    built = work.build()
    assert built.read == frozenset()
    assert [text for text, _ in links(built.page())] == ["Go on", "Go on", "Go on", "Go on", "archived"]


def test_comments_and_their_feed_say_so_too(work: Project) -> None:
    work.settings |= {"extensions": ["chapbook.links", "chapbook.comments"], "exclude_patterns": ["comments"]}
    work.write(
        {
            "index.rst": "Work\n====\n\n.. comment-thread:: comments\n",
            "comments/1.md": f"---\nauthor: A\ndate: 2026-01-02\n---\nSee {ALIVE} and [it]({GONE}).\n",
        }
    )
    built = work.build()
    assert built.warnings == ""
    body = built.page().select_one(".comment-body")
    said = f"See {ALIVE} [archived 2022-05-03] and it [archived 2021-01-02]."
    assert body.get_text().strip() == said
    assert [link["href"] for link in body.select("a")] == [ALIVE, COPIES + ALIVE, COPIES + GONE]
    assert body.select("a")[2]["data-originalurl"] == GONE
    assert {" ".join(link["rel"]) for link in body.select("a")} == {"external nofollow ugc"}
    feed: Any = BeautifulSoup(built.text("comments.atom"), "xml")
    assert BeautifulSoup(feed.content.get_text(), "html.parser").get_text().strip() == said
    assert said in " ".join(work.build("text").text("index.txt").split())


def test_a_mistake_is_one_warning_with_its_line(work: Project) -> None:
    (work.source / LINKS).write_text(f"address,copy\n{SEEN},x\n{ALIVE},{COPIES}\n", encoding="utf-8")
    built = work.build()
    [told] = built.warning_lines
    assert "links.csv:2: WARNING: 'copy' has 'x'" in told
    assert "archived" in {text for text, _ in links(built.page())}


def test_an_address_cannot_leave_its_attribute(work: Project) -> None:
    hostile = 'https://x.example/"><script>alert(1)</script>'
    (work.source / LINKS).write_text(f"address,copy\n{SEEN},'{hostile}\n".replace("'", ""), encoding="utf-8")
    page = work.build().page()
    assert not page.select("p script")
    assert page.select_one("p .archived-copy a")["href"] == hostile


def test_an_address_with_letters_is_one_wherever_it_stands(work: Project) -> None:
    work.settings |= {"extensions": ["chapbook.links", "chapbook.comments"], "exclude_patterns": ["comments"]}
    address, signs = "https://müller.example/ä", "https://xn--mller-kva.example/%C3%A4"
    body = f'<a href="{address}">One</a>, [two]({signs}), {address}.'
    work.write(
        {
            "index.rst": f"Work\n====\n\n`Text <{address}>`__\n\n.. comment-thread:: comments\n",
            "comments/1.md": f"---\nauthor: A\n---\n{body}\n",
        }
    )
    (work.source / LINKS).write_text(f"address,answer,copy\n{address},gone,{COPIES}\n", encoding="utf-8")
    found = work.build().page().select("a[data-originalurl]")
    assert [(link.get_text(), link["href"], link["data-originalurl"]) for link in found] == [
        (words, COPIES, signs) for words in ("Text", "One", "two", address)
    ]
    assert not any(link.has_attr("data-versiondate") for link in found)
