"""The register at work: each change that an editor makes, what the strict build says, and that its remedy is one."""

from __future__ import annotations

import re
from shutil import rmtree

import pytest

from chapbook.anchors import register_check
from registered_work import edit, ids, keep, kept, register, said
from throwaway import Project, error_of


def test_every_id_is_in_it(work: Project) -> None:
    assert register(work) == {
        "comment-01-ann": "index Ann",
        "one": "chapters/one One",
        "one-p1": "chapters/one Alpha is the first paragraph here.",
        "one-p2": "chapters/one Beta is the second paragraph here.",
        "one-p3": "chapters/one Gamma is the third paragraph here.",
        "ref-doe2020": "index Doe, 2020",
        "thread-comments": "index",
        "two": "chapters/two Two",
        "two-p1": "chapters/two Delta is of the second chapter.",
        "work": "index Work",
    }


def test_adding_again_changes_nothing(work: Project) -> None:
    before = (work.source / "anchors.txt").read_bytes()
    work.build("anchors")
    assert (work.source / "anchors.txt").read_bytes() == before


def test_a_paragraph_at_the_end_is_added_and_nothing_is_wrong(work: Project) -> None:
    edit(work, "third paragraph here.", "third paragraph here.\n\nEpsilon is new.")
    assert said(work) == []
    work.build("anchors")
    assert register(work)["one-p4"] == "chapters/one Epsilon is new."


def test_a_heading_to_which_nothing_can_refer_is_not_added(work: Project) -> None:
    edit(work, "third paragraph here.", "third paragraph here.\n\n## Beneath\n\nEpsilon is new.")
    work.build("anchors")
    assert said(work) == []
    assert register(work)["beneath-p1"] == "chapters/one Epsilon is new."


def test_a_paragraph_inserted_above(work: Project) -> None:
    edit(work, "Alpha", "Zero is new.\n\nAlpha")
    assert said(work) == [
        (
            "chapters/one.md:4: one-p1, one-p2, one-p3 have moved; 1 new paragraph needs an id of its own; "
            "run make anchors, or chapbook anchors --keep [chapbook_anchors.moved]"
        )
    ]
    assert ids(kept(work)) == {"one-p0a": "Zero", "one-p1": "Alpha", "one-p2": "Beta", "one-p3": "Gamma"}


def test_of_many_ids_only_some_are_named(work: Project) -> None:
    edit(
        work, "Gamma is the third paragraph here.\n", "Gamma is the third.\n\nDelta stands here.\n\nEta stands last.\n"
    )
    work.build("anchors")
    edit(work, "Alpha", "Zero is new.\n\nAlpha")
    [message] = said(work)
    assert "one-p1, one-p2, one-p3 and 2 more have moved" in message


def test_a_paragraph_deleted(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.\n\n", "")
    assert said(work) == [
        (
            "chapters/one.md:4: one-p2 leads nowhere; "
            "run make anchors, or chapbook anchors --keep [chapbook_anchors.gone]"
        )
    ]
    build = kept(work)
    assert build.page("chapters/one").select_one("section > span#one-p2 + p#one-p3") is not None
    assert register(work)["one-p2"] == "chapters/one Beta is the second paragraph here."


def test_a_paragraph_reworded_is_told_and_no_mistake(work: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(register_check.logger, "info", lambda message, *values: told.append(message % values))
    edit(work, "Beta is the second", "Beta was a second")
    assert work.build().warnings == ""
    [line] = [line for line in told if "reworded" in line]
    assert line.startswith("chapters/one.md:6: “Beta was a second paragraph here.” is taken for “Beta is the second")
    kept(work)
    assert register(work)["one-p2"] == "chapters/one Beta was a second paragraph here."


def test_a_paragraph_reworded_after_its_first_words(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.", "Beta is the second paragraph here. And it goes on.")
    assert said(work) == []


def test_a_paragraph_split(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.", "Beta is the second paragraph here.\n\nHalf of it.")
    assert list(ids(kept(work))) == ["one-p1", "one-p2", "one-p2a", "one-p3"]


def test_two_paragraphs_merged(work: Project) -> None:
    edit(work, "second paragraph here.\n\nGamma is", "second paragraph here.\n*Gamma* is")
    paragraph = kept(work).page("chapters/one").select_one("p#one-p2")
    assert paragraph.select_one("span#one-p3").next_sibling.get_text() == "Gamma"


def test_a_paragraph_moved_to_another_page(work: Project) -> None:
    edit(work, "\nGamma is the third paragraph here.\n", "")
    edit(work, "second chapter.", "second chapter.\n\nGamma is the third paragraph here.", "chapters/two.md")
    edit(work, "Alpha is", "{ref}`one-p3` Alpha is")
    build = kept(work)
    page = build.page("chapters/one")
    assert page.select_one("span#one-p3 + .way-on").get_text() == "[Moved to Two, para. 2]"
    assert [link["href"] for link in page.select("section a.reference")] == ["two.html#one-p3"] * 2
    assert ids(build, "chapters/two") == {"two-p1": "Delta", "one-p3": "Gamma"}
    assert "one-p3 chapters/one Gamma" in (work.source / "anchors.txt").read_text(encoding="utf-8")
    assert "one-p3 chapters/two Gamma" in (work.source / "anchors.txt").read_text(encoding="utf-8")


def test_a_paragraph_put_into_a_quotation(work: Project) -> None:
    edit(work, "Beta is", "> Beta is")
    assert kept(work).page("chapters/one").select_one("blockquote p span#one-p2") is not None


def test_a_chapter_parted_in_two(work: Project) -> None:
    edit(work, "Beta is", "(beta)=\n## Of Beta\n\nBeta is")
    kept(work)
    text = (work.source / "chapters/one.md").read_text(encoding="utf-8")
    section = text[text.index("(beta)=") :]
    work.write({"chapters/beta.md": section.replace("## ", "# "), "chapters/one.md": text.replace(section, "")})
    build = kept(work)
    anchors = [node["id"] for node in build.page("chapters/one").select("span.kept-anchor")]
    assert set(anchors) == {"one-p2", "one-p3", "beta"}
    assert ids(build, "chapters/beta") == {"one-p2": "Beta", "one-p3": "Gamma"}


def test_a_page_renamed(work: Project) -> None:
    before = register(work)
    (work.source / "chapters/one.md").rename(work.source / "chapters/first.md")
    assert said(work) == [
        (
            "chapters/first.md:1: the page chapters/one was published and is gone; its addresses would lead to "
            "chapters/first; run make anchors, or chapbook anchors --keep [chapbook_anchors.gone]"
        )
    ]
    kept(work)
    assert (work.source / "redirects.txt").read_text(encoding="utf-8") == '"chapters/one.md" "chapters/first.md"\n'
    assert register(work) == before, "what was published stays as it was"
    (work.source / "chapters/first.md").rename(work.source / "chapters/one.md")
    edit(work, "Gamma is the third paragraph here.", "Gamma is the third paragraph here.\n\nEta is new.")
    kept(work)


def test_a_page_deleted(work: Project) -> None:
    (work.source / "chapters/one.md").unlink()
    assert "its addresses would lead to index" in "".join(said(work))
    page = kept(work).page("index")
    assert {node["id"] for node in page.select("span.kept-anchor")} == {"one", "one-p1", "one-p2", "one-p3"}


def test_tables_of_contents_follow(work: Project) -> None:
    edit(work, ":glob:\n\nchapters/*", "\nchapters/one\nThe second <chapters/two.md>", "index.md")
    work.build()
    (work.source / "chapters/one.md").unlink()
    (work.source / "chapters/two.md").rename(work.source / "chapters/last.md")
    kept(work)
    index = (work.source / "index.md").read_text(encoding="utf-8")
    assert "```{toctree}\n\nThe second <chapters/last.md>\n```" in index


def test_redirects_may_stand_in_the_settings(work: Project) -> None:
    (work.source / "chapters/one.md").rename(work.source / "chapters/first.md")
    work.settings = work.settings | {"rediraffe_redirects": {"chapters/one.md": "chapters/first.md"}}
    assert said(work) == []
    (work.source / "chapters/first.md").rename(work.source / "chapters/last.md")
    assert keep(work) == ['conf.py: write "chapters/first.md" "chapters/last.md" into rediraffe_redirects']


def test_a_finding_can_be_suppressed_by_its_kind(work: Project) -> None:
    edit(work, "# Two", "# Something else", "chapters/two.md")
    [warning] = work.build().warning_lines
    kind = warning.rpartition("[")[2].rstrip("]")
    assert kind.startswith("chapbook_anchors.")
    work.settings = work.settings | {"suppress_warnings": [kind]}
    assert work.build().warnings == ""


def test_how_many_ids_are_new_is_told(work: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(register_check.logger, "info", lambda message, *values: told.append(message % values))
    edit(work, "Gamma is the third paragraph here.", "Gamma is the third paragraph here.\n\nDelta.\n\nEta.")
    work.build()
    work.build("anchors")
    assert [re.findall(r"\d+|\S+\.txt", line) for line in told] == [["2", "anchors.txt"]] * 3


def test_a_section_retitled(work: Project) -> None:
    edit(work, "# Two", "# Something else", "chapters/two.md")
    assert said(work) == [
        (
            "chapters/two.md:2: two names other words; "
            "run make anchors, or chapbook anchors --keep [chapbook_anchors.words]"
        )
    ]
    kept(work)
    assert register(work)["two"] == "chapters/two Something else"


def test_a_label_changed(work: Project) -> None:
    edit(work, "(two)=", "(zwei)=", "chapters/two.md")
    assert len(said(work)) == 1
    assert kept(work).page("chapters/two").select_one("#two #two-p1, #two[id] p#two-p1") is not None


def test_a_reference_with_another_key(work: Project) -> None:
    edit(work, "doe2020", "roe2020", "references.bib")
    edit(work, "doe2020", "roe2020", "index.md")
    page = kept(work).page("index")
    assert page.select_one("span#ref-doe2020 + .way-on a")["href"] == "#ref-roe2020"


def test_a_comment_whose_file_is_renamed(work: Project) -> None:
    (work.source / "comments/01-ann.md").rename(work.source / "comments/02-ann.md")
    assert said(work) == [
        (
            "comments/02-ann.md:1: this comment was published, it seems, as 01-ann.md; rename it back, or "
            "run make anchors, or chapbook anchors --keep [chapbook_anchors.gone]"
        )
    ]
    kept(work)
    assert [path.name for path in (work.source / "comments").iterdir()] == ["01-ann.md"]


def test_a_comment_whose_file_is_deleted(work: Project) -> None:
    answer = "---\nauthor: Ann\nreply_to: 02-bob\n---\nHello Bob\n"
    work.write({"comments/02-bob.md": "---\nauthor: Bob\n---\nHello\n", "comments/03-ann.md": answer})
    work.build("anchors")
    (work.source / "comments/02-bob.md").unlink()
    assert len(work.build().warning_lines) == 1
    assert said(work) == [
        (
            "comments/02-bob.md:1: this comment was published, and its file is gone; bring it back, or for a "
            "placeholder run make anchors, or chapbook anchors --keep [chapbook_anchors.gone]"
        )
    ]
    page = kept(work).page("index")
    assert "[removed: by the editors]" in page.select_one("#comment-02-bob").get_text()
    assert register(work)["comment-02-bob"] == "index Anonymous"


def test_a_comment_with_a_mistake_is_not_told_to_be_gone(work: Project) -> None:
    work.write({"comments/01-ann.md": "Hello\n"})
    [warning] = work.build().warning_lines
    assert "chapbook_comments.front_matter" in warning


def test_a_comment_about_a_paragraph_that_is_gone(work: Project) -> None:
    work.write({"comments/02-bob.md": "---\nauthor: Bob\nabout: one-p2\n---\nHello\n"})
    work.build("anchors")
    edit(work, "Beta is the second paragraph here.\n\n", "")
    assert len(work.build().warning_lines) == 1
    assert kept(work).page("index").select_one('#comment-02-bob a[href="chapters/one.html#one-p2"]') is not None


def test_a_redacted_comment(work: Project) -> None:
    work.write({"comments/01-ann.md": "---\nauthor: Anonymous\nsupplied: [author]\nremoved: at her wish\n---\n"})
    assert len(said(work)) == 1
    kept(work)
    assert register(work)["comment-01-ann"] == "index Anonymous"


def test_what_is_no_markdown_is_left_to_a_person(work: Project) -> None:
    work.write({"chapters/three.rst": ".. _three:\n\nThree\n=====\n\nIota stands here alone.\n"})
    work.build("anchors")
    work.write({"chapters/three.rst": ".. _three:\n\nThree\n=====\n\nNew.\n\nIota stands here alone.\n"})
    assert keep(work) == [
        "chapters/three.rst:8: write (three-p1)= above what begins “Iota stands here alone.”",
        "chapters/three.rst:6: write (three-p0a)= above what begins “New.”",
    ]


def test_paragraphs_within_a_directive(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.", "```{rst-class} x\nBeta is classy.\n```")
    kept(work)
    edit(work, "Alpha", "Zero is new.\n\nAlpha")
    kept(work)
    edit(work, "Beta is classy.", "Not at all.")
    kept(work)


def test_a_new_comment_is_no_mistake(work: Project) -> None:
    work.write({"comments/02-bob.md": "---\nauthor: Bob\n---\nHello\n"})
    assert work.build().warnings == ""


def test_it_is_said_at_every_build(work: Project) -> None:
    edit(work, "Beta is the", "Quite other words are a")
    assert said(work) == said(work) != []


def test_in_parallel_it_says_the_same(work: Project) -> None:
    edit(work, "Beta is the", "Quite other words are a")
    for number in range(8):
        work.write({f"chapters/x{number}.md": f"(x{number})=\n# X{number}\n\nText.\n"})
    at_once = work.build(parallel=2)
    rmtree(at_once.out.parent)
    assert sorted(at_once.warning_lines) == sorted(work.build().warning_lines)
    assert [line for line in at_once.warning_lines if "one-p2" in line]


@pytest.mark.parametrize(
    ("line", "said"), [("broken", "not a line of the register"), ("one chapters/one y", "already")]
)
def test_a_line_that_is_none(work: Project, line: str, said: str) -> None:
    path = work.source / "anchors.txt"
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    [warning] = [text for text in work.build().warning_lines if said in text]
    assert warning.startswith(f"{path}:{len(path.read_text(encoding='utf-8').splitlines())}: ")


def test_nothing_is_added_while_something_is_wrong(work: Project) -> None:
    edit(work, "Alpha", "Zero is new.\n\nAlpha")
    before = (work.source / "anchors.txt").read_bytes()
    assert "Register error: anchors.txt is as it was" in error_of(work, "anchors")
    assert (work.source / "anchors.txt").read_bytes() == before
    assert list(work.source.glob(".anchors*")) == []


def test_without_a_register_nothing_is_said(work: Project) -> None:
    (work.source / "anchors.txt").unlink()
    edit(work, "Alpha", "Zero is new.\n\nAlpha")
    assert work.build().warnings == ""
