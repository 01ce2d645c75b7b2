"""Links that do not rot: what ``links.csv`` knows of an outside address stands beside the link to it.

In every format a link that has a copy in a web archive is followed by "[archived 2026-11-24]", in brackets, as the
editors supply it. Where the original is known to be gone, the link itself leads to the copy; where an edition like this
one has the page that is linked, it leads there. On pages and in the EPUB the links have the attributes of Robust Links
(https://robustlinks.mementoweb.org/spec/), so that tools find one from the other.

A build asks nothing of the network. ``chapbook links check`` and ``chapbook links archive`` write the file.

Another extension that writes links without nodes asks by the event ``chapbook-links``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from chapbook.language import add_catalog
from chapbook.links.builders import ArchiveBuilder, CheckBuilder, CollectOutside, SaveBuilder
from chapbook.links.link_file import LINKS, read_file
from chapbook.links.shown import (
    depart_robust_link_html,
    known_ways,
    leads,
    remember,
    robust_link,
    show,
    visit_robust_link_html,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

ASKED = "chapbook-links"
"""The event that asks what is known of addresses: a handler gets the application, and returns a mapping of addresses to
mappings with what :class:`~chapbook.links.shown.Leads` has."""


def read_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the file, tell of each row that is wrong, and have the pages written again where it says something new."""
    path = Path(app.confdir, LINKS)
    found = read_file(path)
    for line, message in found.problems:
        logger.warning("%s", message, location=f"{path}:{line}", type="chapbook", subtype="links")
    now = {address: way for address, link in found.links.items() if (way := leads(link))}
    is_new = known_ways(env) != now
    remember(env, now)
    return sorted(env.found_docs) if is_new else []


def _known(app: Sphinx) -> dict[str, dict[str, Any]]:
    return {address: way._asdict() for address, way in known_ways(app.env).items()}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the transform, the node and the event to Sphinx."""
    add_catalog(app)
    app.add_config_value("chapbook_web_archive", "https://web.archive.org", "", types=frozenset({str}))
    app.add_event(ASKED)
    app.add_node(robust_link, html=(visit_robust_link_html, depart_robust_link_html))
    app.add_post_transform(CollectOutside)
    app.add_builder(CheckBuilder)
    app.add_builder(ArchiveBuilder)
    app.add_builder(SaveBuilder)
    app.connect("env-updated", read_links)
    app.connect("doctree-resolved", show)
    app.connect(ASKED, _known)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
