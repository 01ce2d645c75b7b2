"""References, their order, and citations in the text, each beside the BibTeX that it is made from."""

from __future__ import annotations

from html import unescape

import pytest
from pybtex.database import parse_string
from pybtex.plugin import find_plugin
from pybtex.richtext import Text

from chapbook.citing.apa_reference import sentence_case, short_authors, web_address
from chapbook.citing.apa_style import ApaStyle


def listed(bibtex: str) -> list[tuple[str, str]]:
    """Return label and reference of each entry; italics between underscores, links as they are."""
    backend = find_plugin("pybtex.backends", "markdown")()
    style = ApaStyle()
    entries = style.format_entries(parse_string(bibtex, "bibtex").entries.values())
    return [(entry.label, unescape(entry.text.render(backend)).replace("\\", "")) for entry in entries]


def one(bibtex: str) -> str:
    ((_, reference),) = listed(bibtex)
    return reference


REFERENCES = {
    """@article{k, author = {Hampton, Keith N. and Wellman, Barry}, title = {Lost and Saved: The Panic}, year = 2018,
        journal = {Contemporary Sociology}, volume = 47, number = 6, pages = {643--651}, doi = {10.1177/00}}""": (
        "Hampton, K. N., & Wellman, B. (2018). Lost and saved: The panic. *Contemporary Sociology*, *47*(6), 643–651. "
        "[https://doi.org/10.1177/00](https://doi.org/10.1177/00)"
    ),
    """@article{k, author = {Wang, Wei}, title = {T}, year = 2021, month = may,
        journal = {J}, volume = 15, pages = {1-2}}""": "Wang, W. (2021). T. *J*, *15*, 1–2.",
    """@techreport{k, author = {{A Center}}, title = {A Report in {China}}, year = 2020, month = apr,
        institution = {A Center}, number = 45}""": "A Center. (2020). *A report in China* (Report No. 45).",
    """@book{k, editor = {Jean-Paul Marie de la Tour}, title = {A Book? Yes}, year = 1999,
        edition = {Second}, publisher = {P}}""": "de la Tour, J.-P. M. (Ed.). (1999). *A book? Yes* (second ed.). P.",
    """@incollection{k, author = {Ann Bee and Cy Dee and Eve Fay}, title = {T}, year = 2001,
        booktitle = {The Whole}, editor = {G. Hay and I. Jo}, pages = {1--9}, publisher = {P}}""": (
        "Bee, A., Dee, C., & Fay, E. (2001). T. In G. Hay & I. Jo (Eds.), *The whole* (pp. 1–9). P."
    ),
    """@book{k, author = {Ann Bee}, title = {Imaginäre Flüsse}, year = 1999, publisher = {P},
        language = {de}}""": "Bee, A. (1999). *Imaginäre Flüsse*. P.",
    """@incollection{k, author = {王, 伟}, title = {桥}, year = 2001, booktitle = {河}, editor = {周, 渡},
        publisher = {P}}""": "王, 伟. (2001). 桥. In 周渡 (Ed.), *河*. P.",
    """@phdthesis{k, author = {Ann Bee}, title = {T}, year = 2001,
        school = {A University}}""": "Bee, A. (2001). *T* [Unpublished doctoral dissertation]. A University.",
    """@phdthesis{k, author = {Ann Bee}, title = {T}, year = 2001, url = {https://example.org/},
        school = {A University}}""": (
        "Bee, A. (2001). *T* [Doctoral dissertation, A University]. [https://example.org/](https://example.org/)"
    ),
    """@misc{k, author = {Ren, Zhijun}, year = 2021,
        titleaddon = {Work not identified}}""": "Ren, Z. (2021). [Work not identified].",
    "@misc{k, title = {The Title}}": "*The title*. (n.d.).",
    """@online{k, author = {{China Daily}}, title = {T}, year = 2020, month = apr, day = 3,
        url = {https://example.org/}}""": (
        "China Daily. (2020, April 3). *T*. [https://example.org/](https://example.org/)"
    ),
    "@misc{k, author = {A B}, title = {T}, year = 2020, url = {javascript:alert(1)}}": "B, A. (2020). *T*.",
}


@pytest.mark.parametrize(("bibtex", "reference"), REFERENCES.items())
def test_a_reference(bibtex: str, reference: str) -> None:
    assert one(bibtex) == reference


def test_twenty_authors_are_named_and_of_twenty_one_two_are_left_out() -> None:
    def entry(count: int) -> str:
        authors = " and ".join(f"{{N{n}}}" for n in range(1, count + 1))
        return one(f"@misc{{k, author={{{authors}}}, title={{T}}, year=2020}}")

    assert "N18, N19, & N20. (2020)" in entry(20)
    assert "N18, N19, . . . N22. (2020)" in entry(22)


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("author={Wei Wang}", "Wang"),
        ("author={Wei Wang and Jiena Wu}", "Wang & Wu"),
        ("author={A B and C D and E F}", "B et al."),
        ("author={Ludwig van Beethoven}", "van Beethoven"),
        ("author={{A Center}}, shortauthor={AC}", "AC"),
        ("editor={Wei Wang}", "Wang"),
        ("title={A Title}", "A Title"),
    ],
)
def test_authors_in_the_text(authors: str, said: str) -> None:
    (entry,) = parse_string(f"@misc{{k, {authors}}}", "bibtex").entries.values()
    assert short_authors(entry) == said


def test_two_works_of_one_year_are_told_apart_by_letters() -> None:
    bibtex = "".join(f"@misc{{k{n}, author={{A B}}, title={{{title}}}, year=2020}}" for n, title in enumerate("ZYX"))
    assert listed(bibtex + "@misc{n, author={A B}, title={W}}@misc{m, author={A B}, title={V}}") == [
        ("B, n.d.-a", "B, A. (n.d.-a). *V*."),
        ("B, n.d.-b", "B, A. (n.d.-b). *W*."),
        ("B, 2020a", "B, A. (2020a). *X*."),
        ("B, 2020b", "B, A. (2020b). *Y*."),
        ("B, 2020c", "B, A. (2020c). *Z*."),
    ]


def test_the_list_is_in_the_order_of_names_and_titles() -> None:
    bibtex = "".join(
        f"@misc{{k{n}, {fields}, year=2020}}"
        for n, fields in enumerate(
            [
                "author={Ren, Z.}",
                "author={{China Daily}}",
                "title={The Beginning}",
                "author={{an Office}}",
                "author={de Boer, A.}",
            ]
        )
    )
    assert [label for label, _ in listed(bibtex)] == [
        "an Office, 2020",
        "The Beginning, 2020",
        "China Daily, 2020",
        "de Boer, 2020",
        "Ren, 2020",
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A Title: A Subtitle", "A title: A subtitle"),
        ("Lost and Saved . . . Again", "Lost and saved . . . again"),
        ("Life in {China} and {New York}", "Life in China and New York"),
        ("Why? Because We Can! Yes", "Why? Because we can! Yes"),
    ],
)
def test_sentence_case(title: str, shown: str) -> None:
    assert str(sentence_case(Text.from_latex(title))) == shown


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ("doi={10.1/x}, url={https://example.org/}", "https://doi.org/10.1/x"),
        ("doi={https://doi.org/10.1/x}", "https://doi.org/10.1/x"),
        ("doi={doi:10.1/x}", "https://doi.org/10.1/x"),
        ("url={https://example.org/}", "https://example.org/"),
        ("url={data:text/html,x}", ""),
        ("title={T}", ""),
    ],
)
def test_where_a_work_is_found(fields: str, address: str) -> None:
    (entry,) = parse_string(f"@misc{{k, {fields}}}", "bibtex").entries.values()
    assert web_address(entry) == address
