"""BibTeX and biblatex as people have them: names, dates, addresses, LaTeX; and what is told of a mistake."""

from __future__ import annotations

from typing import Any

import pytest

from of_works import read

DATED = {
    "date = {2021-03-14}": {"date-parts": [[2021, 3, 14]]},
    "date = {2010/2015}": {"date-parts": [[2010], [2015]]},
    "date = {2019-05/2019-06}": {"date-parts": [[2019, 5], [2019, 6]]},
    "date = {1850~}": {"date-parts": [[1850]], "circa": True},
    "date = {2003-21}": {"date-parts": [[2003, 21]]},
    "date = {2000/}": {"literal": "2000–"},
    "year = {ca. 1850}": {"date-parts": [[1850]], "circa": True},
    "year = {2010--2015}": {"date-parts": [[2010], [2015]]},
    "year = {-380}": {"date-parts": [[-380]]},
    "year = {2019a}": {"date-parts": [[2019]]},
    "year = {2019, March 3}": {"date-parts": [[2019, 3, 3]]},
    "year = 2019, month = 3, day = 7": {"date-parts": [[2019, 3, 7]]},
    "year = 2019, month = {03}": {"date-parts": [[2019, 3]]},
    'year = 2019, month = mar # "~7"': {"date-parts": [[2019, 3, 7]]},
    "year = 2019, month = {Mar.}": {"date-parts": [[2019, 3]]},
    "year = 2019, month = {2019-03-07}": {"date-parts": [[2019, 3, 7]]},
    "year = 2019, month = {may--june}": {"date-parts": [[2019, 5], [2019, 6]]},
    r"year = {{\noopsort{1986c}}1986}": {"date-parts": [[1986]]},
    r"year = {1988\unskip/}": {"literal": "1988–"},
    "year = {n.d.}": None,
    "crossref = {whole}": {"date-parts": [[1999]]},
}
ADDRESSED: dict[str, dict[str, Any]] = {
    r"doi = {10.1007/978-3-642{\_}69}": {"DOI": "10.1007/978-3-642_69"},
    r"doi = {https://doi.org/10.1093/mind}": {"DOI": "10.1093/mind"},
    r"url = {http://e.org/a{\_}b/{\%}20c{\#}d{\~{}}e}": {"URL": "http://e.org/a_b/%20c#d~e"},
    r"url = {http://e.org/{\textasciitilde}user/$\sim$x}": {"URL": "http://e.org/~user/~x"},
    r"url = {\url{https://e.org/u}}": {"URL": "https://e.org/u"},
    r"howpublished = {\url{https://e.org/x_y?a=1&c=2}}": {"URL": "https://e.org/x_y?a=1&c=2"},
    r"howpublished = {\url{https://e.org/a%20b}}, note = {Accessed: 2022-07-20}": {
        "URL": "https://e.org/a%20b",
        "accessed": {"date-parts": [[2022, 7, 20]]},
    },
    r"note = {\url{https://e.org/noted}, accessed 2021-07-05}": {
        "URL": "https://e.org/noted",
        "accessed": {"date-parts": [[2021, 7, 5]]},
    },
}
WRITTEN = {
    "title = {Growth of 5% in towns}": "Growth of 5% in towns",
    "title = {{50% off}}": "50% off",
    r"title = {The ${H}_2{O}$ of $x^2$ and $\alpha$, \emph{in vivo}, {CO}\textsubscript{2}}": (
        "The H<sub>2</sub>O of <i>x</i><sup>2</sup> and α, <i>in vivo</i>, CO<sub>2</sub>"
    ),
    r"title = {{\"U}ber formal unentscheidbare S{\"a}tze}, langid = {german}": "Über formal unentscheidbare Sätze",
    r"title = {{L{\'\i}vio} and \href{https://e.org/a%20b}{a word} {\_} \& \$ ``x''}": "Lívio and a word _ & $ “x”",
    "title = {Lost and Saved . . . Again: The Moral Panic}": "Lost and saved . . . again: The moral panic",
    "title = {A Report of {China}}": "A report of China",
    r"title = {{\noopsort{Aa}}The Farmer's Report}": "The farmer's report",
}
NAMED = {
    "{Barnes and Noble, Inc.}": [{"literal": "Barnes and Noble, Inc."}],
    "Smith, John and others": [{"family": "Smith", "given": "John"}, {"literal": "others"}],
    "King, Jr., Martin Luther": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
    "van der Berg, Jan": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}],
    "王小明": [{"literal": "王小明"}],
    "Smith, A. & Jones, B.": [{"family": "Smith", "given": "A."}, {"family": "Jones", "given": "B."}],
    "O'Connor, P.": [{"family": "O'Connor", "given": "P."}],
}
EDITIONS = {"2": "2", "2nd": "2", "Second": "2", "2nd ed.": "2", "Revised edition": "Revised edition"}
TYPES = {
    "software": "software",
    "dataset": "dataset",
    "online, url = {https://e.org/}": "webpage",
    "misc": "document",
    "misc, eprint = {1706.03762}, archiveprefix = {arXiv}": "article",
    "thesis, type = {phdthesis}": "thesis",
    "report": "report",
    "inproceedings": "paper-conference",
    "misc, entrysubtype = {comment}": "post",
}


def entry(number: int, fields: str, kind: str = "misc") -> str:
    return f"@{kind}{{k{number}, {fields}}}\n"


ALL: list[tuple[str, str, str]] = [
    *(("date", entry_fields, "book") for entry_fields in DATED),
    *(("address", entry_fields, "misc") for entry_fields in ADDRESSED),
    *(("title", entry_fields, "article") for entry_fields in WRITTEN),
    *(("name", f"author = {{{name}}}", "book") for name in NAMED),
    *(("edition", f"edition = {{{edition}}}", "book") for edition in EDITIONS),
    *(("type", kind.partition(", ")[2], kind.partition(", ")[0]) for kind in TYPES),
]


@pytest.fixture(scope="module")
def items() -> list[dict[str, Any]]:
    text = "".join(entry(number, fields, kind) for number, (_what, fields, kind) in enumerate(ALL))
    works, faults = read(f"{text}@book{{whole, title = {{W}}, year = 1999}}\n")
    assert faults == []
    return [works[f"k{number}"].item for number in range(len(ALL))]


def of(items: list[dict[str, Any]], what: str) -> list[dict[str, Any]]:
    return [item for item, (kind, _fields, _type) in zip(items, ALL, strict=True) if kind == what]


def test_dates_in_any_form(items: list[dict[str, Any]]) -> None:
    assert [item.get("issued") for item in of(items, "date")] == list(DATED.values())


def test_addresses_arrive_bare(items: list[dict[str, Any]]) -> None:
    for item, expected in zip(of(items, "address"), ADDRESSED.values(), strict=True):
        assert {name: item.get(name) for name in expected} == expected
        assert "note" not in item


def test_latex_is_the_text_that_it_stands_for(items: list[dict[str, Any]]) -> None:
    assert [item["title"] for item in of(items, "title")] == list(WRITTEN.values())


def test_names(items: list[dict[str, Any]]) -> None:
    assert [item["author"] for item in of(items, "name")] == list(NAMED.values())


def test_editions_and_types(items: list[dict[str, Any]]) -> None:
    assert [item["edition"] for item in of(items, "edition")] == list(EDITIONS.values())
    assert [item["type"] for item in of(items, "type")] == list(TYPES.values())


def test_what_a_reader_would_lose_is_kept_beside() -> None:
    text = """
        @misc{a, author = {Ren, Z.}, titleaddon = {Work not identified}, year = 2021, aswritten = {(Ren \\& Co,2021)},
          annotation = {probable. 62~\\% agree.}}
        @article{b, author = {{A Group}}, shortauthor = {AG}, title = {A Title of It}, journaltitle = {J}, eid = {e12},
          date = {2020}}
        @inbook{c, crossref = {d}, title = {Part}, pages = {1\\textendash 9}}
        @book{d, title = {Whole}, xdata = {x}, year = 2000}
        @xdata{x, publisher = {Press}}
        @article{e, title = {E}, journal = {J}, pubstate = {inpress}}
        """
    works, faults = read(text)
    assert faults == []
    assert works["a"].notes == {"aswritten": "(Ren & Co,2021)", "annotation": "probable. 62\xa0% agree."}
    assert (works["a"].item["genre"], "title" in works["a"].item) == ("Work not identified", False)
    assert (works["b"].short, works["b"].item["number"]) == ("AG", "e12")
    assert works["b"].titles == {"title": "A Title of It"}
    assert works["b"].item["title"] == "A title of it"
    assert (works["c"].item["container-title"], works["c"].item["publisher"]) == ("Whole", "Press")
    assert works["c"].item["page"] == "1-9"
    assert works["e"].item["status"] == "in press"
    assert "issued" not in works["e"].item
    assert set(works) == set("abcde")


@pytest.mark.parametrize(
    ("text", "line", "kind", "said"),
    [
        ("@book{a, author = {Smith, A.; Jones, B.}, year = 2001}", 1, "names", "“and”"),
        ("@book{b, title = {B}}\n@book{a, flavour = {x}, file = {/home/x.pdf}}", 2, "unused", "'flavour' of 'a'"),
        ("@flavour{a, title = {x}}", 1, "unused", "@flavour"),
        ("@book{a, title = {x}, year = {soon enough}}", 1, "date", "cannot be read"),
        ("@book{a, title = {x}, crossref = {nobody}}", 1, "bibliography", "'nobody'"),
        ("@book{b, title = {B}}\n@book{a, title = {\\begin{itemize}}}", 2, "bibliography", "the title of 'a'"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_at_its_line(text: str, line: int, kind: str, said: str) -> None:
    _works, [fault] = read(text)
    assert fault.place.endswith(f"works.bib:{line}")
    assert fault.kind == kind
    assert said in fault.text


def test_a_type_may_have_accents_and_apostrophes_and_an_origin_its_old_name() -> None:
    works, faults = read(
        r"@techreport{a, title={A}, type={Suppl\'ement}, institution={I}, year=1984, origyear=1970}"
        "@mastersthesis{b, title={B}, type={Master's Thesis}, school={S}, year=2006}"
    )
    assert faults == []
    assert (works["a"].item["genre"], works["b"].item["genre"]) == ("Supplément", "Master's Thesis")
    assert works["a"].item["original-date"] == {"date-parts": [[1970]]}


def test_a_field_that_is_not_used_is_told_once() -> None:
    _works, faults = read("@book{a, flavour = {x}}\n@book{b, flavour = {y}}\n@book{c, file = {z}, bdsk-url-1 = {z}}\n")
    assert len(faults) == 1


def test_an_author_parted_by_semicolons_is_read_all_the_same() -> None:
    works, _faults = read("@book{a, author = {Smith, A.; Jones, B.}, year = 2001}")
    assert [person["family"] for person in works["a"].item["author"]] == ["Smith", "Jones"]
