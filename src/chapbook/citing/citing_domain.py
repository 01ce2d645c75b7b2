"""The domain ``cite`` of sphinxcontrib-bibtex, whose roles, lists and filters stay; what is printed, a CSL style sets.

Right in incremental and parallel builds: all is set when all documents are read, and those are written again of which a
citation reads otherwise than before.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from pybtex.style import FormattedEntry
from sphinx.util import logging
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation as ListEntry, _FilterVisitor, get_docnames

from chapbook.citing.bibliography import Bibliography, bibliography
from chapbook.citing.citation_roles import citations_of, put_together
from chapbook.citing.citing_places import FOOT, Noted, noted_citations
from chapbook.citing.citing_role import Printed, SafeCiteRole
from chapbook.citing.formatted_text import NOTE, Text, as_nodes, only, plain, without
from chapbook.citing.styles_of_publication import citation_style, language_of
from chapbook.citing.typesetting import Cited, Setting, Typeset, Typesetting
from chapbook.pandoc import PandocError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyKey

    from chapbook.citing.works import Work

logger = logging.getLogger(__name__)


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
    def works(self) -> dict[str, Work]:
        """Return every work of the BibTeX files, by its citation key."""
        works: dict[str, Work] = self.data["bibliography"].works
        return works

    def take(self, known: Bibliography, encoding: str, paths: list[Path]) -> None:
        """Take what the files hold, so that sphinxcontrib-bibtex, which would stop at a mistake, does not read them."""
        self.data["bibliography"] = known
        files = {path: BibFile(get_mtime(path), dict.fromkeys(known.keys_of(path))) for path in paths}
        self.data["bibdata"] = BibData(encoding, files, known.for_filters())

    def env_updated(self) -> list[str]:
        """Set all citations and lists; return the documents of which a citation changed."""
        env = self.env
        docnames = list(get_docnames(env))  # type: ignore[no-untyped-call]  # it comes without types
        noted = noted_citations(env)
        asked = [(docname, one, self._known(one)) for docname in docnames for one in noted.get(docname, ())]
        listed = {key: list(self._filtered(key, noted)) for key in self.bibliographies}
        typeset = self._typeset(asked, listed)
        before, self.data["citations_printed"] = self.data["citations_printed"], {}
        left = iter(typeset.citations)
        setting = self._setting()
        items = {key: work.item for key, work in self.works.items()}
        for docname, one, works in asked:
            texts = [next(left) for _asked in citations_of(one.role, works, setting.style)]
            text = put_together(one.role, works, texts, items, setting)
            self.data["citations_printed"].setdefault(docname, {})[one.number] = self._shortened(text, works)
        self.data["references_printed"] = typeset.references
        self._list(listed, typeset)
        now = self.data["citations_printed"]
        return [docname for docname in env.found_docs if before.get(docname) != now.get(docname) and docname in before]

    def _typeset(
        self, asked: list[tuple[str, Noted, list[Cited]]], listed: dict[BibliographyKey, list[tuple[str, Entry]]]
    ) -> Typeset:
        setting = self._setting()
        citations = [
            citation for _docname, one, works in asked for citation in citations_of(one.role, works, setting.style)
        ]
        keys = dict.fromkeys(work.key for _docname, _one, works in asked for work in works)
        keys.update(dict.fromkeys(entry.key for entries in listed.values() for _key, entry in entries))
        if not keys:
            return Typeset([], {}, {})
        items = {key: self.works[key].item for key in keys if key in self.works}
        try:
            return Typesetting(setting, items, citations).typeset()
        except PandocError as error:
            logger.error("%s", error, type="chapbook_citing", subtype="pandoc")  # noqa: TRY400  # a user's mistake
            return Typeset([() for _citation in citations], {}, {})

    def _setting(self) -> Setting:
        config = self.env.config
        return Setting(citation_style(config), language_of(config), Path(self.env.doctreedir, "citing"))

    def own_keys(self, key: str) -> list[str]:
        """Return the keys of the works that a citation's key means, without a list's prefix; of a set, all."""
        sets = self.data["bibliography"].sets
        bare = (key.removeprefix(prefix) for prefix in self._prefixes())
        own = next((known for known in bare if known in self.works or known in sets), key)
        members: list[str] = sets.get(own, [own])
        return members

    def _known(self, one: Noted) -> list[Cited]:
        """Return the works that a citation names and that are there."""
        found = []
        for key, before, behind in one.targets:
            known = [member for member in self.own_keys(key) if member in self.works]
            for number, member in enumerate(known):
                found.append(Cited(member, before if not number else "", behind if number == len(known) - 1 else ""))
        return found

    def _filtered(self, key: BibliographyKey, noted: dict[str, list[Noted]]) -> Iterator[tuple[str, Entry]]:
        """Yield the works of a list; a filter that cannot be used is a warning, and the cited ones are listed."""
        value = self.bibliographies[key]
        cited: dict[str, set[str]] = {}
        for docname, found in noted.items():
            for one in found:
                if one.role == FOOT:
                    continue
                for target in one.targets:
                    for member in self.data["bibliography"].sets.get(target[0], [target[0]]):
                        cited.setdefault(member, set()).add(docname)
        for entry in self.get_entries(value.bibfiles):
            name = value.keyprefix + entry.key
            documents = cited.get(name, set())
            try:
                visitor = _FilterVisitor(entry, key.docname, documents)  # type: ignore[no-untyped-call]  # it is
                is_wanted = visitor.visit(value.filter_)
            except (ValueError, TypeError, re.error) as error:
                self._warn_of_filter(key, error)
                is_wanted = bool(documents)
            if (is_wanted or entry.key in value.keys) and entry.key in self.works:
                yield name, entry

    def _warn_of_filter(self, key: BibliographyKey, error: Exception) -> None:
        place = (key.docname, self.bibliographies[key].line)
        message = "the filter cannot be used (%s); write one like: docname in docnames"
        logger.warning(message, error, location=place, type="chapbook_citing", subtype="filter", once=True)

    def _list(self, listed: dict[BibliographyKey, list[tuple[str, Entry]]], typeset: Typeset) -> None:
        """Note which entry of which list a work is, in the style's order."""
        self.citations.clear()
        order = {key: number for number, key in enumerate(typeset.references)}
        for bibliography_key, entries in listed.items():
            value = self.bibliographies[bibliography_key]
            for name, entry in sorted(entries, key=lambda found: order.get(found[1].key, len(order))):
                label = plain(self._shortened(typeset.labels.get(entry.key, ()), [Cited(entry.key)])).strip()
                text = typeset.references.get(entry.key, typeset.labels.get(entry.key, ()))
                formatted = FormattedEntry(entry.key, Printed(text), label)
                node_id = value.citation_nodes[name]["ids"][0]
                self.citations.append(ListEntry(node_id, bibliography_key, name, entry, formatted, None))

    def _shortened(self, text: Text, works: list[Cited]) -> Text:
        """Put the abbreviation of a group in the place of its name (APA 8.21)."""
        for work in (self.works[cited.key] for cited in works):
            if work.short and (name := sole_group(work)):
                text = tuple(run._replace(text=run.text.replace(name, work.short)) for run in text)
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
        printed: Text = (
            self.data["citations_printed"].get(node.get("refdoc", fromdocname), {}).get(node.get("citation"), ())
        )
        missing = [key for key in _keys_in(target) if key not in places and key not in self.data["bibliography"].sets]
        for key in missing:
            message = 'could not find bibtex key "%s"; %s'
            logger.warning(message, key, self._remedy(key), location=node, type="chapbook_citing", subtype="missing")
        if not printed and missing:
            return nodes.inline("", "", nodes.Text(f"[{', '.join(missing)}?]"), classes=["bibtex-citation"])

        def refer(key: str, words: nodes.Element) -> nodes.Node:
            place = next((places[prefix + key] for prefix in self._prefixes() if prefix + key in places), None)
            if place is None:
                return words
            title = plain(self.data["references_printed"].get(key, ())) if env.config.bibtex_tooltips else None
            return make_refnode(builder, fromdocname, *place, words, title)

        text = (
            only(printed, NOTE) if node.get("in_note") else without(printed, NOTE) if node.get("has_note") else printed
        )
        return nodes.inline("", "", *as_nodes(text, refer), classes=["bibtex-citation"])

    def _prefixes(self) -> list[str]:
        return ["", *(value.keyprefix for value in self.bibliographies.values() if value.keyprefix)]

    def _places(self, docname: str) -> dict[str, tuple[str, str]]:
        cached = self.__dict__.get("_placed")
        if cached is None or cached[0] != (docname, len(self.citations)):
            near = {one.key: one for one in self.citations if one.bibliography_key.docname == docname}
            length = Counter(one.bibliography_key for one in self.citations)
            far = {one.key: one for one in sorted(self.citations, key=lambda one: length[one.bibliography_key])}
            found = {key: (one.bibliography_key.docname, one.citation_id) for key, one in {**far, **near}.items()}
            self._placed = cached = ((docname, len(self.citations)), found)
        return cast("dict[str, tuple[str, str]]", cached[1])

    def _remedy(self, key: str) -> str:
        remedy: str = self.data["bibliography"].remedy(key)
        return remedy


def _keys_in(target: str) -> list[str]:
    return [found.key for found in parse_citation_targets(target)]


def sole_group(work: Work) -> str:
    """Return the name of the group that is a work's only author; empty where it is another."""
    people: list[dict[str, Any]] = work.item.get("author") or []
    return str(people[0].get("literal", "")) if len(people) == 1 else ""


def domain_of(env: BuildEnvironment) -> CitingDomain:
    """Return the domain."""
    return cast("CitingDomain", env.domains["cite"])


def read_bibliography(app: Sphinx) -> None:
    """Read the BibTeX files, before sphinxcontrib-bibtex would; pandoc goes on beside what follows."""
    domain = domain_of(app.env)
    paths = [Path(app.confdir, file).resolve() for file in app.config.bibtex_bibfiles or ()]
    known = bibliography(paths, Path(app.doctreedir, "citing"), domain.data["bibliography"])
    domain.take(known, app.config.bibtex_encoding, paths)
