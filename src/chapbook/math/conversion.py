"""Formulas in, MathML out: all at once by one run of pandoc, whose result is kept until one of them changes."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from chapbook.pandoc import Run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ARGUMENTS = ("--from=json", "--to=html", "--mathml", "--wrap=none", "document.json")
API = [1, 23, 1]
MADE = re.compile(
    r'<p><math display="(?:block|inline)" xmlns="[^"]+"><semantics>(.*)<annotation [^>]*>.*?</annotation></semantics>'
    r"</math></p>",
    re.DOTALL,
)
REFUSED = re.compile(r"^\[WARNING\] Could not convert TeX math ", re.MULTILINE)
CAUSE = re.compile(r"^  (unexpected .*)$", re.MULTILINE)


IN_DISPLAY = re.compile(r'^<mtable>|<mtable>(?=<mtr><mtd columnalign="right" style="[^"]*padding)')
"""Tables whose cells are equations, which are as large as others."""
ENCLOSED = re.compile(r'<menclose notation="([a-z ]+)">')
ALIGNED = re.compile(r' style="text-align: \w+(?:; ([^"]*))?"')
"""How a cell is aligned; ``columnalign`` says it too, and a style sheet can have more of it."""
ACCENT = re.compile(r'(<mo accent="true">)(.)(?=</mo>)')
SPACING = dict(
    zip("\u0300\u0301\u0302\u0303\u0306\u0307\u0308\u030a\u030c\u20d6\u20d7\u20e1", "`´^~˘˙¨˚ˇ←→↔", strict=True)
) | {"\u20ef": "→"}
"""Signs that stand alone, for those that join the letter before them: in an element of its own there is none."""


class Formula(NamedTuple):
    """A formula as pandoc is given it."""

    tex: str
    is_block: bool


class Made(NamedTuple):
    """What became of a formula: an element of MathML, or else the reason why there is none."""

    mathml: str
    cause: str = ""


def made_of(formulas: Iterable[Formula], kept: Path) -> dict[Formula, Made]:
    """Make MathML of formulas.

    :param kept: the folder that keeps what was made.
    :raises PandocError: where there is no pandoc.
    """
    asked = list(dict.fromkeys(formulas))
    if not asked:
        return {}
    # No formula has in it what is made of all of them.
    border = f"<!--{sha256(repr(asked).encode()).hexdigest()}-->"
    blocks = [block for formula in asked for block in (_paragraph(formula), _raw(border))]
    document = {"pandoc-api-version": API, "meta": {}, "blocks": blocks}
    run = Run("formulas", ARGUMENTS, {"document.json": json.dumps(document, ensure_ascii=False)}, kept)
    texts = run.text().split(border)
    found = [MADE.fullmatch(text.strip()) for text in texts[: len(asked)]]
    told = [_cause(words) for words in REFUSED.split(run.said())[1:]]
    causes = iter(told if len(told) == found.count(None) else [""] * found.count(None))
    return {
        formula: Made(_tidied(match[1])) if match else Made("", next(causes))
        for formula, match in zip(asked, found, strict=True)
    }


def _tidied(mathml: str) -> str:
    # A browser may not know the element, but a row with a style of its own.
    mathml = ENCLOSED.sub(_as_row, mathml).replace("</menclose>", "</mrow>")
    mathml = IN_DISPLAY.sub('<mtable displaystyle="true">', mathml)
    return ACCENT.sub(_alone, ALIGNED.sub(_without_alignment, mathml))


def _as_row(enclosed: re.Match[str]) -> str:
    return f'<mrow class="{" ".join(f"math-{notation}" for notation in enclosed[1].split())}">'


def _without_alignment(style: re.Match[str]) -> str:
    return f' style="{style[1]}"' if style[1] else ""


def _alone(accent: re.Match[str]) -> str:
    return accent[1] + SPACING.get(accent[2], accent[2])


def _paragraph(formula: Formula) -> dict[str, object]:
    kind = {"t": "DisplayMath" if formula.is_block else "InlineMath"}
    return {"t": "Para", "c": [{"t": "Math", "c": [kind, formula.tex]}]}


def _raw(text: str) -> dict[str, object]:
    return {"t": "RawBlock", "c": ["html", text]}


def _cause(words: str) -> str:
    found = CAUSE.findall(words)
    return str(found[-1]) if found else ""
