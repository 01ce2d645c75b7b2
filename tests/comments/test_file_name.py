"""The names of comments' files: accents go as in the form, other scripts are written in Latin letters."""

from __future__ import annotations

import re
import unicodedata

import pytest
from anyascii import anyascii
from hypothesis import given, strategies as st

from chapbook.comments.allowed import LONGEST_NAME
from chapbook.comments.file_name import free_id, is_id, suggested_id
from throwaway import ROOT

FORM = (ROOT / "src/chapbook/comments/static/chapbook-reply-form.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Éloïse Durand", "eloise-durand"),
        ("E\u0301loi\u0308se", "eloise"),
        ("王小明", "wangxiaoming"),
        ("Дмитрий Щукин", "dmitriy-shchukin"),
        ("Łukasz Groß", "lukasz-gross"),
        ("Ελένη", "eleni"),
        ("がぎ", "gagi"),
        ("Ann № 2 \U0001f642 ™", "ann-no-2-tm"),
        ("\U0001f642", "a-name"),
    ],
)
def test_a_name_in_any_script_gives_an_id(name: str, id_: str) -> None:
    assert suggested_id(name) == id_


@given(st.text(max_size=300))
def test_any_name_gives_an_id(name: str) -> None:
    assert is_id(suggested_id(name))


def latin_of_the_form() -> dict[str, str]:
    found = re.search(r"const LATIN = {(.*?)}", FORM)
    assert found
    return dict(re.findall(r'(\w): "(\w+)"', found[1]))


def by_the_form(name: str) -> str:
    """What the form's script makes of a name: the same steps, which a test in a browser sees done."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c)[0] != "M").lower()
    latin = "".join(latin_of_the_form().get(letter, letter) for letter in plain)
    return re.sub("[^a-z0-9]+", "-", latin).strip("-")


def test_the_form_has_the_same_letters() -> None:
    table = latin_of_the_form()
    assert len(table) > 10
    assert {letter: anyascii(letter) for letter in table} == table
    assert set(re.findall(r"\[(ß\w+)\]", FORM)[0]) == set(table)


def test_the_form_names_all_of_latin_1_and_latin_extended_a_and_additional_as_the_command_does() -> None:
    """Scripts of Europe and of Vietnam; the letters that differ are dead or stand for no letter of a name."""
    letters = [chr(code) for code in (*range(0xC0, 0x180), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
    differing = {letter for letter in letters if by_the_form(f"a{letter}b") != suggested_id(f"a{letter}b")}
    assert differing <= set("ĸŉſẚẜẝẟỺỻỼỽỾỿẛ"), differing


@pytest.mark.parametrize(
    ("stem", "taken", "free"),
    [
        ("jane", set(), "jane"),
        ("jane", {"jane"}, "jane-2"),
        ("Jane", {"jane", "jane-2"}, "jane-3"),
        ("a--b", set(), "a--b"),
        ("a--b", {"a--b"}, "a-b"),
        ("a" * LONGEST_NAME, {"a" * LONGEST_NAME}, "a" * (LONGEST_NAME - 2) + "-2"),
    ],
)
def test_a_name_that_is_taken_gets_a_number(stem: str, taken: set[str], free: str) -> None:
    assert free_id(stem, taken) == free
