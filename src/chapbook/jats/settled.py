"""What may stand in what: a tree as nodes gave it in, one as the DTD wants it out, with the same words in order.

Blocks where only paragraphs may be get a paragraph around them, as do words that stand between blocks; what stands
behind a section or a list of references, where no block may be, gets a section of its own (tag library 1.3, content
models of *sec*, *list-item*, *def*, *fn*, *td*).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from chapbook.jats.xml_tree import say

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = {"boxed-text", "code", "def-list", "disp-formula", "disp-quote", "fig", "graphic", "list", "p", "preformat"}
BLOCKS |= {"table-wrap", "verse-group", "ref-list", "sec"}
HEADS = {"attrib", "caption", "front-stub", "label", "title"}
ALL = BLOCKS | HEADS | {"ref"}
DIVISIONS = {"abstract", "app", "body", "boxed-text", "notes", "sec"}
"""What holds blocks, then sections, then lists of references."""

HOLD_BLOCKS = DIVISIONS | {"disp-quote", "ref-list"}
HOLD_PARAGRAPHS = {
    "caption": {"title", "p"},
    "def": {"p"},
    "fn": {"label", "p"},
    "list-item": {"label", "p", "list", "def-list"},
    "note": {"p"},
}
CELLS = {"td", "th"}
NOT_IN_CELLS = {"boxed-text", "fig", "ref-list", "table-wrap"}
NEED_CONTENT = {"def": "p", "fn": "p", "list-item": "p", "note": "p"}
LEFT_OUT_EMPTY = {"list", "verse-group", "ref-list", "thead", "tbody", "tr", "table-wrap", "caption"}
PHRASES = {"bold", "ext-link", "italic", "monospace", "strike", "sub", "sup", "underline", "xref", "term", "title"}
PHRASES |= {"attrib", "verse-line", "mixed-citation", "p", "abbrev"}
"""What can hold no paragraph."""


def settle(root: _Element) -> None:
    """Put all of a tree right, from its leaves on."""
    for element in list(root.iter(etree.Element)):
        if element.tag in PHRASES:
            _open_paragraphs(element)
    for element in reversed(list(root.iter(etree.Element))):
        name = str(element.tag)
        if name in HOLD_BLOCKS or name in HOLD_PARAGRAPHS:
            _wrap(element, HOLD_PARAGRAPHS.get(name, ALL if name != "disp-quote" else ALL - {"ref-list", "sec"}))
        elif name in CELLS:
            _wrap_blocks(element, NOT_IN_CELLS)
        if name in DIVISIONS:
            _part(element)
        elif name in HOLD_PARAGRAPHS or name in CELLS or name == "disp-quote":
            _open_lists(element)
        if name in LEFT_OUT_EMPTY and not len(element) and not (element.text or "").strip():
            _leave_out(element)
        elif name in NEED_CONTENT and not any(child.tag in {"p", "list", "def-list"} for child in element):
            etree.SubElement(element, NEED_CONTENT[name])


def _is_phrase(child: _Element) -> bool:
    return not isinstance(child.tag, str) or (child.tag not in BLOCKS and child.tag not in HEADS and child.tag != "ref")


def _wrap(element: _Element, allowed: set[str]) -> None:
    """Put a paragraph around what may not stand in an element by itself, and around words between blocks."""
    children, words = list(element), element.text
    for child in children:
        element.remove(child)
    element.text = None
    run: _Element | None = None
    if words and words.strip():
        run = etree.SubElement(element, "p")
        run.text = words.lstrip()
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in allowed:
            element.append(child)
            run = None
        elif _is_phrase(child):
            run = etree.SubElement(element, "p") if run is None else run
            run.append(child)
        else:
            etree.SubElement(element, "p").append(child)
            run = None
        if tail and (tail.strip() or run is not None):
            if run is None:
                run = etree.SubElement(element, "p")
                run.text = tail.lstrip()
            elif len(run):
                run[-1].tail = tail
            else:
                run.text = (run.text or "") + tail


def _wrap_blocks(element: _Element, refused: set[str]) -> None:
    for child in list(element):
        if child.tag in refused:
            _put_around(child, "p")


def _put_around(element: _Element, name: str) -> _Element:
    above = element.getparent()
    assert above is not None  # noqa: S101  # it stands in something
    wrapper = etree.Element(name)
    above.replace(element, wrapper)
    wrapper.tail, element.tail = element.tail, None
    wrapper.append(element)
    return wrapper


def _part(division: _Element) -> None:
    """Give what stands behind a section, or before something that stands behind a list of works, its own section."""
    children = [child for child in division if child.tag not in HEADS]
    seen_list = seen_section = False
    for number, child in enumerate(children):
        is_last_lists = all(other.tag == "ref-list" for other in children[number:])
        if child.tag == "ref-list" and is_last_lists and division.tag != "body":
            seen_list = True
        elif child.tag == "sec":
            seen_section = True
        elif child.tag == "ref-list" or seen_section or seen_list:
            previous = child.getprevious()
            if previous is not None and previous.get("sec-type") == "untitled" and child.tag != "ref-list":
                # A list of works is the last of its section.
                if any(inner.tag == "ref-list" for inner in previous):
                    _put_around(child, "sec").set("sec-type", "untitled")
                else:
                    previous.append(child)
            else:
                _put_around(child, "sec").set("sec-type", "untitled")
            seen_section = True


def _open_lists(element: _Element) -> None:
    """Have works that are listed where no list of works may be stand there as paragraphs."""
    for holder in list(element.iterchildren("p")):
        for listed in holder.findall("ref-list"):
            for part in list(listed):
                holder.addprevious(_as_paragraph(part) if part.tag == "ref" else part)
            holder.remove(listed)
            if not len(holder):
                _leave_out(holder)


def _as_paragraph(work: _Element) -> _Element:
    """Return a work as it is printed, with what is noted of it."""
    paragraph = etree.Element("p", dict(work.attrib))
    paragraph.extend(work.findall("mixed-citation"))
    for noted in work.findall("note/p"):
        noted.tag = "styled-content"
        say(paragraph, " ")
        paragraph.append(noted)
    return paragraph


def _open_paragraphs(element: _Element) -> None:
    """Leave of paragraphs in a phrase their content alone."""
    for paragraph in list(element.iterchildren("p")):
        paragraph.tag = "styled-content"


def _leave_out(element: _Element) -> None:
    above, words = element.getparent(), element.tail
    assert above is not None  # noqa: S101  # it stands in something
    if words:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + words
        else:
            above.text = (above.text or "") + words
    above.remove(element)
