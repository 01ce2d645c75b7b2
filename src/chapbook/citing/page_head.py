"""Puts the metadata into the head of each page of a site, and has pages written again when it has changed."""

from __future__ import annotations

import json
import mimetypes
import re
from textwrap import shorten
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes
from markupsafe import Markup, escape

from chapbook.citing.citing_domain import domain_of
from chapbook.citing.csl_json import date_parts, plain_text, web_address, year_of
from chapbook.citing.exports import REFERENCES, WORK, are_written, exports, make_exports, section_file, write_exports
from chapbook.citing.formats import FORMATS
from chapbook.citing.formatted_text import plain
from chapbook.citing.how_to_cite import SECTIONS_PAGE
from chapbook.citing.json_ld import OtherFormat, Page, article, comment, page_of_work
from chapbook.citing.noted import cited_parts, parts, parts_of
from chapbook.citing.publication import address_of, cited_works, list_places, record_of
from chapbook.language import gettext as _
from chapbook.language_tag import tag
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.citing.record import Record

COMMENTS = "chapbook-comments"
"""The event that asks other extensions for the comments on the work.

A handler gets the application and returns a list of mappings, each with *docname*, *id*, *author*, *date* (ISO 8601, or
empty) and *parent* (the id of the comment that it answers, or empty), in the order of the thread.
"""

XML = "application/xml"
"""RFC 7303; machines differ in what they guess, and JATS has no registered type of its own."""

LONGEST_DESCRIPTION = 200
"""Characters; search engines show no more of a description."""

WHERE_PUBLISHED = {
    "article-journal": {"journal_title": "container-title", "issue": "issue"},
    "chapter": {"inbook_title": "container-title"},
    "paper-conference": {"conference_title": "event-title", "inbook_title": "container-title"},
    "thesis": {"dissertation_institution": "publisher"},
    "report": {"technical_report_institution": "publisher", "technical_report_number": "number"},
}
"""Variables by the names of the Highwire Press tags of a type, which are one record a work."""


def describe(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add to a page's own ``meta`` elements those of the record."""
    record = record_of(app) if app.builder.name in SITES else None
    if record is None:
        return
    for name in ("docstitle", "project", "shorttitle"):
        # Some themes take these for HTML, others for text; so it is right in both.
        if context.get(name) == record.title:
            context[name] = escape(record.title)
    # What is no page of the work, such as that of the search, is not cited as one.
    if pagename not in app.env.found_docs and pagename != SECTIONS_PAGE:
        return
    page = _page(app, record, pagename, context, doctree)
    work, published_at, date = record.work, web_address(record.work), date_parts(record.work)
    pages = re.split("[-–]+", plain_text(work, "page"))
    context["metatags"] = context.get("metatags", "") + render(
        "citing",
        "head.html",
        record=record,
        page=page,
        plain=lambda variable: plain_text(work, variable),
        year=year_of(work),
        # As Google Scholar reads it: the day where it is known, else the year.
        date="{}/{:02}/{:02}".format(*date) if len(date) == 3 else year_of(work),
        where_published=WHERE_PUBLISHED.get(work["type"], {}),
        pages={"firstpage": pages[0].strip(), "lastpage": pages[-1].strip() if len(pages) > 1 else ""},
        published_at=published_at,
        # By which the work is cited: its DOI, else this site's front page, else where it was published.
        persistent_address=published_at if "DOI" in work else page.work_address or published_at,
        references=[] if page.front else _references(app.env),
        formats=FORMATS,
        cited_title=_("The works that are cited"),
        json_ld=_script_data(_json_ld(app, record, page, pagename)),
    )


def _json_ld(app: Sphinx, record: Record, page: Page, pagename: str) -> dict[str, Any]:
    places = {key: place for key, place in list_places(app.env).items() if not page.front or place[0] == pagename}
    cited = {_href(app, pagename, *place): exports(app.env).cited[key] for key, place in places.items()}
    if not page.front:
        sections = [(part.title, _href(app, pagename, part.docname, part.id)) for part in cited_parts(app)]
        return article(record, page, sections, cited)
    is_chapter = any(part.is_among(app.config.chapbook_parts) for part in parts_of(app.env, pagename))
    return page_of_work(record, page, cited, is_chapter=is_chapter)


def pages_to_describe_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write every page, and the files beside them, again where what all of them say has changed."""
    if app.builder.name not in SITES:
        return []
    works = (cited_works(env), domain_of(env).data["references_printed"], app.config.chapbook_cite_styles)
    places = [address_of(app, part.docname, part.id) for part in cited_parts(app)]
    now = (repr(record_of(app)), parts(env), places, works, _comments(app))
    if getattr(env, "chapbook_citing_told", None) == now and are_written(app):
        return []
    env.chapbook_citing_exports = make_exports(app)  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    app.connect("write-started", write_exports)
    env.chapbook_citing_told = now  # type: ignore[attr-defined]  # as above
    return sorted(env.found_docs)


def _page(
    app: Sphinx, record: Record, pagename: str, context: Mapping[str, Any], doctree: nodes.document | None
) -> Page:
    is_front = pagename == app.config.root_doc
    metas = doctree.findall(nodes.meta) if doctree else ()
    written = next((meta["content"] for meta in metas if meta.get("name") == "description"), "")
    own_address = context.get("pageurl") or ""
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else context.get("title")
    named = app.config.chapbook_parts
    first = next((part for part in parts_of(app.env, pagename) if part.is_among(named)), None)
    lists = {docname for docname, _id in list_places(app.env).values()}
    has_list = pagename in lists or (is_front and bool(lists))
    comments = _comments(app)
    return Page(
        title=record.title if is_front else title or record.title,
        address=address_of(app, pagename),
        own_address=own_address,
        work_address=address_of(app, app.config.root_doc),
        description=written or _first_words(doctree) or record.abstract,
        is_described=bool(written),
        language=record.language or tag(app.config.language),
        front="" if is_front else context["pathto"](app.config.root_doc) or "#",
        exports=context["pathto"](section_file(first.id) if first and not is_front else WORK, resource=True),
        cited=context["pathto"](REFERENCES, resource=True) if has_list else "",
        formats=[_other_format(file.name, file.href, own_address) for file in context.get("other_formats", ())],
        comment_count=len(comments),
        comments=list(_told_comments(app, pagename, comments)),
    )


def _other_format(name: str, href: str, address: str) -> OtherFormat:
    media_type = XML if href.endswith(".xml") else mimetypes.guess_type(href)[0] or "application/octet-stream"
    return OtherFormat(name, href, media_type, urljoin(address, href) if address else "")


def _first_words(doctree: nodes.document | None) -> str:
    paragraphs = doctree.findall(nodes.paragraph) if doctree else ()
    text = " ".join(next(filter(None, map(_words, paragraphs)), "").split())
    short = shorten(text, LONGEST_DESCRIPTION, placeholder=" …")
    # In a language that writes no spaces there is next to nothing before the first.
    return short if len(short) > LONGEST_DESCRIPTION // 2 or short == text else f"{text[: LONGEST_DESCRIPTION - 2]} …"


def _words(paragraph: nodes.paragraph) -> str:
    """Return the words of a paragraph, without what is one builder's own, such as the break of a line."""
    words = paragraph.deepcopy()
    for raw in [*words.findall(nodes.raw)]:
        raw.replace_self(nodes.Text(" "))
    return words.astext()


def _references(env: BuildEnvironment) -> list[str]:
    printed = domain_of(env).data["references_printed"]
    return [plain(printed[key]) for key in cited_works(env) if key in printed]


def _href(app: Sphinx, pagename: str, docname: str, part_id: str) -> str:
    near = f"{app.builder.get_relative_uri(pagename, docname)}#{part_id}"
    return address_of(app, docname, part_id) or near


def _comments(app: Sphinx) -> list[dict[str, str]]:
    return [known for answer in app.emit(COMMENTS) for known in answer or ()]


def _told_comments(app: Sphinx, pagename: str, comments: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the comments on the page.

    What structured data says is to be seen on its page (https://developers.google.com/search/docs/appearance/structured-data/sd-policies).
    """
    here = [known for known in comments if known["docname"] == pagename]
    hrefs = {known["id"]: _href(app, pagename, pagename, known["id"]) for known in here}
    for known in here:
        yield comment(hrefs[known["id"]], known["author"], known["date"], hrefs.get(known["parent"], ""))


def _script_data(value: object) -> Markup:
    """Write JSON without ``<``, ``>`` and ``&``, so that no text in it can end the element (HTML, script contents)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # of the characters that mean something in HTML none is left
