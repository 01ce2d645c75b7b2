"""Ids of a chapter that holds reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throwaway import Project

CHAPTER = """\
# A Work

A note[^n].

[^n]: Of Markdown.

```{eval-rst}
A citation [Rail1990]_.

.. [Rail1990] A rail.
```
"""


def test_marks_in_markdown_and_in_restructuredtext_have_ids_of_their_own(project: Project) -> None:
    project.settings = {"extensions": ["myst_parser", "sphinxcontrib.bibtex", "chapbook"], "html_theme": "chapbook"}
    project.settings |= {"project": "W", "bibtex_bibfiles": []}
    project.write({"index.md": CHAPTER})
    page = project.build().page()
    ids = [element["id"] for element in page.select("[id]")]
    assert sorted(set(ids)) == sorted(ids)
    mark, citation = page.select("a.footnote-reference, a[href='#rail1990']")
    assert (mark["id"], citation["id"]) == ("id1", "id2")
    assert page.select_one("#n [role=doc-backlink]")["href"] == "#id1"
