"""What a page loads: of the style sheets and scripts of Sphinx and Furo, those only that something on it needs.

The theme's own script, ``chapbook-page.js``, takes the place of Furo's. Sphinx's scripts are for its search, for its
keys, and for other scripts, which may count on them: a page loses them only where each of its scripts is known not to.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import basename
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

THEME = "chapbook"
SCRIPT = "chapbook-page.js"

NEEDED_BY: dict[str, tuple[type[nodes.Node], ...]] = {
    "_static/pygments.css": (nodes.literal_block, nodes.doctest_block),
    "_static/styles/furo-extensions.css": (),
}
"""The nodes that have a use for a style sheet; those that a publication adds itself are not named here, and stay."""

REPLACED = "_static/scripts/furo.js"
OF_SPHINX = {f"_static/{name}.js" for name in ("documentation_options", "doctools", "sphinx_highlight", "translations")}
"""``DOCUMENTATION_OPTIONS``, ``Documentation`` and ``_ready``; the marks of Sphinx's search; the words of these."""

SHEET, MORE = "styles/furo.css", "styles/furo-more.css"
"""Furo's style sheet as :mod:`.furo_sheet` splits it: for every page, and for those with something of some kinds."""

HAS_SOME = re.compile(
    r"<(?:dl|table|figure|pre|kbd|blockquote)\b|class=\"(?:[^\"]* )?(?:admonition|topic|sig|highlight|literal"
    r"|line-block|property|deprecated|version|viewcode|footnote|align|figure|field-list|option-list|math|guilabel|problematic"
    r"|rubric|sidebar|contents|toc-backref|citation(?!-))"
)

KNOWN = ("chapbook-", "design-tabs.")
"""How the names of scripts begin that need none of Sphinx's: our own, and those of sphinx-design."""

KEYS = ("theme_navigation_with_keys", "theme_enable_search_shortcuts")
"""Options of the theme with which Sphinx's scripts listen to the keyboard."""


def link_script(app: Sphinx) -> None:
    """Give every page the theme's script, as early as Furo's comes."""
    if app.config.html_theme == THEME:
        app.add_js_file(SCRIPT, priority=200)


def drop_needless(
    app: Sphinx, _pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave out what a page has no node and no script for; a page that is no document has no node."""
    if app.config.html_theme != THEME:
        return
    kinds = {type(node) for node in doctree.findall(nodes.Element)} if doctree else set()
    context["css_files"] = [
        file
        for file in context["css_files"]
        if (needs := NEEDED_BY.get(_name(file))) is None or kinds.intersection(needs)
    ]
    own = _own_templates(app)
    if templatename == "page.html" and not HAS_SOME.search(context.get("body", "") + own):
        context["css_files"] = [file for file in context["css_files"] if _name(file) != f"_static/{MORE}"]
    scripts = [file for file in context["script_files"] if _name(file) != REPLACED]
    others = [file for file in scripts if _name(file) not in OF_SPHINX]
    names = [basename(_name(file)) for file in others]
    is_known = templatename in {"page.html", "search.html"} and all(name.startswith(KNOWN) for name in names)
    has_more = any(_is_on(context.get(key)) for key in KEYS) or "<script" in context.get("body", "")
    needs_sphinx = not is_known or has_more or "<script" in own
    context["script_files"] = scripts if needs_sphinx else others


def _name(file: Any) -> str:  # noqa: ANN401  # Sphinx's object, or the text that an extension put in its place
    """Return the name of a file, within the site; empty for what stands in the page itself."""
    return str(getattr(file, "filename", file) or "")


def _is_on(option: object) -> bool:
    return str(option).lower() in {"true", "1", "yes", "on"}


def _own_templates(app: Sphinx) -> str:
    """Return the publication's own templates, one behind the other; they are read once in a build."""
    if app.builder not in _templates:
        folders = [Path(app.confdir, folder) for folder in app.config.templates_path]
        paths = (path for folder in folders for path in folder.rglob("*.html"))
        _templates[app.builder] = "\n".join(path.read_text("utf-8", errors="replace") for path in paths)
    return _templates[app.builder]


_templates: WeakKeyDictionary[Builder, str] = WeakKeyDictionary()
