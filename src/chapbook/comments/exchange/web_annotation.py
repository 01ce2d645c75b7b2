"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/), our own (:mod:`chapbook.comments.annotations`) too.

An answer has the motivation ``replying``, and an address as a target is what it answers. A FragmentSelector that a
TextQuoteSelector refines names the passage; without a ``prefix``, all of it is meant. A name in square brackets was
supplied. Of bodies, texts are read, and an address is a link; tags are none of a comment's words.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from chapbook.comments.exchange.annotation import (
    Annotation,
    Words,
    objects_of,
    of_markdown,
    of_plain_text,
    text_of,
    values_of,
)
from chapbook.comments.exchange.record import Selected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUPPLIED = re.compile(r"\[(.+)\]", re.DOTALL)
SILENT = {"tagging", "classifying", "identifying", "linking"}
"""Purposes of bodies that say nothing to a reader (3.1.3)."""


def is_web_annotation(value: object) -> bool:
    """Tell whether this is an Annotation of the model."""
    return "Annotation" in values_of(value, "type")


def annotation(value: Mapping[str, object]) -> Annotation:
    """Read one annotation."""
    creator = next(iter(values_of(value, "creator")), None)
    name = text_of(creator, "name") or text_of(creator, "nickname")
    supplied = SUPPLIED.fullmatch(name)
    is_answer = "replying" in values_of(value, "motivation")
    addresses = [target for target in values_of(value, "target") if isinstance(target, str)]
    answered = addresses.pop(0) if is_answer and addresses else ""
    selected = next(_selections(value), None)
    return Annotation(
        iri=text_of(value, "id"),
        answered=answered,
        author=supplied[1] if supplied else name,
        is_name_supplied=bool(supplied),
        homepage=next((item for item in values_of(creator, "homepage") if isinstance(item, str)), ""),
        dates=(text_of(value, "dcterms:date"), text_of(value, "created")),
        words=_words(value),
        page=selected.page if selected else next(iter(addresses), ""),
        selected=selected,
    )


def _selections(value: Mapping[str, object]) -> Iterator[Selected]:
    """Yield what the targets select; of a fragment alone, the passage of that id."""
    for target in objects_of(value, "target"):
        page = text_of(target, "source") or text_of(target.get("source"), "id") or text_of(target, "id")
        for selector in objects_of(target, "selector"):
            if text_of(selector, "type") == "FragmentSelector":
                fragment = text_of(selector, "value")
                quote = next((one for one in objects_of(selector, "refinedBy") if text_of(one, "exact")), {})
                prefix = text_of(quote, "prefix") if "prefix" in quote else None
                yield Selected(page, fragment, text_of(quote, "exact"), prefix, text_of(quote, "suffix"), is_named=True)
            elif text_of(selector, "exact").strip():
                around = text_of(selector, "prefix"), text_of(selector, "suffix")
                yield Selected(page, "", text_of(selector, "exact"), *around)


def _words(value: Mapping[str, object]) -> Words:
    bodies = [*map(_body, values_of(value, "body"))]
    if text := text_of(value, "bodyValue"):
        bodies.append(of_plain_text(text))
    said = [words for words in bodies if words.html]
    return said[0] if len(said) == 1 else Words("".join(words.html for words in said))


def _body(body: object) -> Words:
    while text_of(body, "type") == "Choice":  # whose first is for whoever cannot choose (3.2.7)
        body = next(iter(values_of(body, "items")), {})
    if isinstance(body, str):
        return Words(f'<p><a href="{escape(body)}">{escape(body)}</a></p>')
    if SILENT & {purpose for purpose in values_of(body, "purpose") if isinstance(purpose, str)}:
        return Words("")
    text, form = text_of(body, "value"), text_of(body, "format").partition(";")[0].strip()
    if form == "text/html":
        return Words(text)
    return of_markdown(text) if form == "text/markdown" else of_plain_text(text)
