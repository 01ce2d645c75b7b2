"""A formula as its author wrote it in TeX, in the words that pandoc knows."""

from __future__ import annotations

import re
from typing import NamedTuple

COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n?")
TAG = re.compile(r"\\tag(\*?)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
REFERENCE = re.compile(r"\s*\\eqref\s*\{([^{}]+)\}\s*")
FACES = {"rm": "mathrm", "bf": "mathbf", "it": "mathit", "sf": "mathsf", "tt": "mathtt", "cal": "mathcal"}
LEFT_OUT = re.compile(
    r"\\label\s*\{[^{}]*\}|\\(?:notag|nonumber)(?![A-Za-z])|\\(?:require|vspace\*?)\s*\{[^{}]*\}"
    r"|\\(?:begin|end)\{(?:math|displaymath|subequations|equation\*?)\}"
)
MENDS = [
    (re.compile(r"\\m?kern\s*(-?[\d.]+)\s*mu|\\mskip\s*(-?[\d.]+)\s*mu"), r"\\mspace{\1\2mu}"),
    (re.compile(r"\\(?:kern|hskip)\s*(-?[\d.]+\s*(?:em|ex|pt|cm|mm|in))"), r"\\hspace{\1}"),
    *((re.compile(rf"\{{\s*\\{old}(?![A-Za-z])\s*([^{{}}]*)\}}"), rf"{{\\{new}{{\1}}}}") for old, new in FACES.items()),
    # Pandoc's MathML has italics where \mathbf means none.
    (re.compile(r"\\mathbf\s*\{\s*([A-Za-z]+)\s*\}|\\mathbf\s+([A-Za-z])"), r"\\textbf{\1\2}"),
    (re.compile(r"\\(?:short)?intertext\s*\{([^{}]*)\}"), r"\\text{\1}\\\\"),
    (re.compile(r"(\\begin\{(?:aligned|gathered|alignedat|array|multlined)\})\s*\[[tbc]\]"), r"\1"),
    (re.compile(r"(\\begin\{[pbBvV]?matrix)\*\}\s*(?:\[[lcr]\])?"), r"\1}"),
    (re.compile(r"(\\end\{[pbBvV]?matrix)\*\}"), r"\1}"),
    (re.compile(r"\\(begin|end)\{dcases\*?\}"), r"\\\1{cases}"),
    (re.compile(r"\\begin\{d?rcases\*?\}"), r"\\left.\\begin{array}{ll}"),
    (re.compile(r"\\end\{d?rcases\*?\}"), r"\\end{array}\\right\\}"),
    (re.compile(r"\\let\s*(\\[A-Za-z]+)\s*=?\s*(\\[A-Za-z]+)"), r"\\newcommand{\1}{\2}"),
    (
        re.compile(r"\\DeclarePairedDelimiter\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{([^{}]*)\}\s*\{([^{}]*)\}"),
        r"\\newcommand{\1}[1]{\\left\2 #1\\right\3}",
    ),
    (re.compile(r"\\([Bb]igg?[lmr]?)\s*\{\s*(\\[A-Za-z]+|\\?[^\\\sA-Za-z])\s*\}"), r"\\\1\2 "),
    (re.compile(r"\\\\\*"), r"\\\\"),
    (re.compile(r"\\newline(?![A-Za-z])"), r"\\\\"),
]  # fmt: skip
"""What pandoc does not know, and what it does."""

IN_TEXT = re.compile(r"\\(?:text[a-z]*|mbox)\s*\{[^{}]*\}")
SIGN_AND_SPACE = re.compile(r"(\\[%$#&_]) ")
LEVELS = re.compile(r"\\(?P<way>begin|end)\s*\{|(?P<line>\\\\)|\\.|(?P<brace>[{}])|(?P<column>&)", re.DOTALL)


class Prepared(NamedTuple):
    """A formula for pandoc, and what its author wrote to be its number, in the form in which that is shown."""

    tex: str
    tag: str = ""


def mended(source: str) -> str:
    """Leave out what is not shown, such as comments and labels, and write what pandoc does not know as what it does."""
    tex = LEFT_OUT.sub("", COMMENT.sub(r"\1", source))
    for pattern, instead in MENDS:
        tex = pattern.sub(instead, tex)
    # Pandoc would leave the space out.
    return IN_TEXT.sub(lambda text: SIGN_AND_SPACE.sub(r"\1{} ", text[0]), tex)


def reference(source: str) -> str:
    r"""Return the label of an equation where a formula is ``\eqref{label}`` and nothing else."""
    match = REFERENCE.fullmatch(source)
    return match[1].strip() if match else ""


def first_label(source: str) -> str:
    r"""Return the first ``\label`` of an equation."""
    match = re.search(r"\\label\s*\{([^{}]+)\}", source)
    return match[1].strip() if match else ""


def prepared(source: str, *, is_block: bool, is_numbered: bool = False, has_environment: bool = False) -> Prepared:
    """Prepare a formula.

    :param source: TeX that is mended.
    :param is_numbered: whether it bears a number already, beside which its own is a part of it.
    :param has_environment: whether blank lines and line ends are the environment's, not Sphinx's.
    """
    tags = TAG.findall(source)
    tag = ""
    if len(tags) == 1 and is_block and not is_numbered:
        tag = _shown(*tags[0])
        source = TAG.sub("", source)
    source = TAG.sub(lambda match: rf"\qquad\text{{{_shown(*match.groups())}}}", source)
    if not is_block:
        return Prepared(source.strip(), tag)
    parts = [source] if has_environment else source.split("\n\n")
    parts = [_in_lines(part.strip()) for part in parts if part.strip()]
    return Prepared(parts[0] if len(parts) == 1 else _aligned(r" \\ ".join(parts)) if parts else "", tag)


def _shown(star: str, tag: str) -> str:
    return tag if star else f"({tag})"


def _aligned(tex: str) -> str:
    return rf"\begin{{aligned}}{tex}\end{{aligned}}"


def _in_lines(tex: str) -> str:
    """Give lines that stand in no environment one, as Sphinx does."""
    tex = re.sub(r"\s*\n\s*\n\s*", "\n", tex)
    tex = re.sub(r"\s*\\\\\s*$", "", tex)
    depth = 0
    for match in LEVELS.finditer(tex):
        depth += {"begin": 1, "end": -1, "{": 1, "}": -1}.get(match["way"] or match["brace"] or "", 0)
        # The brace of an environment's name opens with it.
        depth += 1 if match["way"] else 0
        if not depth and (match["line"] or match["column"]):
            return _aligned(tex)
    return tex
