"""What a part of a document begins with, taken from its nodes as soon as it is read.

References of which the words are known only when all documents are read leave a gap, which :func:`filled` closes.
Citations and marks of notes are left out: they are about the words, and none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from chapbook.previews.beginning import LIMIT, MORE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENOUGH = LIMIT + 60
"""Characters that are kept of a text, so that it is cut at a word's end once its gaps are filled."""

GAP = re.compile("\0([^\0]*)\0")
"""The name of what is referred to, between two characters that no document has."""

LEFT_OUT = (nodes.raw, nodes.comment, nodes.label, addnodes.index)
NOTES = (nodes.footnote_reference, nodes.citation_reference)
IN_BRACKETS = {"p", "ps", "label", "labelpar", "yearpar", "authorpar", "authorpars", "empty"}
"""Roles of citations that can be left out; the others are words of their sentences."""

COUNTED = {"numref", "eq"}
"""Roles that print a number, which is not known yet."""

NAMED = {"ref", "any", "myst", "doc"}
"""Roles that print a title, unless other words are written."""


class Beginning(NamedTuple):
    """What a preview shows of a part: its title, the first of its words, the address and the text of its picture.

    The words have gaps. A paragraph has no title of its own.
    """

    head: str = ""
    words: str = ""
    picture: str = ""
    picture_text: str = ""


def beginnings(doctree: nodes.document) -> dict[str, Beginning]:
    """Return the beginnings of all parts of a document that have ids, by these."""
    found = {}
    for node in doctree.findall(nodes.Element):
        if node["ids"] and node is not doctree:
            made = _beginning(_block(node))
            if made.head or made.words or made.picture:
                found.update(dict.fromkeys(node["ids"], made))
    return found


def _block(node: nodes.Element) -> nodes.Element:
    """Return what stands around an address within a line: its paragraph, or the section that it names."""
    while isinstance(node, nodes.Inline | nodes.title) and node.parent is not None:
        node = node.parent
    return node


def _beginning(node: nodes.Element) -> Beginning:
    if isinstance(node, nodes.section):
        first = next((text for one in node.findall(nodes.paragraph) if (text := _text(one)).strip()), "")
        return Beginning(_text(node[0]), first)
    if isinstance(node, nodes.term):
        return Beginning(_text(node), _text_behind(node))
    if isinstance(node, addnodes.desc_signature):
        return Beginning(_text(node), _text_behind(node))
    if isinstance(node, nodes.table | nodes.figure) or "literal-block-wrapper" in node["classes"]:
        return _captioned(node)
    return Beginning("", _text(node))


def _text_behind(term: nodes.Element) -> str:
    following = (one for one in term.parent.children if isinstance(one, nodes.definition | addnodes.desc_content))
    return "".join(_text(one) for one in following)


def _captioned(node: nodes.Element) -> Beginning:
    caption = next((one for one in node.children if isinstance(one, nodes.title | nodes.caption)), None)
    head = _text(caption) if caption else ""
    image = next(iter(node.findall(nodes.image)), None)
    if isinstance(node, nodes.figure):
        picture = (image["uri"], image.get("alt", "")) if image is not None and "://" not in image["uri"] else ("", "")
        return Beginning("", head, *picture)
    if isinstance(node, nodes.table):
        return Beginning(head, " · ".join(map(_text, next(iter(node.findall(nodes.row)), ()))))
    return Beginning(head, " ".join(_text(one) for one in node.children if one is not caption))


def _text(node: nodes.Node) -> str:
    """Return the first words of a node, with gaps."""
    made: list[str] = []
    length = 0
    for piece in _pieces(node):
        if piece is None:
            # What stands before a citation is parted from it by a space, which nobody wants before a full stop.
            made[-1:] = [text.rstrip() for text in made[-1:]]
            continue
        made.append(piece if GAP.fullmatch(piece) else piece[: ENOUGH - length])
        length += len(made[-1])
        if length >= ENOUGH:
            break
    return "".join(made)


def _pieces(node: nodes.Node) -> Iterator[str | None]:
    """Yield texts and gaps; nothing, where a citation is left out."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, NOTES):
        yield None
    elif isinstance(node, addnodes.pending_xref) and (gap := _gap(node)) != "":
        yield gap
    elif isinstance(node, nodes.Element) and not isinstance(node, LEFT_OUT):
        for child in node.children:
            yield from _pieces(child)
            if not isinstance(child, nodes.Text | nodes.Inline):
                yield " "


def _gap(node: addnodes.pending_xref) -> str | None:
    """Return what stands for a reference that has no words of its own yet; an empty text for one that has."""
    role = node["reftype"]
    if node.get("refdomain") == "cite":
        return None if role in IN_BRACKETS else MORE
    if node.get("refexplicit") or role not in NAMED | COUNTED:
        return ""
    return MORE if role in COUNTED else f"\0{node.get('reftargetid') or node['reftarget']}\0"


def filled(words: str, title: Callable[[str], str]) -> str:
    """Return words without gaps.

    :param title: returns the title of what a reference names, and nothing where there is none.
    """
    return GAP.sub(lambda gap: title(gap[1]) or MORE, words)


def links(doctree: nodes.document) -> tuple[tuple[str, str], ...]:
    """Return what a document refers to: docname and id, or nothing and a name that any document may give."""
    found = set()
    for node in doctree.findall(addnodes.pending_xref):
        if node.get("reftargetid"):
            found.add((node["reftarget"], node["reftargetid"]))
        elif node.get("refdomain") not in {"cite", "doc"} and node["reftype"] != "doc":
            found.add(("", node["reftarget"]))
    return tuple(sorted(found))
