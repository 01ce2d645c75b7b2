"""What the press adds to a title page: the edition, one row of links, minutes of reading; and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from throwaway import Project

RECORD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: An essay
authors: [{family-names: Bee, given-names: Ann}]
version: "2.1"
date-released: 2026-05-31
"""
INDEX = """\
(work)=
# An essay

:::{container} byline
Ann Bee
:::

(abstract)=
## Abstract

It is short.

## Contents

```{toctree}
:maxdepth: 1

chapters/one
chapters/two
talk
```

(how)=
## How to cite

```{how-to-cite}
```
"""


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "chapbook.citing", "chapbook.comments", "chapbook.title_page"],
        "bibtex_bibfiles": [],
        "exclude_patterns": ["comments"],
        "myst_enable_extensions": ["colon_fence"],
        "chapbook_parts": ["index#abstract", "chapters/*"],
        "chapbook_formats": {"PDF": "w.pdf", "EPUB": "w.epub"},
        "chapbook_formats_coming": [".pdf", ".epub"],
    }
    project.write(
        {
            "CITATION.cff": RECORD,
            "index.md": INDEX,
            "chapters/one.md": f"# One\n\n{'word ' * 700}\n\n```python\n{'code ' * 900}\n```\n",
            "chapters/two.md": "# Two\n\nFew words.\n",
            "talk.md": "# Talk\n\n```{comment-thread} comments\n```\n\n```{reply-form} comments\n```\n",
            "comments/ann.md": "---\nauthor: Ann\n---\nYes.\n",
            "comments/bob.md": "---\nauthor: Bob\nreply_to: ann\n---\nNo.\n",
        }
    )
    return project


def row(page: Any) -> list[tuple[str, str]]:
    found = [(link, link.find_next_sibling("span")) for link in page.select(".ways-in a")]
    return [(link.get_text() + (f" {count.get_text()}" if count else ""), link["href"]) for link, count in found]


def contents(page: Any) -> list[str]:
    return [item.get_text(" ", strip=True) for item in page.select(".toctree-wrapper li")]


@pytest.mark.parametrize("parallel", [1, 2])
def test_edition_row_and_minutes_stand_there(essay: Project, parallel: int) -> None:
    built = essay.build(parallel=parallel)
    assert built.warnings == ""
    page = built.page()
    assert [line.get_text() for line in page.select(".byline > p")] == ["Ann Bee", "Edition 2.1, May 31, 2026"]
    assert row(page) == [
        ("Read 3 min", "chapters/one.html"),
        ("PDF", "./w.pdf"),
        ("EPUB", "./w.epub"),
        ("Cite", "citations.html#how-to-cite"),
        ("Comments 2", "talk.html"),
    ]
    # Without styles too, each is a word of its own.
    assert page.select_one(".ways-in").get_text().split() == [
        "Read",
        "3",
        "min",
        "PDF",
        "EPUB",
        "Cite",
        "Comments",
        "2",
    ]
    assert page.select_one("h1 ~ .byline + .ways-in + #abstract")
    assert contents(page) == ["One 3 min", "Two 1 min", "Talk"]
    assert not built.page("chapters/one").select(".ways-in, .edition, .reading-minutes")
    assert '"min"' not in built.text("searchindex.js")


def test_it_follows_the_other_pages(essay: Project) -> None:
    essay.build()
    essay.write({"chapters/two.md": f"# Two\n\n{'word ' * 460}\n"})
    page = essay.build().page()
    assert contents(page)[1] == "Two 2 min"
    assert row(page)[0][0] == "Read 5 min"
    (essay.source / "comments/bob.md").unlink()
    assert row(essay.build().page())[-1][0] == "Comments 1"


def test_what_is_not_there_is_not_said(essay: Project) -> None:
    essay.settings |= {"chapbook_formats_coming": [], "root_doc": "start", "exclude_patterns": ["comments", "index.md"]}
    nothing = RECORD.replace('version: "2.1"\ndate-released: 2026-05-31\n', "")
    essay.write(
        {
            "CITATION.cff": nothing,
            "start.md": "# An essay\n\nWords first.\n\n```{toctree}\nchapters/one\nchapters/two\ntalk\n```\n",
            "talk.md": "# Talk\n\n```{reply-form} comments\n```\n",
        }
    )
    page = essay.build().page("start")
    assert not page.select(".edition")
    assert row(page) == [("Read 3 min", "chapters/one.html"), ("Comments", "talk.html")]
    essay.write({"talk.md": "# Talk\n\nNone.\n"})
    page = essay.build().page("start")
    assert not page.select(".ways-in")
    assert contents(page) == ["One 3 min", "Two 1 min", "Talk"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "Edition 2.1, May 31, 2026"),
        ('version: "2.1"\n', "Edition of May 31, 2026"),
        ("date-released: 2026-05-31\n", "Edition 2.1"),
    ],
)
def test_an_edition_is_told_by_what_is_known(essay: Project, given: str, said: str) -> None:
    essay.write({"CITATION.cff": RECORD.replace(given, "") if given else RECORD})
    assert essay.build().page().select_one(".edition").get_text() == said


def test_it_speaks_the_language_of_the_work(essay: Project) -> None:
    essay.settings["language"] = "zh_CN"
    page = essay.build().page()
    assert page.select_one(".edition").get_text() == "版本 2.1，2026年5月31日"
    assert row(page)[0][0] == "阅读 3 分钟"
