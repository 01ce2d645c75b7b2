"""Printed reference lists of several styles: what stands in them is read, what does not is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from chapbook.citing.bibtex_file import read_file
from chapbook.citing.works import Reading
from chapbook.rescue.printed_names import Likeness, likeness, read_names
from chapbook.rescue.printed_references import bibtex, is_heading, parted, read

if TYPE_CHECKING:
    from pathlib import Path

APA = "Wang, W., & Wu, J. (2021). Short video platforms. International Journal, 15, 3269–3291. https://ijoc.org/view/14545"


@pytest.mark.parametrize(
    ("printed", "names", "year"),
    [
        (APA, ["Wang", "Wu"], "2021"),
        ("World Health Organization. (2020, March 11). WHO says so.", ["World Health Organization"], "2020"),
        ("van der Berg, J., O'Neil, K.-P., & García Márquez, G. (2019a). X.",
         ["van der Berg", "O'Neil", "García Márquez"], "2019a"),
        ("Li, H. (n.d.). Something of 1999.", ["Li"], "1999"),
        ("Marx, K. (1867/1990). Capital. Penguin.", ["Marx"], "1990"),
        ("Wang, Wei, and Jiena Wu. “Short Video.” Journal, vol. 15, 2021, pp. 1–9. Accessed 5 May 2022.",
         ["Wang", "Wu"], "2021"),
        ("Wang, Wei, and Jiena Wu. 2021. “Video in 1984.” IJoC 15: 3269–91.", ["Wang", "Wu"], "2021"),
        ("Smith, John A. Title of a Book of 1999. Penguin, 2010.", ["Smith"], "2010"),
        ("Smith, J., 2019. Title: a subtitle. Oxford: Press.", ["Smith"], "2019"),
        ("Wang W, Wu J, Li K, et al. Short video. Lancet. 2020 Mar;395(1):497-506.", ["Wang", "Wu", "Li"], "2020"),
        ("W. Wang and J. Wu, “Short video,” IEEE Trans., vol. 3, no. 2, pp. 1–20, Mar. 2019.", ["Wang", "Wu"], "2019"),
        ("王伟, 吴洁娜. 短视频平台[J]. 国际传播, 2021, 15(3): 3269-3291.", ["王伟", "吴洁娜"], "2021"),
        ("WANG W, WU J. Short video[J]. Comm, 2021, 15(3): 32-33.", ["WANG", "WU"], "2021"),
        ("Müller, A. & Groß, B. (Hrsg.) (2015): Buch. Berlin: Springer.", ["Müller", "Groß"], "2015"),
        ("From 1999 to 2005, all of it.", [], ""),
    ],
)  # fmt: skip
def test_names_and_year_of_each_style(printed: str, names: list[str], year: str) -> None:
    [found] = read([printed])
    assert [person.family or person.printed for person in found.names.people] == names
    assert found.year == year
    assert found.printed == printed


def test_doi_and_address_stand_alone() -> None:
    first, second, third = read(
        [
            APA,
            "Doe, J. (2019). A. https://doi.org/10.1177/0094306118805415.",
            "Doe (2018). B. doi:10.1000/xyz(1)2; seen.",
        ]
    )
    assert (first.doi, first.url) == ("", "https://ijoc.org/view/14545")
    assert (second.doi, second.url) == ("10.1177/0094306118805415", "")
    assert third.doi == "10.1000/xyz(1)2"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Smith, J. (2010). A title", "Doe, K. (2011). B."],
        ["Smith, J. (2010). A title\n   that goes on.\nDoe, K. (2011). B\n   and on."],
        ["Smith, J. (2010). A title that\ngoes on to 2011.\nDoe, K. (2011). B."],
        ["[1] Smith, J. A title\nof 2010\n[2] Doe, K. B 2011."],
        ["1. Smith, J. (2010). A.", "2. Doe, K. (2011). B."],
        ["- Smith, J. (2010). A.\n- Doe, K. (2011). B."],
    ],
)
def test_entries_are_paragraphs_items_or_hanging_lines(paragraphs: list[str]) -> None:
    found = read(paragraphs)
    assert [reference.key for reference in found] == ["smith2010", "doe2011"]
    assert " ".join(reference.printed for reference in found).split()[-1].startswith(("B", "on", "2011"))


def test_numbers_and_the_same_names_again() -> None:
    found = read(["[7] Smith, John. One. Penguin, 2010.", "[8] ———. Another. Penguin, 2010."])
    assert [(work.number, work.key, work.names.people[0].family) for work in found] == [
        (7, "smith2010", "Smith"),
        (8, "smith2010-2", "Smith"),
    ]


@given(st.lists(st.text(), max_size=4))
def test_no_word_is_lost_and_no_key_twice(paragraphs: list[str]) -> None:
    found = read(paragraphs)
    kept = "".join("".join(work.printed.split()) for work in found)
    whole = "".join("".join(paragraph.split()) for paragraph in paragraphs)
    assert len(kept) <= len(whole)
    assert len({work.key for work in found}) == len(found)
    position = 0
    for work in found:
        for word in work.printed.split():
            position = whole.index(word, position)


def test_the_list_is_behind_its_heading() -> None:
    assert parted(["One.", "References", "Two (2019)."]) == (["One."], "References", ["Two (2019)."])
    assert parted(["One.", "Two."]) == (["One.", "Two."], "", [])
    assert all(map(is_heading, ["References", "## Works Cited", "参考文献", "REFERENCES:", "7. Bibliography"]))
    assert not any(map(is_heading, ["References to China", "Sources of income rise", "A reference"]))


def test_the_entries_are_read_back_and_say_that_nothing_is_identified(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    strange = "Ü, A. (2020). 100 % of {this} & $that_here \\ ~ # . . . -- \"quoted\" 'and' `so`, ``so''. https://example.org/a_b?c=%20"
    path.write_text(bibtex(read([APA, strange])), encoding="utf-8")
    file = read_file(path)
    assert file.faults == ()
    reading = Reading(file.entries, tmp_path)
    works = reading.works()
    assert reading.faults == []
    assert works["wang2021"].item["genre"] == "Work not identified"
    assert "title" not in works["wang2021"].item
    assert works["wang2021"].notes["annotation"] == f"not identified. The list of the source prints: {APA}"
    assert works["u2020"].notes["annotation"].endswith(strange)
    assert works["u2020"].item["URL"] == "https://example.org/a_b?c=%20"


@pytest.mark.parametrize(
    ("cited", "printed", "is_like"),
    [
        ("Wang & Wu", "Wang, W., & Wu, J.", Likeness.SAME),
        ("Wang et al.", "Wang W, Wu J, Li K", Likeness.SAME),
        ("Xie Meng", "Xie, M.", Likeness.SAME),
        ("Meng Xie", "Xie, M.", Likeness.SAME),
        ("Smith, Jones & Lee", "Smith, A., Jones, B., & Lee, C.", Likeness.SAME),
        ("Müller", "MULLER A", Likeness.SAME),
        ("WHO", "World Health Organization (WHO)", Likeness.SAME),
        ("Chinadaily", "China Daily", Likeness.SAME),
        ("Wellman, B.", "Hampton, K. N., & Wellman, B.", Likeness.SOME),
        ("Wang", "Wang, W., & Wu, J.", Likeness.SOME),
        ("Wang, X.", "Wang, W.", Likeness.NONE),
        ("Smyth", "Smith, A.", Likeness.NONE),
    ],
)
def test_two_lists_of_names_are_of_one_work(cited: str, printed: str, is_like: Likeness) -> None:
    assert likeness(read_names(cited), read_names(printed)) is is_like
