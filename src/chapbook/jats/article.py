"""The whole article: the assembled documents of a publication in, one tree of JATS out.

The title, the abstract and what stands on the title page are front matter; the chapters are the body; appendices, lists
of references and notes are back matter; the conversation is in sub-articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from lxml import etree
from sphinx import addnodes

from chapbook.jats.front import front
from chapbook.jats.links import lead
from chapbook.jats.nesting import divided, nested
from chapbook.jats.responses import take_threads, write_thread
from chapbook.jats.settled import settle
from chapbook.jats.xml_tree import PREFIXES, XML, made
from chapbook.language_tag import tag
from chapbook.whole.assembly import Anchors, elsewhere, preamble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element
    from sphinx.builders import Builder

    from chapbook.jats.translator import JatsTranslator

ABSTRACT = "abstract"
"""The id of the section that is the abstract, in the document that stands before the chapters."""

LINES = {"abstract", "app", "app-group", "article", "article-meta", "back", "body", "boxed-text", "def-item"}
LINES |= {"def-list", "disp-quote", "fig", "fn-group", "front", "front-stub", "list", "list-item", "notes", "ref"}
LINES |= {"ref-list", "sec", "sub-article", "table", "table-wrap", "tbody", "thead", "tr", "verse-group"}
"""Elements that hold elements alone."""

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 '
    '20210610//EN" "JATS-archivearticle1-3-mathml3.dtd">'
)


def article(builder: Builder, book: nodes.document, record: Mapping[str, Any]) -> bytes:
    """Return the publication as a file of XML.

    :param book: all documents as one, as :func:`chapbook.whole.assembly.resolved` makes it.
    """
    root = etree.Element("article", nsmap={prefix: space.strip("{}") for prefix, space in PREFIXES.items()})
    root.set("article-type", "other")
    root.set("dtd-version", "1.3")
    root.set(f"{XML}lang", record["language"] or tag(builder.config.language))
    _Article(builder, book).write(root, record)
    settle(root)
    _end(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE)) + b"\n"


class _Article:
    """A book that is being written."""

    def __init__(self, builder: Builder, book: nodes.document) -> None:
        self.builder = builder
        self.writer = cast("JatsTranslator", builder.create_translator(book, builder))
        self.writer.anchors = Anchors(book)
        self.writer.docname = builder.config.root_doc
        self.threads = take_threads(book)
        self.notes = list(_notes(book))
        self.named = {node["uri"]: node["title"] for node in book.findall(elsewhere)}
        self.first = cast("nodes.Element", book.children[0])
        self.chapters = nested(book.children[1:])

    def write(self, root: _Element, record: Mapping[str, Any]) -> None:
        docname = self.first["docname"]
        heading = next(self.first.findall(nodes.section), None)
        # A work of one document is its own title page.
        title_page = preamble(self.first) if self.chapters else []
        abstract = self._abstract(heading)
        rights = _lines(self.builder.config.copyright)
        root.append(front(record, rights, self.named, abstract))
        self._name_title(root, heading)
        if title_page:
            notes = etree.SubElement(root[0], "notes", {"notes-type": "title-page"})
            self.writer.write(notes, docname, title_page)
        units = divided(self.chapters, self.builder.config.chapbook_parts)
        body = etree.SubElement(root, "body")
        self.writer.write(body, docname, _without_contents(heading if heading is not None else self.first))
        self._write_units(body, units.text)
        back = etree.SubElement(root, "back")
        self._write_back(back, units.behind)
        for place, thread in self.threads:
            write_thread(self.writer, root, place, thread)
        lead(root, self.writer.given)
        if not len(back):
            root.remove(back)

    def _abstract(self, heading: nodes.Element | None) -> _Element | None:
        sections = heading.children if heading is not None else []
        found = next((node for node in sections if isinstance(node, nodes.section) and ABSTRACT in node["ids"]), None)
        if found is None or heading is None:
            return None
        holder = etree.Element("front")
        self.writer.write(holder, self.first["docname"], [found])
        heading.remove(found)
        holder[0].tag = "abstract"
        return holder[0]

    def _name_title(self, root: _Element, heading: nodes.Element | None) -> None:
        """Give the whole the ids of its first heading, so that links to that lead there."""
        if heading is not None:
            self.writer.name(root, heading)
            for section in heading.children:
                if isinstance(section, nodes.section) and _is_contents(section):
                    self.writer.mark(section)
            self.writer.write_targets(root.find("front/article-meta/title-group/article-title"))

    def _write_units(self, into: _Element, units: Iterable[nodes.Element]) -> None:
        for unit in units:
            self.writer.write(into, unit.get("docname", self.first["docname"]), [unit])

    def _write_back(self, back: _Element, units: Iterable[nodes.Element]) -> None:
        holder = etree.Element("back")
        self._write_units(holder, units)
        for unit in list(holder):
            if unit.get("sec-type") == "part":
                group = etree.SubElement(back, "app-group")
                group.extend([part for part in unit if part.tag in {"label", "title"}])
                group.extend([_appendix(part) for part in unit if part.tag == "sec"])
            elif (appendix := _appendix(unit)).tag == "app":
                last = back[-1] if len(back) and not back[-1].findall("title") and back[-1].tag == "app-group" else None
                (etree.SubElement(back, "app-group") if last is None else last).append(appendix)
            else:
                back.append(appendix)
        if self.notes:
            group = etree.SubElement(back, "fn-group")
            for docname, note in self.notes:
                here, self.writer.here, self.writer.docname = self.writer.here, group, docname
                self.writer.write_note(note)
                self.writer.here = here


def _appendix(section: _Element) -> _Element:
    """Make an appendix of a section; of one that holds no more than a list of works, that list itself."""
    works = section.findall("ref-list")
    others = [part for part in section if part.tag not in {"label", "title", "p", "ref-list"}]
    if section.tag != "sec":
        wrapper = etree.Element("app")
        wrapper.append(section)
        return wrapper
    section.tag = "app"
    section.attrib.pop("sec-type", None)
    if len(works) == 1 and not others and section[-1] is works[0]:
        section.tag = "ref-list"
        section.remove(works[0])
        title = section.find("title")
        if works[0].get("id") and title is not None:
            title.append(made("target", id=works[0].get("id", "")))
        section.extend(list(works[0]))
    return section


def _without_contents(heading: nodes.Element) -> list[nodes.Node]:
    """Return what stands below a heading, without sections that hold nothing but lists of chapters."""
    return [
        node
        for node in heading.children
        if not isinstance(node, nodes.Titular) and not (isinstance(node, nodes.section) and _is_contents(node))
    ]


def _is_contents(section: nodes.section) -> bool:
    content = [node for node in section.children if not isinstance(node, nodes.Titular | nodes.target | nodes.comment)]
    return bool(content) and all(any(node.findall(addnodes.toctree)) and not node.astext() for node in content)


def _notes(book: nodes.document) -> Iterator[tuple[str, nodes.footnote]]:
    """Yield the notes of all documents, those of each in the order of their first marks; a note may have some."""
    for file in book.findall(addnodes.start_of_file):
        notes = {id_: note for note in file.findall(nodes.footnote) for id_ in note["ids"]}
        in_order: dict[str, None] = {}
        marks = [mark for mark in file.findall(nodes.footnote_reference) if not _is_in_note(mark)]
        left = [*reversed(notes), *(mark.get("refid", "") for mark in reversed(marks))]
        while left:
            id_ = left.pop()
            if id_ in notes and id_ not in in_order:
                in_order[id_] = None
                left += [mark.get("refid", "") for mark in reversed([*notes[id_].findall(nodes.footnote_reference)])]
        yield from ((file["docname"], notes[id_]) for id_ in in_order if notes[id_]["ids"][0] == id_)


def _is_in_note(node: nodes.Node) -> bool:
    while node.parent is not None and not isinstance(node.parent, nodes.footnote):
        node = node.parent
    return node.parent is not None


def _lines(rights: str | tuple[str, ...] | list[str]) -> list[str]:
    return [rights] if isinstance(rights, str) and rights else list(rights or ())


def _end(root: _Element) -> None:
    """Put parts on lines of their own where white space is no word, for whoever looks at the file."""
    for holder in root.iter(*sorted(LINES)):
        if len(holder) and not holder.text:
            holder.text = "\n"
            for part in holder:
                part.tail = "\n"
