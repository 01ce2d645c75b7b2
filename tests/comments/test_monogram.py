"""A person's sign in a thread: which letters, and that each colour can be seen on light and dark pages."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import chapbook.comments
from chapbook.comments.monogram import VOICES, initials, voice

STYLE = (Path(chapbook.comments.__file__).parent / "static/chapbook-thread.css").read_text(encoding="utf-8")
GROUNDS = {"light": (1.0, 1.0, 1.0), "dark": (0.075, 0.078, 0.086)}
"""White, and the darkest ground of the themes that are tried (Furo's #131416)."""

INKS = {"light": (0.13, 0.13, 0.13), "dark": (0.86, 0.86, 0.86)}


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ann Lee", "AL"),
        ("Xi", "X"),
        ("jean-luc  picard", "JP"),
        ("de la Cruz", "DC"),
        ("[Anonymous]", "A"),
        ("Ann Lee (she/her)", "AL"),
        ("(x)", "X"),
        ("O’Neil & Sons", "OS"),
        ("王小明", "王"),
        ("山田 太郎", "山太"),
        ("한국", "한"),
        ("محمد علي", "م\u200cع"),
        ("דוד כהן", "דכ"),
        ("ქეთი", "ქ"),
        ("ß", "ß"),
        ("ǆ", "ǅ"),
        ("E\u0301va", "É"),
        ("क्षमा", "क्ष"),
        ("🌸", "🌸"),
        ("🌸 Rose", "R"),
        ("🇨🇳", "🇨🇳"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("4chan", "4"),
        ("???", "?"),
        ("\u3164 Ann", "A"),
        ("N" * 245, "N"),
    ],
)
def test_the_letters_of_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=245))
def test_any_name_has_a_short_sign_and_one_of_the_colours(name: str) -> None:
    assert len(initials(name)) <= 25
    assert initials(name) == initials(f" {name} ")
    assert voice(name) == voice(f" {name} ")
    assert voice(name) in range(1, VOICES + 1)
    assert f".voice-{voice(name)} " in STYLE


def test_a_colour_stays_and_people_have_different_ones() -> None:
    names = ["Ann Lee", "Bo Ade", "Di Dahl", "Gil Hart", "Mo Nash", "Quin Rose"]
    assert [voice(name) for name in names] == [7, 12, 6, 3, 9, 5]
    assert {voice(f"Jane {number}") for number in range(200)} == set(range(1, VOICES + 1))


def in_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, ...]:
    """Convert OKLCH to linear sRGB, cut to what it holds (CSS Color 4, 10.2 and its sample code)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return tuple(min(max(part, 0.0), 1.0) for part in (red, green, blue))


def linear(colour: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)


def encoded(colour: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in colour)


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast of two colours of linear sRGB (WCAG 2.2)."""
    light, dark = sorted((0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other)))[::-1]
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", GROUNDS)
def test_every_colour_can_be_seen_and_the_letters_on_it_be_read(scheme: str) -> None:
    hues = [float(hue) for hue in re.findall(r"\.voice-\d+ \{\s*--chapbook-hue: (\d+);", STYLE)]
    assert len(hues) == len(set(hues)) == VOICES
    whole = {*re.findall(r"oklch\((\S+) (\S+) var\(--chapbook-hue\)\)", STYLE)}
    pale = {*re.findall(r"oklch\((\S+) (\S+) var\(--chapbook-hue\) / (\d+)%\)", STYLE)}
    [(lightness, chroma)], [(*also, share)] = whole, pale
    assert [lightness, chroma] == also
    ground = GROUNDS[scheme]
    for hue in hues:
        colour = in_rgb(float(lightness), float(chroma), hue)
        assert contrast(colour, linear(ground)) >= 3
        part = int(share) / 100
        tinted = tuple(part * own + (1 - part) * page for own, page in zip(encoded(colour), ground, strict=True))
        assert contrast(linear(INKS[scheme]), linear(tinted)) >= 7
