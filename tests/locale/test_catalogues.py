"""The catalogues of words: every message is translated, for certain, with its placeholders, in all its plural forms.

That they hold the messages of today, and that what is compiled is what is written, ``make check`` says.
"""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from chapbook.language import LOCALE

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = [LOCALE / "chapbook.pot"]
TRANSLATIONS = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
LANGUAGES = {path.parents[1].name for path in TRANSLATIONS}
PLACEHOLDER = re.compile(r"%\(\w+\)s|<[^>]*>|&#?\w+;")


def catalogue(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def faults(template: Catalog, translation: Catalog) -> list[str]:
    """Return what is wrong with a translation, message by message."""
    found = []
    for message in messages(template):
        translated = translation.get(message.id)
        if translated is None or not all(forms(translated.string)):
            found.append(f"not translated: {message.id}")
        elif translated.fuzzy:
            found.append(f"uncertain: {message.id}")
        elif isinstance(message.id, tuple) and len(forms(translated.string)) != translation.num_plurals:
            found.append(f"other plural forms than the language's: {message.id}")
        else:
            told = set(PLACEHOLDER.findall(forms(message.id)[-1]))
            wrong = [form for form in forms(translated.string) if set(PLACEHOLDER.findall(form)) != told]
            found += [f"other placeholders: {form}" for form in wrong]
    return found


def test_every_catalogue_is_translated_into_every_language() -> None:
    assert LANGUAGES
    expected = {
        path.parent / language / "LC_MESSAGES" / f"{path.stem}.po" for path in TEMPLATES for language in LANGUAGES
    }
    assert set(TRANSLATIONS) == expected


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.stem}-{path.parents[1].name}")
def test_a_translation_is_whole(path: Path) -> None:
    template = catalogue(path.parents[2] / f"{path.stem}.pot")
    assert messages(template)
    assert faults(template, catalogue(path, path.parents[1].name)) == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.stem}-{path.parents[1].name}")
def test_what_is_compiled_says_the_same(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages(catalogue(path, path.parents[1].name)):
        one, many = forms(message.id)[0], forms(message.id)[-1]
        said = compiled.gettext(one) if one == many else compiled.ngettext(one, many, 2)
        assert said == forms(message.string)[-1]


@pytest.mark.parametrize(
    ("string", "flags", "fault"),
    [
        ("", (), "not translated"),
        ("%(what)s 引用", ("fuzzy",), "uncertain"),
        ("引用", (), "other placeholders"),
        ("引用 %(whom)s", (), "other placeholders"),
    ],
)
def test_a_fault_is_seen(string: str, flags: tuple[str, ...], fault: str) -> None:
    template, translation = Catalog(), Catalog(locale="zh_CN")
    template.add("Cite %(what)s")
    translation.add("Cite %(what)s", string, flags=flags)
    [found] = faults(template, translation)
    assert found.startswith(fault)
