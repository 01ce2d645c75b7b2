"""The work, a part of it, or a comment on it in, everything that one needs to cite it out: each style and each format.

Each style sets the work once, with tokens where the words of a part stand: the build puts in those of the sections, the
script of the pages those of paragraphs and comments, so that a page weighs no more for being citable in each of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_record import plain_field, title_field
from chapbook.citing.csl_json import OWN, PRIVATE, web_address
from chapbook.citing.export_text import csl_text, files_of
from chapbook.citing.formats import CSL_JSON
from chapbook.citing.formatted_text import NOTE, Citation, Text, as_html, only, plain
from chapbook.citing.typesetting import Citation as Asked, Cited, Setting, Typesetting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.csl_style import Style
    from chapbook.citing.record import Record

ID, PLACE, NAME, WORDS = "CITEDID", "CITEDPLACE", "CITEDNAME", "CITEDWORDS"
YEAR, MONTH, DAY = "CITEDYEAR", "CITEDMONTH", "CITEDDAY"
ADDRESS = "https://citation.invalid/"
"""Stands for an address, and is none (RFC 6761, 6.4)."""

LESS_THAN = "\ue000"
"""Stands for the sign while it would be taken for markup; Unicode leaves it to private agreements."""

ALONE = re.compile(r' (?:disambiguate-add-\w+|subsequent-author-substitute(?:-rule)?)="[^"]*"')
"""What a style does to works that stand beside each other; here each stands alone."""

SPECIAL_IN_BIBTEX = "\\{}$&#^_%~@"
WHOLE, PART, COMMENT, DATED = range(4)
ASKED = [Asked((Cited("work"),)), Asked((Cited("work", behind=PLACE),)), Asked((Cited("comment"),))]
ASKED.append(Asked((Cited("dated"),)))


class Forms:
    """The forms of a record, which are being set; the rest waits for them when it is first asked for."""

    def __init__(self, record: Record, settings: Mapping[str, Setting], words: Mapping[str, str]) -> None:
        """Begin to set them.

        :param words: *version* of the edition and *comment_on*, what a comment is called (APA 10.1), in the language.
        """
        self._record = record
        self._words = words
        self._runs = {}
        for name, setting in settings.items():
            alone = setting._replace(style=setting.style._replace(text=ALONE.sub("", setting.style.text)))
            self._runs[name] = Typesetting(alone, self._items(setting.style), ASKED, "work")

    def _items(self, style: Style) -> dict[str, dict[str, Any]]:
        known = {name: value for name, value in self._record.work.items() if name not in PRIVATE}
        work = {**_escaped(known), "id": "work"}
        version = _escaped(self._words["version"])
        edition = f'<span class="nodecor"> ({version})</span>' if version else ""
        # An author's own title is never recased, nor is the name of a site; the edition stands behind the title.
        for name in {"title", "container-title", "event-title"} & work.keys():
            work[name] = _as_written(work[name]) + (edition if name == "title" else "")
        if self._words["address"]:
            work["URL"] = ADDRESS
        comment = {**_escaped(self._comment(None)), "id": "comment", "title": _as_written(WORDS)}
        day = f"{YEAR}, {MONTH} {DAY}" if style.is_apa else YEAR
        return {"work": work, "comment": comment, "dated": {**comment, "id": "dated", "issued": {"literal": day}}}

    def cite(self, suffix: str = "", place: str = "", address: str = "") -> Citation:
        """Cite the work or, with a *place* such as ``Introduction section, para. 2``, a part of it.

        :param suffix: what is put behind the work's citation key, to tell parts apart.
        :param address: the part's own address; without one the work's is given.
        """
        item = self._record.part(suffix, place, address)
        shown = item.get("URL") or self._words["address"]
        references = {name: _filled(text, {ADDRESS: shown}) for name, text in self._references("work")}
        in_text = self.in_text(place) if place else plain(_filled(self._in_text(WHOLE), {}))
        private = {"abstract": self._record.abstract, "keyword": ", ".join(self._record.keywords)}
        known = {name: value for name, value in private.items() if value}
        files = files_of([{**item, **known, OWN: {"title": title_field(item["title"])}}])
        return Citation(address or web_address(item) or self._words["address"], in_text, references, files)

    def in_text(self, place: str) -> str:
        """Return the citation in the text of a part (APA 8.13)."""
        return plain(_filled(self._in_text(PART), {PLACE: place}))

    def _in_text(self, number: int) -> Text:
        typeset = next(iter(self._runs.values())).typeset() if self._runs else None
        text = typeset.citations[number] if typeset else ()
        return only(text, NOTE) or text

    def _references(self, key: str) -> list[tuple[str, Text]]:
        found = ((name, run.typeset()) for name, run in self._runs.items())
        return [(name, made.references.get(key) or made.labels[key]) for name, made in found]

    def patterns(self) -> dict[str, Any]:
        """Return the work, a part of it, a comment on it without and with a date, all with tokens; as plain JSON."""
        return {
            "work": _as_json(self.cite(address=ADDRESS)),
            "part": _as_json(self.cite(ID, PLACE, ADDRESS)),
            "comment": self._pattern_of_comment("comment", COMMENT, None),
            "dated": self._pattern_of_comment("dated", DATED, YEAR),
            "published": self.cite().address,
            "bibtex": {character: plain_field(character) for character in SPECIAL_IN_BIBTEX},
        }

    def _pattern_of_comment(self, key: str, number: int, year: str | None) -> dict[str, Any]:
        item = self._comment(year)
        files = files_of([{**item, OWN: {"title": f"{{{WORDS}}}"}}])
        if year:
            files[CSL_JSON.suffix] = csl_text([{**item, "issued": {"date-parts": [[year]]}}])
        in_text = plain(self._in_text(number)).replace(f", {MONTH} {DAY}", "")
        return _as_json(Citation("", in_text, {name: _filled(text, {}) for name, text in self._references(key)}, files))

    def _comment(self, year: str | None) -> dict[str, Any]:
        """Cite a comment as its commenter's, in the work and its edition (APA 10.1, comment on a text)."""
        work = self._record.work
        sites = ("container-title", "event-title", "publisher")
        item = {
            "id": ID,
            "type": "post",
            "author": [{"literal": NAME}],
            "title": WORDS,
            "genre": self._words["comment_on"],
            "container-title": next((work[name] for name in sites if name in work), ""),
            "URL": ADDRESS,
            "issued": {"literal": year} if year else {},
        }
        return {name: value for name, value in item.items() if value}


def _as_written(title: str) -> str:
    return f'<span class="nocase">{title}</span>'


def _escaped(value: Any) -> Any:  # noqa: ANN401  # what JSON holds
    if isinstance(value, str):
        return value.replace("<", LESS_THAN)
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    return [_escaped(part) for part in value] if isinstance(value, list) else value


def _filled(text: Text, words: Mapping[str, str]) -> Text:
    """Put words in the place of tokens."""

    def fill(said: str) -> str:
        for token, word in words.items():
            said = said.replace(token, word)
        return said

    return tuple(run._replace(text=fill(run.text.replace(LESS_THAN, "<")), href=fill(run.href)) for run in text)


def _as_json(citation: Citation) -> dict[str, Any]:
    references = {style: str(as_html(text)) for style, text in citation.references.items()}
    return {"inText": citation.in_text, "references": references, "files": citation.files}
