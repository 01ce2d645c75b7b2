"""What a CITATION.cff may hold, beside the format's own schema, as cffconvert brings it along."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from chapbook.citing.cff_schema import ENTITY, FILE, IDENTIFIER, PERSON, REFERENCE, TYPES, Listing, Mapping, Scalar
from chapbook.citing.citation_file import EXAMPLES, _faults, _fits

SCHEMA: dict[str, Any] = json.loads(
    files("cffconvert").joinpath("schemas", "1.2.0", "schema.json").read_text(encoding="utf-8")
)
DEFINITIONS = SCHEMA["definitions"]
PAIRS: dict[str, tuple[Mapping, dict[str, Any]]] = {
    "file": (FILE, SCHEMA),
    "reference": (REFERENCE, DEFINITIONS["reference"]),
    "person": (PERSON, DEFINITIONS["person"]),
    "entity": (ENTITY, DEFINITIONS["entity"]),
    "identifier": (IDENTIFIER, DEFINITIONS["identifier"]["anyOf"][0]),
}
ASKED_FOR_HERE: dict[str, set[str]] = {}
"""No citation is complete without the edition's date."""

PLACES = [(name, key) for name, (rule, _) in PAIRS.items() for key in rule.keys]
GOOD: list[Any] = [
    "2026-05-31",
    "1.2.0",
    "DE",
    "10.5281/zenodo.1003149",
    "10.123456789.12/a-mzAMZ059:_;(x).[y]\\/",
    "ann@example.org",
    "a@b.cd",
    "978-3 16 148410-0",
    "030640615-X",
    "1932-8036",
    "2434-561X",
    "2434-561x",
    "https://example.org/",
    "http://example.org/",
    "ftp://example.org/",
    "sftp://example.org/",
    "https://orcid.org/0000-0002-1825-0097",
    "https://orcid.org/0000-0002-1694-233X",
    "PMC1234567",
    "en",
    "yue",
    "swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d",
    *range(1, 13),
    *map(str, range(1, 13)),
    1.5,
    "any text, on\ntwo lines",
]
"""Values of each form that the format knows; which are good for a key, its schema says."""


def whole(schema: Any) -> Any:
    """The schema with what it refers to in its place."""
    if isinstance(schema, list):
        return [whole(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get("$ref"), str):
        return whole(DEFINITIONS[schema["$ref"].rpartition("/")[2]])
    return {key: whole(part) for key, part in schema.items()}


WHOLE = {name: whole(schema) for name, (_, schema) in PAIRS.items()}


def good_values(schema: dict[str, Any]) -> list[Any]:
    """Values that the schema takes: each of its choices, a list with each item, a mapping with every key."""
    if "properties" in schema:
        return [{key: good_values(part)[0] for key, part in schema["properties"].items()}]
    if schema.get("type") == "array":
        return [[value] for value in good_values(schema["items"])]
    if "enum" in schema:
        return list(schema["enum"])
    parts = schema.get("anyOf", schema.get("oneOf", []))
    if any("properties" in part or "enum" in part for part in parts):
        return [value for part in parts for value in good_values(part)]
    judge = Draft7Validator(schema)
    return [value for value in GOOD if judge.is_valid(value)]


def is_taken(name: str, key: str, value: Any) -> bool:
    node = yaml.compose(yaml.safe_dump(value), Loader=yaml.SafeLoader)
    assert node is not None
    return not list(_faults(node, PAIRS[name][0].keys[key], key))


def near(value: str) -> set[str]:
    """All that is one sign more, less or other than *value*."""
    signs = "aZ5é-./: X\n"
    cuts = [(value[:place], value[place:]) for place in range(len(value) + 1)]
    return (
        {head + tail[1:] for head, tail in cuts}
        | {head + sign + tail for head, tail in cuts for sign in signs}
        | {head + sign + tail[1:] for head, tail in cuts for sign in signs}
    )


@pytest.mark.parametrize("name", PAIRS)
def test_the_keys_are_the_format_s(name: str) -> None:
    rule, schema = PAIRS[name]
    assert set(rule.keys) == set(schema["properties"])
    assert set(rule.required) == set(schema.get("required", ())) | ASKED_FOR_HERE.get(name, set())


@pytest.mark.parametrize("name", PAIRS)
def test_what_must_be_there_has_an_example_that_is_taken(name: str) -> None:
    rule, _ = PAIRS[name]
    for key in rule.required:
        example = yaml.safe_load(rule.examples.get(key, EXAMPLES[key]))
        assert list(example) == [key]
        assert is_taken(name, key, example[key])


def test_the_types_of_a_work_are_the_format_s() -> None:
    assert sorted(TYPES) == sorted(DEFINITIONS["reference"]["properties"]["type"]["enum"])


@pytest.mark.parametrize(("name", "key"), PLACES)
def test_what_the_format_takes_is_taken(name: str, key: str) -> None:
    values = good_values(WHOLE[name]["properties"][key])
    assert values
    for value in values:
        assert is_taken(name, key, value), value


FORMS = [
    ("file", "doi"),
    ("file", "type"),
    ("file", "url"),
    ("person", "email"),
    ("person", "orcid"),
    ("reference", "isbn"),
    ("reference", "issn"),
    ("reference", "languages"),
    ("reference", "month"),
    ("reference", "pmcid"),
    ("reference", "status"),
    ("reference", "type"),
]


@pytest.mark.parametrize(("name", "key"), FORMS)
def test_what_is_nearly_of_a_form_is_taken_where_the_format_takes_it(name: str, key: str) -> None:
    rule, schema = PAIRS[name][0].keys[key], WHOLE[name]["properties"][key]
    if isinstance(rule, Listing):
        rule, schema = rule.item, schema["items"]
    assert isinstance(rule, Scalar)
    judge = Draft7Validator(schema)
    texts = {text for value in good_values(schema) if isinstance(value, str) for text in near(value)}
    for text in sorted(texts):
        if _fits(yaml.ScalarNode("tag:yaml.org,2002:str", text), rule):
            assert judge.is_valid(text), text


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("file", "title", 1.5),
        ("file", "message", 3),
        ("file", "date-released", 20260531),
        ("reference", "isbn", 1.5),
        ("reference", "month", 1.5),
        ("reference", "year", 1.5),
        ("reference", "pmcid", 1234567),
        ("person", "country", "Germany"),
        ("person", "country", "de"),
        ("file", "license", "CC-BY"),
        ("file", "license", "MIT OR Apache-2.0"),
        ("file", "url", "https://example.org/a b"),
        ("file", "url", "https://"),
        ("file", "doi", "10.5281/"),
        ("identifier", "type", "isbn"),
        ("entity", "date-start", "2026-02-30"),
        ("file", "title", " \n "),
    ],
)
def test_what_is_no_value_of_a_key_is_refused(name: str, key: str, value: Any) -> None:
    assert not is_taken(name, key, value)


def test_numbers_that_are_names_need_no_quotation_marks() -> None:
    for key, value in (("isbn", 9783161484100), ("volume", 3), ("number", 1.5), ("year", 2022), ("month", 3)):
        assert is_taken("reference", key, value)
    for name, key, value in (("file", "version", 1.10), ("person", "post-code", 10115)):
        assert is_taken(name, key, value)


@pytest.mark.parametrize("key", ["family-names", "given-names", "alias", "name"])
def test_one_of_its_names_is_enough_for_a_person(key: str) -> None:
    assert is_taken("file", "authors", [{key: "N"}])
    assert not is_taken("file", "authors", [{key: ""}])


def test_a_licence_may_stand_alone_and_other_lists_may_not() -> None:
    assert is_taken("file", "license", "MIT")
    assert is_taken("file", "license", ["MIT", "Apache-2.0"])
    for key in ("authors", "keywords", "identifiers", "references"):
        assert not is_taken("file", key, "MIT")
