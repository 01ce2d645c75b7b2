"""A chapter that is edited, read without Sphinx: its parts by MyST's tokens, and where each address leads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from myst_parser.config.main import MdParserConfig

from chapbook.anchors.changes import changed_sources
from chapbook.anchors.markdown_source import MarkdownSource, parser_of
from chapbook.anchors.paragraph_ids import number_after
from chapbook.anchors.parts import Part
from chapbook.anchors.plan import make_plan
from chapbook.anchors.plan_parts import Plan, Publication
from chapbook.anchors.redirect_list import home_of
from chapbook.anchors.register import Anchor, first_words

PARSER = parser_of(MdParserConfig(enable_extensions={"colon_fence"}))
KEPT = re.compile(r"\{kept-anchor\}`([a-z0-9-]+)(?: <([a-z0-9-]+)>)?`")


def parts_in(page: str, text: str) -> list[Part]:
    """Return the parts of a page, as Sphinx's documents give them."""
    found: list[Part] = []
    above: list[str] = []
    section, number = "", 0
    tokens = PARSER.parse(text.removeprefix("\ufeff"), {})
    for token, inline in zip(tokens, [*tokens[1:], None], strict=True):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "myst_target":
            above.insert(0, token.content)
        elif token.type == "heading_open" and inline:
            section, number = (above or ["no-id"])[0], 0
            found.append(Part(page, first_words(inline.content), tuple(above), section, 0, f"{page}.md", line))
            above = []
        elif token.type == "paragraph_open" and inline:
            words = KEPT.sub("", inline.content)
            if token.level == 0:
                alone = set() if words.strip() else {name for name, _where in KEPT.findall(inline.content)}
                number = number_after(number, section, alone)
            if words.strip() and token.level == 0:
                place = (tuple(above), section, number, f"{page}.md", line)
                found.append(Part(page, first_words(words), *place))
            above = above if not words.strip() else []
            for name, leads_to in KEPT.findall(inline.content):
                within = "" if words.strip() or token.level else section
                found.append(Part(page, "", (name,), within, 0, f"{page}.md", line, is_kept=True, leads_to=leads_to))
    return found


def texts_in(page: str, text: str) -> list[Part]:
    """Return the paragraphs of a page, wherever they stand, with all of their words."""
    known = {part.line: part for part in parts_in(page, text) if part.number}
    tokens = PARSER.parse(text.removeprefix("\ufeff"), {})
    found = []
    for token, inline in pairwise(tokens):
        if token.type == "paragraph_open" and token.map:
            words = KEPT.sub("", inline.content)
            part = Part(page, first_words(words), source=f"{page}.md", line=token.map[0] + 1)
            found.append(known.get(part.line, part)._replace(text=words))
    return found


@dataclass
class Book:
    """Pages of Markdown by docname, what was registered of them, and the pages that have moved."""

    pages: dict[str, str]
    register: list[Anchor] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)

    def parts(self) -> list[Part]:
        return [part for page, text in self.pages.items() for part in parts_in(page, text)]

    def plan(self) -> Plan:
        now = Publication(self.parts(), self.pages, self.redirects, next(iter(self.pages)))
        texts = [part for page, text in self.pages.items() for part in texts_in(page, text)]
        return make_plan(self.register, now, texts=texts)

    def keep(self) -> list[str]:
        """Do what the command does; return what is left for a person."""
        plan = self.plan()
        changes = changed_sources(
            plan, lambda page: f"{page}.md", lambda path: MarkdownSource(self.pages[path.removesuffix(".md")], PARSER)
        )
        self.pages |= {path.removesuffix(".md"): text for path, text in changes.texts.items()}
        there = {old: new for old, new in self.redirects.items() if old not in self.pages or not plan.redirects}
        self.redirects = there | plan.redirects
        words = {name: part.words for part, name in (*plan.words, *plan.alike)}
        self.register = [anchor._replace(words=words.get(anchor.id, anchor.words)) for anchor in self.register]
        self.publish()
        return changes.by_hand

    def publish(self) -> None:
        """Register what is new."""
        known = {(anchor.id, home_of(anchor.page, self.redirects, self.pages)) for anchor in self.register}
        for page, found in self.addresses().items():
            for name, words in found.items():
                if (name, page) not in known and not self._leads_on(page, name):
                    self.register.append(Anchor(name, page, words or ""))

    def _leads_on(self, page: str, name: str) -> bool:
        return any(part.leads_to for part in self.parts() if part.page == page and name in part.ids)

    def addresses(self) -> dict[str, dict[str, str | None]]:
        """Map each page and id to the first words that a reader finds there; None at an anchor."""
        found: dict[str, dict[str, str | None]] = {page: {} for page in self.pages}
        parts = self.parts()
        written = {(part.page, name) for part in parts for name in part.ids}
        for part in parts:
            names = part.ids or (() if not part.counted or (part.page, part.counted) in written else (part.counted,))
            for name in names:
                assert name not in found[part.page], f"{name} stands twice"
                found[part.page][name] = None if part.is_kept else part.words
        return found
