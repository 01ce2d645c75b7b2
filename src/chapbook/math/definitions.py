"""Commands that authors define in their formulas, and those of usual packages that pandoc does not know.

A definition holds for the formula in which it stands and for those after it in the document, as a browser's programs
for mathematics have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

BEGINS = re.compile(
    r"\\(?P<kind>(?:re|provide)?newcommand\*?|DeclareMathOperator\*?|def)\s*"
    r"(?:\{\s*(?P<braced>\\(?:[A-Za-z]+|.))\s*\}|(?P<bare>\\(?:[A-Za-z]+|.)))\s*"
    r"(?P<arguments>(?:\[[^\]]*\]\s*|\#\d\s*)*)(?=\{)"
)
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)

KNOWN = {
    rf"\{name}": rf"\newcommand{{\{name}}}{meaning}"
    for name, meaning in {
        "cfrac": r"[2]{\dfrac{#1}{#2}}",
        "dbinom": r"[2]{\displaystyle\binom{#1}{#2}}",
        "tbinom": r"[2]{\textstyle\binom{#1}{#2}}",
        "textcolor": r"[2]{#2}",
        "hphantom": r"[1]{\phantom{#1}}",
        "vphantom": r"[1]{}",
        "smash": r"[1]{#1}",
        "mathclap": r"[1]{#1}",
        "mathllap": r"[1]{#1}",
        "mathrlap": r"[1]{#1}",
        "mathnormal": r"[1]{#1}",
        "textnormal": r"[1]{\text{#1}}",
        "textsc": r"[1]{\text{#1}}",
        "emph": r"[1]{\textit{#1}}",
        "bold": r"[1]{\mathbf{#1}}",
        "Bbb": r"[1]{\mathbb{#1}}",
        "widecheck": r"[1]{\check{#1}}",
        "cancelto": r"[2]{\cancel{#2}^{#1}}",
        "bra": r"[1]{\left\langle #1\right|}",
        "ket": r"[1]{\left|#1\right\rangle}",
        "braket": r"[1]{\left\langle #1\right\rangle}",
        "injlim": r"{\operatorname*{inj\,lim}}",
        "projlim": r"{\operatorname*{proj\,lim}}",
        "degree": r"{{}^{\circ}}",
        "textdegree": r"{{}^{\circ}}",
        "vcentcolon": r"{:}",
        "S": r"{\text{§}}",
        "P": r"{\text{¶}}",
        "copyright": r"{\text{©}}",
        "space": r"{\ }",
        **dict.fromkeys(("strut", "mathstrut", "qedhere", "hfill", "nolimits"), "{}"),
    }.items()
}
"""Definitions by the command."""


def of_settings(macros: Mapping[str, Any]) -> dict[str, str]:
    """Return definitions as settings of MathJax have them: a text, or a list of it and the number of its arguments."""
    found = {}
    for name, value in macros.items():
        body, count, *default = value if isinstance(value, list | tuple) and len(value) > 1 else (value, 0)
        arguments = f"[{count}]" if count else ""
        arguments += "".join(f"[{text}]" for text in default)
        found[f"\\{name}"] = f"\\newcommand{{\\{name}}}{arguments}{{{body[0] if isinstance(body, list) else body}}}"
    return found


def group_end(text: str, start: int) -> int:
    """Return where the group in braces ends that begins at *start*, or 0 where it does not end."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text[start:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return start + match.end()
    return 0


def taken_out(text: str) -> tuple[str, dict[str, str]]:
    """Part a formula into what is shown, and the definitions by their commands."""
    shown, defined, place = "", {}, 0
    for begin in BEGINS.finditer(text):
        end = group_end(text, begin.end())
        if begin.start() < place or not end:
            continue
        shown, place = shown + text[place : begin.start()], end
        name, body = begin["braced"] or begin["bare"], text[begin.end() : end]
        arguments = "".join(begin["arguments"].split())
        if begin["kind"].startswith("Declare"):
            body = f"{{\\operatorname{'*' * begin['kind'].endswith('*')}{body}}}"
        elif begin["kind"] == "def" and arguments:
            arguments = f"[{arguments.count('#')}]"
        defined[name] = f"\\newcommand{{{name}}}{arguments}{body}"
    return shown + text[place:], defined


def with_definitions(text: str, defined: Mapping[str, str]) -> str:
    """Put before a formula the definitions of the commands in it, and of those in these."""
    wanted: dict[str, None] = {}
    found = [text]
    while found:
        for name in COMMAND.findall(found.pop()):
            if name in defined and name not in wanted:
                wanted[name] = None
                found.append(defined[name])
    return "".join(definition for name, definition in defined.items() if name in wanted) + text
