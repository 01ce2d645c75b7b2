"""Typst markup from plain values: strings, calls, labels.

Text is always a quoted string, ``#"…";``, so that no character of a writer's is ever markup; in such a string only the
backslash and the quotation mark mean something (Typst reference, *Syntax*).
"""

from __future__ import annotations

import re

from chapbook.pdf.line_ends import LONG_IN_CODE, PART, has_long_word, lines_of_code, parts
from chapbook.typst_string import string

LINE_MAY_END = ";#box[];"

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""What is seen in the place of what cannot be shown; Typst's own fonts have it."""

UNTIDY = re.compile(r"[ \t\n\r\f\v]+")
"""White space of which several are one (HTML, *ASCII whitespace*); all other spaces are a writer's own."""


def text(content: str) -> str:
    """Write running text; white space is one space, whatever the source had."""
    return lines([content])


def lines(contents: list[str]) -> str:
    """Write lines of running text, such as a poem's, as one."""
    whole = "\n".join(UNTIDY.sub(" ", content) for content in contents)
    return LINE_MAY_END.join(f"#{string(part)}" for part in parts(whole)) + ";"


def code(content: str) -> str:
    """Write code in a line of text."""
    return LINE_MAY_END.join(f"#raw({string(part)})" for part in parts(content)) + ";"


def code_block(content: str, language: str = "") -> str:
    """Write lines of code."""
    named = f", lang: {string(language)}" if language else ""
    block = f"#raw(block: true{named}, {string(lines_of_code(content))})"
    return f"#[{PARTED}{block}]" if has_long_word(content) else block


SPLIT = f"it.text.clusters().chunks({PART}).map(it => it.join()).join(box())"
PARTED = f"#show regex({string(LONG_IN_CODE)}): it => {SPLIT};"
"""A rule by which a line may end in long words of code, which Typst is given as one string."""


def parsed_code(content: str) -> str:
    """Write a piece of code that stands beside markup; its spaces and lines' ends stay."""
    return "#linebreak();".join(code(line) if line else "" for line in content.split("\n"))


def formula(source: str, written: str, *, is_block: bool = False, number: str = "") -> str:
    """Write a formula; a mistake in its source, which is Typst's mathematics, stays within it.

    :param written: what stands for it where it is not seen, such as its TeX.
    :param number: the number that stands beside a block, with its brackets.
    """
    if not source:
        return ""
    block = ", block: true" * is_block + (f", number: {string(number)}" if number else "")
    alternative = string(UNTIDY.sub(" ", written).strip())
    return f'#formula(alt: {alternative}{block}, eval({string(source)}, mode: "math"))'


def array(items: list[str]) -> str:
    """Write an array of values that are written already."""
    return f"({', '.join(items)},)" if items else "()"


def anchor(name: str) -> str:
    """Mark a place that links and PDF destinations name."""
    return f"#anchor({string(name)});"
