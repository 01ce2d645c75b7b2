"""What a page holds of what it leads to, and when it is written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.previews.beginning import LIMIT
from previews.conftest import HOSTILE, shown, words, written

if TYPE_CHECKING:
    from pathlib import Path

    from throwaway import Build, Project


def test_each_kind_shows_its_beginning(built: Build) -> None:
    assert built.warnings == ""
    found = shown(built, "one")
    text = "So it was said, and said again. " * 12
    assert words(found["two.html#far-away"]) == ["Far away", text[: LIMIT - 5].strip() + "…"]
    assert words(found["two.html#far-away-p2"]) == ["Far away, para. 2", "As … said, see Near, … and here."]
    assert words(found["two.html#leaf"]) == ["A leaf, with its caption."]
    picture = found["two.html#leaf"].img
    assert (picture["src"], picture["alt"]) == ("_images/leaf.png", "Green.")
    assert words(found["two.html#things"]) == ["Things that grow", "Thing · Height"]
    assert words(found["two.html#equation-sum"]) == ["Two", "a = b"]
    assert words(found["two.html#term-Tree"]) == ["Tree", "What grows, tall."]


def test_a_work_shows_its_reference_and_where_else_it_is_cited(built: Build) -> None:
    preview = shown(built, "one")["three.html#ref-bee2020"]
    reference, certainty, places = words(preview)
    assert reference.startswith("Bee, B. (2020). The Bees <script>")
    assert preview.em
    assert certainty == "Identification: probable. Seen by nobody."
    assert places == "Also cited in: Far away, para. 2"
    assert preview.a["href"] == "two.html#far-away-p2"


def test_a_comment_shows_who_wrote_it_and_when(built: Build) -> None:
    preview = shown(built, "one")["three.html#comment-ann"]
    who, said = words(preview)
    assert who == f"Ann {HOSTILE.replace(chr(34), '')} · May 4, 2022"
    assert said.startswith("<script>")
    assert said.endswith(" Yes, so.")
    assert not preview.select("script, img")


def test_a_target_is_there_once_and_none_of_the_page_itself(built: Build) -> None:
    assert len(shown(built, "one")) == 8
    assert not any("#near" in address for address in shown(built, "one"))
    assert shown(built, "two").keys() == {"one.html#near", "three.html#ref-bee2020", "three.html#ref-cy2021"}
    # A comment leads to what it is about, an entry of the list to what cites it.
    assert shown(built, "three").keys() == {"one.html#one-p1", "two.html#far-away-p2", "one.html#near"}


def test_a_page_without_such_links_has_no_script(built: Build) -> None:
    assert not built.page("index").select("script[src*=previews], link[href*=previews]")
    assert built.page("one").select("script[src*=chapbook-previews], link[href*=chapbook-previews]")


def rewritten(project: Project, before: dict[Path, int]) -> set[str]:
    out = project.build().out
    pages = {path.stem for path in out.glob("*.html") if path.stat().st_mtime_ns != before[path]}
    # Sphinx writes these anew whenever it writes anything.
    return pages - {"index", "search", "genindex"}


def test_a_page_is_written_again_when_what_it_shows_has_changed(tmp_path: Path) -> None:
    project = written(tmp_path)

    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in project.build().out.glob("*.html")}

    before = times()
    assert rewritten(project, before) == set()
    comment = project.source / "comments/ann.md"
    comment.write_text(comment.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    assert rewritten(project, before) == {"one", "three"}
    before = times()
    two = project.source / "two.md"
    text = two.read_text(encoding="utf-8")
    two.write_text(text + "\nThe end.\n", encoding="utf-8")
    assert rewritten(project, before) == {"two"}
    before = times()
    two.write_text(text.replace("with its caption", "alone"), encoding="utf-8")
    assert rewritten(project, before) == {"one", "two"}
    assert words(shown(project.build(), "one")["two.html#leaf"]) == ["A leaf, alone."]


def test_what_is_first_led_to_later_is_found(tmp_path: Path) -> None:
    project = written(tmp_path)
    project.build()
    one = project.source / "one.md"
    one.write_text(one.read_text(encoding="utf-8") + "\n[Again](#two-p1) and [](#far-away-p1).\n", encoding="utf-8")
    build = project.build()
    assert build.read == {"one"}
    assert words(shown(build, "one")["two.html#far-away-p1"])[0] == "Far away, para. 1"


def test_a_parallel_build_says_the_same(tmp_path: Path, built: Build) -> None:
    project = written(tmp_path)
    project.write({f"more{number}.md": ":orphan:\n\n# More\n" for number in range(6)})
    assert shown(project.build(parallel=2), "one") == shown(built, "one")


def test_they_can_be_left_out(tmp_path: Path) -> None:
    project = written(tmp_path)
    project.settings["chapbook_previews"] = False
    page = project.build().page("one")
    assert not page.select("[id=chapbook-previews], script[src*=previews]")
