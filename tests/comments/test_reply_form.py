"""The form in the pages, and what stands in its place where no form can be filled in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from chapbook.comments.allowed import TAGS
from throwaway import Project, error_of

if TYPE_CHECKING:
    from throwaway import Build

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "chapbook.comments"],
    "project": "A “Work” & more",
    "version": "1",
    "copyright": "2022",
    "exclude_patterns": ["comments"],
}
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\ntext/talk\ntext/one\n```\n",
    "text/one.md": "(one)=\n# One\n\nWords.\n",
    "text/talk.md": "# Talk\n\n```{comment-thread} ../comments\n```\n\n## Reply\n\n"
    "```{reply-form} ../comments\nThese *tags*:\n```\n",
    "comments/01-ann.md": "---\nauthor: Ann\n---\nHi\n",
    "comments/02-bo.md": "---\nauthor: Bo\nreply_to: 01-ann\n---\nHi\n",
}


@pytest.fixture
def talk(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("READTHEDOCS_GIT_CLONE_URL", raising=False)
    project.settings = dict(SETTINGS)
    project.write(SOURCES)
    return project


def form_of(built: Build) -> Any:
    assert built.warnings == ""
    return built.page("text/talk").find("form", id="reply-form")


def ways(form: Any) -> list[str]:
    return [button["value"] for button in form.select("button[type=submit]")]


def test_name_and_comment_are_required_and_no_mail_address_is_asked_for(talk: Project) -> None:
    form = form_of(talk.build())
    fields = {field["name"]: field for field in form.select("input, textarea")}
    assert list(fields) == ["author", "url", "comment"]
    for name, field in fields.items():
        label = form.find("label", attrs={"for": field["id"]})
        assert ("*" in label.get_text()) == field.has_attr("required") == (name != "url")
        assert all(form.find(id=described) for described in field["aria-describedby"].split())
    assert "No e-mail address is asked for." in form.get_text()
    assert not form.select('[type="email"]')


def test_what_stands_in_the_directive_stands_below_the_comment_s_field(talk: Project) -> None:
    form = form_of(talk.build())
    notes = form.select_one(".reply-notes")
    assert notes.em.get_text() == "tags"
    assert notes.find_previous("textarea") is not None
    assert notes.find_next("button", type="submit") is not None
    assert not notes.find_parent(hidden=True)
    assert all(part.has_attr("hidden") for part in form.select(".reply-part"))


def test_the_form_knows_the_limits_and_the_tags(talk: Project) -> None:
    talk.settings["chapbook_comments_largest"] = 1000
    settings = json.loads(form_of(talk.build())["data-settings"])
    assert settings["largest"] == 1000
    assert settings["tags"] == sorted(TAGS)
    assert settings["folder"] == "comments"
    assert settings["subject"] == "Comment on “A “Work” & more”"


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ({}, ["download", "copy"]),
        ({"chapbook_comments_email": "e@example.org"}, ["email", "download", "copy"]),
        ({"chapbook_comments_repository": "https://github.com/ann/essay"}, ["forge", "download", "copy"]),
        (
            {
                "chapbook_comments_repository": "git@codeberg.org:ann/essay.git",
                "chapbook_comments_email": "e@example.org",
            },
            ["forge", "email", "download", "copy"],
        ),
    ],
)
def test_what_is_configured_is_offered(talk: Project, given: dict[str, str], offered: list[str]) -> None:
    talk.settings |= given
    form = form_of(talk.build())
    assert ways(form) == offered
    by_hand = form.select_one(".reply-notes > .reply-by-hand")
    targets = [unquote(link["href"]) for link in by_hand.select("a")]
    assert bool(targets) == bool(given)
    assert ("mailto:e@example.org" in targets) == ("email" in offered)


def test_on_read_the_docs_the_repository_is_the_one_that_it_clones(
    talk: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTHEDOCS_GIT_CLONE_URL", "https://github.com/ann/essay.git")
    talk.settings["chapbook_comments_branch"] = "trunk"
    settings = json.loads(form_of(talk.build())["data-settings"])
    assert settings["forge"]["address"] == "https://github.com/ann/essay/new/trunk/comments"
    monkeypatch.setenv("READTHEDOCS_GIT_CLONE_URL", "https://bitbucket.org/ann/essay.git")
    (talk.source / "text/talk.md").touch()
    assert ways(form_of(talk.build())) == ["download", "copy"]


def test_a_repository_that_takes_no_new_file_stops_the_build(talk: Project) -> None:
    talk.settings["chapbook_comments_repository"] = "https://example.org/ann/essay"
    error = error_of(talk)
    assert "chapbook_comments_repository" in error
    assert "leave it empty" in error


def test_without_a_script_there_is_a_file_to_copy_and_where_to_send_it(talk: Project) -> None:
    talk.settings["chapbook_comments_email"] = "e@example.org"
    page = talk.build().page("text/talk")
    by_hand = page.select_one(".admonition.reply-by-hand")
    assert not by_hand.has_attr("hidden")
    assert by_hand.pre.get_text().startswith("---\nauthor: ")
    assert "reply_to:" in by_hand.pre.get_text()
    assert unquote(by_hand.a["href"]) == "mailto:e@example.org"


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "singlehtml", "xml"])
def test_other_formats_say_it_in_words(talk: Project, builder: str) -> None:
    built = talk.build(builder)
    assert built.warnings == ""
    endings = {".tex", ".1", ".texi", ".txt", ".html", ".xhtml", ".xml"}
    texts = [path.read_text(encoding="utf-8") for path in built.out.rglob("*") if path.suffix in endings]
    text = "".join(texts)
    for said in ("These", "What you have to say", "author"):
        assert said in text
    assert "<form" not in text.replace('<form class="sidebar-search', "").replace('<form class="search', "")


def test_each_comment_has_a_way_to_answer_it(talk: Project) -> None:
    built = talk.build()
    replies = {link["aria-label"]: link["href"] for link in built.page("text/talk").select("a.reply")}
    assert replies == {
        "Reply to Ann": "?reply_to=01-ann#reply-form",
        "Reply to Bo": "?reply_to=02-bo#reply-form",
    }


def test_each_paragraph_has_a_way_to_answer_it(talk: Project) -> None:
    talk.settings["extensions"] = [*SETTINGS["extensions"], "chapbook.anchors"]
    talk.settings["chapbook_parts"] = ["text/one"]
    [reply] = talk.build().page("text/one").select("p a.reply")
    assert reply["href"] == "talk.html?about=one-p1#reply-form"
    assert reply["aria-label"] == "Reply to One, para. 1"
    assert reply["data-label"] == "Reply"


def test_without_a_form_nothing_leads_to_it(talk: Project) -> None:
    talk.settings["extensions"] = [*SETTINGS["extensions"], "chapbook.anchors"]
    talk.build()
    talk.write({"text/talk.md": "# Talk\n\n```{comment-thread} ../comments\n```\n"})
    built = talk.build()
    assert not built.page("text/talk").select("a.reply")
    assert not built.page("text/one").select("a.reply")


def test_only_the_page_with_the_form_loads_its_script(talk: Project) -> None:
    built = talk.build()
    loads = [bool(built.page(name).select('script[src*="chapbook-reply-form.js"]')) for name in ("index", "text/talk")]
    assert loads == [False, True]
    assert (built.out / "_static/chapbook-reply-form.js").is_file()
