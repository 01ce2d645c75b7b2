"""Comments in, the JSON of the Web Annotation Data Model out (W3C Recommendation of 2017-02-23).

A comment is an Annotation; a file is an AnnotationCollection with its one AnnotationPage. A comment whose words were
removed is in no file: an annotation without a body would say nothing, and its name and date are words as well. What
answers it still has its address as the target.

The model asks for moments in UTC (3.3.2, ``created``). No time is made up for a day: how a date is written, where
that is otherwise, is ``dcterms:date``.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.comments.annotations.selection import selection
from chapbook.comments.names import urn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from chapbook.comments.comment import Comment

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'
HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What the fragment of a page conforms to (4.2.1)."""


class PassageText(NamedTuple):
    """A passage that comments are about: its page, its id and its words, as far as they are known.

    *title* is the heading of a section, and empty otherwise.
    """

    docname: str
    id: str
    words: str
    title: str = ""


class Annotated(NamedTuple):
    """A comment with the *name* that is shown, the page of its thread and what it is about, if it is about a part."""

    comment: Comment
    anchor: str
    parent: str
    name: str
    docname: str
    passage: PassageText | None


class Published(NamedTuple):
    """Where it all is: *base* is the site's address, empty where nobody knows it; *pages* are paths, by docname.

    *work* is any text that names the work for good, *label* the title of what is written; *front_page* is a docname.
    """

    base: str
    work: str
    label: str
    pages: Mapping[str, str]
    front_page: str


def collection(published: Published, name: str, annotated: Sequence[Annotated]) -> str:
    """Return the text of the file *name*, a path from the site's root, which holds these comments."""
    own = f"{published.base}{name}" if published.base else urn(published.work, name)
    page_id = f"{own}#items" if published.base else urn(published.work, f"{name}#items")
    root = published.base or "../" * name.count("/")
    items = [_annotation(published, root, one) for one in annotated]
    whole = {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": published.label,
        "total": len(items),
        "first": {"id": page_id, "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": items},
    }
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n"


def _annotation(published: Published, root: str, one: Annotated) -> dict[str, Any]:
    comment = one.comment
    creator = {"name": one.name, "homepage": comment.url}
    return {
        "id": _id(published, one.docname, one.anchor),
        "type": "Annotation",
        "motivation": "replying" if one.parent else "commenting",
        "creator": {key: value for key, value in creator.items() if value},
        **_dates(comment.date),
        "body": {"type": "TextualBody", "value": comment.body, "format": "text/html"},
        "target": _target(published, root, one),
    }


def _id(published: Published, docname: str, anchor: str) -> str:
    """Return the permanent address of a comment; where no address is known, what the feed calls it."""
    base = published.base
    return f"{base}{published.pages[docname]}#{anchor}" if base else urn(published.work, anchor)


def _dates(moment: date | None) -> dict[str, str]:
    dates = {}
    if isinstance(moment, datetime) and moment.tzinfo:
        try:
            utc = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
        except OverflowError:  # within hours of the first or last moment that Python knows
            utc = ""
        dates["created"] = utc
        if utc and datetime.fromisoformat(utc).isoformat() == moment.isoformat():
            return dates
    if moment:
        dates["dcterms:date"] = moment.isoformat()
    return {key: value for key, value in dates.items() if value}


def _target(published: Published, root: str, one: Annotated) -> object:
    """Return what is answered, the passage, or both; the work where a comment names neither."""
    targets: list[object] = []
    if one.parent:
        targets.append(_id(published, one.docname, one.parent))
    if one.passage:
        targets.append(_selected(published, root, one.passage, one.comment.quote))
    if not targets:
        targets.append(_source(published, root, published.front_page))
    return targets[0] if len(targets) == 1 else targets


def _selected(published: Published, root: str, passage: PassageText, quote: str) -> dict[str, Any]:
    selector: dict[str, Any] = {"type": "FragmentSelector", "value": passage.id, "conformsTo": HTML_FRAGMENT}
    if words := selection(quote, passage.words if quote else passage.title or passage.words):
        parts = {"exact": words.exact, "prefix": words.prefix, "suffix": words.suffix}
        said = {key: value for key, value in parts.items() if value is not None}
        selector["refinedBy"] = {"type": "TextQuoteSelector", **said}
    source = _source(published, root, passage.docname)
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _source(published: Published, root: str, docname: str) -> str:
    """Return the address of a page, from the file where the site's is not known."""
    return f"{root}{published.pages[docname]}" or "./"
