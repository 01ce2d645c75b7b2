"""Previews: who rests on a link, focuses or taps it sees what it leads to, and stays on the page.

A link to a section, paragraph, figure, table, equation, note, term, comment or cited work shows its beginning. What
stands on the same page, the script reads there; of what stands on another, the page holds the beginning, so that
nothing is fetched. A link works as without previews, and so does a page without a script.

Who reads by ear is not told of a preview: it opens beside the link, says nothing, and the link refers to it
(``aria-details``) while it is open. So do browsers with previews that have links in them (Open UI, *Interest Invokers*,
"Accessibility"); as the link's description it would be read at each link, and could not be used.

Every page loads the script, which has no room for remarks. What may look odd in it:

- a link to what it stands in is a permalink, and has no preview;
- the title of a link goes with its first preview, which says the same and more;
- a tap beside a preview closes it before it is a click, so that what was open is noted as the finger comes down;
- a click that comes from the keyboard has no ``detail``;
- Escape is listened for, as a script of Sphinx's keeps browsers from closing a popover by it;
- a link of which the preview was closed by Escape gets the focus back, and must not open it again;
- a link in a preview, which would vanish with it, is waited for twice as long, and is put at the head of its own.

``data-no-preview`` or the class ``no-preview``, on a link or around it, keeps it from having one; ``chapbook_previews =
False`` leaves all of it out.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from chapbook.assets import offer_static_files
from chapbook.previews.noted import BEGINNINGS, forget, note, take_over
from chapbook.previews.preview import elsewhere, page_data
from chapbook.previews.survey import PREVIEWS, previews, survey
from chapbook.settings import check_settings
from chapbook.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from chapbook.previews.preview import Preview

CONTENTS = re.compile(r'<div class="toctree-wrapper.*?</div>|<nav\b.*?</nav>', re.DOTALL)
PERMALINKS = "headerlink|paragraph-number|comment-permalink"
LINK = re.compile(rf'<a\b(?![^>]*(?:\bno-preview\b|class="(?:{PERMALINKS}|cite)"))[^>]*?\shref="([^"#?:]*)#([^"]+)"')
"""A link to a part of a page of the site."""

DIRECTIVE = ":~:"
"""What stands behind it in an address is about words, and no id (WICG, *URL Fragment Text Directives*)."""

DATA = "chapbook_previews_data"

_pages: WeakKeyDictionary[Builder, dict[str, str]] = WeakKeyDictionary()


def add_previews(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give a page the script, and note previews from other pages, if there is anything to show."""
    if app.builder.name not in SITES:
        return
    links = [match.groups() for match in LINK.finditer(CONTENTS.sub("", context.get("body") or ""))]
    data = page_data(
        dict(_found(app, pagename, links)).items(),
        partial(app.builder.get_relative_uri, pagename),
        partial(_picture, app, context),
    )
    if data or any(not path for path, _fragment in links):
        app.add_js_file("chapbook-previews.js", loading_method="defer")
        app.add_css_file("chapbook-previews.css")
        context[DATA] = data


def put_data(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Put the previews at the end of a page, where no other part takes them for a script in its text."""
    if data := context.pop(DATA, ""):
        context["body"] += f'<script type="application/json" id="chapbook-previews">{data}</script>\n'


def _found(app: Sphinx, pagename: str, links: list[tuple[str, ...]]) -> Iterator[tuple[str, Preview]]:
    """Yield the previews of what a page leads to, with addresses, in the order of its links."""
    known, builder = previews(app.env), app.builder
    own = builder.get_target_uri(pagename)
    for path, fragment in links:
        docname = _docnames(builder).get(normpath(join(dirname(own), unescape(path))))
        part_id = unescape(fragment).partition(DIRECTIVE)[0]
        if path and docname != pagename and (preview := known.get((docname or "", part_id))):
            yield f"{unescape(path)}#{part_id}", elsewhere(preview, pagename)


def _docnames(builder: Builder) -> dict[str, str]:
    """Return the docnames by the addresses of their pages."""
    if builder not in _pages:
        _pages[builder] = {normpath(builder.get_target_uri(docname)): docname for docname in builder.env.found_docs}
    return _pages[builder]


def _picture(app: Sphinx, context: dict[str, Any], uri: str) -> str:
    """Return the way from a page to a picture of the site; nothing where the site has it not."""
    name = app.env.images[uri][1] if uri in app.env.images else ""
    return str(context["pathto"](f"{app.builder.imagedir}/{name}", resource=True)) if name else ""


def begin(app: Sphinx, config: Config) -> None:
    """Note what is needed, and show it, unless the publication wants no previews."""
    if not config.chapbook_previews:
        return
    # Later than others, which give parts their ids and take words away.
    app.connect("doctree-read", note, priority=950)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", take_over)
    # Later than others, which find out what leads where.
    app.connect("env-updated", survey, priority=980)
    # Later than others, which put links into a page, and earlier than what looks at the scripts that a page has.
    app.connect("html-page-context", add_previews, priority=920)
    app.connect("html-page-context", put_data, priority=980)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the setting, the events and the hooks to Sphinx."""
    check_settings(app)
    app.add_config_value("chapbook_previews", default=True, rebuild="env", types=frozenset({bool}))
    app.add_event(BEGINNINGS)
    app.add_event(PREVIEWS)
    offer_static_files(app, "previews")
    app.connect("config-inited", begin)
    return {"version": "1", "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
