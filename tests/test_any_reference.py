"""``{any}`` by a name that a chapter's file and its section share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from throwaway import A_BOOK

if TYPE_CHECKING:
    from throwaway import Project

SETTINGS = A_BOOK | {
    "extensions": ["myst_parser", "sphinxcontrib.bibtex", "chapbook"],
    "html_theme": "chapbook",
    "bibtex_bibfiles": [],
}
SOURCES = {
    "index.md": "# A Work\n\n{any}`said <one>`.\n\n```{toctree}\nchapters/one\nchapters/two\n```\n",
    "chapters/one.md": "(one)=\n# Chapter one\n\n{any}`two` and {any}`another way <two>`.\n",
    "chapters/two.md": "(two)=\n# Two\n\n(other)=\n## Another\n\n{any}`one`, {any}`/chapters/one` and {any}`other`\n",
}


def test_a_name_of_a_file_and_its_section_means_the_section(project: Project) -> None:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    built = project.build()
    assert built.warnings == ""
    links = [
        (link.get_text(), link["href"])
        for name in ("index", "chapters/one", "chapters/two")
        for link in built.page(name).select("article p a.reference")
    ]
    assert links == [
        ("said", "chapters/one.html#one"),
        ("Two", "two.html#two"),
        ("another way", "two.html#two"),
        ("Chapter one", "one.html#one"),
        ("Chapter one", "one.html"),
        ("Another", "#other"),
    ]
