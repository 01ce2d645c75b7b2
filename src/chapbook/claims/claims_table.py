"""A table of claims as docutils nodes, which every builder writes in its own way."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from chapbook.claims.wording import headings, shown_agreement, shown_date, shown_value
from chapbook.language import our_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chapbook.claims.claim import Claim

PLACE = "claims-place"
"""The class of a row that leads to a paragraph."""

WIDTHS = (36, 38, 26)


class claim_link(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils' way to name nodes
    """A link to what a claim names, until it is known where that is: *paragraph*, an id, or *source*, a citation key.

    *refdoc* is the document in which it stands, which a book has put together with others when links are resolved.
    """


def anchor(claim: Claim) -> str:
    """Return the id of a claim on its page."""
    return f"claim-{claim.id}"


def claims_table(claims: Sequence[Claim], docname: str, language: str) -> nodes.table:
    """Make the table: above the claims of each paragraph a row leads to it; a column that no claim needs is left out.

    :param docname: the document in which it stands.
    :param language: the publication's, for numbers and dates.
    """
    cells = [list(map(list, (_quantity(c, language), _words(c, docname), _elsewhere(c)))) for c in claims]
    shown = [column for column in range(len(WIDTHS)) if any(row[column] for row in cells)]
    group = nodes.tgroup("", cols=len(shown))
    group += [nodes.colspec(colwidth=WIDTHS[column]) for column in shown]
    titles = [nodes.inline("", heading, classes=our_classes()) for heading in headings()]
    group += nodes.thead("", _row([[nodes.paragraph("", "", titles[column])] for column in shown]))
    body = nodes.tbody()
    for paragraph, rows in groupby(zip(claims, cells, strict=True), key=lambda row: row[0].paragraph):
        place = claim_link("", nodes.Text(paragraph), refdoc=docname, paragraph=paragraph)
        heading = nodes.entry("", nodes.paragraph("", "", place), morecols=len(shown) - 1)
        body += nodes.row("", heading, classes=[PLACE])
        body += [_row([row[column] for column in shown]) for _claim, row in rows]
    group += body
    return nodes.table("", group, classes=["claims", "colwidths-given"])


def part_cells(doctree: nodes.document) -> None:
    """Put cells in the place of those that go over all columns, for the builder of manual pages, which has none."""
    for entry in list(doctree.findall(nodes.entry)):
        if PLACE in entry.parent["classes"] and "morecols" in entry:
            entry.parent += [nodes.entry() for _ in range(entry.attributes.pop("morecols"))]


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def _quantity(claim: Claim, language: str) -> Iterator[nodes.Node]:
    yield nodes.paragraph("", claim.quantity, ids=[anchor(claim)])
    value, day = shown_value(claim, language), shown_date(claim.date, language)
    if value or day:
        paragraph = nodes.paragraph("", "", *([nodes.strong("", value)] if value else []))
        if day:
            paragraph += nodes.Text(f", {day}" if value else day)
        yield paragraph


def _words(claim: Claim, docname: str) -> Iterator[nodes.Node]:
    yield nodes.paragraph("", f"“{claim.words}”")
    if claim.source:
        source = claim_link("", nodes.Text(claim.source), refdoc=docname, source=claim.source)
        yield nodes.paragraph("", "", source)


def _elsewhere(claim: Claim) -> Iterator[nodes.Node]:
    if word := shown_agreement(claim.agrees):
        yield nodes.paragraph("", "", nodes.strong("", "", nodes.inline("", word, classes=our_classes())))
    if claim.note:
        yield nodes.paragraph("", claim.note)
