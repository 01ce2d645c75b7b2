"""What the Web Annotation Data Model asks of the annotations that comments become, by the tables of the Recommendation.

There is no package of its schema. A key that is in no table here is as wrong as one that is missing.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
MOTIVATIONS = {"commenting", "replying"}


def check_collection(whole: dict[str, Any], *, is_absolute: bool = True) -> list[dict[str, Any]]:
    """Assert that this is a whole AnnotationCollection (5.1) with its page (5.2); return the annotations."""
    assert whole.keys() == {"@context", "id", "type", "label", "total", "first"}
    assert (whole["@context"], whole["type"]) == (CONTEXT, "AnnotationCollection")
    page = whole["first"]
    assert page.keys() == {"id", "type", "partOf", "startIndex", "items"}
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", whole["id"], 0)
    items: list[dict[str, Any]] = page["items"]
    assert items
    assert whole["total"] == len(items)
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)
    for iri in (whole["id"], page["id"], *ids):
        assert urlsplit(iri).scheme in {"https", "urn"}, iri
    for item in items:
        _check_annotation(item, is_absolute=is_absolute)
    return items


def _check_annotation(item: dict[str, Any], *, is_absolute: bool) -> None:
    """Check one Annotation (3.1), its lifecycle information (3.3.1), motivation (3.3.5) and agent (3.3.2)."""
    needed = {"id", "type", "motivation", "creator", "body", "target"}
    assert needed <= item.keys() <= needed | {"created", "dcterms:date"}
    assert item["type"] == "Annotation"
    assert item["motivation"] in MOTIVATIONS
    assert MOMENT.fullmatch(item.get("created", "2022-05-01T00:00:00Z"))
    creator = item["creator"]
    assert {"name"} <= creator.keys() <= {"name", "homepage"}
    assert creator["name"]
    body = item["body"]  # 3.2.4
    assert body.keys() == {"type", "value", "format"}
    assert (body["type"], body["format"]) == ("TextualBody", "text/html")
    assert body["value"]
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    assert 1 <= len(targets) <= 2
    for target in targets:
        source = target if isinstance(target, str) else _source(target)
        assert source
        assert not is_absolute or urlsplit(source).scheme


def _source(target: dict[str, Any]) -> str:
    """Check a SpecificResource (4.1) with its selectors (4.2.1, 4.2.4, 4.2.9); return its source."""
    assert target.keys() == {"type", "source", "selector"}
    assert target["type"] == "SpecificResource"
    selector = target["selector"]
    assert {"type", "value", "conformsTo"} <= selector.keys() <= {"type", "value", "conformsTo", "refinedBy"}
    assert selector["type"] == "FragmentSelector"
    assert selector["conformsTo"] == "http://tools.ietf.org/rfc/rfc3236"
    assert selector["value"]
    if quote := selector.get("refinedBy"):
        assert {"type", "exact"} <= quote.keys() <= {"type", "exact", "prefix", "suffix"}
        assert quote["type"] == "TextQuoteSelector"
        assert quote["exact"]
    return str(target["source"])
