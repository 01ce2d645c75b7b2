"""A "Cite" control beside each heading, paragraph number and comment of a site that has a record to cite by.

Each is a link to the section that says how to cite (``{how-to-cite}``), or to the front page; the script makes it open
a dialog with the part's own citation.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

from citable.markup import template
from citable.paragraph_number import CATALOG, paragraph_number
from scholarly_record.citation import STYLES
from scholarly_record.export_formats import FORMATS
from scholarly_record.exports import section_place
from scholarly_record.how_to_cite import guide, part_anchor
from scholarly_record.parts import Part, parts_of, title_page
from scholarly_record.publication import SITES, record_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from scholarly_record.record import Record

STATIC = Path(__file__).parent / "static"
OPENER = "cite.js"
DIALOG = "cite-dialog.js"
_ = get_translation(CATALOG)


def _record(app: Sphinx) -> Record | None:
    is_loaded = "scholarly_record" in app.extensions
    return record_of(app) if is_loaded and app.builder.name in SITES else None


def offer_dialog(app: Sphinx) -> None:
    """Give the pages the script that opens the dialog."""
    if _record(app):
        app.config.html_static_path.append(str(STATIC))
        app.add_js_file(OPENER, loading_method="defer")


def write_dialog_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the script of the dialog written where it is not there or the record has changed; no page depends on it."""
    record = _record(app)
    told = repr(record)
    if record and (getattr(env, "citable_record", None) != told or not _dialog(app).is_file()):
        env.citable_record = told  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
        app.connect("write-started", lambda app, _builder: write_dialog(app, record))
    return []


def _dialog(app: Sphinx) -> Path:
    return Path(app.outdir, "_static", DIALOG)


def write_dialog(app: Sphinx, record: Record) -> None:
    """Write the script of the dialog, with the patterns that it fills in."""
    from citable.citation_patterns import patterns  # noqa: PLC0415  # only where the record has changed

    comment_on = _("Comment on “%(title)s”, version %(version)s")
    formats = [{"suffix": form.suffix, "mediaType": form.media_type} for form in FORMATS]
    citing = {
        **patterns(record, comment_on),
        "styles": STYLES,
        "formats": formats,
        "dialog": template("cite_dialog.html", styles=STYLES, formats=FORMATS, _=_),
    }
    path = _dialog(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template(DIALOG, citing=citing), encoding="utf-8", newline="\n")


def controls_of_part(app: Sphinx, docname: str, node: nodes.Element) -> list[dict[str, Any]]:
    """Tell of the control of a section or a paragraph, if it is one that is cited."""
    if _record(app) is None:
        return []
    is_section = isinstance(node, nodes.section)
    section = node if is_section else node.parent
    part = next((part for part in parts_of(app.env, docname) if part.id in section["ids"]), None)
    if part is None:
        return []
    control = _of_section(app, docname, part)
    return [control if is_section else _of_paragraph(next(node.findall(paragraph_number)), control)]


def _of_section(app: Sphinx, docname: str, part: Part) -> dict[str, Any]:
    if part == title_page(app.env):
        return _control(guide_address(app, docname), _("Cite the whole work"), part.id)
    href = guide_address(app, docname, part_anchor(part.id) if part.is_among(app.config.scholarly_record_parts) else "")
    return _control(href, _("Cite %(what)s") % {"what": part.title}, part.id, section_place(part.title))


def _of_paragraph(number: paragraph_number, section: dict[str, Any]) -> dict[str, Any]:
    what = _("%(section)s, para. %(number)s") % number.attributes
    place = _("%(section)s section, para. %(number)s") % number.attributes
    return _control(section["href"], _("Cite %(what)s") % {"what": what}, number["target"], place)


def _control(href: str, name: str, target: str, place: str = "") -> dict[str, Any]:
    """Make the control's link: where it leads without a script, its name, the part's id and place in a citation."""
    data = {"target": target, "place": place} if place else {"target": target}
    return {"style": "cite", "href": href, "label": _("Cite"), "name": name, "data": data}


def guide_address(app: Sphinx, docname: str, anchor: str = "") -> str:
    """Return where, from a page, it is said how to cite: all of it, or a part of that."""
    there = guide(app.env)
    uri = app.builder.get_relative_uri(docname, there.docname if there else app.config.root_doc)
    return f"{uri}#{anchor or there.id}" if there else uri or "#"


def controls_of_comments(app: Sphinx, docname: str) -> list[dict[str, str]]:
    """Tell the thread of comments of a control for each."""
    if _record(app) is None:
        return []
    name = _("Cite the comment by %(author)s")
    return [{"style": "cite", "href": guide_address(app, docname), "label": _("Cite"), "name": name}]
