"""The register of ids, as plain data: the file, read and written, and what is said of each way to lose an id."""

from __future__ import annotations

from hypothesis import given, strategies as st

from chapbook.anchors.register import Anchor, Kind, compare, first_words, read_register, write_register

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


def test_a_language_without_spaces_is_remembered_by_its_beginning() -> None:
    assert first_words("河" * 200) == "河" * 24


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


def test_a_text_may_have_grown_but_not_begun_otherwise() -> None:
    assert said(Anchor("s-p1", "old", "Alpha beta")) == ""
    assert said(Anchor("s-p1", "old", "Alphabet")).startswith("words 1: ")
    assert said(Anchor("s-p1", "old", "Beta Alpha")).startswith("words 1: ")
    assert said(Anchor("s-p1", "old", "")).startswith("words 1: ")


def test_words_that_are_found_on_another_page_are_no_remedy() -> None:
    elsewhere = Anchor("s-p2", "new", "Alpha")
    assert said(elsewhere).endswith("write {kept-anchor}`s-p1` on old, where “Alpha” stood")
    assert said(Anchor("s-p1", "old", "Beta"), elsewhere).endswith(
        "write an id of its own above what begins “Beta” (old), and {kept-anchor}`s-p1` where the old words went"
    )


def test_words_that_are_found_where_the_page_is_now() -> None:
    message = said(Anchor("s-p2", "new", "Alpha"), pages=("new",), redirects={"old": "new"})
    assert message.endswith("write (s-p1)= above what begins “Alpha” (new)")
    assert said(pages=("new",), redirects={"old": "new"}).endswith("`s-p1` on new, where “Alpha” stood")


def test_an_anchor_without_words_is_not_found_again_by_them() -> None:
    past = {1: Anchor("s", "old", "")}
    [finding] = compare(past, {"t": Anchor("t", "old", "")}, {}, ["old"])
    assert finding.message.endswith("write {kept-anchor}`s` on old, where “” stood")


def test_each_id_is_judged_on_its_own_line() -> None:
    past = {3: Anchor("a", "old", "Alpha"), 4: Anchor("b", "old", "Beta"), 9: Anchor("c", "old", "Gamma")}
    present = {"b": Anchor("b", "old", "Beta")}
    assert [(finding.kind, finding.line) for finding in compare(past, present, {}, ["old"])] == [
        (Kind.GONE, 3),
        (Kind.GONE, 9),
    ]


def test_a_line_is_parted_by_its_first_two_spaces() -> None:
    register = read_register("  \n#x y\na  a%20page   one  two \nb page\n b page\n")
    assert register.anchors == {3: Anchor("a", "a page", "one  two"), 4: Anchor("b", "page", "")}
    [finding] = register.findings
    assert (finding.kind, finding.line) == (Kind.SYNTAX, 5)
    assert finding.message == (
        "this is not a line of the register; write: id page words, for example intro chapters/intro Intro"
    )


def test_an_id_that_stands_three_times_is_told_with_its_first_line() -> None:
    register = read_register("a page\n\na page\na page\n")
    assert [(finding.line, finding.message) for finding in register.findings] == [
        (line, "the id a stands on line 1 already; take one of the two out") for line in (3, 4)
    ]


def test_a_line_that_is_written_has_no_space_at_its_end() -> None:
    lines = write_register([Anchor("b", "é page", ""), Anchor("a", "p", "one two")]).splitlines()
    assert lines[-2:] == ["a p one two", "b %C3%A9%20page"]
    assert all(line.startswith("#") for line in lines[:-2])


def test_the_kinds_of_mistake_can_be_looked_up() -> None:
    assert [*Kind] == ["register", "gone", "moved", "words"]
