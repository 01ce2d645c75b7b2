"""A picture by which a site is shared: 1200 by 630 pixels, with the title, the authors and the edition set in it.

It is drawn by Typst, and kept: the same words cost nothing the next time. The site has it as
``_static/chapbook-sharing.png``. Pages name it (Open Graph, and the card of other networks) where ``html_baseurl`` says
where the site is; without that nobody could fetch it. What cannot be drawn is one warning.

Configuration: ``chapbook_sharing_picture``, a picture of the publication's own: a path from ``conf.py``, or an address.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from chapbook.conf_file import place_of_setting
from chapbook.language import add_catalog
from chapbook.settings import check_settings
from chapbook.sharing.kept import Shared, drawn, own
from chapbook.sharing.made_of import PictureError
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

SETTING = "chapbook_sharing_picture"


def make_picture(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the picture in the site; write all pages again where they name another one."""
    if app.builder.name not in SITES:
        return []
    now = _own(app) or _drawn(app)
    if getattr(env, "chapbook_sharing", None) == now:
        return []
    env.chapbook_sharing = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return sorted(env.found_docs) if app.config.html_baseurl else []


def _own(app: Sphinx) -> Shared | None:
    written = app.config.chapbook_sharing_picture
    if not written or "://" in written:
        return Shared(written, 0, 0, app.config.project) if written else None
    path = Path(app.confdir, written)
    try:
        return own(app, path)
    except OSError as error:
        reason = "it is not there" if isinstance(error, FileNotFoundError) else "it is no picture that can be read"
        place = place_of_setting(Path(app.confdir, "conf.py"), SETTING)
        message = "%s: %s; name a PNG or JPEG of 1200 by 630 pixels, or leave %s out"
        logger.warning(message, path, reason, SETTING, location=place, type="chapbook_sharing")
        return None


def _drawn(app: Sphinx) -> Shared | None:
    try:
        return drawn(app)
    except PictureError as error:
        message = "there is no picture to share the site by: %s; name one of your own in %s"
        logger.warning(message, error, SETTING, type="chapbook_sharing")
        return None


def name_picture(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add the picture to the head of a document's page."""
    shared: Shared | None = getattr(app.env, "chapbook_sharing", None)
    base = app.config.html_baseurl.rstrip("/")
    if app.builder.name in SITES and shared and base and pagename in app.env.found_docs:
        address = shared.place if "://" in shared.place else f"{base}/{shared.place}"
        head = render("sharing", "head.html", picture=shared, address=address)
        context["metatags"] = context.get("metatags", "") + head


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the setting and the hooks to Sphinx."""
    check_settings(app)
    app.add_config_value(SETTING, "", "html", types=frozenset({str}))
    add_catalog(app)
    # Later than others, which may say what the work is called.
    app.connect("env-updated", make_picture, priority=700)
    app.connect("html-page-context", name_picture, priority=950)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
