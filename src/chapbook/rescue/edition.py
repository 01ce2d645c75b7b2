"""The files of a rescued publication, and what a person must decide in them; nothing is written here.

They are the outline's (:mod:`chapbook.new`), with the text, its record and *About this edition* in the place of the
outline's own words. Templates hold what is the same in all.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from chapbook.new import Answers, publication
from chapbook.rescue.editorial_changes import Change, as_csv, changes_of_losses
from chapbook.rescue.escaping import escaped
from chapbook.rescue.parts import Kind, Named, section_id, supplied_title
from chapbook.rescue.record import NO_AUTHOR, NO_TITLE, authors_of, bracketed, language_of, source_of_work
from chapbook.rescue.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chapbook.rescue.capture import Capture, Loss

NOT_OURS = ("chapters/introduction.md", "appendices/references.md", "references.bib", "index.md", "LICENSE")
NOT_KNOWN = {"author": "the author", "date": "the date", "address": "the address of the page", "licence": "a licence"}
LISTED = 200
"""How many losses *About this edition* names; the report has all."""


class Decision(NamedTuple):
    """What a person must decide: the file, words that stand on its line, and what there is to decide."""

    file: str
    words: str
    what: str


@dataclass(frozen=True)
class Text:
    """What was made of the article: its parts, files of its pictures, its BibTeX, what was changed and left.

    *counts* are lines of the report, by what is counted; *has_list* tells whether the source prints a list of works.
    """

    parts: tuple[Named, ...]
    counts: Mapping[str, object] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    bibtex: str = ""
    has_list: bool = False
    changes: tuple[Change, ...] = ()
    losses: tuple[Loss, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Edition:
    """Files by their paths, and decisions with their lines."""

    files: Mapping[str, bytes]
    decisions: tuple[Decision, ...]

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield ``file:line`` of each decision, and what it is."""
        for decision in self.decisions:
            text = self.files.get(decision.file, b"").decode(errors="replace")
            at = text.find(decision.words) if decision.words else 0
            yield f"{decision.file}:{text.count(chr(10), 0, max(at, 0)) + 1}", decision.what


def compose(capture: Capture, text: Text, comments: Mapping[str, bytes], originals: Mapping[str, bytes]) -> Edition:
    """Compose all files.

    :param comments: the files of the thread, by id.
    :param originals: what was read, by the paths that it gets within ``source/``; the first is the source itself.
    """
    title = bracketed(capture, "title") or NO_TITLE
    authors = authors_of(capture)
    files = _outline(capture, title)
    files |= _texts(capture, text, title, authors)
    files |= _record(capture, text, title, originals)
    files |= {f"pictures/{name}": data for name, data in text.pictures.items()}
    files |= {f"comments/{id_}.md": data for id_, data in comments.items()}
    files |= {f"source/{name}": data for name, data in originals.items()}
    sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in originals.items())
    files["source/SHA256SUMS"] = "".join(sums).encode()
    return Edition(files, (*_decisions(capture, comments), *text.decisions))


def _outline(capture: Capture, title: str) -> dict[str, bytes]:
    language = language_of(capture.language)
    files = publication(Answers(title, " and ".join(authors_of(capture)) or NO_AUTHOR, language))
    return {name: data for name, data in files.items() if name not in NOT_OURS}


def _texts(capture: Capture, text: Text, title: str, authors: Sequence[str]) -> dict[str, bytes]:
    """Return the front page, the chapters and the list of references."""
    chapters = _with_chapters(text.parts, title)
    abstract = next((named for named in text.parts if named.kind is Kind.ABSTRACT), None)
    references = next((named for named in text.parts if named.kind is Kind.REFERENCES), None)
    has_references = bool(references or text.bibtex)
    pages = {
        "index.md": render(
            "index.md",
            title=escaped(title, begins_line=True),
            author=escaped(", ".join(authors), begins_line=True),
            published=_published(capture),
            abstract=abstract,
            chapters=chapters,
            has_references=has_references,
        )
    }
    for named in chapters:
        heading = named.part.heading
        pages[f"chapters/{named.id}.md"] = render("chapter.md", id=named.id, heading=heading, body=named.part.body)
    if has_references:
        heading = references.part.heading if references else r"\[References\]"
        page = render("references.md", heading=heading, has_list=text.has_list)
        if not text.bibtex and references:
            page = render("chapter.md", id="references", heading=heading, body=references.part.body)
        pages["appendices/references.md"] = page
    pages["references.bib"] = text.bibtex or "% No work was found that the text cites.\n"
    return {name: page.encode() for name, page in pages.items()}


def _with_chapters(parts: Sequence[Named], title: str) -> list[Named]:
    """Return the chapters, each with a heading; a text without any has one that is called as the work is."""
    chapters = [named for named in parts if named.kind is Kind.CHAPTER]
    if not chapters:
        return []
    if len(chapters) == 1 and not chapters[0].part.title:
        only = chapters[0]
        part = replace(only.part, heading=escaped(title, begins_line=True))
        return [Named(part, only.kind, section_id("text", set()))]
    supplied = f"\\[{supplied_title([named.part.title for named in parts])}\\]"
    return [
        named if named.part.title else named._replace(part=replace(named.part, heading=supplied)) for named in chapters
    ]


def _published(capture: Capture) -> str:
    """Say where and when the work appeared first, as far as the source says it."""
    date, site = (escaped(bracketed(capture, name)) for name in ("date", "site"))
    words = "First published" + (f" {date}" if date else "") + (f" at {site}" if site else "")
    address = f": <{capture.address}>" if capture.address else ""
    return words + address if date or site or address else ""


def _record(capture: Capture, text: Text, title: str, originals: Mapping[str, bytes]) -> dict[str, bytes]:
    losses = [loss for loss in (*capture.losses, *text.losses) if not loss.is_words]
    changes = [*changes_of_losses(capture, text.losses), *text.changes]
    file = next(iter(originals), capture.path.name)
    licence = escaped(capture.licence, begins_line=True)
    more = [f"and {len(losses) - LISTED:,} more, which the report names"] if len(losses) > LISTED else []
    about = render(
        "about-this-edition.md",
        kind=capture.kind,
        file=f"source/{escaped(file)}",
        address=capture.address,
        captured=escaped(capture.captured),
        sha256=hashlib.sha256(originals.get(file, b"")).hexdigest(),
        supplied=[*_supplied(capture, text)],
        unknown=[words for name, words in NOT_KNOWN.items() if not getattr(capture, name)],
        has_changes=bool(changes),
        losses=[f"{escaped(loss.what)}: {escaped(loss.why)}" for loss in losses[:LISTED]] + more,
        licence=licence,
    )
    cff = render("CITATION.cff", capture=capture, title=title, source_of_work=source_of_work(capture))
    files = {
        "appendices/about-this-edition.md": about,
        "CITATION.cff": cff,
        "LICENSE": render("LICENSE", licence=capture.licence),
    }
    if changes:
        files["appendices/editorial-changes.csv"] = as_csv(changes)
    return {name: page.encode() for name, page in files.items()}


def _supplied(capture: Capture, text: Text) -> Iterator[str]:
    """Yield what stands in brackets, in sentences."""
    for name in ("title", "author", "date", "address", "site"):
        if name in capture.supplied and getattr(capture, name):
            yield f"The {name}, {escaped(bracketed(capture, name) or capture.address)}, by the editors."
    if not capture.title:
        yield f"The title, {escaped(NO_TITLE)}, which only says that there is none."
    if not capture.author:
        yield f"The author, {escaped(NO_AUTHOR)}, which only says that none is named."
    if text.bibtex and not text.has_list:
        yield "The list of references, made of what the text says where it cites; no work is identified."
    nameless = sum(not comment.author.strip() for comment in capture.comments if not comment.left_out)
    if nameless:
        yield f"The writer of {nameless:,} comments, \\[Anonymous\\], where no name stands."
    if any(not named.part.title and named.kind is Kind.CHAPTER for named in text.parts) and len(text.parts) > 1:
        heading = supplied_title([named.part.title for named in text.parts])
        yield f"The heading \\[{heading}\\], of what stands before the first."


def _decisions(capture: Capture, comments: Mapping[str, bytes]) -> Iterator[Decision]:
    if not capture.title:
        yield Decision(
            "CITATION.cff", "title:", "the source has no title; write one here and in index.md, in [brackets]"
        )
    if not capture.author:
        yield Decision("CITATION.cff", "authors:", "the source names no author; write who it is here and in index.md")
    elif "," not in capture.author and "author" not in capture.supplied:
        yield Decision(
            "CITATION.cff", "authors:", "an alias is a name as it stands; part it into family-names and given-names"
        )
    if not capture.date:
        yield Decision(
            "CITATION.cff", "date-released:", "the source has no date; write the year under preferred-citation"
        )
    if not capture.licence:
        yield Decision("LICENSE", "", "the source states no licence; ask who wrote the text before you publish it")
    for id_, data in comments.items():
        if b"supplied: [author]" in data:
            yield Decision(
                f"comments/{id_}.md", "author:", "no name stands on this comment; write whose it is, if you know"
            )
