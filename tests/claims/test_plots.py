"""Plots: what they show, where it stands, and that the file is small, whole and the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from chapbook.claims.claim import AGREES, Claim, value_of
from chapbook.claims.drawing import draw
from chapbook.claims.layout import WIDTH, Bar, layout_of, lines, width
from chapbook.claims.plot import Plot, Shape, plot_of
from chapbook.claims.plot_file import SVG, read_plot

if TYPE_CHECKING:
    from pathlib import Path


def claim(name: str, value: str = "", unit: str = "people", agrees: str = "") -> Claim:
    return Claim(name, f"The {name}", "p", "w", value_of(value), unit, agrees=agrees)


def plot(shape: str, *claims: Claim, language: str = "en") -> Plot:
    made = plot_of(shape, claims, claims, language)
    assert isinstance(made, Plot), made
    return made


def test_bars_begin_at_zero_and_are_compared_within_their_unit() -> None:
    made = plot(
        "bars", claim("a", "40410000", "yuan"), claim("b", "10"), claim("c", "17930000", "yuan"), claim("d", "40")
    )
    assert [(mark.label, mark.length) for mark in made.marks] == [
        ("The a", 1),
        ("The c", 0.4437),
        ("The b", 0.25),
        ("The d", 1),
    ]
    bars = [shape for shape in layout_of(made).shapes if isinstance(shape, Bar)]
    assert [bar.x for bar in bars] == [0, 0, 0, 0]
    assert [round(bar.width / WIDTH, 4) for bar in bars] == [1, 0.4437, 0.25, 1]


def test_a_part_lies_in_its_whole() -> None:
    made = plot("part", claim("tea", "337", "counties"), claim("all", ">832", "counties"))
    assert made.words == "The tea: 337 counties; The all: more than 832 counties"
    whole, part = layout_of(made).shapes
    assert isinstance(whole, Bar)
    assert isinstance(part, Bar)
    assert (whole.x, whole.y) == (part.x, part.y)
    assert part.width / whole.width == pytest.approx(337 / 832, abs=1e-4)


def test_agreement_is_a_dot_a_row() -> None:
    made = plot("agreement", *(claim(f"n{number}", agrees=AGREES[number % 3]) for number in range(50)))
    assert [(mark.label, mark.said) for mark in made.marks] == [
        ("confirmed", "17"),
        ("differs", "17"),
        ("not found elsewhere", "16"),
    ]
    dots = layout_of(made).shapes
    assert len(dots) == len(set(dots)) == 50
    assert all(0 < dot.x < WIDTH for dot in dots)


@pytest.mark.parametrize(
    ("shape", "claims"),
    [
        ("pie", [claim("a", "1")]),
        ("", [claim("a", "1")]),
        ("bars", []),
        ("bars", [claim("a")]),
        ("bars", [claim("a", "-1")]),
        ("part", [claim("a", "1")]),
        ("part", [claim("a", "2"), claim("b", "1")]),
        ("part", [claim("a", "1"), claim("b", "2", "counties")]),
        ("agreement", [claim("a", "1")]),
        ("agreement", [claim(f"n{number}", agrees="differs") for number in range(501)]),
    ],
)
def test_what_would_mislead_is_not_drawn(shape: str, claims: list[Claim]) -> None:
    assert isinstance(plot_of(shape, claims, claims, "en"), str)


def test_zeros_have_no_length() -> None:
    assert [mark.length for mark in plot("bars", claim("a", "0"), claim("b", "0")).marks] == [0, 0]
    assert draw(plot("part", claim("a", "0"), claim("b", "0")))


def test_numbers_read_as_the_language_writes_them() -> None:
    said = {
        language: [
            mark.said for mark in plot("bars", claim("a", ">900000000"), claim("b", "10731"), language=language).marks
        ]
        for language in ("en", "de", "zh_CN", "tlh")
    }
    assert said["en"] == ["more than 900 million people", "10,731 people"]
    assert said["de"] == ["more than 900 Millionen people", "10.731 people"]
    assert said["zh_CN"] == ["more than 9亿 people", "10,731 people"]
    assert said["tlh"] == said["en"]


ANY = plot("bars", claim("a", "3"), claim("水 & <b> $x^2$", "2"), claim("ا" * 200, "1"))


def test_a_file_has_no_style_font_id_or_date_and_is_the_same_each_time() -> None:
    made = draw(ANY)
    assert made == draw(ANY)
    root = ET.fromstring(made)
    assert {element.tag.removeprefix(f"{{{SVG}}}") for element in root.iter()} == {"svg", "title", "path", "text"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"style", "id", "href"}
    assert not [name for name in names if name.startswith("{")]
    texts = [text.text for text in root.iter(f"{{{SVG}}}text")]
    assert "The 水 & <b> $x^2$" in texts
    arabic = [part for part in texts if part and "ا" in part]
    assert "".join(arabic).count("ا") == 200
    # The drawing runs from the left, and these labels from the right.
    assert {(part[0], part[-1]) for part in arabic} == {("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")}


def test_a_file_tells_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    assert read_plot(path) is None
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert read_plot(path) is None
    path.write_text("<svg", encoding="utf-8")
    assert read_plot(path) is None
    path.write_bytes(draw(ANY))
    drawn = read_plot(path)
    assert drawn is not None
    assert drawn.shows == ANY.fingerprint != plot("bars", claim("a", "4")).fingerprint
    page = ET.fromstring(drawn.in_page('"A" & <b>'))
    assert page.get("aria-label") == '"A" & <b>'
    assert page.get("font-family") is page.get("color") is None
    words = [element.text for element in page.iter() if element.text]
    assert len(words) > 3
    assert "".join(page.itertext()).split() == " ".join(words).split()


@given(st.text(), st.floats(20, 400))
def test_lines_have_all_letters_and_are_no_wider_than_their_room(text: str, room: float) -> None:
    found = lines(text, room)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(width(line) <= room or len(line) <= 31 for line in found)


def test_every_shape_has_a_drawing() -> None:
    two = claim("a", "1", agrees="confirmed"), claim("b", "2", agrees="differs")
    assert all(draw(plot(shape, *two)).startswith(b"<svg") for shape in Shape)
