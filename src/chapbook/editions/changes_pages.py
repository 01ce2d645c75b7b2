"""``editions`` and ``changes/OLD/NEW``: pages of the newest site that list all editions, and compare any two of them.

Another page, ``changes/since-VERSION``, compares the newest edition with the sources that are built, if they differ.
All is read from the sites of the editions, which lie beside that of the newest, and from the JATS that was made of the
sources before their pages. An edition without JATS is listed, and said to be without.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from chapbook.editions.changes_view import Side, comments_of, groups_of
from chapbook.editions.differences import Differences, differences
from chapbook.editions.edition_parts import Parts
from chapbook.editions.editions_view import Compared, Link, listed
from chapbook.editions.jats_parts import parts_of
from chapbook.editions.kept_sites import Site, jats_in, kept_site, places_here
from chapbook.editions.page import ALL, FOLDER, is_about_editions
from chapbook.editions.wording import counted, full_name, short_name, title_of_changes
from chapbook.language import gettext as _
from chapbook.publishing import publishing
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from chapbook.editions.editions_file import Edition

logger = logging.getLogger(__name__)
STYLE = "chapbook-changes.css"

Page = tuple[str, dict[str, Any], str]


class Known(NamedTuple):
    """An edition, or the sources here if it is none; its site and what it says, as far as they are there."""

    edition: Edition | None
    site: Site | None
    parts: Parts | None


def collect_pages(app: Sphinx, editions: Sequence[Edition], kept: Path) -> Iterator[Page]:
    """Yield the pages, as Sphinx asks for pages that are no documents; a document of the same name takes its place.

    :param editions: all, oldest first.
    :param kept: the folder in which the site of each is, in a folder of its version.
    """
    builder = app.builder
    if builder.name in SITES and isinstance(builder, StandaloneHTMLBuilder) and editions:
        pages = _pages(app, builder, editions, kept)
        yield from (page for page in pages if page[0] not in app.env.found_docs)


def _pages(app: Sphinx, builder: StandaloneHTMLBuilder, editions: Sequence[Edition], kept: Path) -> Iterator[Page]:
    formats = getattr(app.config, "chapbook_formats", {})
    front = builder.get_target_uri(app.config.root_doc)
    known = [
        _known(edition, kept_site(kept / edition.version, edition.version, formats, front)) for edition in editions
    ]
    pairs = list(combinations(known, 2))
    if publishing(app.config).has_changed:
        here = Site("", jats_in(app.outdir.parent / "jats"), places_here(builder), {})
        pairs.append((known[-1], _known(None, here)))
    compared = []
    for old, new in pairs:
        if old.edition and old.parts and new.parts:
            found = differences(old.parts, new.parts)
            page = page_of(old.edition, new.edition)
            compared.append(Compared(old.edition, new.edition, page, counted(found)))
            yield _page(page, title_of_changes(old.edition, new.edition), _changes(app, page, old, new, found))
    _take_away_others(builder, {one.page for one in compared})
    title = str(_("Editions"))
    yield _page(ALL, title, _list(app, title, known, compared))


def _take_away_others(builder: StandaloneHTMLBuilder, pages: set[str]) -> None:
    """Delete comparisons that an earlier build made, and this one does not: they may have words that are to go."""
    kept = {Path(builder.get_outfilename(page)) for page in pages | builder.env.found_docs}
    for path in Path(builder.outdir, FOLDER).rglob("*.html"):
        if path not in kept:
            path.unlink()


def page_of(old: Edition, new: Edition | None) -> str:
    """Return the name of the page that compares two editions, or one with what is here now.

    Versions are the names of a folder and of a file: an address with ``..`` in it is refused by some servers, and any
    other sign between two versions may be one of a version itself.
    """
    return f"{FOLDER}/{old.version}/{new.version}" if new else f"{FOLDER}/since-{old.version}"


def link_style(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object) -> None:
    """Link the style sheet from these pages alone."""
    if is_about_editions(app, pagename):
        app.add_css_file(STYLE)


def _page(name: str, title: str, body: str) -> Page:
    return name, {"title": title, "body": body, "toc": "", "display_toc": False}, "page.html"


def _known(edition: Edition | None, site: Site | None) -> Known:
    return Known(edition, site, _read(site.jats) if site else None)


def _read(jats: Path | None) -> Parts | None:
    if jats is None:
        return None
    try:
        return parts_of(jats)
    except etree.XMLSyntaxError as error:
        message = "this JATS cannot be read (%s), and no changes are shown; delete its folder, and build again"
        logger.warning(message, error.msg, location=f"{jats}:{error.lineno}", type="chapbook_editions")
        return None


def _up(app: Sphinx, page: str) -> str:
    """Return the way from a page to the folder of the newest site, with a slash behind it."""
    way = relative_uri(app.builder.get_target_uri(page), "").rstrip("/")
    return f"{way}/" if way not in {"", "."} else ""


def _changes(app: Sphinx, page: str, before: Known, now: Known, found: Differences) -> str:
    old, new = _side(app, page, before), _side(app, page, now)
    sides = [
        Link(f"{side.up}{known.site.front}", full_name(known.edition))
        for side, known in ((old, before), (new, now))
        if known.edition and known.site
    ]
    return render(
        "editions",
        "changes.html",
        title=title_of_changes(before.edition, now.edition) if before.edition else "",
        sides=sides,
        all=app.builder.get_relative_uri(page, ALL),
        counts=counted(found),
        groups=groups_of(found, old, new),
        comments=comments_of(found.comments, old, new),
    )


def _side(app: Sphinx, page: str, known: Known) -> Side:
    site = known.site or Site("", None, {}, {})
    return Side(short_name(known.edition), known.parts or Parts(), f"{_up(app, page)}{site.folder}", site.places)


def _list(app: Sphinx, title: str, known: list[Known], compared: list[Compared]) -> str:
    sites = [(one.edition, one.site, one.parts is not None) for one in known if one.edition]
    return render(
        "editions",
        "editions.html",
        title=title,
        since=[
            (Link(app.builder.get_relative_uri(ALL, one.page), one.title), one.counts)
            for one in compared
            if one.new is None
        ],
        editions=listed(sites, compared, lambda page: app.builder.get_relative_uri(ALL, page), _up(app, ALL)),
    )
