"""Annotations of Hypothesis, as its API and its export have them (h.readthedocs.io, *API*, the schema *Annotation*).

``text`` is Markdown; the last of ``references`` is what is answered. A name is the display name, or the account
without its authority. What only a group or its writer can read, and what moderators have hidden, is left out; so is
what has no words, which Hypothesis calls a highlight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.exchange.annotation import (
    Annotation,
    objects_of,
    of_markdown,
    text_of,
    values_of,
)
from chapbook.comments.exchange.record import LeftOut, Selected

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLIC = "__world__"
READERS = f"group:{PUBLIC}"


def is_hypothesis(value: object) -> bool:
    """Tell whether this is an annotation of Hypothesis, which names its page and its user."""
    return isinstance(value, dict) and "uri" in value and "user" in value


def annotation(value: Mapping[str, object]) -> Annotation:
    """Read one annotation."""
    references = [item for item in values_of(value, "references") if isinstance(item, str)]
    account = text_of(value, "user").removeprefix("acct:").partition("@")[0]
    page = text_of(value, "uri")
    return Annotation(
        iri=text_of(value, "id"),
        answered=references[-1] if references else "",
        author=text_of(value.get("user_info"), "display_name").strip() or account,
        is_name_supplied=False,
        homepage="",
        dates=(text_of(value, "created"),),
        words=of_markdown(text_of(value, "text")),
        page=page,
        selected=None if references else _selected(value, page),
        left_out=_left_out(value),
    )


def _left_out(value: Mapping[str, object]) -> LeftOut | None:
    if value.get("hidden"):
        return LeftOut.HIDDEN
    readers = values_of(value.get("permissions"), "read")
    if value.get("group", PUBLIC) != PUBLIC or (readers and READERS not in readers):
        return LeftOut.PRIVATE
    return None


def _selected(value: Mapping[str, object], page: str) -> Selected | None:
    selectors = [item for target in objects_of(value, "target") for item in objects_of(target, "selector")]
    by_type = {text_of(item, "type"): item for item in selectors}
    quote = by_type.get("TextQuoteSelector")
    if not text_of(quote, "exact").strip():
        return None
    near = text_of(by_type.get("FragmentSelector"), "value")
    return Selected(page, near, text_of(quote, "exact"), text_of(quote, "prefix"), text_of(quote, "suffix"))
