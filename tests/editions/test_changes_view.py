"""How differences are shown: below their headings, with signs for what nobody would see."""

from __future__ import annotations

from chapbook.editions.changes_view import Side, comments_of, groups_of, segments
from chapbook.editions.differences import differences
from chapbook.editions.edition_parts import Comment, Part, Parts
from chapbook.editions.kept_sites import Place


def side(name: str, *parts: Part, comments: tuple[Comment, ...] = ()) -> Side:
    return Side(name, Parts(parts, comments), f"../{name}/", {"c-p1": Place("c.html#c-p1", "C, para. 1")})


def test_sections_above_a_change_have_headings_and_those_without_any_have_none() -> None:
    titles = [Part("t", "title", "The work"), Part("a", "section", "A"), Part("b", "section", "B", "a")]
    deeper = [Part("c", "section", "C", "b"), Part("d", "section", "D"), Part("d-p1", "paragraph", "Same.", "d")]
    old = side("old", *titles, *deeper, Part("c-p1", "paragraph", "One.", "c"), Part("", "paragraph", "By A."))
    new = side("new", *titles, *deeper, Part("c-p1", "paragraph", "Two.", "c"), Part("", "paragraph", "By A and B."))
    groups = groups_of(differences(old.parts, new.parts), old, new)
    assert [(group.level, group.title, len(group.shown)) for group in groups] == [
        (2, "The work", 1),
        (2, "A", 0),
        (3, "B", 0),
        (4, "C", 1),
    ]
    [change] = groups[-1].shown
    assert [(link.href, link.label) for link in change.links] == [
        ("../old/c.html#c-p1", "C, para. 1, old"),
        ("../new/c.html#c-p1", "C, para. 1, new"),
    ]
    assert groups[0].shown[0].links == ()


def test_a_section_that_is_gone_has_its_old_heading() -> None:
    old = side("old", Part("a", "section", "Gone"), Part("a-p1", "paragraph", "Words.", "a"))
    groups = groups_of(differences(old.parts, Parts()), old, side("new"))
    assert [(group.title, [change.state for change in group.shown]) for group in groups] == [
        ("Gone", ["Taken out", "Taken out"])
    ]


def test_words_in_a_section_whose_heading_has_none_stand_below_the_title() -> None:
    old, new = side("old"), side("new", Part("t", "title", "The work"), Part("a-p1", "paragraph", "Words.", "a"))
    assert [group.title for group in groups_of(differences(old.parts, new.parts), old, new)] == ["The work"]


def test_space_that_came_or_went_can_be_seen() -> None:
    assert [words for _, words in segments("a.(b", "a. (b")] == ["a.", "␣", "(b"]
    assert [words for _, words in segments("a\nb", "a b")] == ["a", "↵\n", "␣", "b"]


def test_a_comment_tells_its_writer_its_day_and_what_it_answers() -> None:
    first = Comment("x", "Ann", "2022-05-03T10:00", "Hi.")
    old = side("old", comments=(first, Comment("y", "Ben", words="Yes.")))
    new = side("new", comments=(first, Comment("y", "Bea", words="Yes."), Comment("z", "", "2022", "No.", "x")))
    changed, came = comments_of(differences(old.parts, new.parts).comments, old, new)
    assert [(kind, words) for kind, words in changed.segments] == [("out", "Ben"), ("in", "Bea"), ("same", "\nYes.")]
    assert came.about == ("2022", "in answer to Ann")


def test_a_heading_to_which_nothing_refers_leads_to_what_is_below_it() -> None:
    heading, item = Part("c", "section", "Walks", "a"), Part("", "paragraph", "item", "c")
    new = side("new", heading, item, Part("c-p1", "paragraph", "Text.", "c"))
    [group] = groups_of(differences(side("old").parts, new.parts), side("old"), new)[-1:]
    assert [link.href for shown in group.shown for link in shown.links] == ["../new/c.html#c-p1"] * 3


def test_who_was_taken_out_is_not_named_by_those_who_answered() -> None:
    old = side("old", comments=(Comment("x", "Secret Name", words="Hi."),))
    new = side("new", comments=(Comment("y", "Ben", words="Yes.", answers="x"),))
    assert "Secret" not in str(comments_of(differences(old.parts, new.parts).comments, old, new))
