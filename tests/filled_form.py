"""A page with a form for comments, and what a test writes into it and reads out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from chapbook.comments.comment_file import parse_comment
from throwaway import Project

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from chapbook.comments.comment import Comment
    from throwaway import Build

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "chapbook.comments", "chapbook.anchors"],
    "project": "A Work",
    "exclude_patterns": ["comments"],
    "chapbook_comments_repository": "https://github.com/ann/essay",
    "chapbook_comments_email": "editors@example.org",
    "chapbook_comments_largest": 20_000,
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\ntalk\n```\n",
    "one.md": "(one)=\n# One\n\nWords.\n",
    "talk.md": "# Talk\n\n```{comment-thread} comments\n```\n\n## Reply\n\n```{reply-form} comments\nTags\n```\n",
    "comments/01-ann.md": "---\nauthor: Ann <b>\n---\nHi\n",
    "comments/jane-doe.md": "---\nauthor: Jane Doe\n---\nHi\n",
}


def built_with(folder: Path, **settings: object) -> Build:
    source = folder / "source"
    source.mkdir()
    project = Project(source, SETTINGS | settings)
    project.write(SOURCES)
    built = project.build()
    assert built.warnings == ""
    return built


def fill(page: Page, author: str = "Jo Poe", comment: str = "Well said.", url: str = "") -> None:
    page.get_by_label("Name").fill(author)
    page.get_by_label("Website").fill(url)
    page.get_by_role("textbox", name="Comment").fill(comment)


def file_of(page: Page) -> str:
    return page.locator(".reply-file").text_content() or ""


def name_of(page: Page) -> str:
    return page.locator("#reply-file-name code").text_content() or ""


def read(text: str) -> Comment:
    comment, problems = parse_comment(Path("x.md"), text.encode())
    assert problems == []
    assert comment is not None
    return comment
