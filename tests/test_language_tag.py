"""A language by its names: for Sphinx, for browsers, and the way that it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sphinx
from hypothesis import given, strategies as st

from chapbook.directions import of_language, of_passage
from chapbook.language_tag import is_language, locale_name, tag

if TYPE_CHECKING:
    from throwaway import Project

SPHINX_S = [path.name for path in Path(sphinx.__file__).with_name("locale").iterdir()]


@pytest.mark.parametrize(
    ("written", "as_tag", "as_locale", "runs"),
    [
        ("en", "en", "en", "ltr"),
        ("pt_BR", "pt-BR", "pt_BR", "ltr"),
        ("pt-br", "pt-BR", "pt_BR", "ltr"),
        ("zh", "zh", "zh_CN", "ltr"),
        ("zh-Hans", "zh-Hans", "zh_CN", "ltr"),
        ("zh_hant", "zh-Hant", "zh_TW", "ltr"),
        ("zh-Hant-HK", "zh-Hant-HK", "zh_HK", "ltr"),
        ("sr-Latn", "sr-Latn", "sr@latin", "ltr"),
        ("sr-Latn-RS", "sr-Latn-RS", "sr@latin", "ltr"),
        ("sr@latin", "sr-Latn", "sr@latin", "ltr"),
        ("ca@valencia", "ca-valencia", "ca@valencia", "ltr"),
        ("de_DE.UTF-8", "de-DE", "de_DE", "ltr"),
        ("de-AT", "de-AT", "de_AT", "ltr"),
        ("ar", "ar", "ar", "rtl"),
        ("fa-IR", "fa-IR", "fa_IR", "rtl"),
        ("he", "he", "he", "rtl"),
        ("ckb", "ckb", "ckb", "rtl"),
        ("pa_PK", "pa-PK", "pa_PK", "rtl"),
        ("pa", "pa", "pa", "ltr"),
        ("az-Arab", "az-Arab", "az_Arab", "rtl"),
        ("ar-Latn", "ar-Latn", "ar_Latn", "ltr"),
        ("arabic", "arabic", "arabic", "ltr"),
    ],
)
def test_a_language_is_named(written: str, as_tag: str, as_locale: str, runs: str) -> None:
    assert (tag(written), locale_name(written, SPHINX_S), of_language(written)) == (as_tag, as_locale, runs)


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh_Hant", "sr@latin", "de_DE.UTF-8", "azb"])
def test_what_people_write_is_a_language(language: str) -> None:
    assert is_language(language)


@pytest.mark.parametrize("language", ["", "arabic", "zz", 'en-"x', "../..", "e"])
def test_what_is_none_is_not(language: str) -> None:
    assert not is_language(language)


@given(st.text(max_size=12))
def test_whatever_is_written_is_something(language: str) -> None:
    assert tag(tag(language)) == tag(language)
    assert of_language(language) in {"ltr", "rtl"}
    assert isinstance(locale_name(language, SPHINX_S), str)


def test_words_are_found_whatever_the_language_is_called(project: Project) -> None:
    project.settings = {"extensions": ["chapbook.theme"], "html_theme": "chapbook", "language": "zh-Hans"}
    project.write({"index.rst": "A\n=\n\n.. note:: B\n"})
    built = project.build()
    assert built.warnings == ""
    page = built.page()
    assert page.html["lang"] == "zh-CN"
    assert page.select_one(".admonition-title").get_text() == "备注"
    assert page.select_one(".skip-to-content").get_text() == "跳到正文"


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        ("Shalom!", "he", "ltr"),
        ("HTML: שלום", "he", "rtl"),
        ("رضا says:", "en", "ltr"),
        ("رضا", "en", "rtl"),
        ("1, 2", "ar", "rtl"),
    ],
)
def test_a_passage_runs_as_its_language_does_if_its_letters_can(text: str, language: str, runs: str) -> None:
    assert of_passage(text, language) == runs
