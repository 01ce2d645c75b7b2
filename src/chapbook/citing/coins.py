"""A work as a ContextObject in a Span, from which Zotero and its like take it on a page: an OpenURL of pairs.

Source: COinS (https://ocoins.info/cobgbook.html), OpenURL ANSI/NISO Z39.88-2004; its types as Zotero reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chapbook.citing.csl_json import date_parts, plain_text
from chapbook.citing.formats import TYPES, VARIABLES, Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def context_object(item: Mapping[str, Any]) -> str:
    """Return the pairs, as the title of the span."""
    form, _, genre = TYPES.get(item["type"], Type()).openurl.partition("/")
    pairs = [("url_ver", "Z39.88-2004"), ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}")]
    pairs += _of_dublin_core(item, genre) if form == "dc" else _of_print(item, form, genre)
    pairs.append(("rft.date", "-".join(f"{part:02}" for part in date_parts(item))))
    pairs += [("rft_id", f"info:doi/{item['DOI']}")] if "DOI" in item else []
    pairs += [("rft_id", item["URL"])] if "URL" in item else []
    return urlencode([(name, value) for name, value in pairs if value])


def _of_print(item: Mapping[str, Any], form: str, genre: str) -> Iterator[tuple[str, str]]:
    yield "rft.genre", genre
    is_part = form == "journal" or genre in {"bookitem", "proceeding"}
    yield "rft.atitle" if is_part else "rft.btitle", _title(item)
    yield "rft.jtitle" if form == "journal" else "rft.btitle", plain_text(item, "container-title") if is_part else ""
    for variable, called in VARIABLES.items():
        if called.openurl:
            yield f"rft.{called.openurl}", plain_text(item, variable)
    pages = plain_text(item, "page")
    first, _, last = pages.partition("-")
    yield from (("rft.spage", first), ("rft.epage", last), ("rft.pages", pages))
    authors = item.get("author") or item.get("editor") or ()
    for person in authors[:1]:
        yield "rft.aulast", person.get("family", "")
        yield "rft.aufirst", person.get("given", "")
        yield "rft.aucorp", person.get("literal", "")
    for person in authors:
        yield "rft.au", person.get("literal") or " ".join(filter(None, (person.get("given"), person.get("family"))))


def _of_dublin_core(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    yield from (("rft.type", kind), ("rft.title", _title(item)), ("rft.source", plain_text(item, "container-title")))
    yield from ((f"rft.{name}", plain_text(item, name)) for name in ("publisher", "language"))
    for person in item.get("author", ()):
        name = person.get("literal") or ", ".join(filter(None, (person.get("family"), person.get("given"))))
        yield "rft.creator", name


def _title(item: Mapping[str, Any]) -> str:
    genre = plain_text(item, "genre")
    return plain_text(item, "title") or (f"[{genre}]" if genre else "")
