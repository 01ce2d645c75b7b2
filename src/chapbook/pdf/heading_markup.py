"""Visitors for what the book is divided into: documents, parts, sections, their titles and numbers, the contents."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from chapbook.pdf.markup import text
from chapbook.pdf.turning_markup import END, TurningMarkup, turned
from chapbook.typst_string import string
from chapbook.whole.numbers import number_of_section

CHAPTER = 1
"""How deep a chapter stands, whatever its level: a part is 0, a section of a chapter 2."""


class HeadingMarkup(TurningMarkup):
    """Sections and their titles; the level of each is one more than that of what it is in (PDF/UA-1, 7.4.2)."""

    def __init__(self, document: nodes.document, builder: object) -> None:
        super().__init__(document, builder)
        self.level = 0
        self.depth = 0
        self.contents_shown = False
        self.chapters_begun = False

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        self.docname = node["docname"]
        self.level = node["level"] - 1 if node["level"] else -1
        self.depth = self.level - node.get("parts", 0)
        if node["level"]:
            self._begin_chapters()

    def depart_start_of_file(self, _node: addnodes.start_of_file) -> None:
        pass

    def stand_in(self, node: nodes.Element) -> None:
        """Write a node's words in its place; a whole chapter keeps its title, so that what follows has its level."""
        if isinstance(node, addnodes.start_of_file):
            self.visit_start_of_file(node)
            title = next(node.findall(nodes.title), None)
            if node["level"] and title is not None:
                words = text(title.astext())
                self.body.append(f"#titled({self.level + 1}, {self.depth + 1}, [{words}])[{words}]{END}")
                title.parent.remove(title)
        super().stand_in(node)

    def _begin_chapters(self) -> None:
        if not self.chapters_begun:
            self.chapters_begun = True
            self.body.append(f"#begin-chapters(){END}")

    def visit_start_of_part(self, node: nodes.Element) -> None:
        """Write the title of a part: the caption of a toctree above the chapters that it names."""
        self._begin_chapters()
        title = text(node["title"])
        self.turn(nodes.inline("", node["title"]))
        self.body.append(f"#titled({node['level']}, 0, [{title}])[{title}]{END}")
        self.turn_back()
        raise nodes.SkipNode

    def visit_elsewhere(self, node: nodes.Element) -> None:
        """Write what the contents name and the book does not have: an address."""
        self.body.append(f"#elsewhere({string(node['uri'])}, [{text(node['title'])}]){END}")
        raise nodes.SkipNode

    def visit_section(self, node: nodes.section) -> None:
        self.turn_where_said(node)
        self.level += 1
        self.depth += 1

    def depart_section(self, _node: nodes.section) -> None:
        self.level -= 1
        self.depth -= 1
        self.turn_back()

    def visit_title(self, node: nodes.title) -> None:
        section = node.parent
        if not isinstance(section, nodes.section):
            self.turn(node)
            self.body.append("#block-title[")
        elif "title-page" in section["classes"]:
            self.turn(node)
            self.mark(section)
            self.body.append("#rubric[")
        elif self.level:
            self.turn(node)
            number = text(counted) if (counted := number_of_section(self.builder, self.docname, section)) else ""
            self.body.append(f"#titled({self.level}, {self.depth}, [")
            self.turn_in_line(node)
            self.body.append(f"{number}{self.repeated(node)}];])[")
            self.turn_in_line(node)
            self.body.append(number)
        else:
            # The publication's own title stands on the title page, where the template sets it.
            self.mark(section)
            raise nodes.SkipNode

    def depart_title(self, node: nodes.title) -> None:
        section = node.parent
        if not isinstance(section, nodes.section) or "title-page" in section["classes"]:
            self.body.append(f"]{END}")
            self.turn_back()
            return
        self.body.append("];]")
        names = [name for id_ in section["ids"] if (name := self.anchors.name(self.docname, id_))]
        if names:
            # Typst makes a destination of a heading's label; a heading has one, other ids stand behind it.
            self.marked.add(names[0])
            self.body.append(f"#label({string(names[0])})")
        self.body.append(END)
        self.turn_back()
        self.mark(section)

    visit_rubric, depart_rubric = turned("#rubric[", f"]{END}")

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.mark(node)
        self.body.append("#emph[")

    def depart_subtitle(self, _node: nodes.Element) -> None:
        self.body.append(f"];{END}")

    def visit_toctree(self, _node: nodes.Element) -> None:
        if not self.contents_shown:
            self.contents_shown = True
            self.body.append(f"#contents(){END}")
        raise nodes.SkipNode
