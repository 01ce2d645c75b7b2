"""A title page like that of a book: which edition it is, ways into the work, and contents with minutes of reading.

On the front page of a site stand, behind the title and its ``byline``, the edition (:mod:`chapbook.edition`) and one
row of links (:mod:`.ways_in`): to read, the other formats (:mod:`.formats`), and what other extensions answer to an
event. Its contents tell how long each chapter takes (:mod:`.minutes`). EPUB and JATS have the edition. The source of
the page needs nothing for it, and its words and their order stay.

Configuration: ``chapbook_formats`` maps a format's name to a file's name, such as ``{"PDF": "essay.pdf"}``.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.assets import link_style_from_pages_with, offer_static_files
from chapbook.edition import edition_of
from chapbook.language import add_catalog, our_classes
from chapbook.named_parts import add_setting
from chapbook.settings import check_settings
from chapbook.sites import SITES
from chapbook.title_page.contents import reading_minutes, visit_html as visit_minutes_html, write_contents
from chapbook.title_page.formats import offer, pages_to_write_again
from chapbook.title_page.minutes import forget, minutes, note_minutes, take_over
from chapbook.title_page.minutes_left import find_left, tell
from chapbook.title_page.ways_in import WAYS_IN, Row, row_of, visit_html as visit_ways_html, ways_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

BYLINE = "byline"
"""The class of what says, below the title, who wrote the work and where it appeared."""


def complete(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add to the title page what its source does not say."""
    is_site = app.builder.name in SITES
    if docname != app.config.root_doc or not (is_site or app.builder.name in {"epub", "jats"}):
        return
    if section := doctree.next_node(nodes.section):
        _complete(section, _edition(app), row_of(app, docname) if is_site else None)
    if is_site:
        write_contents(app, doctree, docname)


def _complete(section: nodes.section, edition: list[nodes.Node], row: Row | None) -> None:
    """Put the edition at the end of the byline, or behind the title, and the row behind both."""
    children = [node for node in section.children if isinstance(node, nodes.Element)]
    last = next((node for node in children if BYLINE in node["classes"]), None)
    if last is not None:
        last += edition
        edition = []
    else:
        heading = takewhile(lambda node: isinstance(node, nodes.Titular | nodes.Invisible), children)
        last = [*heading][-1]
    place = section.index(last) + 1
    section[place:place] = [*edition, *([ways_in(row=row)] if row and row.is_needed() else [])]


def _edition(app: Sphinx) -> list[nodes.Node]:
    said = edition_of(app.config)
    return [nodes.paragraph("", said, classes=["edition", *our_classes()], changing=True)] if said else []


def write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the title page again where anything has changed that it says of other pages."""
    root = app.config.root_doc
    if app.builder.name not in SITES or root not in env.found_docs:
        return []
    now = (row_of(app, root), dict(minutes(env)), edition_of(app.config))
    if getattr(env, "chapbook_title_page", None) == now:
        return []
    env.chapbook_title_page = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return [root]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the settings, the event, the nodes and the hooks to Sphinx."""
    check_settings(app)
    add_setting(app)
    app.add_config_value("chapbook_formats", {}, "html", types=frozenset({dict}))
    app.add_config_value("chapbook_formats_coming", [], "", types=frozenset({list, tuple}))
    app.add_event(WAYS_IN)
    add_catalog(app)
    offer_static_files(app, "title_page")
    link_style_from_pages_with(app, [ways_in, reading_minutes], "chapbook-title-page.css")
    app.add_node(ways_in, html=(visit_ways_html, None))
    app.add_node(reading_minutes, html=(visit_minutes_html, None))
    app.connect("doctree-read", note_minutes)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", take_over)
    app.connect("env-updated", pages_to_write_again)
    # Later than others, which answer the event by what they have found out until then.
    app.connect("env-updated", write_again, priority=900)
    # Later than others, which may look at the toctrees.
    app.connect("doctree-resolved", complete, priority=900)
    app.connect("env-updated", find_left)
    app.connect("html-page-context", tell)
    app.connect("html-page-context", offer)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
