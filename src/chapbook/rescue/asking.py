"""Asks a person at a terminal which lines of a plain text are headings; the default is all that look like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chapbook.rescue.plain_text_parts import Line

NUMBERS = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")


def ask_headings(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines that a person chooses; who ends the input takes the default."""
    print("These lines look like headings:")
    for number, line in enumerate(lines, 1):
        print(f"{number:4}  {line.words}")
    while True:
        try:
            answer = input(f"Which are? Numbers, as 1,3-5, or none [1-{len(lines)}]: ").strip()
        except EOFError:
            print()
            return lines
        chosen = chosen_of(answer, len(lines))
        if chosen is not None:
            return [line for number, line in enumerate(lines, 1) if number in chosen]
        print(f"Write numbers from 1 to {len(lines)}, or “none”; to name other lines, stop and use --headings.")


def chosen_of(answer: str, most: int) -> set[int] | None:
    """Return the numbers that an answer names, all for an empty one; None where it cannot be understood."""
    if not answer:
        return {*range(1, most + 1)}
    if answer.lower() == "none":
        return set()
    chosen: set[int] = set()
    for part in re.split(r"[\s,;]*[,;\s][\s,;]*", re.sub(r"\s*([-–])\s*", r"\1", answer)):
        found = NUMBERS.fullmatch(part)
        if not found:
            return None
        chosen |= {*range(int(found[1]), int(found[2] or found[1]) + 1)}
    return chosen if chosen and chosen <= {*range(1, most + 1)} else None
