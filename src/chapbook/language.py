"""chapbook's own words, in the language of the publication: one gettext catalogue for all parts.

Page templates look a word up in Sphinx's catalogue first, which a publication may extend (``locale_dirs``), and then in
this one. Both have the names of locales: where a publication names its language in another way, such as ``zh-Hans``, it
is told by that name from here on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx
from markupsafe import Markup
from sphinx.locale import get_translation

from chapbook.directions import of_language
from chapbook.language_tag import locale_name, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

CATALOG = "chapbook"
LOCALE = Path(__file__).parent / "locale"
SPHINX_S = Path(sphinx.__file__).parent / "locale"
gettext = get_translation(CATALOG)
"""Translate a message; what comes back is translated when it is shown."""


class _Publication:
    """The one that is being built: as Sphinx's translations, its language is the same for all that runs."""

    language = "en"


_publication = _Publication()


def add_catalog(app: Sphinx) -> None:
    """Let Sphinx know the catalogue, and the language; each part asks for it, as each can be loaded alone."""
    # One that is none is told elsewhere.
    written = app.config.language if isinstance(app.config.language, str) else "en"
    name = locale_name(written, (path.name for path in SPHINX_S.iterdir()))
    if name != written:
        app.config.language = name
        # Sphinx has looked for its own words before it loads any extension.
        app._init_i18n()  # noqa: SLF001  # there is no public way to have it look again
    _publication.language = name
    app.add_message_catalog(CATALOG, str(LOCALE))


def words_are_in() -> str:
    """Return the language of the press's own words, ``en``, where the catalogue lacks that of the publication.

    It is empty where the words are in the publication's language.
    """
    return _words_for(_publication.language)


@cache
def _words_for(language: str) -> str:
    name = locale_name(language, ())
    known = {"en", *(path.name for path in LOCALE.iterdir())}
    return "" if known & {name, name.partition("_")[0]} else "en"


def spoken() -> str:
    """Return the language of the press's own words."""
    return words_are_in() or _publication.language


def our_language(*, turns: bool = True) -> Markup:
    """Return the attributes of an element that has the press's words, where these are not in the page's language.

    :param turns: whether they stand in the element; otherwise they only name it.
    """
    return _attributes(words_are_in(), _publication.language, turns=turns) if words_are_in() else Markup()


def its_language(*, turns: bool = True) -> Markup:
    """Return the attributes of an element that has the publication's words, within one that has the press's."""
    return _attributes(_publication.language, _publication.language, turns=turns) if words_are_in() else Markup()


@cache
def _attributes(language: str, around: str, *, turns: bool) -> Markup:
    turned = turns and of_language(around) == "rtl"
    direction = Markup(' dir="{}"').format(of_language(language)) if turned else ""
    return Markup(' lang="{}"').format(tag(language)) + direction


def our_classes() -> list[str]:
    """Return the classes of a node that has the press's words; docutils makes an attribute of them."""
    return [f"language-{language}" for language in [words_are_in()] if language]


def words_for_templates(app: Sphinx) -> dict[str, Callable[..., str]]:
    """Return what Jinja's ``_()`` and ``{% trans %}`` ask in a page's template; the others are as above.

    Here ``our_language`` takes the word that it is about, which Sphinx's catalogue may have.
    """

    def translate(message: str) -> str:
        known = app.translator.gettext(message)
        return known if known != message else str(gettext(message))

    def for_word(message: str, *, turns: bool = True) -> str:
        return our_language(turns=turns) if translate(message) == message else ""

    return {"_": translate, "gettext": translate, "our_language": for_word, "its_language": its_language}
