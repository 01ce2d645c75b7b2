"""What a page of an edition says of it: the line above the text or the words at its end, and links in its head.

Links that readers follow are relative, so that they lead on from a folder too. Those in the head are addresses where
the site's is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.edition import day_in_words, edition_of
from chapbook.editions.predecessors import predecessor
from chapbook.language import gettext as _
from chapbook.publishing import Publishing, publishing
from chapbook.templates import render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx.application import Sphinx

    from chapbook.editions.editions_file import Edition

STYLE, SCRIPT = "chapbook-editions.css", "chapbook-edition.js"
ALL = "editions"
"""The page that lists all editions."""

FOLDER = "changes"
"""The folder of the pages that compare editions."""

THEME = "chapbook"
"""Its pages have a place for what they say of their edition."""


class Site(NamedTuple):
    """Where a page stands among the editions: from it *up* to the newest's folder, whose address is *base*."""

    up: str
    base: str
    own: str
    """The page's own path in its edition."""

    @classmethod
    def around(cls, uri: str, told: Publishing, base: str) -> Site:
        """Return it for a page of the path *uri*, within an edition at the address *base*; empty if nobody knows it."""
        up = "../" * (uri.count("/") + (told.kind == "kept"))
        return cls(up, base.removesuffix(told.folder) if told.kind == "kept" else base and f"{base.rstrip('/')}/", uri)

    def address(self, path: str) -> str:
        """Return where a path from the newest's folder is: its address, or the way from the page."""
        return f"{self.base or self.up}{path}"


def is_about_editions(app: Sphinx, pagename: str) -> bool:
    """Tell whether a page is one of the newest alone, which lists editions or compares them."""
    return (pagename == ALL or pagename.startswith(f"{FOLDER}/")) and pagename not in app.env.found_docs


def say_edition(app: Sphinx, pagename: str, context: dict[str, Any], editions: Sequence[Edition], kept: Path) -> None:
    """Add all of it to what Sphinx's templates make a page of."""
    told = publishing(app.config)
    site = Site.around(app.builder.get_target_uri(pagename), told, app.config.html_baseurl)
    is_kept = told.kind == "kept"
    before = predecessor(app, pagename, editions, kept)
    context["metatags"] = context.get("metatags", "") + render(
        "editions",
        "head.html",
        latest=site.address(site.own) if is_kept else "",
        before=site.address(before) if before else "",
        all=site.address(app.builder.get_target_uri(ALL)),
        # Scripts cite the page by it; a page that has none is cited by where it is.
        cited=site.address(told.folder + site.own) if site.base or not is_kept else "",
        has_own=told.folder and not is_about_editions(app, pagename),
    )
    if is_kept:
        context["pageurl"] = site.address(site.own)
        edition = next((edition for edition in editions if edition.version == told.version), None)
        said, newest = _kept(told.version, edition), site.up + site.own
        line = render("editions", "line.html", said=said, version=told.version, newest=newest)
        context["body"] = line + context.get("body", "")
    else:
        href = app.builder.get_relative_uri(pagename, ALL)
        said = render("editions", "said.html", edition=edition_of(app.config), all=href)
        if app.config.html_theme == THEME:
            context["edition_said"] = said
        else:
            context["body"] = context.get("body", "") + said


def _kept(version: str, edition: Edition | None) -> str:
    """Return what an edition says of itself; one without an entry in its own list does not know its day."""
    if edition is None:
        return str(_("This is edition %(version)s, kept as it was published.") % {"version": version})
    named = {"version": version, "day": day_in_words(edition.date)}
    if not edition.redacted:
        return str(_("This is edition %(version)s of %(day)s, kept as it was published.") % named)
    said = _(
        "This is edition %(version)s of %(day)s, kept as it was published, except for words that were taken out"
        " since, the last on %(last)s."
    )
    return str(said % {**named, "last": day_in_words(max(redaction.date for redaction in edition.redacted))})
