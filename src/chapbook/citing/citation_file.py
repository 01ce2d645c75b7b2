"""``CITATION.cff`` in, its values out as plain data, or all that is wrong with it, each with its line.

Every value is text as it stands in the file: ``version: 1.0`` is ``"1.0"``. Beside the Citation File Format 1.2.0 one
thing is asked for, because no citation is complete without it: each author has a name.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import yaml

from chapbook.citing.bibtex_file import Fault, Kind
from chapbook.citing.cff_schema import FILE, Listing, Mapping, Rule, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet
    from pathlib import Path

EXAMPLES = {
    "authors": "authors: [{family-names: Example, given-names: Erika}]",
    "cff-version": "cff-version: 1.2.0",
    "message": "message: To cite the work, use the reference below.",
    "name": "name: University of Example",
    "title": "title: An essay",
    "type": "type: article",
    "value": "value: 10.5281/zenodo.1003149",
}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where PyYAML was built with it; it is ten times as fast."""

OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
DEEPEST = 16
TAGS = {f"tag:yaml.org,2002:{kind}": kind for kind in ("str", "int", "float", "timestamp")}


class CitationFileError(ValueError):
    """The record cannot be used; *args* are lines of the form ``path:line: what is wrong; what to write``."""


def read_citation_file(path: Path, used: AbstractSet[str] = frozenset()) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return the file's values, text, lists and dictionaries by the format's own keys; and which keys are not *used*.

    :raises CitationFileError: with every mistake of the file.
    """
    try:
        root = _compose(path)
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: this line is not UTF-8; save the file with the encoding UTF-8"
        raise CitationFileError(message) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"{path}:{line}: this is not YAML ({error.problem}); write key: value, the value in quotes"
        raise CitationFileError(message) from error
    except OSError as error:
        message = f"{path}:1: this cannot be read ({error.strerror}); put a file of this name in its place"
        raise CitationFileError(message) from error
    except (yaml.YAMLError, RecursionError) as error:
        message = f"{path}:1: this cannot be read as YAML ({' '.join(str(error).split())}); write it in plain text"
        raise CitationFileError(message) from error
    if root is None:
        message = f"{path}:1: the file is empty; write a line like {EXAMPLES['title']}, and those that it needs"
        raise CitationFileError(message)
    if faults := [f"{path}:{line}: {fault}" for line, fault in _faults(root, FILE)]:
        raise CitationFileError(*faults)
    text = "the key {!r} is not used; give what it says in another key, or delete it"
    own = [value for name, value in root.value if name.value == "preferred-citation"]
    keys = [key for mapping in (root, *own) for key, _value in mapping.value if key.value not in used]
    unused = (Fault(f"{path}:{key.start_mark.line + 1}", text.format(key.value), Kind.UNUSED) for key in keys)
    return _value(root), tuple(unused)


def _compose(path: Path) -> yaml.Node | None:
    # A mark of the byte order is no character, wherever it was pasted (The Unicode Standard, 23.8).
    text = path.read_text(encoding="utf-8").replace("\ufeff", "")
    depth = 0
    for token in yaml.scan(text, Loader=LOADER):
        place = f"{path}:{token.start_mark.line + 1}"
        depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
        if depth > DEEPEST:
            # libyaml goes as deep as it is led, and beyond what a process can stand.
            raise CitationFileError(f"{place}: values lie deeper in each other than the format knows; lift them")
        # A few lines of them can stand for billions of values, or for one without an end.
        if isinstance(token, yaml.AliasToken):
            raise CitationFileError(f"{place}: a value may not be an alias; write the value itself")
    return yaml.compose(text, Loader=LOADER)


def _value(node: yaml.Node) -> Any:  # noqa: ANN401  # what YAML holds
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return " ".join(str(node.value).split())


def _faults(node: yaml.Node, rule: Rule, key: str = "") -> Iterator[tuple[int, str]]:
    line = node.start_mark.line + 1
    if isinstance(rule, Mapping):
        if isinstance(node, yaml.MappingNode):
            yield from _faults_of_mapping(node, rule)
        else:
            yield line, f"{key or rule.what} is {rule.what} with keys of its own; write them below it, indented"
    elif isinstance(rule, Listing):
        if isinstance(node, yaml.SequenceNode) and node.value:
            for item in node.value:
                yield from _faults(item, rule.item, f"each of {key}")
        elif rule.alone and isinstance(node, yaml.ScalarNode):
            yield from _faults(node, rule.item, key)
        else:
            yield line, f"{key} is {rule.what}; write at least one item"
    elif not _fits(node, rule):
        yield line, f"{key} is {rule.what}, not {_shown(node)}; correct it, or delete the line"


def _fits(node: yaml.Node, rule: Scalar) -> bool:
    if not isinstance(node, yaml.ScalarNode) or TAGS.get(node.tag) not in rule.kinds:
        return False
    try:
        rule.read(node.value)
    except ValueError:
        return False
    return re.fullmatch(rule.pattern, node.value) is not None


def _shown(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
    return repr(node.value) if node.value else "empty"


def _faults_of_mapping(node: yaml.MappingNode, rule: Mapping) -> Iterator[tuple[int, str]]:
    first_lines: dict[str, int] = {}
    names = [name.value for name, _value in node.value if isinstance(name, yaml.ScalarNode)]
    rule = next((other for key, other in rule.instead.items() if key in names), rule)
    for name, value in node.value:
        line = name.start_mark.line + 1
        key = name.value if isinstance(name, yaml.ScalarNode) else "a key"
        if key not in rule.keys:
            yield line, f"{rule.what} has no key {key!r}; {_remedy(key, rule)}"
        elif key in first_lines:
            yield line, f"the key {key!r} stands on line {first_lines[key]} already; keep one of the two"
        else:
            first_lines[key] = line
            yield from _faults(value, rule.keys[key], key)
    start = node.start_mark.line + 1
    for key in rule.required:
        if key not in names:
            yield start, f"{rule.what} has no {key}; write a line like {rule.examples.get(key, EXAMPLES[key])}"
    if rule.any_of and not set(rule.any_of) & set(names):
        yield start, f"{rule.what} has no name; write a line like family-names: Example, or name: for an organisation"


def _remedy(key: str, rule: Mapping) -> str:
    likely = get_close_matches(key, rule.keys, 1)
    return (
        f"write {likely[0]}, or delete the line" if likely else "delete the line, or see the Citation File Format 1.2.0"
    )
