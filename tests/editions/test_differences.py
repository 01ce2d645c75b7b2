"""What differs between editions: by ids; in their order where there are none; and of comments."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from chapbook.editions.differences import Change, Differences, differences
from chapbook.editions.edition_parts import Comment, Part, Parts

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = st.text("ab c", min_size=1, max_size=8)
SECTIONS = st.sampled_from(["", "one", "two"])


@st.composite
def editions(draw: st.DrawFn) -> Parts:
    ids = draw(st.lists(st.sampled_from(["one", "two", "p1", "p2", "p3", "p4"]), unique=True))
    named = [Part(id_, "section" if id_ in {"one", "two"} else "paragraph", draw(WORDS), draw(SECTIONS)) for id_ in ids]
    others = [Part("", "paragraph", words, draw(SECTIONS)) for words in draw(st.lists(WORDS, max_size=6))]
    names = draw(st.lists(st.sampled_from("xyz"), unique=True))
    comments = [_comment(draw(st.booleans()), name, draw(WORDS)) for name in names]
    return Parts(tuple(draw(st.permutations([*named, *others]))), tuple(comments))


def _comment(was_removed: bool, name: str, words: str) -> Comment:  # noqa: FBT001  # drawn
    return Comment(name, "A", words="" if was_removed else words, was_removed=was_removed)


def paragraphs(*words: str, within: str = "") -> Parts:
    return Parts(tuple(Part("", "paragraph", text, within) for text in words))


def states(found: Differences) -> list[tuple[str, str]]:
    return [(change.state, (change.new or change.old or Part("", "", "")).id) for change in found.parts]


@settings(max_examples=40)
@given(editions())
def test_an_edition_does_not_differ_from_itself(edition: Parts) -> None:
    assert differences(edition, edition) == Differences()


@settings(max_examples=40)
@given(editions(), editions())
def test_the_old_edition_with_its_differences_is_the_new_one(old: Parts, new: Parts) -> None:
    found = differences(old, new)
    said = Counter((part.kind, part.words) for part in old.parts)
    said.subtract((change.old.kind, change.old.words) for change in found.parts if change.old)
    said.update((change.new.kind, change.new.words) for change in found.parts if change.new)
    assert +said == Counter((part.kind, part.words) for part in new.parts)
    assert min(said.values(), default=0) >= 0
    comments = {comment.id: comment for comment in old.comments if not comment.was_removed}
    for change in found.comments:
        if change.old:
            comments.pop(change.old.id)
        if change.new:
            comments[change.new.id] = change.new
    assert comments == {comment.id: comment for comment in new.comments if not comment.was_removed}


@settings(max_examples=40)
@given(editions(), editions())
def test_what_was_not_moved_is_in_the_order_in_which_it_was(old: Parts, new: Parts) -> None:
    moved = {change.new.id for change in differences(old, new).parts if change.new and change.is_moved}
    within = {part.id: part.within for part in old.parts if part.id}
    for section in ["", "one", "two"]:
        stayed = {part.id for part in new.parts if part.id in within and part.id not in moved}
        stayed = {part.id for part in new.parts if part.id in stayed and part.within == section}
        assert all(within[id_] == section for id_ in stayed)
        before, now = ([part.id for part in edition.parts if part.id in stayed] for edition in (old, new))
        assert before == now


@settings(max_examples=40)
@given(editions(), editions())
def test_each_passage_is_told_once_and_in_the_order_of_the_new_edition(old: Parts, new: Parts) -> None:
    found = differences(old, new).parts
    told = [{part.id for part in (change.old, change.new) if part and part.id} for change in found]
    assert max(Counter(id_ for ids in told for id_ in ids).values(), default=0) <= 1
    there = [change.new for change in found if change.new]
    rest = iter(new.parts)
    assert all(part in rest for part in there)


@settings(max_examples=40)
@given(editions(), editions())
def test_no_word_of_a_comment_that_was_taken_out_is_repeated(old: Parts, new: Parts) -> None:
    for change in differences(old, new).comments:
        if change.new is None:
            assert change.old is not None
            assert (change.old.words, change.old.author) == ("", "")


def named(*ids: str, within: str = "") -> list[Part]:
    return [Part(id_, "paragraph", f"Words of {id_}.", within) for id_ in ids]


def test_a_passage_is_the_same_by_its_id_whatever_it_says() -> None:
    old = Parts((Part("p1", "paragraph", "One."), Part("p2", "paragraph", "Two.")))
    new = Parts((Part("p1", "paragraph", "Other words."), Part("p3", "paragraph", "Three.")))
    assert states(differences(old, new)) == [("changed", "p1"), ("gone", "p2"), ("new", "p3")]


def test_one_that_was_moved_does_not_move_those_that_it_passes() -> None:
    found = differences(Parts((*named("a", "b", "c", "d"),)), Parts((*named("d", "a", "b", "c"),)))
    assert states(found) == [("moved", "d")]


def test_one_in_another_section_was_moved_and_what_a_section_holds_goes_with_it() -> None:
    def section(id_: str) -> Part:
        return Part(id_, "section", id_.title())

    old = Parts((section("x"), *named("x1", "x2", within="x"), section("y"), *named("y1", within="y")))
    new = Parts((section("y"), *named("y1", "x2", within="y"), section("x"), *named("x1", within="x")))
    assert states(differences(old, new)) in (
        [("moved", "y"), ("moved", "x2")],
        [("moved", "x2"), ("moved", "x")],
    )


def test_items_without_an_id_are_found_again_by_their_words() -> None:
    old = paragraphs("the first item", "the second item says five", "the third item")
    new = paragraphs("an item before all", "the first item", "the second item says six", "the third item")
    found = differences(old, new).parts
    assert [(change.state, (change.new or change.old or Part("", "", "")).words) for change in found] == [
        ("new", "an item before all"),
        ("changed", "the second item says six"),
    ]


def test_what_is_gone_stands_where_it_stood() -> None:
    old = Parts((*named("a", "b", "c", "d"),))
    new = Parts((*named("a", "d", "e"),))
    assert states(differences(old, new)) == [("gone", "b"), ("gone", "c"), ("new", "e")]


def test_a_passage_whose_id_alone_is_another_has_not_changed() -> None:
    old, new = Parts((Part("sec--note", "note", "Its words."),)), Parts((Part("note", "note", "Its words."),))
    assert differences(old, new) == Differences()


def test_a_passage_that_an_earlier_id_leads_to_is_what_had_that_id() -> None:
    old = Parts((Part("p1", "paragraph", "Two birds sang."), Part("p2", "paragraph", "It rained.")))
    new = Parts((Part("p1a", "paragraph", "Three birds sang. It rained.", kept=("p1", "p2")),))
    assert [(change.old, change.new) for change in differences(old, new).parts] == [
        (old.parts[0], new.parts[0]),
        (old.parts[1], None),
    ]


def test_comments_come_change_and_go() -> None:
    def said(*comments: Comment) -> Parts:
        return Parts((), comments)

    old = said(
        Comment("stays", "A", words="x"),
        Comment("changes", "B", words="one"),
        Comment("redacted", "Secret", words="secret words"),
        Comment("deleted", "Secret", words="secret words"),
        Comment("was-removed", was_removed=True),
        Comment("elsewhere", "C", words="x", answers="stays"),
    )
    new = said(
        Comment("stays", "A", words="x"),
        Comment("changes", "B", words="two"),
        Comment("comes", "D", words="new"),
        Comment("redacted", was_removed=True),
        Comment("never-seen", was_removed=True),
        Comment("elsewhere", "C", words="x", answers="changes"),
    )
    found = {(change.new or change.old or Comment("")).id: change.state for change in differences(old, new).comments}
    assert found == {"changes": "changed", "comes": "new", "redacted": "gone", "deleted": "gone", "elsewhere": "moved"}


def test_a_large_work_is_compared_at_once() -> None:
    def book(changed: Sequence[int]) -> Parts:
        parts = []
        for chapter in range(300):
            parts.append(Part(f"c{chapter}", "section", f"Chapter {chapter}"))
            for number in range(20):
                words = f"Words {number} of chapter {chapter}{' again' if chapter in changed else ''}. " * 30
                parts.append(Part(f"c{chapter}-p{number}", "paragraph", words, f"c{chapter}"))
        return Parts(tuple(parts))

    found = differences(book([]), book([7, 200]))
    assert found.counts() == {("parts", "changed"): 40}
    assert isinstance(found.parts[0], Change)
