"""Works and the places that cite them in, citations and references as a style sets them out; by pandoc's citeproc.

What pandoc or the styles themselves do otherwise than the styles' manuals is put right in :mod:`.style_mends`.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from chapbook.citing.formatted_text import LABEL, NOTE, Text, only, text_of, without, without_brackets
from chapbook.citing.style_mends import literal_years, mended, own_words, prepared
from chapbook.pandoc import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from chapbook.citing.csl_style import Style

NORMAL, IN_SENTENCE, WITHOUT_AUTHOR = "NormalCitation", "AuthorInText", "SuppressAuthor"
ARGUMENTS = (
    *("--from=json", "--to=json", "--citeproc", "--bibliography=items.json", "--csl=style.csl"),
    "document.json",
)
API = [1, 23, 1]
MOST_AT_ONCE = 200
"""Works of which pandoc compares all names with each other; its time grows with the third power of their number."""


class Cited(NamedTuple):
    """A work in a citation, with the words around it."""

    key: str
    before: str = ""
    behind: str = ""


class Citation(NamedTuple):
    """A place that cites works, and how it does."""

    works: tuple[Cited, ...]
    mode: str = NORMAL


class Typeset(NamedTuple):
    """What a style made: a text for each citation, and of each work a reference and a label, in the style's order.

    The label is what a reference is named by: a number or, where the style has none, a citation without brackets.
    """

    citations: list[Text]
    references: dict[str, Text]
    labels: dict[str, Text]


class Setting(NamedTuple):
    """By which style and in which language (a tag of BCP 47) works are set, and the folder that keeps what was."""

    style: Style
    language: str
    kept: Path


class Typesetting:
    """Citations and references that are being set; :meth:`typeset` waits for them."""

    def __init__(
        self,
        setting: Setting,
        items: Mapping[str, Mapping[str, Any]],
        citations: Sequence[Citation],
        kind: str = "list",
    ) -> None:
        """Begin.

        :param items: works by their keys, as CSL-JSON has them; those that no citation names come last where it counts.
        :param kind: what it is for; of each kind and style one result is kept.
        :raises PandocError: where there is no pandoc.
        """
        self._setting = setting
        self._items = items
        self._citations = citations
        self._years = literal_years(items)
        style = setting.style
        asked = list(citations) if style.has_positions else list(dict.fromkeys(citations))
        is_large = style.has_name_rule and len(items) > MOST_AT_ONCE
        bins = _bins(items, asked) if is_large else [(list(items), asked)]
        self._runs = []
        for number, (keys, some) in enumerate(bins):
            all_asked = [*some, *(Citation((Cited(key),)) for key in keys)]
            run = self._start(f"{kind}-{style.name}-{number}", keys, all_asked, style.text)
            self._runs.append((keys, all_asked, run))
        self._order = None
        if is_large:
            # All works in one list, for their order only.
            text = style.text.replace(' disambiguate-add-givenname="true"', "")
            self._order = self._start(f"{kind}-{style.name}-order", list(items), [], text)

    def _start(self, name: str, keys: list[str], citations: list[Citation], style: str) -> Run:
        language = self._setting.language
        items = [prepared(self._items[key], self._setting.style, language, self._years) for key in keys]
        document = {
            "pandoc-api-version": API,
            "meta": {
                "lang": {"t": "MetaString", "c": language},
                "link-citations": {"t": "MetaBool", "c": True},
                "nocite": {"t": "MetaInlines", "c": [_cite(Citation(tuple(map(Cited, keys))))]},
            },
            "blocks": [{"t": "Para", "c": [_cite(citation)]} for citation in citations],
        }
        files = {"items.json": items, "document.json": document}
        texts = {file: json.dumps(value, ensure_ascii=False) for file, value in files.items()}
        return Run(name, ARGUMENTS, {**texts, "style.csl": style}, self._setting.kept)

    def typeset(self) -> Typeset:
        """Return what the style made.

        :raises PandocError: with what pandoc says of the style.
        """
        style = self._setting.style
        own = own_words(self._items, self._years)
        made: dict[Citation, Text] = {}
        in_turn: list[Text] = []
        references: dict[str, Text] = {}
        labels: dict[str, Text] = {}
        for keys, citations, run in self._runs:
            *paragraphs, entries = _blocks(run.text())
            texts = [
                mended(text_of(block["c"][0]["c"][1]), citation, self._items, self._setting, own)
                for block, citation in zip(paragraphs, citations, strict=True)
            ]
            in_turn += texts[: len(citations) - len(keys)]
            made.update(zip(citations, texts, strict=True))
            for key, text in zip(keys, texts[len(citations) - len(keys) :], strict=True):
                labels[key] = without_brackets(only(text, NOTE) or text)
            for key, text in _entries(entries):
                if label := only(text, LABEL):
                    labels[key] = label
                # A style may have no reference for a type; the work is named all the same.
                references[key] = mended(without(text, LABEL), None, self._items, self._setting, own) or labels[key]
        set_out = in_turn if style.has_positions else [made[citation] for citation in self._citations]
        if self._order:
            references = {key: references[key] for key, _text in _entries(_blocks(self._order.text())[-1])}
        return Typeset(set_out, references, labels)


def typeset_pages(
    setting: Setting, items: Mapping[str, Mapping[str, Any]], by_page: Mapping[str, list[Citation]]
) -> Typeset:
    """Let a style set the citations of pages, by their docnames.

    :raises PandocError: with what pandoc says of the style.
    """
    if not setting.style.is_note:
        return Typesetting(setting, items, [citation for some in by_page.values() for citation in some]).typeset()

    def notes_of(docname: str) -> list[Text]:
        own = {work.key: items[work.key] for citation in by_page[docname] for work in citation.works}
        kind = f"notes-{docname.replace('/', '-')}"
        return Typesetting(setting, own, by_page[docname], kind).typeset().citations if own else []

    # A page is read by itself, and its footnotes are counted anew: so are those of the style.
    with ThreadPoolExecutor(2) as pool:
        notes = [note for some in pool.map(notes_of, by_page) for note in some]
    # What names a work is what a note says when it is cited again.
    before = [Citation((Cited(key),)) for key in items] if len(items) > 1 else []
    return Typesetting(setting, items, before).typeset()._replace(citations=notes)


def _cite(citation: Citation) -> dict[str, Any]:
    works = [
        {
            "citationId": work.key,
            "citationPrefix": _words(work.before),
            "citationSuffix": _words(f", {work.behind}" if work.behind else ""),
            "citationMode": {"t": citation.mode},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for work in citation.works
    ]
    return {"t": "Cite", "c": [works, []]}


def _words(text: str) -> list[dict[str, str]]:
    words = [part for word in text.replace("--", "–").split() for part in ({"t": "Str", "c": word}, {"t": "Space"})]
    return words[:-1]


def _blocks(text: str) -> list[Any]:
    blocks: list[Any] = json.loads(text)["blocks"]
    return blocks if blocks and blocks[-1]["t"] == "Div" else [*blocks, {"c": [[], []]}]


def _entries(division: dict[str, Any]) -> Iterable[tuple[str, Text]]:
    for entry in division["c"][1]:
        inlines = [inline for block in entry["c"][1] for inline in block["c"]]
        yield entry["c"][0][0].removeprefix("ref-"), text_of(inlines)


def _bins(items: Mapping[str, Mapping[str, Any]], citations: list[Citation]) -> list[tuple[list[str], list[Citation]]]:
    """Part works so that those of which one may be taken for another are together, and pandoc has few at once."""
    group_of = {key: _first_name(item) for key, item in items.items()}
    members: dict[str, list[str]] = {}
    for key, group in group_of.items():
        members.setdefault(group, []).append(key)
    asked: dict[tuple[str, ...], list[Citation]] = {(group,): [] for group in members}
    for citation in citations:
        named = {group_of[work.key] for work in citation.works if work.key in group_of}
        asked.setdefault(tuple(sorted(named)), []).append(citation)
    bins: list[tuple[dict[str, None], list[Citation]]] = []
    for groups, some in asked.items():
        keys = [key for group in groups for key in members[group]]
        if not bins or len(bins[-1][0]) + len(keys) > MOST_AT_ONCE:
            bins.append(({}, []))
        bins[-1][0].update(dict.fromkeys(keys))
        bins[-1][1].extend(some)
    return [(list(keys), some) for keys, some in bins]


def _first_name(item: Mapping[str, Any]) -> str:
    people = next((item[role] for role in ("author", "editor", "translator") if item.get(role)), ())
    name = next((person.get("family") or person.get("literal", "") for person in people), "") or item.get("title", "")
    return str(name).casefold()
