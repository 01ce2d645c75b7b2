r"""LaTeX's notation of a BibTeX value in, the text that it stands for out, with what is protected by braces marked.

pybtex reads most of it; what latexcodec does not know is read here: ``\$``, ``\textasciicircum`` and literal braces.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

import latexcodec  # noqa: F401  # it registers the codec "ulatex"
from pybtex.markup import LaTeXParser
from pybtex.richtext import String, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = {
    r"\$": ("$", "$"),
    r"\textasciicircum": ("^", "^"),
    r"\textbraceleft": ("\ue000", "{"),
    r"\textbraceright": ("\ue001", "}"),
}
"""Commands, what stands for each while braces are counted, and what it means.

The stand-ins of braces are code points that Unicode leaves to private agreements (The Unicode Standard, section 23.5).
"""

PLAIN = re.compile(r"[^\W_]+(?:[,:;]? [^\W_]+)*[.]?")
"""What most names, years and titles are: words without any of LaTeX's signs, with one space between them."""


class _Parser(LaTeXParser):  # type: ignore[misc]  # pybtex comes without types
    def iter_string_parts(self, level: int = 0) -> Iterator[Text]:
        for part in super().iter_string_parts(level):
            yield _with_braces(str(part)) if isinstance(part, String) else part


@cache
def rich_text(latex: str) -> Text:
    """Return the text; case changes pass over what stands in braces."""
    if PLAIN.fullmatch(latex):
        return Text(latex)
    for command, (stand_in, _) in COMMANDS.items() if "\\" in latex else ():
        end = r"(?![A-Za-z])(\{\}|\s*)" if command[-1].isalpha() else ""
        latex = re.sub(re.escape(command) + end, stand_in, latex)
    return _Parser(codecs.decode(latex, "ulatex")).parse()  # type: ignore[call-overload]  # a codec from text to text


@cache
def plain_text(latex: str) -> str:
    """Return the text without what is marked in it."""
    return str(rich_text(latex))


def _with_braces(text: str) -> String:
    for stand_in, meaning in COMMANDS.values():
        text = text.replace(stand_in, meaning)
    return String(text)
