"""``conf.py`` as text: finds where it sets a name, and renames that without changing any other byte."""

from __future__ import annotations

import ast
import re
import tokenize
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line as Python counts them; others see a line's end in a form feed too."""

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
"""What is set in one of these is not a setting."""


class Change(NamedTuple):
    """A text, and on which lines a person has to change it instead, or was changed for it."""

    source: bytes
    changed: list[int]
    by_hand: list[int]


def last_line(source: bytes, name: str) -> int:
    """Return the line on which a name is set last; 0 where it is set in another way, or the text is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return 0
    return max((target.lineno for target in _targets(tree) if target.id == name), default=0)


def place_of_setting(path: Path, name: str) -> str:
    """Return the file and the line that sets a setting; the first one, where a function or a loop does, or none.

    Where there is no such file, the command line has set it, or a program.
    """
    return f"{path}:{(last_line(path.read_bytes(), name) if path.is_file() else 0) or 1}"


def literal(source: bytes, name: str) -> object:
    """Return the value of a setting that is written plainly, such as a text or a number; None for any other."""
    try:
        statements = [node for node in ast.parse(source).body if isinstance(node, ast.Assign) and _sets(node, name)]
        return ast.literal_eval(statements[-1].value) if statements else None
    except (SyntaxError, ValueError):
        return None


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def rename(source: bytes, old: str, new: str) -> Change:
    """Return the text with a setting under its new name, wherever it is set or read.

    Nothing is changed where the old name is also something else, such as an argument or a word in a string, or where
    the new one is set already: the lines with the old name are then for a person.

    :raises SyntaxError: where the text is no Python.
    """
    tree = ast.parse(source)
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == old]
    others = _other_uses(tree, uses, old)
    if not uses and not others:
        return Change(source, [], [])
    if others or _is_set(tree, new):
        return Change(source, [], sorted({*others, *(use.lineno for use in uses)}))
    lines = _lines(source)
    for use in sorted(uses, key=lambda use: use.col_offset, reverse=True):
        line = lines[use.lineno - 1].encode()
        lines[use.lineno - 1] = (line[: use.col_offset] + new.encode() + line[use.end_col_offset :]).decode()
    return Change(_encoded(lines, source), sorted({use.lineno for use in uses}), [])


def take_out(source: bytes, name: str) -> Change:
    """Return the text without the statement that sets a name, where that is all the statement does.

    :raises SyntaxError: where the text is no Python.
    """
    tree = ast.parse(source)
    lines = _lines(source)
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    by_hand = sorted({*_other_uses(tree, uses, name), *(use.lineno for use in uses)})
    statements = [node for node in tree.body if _sets_only(node, name) and _has_its_lines(lines, node)]
    if len(by_hand) != 1 or len(statements) != 1:
        return Change(source, [], by_hand)
    [statement] = statements
    del lines[statement.lineno - 1 : statement.end_lineno]
    return Change(_encoded(lines, source), by_hand, [])


def _targets(tree: ast.Module) -> Iterator[ast.Name]:
    """Yield the names that plain assignments of the file set, also those below an ``if`` or a ``try``."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, SCOPES):
            continue
        if isinstance(node, ast.Assign):
            yield from (target for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign | ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target
        waiting.extend(ast.iter_child_nodes(node))


def _other_uses(tree: ast.Module, uses: list[ast.Name], name: str) -> set[int]:
    """Return the lines on which a word is not a setting's name, or is one in a way that is not understood here."""
    settings = {id(target) for target in _targets(tree)}
    lines = {use.lineno for use in uses if id(use) not in settings and not isinstance(use.ctx, ast.Load)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name) and hasattr(node, "lineno"):
            values = [value for _field, value in ast.iter_fields(node)]
            if name in values or any(isinstance(value, list) and name in value for value in values):
                lines.add(node.lineno)
    return lines


def _is_set(tree: ast.Module, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in ast.walk(tree)
    )


def _sets_only(node: ast.stmt, name: str) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name(id=found)]) | ast.AnnAssign(target=ast.Name(id=found)):
            return found == name
        case _:
            return False


def _has_its_lines(lines: list[str], node: ast.stmt) -> bool:
    """Tell whether nothing but a comment stands beside a statement."""
    last = lines[(node.end_lineno or node.lineno) - 1].encode()[node.end_col_offset :].decode().strip()
    return node.col_offset == 0 and (not last or last.startswith("#"))


def _lines(source: bytes) -> list[str]:
    encoding, _ = tokenize.detect_encoding(BytesIO(source).readline)
    return LINE.findall(source.decode(encoding))


def _encoded(lines: list[str], source: bytes) -> bytes:
    encoding, _ = tokenize.detect_encoding(BytesIO(source).readline)
    return "".join(lines).encode(encoding)
