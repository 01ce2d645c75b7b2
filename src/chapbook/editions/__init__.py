"""Editions: what was published stays, each edition under its own address, and the newest above them.

The setting ``chapbook_editions`` says which of them the pages are (:mod:`chapbook.publishing`); ``chapbook build
--editions`` sets it. Pages of an edition that is kept say so in a line above the text, which leads to the same page,
and the same paragraph, of the newest. Pages of the newest say at their end which edition they are. The heads of both
name the page that is to be found (``canonical``, RFC 6596), the newest, and the one before (RFC 5829).

Without the setting there is nothing of this on a page, in its head, or among its files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.util import logging

from chapbook.assets import offer_static_files
from chapbook.editions.editions_file import read_editions
from chapbook.editions.page import SCRIPT, STYLE, say_edition
from chapbook.editions.predecessors import REGISTER
from chapbook.language import add_catalog
from chapbook.mistake import Mistake
from chapbook.publishing import SETTING, publishing
from chapbook.settings import check_settings
from chapbook.sites import SITES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from chapbook.editions.editions_file import Edition

logger = logging.getLogger(__name__)

LIST = "editions.js"
"""What the newest tells the pages of all editions, whose own files stay as they are."""

NO_PAGE = "404"
"""It is shown at any address, so that it is no page of any edition."""


def begin(app: Sphinx, config: Config) -> None:
    """Where pages are those of editions, read which there are, and have what the pages need."""
    told, value = publishing(config), config[SETTING]
    if not told.kind:
        if value:
            message = "%r is no value of %s; leave it to chapbook build --editions"
            logger.warning(message, value, SETTING, type="chapbook", subtype="setting")
        return
    try:
        editions = read_editions(Path(app.confdir))
    except Mistake as mistake:
        raise ConfigError(str(mistake)) from mistake
    if told.kind == "kept" and config.html_baseurl:
        config.html_baseurl = f"{config.html_baseurl.rstrip('/')}/{told.folder}"

    def say(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        if app.builder.name in SITES and pagename != NO_PAGE:
            say_edition(app, pagename, context, editions, kept_in(app))

    offer_static_files(app, "editions")
    app.connect("env-updated", lambda app, env: _pages_to_write_again(app, env, editions))
    app.connect("html-page-context", _link_files)
    # Later than others, which name the page's own address.
    app.connect("html-page-context", say, priority=960)
    app.connect("build-finished", lambda app, exception: None if exception else _write_list(app, editions))
    if told.kind == "newest":
        from chapbook.editions.changes_pages import collect_pages, link_style  # noqa: PLC0415  # none else has them

        app.connect("html-collect-pages", lambda app: collect_pages(app, editions, kept_in(app)))
        app.connect("html-page-context", link_style)


def _link_files(app: Sphinx, pagename: str, *_context: object) -> None:
    if app.builder.name in SITES and pagename != NO_PAGE:
        app.add_css_file(STYLE)
        if publishing(app.config).kind == "kept":
            app.add_js_file(SCRIPT, loading_method="defer")


def _pages_to_write_again(app: Sphinx, env: BuildEnvironment, editions: tuple[Edition, ...]) -> list[str]:
    """Write all pages again where there are other editions than at the last build."""
    now = (app.config[SETTING], editions, [path.read_text("utf-8") for path in sorted(kept_in(app).glob(".*.made-of"))])
    if app.builder.name not in SITES or getattr(env, "chapbook_editions", None) == now:
        return []
    env.chapbook_editions = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return sorted(env.found_docs)


def kept_in(app: Sphinx) -> Path:
    """Return where the sites of kept editions are, as ``chapbook build --editions`` leaves them beside this site."""
    return Path(app.outdir).parent / "editions"


def _write_list(app: Sphinx, editions: tuple[Edition, ...]) -> None:
    """Write which editions there are, oldest first, for the scripts of all of them; its form stays for good."""
    if app.builder.name in SITES and publishing(app.config).kind == "newest":
        told = [{"version": edition.version, "date": edition.date.isoformat()} for edition in editions]
        text = f"window.chapbookEditions = {json.dumps(told)};\n"
        Path(app.outdir, LIST).write_text(text, encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the setting, the event and the hooks to Sphinx."""
    check_settings(app)
    app.add_config_value(SETTING, "", "html", types=frozenset({str}))
    app.add_event(REGISTER)
    add_catalog(app)
    app.connect("config-inited", begin)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
