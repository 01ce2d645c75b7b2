"""Comments as Web Annotations, read as JSON-LD: expanded by their context and compacted again, they are what they were.

What a context does not know is lost when it is expanded, and what it knows otherwise is another thing when it is
compacted. No package has the context of the Recommendation: the terms below are those of its appendix A that are used
here, with the words of the Web Annotation Vocabulary and of Activity Streams that they stand for.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from absent import go_without
from judges.programs import from_pypi
from judges.verdicts import Finding, Judge
from web_annotations import CONTEXT, check_collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from judges.published import Published
    from throwaway import Build

PREFIXES = {
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OF_OA = ["Annotation", "FragmentSelector", "SpecificResource", "TextQuoteSelector", "TextualBody"]
OF_OA += ["commenting", "exact", "prefix", "replying", "suffix"]
WORDS = {
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "format": "dc:format",
    "label": "rdfs:label",
    "name": "foaf:name",
    "value": "rdf:value",
}
RESOURCES = {
    "body": "oa:hasBody",
    "conformsTo": "dcterms:conformsTo",
    "creator": "dcterms:creator",
    "first": "as:first",
    "homepage": "foaf:homepage",
    "partOf": "as:partOf",
    "refinedBy": "oa:refinedBy",
    "selector": "oa:hasSelector",
    "source": "oa:hasSource",
    "target": "oa:hasTarget",
}
TYPED = {
    "id": ("@id", "@id"),
    "type": ("@type", "@id"),
    "created": ("dcterms:created", "xsd:dateTime"),
    "motivation": ("oa:motivatedBy", "@vocab"),
    "startIndex": ("as:startIndex", "xsd:nonNegativeInteger"),
    "total": ("as:totalItems", "xsd:nonNegativeInteger"),
    **{term: (iri, "@id") for term, iri in RESOURCES.items()},
}
TERMS = {
    **PREFIXES,
    **{term: f"oa:{term}" for term in OF_OA},
    **WORDS,
    **{term: {"@id": iri, "@type": kind} for term, (iri, kind) in TYPED.items()},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
SITE = "https://site.invalid/"
SAME = Judge("PyLD", "JSON-LD 1.1, expanded and compacted", "files", from_pypi("pyld"))


def _load(address: str, _options: object) -> dict[str, Any]:
    assert address == CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": TERMS},
    }


def faults(name: str, said: dict[str, Any]) -> list[Finding]:
    if find_spec("pyld") is None:
        go_without("there is no reader of JSON-LD; make judge installs one")
    from pyld import jsonld  # noqa: PLC0415  # as said

    options = {"base": f"{SITE}{name}", "documentLoader": _load}
    again = jsonld.compact(jsonld.expand(said, options), CONTEXT, options)
    return [Finding(f"{name}{place}", "lost or changed", what) for place, what in differences(said, again)]


def differences(said: object, again: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each place at which two values are not the same, with what stands there in both."""
    if isinstance(said, dict) and isinstance(again, dict):
        for key in said.keys() | again.keys():
            yield from differences(said.get(key), again.get(key), f"{place}/{key}")
    elif isinstance(said, list) and isinstance(again, list) and len(said) == len(again):
        for number, (one, other) in enumerate(zip(said, again, strict=True)):
            yield from differences(one, other, f"{place}/{number}")
    elif said != again:
        yield place, f"{again!r}, and not {said!r}"


@pytest.mark.judge(SAME)
def test_nothing_is_lost_by_their_context(published: Published, everything: Build, judged: Callable[..., None]) -> None:
    said = {
        (folder, path.relative_to(folder).as_posix()): json.loads(path.read_text("utf-8"))
        for folder in (published.folder, everything.out)
        for path in folder.rglob("*.jsonld")
    }
    judged(map(str, said), [found for (_, name), values in said.items() for found in faults(name, values)])


def test_the_judge_sees_what_is_wrong(everything: Build) -> None:
    said = json.loads(everything.text("annotations.jsonld"))
    [first, *_] = check_collection(said, is_absolute=False)
    assert faults("right", said) == []
    first["creator"]["nick"] = "not a term"
    assert faults("wrong", said)
    del first["creator"]["nick"]
    first["motivation"] = "discussing"
    assert faults("wrong", said)
