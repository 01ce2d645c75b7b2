"""The numbers of sections, figures, tables and notes, as Sphinx counts them for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder


def number_of_section(builder: Builder, docname: str, section: nodes.Element) -> str:
    """Return a section's number with what stands behind it, such as ``2.1. ``; most have none."""
    numbers = builder.env.toc_secnumbers.get(docname, {})
    id_ = f"#{section['ids'][0]}" if section["ids"] else ""
    # A document's own number is listed without an id.
    is_numbered = id_ in numbers or not isinstance(section.parent, nodes.section)
    number = numbers.get(id_ if id_ in numbers else "") if is_numbered else None
    return ".".join(map(str, number)) + builder.config.html_secnumber_suffix if number else ""


def number_of_caption(builder: Builder, docname: str, node: nodes.Element) -> str:
    """Return the number of a figure, table or listing, such as ``Fig. 1``; none without numfig."""
    kind = builder.env.domains.standard_domain.get_enumerable_node_type(node) or ""
    numbers = builder.env.toc_fignumbers.get(docname, {}).get(kind, {})
    number = next((numbers[id_] for id_ in node["ids"] if id_ in numbers), None)
    name = builder.config.numfig_format.get(kind)
    return str(name % ".".join(map(str, number))) if number and name else ""


def mark_of_note(note: nodes.Element) -> str:
    """Return a note's mark: each document begins anew, and symbols are possible."""
    return next((child.astext() for child in note.children if isinstance(child, nodes.label)), "")
