"""Entries as BibTeX, written by pybtex; and plain text as BibTeX wants it.

pybtex's own writer takes values for text and would write a backslash as a character; the values of an entry are LaTeX
already, so here they stay as they are, non-Latin letters included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from pybtex.database import BibliographyData
from pybtex.database.output.bibtex import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybtex.database import Entry

AS_LATEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "^": r"{\textasciicircum}",
    "_": r"\_",
    "~": r"{\textasciitilde}",
    "\N{NO-BREAK SPACE}": "~",
}
"""Characters that would mean something else, and what means them; braces stay in pairs, so no text ends a field."""

LIGATURE = re.compile(r"(?<=[-`'?!])(?=[-`'])|(?<=,)(?=,)")
"""Between two signs that LaTeX would take for one, such as a dash."""

NOT_IN_AN_ADDRESS = re.compile(r"[{}\\\s]")


class _LatexWriter(Writer):  # type: ignore[misc]  # pybtex comes without types
    def _encode(self, text: str) -> str:
        return text


def plain_field(text: str) -> str:
    """Return plain text as the value of a field, which reads as that text; white space is one space, as in BibTeX."""
    one_line = " ".join(part for part in re.split(r"[^\S\xa0]+", text) if part)
    return LIGATURE.sub("{}", "".join(AS_LATEX.get(character, character) for character in one_line))


def address_field(address: str) -> str:
    """Return an address as the value of a field, in which it stands as it is; only a brace could end the field."""
    return NOT_IN_AN_ADDRESS.sub(lambda match: quote(match[0]), address)


def literal_name(name: str) -> str:
    """Return the name of somebody who has one that is a whole: BibTeX takes what stands in braces for a family name."""
    return f"{{{plain_field(name)}}}"


def name_words(part: str) -> list[str]:
    """Return the words of one part of a name; a comma and the word "and" would begin another part or name."""
    return [
        f"{{{word}}}" if "," in word or word.lower() == "and" else word for word in plain_field(part).split(" ") if word
    ]


def bibtex_text(entries: Mapping[str, Entry]) -> str:
    """Write entries, by their citation keys, as a BibTeX file."""
    text: str = _LatexWriter(encoding="utf-8").to_string(BibliographyData(dict(entries)))
    return text
