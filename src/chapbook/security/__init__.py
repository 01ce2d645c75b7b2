"""A Content-Security-Policy in each page of a site: a browser may load what lies beside the page, and nothing else.

No page asks anything of another host, on a web server or from a folder. No script runs but the files beside the
pages and those that the theme writes into them. The latter are allowed by their hashes, computed for each page as it is
written. A script in the text of a document is not among them. So even if a stranger's words came into a page as markup,
they could not run. See :data:`chapbook.security.policy.POLICY`.

What an author writes and the policy blocks is a warning of type ``chapbook_security``, which says what to do.

``chapbook_security = False`` leaves all of it out, for a site whose server sends a policy of its own.

A page that another program writes beside the builder's, such as a redirect, has to bring its own policy.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from chapbook.security.faults import script_fault, tag_faults
from chapbook.security.markup import findings
from chapbook.security.policy import with_policy
from chapbook.security.translations import without_evaluation
from chapbook.settings import check_settings
from chapbook.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from chapbook.security.faults import Fault

logger = logging.getLogger(__name__)

DOCTREE = "chapbook_security_doctree"


def guard_pages(app: Sphinx) -> None:
    """Have each page pass by, once it is rendered; Sphinx has no event for that, but all go through one method."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and builder.name in SITES and app.config.chapbook_security:
        builder.templates.render = partial(guarded, builder, builder.templates.render)
        copy = partial(copy_translations, builder, builder.copy_translation_js)
        builder.copy_translation_js = copy  # type: ignore[method-assign]  # Sphinx has no event for a copied file


def copy_translations(builder: StandaloneHTMLBuilder, copy: Callable[[], None]) -> None:
    """Copy what Sphinx's scripts say in the language of the site, in a form that the policy allows."""
    copy()
    path = builder.outdir / "_static/translations.js"
    if path.is_file():
        path.write_text(without_evaluation(path.read_text(encoding="utf-8")), encoding="utf-8")


def keep_doctree(
    _app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep what tells the lines of a page's source."""
    context[DOCTREE] = doctree


def guarded(
    builder: StandaloneHTMLBuilder,
    render: Callable[[str, dict[str, Any]], str],
    template: str,
    context: dict[str, Any],
) -> str:
    """Render a page with its policy, and warn of what that keeps from working."""
    page = render(template, context)
    strange, _ = findings(context.get("body", ""))
    scripts, suspects = findings(page)
    for fault in [*map(script_fault, strange), *tag_faults(suspects)]:
        place = _source(fault, context) or _line(fault, page, builder.get_output_path(context["pagename"]))
        logger.warning(fault.message, location=place, type="chapbook_security")
    return with_policy(page, {*scripts} - {*strange})


def _source(fault: Fault, context: dict[str, Any]) -> nodes.Node | str | None:
    """Return the node by which it came into the page, or else the document; none where the page is none."""
    doctree: nodes.document | None = context.get(DOCTREE)
    if doctree is None:
        return None
    return next((node for node in doctree.findall(nodes.raw) if fault.written in node.astext()), context["pagename"])


def _line(fault: Fault, page: str, path: Path) -> str:
    line = page.count("\n", 0, page.find(fault.written)) + 1
    return f"{path}:{line}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the setting and the hooks to Sphinx."""
    check_settings(app)
    app.add_config_value("chapbook_security", default=True, rebuild="html", types=frozenset({bool}))
    app.connect("builder-inited", guard_pages)
    app.connect("html-page-context", keep_doctree)
    # Another policy is another version: all pages are written again.
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
