"""Citations in a text: the usual forms and the messy ones; what is not sure stays text, and no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from chapbook.rescue.printed_references import PrintedReference, bibtex, read
from chapbook.rescue.text_citations import FoundCitations, find

LIST = read(
    [
        "Wang, W., & Wu, J. (2021). Short video platforms. IJoC, 15, 3269–3291.",
        "Hampton, K. N., & Wellman, B. (2018). Lost and saved.",
        "Xie, M. (2020). Live.",
        "Smith, J., Jones, K., & Lee, P. (2019). A.",
        "World Health Organization (WHO). (2020). B.",
        "O’Neil, C. (2016a). C.",
        "O’Neil, C. (2016b). D.",
        "王伟, 吴洁娜. (2021). 短视频. 传播.",
        "Beck, A. (n.d.). X.",
    ]
)
NUMBERED = read([f"[{number}] A. Name{letter}, “X,” 200{number}." for number, letter in enumerate("abcdefg", 1)])


def before(found: FoundCitations) -> str:
    """Put what was written into the place of each role."""
    text = found.text
    pieces = []
    for citation in found.certain:
        role = re.search(r"\{cite:\w+\}`[^`]*`", text)
        assert role
        assert all(key in role[0] for key in citation.keys)
        pieces += [text[: role.start()], citation.source]
        text = text[role.end() :]
    return "".join([*pieces, text])


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("(Wang & Wu, 2021)", "{cite:p}`wang2021`"),
        ("(Wang \\& Wu, 2021)", "{cite:p}`wang2021`"),
        ("(Wang and Wu 2021)", "{cite:p}`wang2021`"),
        ("[Wang & Wu, 2021]", "{cite:p}`wang2021`"),
        ("(Xie Meng, 2020)", "{cite:p}`xie2020`"),
        ("(Xie,2020)", "{cite:p}`xie2020`"),
        ("(Xie.2020)", "{cite:p}`xie2020`"),
        ("text(Xie, M. 2020)", "text{cite:p}`xie2020`"),
        ("[(Xie, 2020)](#xie)", "{cite:p}`xie2020`"),
        ("([Xie, 2020](#xie))", "{cite:p}`xie2020`"),
        ("(Smith et al., 2019)", "{cite:p}`smith2019`"),
        ("(Smith *et al.*, 2019)", "{cite:p}`smith2019`"),
        ("(Smith, Jones & Lee, 2019)", "{cite:p}`smith2019`"),
        ("(WHO, 2020, p. 5)", "{cite:p}`worldhealthorganization2020{p. 5}`"),
        ("(see Xie, 2020; Wang & Wu, 2021, pp. 3–4)", "{cite:p}`{see}xie2020,wang2021{pp. 3–4}`"),
        ("(O’Neil, 2016a, b)", "{cite:p}`oneil2016a,oneil2016b`"),
        ("(O'Neil, 2016b)", "{cite:p}`oneil2016b`"),
        ("(王伟、吴洁娜，2021)", "{cite:p}`wangwei2021`"),
        ("（王伟和吴洁娜，2021）", "{cite:p}`wangwei2021`"),
        ("王伟、吴洁娜（2021）", "王伟、吴洁娜{cite:yearpar}`wangwei2021`"),
        ("根据王伟和吴洁娜（2021）的研究", "根据王伟和吴洁娜{cite:yearpar}`wangwei2021`的研究"),
        ("(Beck, n.d.)", "{cite:p}`beck`"),
        ("Xie (2020)", "{cite:t}`xie2020`"),
        ("According to Wang and Wu (2021), it", "According to {cite:t}`wang2021`, it"),
        ("Wang & Wu (2021)", "Wang & Wu {cite:yearpar}`wang2021`"),
        ("Smith et al. (2019, p. 3)", "{cite:t}`smith2019{p. 3}`"),
        ("Xie’s (2020) view", "Xie’s {cite:yearpar}`xie2020` view"),
        ("*Xie* (2020)", "{cite:t}`xie2020`"),
    ],
)
def test_a_citation_of_a_listed_work(written: str, made: str) -> None:
    found = find(f"So {written}.", LIST)
    assert found.text == f"So {made}."
    assert before(found) == f"So {written}."
    assert found.unsure == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("(O’Neil, 2016)", None),
        ("(Wellman, B. 2018)", "hampton2018"),
        ("(Wang, 2021)", "wang2021"),
        ("(Smyth, 2019)", None),
        ("(Xie, 2020; Nobody & Others, 1999)", None),
        ("Xie Meng, 2020", "xie2020"),
        ("Nobody et al. (1999)", None),
    ],
)
def test_what_is_not_sure_stays_text_and_is_told(written: str, key: str | None) -> None:
    found = find(f"So {written} said.", LIST)
    assert found.text == f"So {written} said."
    assert [(row.written, row.key) for row in found.unsure] == [(written, key)]
    assert found.unsure[0].why


@pytest.mark.parametrize(
    "text",
    [
        "`(Xie, 2020)`",
        "```\n(Xie, 2020)\n```",
        "# By (Xie, 2020)",
        "By Xie (2020)\n=============",
        "[(Xie, 2020)](https://example.org)",
        "<https://example.org/(Xie,2020)>",
        "https://example.org/(Xie,2020)",
        "{cite:p}`xie2020`",
        "```{note}\n(Xie, 2020)\n```",
        "(May 2020), (March, 2019), (since 2018), (Chinese version of it), (2 April – 24 May 2020), (2019), (62%)",
        "In 2020 (see above), the version 2020 (beta) of Xie.",
    ],
)
def test_no_citation(text: str) -> None:
    found = find(text, LIST)
    assert found.text == text
    assert found.certain == ()
    assert found.unsure == ()


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[3]", "namec2003"),
        ("\\[3\\]", "namec2003"),
        ("[2, 5–7]", "nameb2002,namee2005,namef2006,nameg2007"),
        ("[3](#ref-3)", "namec2003"),
        ("[\\[3\\]](#cite_note-3)", "namec2003"),
        ("{sup}`[3](#fn3)`", "namec2003"),
        ("^[3](#fn3)^", "namec2003"),
        ("<sup>[3](#fn3)</sup>", "namec2003"),
        ("[3, p. 5]", "namec2003{p. 5}"),
    ],
)
def test_numbers(written: str, made: str) -> None:
    found = find(f"So it is {written}.", NUMBERED)
    assert found.text == f"So it is {{cite:p}}`{made}`."
    assert before(found) == f"So it is {written}."


def test_numbers_that_are_in_no_list_stay() -> None:
    for references in (NUMBERED, LIST, ()):
        found = find("So [9], [3](https://example.org) and [^1].", references)
        assert found.text == "So [9], [3](https://example.org) and [^1]."
        assert [(row.written, row.key) for row in found.unsure] == [("[9]", None)]


def test_without_a_list_each_work_gets_an_entry_that_says_so() -> None:
    text = (
        "A (Ren, Zhijun, 2021). B (Zhijun.2021) C(Wei Wang,2021). D (Wang & Wu, 2021) E (Computing for society, 2021)."
    )
    found = find(text, ())
    assert [citation.keys[0] for citation in found.certain] == [
        "ren2021", "ren2021", "wang2021", "wang2021", "computingforsociety2021",
    ]  # fmt: skip
    assert before(found) == text
    written = bibtex(found.references)
    assert written.count("annotation = {not identified.") == written.count("@misc") == 3
    assert "That “Zhijun.2021” means the same work is inferred from name and year." in written
    assert r"aswritten = {(Wei Wang,2021); (Wang \& Wu, 2021)}" in written
    assert " title =" not in written


def test_two_usual_forms_are_two_works() -> None:
    found = find("(Smith, 2019), (Smith & Jones, 2019), (Smith, 2018), Smith (2019), Brown (2001), (Tokyo 2020)", ())
    assert [work.key for work in found.references] == ["smith2019", "smith2019-2", "smith2018"]
    assert [citation.keys for citation in found.certain][-1] == ("smith2019",)
    assert [row.written for row in found.unsure] == ["Brown (2001)", "(Tokyo 2020)"]


PIECES = [
    "(Xie, 2020)",
    "Xie (2020)",
    "(Smyth, 2019)",
    "[3]",
    "`",
    "```\n",
    "*",
    "_",
    "(",
    ")",
    "[",
    "](#a)",
    "](http://x)",
]
PIECES += ["Wang & Wu", "2021", " ", "\n", "\\", "<sup>", "</sup>", "^", "# ", "{sup}`", "et al.", ";", ", "]


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40),
    st.sampled_from([LIST, NUMBERED, ()]),
)
def test_no_word_is_ever_lost(text: str, references: tuple[PrintedReference, ...]) -> None:
    if "{cite" not in text:
        assert before(find(text, references)) == text
