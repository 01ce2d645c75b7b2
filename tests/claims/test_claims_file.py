"""Tables of claims as people save them: encodings, signs between cells, mistakes, and hostile words."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from chapbook.claims.claim import AGREES, Value, is_date, value_of
from chapbook.claims.claims_file import COLUMNS, parse_claims, read_claims
from chapbook.claims.problem import Kind

PATH = Path("numbers.csv")
HEAD = "id,quantity,paragraph,words"
PILE = "\u0301" * 99
ROW = "users,Users,introduction-p1,many users"


def problems(text: str | bytes) -> list[tuple[int, Kind]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(problem.line, problem.kind) for problem in parse_claims(PATH, data)[1]]


def test_a_row_is_read_whole() -> None:
    text = f"{','.join(COLUMNS)}\nusers,Users,>400,people,2020-03,intro-p1,“over 400”,key2020,Confirmed,A note.\n"
    ((claim,), found) = parse_claims(PATH, text.encode())
    assert found == []
    assert (claim.id, claim.value, claim.date, claim.source) == ("users", Value(">", "400"), "2020-03", "key2020")
    assert (claim.agrees, claim.note, claim.line) == ("confirmed", "A note.", 2)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_spreadsheets_write_is_read(sign: str, end: str, mark: str) -> None:
    lines = [HEAD, "", ROW, f'a,"B, C",p,"two{end}lines"', sign * 3]
    text = mark + end.join(line if '"' in line else line.replace(",", sign) for line in lines)
    text = text.replace('a,"B, C",p,', sign.join(["a", '"B, C"', "p", ""]))
    claims, found = parse_claims(PATH, text.encode())
    assert found == []
    assert [(claim.id, claim.quantity, claim.words, claim.line) for claim in claims] == [
        ("users", "Users", "many users", 3),
        ("a", "B, C", "two lines", 4),
    ]


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("", 1, Kind.COLUMN),
        ("id,quantity\nusers,Users\n", 1, Kind.COLUMN),
        (f"{HEAD}\n", 1, Kind.FILE),
        (f"{HEAD},colour\n{ROW},red\n", 1, Kind.COLUMN),
        (f"{HEAD},words\n{ROW},again\n", 1, Kind.COLUMN),
        (f"{HEAD}\n{ROW},a fifth\n", 2, Kind.ROW),
        (f'{HEAD}\n{ROW}\nx,y,z,"never ends\n', 3, Kind.ROW),
        (f"{HEAD}\nusers,,introduction-p1,many\n", 2, Kind.VALUE),
        (f"{HEAD}\nusers\n", 2, Kind.VALUE),
        (f"{HEAD}\n../users,Users,p,w\n", 2, Kind.ID),
        (f"{HEAD}\n{ROW}\n{ROW}\n", 3, Kind.ID),
        (f"{HEAD},value\n{ROW},=SUM(A1:A9)\n", 2, Kind.VALUE),
        (f'{HEAD},value\n{ROW},"1,000"\n', 2, Kind.VALUE),
        (f"{HEAD},value\n{ROW},1/0\n", 2, Kind.VALUE),
        (f"{HEAD},value\n{ROW},١٢\n", 2, Kind.VALUE),
        (f"{HEAD},date\n{ROW},2020-02-30\n", 2, Kind.VALUE),
        (f"{HEAD},date\n{ROW},yesterday\n", 2, Kind.VALUE),
        (f"{HEAD},agrees\n{ROW},maybe\n", 2, Kind.VALUE),
        (f"{HEAD}\nusers,Us\x07ers,p,w\n", 2, Kind.ENCODING),
        (f"{HEAD}\nusers,Us\u202eers,p,w\n", 2, Kind.ENCODING),
        (f"{HEAD}\nusers,U{PILE},p,w\n", 2, Kind.ENCODING),
        (f"{HEAD}\n".encode() + b"users,M\xfcller,p,w\n", 2, Kind.ENCODING),
        (HEAD.encode("utf-16"), 1, Kind.ENCODING),
    ],
)
def test_each_mistake_is_told_once_with_its_line(text: str | bytes, line: int, kind: Kind) -> None:
    assert problems(text) == [(line, kind)]


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        claims, (problem,) = read_claims(path)
        assert claims == ()
        assert (problem.kind, problem.location) == (Kind.FILE, f"{path}:1")


def test_a_formula_and_markup_are_the_text_that_they_are() -> None:
    words = '=HYPERLINK("https://x.example") <script>alert(1)</script> {{ x }} %(x)s {cite:p}`k`'
    made = StringIO()
    csv.writer(made).writerows([HEAD.split(","), ["users", words, "p", words]])
    ((claim,), found) = parse_claims(PATH, made.getvalue().encode())
    assert found == []
    assert (claim.quantity, claim.words) == (words, words)


CELL = st.text(st.characters(exclude_categories=["C", "M", "Z"]), min_size=1)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, unique=True),
    st.sampled_from(",;\t"),
    st.permutations(["id", "quantity", "paragraph", "words"]),
)
def test_what_is_written_is_read(rows: list[tuple[str, str, str]], sign: str, columns: list[str]) -> None:
    made = StringIO()
    writer = csv.DictWriter(made, columns, delimiter=sign)
    writer.writeheader()
    for number, (quantity, paragraph, words) in enumerate(rows):
        writer.writerow({"id": f"n{number}", "quantity": quantity, "paragraph": paragraph, "words": words})
    claims, found = parse_claims(PATH, made.getvalue().encode())
    assert found == []
    assert [(claim.quantity, claim.paragraph, claim.words) for claim in claims] == rows


@given(st.binary() | st.text().map(lambda text: f"{HEAD}\n{text}".encode()))
def test_nothing_that_a_file_holds_raises(data: bytes) -> None:
    claims, found = parse_claims(PATH, data)
    assert claims or found


@pytest.mark.parametrize("text", ["", "1e3", "--1", "1.", ".5", "1/2/3", "1 000", "inf", "> ", "1" * 31])
def test_what_is_no_value_is_none(text: str) -> None:
    assert value_of(text) is None


def test_values_are_exact() -> None:
    numbers = {text: value_of(text) for text in ("0.1", "~1/3", "> 400000000", "-2")}
    assert {text: str(value.number) for text, value in numbers.items() if value} == {
        "0.1": "1/10",
        "~1/3": "1/3",
        "> 400000000": "400000000",
        "-2": "-2",
    }


def test_dates_are_those_of_the_calendar() -> None:
    assert all(map(is_date, ["2020", "2020-02", "2020-02-29", "2020-04-02/2020-05-24"]))
    assert not any(map(is_date, ["", "20", "2020-13", "2019-02-29", "2020/2021/2022", "2020-1-1", "0000"]))


def test_the_words_of_agreement_are_those_of_the_handbook() -> None:
    assert AGREES == ("confirmed", "differs", "not found", "not checked")
