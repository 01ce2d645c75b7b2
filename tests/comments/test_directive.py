"""The directive in Sphinx: every builder, every kind of build, warnings, search, references, translation."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages import mofile, pofile
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from chapbook import language
from chapbook.language import CATALOG, LOCALE
from throwaway import ROOT, Build, Project, words

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {
    "extensions": ["myst_parser", "chapbook.comments"],
    "project": "A Work",
    "author": "Xi",
    "copyright": "2022, Xi",
    "version": "1",
    "exclude_patterns": ["comments"],
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\nthread\nother\n```\n",
    "thread.md": "# Comments\n\n```{comment-thread} comments\n```\n\n## After\n\nThe end.\n",
    "other.md": "# Other\n\nSee {ref}`comment-02-bo` and [the first](#comment-01-ann).\n",
    "comments/01-ann.md": """
        ---
        author: Ann
        url: https://ann.example.org/
        ---
        Hello *there*,
        xylophone https://example.org/
        """,
    "comments/02-bo.md": """
        ---
        author: Xi
        supplied: [author]
        reply_to: 01-ann
        ---
        Thank you, <del>Anne</del> Ann.
        """,
    "comments/03-cy.md": """
        ---
        author: Cy
        date: 2022-05-12
        ---
        > quoted

        - one
        - two

        ```
        code {ref}`x`
        ```

        <q>q</q>
        """,
}
BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"]


@pytest.fixture
def thread(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def written(build: Build) -> str:
    """All that a build wrote for people, as one text."""
    plain = [path.read_text(encoding="utf-8") for path in _files(build.out, {".tex", ".1", ".texi", ".txt"})]
    pages = [path.read_text(encoding="utf-8") for path in _files(build.out, {".html", ".xhtml"})]
    return "\n".join([*plain, *(BeautifulSoup(page, "html.parser").get_text() for page in pages)])


def _files(folder: Path, endings: set[str]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)


def shown(page: Any) -> list[tuple[str, str]]:
    return [
        (str(article["id"]), words(article.get_text())[0]) for article in page.find_all("article", class_="comment")
    ]


def test_a_thread_is_a_list_of_articles_with_answers_inside(thread: Project) -> None:
    build = thread.build()
    assert build.warnings == ""
    page = build.page("thread")
    section = page.find("section", id="thread-comments")
    assert section is not None
    assert words(section.h2.get_text()) == words("3 thoughts on “A Work”")
    top = section.find("ol", class_="comments", recursive=False)
    ids = [item.article["id"] for item in top.find_all("li", recursive=False)]
    assert ids == ["comment-01-ann", "comment-03-cy"]
    replies = top.li.find("details", recursive=False)
    assert (replies.has_attr("open"), replies.summary.get_text()) == (True, "1 reply")
    answer = replies.find("ol", class_="children", recursive=False).li.article
    assert answer["id"] == "comment-02-bo"
    assert answer.h4.get_text() == "[Xi] says:"
    assert "by-author" in answer["class"]
    assert answer.find(class_="comment-mark").get_text() == "author"
    ann = page.find(id="comment-01-ann")
    assert ann.h3.get_text() == "Ann says:"
    assert ann.h3.a["href"] == "https://ann.example.org/"
    permalink = ann.find("a", class_="comment-permalink")
    assert permalink["href"] == "#comment-01-ann"
    assert permalink["aria-label"] == "Permalink to the comment by Ann"
    link = ann.find("div", class_="comment-body").a
    assert (link["href"], link["rel"]) == ("https://example.org/", ["external", "nofollow", "ugc"])
    cy = page.find(id="comment-03-cy")
    assert (cy.time["datetime"], cy.time.get_text()) == ("2022-05-12", "May 12, 2022")
    assert "{ref}`x`" in cy.code.get_text()


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_shows_every_comment(thread: Project, builder: str) -> None:
    build = thread.build(builder)
    assert build.warnings == ""
    text = written(build)
    for said in ("Ann says:", "Cy says:", "xylophone", "Thank you", "quoted", "code"):
        assert said in text
    assert "Xi" in text
    assert "system_message" not in text


@pytest.mark.parametrize("builder", ["gettext", "pseudoxml", "xml"])
def test_other_builders_have_nothing_to_complain_of(thread: Project, builder: str) -> None:
    assert thread.build(builder).warnings == ""


def test_linkcheck_sees_the_links_of_comments(thread: Project) -> None:
    thread.settings["linkcheck_ignore"] = ["https://"]
    build = thread.build("linkcheck")
    assert build.warnings == ""
    found = {json.loads(line)["uri"] for line in build.text("output.json").splitlines()}
    found = {uri for uri in found if not uri.startswith("#")}
    assert found == {"https://ann.example.org/", "https://example.org/"}


def test_comments_are_no_messages_to_translate(thread: Project) -> None:
    catalogue = pofile.read_po(io.StringIO(thread.build("gettext").text("thread.pot")))
    assert {message.id for message in catalogue if message.id} == {"Comments", "After", "The end."}


@pytest.mark.parametrize("parallel", [1, 2])
def test_comments_can_be_referred_to_from_here_and_from_other_projects(thread: Project, parallel: int) -> None:
    thread.write({f"more{n}.md": f"---\norphan: true\n---\n# More {n}\n" for n in range(8)})
    build = thread.build(parallel=parallel)
    assert build.warnings == ""
    links = {a.get_text(): a["href"] for a in build.page("other").find(role="main").find_all("a", class_="internal")}
    assert links == {"Xi": "thread.html#comment-02-bo", "the first": "thread.html#comment-01-ann"}
    inventory = InventoryFile.loads((build.out / "objects.inv").read_bytes(), uri="")
    for name in ("comment-03-cy", "thread-comments"):
        assert inventory["std:label", name].uri == f"thread.html#{name}"


def test_the_search_finds_words_that_stand_only_in_a_comment(thread: Project) -> None:
    index = thread.build().text("searchindex.js")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    names = terms["docnames"]
    where = terms["terms"]["xylophon"]  # the search's stem of xylophone
    assert names[where if isinstance(where, int) else where[0]] == "thread"


def test_only_the_page_is_read_again_when_a_comment_changes_comes_or_goes(thread: Project) -> None:
    assert thread.build().read == {"index", "thread", "other"}
    assert thread.build().read == set()

    changed = thread.source / "comments/03-cy.md"
    changed.write_text("---\nauthor: Dee\n---\nHi\n", encoding="utf-8")
    build = thread.build()
    assert build.read == {"thread"}
    assert shown(build.page("thread"))[-1] == ("comment-03-cy", "Dee")

    thread.write({"comments/04-eve.md": "---\nauthor: Eve\n---\nHi\n"})
    build = thread.build()
    assert build.read == {"thread"}
    assert len(shown(build.page("thread"))) == 4

    (thread.source / "comments/04-eve.md").unlink()
    changed.unlink()
    build = thread.build()
    assert build.read == {"thread"}
    assert [name for name, _ in shown(build.page("thread"))] == ["comment-01-ann", "comment-02-bo"]
    assert build.warnings == ""


def test_a_thread_that_is_taken_out_of_a_page_is_forgotten(thread: Project) -> None:
    thread.build()
    thread.write({"thread.md": "# Comments\n", "other.md": "# Other\n"})
    thread.build()
    thread.write({"comments/04-eve.md": "---\nauthor: Eve\n---\nHi\n"})
    assert thread.build().read == set()


def test_each_mistake_is_one_warning_with_its_place_and_the_rest_is_shown(thread: Project) -> None:
    thread.write(
        {
            "comments/04-dee.md": "---\nauthor: Dee\nmood: good\n---\nHi\n",
            "comments/05-eve.md": "---\nauthor: Eve\nreply_to: 99-nobody\n---\nHi\n",
            "comments/06-fay.md": "Hi\n",
            "comments/07-gus.md": "---\nauthor: Gus\nreply_to: 06-fay\n---\nHi [x](javascript:alert(1))\n",
        }
    )
    build = thread.build()
    folder = thread.source / "comments"
    assert [line.split(": WARNING: ")[0] for line in build.warning_lines] == [
        f"{folder}/04-dee.md:3",
        f"{folder}/06-fay.md:1",
        f"{folder}/07-gus.md:5",
        f"{folder}/05-eve.md:3",
    ]
    subtypes = [line.rpartition(" ")[2] for line in build.warning_lines]
    assert subtypes == [f"[chapbook_comments.{kind}]" for kind in ("key", "front_matter", "link", "reply_to")]
    ids = [name for name, _ in shown(build.page("thread"))]
    assert sorted(ids) == [f"comment-{name}" for name in ("01-ann", "02-bo", "03-cy", "04-dee", "05-eve", "07-gus")]


def test_a_folder_that_is_a_link_is_not_read_until_there_is_one_in_its_place(thread: Project) -> None:
    elsewhere = thread.source.with_name("elsewhere")
    comments = thread.source / "comments"
    comments.rename(elsewhere)
    comments.symlink_to(elsewhere)
    build = thread.build()
    [warning] = [line for line in build.warning_lines if "is a link to another" in line]
    assert warning.startswith(f"{comments}:1: WARNING: ")
    assert shown(build.page("thread")) == []
    comments.unlink()
    elsewhere.rename(comments)
    assert shown(thread.build().page("thread"))


@pytest.mark.parametrize(("argument", "said"), [("nowhere", "no such folder"), ("void", "empty")])
def test_a_folder_without_comments_is_a_warning_and_a_page(thread: Project, argument: str, said: str) -> None:
    (thread.source / "void").mkdir()
    thread.write({"thread.md": f"# Comments\n\n```{{comment-thread}} {argument}\n```\n", "other.md": "# Other\n"})
    build = thread.build()
    assert len(build.warning_lines) == 1
    assert said in build.warnings
    section = build.page("thread").find("section", id=f"thread-{argument}")
    assert words(section.h2.get_text()) == words("No thoughts yet on “A Work”")


def test_one_comment_is_one_thought(thread: Project) -> None:
    thread.write({"other.md": "# Other\n", "void/a.md": "---\nauthor: A\n---\nHi\n"})
    thread.write({"thread.md": "# Comments\n\n```{comment-thread} /void\n```\n"})
    assert "One thought on “A Work”" in thread.build().page("thread").get_text()


def test_names_are_escaped(thread: Project) -> None:
    name = "<script>alert(1)</script>\"'&"
    thread.write({"comments/01-ann.md": f"---\nauthor: >-\n  {name}\n---\nHi\n"})
    page = thread.build().page("thread")
    assert page.find(id="comment-01-ann").h3.get_text() == f"{name} says:"
    assert page.find(role="main").find("script") is None


def test_the_template_can_be_exchanged(thread: Project) -> None:
    template = "{% for reply in replies %}<p class='mine'>{{ reply.comment.author }}</p>{% endfor %}"
    thread.write({"_templates/chapbook/comments/thread.html": template, "conf.py": ""})
    thread.write(
        {
            "conf.py": "".join(f"{key} = {value!r}\n" for key, value in SETTINGS.items())
            + "templates_path = ['_templates']\n"
        }
    )
    thread.settings = {}
    page = thread.build().page("thread")
    assert [p.get_text() for p in page.find_all("p", class_="mine")] == ["Ann", "Cy"]


def test_its_words_can_be_translated(thread: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = LOCALE / "chapbook.pot"
    catalogue = pofile.read_po(io.StringIO(own.read_text(encoding="utf-8")), locale="de")
    german = {"%(author)s says:": "%(author)s schreibt:", "author": "Autor", "%B %-d, %Y": "%-d. %B %Y"}
    for message in catalogue:
        if message.id in german:
            message.string = german[message.id]
        elif isinstance(message.id, tuple):
            message.string = ("%(count)s Gedanke zu „%(title)s“", "%(count)s Gedanken zu „%(title)s“")
    folder = tmp_path / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{CATALOG}.mo").open("wb") as file:
        mofile.write_mo(file, catalogue)
    monkeypatch.setattr(language, "LOCALE", tmp_path / "locale")
    thread.settings["language"] = "de"
    text = thread.build().page("thread").find(role="main").get_text()
    for said in ("3 Gedanken zu „A Work“", "[Xi] schreibt:", "Autor", "12. Mai 2022"):
        assert said in text


def test_the_extension_knows_nothing_of_sphinx_in_its_middle() -> None:
    for module in ("body", "comment_file", "front_matter", "problem", "thread"):
        source = (ROOT / f"src/chapbook/comments/{module}.py").read_text(encoding="utf-8")
        assert "import sphinx" not in source
        assert "from sphinx" not in source
        assert "docutils" not in source


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_a_removed_comment_keeps_its_place_and_its_answers(thread: Project, builder: str) -> None:
    thread.write({"comments/01-ann.md": "---\nauthor: Ann\nremoved: at her wish\n---\n"})
    build = thread.build(builder)
    assert build.warnings == ""
    text = written(build)
    assert "removed: at her wish" in text
    assert "xylophone" not in text
    assert "Thank you" in text
    if builder == "html":
        answer = build.page("thread").find(id="comment-01-ann").find_parent("li").ol.article
        assert answer["id"] == "comment-02-bo"
