"""What editors close or mark as answered: no way to answer is left, and what they say is shown as theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from throwaway import Build, Project

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "chapbook.comments", "chapbook.anchors"],
    "project": "A Work",
    "exclude_patterns": ["comments"],
}
THREAD = "# Talk\n\n```{comment-thread} comments\n```\n"
CLOSED = "# Talk\n\n```{{comment-thread}} comments\n:closed: {}\n```\n"
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\ntalk\nform\n```\n",
    "one.md": "(one)=\n# One\n\nWords.\n",
    "talk.md": THREAD,
    "form.md": "# Leave a reply\n\n```{reply-form} comments\nThese tags:\n```\n",
    "comments/01-ann.md": "---\nauthor: Ann\nclosed: true\nanswered: 02-bo\n---\nHi\n",
    "comments/02-bo.md": "---\nauthor: Bo\nreply_to: 01-ann\nanswered: true\n---\nHi\n",
    "comments/03-cy.md": "---\nauthor: Cy\n---\nHi\n",
}


@pytest.fixture
def talk(project: Project) -> Project:
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def replies(built: Build, page: str) -> list[str]:
    return [link["href"].partition("?")[2] for link in built.page(page).select("a.reply")]


def marks(built: Build, comment: str) -> list[tuple[str, str | None]]:
    article = built.page("talk").find(id=f"comment-{comment}")
    return [(mark.get_text(), mark.get("href")) for mark in article.select(".comment-mark")]


def test_a_branch_that_is_closed_takes_no_answers_and_the_marks_are_the_editors(talk: Project) -> None:
    built = talk.build()
    assert built.warnings == ""
    assert replies(built, "talk") == ["reply_to=03-cy#reply-form"]
    assert marks(built, "01-ann") == [("[answered by Bo]", "#comment-02-bo"), ("[closed]", None)]
    assert marks(built, "02-bo") == [("[answered]", None)]
    assert marks(built, "03-cy") == []


def test_a_thread_that_is_closed_has_no_form_and_opens_again(talk: Project) -> None:
    for words, said in (("", "Comments are closed."), ("No more  since May.", "No more since May.")):
        talk.write({"talk.md": CLOSED.format(words)})
        built = talk.build()
        assert built.warnings == ""
        assert [place.get_text() for place in built.page("form").select(".comments-closed")] == [said]
        assert not built.page("form").select("form.reply-form, .reply-by-hand")
        assert not built.page("talk").select(".comments-closed"), "it is said once"
        assert replies(built, "talk") == replies(built, "one") == []
    talk.write({"talk.md": THREAD})
    built = talk.build()
    assert built.page("form").select("form.reply-form")
    assert replies(built, "one") == ["about=one-p1#reply-form"]


def test_without_a_form_the_thread_says_it(talk: Project) -> None:
    talk.write({"talk.md": CLOSED.format(""), "form.md": "# No form\n"})
    built = talk.build()
    assert [place.get_text() for place in built.page("talk").select(".comments-closed")] == ["Comments are closed."]


def test_a_text_says_all_of_it(talk: Project) -> None:
    talk.write({"talk.md": CLOSED.format("")})
    built = talk.build("text")
    assert built.warnings == ""
    talk_, form = ((built.out / f"{name}.txt").read_text(encoding="utf-8") for name in ("talk", "form"))
    assert "Ann says:** · [answered by Bo] · [closed]" in talk_
    assert "Bo says:** · [answered]" in talk_
    assert "closed." not in talk_
    assert "Comments are closed." in form
    assert "reply_to" not in form


def test_an_answer_that_is_not_there_is_told_at_its_line(talk: Project) -> None:
    talk.write({"comments/03-cy.md": "---\nauthor: Cy\nanswered: 09-no\n---\nHi\n"})
    [line] = talk.build().warning_lines
    assert line.startswith(f"{talk.source / 'comments/03-cy.md'}:3: WARNING: answered: there is no comment '09-no'")
    assert line.endswith("[chapbook_comments.answered]")
