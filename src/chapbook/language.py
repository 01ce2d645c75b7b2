"""chapbook's own words, in the language of the publication: one gettext catalogue for all parts.

Page templates look a word up in Sphinx's catalogue first, which a publication may extend (``locale_dirs``), and then in
this one. Both have the names of locales: where a publication names its language in another way, such as ``zh-Hans``, it
is told by that name from here on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sphinx
from sphinx.locale import get_translation

from chapbook.language_tag import locale_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

CATALOG = "chapbook"
LOCALE = Path(__file__).parent / "locale"
SPHINX_S = Path(sphinx.__file__).parent / "locale"
gettext = get_translation(CATALOG)
"""Translate a message; what comes back is translated when it is shown."""


def add_catalog(app: Sphinx) -> None:
    """Let Sphinx know the catalogue, and the language; each part asks for it, as each can be loaded alone."""
    name = locale_name(app.config.language, (path.name for path in SPHINX_S.iterdir()))
    if name != app.config.language:
        app.config.language = name
        # Sphinx has looked for its own words before it loads any extension.
        app._init_i18n()  # noqa: SLF001  # there is no public way to have it look again
    app.add_message_catalog(CATALOG, str(LOCALE))


def words_are_in(language: str) -> str:
    """Return the language of the press's own words, ``en``, where a publication in *language* has none in its own.

    It is empty where the words are in the publication's language.
    """
    name = locale_name(language, ())
    known = {"en", *(path.name for path in LOCALE.iterdir())}
    return "" if known & {name, name.partition("_")[0], locale_name(language, known)} else "en"


def words_for_templates(app: Sphinx) -> dict[str, Callable[[str], str]]:
    """Return what Jinja's ``_()`` and ``{% trans %}`` ask in a page's template."""

    def translate(message: str) -> str:
        known = app.translator.gettext(message)
        return known if known != message else str(gettext(message))

    return {"_": translate, "gettext": translate}
