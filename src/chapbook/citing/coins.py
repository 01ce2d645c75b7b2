"""A work as a ContextObject in a Span, from which Zotero and its like take it on a page: an OpenURL of pairs.

Source: COinS (https://ocoins.info/cobgbook.html), OpenURL ANSI/NISO Z39.88-2004; its types as Zotero reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chapbook.citing.csl_json import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JOURNAL, BOOK, DUBLIN_CORE = (f"info:ofi/fmt:kev:mtx:{name}" for name in ("journal", "book", "dc"))
GENRES = {
    "article-journal": (JOURNAL, "article"),
    "article-magazine": (JOURNAL, "article"),
    "article-newspaper": (JOURNAL, "article"),
    "book": (BOOK, "book"),
    "chapter": (BOOK, "bookitem"),
    "paper-conference": (BOOK, "proceeding"),
    "report": (BOOK, "report"),
}
DC_TYPES = {
    "dataset": "dataset",
    "document": "document",
    "motion_picture": "film",
    "patent": "patent",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "software": "computerProgram",
    "thesis": "thesis",
    "webpage": "webpage",
}


def context_object(item: Mapping[str, Any]) -> str:
    """Return the pairs, as the title of the span."""
    form, genre = GENRES.get(item["type"], (DUBLIN_CORE, ""))
    pairs = [("url_ver", "Z39.88-2004"), ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", form), ("rft.genre", genre)]
    pairs += _of_dublin_core(item) if form == DUBLIN_CORE else _of_print(item, form)
    if "DOI" in item:
        pairs.append(("rft_id", f"info:doi/{item['DOI']}"))
    if "URL" in item:
        pairs.append(("rft_id", item["URL"]))
    return urlencode([(name, value) for name, value in pairs if value])


def _of_print(item: Mapping[str, Any], form: str) -> Iterator[tuple[str, str]]:
    title, container = plain_text(item, "title") or _described(item), plain_text(item, "container-title")
    is_part = form == JOURNAL or item["type"] in {"chapter", "paper-conference"}
    yield "rft.atitle" if is_part else "rft.btitle", title
    yield "rft.jtitle" if form == JOURNAL else "rft.btitle", container if is_part else ""
    for name, variable in (
        ("volume", "volume"),
        ("issue", "issue"),
        ("pub", "publisher"),
        ("place", "publisher-place"),
    ):
        yield f"rft.{name}", plain_text(item, variable)
    for name in ("edition", "ISBN", "ISSN"):
        yield f"rft.{name.lower()}", plain_text(item, name)
    first, _, last = plain_text(item, "page").partition("-")
    yield from (("rft.spage", first), ("rft.epage", last), ("rft.pages", plain_text(item, "page")))
    yield "rft.date", _date(item)
    yield "rft.language", plain_text(item, "language")
    authors = item.get("author") or item.get("editor") or ()
    for person in authors[:1]:
        yield "rft.aulast", person.get("family", "")
        yield "rft.aufirst", person.get("given", "")
        yield "rft.aucorp", person.get("literal", "")
    for person in authors:
        yield "rft.au", person.get("literal") or " ".join(filter(None, (person.get("given"), person.get("family"))))


def _of_dublin_core(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "rft.type", DC_TYPES.get(item["type"], "document")
    yield "rft.title", plain_text(item, "title") or _described(item)
    yield "rft.source", plain_text(item, "container-title")
    yield "rft.publisher", plain_text(item, "publisher")
    yield "rft.date", _date(item)
    yield "rft.language", plain_text(item, "language")
    for person in item.get("author", ()):
        name = person.get("literal") or ", ".join(filter(None, (person.get("family"), person.get("given"))))
        yield "rft.creator", name


def _described(item: Mapping[str, Any]) -> str:
    genre = plain_text(item, "genre")
    return f"[{genre}]" if genre else ""


def _date(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued", {}).get("date-parts") or [[]])[0]
    return "-".join(f"{part:02}" for part in parts)
