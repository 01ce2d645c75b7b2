"""Folding: what is found as one, in Python and in the page's script alike, and the grams that tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from hypothesis import given, strategies as st

from chapbook.search.folding import fold, grams, grams_of
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

TEA = "tea"
WORDS = ROOT / "src/chapbook/search/static/chapbook-search-words.js"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("Café cafe\u0301 CAFÉ", "cafe cafe cafe"),
        ("ﬁnance œuvre Øl Łódź ı İ", "finance oeuvre ol lodz i i"),
        ("ＡＢ１２ ｶﾞ", "ab12 カ\u3099"),
        ("ὁδός ΟΔΟΣ", "οδοσ οδοσ"),
        ("don’t state-of-the-art U.S.", "don t state of the art u s"),
        ("hy\u00adphen zero\u200bwidth", "hyphen zerowidth"),
        ("أَحْمَد كـــتاب שָׁלוֹם", "احمد كتاب שלום"),
        ("ที่นี่ हिन्दी", "ที่นี่ हिन्दी"),
        ("用Typst排版，好", "用 typst 排版 好"),
        ("한국어 かぎ", "한국어 かき\u3099"),
        ("\u1112\u1161\u11ab", "한"),
        (" “—” \n", ""),
    ],
)
def test_what_is_found_as_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_what_is_folded_stays(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_words_beside_each_other_are_folded_as_each_by_itself(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}".strip()


def test_grams() -> None:
    assert grams("tea") == {"^t", f"^{TEA[:2]}", TEA}
    assert grams("i") == {"^i"}
    assert grams("三块石") == {"三", "块", "石", "三块", "块石"}
    assert grams_of(["Tea, 三!", "tea"]) == {"^t", f"^{TEA[:2]}", TEA, "三"}


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the script that folds."""
    page = browser.new_page()
    page.add_script_tag(path=WORDS)
    yield page
    page.close()


def letters() -> list[str]:
    """Every character of the first plane that Python knows; of those that are alike, some."""
    many = {*range(0x3500, 0xA6F0), *range(0xAC10, 0xD780), *range(0xD800, 0xFA00)}
    known = [chr(number) for number in range(0x20, 0x1_1000) if number not in many]
    return [letter for letter in known if category(letter) not in {"Cn", "Cs"}]


@pytest.mark.browser
def test_the_page_folds_as_the_index_is_folded(script: Page) -> None:
    texts = [f"a{letter}漢{letter}b" for letter in letters()]
    assert len(texts) > 15_000
    theirs = script.evaluate("texts => texts.map(text => chapbookSearch.fold(text.normalize('NFC')))", texts)
    assert [(text, word) for text, word in zip(texts, theirs, strict=True) if word != fold(text)] == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "words", "looked_up"),
    [
        ("tea", ["tea"], {"tea"}),
        ("Pov I", ["pov", "i"], {"pov", "^i"}),
        ("rivers", ["rivers"], {"rive", "iver", "vers"}),
        ("don’t", ["don t"], {"don", "^t"}),
        ("“two words” cat", ["two words", "cat"], {"two", "word", "ords", "cat"}),
        ('"not shut', ["not", "shut"], {"not", "shut"}),
        ("用Typst", ["用", "typst"], {"用", "typs", "ypst"}),
        ("喝茶喝茶", ["喝茶"], {"喝茶"}),
        ("--", [], set()),
    ],
)
def test_what_a_query_asks_for(script: Page, query: str, words: list[str], looked_up: set[str]) -> None:
    asked = script.evaluate("text => chapbookSearch.parse(text)", query)
    assert [word["word"] for word in asked["words"]] == words
    found = set(script.evaluate("text => chapbookSearch.grams(chapbookSearch.parse(text))", query))
    assert found == looked_up
    assert found <= grams_of([query])


RANKS = """([query, text]) => {
    const { parse, fold, find } = chapbookSearch;
    return find(parse(query), fold(text))?.rank ?? null;
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "best_first"),
    [
        ("tea", ["a tea.", "teas", "steam"]),
        ("green tea", ["Green tea!", "green teas", "evergreen tea", "tea, green", "green, black tea", "steam, green"]),
        ("三块石板", ["有三块石板", "石板有三块"]),
        ("é a", ["e a", "a e"]),
    ],
)
def test_what_is_nearer_is_better(script: Page, query: str, best_first: list[str]) -> None:
    ranks = [script.evaluate(RANKS, [query, text]) for text in best_first]
    assert ranks == sorted(ranks)
    assert None not in ranks


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "text"),
    [("i", "tea with milk"), ("green tea", "green"), ("“green tea”", "green black tea"), ("猫", "狗")],
)
def test_what_is_not_found(script: Page, query: str, text: str) -> None:
    assert script.evaluate(RANKS, [query, text]) is None


SHOWN = """([query, text]) => {
    const { parse, fold, find, excerpt } = chapbookSearch;
    const shown = excerpt(parse(query), text, find(parse(query), fold(text)).from);
    return [shown.runs.map(([words, isWord]) => isWord ? `[${words}]` : words).join(""), shown.fragment];
}"""
LONG = "It went on and on. " * 20


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "text", "shown", "fragment"),
    [
        ("strasse", f"{LONG}Die Straße – ja.", "[Straße]", "Die%20Stra%C3%9Fe%20%E2%80%93%20ja."),
        ("cafe", "Le cafe\u0301s.", "Le [cafe\u0301]s.", "Le%20cafe%CC%81s."),
        ("green tea", "So green-tea, Tea.", "So [green-tea], [Tea].", "So%20green%2Dtea%2C%20Tea."),
        ("ten", "One two three four five six seven eight nine ten.", "nine [ten]", "One%20two%20three%20four,seven"),
        ("cup", "A cup\u2063 (Ann\u2063).", "A [cup] (Ann).", ":~:text=A%20cup,Ann"),
        ("a b", "A, b", "[A], [b]", "A%2C%20b"),
        ("end", f"{'word ' * 60}the end.", "the [end].", "text="),
        ("b", "A ·\nB ·\nC", "A ·\n[B] ·\nC", ":~:text=B"),
        ("茶", f"{'河' * 400}茶", "河[茶]", "text="),
    ],
)
def test_a_sentence_is_shown_with_its_words_marked(
    script: Page, query: str, text: str, shown: str, fragment: str
) -> None:
    words, there = script.evaluate(SHOWN, [query, text])
    assert shown in words
    assert fragment in there
    assert len(words) < 330
