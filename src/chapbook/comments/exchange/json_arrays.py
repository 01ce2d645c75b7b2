"""JSON arrays, one after the other or in each other, read item by item, each with its line.

The pages of an answer are joined by putting one behind the other, as ``cat`` does, or by a list of lists. ``NaN`` and
its like are no JSON (RFC 8259, 6); a control character in a text, which is none either, comes along and is told later;
what is nested more deeply than Python's reader goes is refused.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from chapbook.comments.exchange.unprintable import whole
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chapbook.comments.exchange.source_text import SourceText

SPACE = re.compile(r"[ \t\r\n\ufeff]*")


class Item(NamedTuple):
    """An item of an array: its line and what it is."""

    line: int
    value: Any  # what JSON has; whoever reads it looks


def items(source: SourceText) -> Iterator[Item]:
    """Yield every item of every array of the file; an item that is an array is another page."""
    path, text = source.path, whole(source.text())
    scanner = json.JSONDecoder(parse_constant=_refuse, strict=False)
    depth = 0
    here = _skip(text, 0)
    line, counted = 1, 0
    expects_item = True
    while here < len(text):
        line, counted = line + text.count("\n", counted, here), here
        sign = text[here]
        if sign == "[" and expects_item and depth < 2:
            depth += 1
            here += 1
        elif sign == "]" and depth:
            depth -= 1
            here += 1
            expects_item = not depth
        elif sign == "," and depth and not expects_item:
            here += 1
            expects_item = True
        elif expects_item:
            value, here = _value(path, scanner, text, here)
            yield Item(line, value)
            expects_item = not depth
        else:
            raise Mistake(path, line, f"{sign!r} is not what JSON has here; fetch the answer again")
        here = _skip(text, here)
    if depth:
        raise Mistake(path, text.count("\n") + 1, "the file ends within an array; fetch the answer again, whole")


def _skip(text: str, here: int) -> int:
    space = SPACE.match(text, here)
    return space.end() if space else here


def _value(path: Path, scanner: json.JSONDecoder, text: str, here: int) -> tuple[object, int]:
    try:
        return scanner.raw_decode(text, here)
    except json.JSONDecodeError as error:
        message = f"this is no JSON ({error.msg}); fetch the answer again"
        raise Mistake(path, error.lineno, message) from error
    except RecursionError as error:
        message = "this is nested more deeply than any answer is; it is not read"
        raise Mistake(path, text.count("\n", 0, here) + 1, message) from error
    except ValueError as error:  # a number that is none, or one too long for Python
        message = f"there is a number that cannot be read ({error}); it is not read"
        raise Mistake(path, text.count("\n", 0, here) + 1, message) from error


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
