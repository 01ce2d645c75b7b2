"""A title in headline style, as MLA (1.64) and Chicago (17th edition, 8.159) print English ones.

Which words stay small is the list of the Citation Style Language 1.0.2 ("Title Case Conversion"). What stands in braces
stays as it is, and so does every title in another language.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pybtex.richtext import Text

from chapbook.citing.apa_reference import is_english, rich_field
from chapbook.citing.latex_text import rich_text

if TYPE_CHECKING:
    from pybtex.database import Entry

SMALL = set(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet".split()  # noqa: SIM905  # it reads better than twenty-five strings
)


def headline(entry: Entry, field: str) -> Text:
    """Return a field in headline style, in the entry's own language."""
    return _in_headline_style(entry.fields.get(field, "")) if is_english(entry) else rich_field(entry, field)


@cache
def _in_headline_style(latex: str) -> Text:
    return title_case(rich_text(latex))


def title_case(title: Text) -> Text:
    """Capitalise the first and the last word, each after a colon, and every one between that is not small."""
    words = title.split(" ")
    last = len(words) - 1
    starts = {0, last, *(number + 1 for number, word in enumerate(words) if str(word).endswith((":", "?", "!", "—")))}
    return Text(" ").join(_cased(word, is_start=number in starts) for number, word in enumerate(words))


def _cased(word: Text, *, is_start: bool) -> Text:
    is_small = str(word).strip(",;").lower() in SMALL
    return Text(word.lower() if is_small and not is_start else word.capfirst())
