"""Chinese characters and the pairs of neighbours that they make, for the index and for a query."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.search import SearchLanguage

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
