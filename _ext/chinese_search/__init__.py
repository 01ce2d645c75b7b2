"""Search in Chinese, without a dictionary: the index has each character and each pair of neighbours.

Sphinx's own needs a program that parts words and names a script that its pages do not have, so that no search answers.
A query is parted into pairs too, and a page is found that has them all. Words of other scripts are words.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")
SPLITTER = Path(__file__).parent / "splitter.js"


class ChineseSearch(SearchLanguage):
    """How Sphinx parts a text into what can be searched for."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = SPLITTER.read_text(encoding="utf-8")

    def split(self, text: str) -> list[str]:
        """Return words, and of each run of Chinese characters these and their pairs."""
        return [part for run in RUN.findall(text) for part in _parts(run)]

    def stem(self, word: str) -> str:
        """Return a word in small letters, as the pages' script asks for it."""
        return word.lower()


def _parts(run: str) -> list[str]:
    if not re.match(f"[{HAN}]", run):
        return [run]
    return [*run, *(run[at : at + 2] for at in range(len(run) - 1))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put this in the place of Sphinx's."""
    app.add_search_language(ChineseSearch)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
