"""The article of a capture as the parts of a publication, with its pictures, its citations and its references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chapbook.citing.bibtex_file import read_file
from chapbook.mistake import Mistake
from chapbook.pandoc import PandocError
from chapbook.rescue.capture import Capture, Html, Loss, PlainText
from chapbook.rescue.cited_text import CitedText, cite
from chapbook.rescue.edition import Decision, Text
from chapbook.rescue.escaping import escaped, plain
from chapbook.rescue.html_parts import html_parts, wordless_picture
from chapbook.rescue.parts import Kind, Named, ids_of, kinds_of
from chapbook.rescue.pictures import Pictures
from chapbook.rescue.plain_text_parts import Line, guessed_headings, named_headings, plain_parts
from chapbook.rescue.record import language_of
from chapbook.rescue.reference_matching import offers
from chapbook.rescue.unlinked import unlinked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 5_000_000
"""Letters of an article with its markup; a long book has a fifth of that."""

Asked = Callable[[Sequence[Line]], Sequence[Line]]
"""Asks a person which of the lines that look like headings are."""


@dataclass(frozen=True)
class Wishes:
    """What is wanted of a text.

    :param headings: the lines of a plain text that are headings; empty where nobody says.
    :param ask: asks which lines are, where somebody can be asked.
    :param split: the level of the headings at which chapters begin; 0 for the highest there is.
    :param bib: an editor's BibTeX file, whose entries are offered.
    """

    headings: tuple[str, ...] = ()
    ask: Asked | None = None
    split: int = 0
    bib: Path | None = None


def make_text(capture: Capture, wishes: Wishes) -> Text:
    """Make the text of an edition.

    :raises Mistake: where a heading that is named is not there, or the text cannot be read.
    """
    article = capture.article
    if len(article.source) > LARGEST:
        message = f"the article has more than {LARGEST:,} letters; name a part of the page with --select"
        raise Mistake(capture.path, 0, message)
    try:
        if isinstance(article, PlainText):
            text = _of_plain_text(capture, article, wishes)
        else:
            text = _of_html(capture, article, wishes)
        if not text.parts:
            raise Mistake(
                capture.path, 0, "there are no words of an article in it; see to it that it is the right file"
            )
        return _with_citations(capture, text, wishes)
    except PandocError as error:
        raise Mistake(capture.path, 0, f"the article cannot be turned into text: {error}") from error


def _with_citations(capture: Capture, text: Text, wishes: Wishes) -> Text:
    """Return the text with its citations as roles, and links that nothing was made of as words."""
    cited = cite(text.parts, language_of(capture.language))
    plain = [unlinked(named.part) for named in cited.parts]
    parts = tuple(named._replace(part=part) for named, (part, _) in zip(cited.parts, plain, strict=True))
    lost = sum(number for _, number in plain)
    counts = {
        **text.counts,
        "citations in the text": cited.certain + len(cited.unsure),
        "of these made links to a work": cited.certain,
        "of these not sure, left as text": len(cited.unsure),
        "works in references.bib, none of them identified": len(cited.references),
    }
    if lost:
        counts["links within the page that lead to nothing here; their words stay"] = lost
    return replace(
        text,
        parts=parts,
        counts=counts,
        bibtex=cited.bibtex,
        has_list=cited.has_list,
        changes=(*text.changes, *cited.changes),
        decisions=(*text.decisions, *_of_citations(parts, cited), *_of_works(cited, wishes.bib)),
    )


def _of_citations(parts: Sequence[Named], cited: CitedText) -> Iterator[Decision]:
    for unsure in cited.unsure:
        words = escaped(unsure.written)
        place = next((named for named in parts if words in named.part.body or unsure.written in named.part.body), None)
        shown = words if place and words in place.part.body else unsure.written
        work = f"; perhaps {unsure.key}" if unsure.key else ""
        what = f"“{unsure.written}” may be a citation ({unsure.why}{work}); write a {{cite:p}} if it is one"
        yield Decision(file_of(place) if place else "index.md", shown, what)


def _of_works(cited: CitedText, bib: Path | None) -> Iterator[Decision]:
    offered: dict[str, list[str]] = {}
    for offer in offers(cited.references, read_file(bib).entries) if bib else ():
        offered.setdefault(offer.key, []).append(f"{offer.entry} at {offer.place} has {offer.why}")
    for work in cited.references:
        may_be = f"; {', '.join(offered[work.key])}; take it if it is the work" if work.key in offered else ""
        yield Decision("references.bib", f"{{{work.key},", f"the work {work.key} is not identified{may_be}")


def _of_plain_text(capture: Capture, article: PlainText, wishes: Wishes) -> Text:
    if wishes.headings:
        headings: Sequence[Line] = named_headings(article, wishes.headings, capture.path)
    else:
        headings = guessed_headings(article)
        headings = wishes.ask(headings) if wishes.ask and headings else headings
    made = plain_parts(article, headings, capture.title)
    labels = tuple(_label(line, article, capture.title) for line in made.labels)
    titles = [part.title for part in made.parts]
    kinds = kinds_of(titles)
    ids = ids_of(titles, kinds, {"text"})
    parts = tuple(
        Named(part, kind, id_, tuple(plain(part.body).split("\n\n")) if kind is Kind.REFERENCES else ())
        for part, kind, id_ in zip(made.parts, kinds, ids, strict=True)
    )
    return Text(parts, _counts(parts), losses=labels)


def _label(line: Line, article: PlainText, title: str) -> Loss:
    why = "the title, which stands on the front page" if line.words == title else "a line above the text"
    return Loss(line.words, why, article.line + line.at, is_words=True)


def _of_html(capture: Capture, article: Html, wishes: Wishes) -> Text:
    pictures = Pictures(capture.pictures)
    made = html_parts(article.source, capture.address, pictures, wishes.split)
    parts = made.parts
    counts = _counts(parts) | {name: number for name, number in sorted(made.counts.items()) if number}
    counts |= {"pictures taken": len(pictures.files), "pictures not taken": len(pictures.losses)}
    losses = (*made.losses, *pictures.losses)
    return Text(
        parts, counts, pictures.files, losses=losses, decisions=tuple(_decisions(parts, made.wordless, made.bold))
    )


def _decisions(parts: Sequence[Named], wordless: Sequence[str], bold: Sequence[str]) -> Iterator[Decision]:
    files = {named: file_of(named) for named in parts}
    for name in wordless:
        place = next((file for named, file in files.items() if name in named.part.body), "index.md")
        yield Decision(place, *wordless_picture(name))
    for named, file in files.items():
        if named.part.title in bold:
            what = "this heading is a bold line in the source; if it is none, move its text into the chapter before"
            yield Decision(file, named.part.heading, what)


def file_of(named: Named) -> str:
    """Return the file that a part is written to."""
    own = {Kind.ABSTRACT: "index.md", Kind.REFERENCES: "appendices/references.md"}
    return own.get(named.kind, f"chapters/{named.id}.md")


def _counts(parts: Sequence[Named]) -> dict[str, object]:
    kinds = {kind: sum(part.kind is kind for part in parts) for kind in Kind}
    return {
        "parts": len(parts),
        "of these chapters": kinds[Kind.CHAPTER],
        "abstract": kinds[Kind.ABSTRACT],
        "list of references": kinds[Kind.REFERENCES],
    }
