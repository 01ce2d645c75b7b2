"""The work, a part of it, or a comment on it in, everything that one needs to cite it out: each style and each format.

Each style sets the work once, with tokens where the words of a part stand: the build puts in those of the sections, the
script of the pages those of paragraphs and comments, so that a page weighs no more for being citable in each of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_record import plain_field, title_field
from chapbook.citing.citation import Citation
from chapbook.citing.csl_json import OWN
from chapbook.citing.export_formats import CSL_JSON
from chapbook.citing.export_text import csl_text, files_of
from chapbook.citing.formatted_text import NOTE, Text, as_html, only, plain
from chapbook.citing.typesetting import Citation as Asked, Cited, Setting, Typesetting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chapbook.citing.csl_style import Style
    from chapbook.citing.record import Record

ID = "CITEDID"
PLACE = "CITEDPLACE"
NAME = "CITEDNAME"
WORDS = "CITEDWORDS"
YEAR, MONTH, DAY = "CITEDYEAR", "CITEDMONTH", "CITEDDAY"
ADDRESS = "https://citation.invalid/"
"""Stands for an address, and is none (RFC 6761, 6.4)."""

LESS_THAN = "\ue000"
"""Stands for the sign while it would be taken for markup; Unicode leaves it to private agreements."""

ALONE = re.compile(r' (?:disambiguate-add-\w+|subsequent-author-substitute(?:-rule)?)="[^"]*"')
"""What a style does to works that stand beside each other; here each stands alone."""

SPECIAL_IN_BIBTEX = "\\{}$&#^_%~@"
ASKED = [
    Asked((Cited("work"),)),
    Asked((Cited("work", behind=PLACE),)),
    Asked((Cited("comment"),)),
    Asked((Cited("dated"),)),
]


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
        work = {
            name: value for name, value in _escaped(self._record.work).items() if name not in {"abstract", "keyword"}
        }
        edition = (
            f'<span class="nodecor"> ({_escaped(self._words["version"])})</span>' if self._words["version"] else ""
        )
        # An author's own title is never recased, nor is the name of a site; the edition stands behind the title.
        work["title"] = f'<span class="nocase">{work["title"]}</span>{edition}'
        for name in ("container-title", "event-title"):
            if name in work:
                work[name] = f'<span class="nocase">{work[name]}</span>'
        if self._words["address"]:
            work["URL"] = ADDRESS
        comment = self._comment(None)
        comment["title"] = f'<span class="nocase">{WORDS}</span>'
        comment = {
            name: _escaped(value) if name in {"genre", "container-title"} else value for name, value in comment.items()
        }
        day = f"{YEAR}, {MONTH} {DAY}" if style.is_apa else YEAR
        dated = {**comment, "id": "dated", "issued": {"literal": day}}
        return {"work": {**work, "id": "work"}, "comment": {**comment, "id": "comment"}, "dated": dated}

    def cite(self, suffix: str = "", place: str = "", address: str = "") -> Citation:
        """Cite the work or, with a *place* such as ``Introduction section, para. 2``, a part of it.

        :param suffix: what is put behind the work's citation key, to tell parts apart.
        :param address: the part's own address; without one the work's is given.
        """
        key, item = self._record.part(suffix, place, address)
        where = (item.get("DOI") and f"https://doi.org/{item['DOI']}") or item.get("URL", "") or self._words["address"]
        references = {
            name: _filled(text, {ADDRESS: item.get("URL") or self._words["address"]})
            for name, text in self._references("work")
        }
        in_text = plain(_filled(self._in_text(1 if place else 0), {PLACE: place}))
        return Citation(key, address or where, in_text, references, files_of([self._recorded(item)]))

    def in_text(self, place: str) -> str:
        """Return the citation in the text of a part (APA 8.13)."""
        return plain(_filled(self._in_text(1), {PLACE: place}))

    def _in_text(self, number: int) -> Text:
        typeset = next(iter(self._runs.values())).typeset() if self._runs else None
        text = typeset.citations[number] if typeset else ()
        return only(text, NOTE) or text

    def _references(self, key: str) -> list[tuple[str, Text]]:
        found = ((name, run.typeset()) for name, run in self._runs.items())
        return [(name, made.references.get(key) or made.labels[key]) for name, made in found]

    def _recorded(self, item: dict[str, Any]) -> dict[str, Any]:
        more = {"abstract": self._record.abstract, "keyword": ", ".join(self._record.keywords)}
        known = {name: value for name, value in more.items() if value}
        return {**item, **known, OWN: {"title": title_field(item["title"])}}

    def patterns(self) -> dict[str, Any]:
        """Return the work, a part of it, a comment on it without and with a date, all with tokens; as plain JSON."""
        part = self.cite(ID, PLACE, ADDRESS)
        work = self.cite(address=ADDRESS)
        return {
            "work": _as_json(work),
            "part": _as_json(part),
            "comment": self._pattern_of_comment("comment", 2, None),
            "dated": self._pattern_of_comment("dated", 3, YEAR),
            "published": self.cite().address,
            "bibtex": {character: plain_field(character) for character in SPECIAL_IN_BIBTEX},
        }

    def _pattern_of_comment(self, key: str, number: int, year: str | None) -> dict[str, Any]:
        item = self._comment(year)
        files = files_of([{**item, OWN: {"title": f"{{{WORDS}}}"}}])
        if year:
            files[CSL_JSON.suffix] = csl_text([{**item, "issued": {"date-parts": [[year]]}}])
        references = {name: str(as_html(_filled(text, {}))) for name, text in self._references(key)}
        in_text = plain(self._in_text(number)).replace(f", {MONTH} {DAY}", "")
        return {"inText": in_text, "references": references, "files": files}

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


def _escaped(value: Any) -> Any:  # noqa: ANN401  # what JSON holds
    if isinstance(value, str):
        return value.replace("<", LESS_THAN)
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    return [_escaped(part) for part in value] if isinstance(value, list) else value


def _filled(text: Text, words: Mapping[str, str]) -> Text:
    """Put words in the place of tokens."""
    filled = []
    for run in text:
        said, href = run.text.replace(LESS_THAN, "<"), run.href
        for token, word in words.items():
            said, href = said.replace(token, word), href.replace(token, word)
        filled.append(run._replace(text=said, href=href))
    return tuple(filled)


def _as_json(citation: Citation) -> dict[str, Any]:
    references = {style: str(as_html(text)) for style, text in citation.references.items()}
    return {"inText": citation.in_text, "references": references, "files": citation.files}
