"""The bounds that a comment is kept within: its depth in every builder, and its size."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from chapbook.comments.body import clean_body, words_of
from chapbook.comments.bounds import DEEPEST, FEWEST_PIECES
from chapbook.comments.comment_file import parse_comment, read_comment
from chapbook.comments.problem import Kind
from hostile import SETTINGS, SOURCES
from throwaway import Project


@pytest.mark.parametrize(("unit", "blocks"), [("> ", 1), ("- ", 2), ("999999999. ", 2), ("<blockquote>", 1)])
def test_what_is_as_deep_as_allowed_is_shown_by_every_builder(tmp_path: Path, unit: str, blocks: int) -> None:
    source = tmp_path / "source"
    (source / "comments").mkdir(parents=True)
    project = Project(source, dict(SETTINGS))
    project.write(SOURCES)
    for before, number in pairwise(range(12)):
        answered = f"reply_to: {before}\n" if before else ""
        body = unit * (DEEPEST // blocks) + "<b><i><s><q><del><em><code><cite>deepest\nof all"
        text = f"---\nauthor: A\n{answered}---\n{body}\n"
        (source / f"comments/{number}.md").write_text(text, encoding="utf-8")
    for builder in ("html", "epub", "latex", "text", "man", "texinfo", "typstpdf", "jats"):
        assert project.build(builder).warnings == ""


def test_a_body_of_ten_megabytes_is_refused_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(10_000_000)
    path.chmod(0)  # to read it would be another mistake, where the tests are not root's
    comment, problems = read_comment(path)
    assert comment is None
    assert [(problem.line, problem.kind) for problem in problems] == [(0, Kind.SIZE)]


ACUTE = "\u0301"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"---\nauthor: A\n---\nHi\n\nHe{ACUTE * 31}llo\n", 6),
        (f"---\ndate: 2022-01-01\nauthor: e{ACUTE * 40}\n---\nHi\n", 3),
        (f"---\nauthor: A\n---\n{chr(0x1F468)}{(chr(0x200D) + chr(0x1F468)) * 20}\n", 4),
        (f"---\nauthor: A\n---\nHi e{'&#x301;' * 31}\n", 4),
        (f"---\nauthor: A\n---\nHi\n\n<abbr title='e{'&#769;' * 31}'>x</abbr>\n", 4),
    ],
)
def test_a_pile_of_signs_is_told_once_and_kept(text: str, line: int) -> None:
    comment, [problem] = parse_comment(Path("a.md"), text.encode())
    assert comment is not None
    assert (problem.line, problem.kind) == (line, Kind.ENCODING)
    assert "signs follow each other" in problem.message
    assert text.count(ACUTE) == comment.author.count(ACUTE) + comment.body.count(ACUTE) or "&#" in text


@pytest.mark.parametrize(
    ("unit", "kept"),
    [
        ("*a* ", FEWEST_PIECES - 1),
        ("`a` ", FEWEST_PIECES - 1),
        ("[a](http://a.b) ", FEWEST_PIECES - 1),
        ("- a\n", FEWEST_PIECES - 1),
        ("a\n\n", FEWEST_PIECES),
    ],
)
def test_a_comment_has_a_most_of_markup(unit: str, kept: int) -> None:
    html, faults = clean_body(unit * kept)
    assert faults == []
    assert html.count("<") > kept
    html, [fault] = clean_body(unit * (kept + 1))
    assert fault.kind == Kind.BODY
    assert f"more than {FEWEST_PIECES:,} pieces of markup" in fault.message
    assert words_of(html).split() == (unit * (kept + 1)).split()


@pytest.mark.parametrize(
    ("tag", "lines"),
    [
        ("<b>", FEWEST_PIECES // 2),
        ("<b><i><s><q><del><em><code><cite>", FEWEST_PIECES // 8),
        (f"<a href='https://example.org/{'x' * 1_800}'>", FEWEST_PIECES // 20),
        (f"<abbr title='{'x' * 900}'>", FEWEST_PIECES // 10),
    ],
)
def test_a_tag_counts_on_each_line_that_it_goes_on_over(tag: str, lines: int) -> None:
    assert clean_body(tag + "a\n" * (lines // 2))[1] == []
    source = tag + "a\n" * (2 * lines)
    html, [fault] = clean_body(source)
    assert "a tag counted on each line" in fault.message
    assert words_of(html).split() == source.split()


def test_a_longer_comment_may_have_more_markup() -> None:
    paragraph = f"Words {'and words ' * 20}*of* that.\n\n"
    assert clean_body(paragraph * 3_000)[1] == []


def test_plain_lines_do_not_count() -> None:
    html, faults = clean_body("a\n" * 20_000)
    assert faults == []
    assert html.count("<br />") == 19_999
