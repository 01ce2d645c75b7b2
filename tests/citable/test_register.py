"""The register of ids, as plain data: the file, read and written, and what is said of each way to lose an id."""

from __future__ import annotations

from hypothesis import given, strategies as st

from citable.register import Anchor, Kind, compare, first_words, read_register, write_register

IDS = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
PAGES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
WORDS = st.text(max_size=40).map(first_words)
ANCHORS = st.dictionaries(IDS, st.tuples(PAGES, WORDS), max_size=8)


@given(ANCHORS)
def test_what_is_written_is_read_again(known: dict[str, tuple[str, str]]) -> None:
    anchors = {Anchor(name, page, words) for name, (page, words) in known.items()}
    register = read_register(write_register(anchors))
    assert register.findings == []
    assert set(register.anchors.values()) == anchors


@given(ANCHORS)
def test_the_file_does_not_depend_on_the_order(known: dict[str, tuple[str, str]]) -> None:
    anchors = [Anchor(name, page, words) for name, (page, words) in known.items()]
    assert write_register(anchors) == write_register(reversed(anchors))


def test_ids_stand_as_people_count() -> None:
    text = write_register(Anchor(name, "p", "w") for name in ("a-p10", "a-p2", "a", "b", "a-p1"))
    assert [line.split()[0] for line in text.splitlines() if not line.startswith("#")] == [
        "a",
        "a-p1",
        "a-p2",
        "a-p10",
        "b",
    ]


def test_first_words_are_eight() -> None:
    assert first_words(" one two\nthree four five six seven eight nine") == "one two three four five six seven eight"


def test_lines_that_cannot_be_read_have_their_number() -> None:
    register = read_register("# head\n\none\na page words\na other words\n")
    assert [(finding.kind, finding.line) for finding in register.findings] == [(Kind.SYNTAX, 3), (Kind.SYNTAX, 5)]
    assert "line 4 already" in register.findings[1].message
    assert register.anchors == {4: Anchor("a", "page", "words")}


PAST = {1: Anchor("s-p1", "old", "Alpha")}


def said(*present: Anchor, pages: tuple[str, ...] = ("old", "new"), redirects: dict[str, str] | None = None) -> str:
    findings = list(compare(PAST, {anchor.id: anchor for anchor in present}, redirects or {}, pages))
    assert len(findings) < 2
    return f"{findings[0].kind} {findings[0].line}: {findings[0].message}" if findings else ""


def test_what_is_as_it_was_is_right() -> None:
    assert said(Anchor("s-p1", "old", "Alpha")) == ""


def test_an_id_that_is_gone() -> None:
    assert said() == "gone 1: nothing has the id s-p1 any more; write {kept-anchor}`s-p1` on old, where “Alpha” stood"


def test_an_id_that_is_gone_while_its_words_are_there() -> None:
    message = said(Anchor("s-p2", "old", "Alpha", place="old.md:7"))
    assert message.endswith("write (s-p1)= above what begins “Alpha” (old.md:7)")


def test_an_id_that_is_gone_with_its_page() -> None:
    assert said(pages=("new",)).endswith('bring it back, or write "old" and its new name into the redirects')


def test_a_page_that_has_another_name() -> None:
    moved = Anchor("s-p1", "new", "Alpha")
    assert said(moved, pages=("new",)).endswith('is on new now; write "old" "new" into the redirects')
    assert said(moved, pages=("new",), redirects={"old": "new"}) == ""


def test_an_id_that_went_to_another_page_while_its_own_is_there() -> None:
    message = said(Anchor("s-p1", "new", "Alpha", place="new.md:3"))
    assert "write {kept-anchor}`s-p1` on old, where it stood, with a link to the new place" in message
    assert message.endswith("another id above what begins “Alpha” (new.md:3)")


def test_a_redirect_does_not_excuse_a_page_that_is_there() -> None:
    assert said(Anchor("s-p1", "old", "Alpha"), redirects={"old": "new"}).startswith("moved 1: ")


def test_an_id_that_names_other_words() -> None:
    message = said(Anchor("s-p1", "old", "Beta", place="old.md:3"))
    assert message.startswith("words 1: the id s-p1 named “Alpha” and names “Beta” now; if it is the same, reworded, ")
    assert "an id of its own above what begins “Beta” (old.md:3), and {kept-anchor}`s-p1`" in message


def test_an_id_whose_words_have_another_id_now() -> None:
    message = said(Anchor("s-p1", "old", "Beta"), Anchor("s-p2", "old", "Alpha", place="old.md:5"))
    assert message.endswith(
        "write (s-p1)= above what begins “Alpha” (old.md:5), and an id of its own above what begins “Beta” (old)"
    )


def test_an_anchor_that_is_kept_is_right_with_any_words() -> None:
    assert said(Anchor("s-p1", "old", "", is_kept=True)) == ""


def test_words_that_change_by_themselves_are_not_compared() -> None:
    past = {1: Anchor("thread", "old", "")}
    assert list(compare(past, {"thread": Anchor("thread", "old", "Ten thoughts")}, {}, ["old"])) == []
