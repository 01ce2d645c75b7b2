"""Annotations of a file in, posts with comments out; what was commented upon is a whole site, told by its host.

What was read in a web archive, or through Hypothesis's proxy, is of the host that it is a copy of.

A file is an annotation, an array of them, or what holds them: the ``rows`` (and ``replies``) of a search at Hypothesis,
the ``annotations`` of its export, an AnnotationPage, or an AnnotationCollection with its first page in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chapbook.comments.body import parse_moment, words_of
from chapbook.comments.exchange import hypothesis_json, web_annotation
from chapbook.comments.exchange.annotation import values_of
from chapbook.comments.exchange.post_choice import host_of
from chapbook.comments.exchange.record import Imported, LeftOut, Post
from chapbook.comments.file_name import free_id
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from chapbook.comments.exchange.annotation import Annotation
    from chapbook.comments.exchange.json_arrays import Item

LISTS = ("rows", "replies", "annotations")
ENDS = re.compile(r"[/#:]")
COPY = re.compile(r"https?://(?:via\.hypothes\.is|[^/?#]+(?:/[\w-]+)?/\d{8,14}(?:[a-z]{2}_)?)/(https?://.+)", re.DOTALL)
"""The address of a copy, in which that of the original stands."""


def is_annotations(value: object) -> bool:
    """Tell whether a value of JSON is an annotation, or holds some."""
    if not isinstance(value, dict):
        return False
    holds = any(isinstance(value.get(key), list) for key in ("rows", "annotations"))
    return holds or _is_holder(value) or web_annotation.is_web_annotation(value) or hypothesis_json.is_hypothesis(value)


def posts(path: Path, found: Iterable[Item]) -> Iterator[Post]:
    """Yield what was annotated, a post for each host."""
    read = [(item.line, one) for item in found for one in _annotations(path, item)]
    by_iri = {one.iri: one for _, one in read if one.iri}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for iri in by_iri:
        ids[iri] = free_id(_stem(iri), taken)
        taken.add(ids[iri])
    by_host: dict[str, list[Imported]] = {}
    for number, (line, one) in enumerate(read, 1):
        id_ = ids.get(one.iri) or free_id(f"annotation-{number}", taken)
        parent = (ids.get(one.answered) or free_id(_stem(one.answered), ())) if one.answered else ""
        by_host.setdefault(_host(one, by_iri), []).append(_comment(path, line, one, id_, parent))
    for host, comments in by_host.items():
        yield Post(host, host, f"https://{host}/" if host else "", tuple(comments))


def _annotations(path: Path, item: Item) -> Iterator[Annotation]:
    waiting = [item.value]
    while waiting:
        value = waiting.pop()
        if web_annotation.is_web_annotation(value):
            yield web_annotation.annotation(value)
        elif hypothesis_json.is_hypothesis(value):
            yield hypothesis_json.annotation(value)
        elif _is_holder(value):
            waiting += reversed([*values_of(value, "items"), *values_of(value, "first")])
        elif is_annotations(value):
            waiting += reversed([one for key in LISTS for one in values_of(value, key)])
        elif isinstance(value, str) and value:
            raise Mistake(path, item.line, f"the annotations are not in this file, but at {value!a}; fetch them there")
        else:
            raise Mistake(path, item.line, "this is no annotation, as Hypothesis or W3C's model has them; delete it")


def _is_holder(value: object) -> bool:
    return bool({"AnnotationPage", "AnnotationCollection"} & {str(kind) for kind in values_of(value, "type")})


def _stem(iri: str) -> str:
    """Return the last part of what names an annotation; of one of ours, the comment's id."""
    return ENDS.split(iri.rstrip("/#:"))[-1].removeprefix("comment-")


def _host(one: Annotation, by_iri: Mapping[str, Annotation]) -> str:
    """Return the host of what was annotated, or, of an answer that does not say it, of what it answers."""
    seen = set()
    while not one.page and one.answered in by_iri and one.iri not in seen:
        seen.add(one.iri)
        one = by_iri[one.answered]
    address = one.page or one.answered
    copy = COPY.fullmatch(address)
    address = copy[1] if copy else address
    return host_of(address) if "://" in address else ""


def _comment(path: Path, line: int, one: Annotation, id_: str, parent: str) -> Imported:
    said = [text for text in one.dates if text]
    moments = [moment for text in said if (moment := parse_moment(text))]
    own = {"source": one.words.source, "supplied": "author" if one.is_name_supplied else ""}
    return Imported(
        path=path,
        line=line,
        number=id_,
        parent=parent,
        author=one.author,
        url=one.homepage,
        date=moments[0] if moments else None,
        html=one.words.html,
        has_plain_lines=False,
        left_out=one.left_out or (None if words_of(one.words.html) else LeftOut.NO_WORDS),
        is_date_lost=bool(said) and not moments,
        own={key: value for key, value in own.items() if value},
        selected=one.selected,
    )
