"""``-b anchors-keep``: works out what keeps every published id, and leaves it to the command as plain data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.dummy import DummyBuilder

from chapbook.anchors.changes import changed_sources
from chapbook.anchors.markdown_source import MarkdownSource, parser_of
from chapbook.anchors.noted import texts_of
from chapbook.anchors.redirect_list import with_redirects
from chapbook.anchors.register import read_register, with_words, write_register
from chapbook.anchors.register_check import (
    LIST,
    REDIRECTS,
    compare,
    new_anchors,
    redirects_in_list,
    register_path,
)
from chapbook.anchors.toctree import with_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet

    from markdown_it import MarkdownIt

    from chapbook.anchors.plan_parts import Plan
    from chapbook.anchors.register_check import Comparison

CHANGES = "changes.json"
"""JSON: *texts*, a list of path, text before and text after, either of them null for no file; *by_hand*, sentences;
*register*, where that is; *anchors*, what it would have with every id, a list of lists."""


class KeepBuilder(DummyBuilder):
    """Writes the changes into its folder; it changes no source."""

    name = "anchors-keep"
    epilog = "What is to be changed is in %(outdir)s."

    def get_outdated_docs(self) -> str:  # type: ignore[override]  # as Sphinx's own builders of one file do
        """Have the register compared in every run."""
        return "the register of ids"

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write no document."""

    def finish(self) -> None:
        """Write the file."""
        comparison = compare(self.env)
        if comparison.plan.kept:
            comparison = compare(self.env, list(texts_of(self.env)))
        texts, by_hand = self._changes(comparison)
        register = self.config.chapbook_register
        kept = read_register(texts.get(register) or self._text(register) or "").anchors.values()
        anchors = [*kept, *new_anchors(self.env, comparison.register)]
        told = {"texts": list(self._changed(texts)), "by_hand": by_hand, "register": register, "anchors": anchors}
        Path(self.outdir, CHANGES).write_text(json.dumps(told), encoding="utf-8")

    def _changes(self, comparison: Comparison) -> tuple[dict[str, str | None], list[str]]:
        register, remedies, plan = comparison
        path = register_path(self.env)
        if register.faults:
            # What cannot be read cannot be compared, and would be lost when the file is written.
            return {}, [f"{path}:{fault.line}: {fault.message}" for fault in register.faults]
        self._parser: MarkdownIt | None = None
        changes = changed_sources(plan, lambda page: str(self.env.doc2path(page, base=False)), self._source)
        texts: dict[str, str | None] = dict(changes.texts)
        words = {name: part.words for part, name in (*plan.words, *plan.alike)}
        for remedy in remedies:
            texts |= remedy.texts
            words |= {remedy.id: remedy.words} if remedy.words else {}
        texts |= self._tables_of_contents(plan, changes.texts)
        by_hand = list(changes.by_hand)
        texts |= self._redirects(plan, by_hand)
        if words:
            texts[self.config.chapbook_register] = write_register(with_words(register.anchors.values(), words))
        return texts, by_hand

    def _source(self, path: str) -> MarkdownSource | None:
        """Return a source that can be changed: Markdown, within the publication."""
        text = self._text(path)
        if (
            text is None
            or not path.endswith(".md")
            or not Path(self.srcdir, path).resolve().is_relative_to(self.srcdir)
        ):
            return None
        return MarkdownSource(text, self._markdown())

    def _markdown(self) -> MarkdownIt:
        self._parser = self._parser or parser_of(self.env.myst_config)  # type: ignore[attr-defined]  # MyST's
        return self._parser

    def _text(self, path: str) -> str | None:
        """Return a file's text with its own line ends; None where there is none."""
        try:
            return Path(self.srcdir, path).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _tables_of_contents(self, plan: Plan, texts: dict[str, str]) -> Iterator[tuple[str, str | None]]:
        """Yield the pages whose tables of contents name a page that has moved."""
        listed = {self.config.root_doc, *(name for names in self.env.toctree_includes.values() for name in names)}
        for docname in sorted(self.env.found_docs) if plan.redirects else ():
            path = str(self.env.doc2path(docname, base=False))
            text = texts.get(path) or self._text(path)
            if text and path.endswith(".md"):
                yield path, with_entries(text, self._markdown(), docname, plan.redirects, listed)

    def _redirects(self, plan: Plan, by_hand: list[str]) -> dict[str, str | None]:
        if not plan.redirects:
            return {}
        given = getattr(self.config, REDIRECTS, None)
        path = given if isinstance(given, str) else LIST
        suffix = Path(self.env.doc2path(next(iter(plan.redirects.values())))).suffix
        if isinstance(given, dict) and given.keys() - redirects_in_list(self.env).keys():
            lines = (f'"{old}{suffix}" "{new}{suffix}"' for old, new in plan.redirects.items())
            by_hand += [f"conf.py: write {line} into {REDIRECTS}" for line in lines]
            return {}
        if given is None:
            by_hand.append('conf.py: write "chapbook.redirects" into extensions, so that old addresses lead on')
        return {path: with_redirects(self._text(path) or "", plan.redirects, self.env.found_docs, suffix)}

    def _changed(self, texts: dict[str, str | None]) -> Iterator[tuple[str, str | None, str | None]]:
        for path, after in sorted(texts.items()):
            before = self._text(path)
            if before != after:
                yield path, before, after
