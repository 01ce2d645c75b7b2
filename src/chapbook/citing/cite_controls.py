"""A "Cite" control beside each heading, paragraph number and comment of a site that has a record to cite by.

Each is a link to the page that says how all is cited, or to the front page where there is none; the script makes it
open a dialog with the part's own citation.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from chapbook.citing.exports import section_place
from chapbook.citing.formats import FORMATS
from chapbook.citing.how_to_cite import GUIDE, PART_ACTIONS, SECTIONS_PAGE, has_page, part_anchor
from chapbook.citing.noted import parts_of, title_page
from chapbook.citing.publication import forms_of, record_of, tell_record
from chapbook.citing.styles_of_publication import offered_styles
from chapbook.language import gettext as _
from chapbook.publishing import cited_base
from chapbook.sites import SITES
from chapbook.templates import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from chapbook.citing.record import Record

DIALOG = "chapbook-cite-dialog.js"
COMMENT_ACTIONS = "chapbook-comment-actions"
WAYS_IN = "chapbook-ways-in"
RECORD = "chapbook-record"


def join_in(app: Sphinx, _config: Config) -> None:
    """Answer the events of other extensions, where these have been loaded."""
    if COMMENT_ACTIONS in app.events.events:
        app.connect(COMMENT_ACTIONS, controls_of_comments)
    if RECORD in app.events.events:
        app.connect(RECORD, tell_record)
    if PART_ACTIONS in app.events.events:
        # Behind what others tell of a part, such as that it was answered.
        app.connect(PART_ACTIONS, controls_of_part, priority=600)
    if WAYS_IN in app.events.events:
        app.connect(WAYS_IN, way_in)


def _record(app: Sphinx) -> Record | None:
    has_controls = not app.events.events.keys().isdisjoint({PART_ACTIONS, COMMENT_ACTIONS})
    return record_of(app) if app.builder.name in SITES and has_controls else None


def offer_dialog(app: Sphinx) -> None:
    """Give the pages the script that opens the dialog."""
    if _record(app):
        app.add_js_file("chapbook-cite.js", loading_method="defer")


def write_dialog_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the script of the dialog written where it is not there or the record has changed; no page depends on it."""
    record = _record(app)
    told = repr((record, app.config.chapbook_cite_styles, cited_base(app.config)))
    path = Path(app.outdir, "_static", DIALOG)
    if record and (getattr(env, "chapbook_citing_record", None) != told or not path.is_file()):
        env.chapbook_citing_record = told  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
        app.connect("write-started", lambda app, _builder: write_dialog(app, path))
    return []


def write_dialog(app: Sphinx, path: Path) -> None:
    """Write the script of the dialog, with the patterns that it fills in."""
    forms = forms_of(app)
    styles = list(offered_styles(app.config))
    citing = {
        **(forms.patterns() if forms else {}),
        "styles": styles,
        "formats": [{"suffix": form.suffix, "mediaType": form.media_type} for form in FORMATS],
        "dialog": render("citing", "cite_dialog.html", styles=styles, formats=FORMATS),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render("citing", "cite-dialog.js", citing=citing), encoding="utf-8", newline="\n")


def controls_of_part(app: Sphinx, docname: str, node: nodes.Element) -> list[dict[str, Any]]:
    """Tell of the control of a section or a paragraph, if it is one that is cited."""
    if _record(app) is None:
        return []
    is_section = isinstance(node, nodes.section)
    section = node if is_section else node.parent
    part = next((part for part in parts_of(app.env, docname) if part.id in section["ids"]), None)
    if part is None or (is_section and part == title_page(app.env) and _stands_in_row(app)):
        return []
    has_place, anchor = part != title_page(app.env), ""
    if has_place and part.is_among(app.config.chapbook_parts):
        anchor = part_anchor(part.id)
    href = guide_address(app, docname, anchor)
    if not is_section:
        # Says where the paragraph stands: its *number*, *section* and *target*.
        number = next(one for one in node.findall(nodes.Element) if one.tagname == "paragraph_number").attributes
        place = _("%(section)s section, para. %(number)s") % number
        return [_control(href, _("%(section)s, para. %(number)s") % number, _other(number["target"], node), place)]
    what = part.title if has_place else ""
    return [_control(href, what, _other(part.id, node), section_place(part.title) if has_place else "")]


def _other(target: str, node: nodes.Element) -> str:
    """Return the id of a part, or nothing where it is that of the element, so that the script finds it there."""
    return "" if target in node["ids"][:1] else target


def _control(href: str, what: str, target: str, place: str) -> dict[str, Any]:
    """Make the control's link: where it leads without a script, its name, the part's id and place in a citation."""
    data = {key: value for key, value in (("target", target), ("place", place)) if value}
    name = _("Cite %(what)s") % {"what": what} if what else _("Cite the whole work")
    return {"style": "cite", "href": href, "label": _("Cite"), "name": name, "data": data}


def _stands_in_row(app: Sphinx) -> bool:
    """Tell whether the title page has a row of links, of which one is to cite the whole work."""
    return WAYS_IN in app.events.events and has_page(app)


def way_in(app: Sphinx, docname: str) -> list[dict[str, Any]]:
    """Tell the title page of a site of the control for the whole work."""
    whole = title_page(app.env)
    return [_control(guide_address(app, docname), "", whole.id if whole else "", "")] if has_page(app) else []


def guide_address(app: Sphinx, docname: str, anchor: str = "") -> str:
    """Return where, from a page, it is said how to cite: all of it, or a part of that."""
    if has_page(app):
        return f"{app.builder.get_relative_uri(docname, SECTIONS_PAGE)}#{anchor or GUIDE}"
    return app.builder.get_relative_uri(docname, app.config.root_doc) or "#"


def controls_of_comments(app: Sphinx, docname: str) -> list[dict[str, str]]:
    """Tell the thread of comments of a control for each."""
    if _record(app) is None:
        return []
    name = _("Cite the comment by %(author)s")
    return [{"style": "cite", "href": guide_address(app, docname), "label": _("Cite"), "name": name}]
