"""What is found of a document: what its page says, and nothing that it does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from search_page import first_file, found_on

if TYPE_CHECKING:
    from throwaway import Build, Project

ONE = """
    (one)=
    # One

    A *short*
    line[^1] with {ref}`more <two>` and <!-- kept back --> `code`.

    ```{only} latex
    For paper alone.
    ```

    % kept back

    (pond)=
    > A frog\\
    > jumps.

    | Kind  | Colour |
    |-------|--------|
    | *tea* | green  |

    ```{figure} cup.png
    :name: cup

    A cup of it.
    ```

    ```python
    for cup in cups:
        drink(cup)
    ```

    <div class="aside">In a <b>box</b> &amp; out<script>never()</script><!-- kept back --></div>

    ```{container} no-search
    Left out.
    ```

    ```{container} margin-note
    Noted beside.
    ```

    (two)=
    ## Two & more

    term
    : Its definition.

    [^1]: A footnote.
"""
COMMENT = "---\nauthor: {}\n{}---\n{}\n"


@pytest.fixture
def work(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "chapbook"],
        "html_theme": "chapbook",
        "bibtex_bibfiles": [],
        "project": "W",
        "author": "Ann",
        "language": "en",
        "myst_enable_extensions": ["deflist"],
        "exclude_patterns": ["comments"],
    }
    project.write(
        {
            "index.md": "# Work\n\n```{toctree}\nchapters/one\nappendices/talk\nappendices/quiet\n```\n",
            "chapters/one.md": ONE,
            "appendices/talk.md": "# Talk\n\n```{comment-thread} ../comments\n```\n",
            "appendices/quiet.md": "---\nnosearch: true\n---\n# Quiet\n\nNot to be found.\n",
            "appendices/aside.md": "---\norphan: true\n---\n# Aside\n\nOf no work.\n",
            "comments/1-jo.md": COMMENT.format("Jo", "", "First.\n\n<b>Second</b> &lt;x&gt;"),
            "comments/2-cy.md": COMMENT.format("Cy", "removed: asked for\n", "No longer said."),
            "comments/3-al.md": COMMENT.format("Al", "supplied: [author]\n", "Last."),
        }
    )
    (project.source / "chapters/cup.png").write_bytes(b"")
    return project


def files(build: Build) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (build.out / "_search").iterdir()}


def test_passages_are_what_a_page_says(work: Project) -> None:
    build = work.build()
    found = found_on(build.out)
    assert list(found) == ["index.html", "chapters/one.html", "appendices/talk.html"]
    assert found["index.html"] == {"work": ["Work"]}
    assert found["chapters/one.html"] == {
        "one": ["One"],
        "two": ["Two & more", "term", "Its definition."],
        "one-p1": ["A short line\u2063 with more and code."],
        "pond": ["A frog jumps.", "Kind ·\nColour", "tea ·\ngreen"],
        "cup": ["A cup of it.", "for cup in cups:\ndrink(cup)", "In a box & out"],
        "id3": ["A footnote."],
    }
    assert found["appendices/talk.html"]["comment-1-jo"] == ["First.\nSecond <x>"]
    assert found["appendices/talk.html"]["comment-3-al"] == ["Last."]
    assert "kept back" not in str(found)
    page = next(page for page in first_file(build.out)["pages"] if page[0] == "chapters/one.html")
    assert [passage[1] for passage in page[3]][:2] == ["One, para. 1", "One"]


def test_every_passage_has_an_address_that_is_there(work: Project) -> None:
    build = work.build()
    for href, places in found_on(build.out).items():
        page = build.page(href.removesuffix(".html"))
        assert [place for place in places if page.find(id=place) is None] == []


def test_sphinx_s_index_is_not_made_but_all_else_is(work: Project) -> None:
    build = work.build()
    there = {path.relative_to(build.out).as_posix() for path in build.out.rglob("*")}
    assert not there & {"searchindex.js", "_static/searchtools.js", "_static/language_data.js"}
    assert not {name for name in there if "stemmer" in name}
    assert {"objects.inv", "search.html", "_static/chapbook-search.js"} <= there
    page = build.page("chapters/one")
    assert page.find("link", rel="search")["href"] == "../search.html"
    assert page.select_one("form[role=search]")["action"] == "../search.html"
    assert not page.find("script", src=lambda src: src and "search" in src)


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_under_another_theme_the_search_is_sphinx_s(work: Project, theme: str) -> None:
    work.settings["html_theme"] = theme
    build = work.build()
    assert not (build.out / "_search").exists()
    assert not (build.out / "_static/chapbook-search.js").exists()
    index = json.loads(build.text("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    assert "jump" in index["terms"], "the stem of a word of the text"
    assert "last" in index["terms"], "a word of a comment"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("parallel", [1, 2])
def test_what_is_built_again_is_found_as_if_built_at_once(work: Project, builder: str, parallel: int) -> None:
    more = {f"chapters/more{number}.md": f"# More {number}\n\nText.\n" for number in range(8)}
    toctree = (
        "# Work\n\n```{toctree}\nchapters/one\nappendices/talk\n" + "\n".join(name[:-3] for name in more) + "\n```\n"
    )
    work.write({**more, "index.md": toctree})
    first = files(work.build(builder, parallel=parallel))
    assert files(work.build(builder, parallel=parallel)) == first
    work.write({"chapters/more3.md": "# More 3\n\nChanged.\n", "index.md": toctree.replace("chapters/more5\n", "")})
    (work.source / "chapters/more5.md").unlink()
    (work.source / "comments/3-al.md").unlink()
    again = work.build(builder, parallel=parallel)
    assert len(again.read) < 5
    words = next(iter(files(again).values())).decode()
    assert "Changed." in words
    assert "More 5" not in words
    assert "Last." not in words
    kept = work.source.with_name("source-built") / "doctrees" / builder / f"search-{builder}.json"
    kept.unlink()
    assert files(work.build(builder)) == files(again), "pages are written again where nothing is kept"


def test_a_build_that_stopped_in_the_middle_leaves_nothing_old(work: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    work.build()
    work.write({"appendices/talk.md": "# Talk\n\nOther words.\n"})
    monkeypatch.setattr("chapbook.search.write_files", lambda *_: 1 / 0)
    with pytest.raises(Exception, match="division by zero"):
        work.build()
    monkeypatch.undo()
    assert found_on(work.build().out)["appendices/talk.html"] == {"talk": ["Talk", "Other words."]}
