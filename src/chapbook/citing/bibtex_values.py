r"""Values of a BibTeX field as people have them in, as pandoc reads them out.

Addresses come bare, however they were wrapped; a percent sign is one, as in BibTeX; mathematics is text with signs
above and below; a name parted otherwise than by "and" is one of several.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from pybtex.bibtex.utils import split_tex_string

ESCAPED = re.compile(
    r"\\([#$%&_{}])|\\(?:textasciitilde|~|sim)(?:\{\}|(?![A-Za-z])\s?)|\\textunderscore(?:\{\})?|[{}$]"
)
WRAPPED = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
BARE = re.compile(r"https?://[^\s{}<>\"]+[^\s{}<>\".,;:!?)\]]")
DOI = re.compile(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
SCHEMES = {"http", "https", "ftp", "mailto", "doi"}
SEEN_ON = re.compile(
    r"[\[(]?\b(?:last\s+)?(?:accessed|visited|retrieved|abgerufen)(?:\s+on)?:?\s*(\d{4}-\d\d?-\d\d?)[\])]?[.;,]?",
    re.IGNORECASE,
)
STAND_INS = {"\ue001": ". . .", "\ue002": "{", "\ue003": "}", "\ue004": "'"}
"""What stands, while pandoc reads, for signs that it would lose: points that end no sentence, braces and apostrophes.

Unicode leaves these code points to private agreements (The Unicode Standard, 23.5).
"""

ONLY_FOR_SORTING = re.compile(r"\{?\\(?:noop(?:sort)?|sortnoop)\s*\{[^{}]*\}\}?", re.IGNORECASE)
"""What makes BibTeX sort a value otherwise, and is not printed: ``{\\noopsort{1986c}}1986``."""

BRACES = re.compile(r"\{?\\textbrace(left|right)(?:\{\}|\b\s?)\}?")
NUMBERS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
SIGNS = {
    "times": "×", "cdot": "·", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
    "approx": "≈", "sim": "∼", "to": "→", "rightarrow": "→", "infty": "∞", "circ": "°", "ell": "ℓ", "partial": "∂",
    "sum": "∑", "int": "∫", "in": "∈", "subset": "⊂", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃", "dots": "…",
    "ldots": "…", "cdots": "⋯", "prime": "′", "nabla": "∇", "oplus": "⊕", "otimes": "⊗", "varepsilon": "ε",
    "langle": "⟨", "rangle": "⟩", "star": "⋆", "ast": "∗", "mid": "|", "parallel": "∥", "deg": "°",
}  # fmt: skip
"""What LaTeX's names of signs stand for; Greek letters are known to Unicode by theirs."""


def restored(text_of_pandoc: str) -> str:
    """Put the signs back for which others stood."""
    for stand_in, sign in STAND_INS.items():
        text_of_pandoc = text_of_pandoc.replace(stand_in, sign)
    return text_of_pandoc


def recorded(value: str) -> str:
    """Return a value for another BibTeX file, with the signs for which others stand while pandoc reads."""
    value = text(value).replace("\ue001", STAND_INS["\ue001"]).replace("\ue004", STAND_INS["\ue004"])
    return value.replace("\ue002", r"\textbraceleft{}").replace("\ue003", r"\textbraceright{}")


def address(value: str) -> str:
    r"""Return an address without what wraps and escapes it: ``\url{…}``, ``{\_}``, ``\~{}``."""
    wrapped = WRAPPED.search(value)
    return "".join(ESCAPED.sub(_unescaped, wrapped[1] if wrapped else value).replace("\\", "").split())


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return "" if match[0] in {"{", "}", "$"} else "_" if "underscore" in match[0] else "~"


def fault_of_address(found: str) -> str:
    """Say why an address is none of the web's; nothing where it is one, or has no scheme."""
    scheme = re.match(r"([A-Za-z][A-Za-z\d+.-]*):(?!\d)", found)
    if scheme and scheme[1].lower() not in SCHEMES:
        return f"begins with {scheme[0]!r}"
    try:
        urlsplit(found)
    except ValueError:
        return "has a bracket where its host should be"
    return ""


def doi(value: str) -> str:
    """Return a DOI without the address that it is often written as."""
    return DOI.sub("", address(value))


def text(value: str) -> str:
    """Return a value so that no sign in it begins what was not meant."""
    value = re.sub(r"\s+", " ", ONLY_FOR_SORTING.sub("", value))
    # An i without its dot is there for an accent, which is one letter with an i.
    value = re.sub(r"(\\[`'^\"~=.uvHcdbr]\s*\{?)\\[ij]\b\s*", lambda match: match[1] + match[0].rstrip()[-1], value)
    value = re.sub(r"(?<!\\)%", r"\\%", value)
    # An apostrophe is printed as it is written, and three spaced points end no sentence.
    value = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "\ue004", value).replace(". . .", "\ue001")
    value = BRACES.sub(lambda match: "\ue002" if match[1] == "left" else "\ue003", value)
    return re.sub(r"(?<!\\)\$((?:[^$\\]|\\.)*)\$", lambda match: _mathematics(match[1]), value)


def _mathematics(formula: str) -> str:
    formula = re.sub(
        r"\\(?:mathrm|mathbf|mathit|mathcal|mathbb|mathsf|text|textrm|operatorname|mbox)\s*(?=\{)", "", formula
    )
    formula = re.sub(r"\\([A-Za-z]+)\s*", lambda match: _sign(match[1]), formula)
    formula = re.sub(r"\\[,;:! ]", " ", formula)
    formula = re.sub(r"(?<![\\A-Za-z{])([A-Za-z])(?![A-Za-z])", r"\\emph{\1}", formula)
    for mark, command in (("^", "super"), ("_", "sub")):
        raised = rf"{re.escape(mark)}\s*(?:\{{((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}|(\\emph\{{\w\}}|[^\s\\{{}}]))"
        formula = re.sub(raised, rf"\\text{command}script{{\1\2}}", formula)
    return formula


def _sign(name: str) -> str:
    if name in SIGNS:
        return SIGNS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.removeprefix('var').upper()}")
    except KeyError:
        return name


def names(value: str) -> tuple[str, bool]:
    """Return names parted by "and", and whether the file parts them by semicolons, which BibTeX does not know."""
    parts = split_tex_string(value, ";", filter_empty=True)
    parted = [name for part in parts for name in split_tex_string(part, r"\s&")]
    return text(" and ".join(parted)), len(parts) > 1


def pages(value: str) -> str:
    r"""Return pages with hyphens for what stands between: ``10\textendash 20``, ``10–20``."""
    return re.sub(r"\s*(?:\\textendash(?:\{\}|\b)\s*|–|—|-+)\s*", "--", text(value))


def edition(value: str) -> str:
    """Return an edition, as a number where it is one: ``2nd ed.``, ``Second``; other words say that they are one."""
    whole = text(value).strip("{} ")
    bare = re.sub(r"\s*\b(?:ed(?:n|ition)?|Aufl(?:age)?)\b\.?$", "", whole, flags=re.IGNORECASE)
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th|\.)?", bare.casefold())
    if number or bare.casefold() in NUMBERS:
        return number[1] if number else str(NUMBERS.index(bare.casefold()) + 1)
    return whole if whole != bare or not bare.isascii() else f"{bare} ed."


def address_in(value: str) -> tuple[str, str, str]:
    """Return the address in a note, the day when it was seen, and what else the note says."""
    wrapped = WRAPPED.search(value) or BARE.search(value)
    found = address(wrapped[0]) if wrapped else ""
    rest = value.replace(wrapped[0], "") if wrapped else value
    seen = SEEN_ON.search(rest)
    rest = rest.replace(seen[0], "") if seen else rest
    return found, seen[1] if seen else "", re.sub(r"^[\s,.;:]+|[\s,;:]+$", "", rest)
