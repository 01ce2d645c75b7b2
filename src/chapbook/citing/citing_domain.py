"""The domain ``cite`` of sphinxcontrib-bibtex, whose roles, lists and filters stay; what is printed, a CSL style sets.

Right in incremental and parallel builds: all is set when all documents are read, and those are written again of which a
citation reads otherwise than before.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from pybtex.style import FormattedEntry
from sphinx.util import logging
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation as ListEntry, _FilterVisitor

from chapbook.citing.bibliography import Bibliography, bibliography
from chapbook.citing.citation_roles import citations_of, put_together, with_short_names
from chapbook.citing.formatted_text import NOTE, Text, as_nodes, only, plain, without
from chapbook.citing.noted import FOOT, Noted, notes_in_order
from chapbook.citing.roles_and_lists import Printed, SafeCiteRole
from chapbook.citing.styles_of_publication import citation_style, language_of
from chapbook.citing.typesetting import Citation, Cited, Setting, Typeset, typeset_pages
from chapbook.pandoc import PandocError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyKey

    from chapbook.citing.works import Work

    Listed = dict[BibliographyKey, list[tuple[str, Entry]]]
    Asked = list[tuple[str, Noted, list[Cited]]]

logger = logging.getLogger(__name__)
LONGEST_LABEL = 50
"""Characters; Sphinx's writer of plain text has lines of 70, and a label stands in one with what it names."""

ALL = ast.dump(ast.parse("True"))
"""The filter of a list with the option ``all``."""


class CitingDomain(BibtexDomain):
    """The domain, with the works as CSL has them and what the publication's style makes of them."""

    data_version = 6
    initial_data = {  # noqa: RUF012  # Sphinx's
        **BibtexDomain.initial_data,
        "bibliography": Bibliography(),
        "citations_printed": {},
        "references_printed": {},
    }
    roles = {name: SafeCiteRole() for name in BibtexDomain.roles}  # noqa: RUF012  # as above

    @property
    def bibliography(self) -> Bibliography:
        """Return what the BibTeX files hold."""
        return cast("Bibliography", self.data["bibliography"])

    @property
    def works(self) -> dict[str, Work]:
        """Return every work of the BibTeX files, by its citation key."""
        return self.bibliography.works

    def take(self, known: Bibliography, encoding: str, paths: list[Path]) -> None:
        """Take what the files hold, so that sphinxcontrib-bibtex, which would stop at a mistake, does not read them."""
        self.data["bibliography"] = known
        files = {path: BibFile(get_mtime(path), dict.fromkeys(known.keys_of(path))) for path in paths}
        self.data["bibdata"] = BibData(encoding, files, known.for_filters())

    def env_updated(self) -> list[str]:
        """Set all citations and lists; return the documents of which a citation changed."""
        config = self.env.config
        setting = Setting(citation_style(config), language_of(config), Path(self.env.doctreedir, "citing"))
        notes = notes_in_order(self.env)
        asked = [(docname, one, self._known(one)) for docname, found in notes.items() for one in found.citations]
        cited: dict[str, set[str]] = {}
        for docname, one, _works in asked:
            for key, _before, _behind in one.targets if one.role != FOOT else ():
                for member in self.bibliography.sets.get(key, [key]):
                    cited.setdefault(member, set()).add(docname)
        listed = {key: list(self._filtered(key, cited)) for key in self.bibliographies}
        typeset = self._typeset(setting, asked, listed)
        before: dict[str, dict[int, Text]] = self.data["citations_printed"]
        now: dict[str, dict[int, Text]] = {}
        left = iter(typeset.citations)
        items = {key: work.item for key, work in self.works.items()}
        for docname, one, works in asked:
            texts = [next(left) for _asked in citations_of(one.role, works, setting.style)]
            text = put_together(one.role, works, texts, items, setting)
            now.setdefault(docname, {})[one.number] = self._shortened(text, works)
        self.data["citations_printed"], self.data["references_printed"] = now, typeset.references
        self._list(listed, typeset)
        return [docname for docname in self.env.found_docs if docname in before and before[docname] != now.get(docname)]

    def _typeset(self, setting: Setting, asked: Asked, listed: Listed) -> Typeset:
        by_page: dict[str, list[Citation]] = {}
        for docname, one, works in asked:
            by_page.setdefault(docname, []).extend(citations_of(one.role, works, setting.style))
        keys = dict.fromkeys(work.key for _docname, _one, works in asked for work in works)
        keys.update(dict.fromkeys(entry.key for entries in listed.values() for _name, entry in entries))
        items = {key: self.works[key].item for key in keys if key in self.works}
        try:
            if items:
                return typeset_pages(setting, items, by_page)
        except PandocError as error:
            logger.error("%s", error, type="chapbook_citing", subtype="pandoc")  # noqa: TRY400  # a user's mistake
        return Typeset([() for citations in by_page.values() for _citation in citations], {}, {})

    def own_keys(self, key: str) -> list[str]:
        """Return the keys of the works that a citation's key means, without a list's prefix; of a set, all."""
        sets = self.bibliography.sets
        bare = (key.removeprefix(prefix) for prefix in self._prefixes())
        own = next((known for known in bare if known in self.works or known in sets), key)
        return sets.get(own, [own])

    def _known(self, one: Noted) -> list[Cited]:
        """Return the works that a citation names and that are there."""
        found = []
        for key, before, behind in one.targets:
            known = [member for member in self.own_keys(key) if member in self.works]
            for number, member in enumerate(known):
                found.append(Cited(member, before if not number else "", behind if number == len(known) - 1 else ""))
        return found

    @property
    def lists_all(self) -> bool:
        """Tell whether a list has every entry, by its option ``all``."""
        return any(ast.dump(value.filter_) == ALL for value in self.bibliographies.values())

    def _filtered(self, key: BibliographyKey, cited: Mapping[str, set[str]]) -> Iterator[tuple[str, Entry]]:
        """Yield the works of a list; a filter that cannot be used is a warning, and the cited ones are listed."""
        value = self.bibliographies[key]
        for entry in self.get_entries(value.bibfiles):
            name = value.keyprefix + entry.key
            documents = cited.get(name, set())
            try:
                visitor = _FilterVisitor(entry, key.docname, documents)  # type: ignore[no-untyped-call]  # it is
                is_wanted = visitor.visit(value.filter_)
            except (ValueError, TypeError, re.error) as error:
                message = "the filter cannot be used (%s); write one like: docname in docnames"
                place = (key.docname, value.line)
                logger.warning(message, error, location=place, type="chapbook_citing", subtype="filter", once=True)
                is_wanted = bool(documents)
            if (is_wanted or entry.key in value.keys) and entry.key in self.works:
                yield name, entry

    def _list(self, listed: Listed, typeset: Typeset) -> None:
        """Note which entry of which list a work is, in the style's order."""
        self.citations.clear()
        order = {key: number for number, key in enumerate(typeset.references)}
        for bibliography_key, entries in listed.items():
            citation_nodes = self.bibliographies[bibliography_key].citation_nodes
            for name, entry in sorted(entries, key=lambda found: order.get(found[1].key, len(order))):
                label = typeset.labels.get(entry.key, ())
                printed = Printed(typeset.references.get(entry.key, label))
                short = plain(self._shortened(label, [Cited(entry.key)])).strip()
                label_text = short if len(short) < LONGEST_LABEL else f"{short[: LONGEST_LABEL - 1]}…"
                formatted = FormattedEntry(entry.key, printed, label_text)
                node_id = citation_nodes[name]["ids"][0]
                self.citations.append(ListEntry(node_id, bibliography_key, name, entry, formatted, None))

    def _shortened(self, text: Text, works: list[Cited]) -> Text:
        for work in (self.works[cited.key] for cited in works):
            if work.short:
                text = with_short_names(text, work.item.get("author", ()), work.short)
        return text

    def resolve_xref(  # type: ignore[override]  # noqa: PLR0913, PLR0917  # as the domain that this one is made of
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,  # noqa: ARG002  # as above
        target: str,
        node: pending_xref,
        contnode: nodes.Element,  # noqa: ARG002  # as above
    ) -> nodes.Element:
        """Return the citation as the style sets it, with references to the list, that of the same document first."""
        places = self._places(fromdocname)
        in_document = self.data["citations_printed"].get(node.get("refdoc", fromdocname), {})
        printed: Text = in_document.get(node.get("citation"), ())
        keys = [found.key for found in parse_citation_targets(target)]
        missing = [key for key in keys if key not in places and key not in self.bibliography.sets]
        for key in missing if not node.get("in_note") else ():
            message, remedy = 'could not find bibtex key "%s"; %s', self.bibliography.remedy(key)
            logger.warning(message, key, remedy, location=node, type="chapbook_citing", subtype="missing")
        if not printed and missing:
            return nodes.inline("", "", nodes.Text(f"[{', '.join(missing)}?]"), classes=["bibtex-citation"])

        def refer(key: str, words: nodes.Element) -> nodes.Node:
            place = next((places[prefix + key] for prefix in self._prefixes() if prefix + key in places), None)
            if place is None:
                return words
            title = plain(self.data["references_printed"].get(key, ())) if env.config.bibtex_tooltips else None
            return make_refnode(builder, fromdocname, *place, words, title)

        if node.get("in_note"):
            printed = only(printed, NOTE)
        elif node.get("has_note"):
            printed = without(printed, NOTE)
        is_seen = not node.get("in_note") and node["reftype"] != "empty"
        cites = [own for key in keys for own in self.own_keys(key)] if is_seen else []
        order = [run.href.removeprefix("#ref-") for run in printed]
        cites.sort(key=lambda own: order.index(own) if own in order else len(order))
        return nodes.inline("", "", *as_nodes(printed, refer), classes=["bibtex-citation"], cites=cites)

    def _prefixes(self) -> list[str]:
        return ["", *(value.keyprefix for value in self.bibliographies.values() if value.keyprefix)]

    def by_length(self) -> list[ListEntry]:
        """Return the entries of all lists, those of the longest last."""
        length = Counter(entry.bibliography_key for entry in self.citations)
        return sorted(self.citations, key=lambda entry: length[entry.bibliography_key])

    def _places(self, docname: str) -> dict[str, tuple[str, str]]:
        """Return the place of each work's entry, from a document: its own list's, else the longest's."""
        known_for, found = self.__dict__.get("_placed", (None, {}))
        if known_for != (docname, len(self.citations)):
            near = [entry for entry in self.citations if entry.bibliography_key.docname == docname]
            entries = (*self.by_length(), *near)
            found = {entry.key: (entry.bibliography_key.docname, entry.citation_id) for entry in entries}
            self._placed = (docname, len(self.citations)), found
        return cast("dict[str, tuple[str, str]]", found)


def domain_of(env: BuildEnvironment) -> CitingDomain:
    """Return the domain."""
    return cast("CitingDomain", env.domains["cite"])


def read_bibliography(app: Sphinx) -> None:
    """Read the BibTeX files, before sphinxcontrib-bibtex would; pandoc goes on beside what follows."""
    domain = domain_of(app.env)
    paths = [Path(app.confdir, file).resolve() for file in app.config.bibtex_bibfiles or ()]
    known = bibliography(paths, Path(app.doctreedir, "citing"), domain.bibliography)
    domain.take(known, app.config.bibtex_encoding, paths)
