"""chapbook's own words, in the language of the publication: one gettext catalogue for all parts.

Page templates look a word up in Sphinx's catalogue first, which a publication may extend (``locale_dirs``), and then in
this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

CATALOG = "chapbook"
LOCALE = Path(__file__).parent / "locale"
gettext = get_translation(CATALOG)
"""Translate a message; what comes back is translated when it is shown."""


def add_catalog(app: Sphinx) -> None:
    """Let Sphinx know the catalogue; each part asks for it, as each can be loaded alone."""
    app.add_message_catalog(CATALOG, str(LOCALE))


def words_for_templates(app: Sphinx) -> dict[str, Callable[[str], str]]:
    """Return what Jinja's ``_()`` and ``{% trans %}`` ask in a page's template."""

    def translate(message: str) -> str:
        known = app.translator.gettext(message)
        return known if known != message else str(gettext(message))

    return {"_": translate, "gettext": translate}
