"""A "Cite" control beside each heading, paragraph number and comment of a site that has a record to cite by.

Each is a link to the section that says how to cite (``{how-to-cite}``), or to the front page; the script makes it open
a dialog with the part's own citation.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.locale import get_translation

from citable.citation_patterns import patterns
from citable.markup import template
from citable.paragraph_number import CATALOG, paragraph_number
from scholarly_record.citation_forms import STYLES
from scholarly_record.export_formats import FORMATS
from scholarly_record.exports import section_place
from scholarly_record.how_to_cite import guide, part_anchor
from scholarly_record.parts import Part, parts_of, title_page
from scholarly_record.publication import SITES, record_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from scholarly_record.record import Record

STATIC = Path(__file__).parent / "static"
OPENER = "cite.js"
DIALOG = "cite-dialog.js"
_ = get_translation(CATALOG)


class cite_control(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """The control of a section: *target* (an id) and *cite*, a :class:`Control`."""


class Control(NamedTuple):
    """Where the control leads without a script, its text, its name, and the part's place in a citation in the text."""

    href: str
    label: str
    name: str
    place: str = ""


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


def put_controls(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a control behind each heading of a document, and complete the numbers of its paragraphs."""
    if _record(app) is None:
        return
    for section in list(doctree.findall(nodes.section)):
        if part := _part_of(app, docname, section):
            control = _control_of_section(app, docname, part)
            section.insert(1, cite_control(target=part.id, cite=control))
            for paragraph in section.children:
                for number in paragraph.findall(paragraph_number):
                    number["cite"] = _control_of_paragraph(number, control)


def _part_of(app: Sphinx, docname: str, section: nodes.section) -> Part | None:
    return next((part for part in parts_of(app.env, docname) if part.id in section["ids"]), None)


def _control_of_section(app: Sphinx, docname: str, part: Part) -> Control:
    if part == title_page(app.env):
        return Control(guide_address(app, docname), _("Cite"), _("Cite the whole work"))
    is_listed = part.is_among(app.config.scholarly_record_parts)
    href = guide_address(app, docname, part_anchor(part.id) if is_listed else "")
    return Control(href, _("Cite"), _("Cite %(what)s") % {"what": part.title}, section_place(part.title))


def _control_of_paragraph(number: paragraph_number, section: Control) -> Control:
    what = _("%(section)s, para. %(number)s") % number.attributes
    place = _("%(section)s section, para. %(number)s") % number.attributes
    return section._replace(name=_("Cite %(what)s") % {"what": what}, place=place)


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


def visit_html(self: HTML5Translator, node: cite_control) -> None:
    """Write the control."""
    self.body.append(template("cite_link.html", target=node["target"], cite=node["cite"]))
    raise nodes.SkipNode
