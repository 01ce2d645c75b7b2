"""Search in Chinese, without a dictionary: the index has each character, and each pair of neighbouring characters.

Sphinx's own needs a program that divides text into words, and names a script that its pages lack, so no search works.
Here a query is divided into pairs too, and finds the pages that have them all. Words in other scripts stay words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put this in the place of Sphinx's, where a site in Chinese is made."""
    if (app.config.html_search_language or app.config.language).startswith("zh"):
        from chapbook.search.pairs import ChineseSearch  # noqa: PLC0415  # no other site needs it

        app.add_search_language(ChineseSearch)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
