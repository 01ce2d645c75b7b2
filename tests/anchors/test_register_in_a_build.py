"""The register at work: each change that an editor makes, what the strict build says, and that its remedy is one."""

from __future__ import annotations

import re
from shutil import rmtree

import pytest

from chapbook.anchors import register_check
from registered_work import edit, findings, ids, register
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
    assert findings(work) == {}
    work.build("anchors")
    assert register(work)["one-p4"] == "chapters/one Epsilon is new."


def test_a_paragraph_inserted_above(work: Project) -> None:
    edit(work, "Alpha", "Zero is new.\n\nAlpha")
    said = findings(work)
    assert set(said) == {"one-p1", "one-p2", "one-p3"}
    assert (
        "write (one-p1)= above what begins “Alpha is the first paragraph here.” (chapters/one.md:6)" in said["one-p1"]
    )
    assert "an id of its own above what begins “Zero is new.” (chapters/one.md:4)" in said["one-p1"]
    for number, name in enumerate(("Alpha", "Beta", "Gamma"), 1):
        edit(work, f"{name} is", f"(one-p{number})=\n{name} is")
    [warning] = work.build().warning_lines
    assert "chapters/one.md:4: WARNING: the id that this paragraph would get is written somewhere else" in warning
    edit(work, "Zero", "(one-zero)=\nZero")
    build = work.build()
    assert build.warnings == ""
    assert ids(build) == {"one-zero": "Zero", "one-p1": "Alpha", "one-p2": "Beta", "one-p3": "Gamma"}


def test_a_paragraph_deleted(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.\n\n", "")
    said = findings(work)
    assert "named “Beta is the second paragraph here.” and names “Gamma" in said["one-p2"]
    assert "write (one-p3)= above what begins “Gamma" in said["one-p3"]
    edit(work, "Gamma", "(one-p3)=\nGamma")
    edit(work, "first paragraph here.", "first paragraph here. {kept-anchor}`one-p2`")
    build = work.build()
    assert build.warnings == ""
    assert build.page("chapters/one").select_one("p#one-p1 span#one-p2") is not None
    assert "one-p3" in ids(build)


def test_a_paragraph_reworded(work: Project) -> None:
    edit(work, "Beta is the second", "Beta was the second")
    said = findings(work)
    assert set(said) == {"one-p2"}
    assert "if it is the same, reworded, write the new words into this line" in said["one-p2"]
    edit(work, "Beta is the second", "Beta was the second", "anchors.txt")
    assert findings(work) == {}


def test_a_paragraph_reworded_after_its_first_words(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.", "Beta is the second paragraph here. And it goes on.")
    assert findings(work) == {}


def test_a_paragraph_split(work: Project) -> None:
    edit(work, "Beta is the second paragraph here.", "Beta is the second paragraph here.\n\nHalf of it.")
    said = findings(work)
    assert set(said) == {"one-p3"}
    assert "write (one-p3)= above what begins “Gamma" in said["one-p3"]
    assert "an id of its own above what begins “Half of it.”" in said["one-p3"]
    edit(work, "Gamma", "(one-p3)=\nGamma")
    edit(work, "Half", "(one-half)=\nHalf")
    assert work.build().warnings == ""


def test_two_paragraphs_merged(work: Project) -> None:
    edit(work, "second paragraph here.\n\nGamma", "second paragraph here. Gamma")
    said = findings(work)
    assert "one-p3" in said
    assert (
        "write {kept-anchor}`one-p3` on chapters/one, where “Gamma is the third paragraph here.” stood"
        in said["one-p3"]
    )
    edit(work, "here. Gamma", "here.\n{kept-anchor}`one-p3` Gamma")
    edit(work, "Beta is the second paragraph here.", "Beta is the second paragraph here. Gamma is", "anchors.txt")
    assert work.build().warnings == ""


def test_a_paragraph_moved_to_another_page(work: Project) -> None:
    edit(work, "\nGamma is the third paragraph here.\n", "")
    edit(work, "second chapter.", "second chapter.\n\n(one-p3)=\nGamma is the third paragraph here.", "chapters/two.md")
    said = findings(work)
    assert set(said) == {"one-p3"}
    assert "was published on chapters/one and is on chapters/two now" in said["one-p3"]
    assert "another id above what begins “Gamma is the third paragraph here.” (chapters/two.md:7)" in said["one-p3"]
    edit(work, "(one-p3)=", "(two-gamma)=", "chapters/two.md")
    edit(work, "second paragraph here.", "second paragraph here. {kept-anchor}`one-p3` [Now](#two-gamma).")
    assert findings(work) == {}


def test_a_page_renamed(work: Project) -> None:
    (work.source / "chapters/one.md").rename(work.source / "chapters/first.md")
    said = findings(work)
    assert set(said) == {"one", "one-p1", "one-p2", "one-p3"}
    assert all('write "chapters/one" "chapters/first" into the redirects' in message for message in said.values())
    work.write({"redirects.txt": '"chapters/one.md" "chapters/first.md"\n'})
    rmtree(work.build("dummy").out.with_name("html"))
    assert work.build().warnings == ""
    before = register(work)
    work.build("anchors")
    assert register(work) == before, "what was published stays as it was"


def test_redirects_may_stand_in_the_settings(work: Project) -> None:
    (work.source / "chapters/one.md").rename(work.source / "chapters/first.md")
    work.settings = work.settings | {"rediraffe_redirects": {"chapters/one.md": "chapters/first.md"}}
    assert findings(work) == {}


def test_a_finding_can_be_suppressed_by_its_kind(work: Project) -> None:
    edit(work, "# Two", "# Another two", "chapters/two.md")
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
    edit(work, "# Two", "# Another two", "chapters/two.md")
    assert "named “Two” and names “Another two” now" in findings(work)["two"]


def test_a_label_changed(work: Project) -> None:
    edit(work, "(two)=", "(zwei)=", "chapters/two.md")
    said = findings(work)
    assert "write (two)= above what begins “Two” (chapters/two.md" in said["two"]
    assert set(said) == {"two", "two-p1"}


def test_a_comment_and_a_reference_that_are_gone(work: Project) -> None:
    (work.source / "comments/01-ann.md").rename(work.source / "comments/02-ann.md")
    edit(work, "doe2020", "roe2020", "references.bib")
    edit(work, "doe2020", "roe2020", "index.md")
    said = findings(work)
    assert set(said) == {"comment-01-ann", "ref-doe2020"}
    assert all(message.startswith("nothing has the id ") for message in said.values())


def test_a_new_comment_is_no_mistake(work: Project) -> None:
    work.write({"comments/02-bob.md": "---\nauthor: Bob\n---\nHello\n"})
    assert work.build().warnings == ""


def test_it_is_said_at_every_build(work: Project) -> None:
    edit(work, "Beta is", "Beta was")
    assert findings(work) == findings(work) != {}


def test_in_parallel_it_says_the_same(work: Project) -> None:
    edit(work, "Beta is", "Beta was")
    for number in range(8):
        work.write({f"chapters/x{number}.md": f"(x{number})=\n# X{number}\n\nText.\n"})
    at_once = work.build(parallel=2)
    rmtree(at_once.out.parent)
    assert sorted(at_once.warning_lines) == sorted(work.build().warning_lines)
    assert [line for line in at_once.warning_lines if "one-p2" in line]


@pytest.mark.parametrize(("line", "said"), [("broken", "not a line of the register"), ("one x y", "already")])
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
