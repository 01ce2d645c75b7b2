"""The essay in numbers: each number stands in the paragraph that its row names, and no number is left out."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from chapbook.claims.places import stands_in
from throwaway import ROOT

if TYPE_CHECKING:
    from throwaway import Build

with (ROOT / "figures/claims.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))

ONES = "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy"
NUMBER = re.compile(
    rf"(?<![\w.])(?:\d[\d,./]*\d|\d)(?:%|st|nd|rd|th)?|\b(?:{'|'.join(ONES.split())}|dozens?|hundreds?|thousands?|"
    r"millions?|billions?|half|third|quarter|twice|both|first|second)\b",
    re.IGNORECASE,
)
"""What is a number of the essay: digits, and the words that count, part or order."""

NO_QUANTITIES = {
    "impact-on-society-p1": ["First"],
    "impact-on-society-p2": ["Second", "one"],
    "impact-on-society-p3": ["Third", "19"],
    "policy-publicity-p1": ["one"],
}
"""What orders the essay's arguments; the name Covid-19; “one of”, which points at something and does not count it."""


def paragraphs(site: Build) -> dict[str, str]:
    """Return the essay's paragraphs by their ids, without citations and what the house puts beside them."""
    found = {}
    for name in ["index", *(f"chapters/{path.stem}" for path in sorted((ROOT / "chapters").glob("*.md")))]:
        for paragraph in site.page(name).select("section > p[id]"):
            if re.fullmatch(r"[a-z-]+-p\d+", paragraph["id"]):
                for aside in paragraph.select(".bibtex-citation, .part-actions, .paragraph-number, .margin-note"):
                    aside.decompose()
                found[paragraph["id"]] = " ".join(paragraph.get_text().split())
    return found


def test_each_number_stands_in_the_paragraph_that_its_row_names(site: Build) -> None:
    text = paragraphs(site)
    assert len(text) == 10
    assert [row["id"] for row in ROWS if not stands_in(row["words"], text[row["paragraph"]])] == []


def test_no_number_of_the_essay_is_left_out(site: Build) -> None:
    left: dict[str, list[str]] = {}
    for name, text in paragraphs(site).items():
        told = [text.index(row["words"]) + at.start() for row in ROWS if row["paragraph"] == name
                for at in NUMBER.finditer(row["words"])]  # fmt: skip
        found = [number[0] for number in NUMBER.finditer(text) if number.start() not in told]
        left |= {name: found} if found else {}
    assert left == NO_QUANTITIES


def test_the_value_of_each_row_is_in_its_words() -> None:
    forms: dict[str, str] = {"10": "ten", "1/3": "1/3"}
    for row in ROWS:
        number = row["value"].lstrip("<>~")
        if not number:
            continue
        plain = f"{int(number):,}" if number.isdigit() else number
        millions = f"{int(number) / 1e6:g} million" if number.isdigit() else number
        assert any(form in row["words"] for form in (forms.get(number, plain), plain, millions)), row["id"]
        more = re.search("more than|exceed|over ", row["words"])
        assert row["value"].startswith(">") == bool(more), row["id"]


def test_a_source_is_one_that_the_paragraph_cites(site: Build) -> None:
    for row in ROWS:
        name, _, _ = row["paragraph"].rpartition("-")
        page = site.page("index" if name == "abstract" else f"chapters/{name}")
        cited = {
            link["href"].partition("#ref-")[2] for link in page.find(id=row["paragraph"]).select(".bibtex-citation a")
        }
        assert not row["source"] or row["source"] in cited, row["id"]


def rows_of(page: Any) -> list[Any]:
    return [cell.find_parent("tr") for cell in page.select("[id^=claim-]")]


def test_rows_and_paragraphs_lead_to_each_other(site: Build) -> None:
    page = site.page("appendices/figures")
    assert [row.p["id"] for row in rows_of(page)] == [f"claim-{row['id']}" for row in ROWS]
    places = {row["paragraph"]: row["id"] for row in reversed(ROWS)}
    links = [link["href"].partition("#")[2] for link in page.select("tr.claims-place a")]
    assert links == list(reversed(places))
    for name, first in places.items():
        section = name.rpartition("-")[0]
        of_paragraph = site.page("index" if section == "abstract" else f"chapters/{section}").find(id=name)
        assert of_paragraph.select_one("a.in-numbers")["href"].endswith(f"appendices/figures.html#claim-{first}")


def test_the_plots_are_drawn_from_the_table(site: Build) -> None:
    shown = {figure["id"]: figure.svg["aria-label"] for figure in site.page("appendices/figures").select("figure")}
    assert shown == {
        "plot-agreement": "confirmed: 9; differs: 2; not found elsewhere: 9; not compared: 3",
        "plot-live-users": "Users of live broadcasts: 560 million people; "
        "Netizens in China: more than 900 million people",
        "plot-tea-counties": "Impoverished counties related to tea: 337 counties; Impoverished counties: 832 counties",
        "plot-campaigns": "Sales of the tea campaign: 40.41 million yuan; "
        "Sales of one day for Hubei: 17.93 million yuan; Tea sold in the tea campaign: 529,000 pieces; "
        "Products sold for Hubei: more than 299,000 pieces",
    }
