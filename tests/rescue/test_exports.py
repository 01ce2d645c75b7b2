"""Exports: the post that is wanted, its thread, its footnotes and its media; and what only the site's program knew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rescue import wordpress_exports as exports
from rescue.test_pages import picture

if TYPE_CHECKING:
    from rescue.rescued import Rescue

ADDRESS = "https://walks.example/wp-content/uploads/2022/05/mill"
BLOCKS = f"""<!-- wp:paragraph -->
<p>Before<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup>.</p>
<!-- /wp:paragraph -->
<!-- wp:heading --><h2>The way</h2><!-- /wp:heading -->
Classic words
over two lines.

[caption id="attachment_9" width="300"]<img src="{ADDRESS}-300x200.png" alt="Mill" /> The <em>old</em> mill[/caption]

[gallery ids="9,10"]

[contact-form-7 id="1"] [sic]
<!-- wp:block {{"ref":12}} /--><!-- wp:block {{"ref":99}} /-->
<!-- wp:footnotes /-->"""
ITEMS = [
    exports.item(BLOCKS, comments=exports.thread(40), meta=exports.footnotes({"a1": "A <em>note</em>."})),
    exports.item(
        "", number=9, slug="m", post_type="attachment", attachment_url=f"{ADDRESS}.png", excerpt="Over & done"
    ),
    exports.item("", number=10, slug="n", post_type="attachment", attachment_url=f"{ADDRESS}-2.png"),
    exports.item("<p>Reused.</p>", number=12, slug="b", post_type="wp_block"),
]
SECOND = exports.item("Second\n\npost", number=20, slug="second", title="Second & more")


def test_an_export_of_wordpress(rescue: Rescue) -> None:
    rescue.run({"one.xml": exports.wxr(ITEMS), "uploads/2022/05/mill.png": picture(), "uploads/other/mill.png": b""})
    assert rescue.chapters() == ["introduction", "the-way"]
    assert "Before[^1].\n\n[^1]: A *note*." in rescue.text("chapters/introduction.md")
    way = rescue.text("chapters/the-way.md")
    assert way.startswith(
        "(the-way)=\n# The way\n\nClassic words\\\nover two lines.\n\n:::{figure} ../pictures/mill.png\n"
    )
    assert "The *old* mill" in way
    assert "Over & done" in way
    assert "\\[A picture is missing: " in way
    assert '\\[contact-form-7 id="1"\\] \\[sic\\]' in way
    assert way.endswith("Reused.\n")
    comments = rescue.comments()
    assert len(comments) == 40
    assert comments["102"].reply_to == "101"
    assert comments["101"].words.startswith("Remark 101 on the mill")
    assert 'alias: "Jane Doe"' in rescue.text("CITATION.cff")
    assert "date-published: 2022-05-03" in rescue.text("CITATION.cff")


def test_what_is_left_is_told(rescue: Rescue) -> None:
    said = rescue.run({"one.xml": exports.wxr(ITEMS)})
    assert 'contact-form-7 id="1"\\]: a shortcode' in said
    assert "\\[sic" not in said
    assert "The reusable block 99: it is not in the export" in said
    assert rescue.counts()["pictures not taken"] == "3"
    assert rescue.counts()["read"] == rescue.counts()["taken"] == "40"


def test_one_of_several_posts(rescue: Rescue) -> None:
    export = {"two.xml": exports.wxr([*ITEMS, SECOND])}
    rescue.run(export, code=1)
    assert "several posts are in it" in rescue.errors
    assert "  20  second  Second & more  (0 comments)" in rescue.errors
    rescue.run(export, "--post", "https://walks.example/second/")
    assert rescue.chapters() == ["text"]
    assert rescue.text("chapters/text.md") == "(text)=\n# Second & more\n\nSecond\n\npost\n"


def test_every_post_has_a_folder(rescue: Rescue) -> None:
    rescue.run({"two.xml": exports.wxr([*ITEMS, SECOND])}, "--all")
    assert {path.name for path in rescue.folder.iterdir()} == {"mill", "second"}
    assert (rescue.folder / "second/index.md").is_file()


def test_a_draft_is_taken_only_by_its_name(rescue: Rescue) -> None:
    export = exports.wxr([SECOND, exports.item("Secret", number=30, slug="draft", status="draft")])
    rescue.run({"x.xml": export})
    assert "Second & more" in rescue.text("index.md")


def test_answers_of_the_rest_api(rescue: Rescue) -> None:
    post = {"id": 7, "slug": "mill", "type": "post", "status": "publish", "link": "https://walks.example/mill/"}
    post |= {"title": {"rendered": "The &#8220;mill&#8221;"}, "content": {"rendered": "<h2>One</h2><p>Words</p>"}}
    post |= {"date": "2022-05-03T08:00:00", "_embedded": {"author": [{"name": "Jane Doe"}]}}

    def answer(number: int, parent: int) -> str:
        link = f"https://walks.example/mill/#comment-{number}"
        words = {"id": number, "post": 7, "parent": parent, "author_name": "Ann", "content": {"rendered": "<p>Hm</p>"}}
        return json.dumps(
            [words | {"link": link, "date": "2022-05-04T08:00:00", "status": "approved", "type": "comment"}]
        )

    rescue.run({"p.json": json.dumps(post), "c1.json": answer(1, 0), "c2.json": answer(2, 1)}, first=3)
    assert rescue.text("index.md").startswith("(title-page)=\n# The “mill”\n")
    assert {id_: comment.reply_to for id_, comment in rescue.comments().items()} == {"1": "", "2": "1"}
    assert sorted(name for name in rescue.files() if name.startswith("source/")) == [
        *("source/SHA256SUMS", "source/WRITTEN", "source/c1.json", "source/c2.json", "source/how-it-was-read.json"),
        "source/p.json",
    ]


def test_comments_without_their_post(rescue: Rescue) -> None:
    comment = {"id": 1, "post": 7, "author_name": "A", "content": {"rendered": "x"}, "link": "", "type": "comment"}
    rescue.run({"c.json": json.dumps([comment])}, code=1)
    assert "/wp-json/wp/v2/posts/" in rescue.errors


def test_a_backup_of_blogger(rescue: Rescue) -> None:
    rescue.run({"blog.xml": exports.blogger("<h2>One</h2><p>Words</p>")})
    assert rescue.chapters() == ["one"]
    assert {id_: comment.reply_to for id_, comment in rescue.comments().items()} == {"11": "", "12": "11"}
    assert 'url: "https://walks.example/2022/05/mill.html"' in rescue.text("CITATION.cff")


@pytest.mark.parametrize("name", ["a.html", "b.txt"])
def test_posts_are_chosen_in_exports_alone(rescue: Rescue, name: str) -> None:
    rescue.run(
        {name: "<article>Some words of an article here</article>" if "html" in name else "words"}, "--all", code=1
    )
    assert "leave --post and --all away" in rescue.errors
