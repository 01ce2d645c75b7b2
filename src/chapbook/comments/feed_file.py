"""``comments.atom`` beside the pages of a site: written when what it says has changed, and told of in the pages' heads.

Configuration: ``chapbook_comments_work_id``, an address, URN or other text that names the work for good (default: its
author and title); from it the feed's ids are made. A feed without any date cannot be (RFC 4287, 4.1.1): where comments
have none, ``SOURCE_DATE_EPOCH`` has to say when the edition was made.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from chapbook.comments.feed_data import LATEST, Feed
from chapbook.comments.known_links import known_links, with_known_links
from chapbook.comments.moment import FIRST_MOMENT
from chapbook.comments.page_data import pages
from chapbook.comments.passages import passages
from chapbook.comments.wording import changed, feed_title, undated
from chapbook.language_tag import tag
from chapbook.publishing import publishing
from chapbook.sites import SITES

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from chapbook.comments.feed_data import Entry
    from chapbook.comments.passage import Passage

logger = logging.getLogger(__name__)
FILE = "comments.atom"


def latest_entries(env: BuildEnvironment) -> list[Entry]:
    """Return the latest comments of all threads, in the order of the documents; undated ones are the earliest."""
    entries = [entry for docname in sorted(pages(env)) for entry in pages(env)[docname].latest]
    if len(entries) > LATEST:
        entries.sort(key=lambda entry: entry.updated(None) or FIRST_MOMENT, reverse=True)
    return [_quoting(entry, passages(env).get(entry.about)) for entry in entries[:LATEST]]


def _quoting(entry: Entry, passage: Passage | None) -> Entry:
    """Put the words of the passage that it answers before a comment, as its page does; without the passage none."""
    if not (entry.quote and passage):
        return entry
    note = f"<p>{escape(changed())}</p>" if entry.anchor in passage.changed else ""
    return entry._replace(content=f"<blockquote><p>{escape(entry.quote)}</p></blockquote>{note}{entry.content}")


def _edition() -> datetime | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else None


def has_feed(env: BuildEnvironment) -> bool:
    """Tell whether there are comments, and a date for each of the latest."""
    entries = latest_entries(env)
    return bool(entries) and (_edition() is not None or all(entry.updated(None) for entry in entries))


def feed_address(builder: Builder, docname: str) -> str:
    """Return where the feed is, from a page; empty where there is none."""
    if builder.name not in SITES or not has_feed(builder.env):
        return ""
    depth = builder.get_target_uri(docname).count("/") + _is_kept(builder.config)
    return "../" * depth + FILE


def _is_kept(config: Config) -> bool:
    """Tell whether nothing comes to these comments any more; the feed is then that of the newest edition, above it."""
    return publishing(config).kind == "kept"


def feed_to_write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the feed written where what it says has changed, or it is not there; no page depends on what it says."""
    if app.builder.name not in SITES:
        return []
    now = (_feed(app), _entries(app), has_feed(env))
    if getattr(env, "chapbook_comments_feed", None) != now or has_feed(env) != Path(app.outdir, FILE).is_file():
        env.chapbook_comments_feed = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
        app.connect("write-started", write_feed)
    return []


def write_feed(app: Sphinx, _builder: Builder) -> None:
    """Write the feed; where there is none any more, take it away."""
    from chapbook.comments.feed import feed_xml  # noqa: PLC0415  # only where it is written

    path = Path(app.outdir, FILE)
    text = None if _is_kept(app.config) else feed_xml(_feed(app), _entries(app))
    if text is None:
        path.unlink(missing_ok=True)
        if pages(app.env) and not has_feed(app.env) and latest_entries(app.env):
            logger.info("no %s: comments without a date need SOURCE_DATE_EPOCH, when the edition was made", FILE)
    else:
        path.write_text(text, encoding="utf-8", newline="\n")


def _entries(app: Sphinx) -> list[Entry]:
    known = known_links(app)
    return [entry._replace(content=with_known_links(entry.content, known)) for entry in latest_entries(app.env)]


def _feed(app: Sphinx) -> Feed:
    config = app.config
    base = base_of(config)
    edition = _edition()
    return Feed(
        work=work_of(config),
        title=feed_title(config.project),
        language=tag(config.language),
        edition=edition,
        undated=f"<p>{escape(undated(edition.date().isoformat() if edition else ''))}</p>",
        address=f"{base}{FILE}" if base else "",
        pages={docname: f"{base}{app.builder.get_target_uri(docname)}" for docname in pages(app.env)},
        front_page=f"{base}{app.builder.get_target_uri(config.root_doc)}",
    )


def work_of(config: Config) -> str:
    """Return the text that names the work for good."""
    return config.chapbook_comments_work_id or f"{config.author}: {config.project}"


def base_of(config: Config) -> str:
    """Return the site's address with its slash; empty where nobody knows it."""
    return f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""


def tell_of_feed(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Name the feed in the head of the front page and of pages with a thread, where programs look for it."""
    page = pages(app.env).get(pagename)
    if pagename != app.config.root_doc and not (page and page.latest):
        return
    if address := feed_address(app.builder, pagename):
        from chapbook.comments.page import rendered  # noqa: PLC0415  # only where the feed is told of

        link = rendered("feed_link.html", (), title=feed_title(app.config.project), href=address)
        context["metatags"] = context.get("metatags", "") + link
