"""The essay rescued from its plain-text copy alone: its chapters, its comments, its citations, and nothing invented."""

from __future__ import annotations

import csv

import pytest

from chapbook.rescue.rescuing import Rescue as Wish, rescue as rescue_sources
from rescue.rescued import Rescued
from throwaway import ROOT

ESSAY = ROOT / "source/essay.txt"


@pytest.fixture(scope="module")
def essay(tmp_path_factory: pytest.TempPathFactory) -> Rescued:
    """The copy of the essay alone, rescued without a word from anybody."""
    folder = tmp_path_factory.mktemp("essay") / "publication"
    return Rescued(folder, "\n".join(rescue_sources([ESSAY], folder, Wish())))


def test_the_essay_has_its_seven_chapters_and_its_abstract(essay: Rescued) -> None:
    chapters = essay.chapters()
    assert len(chapters) == 7
    assert [chapters[0], chapters[-1]] == ["introduction", "conclusion"]
    assert "(abstract)=\n## Abstracts\n" in essay.text("index.md")
    assert essay.text("chapters/conclusion.md").startswith("(conclusion)=\n# Conclusion:\n\nWhether the Douyin")


def test_the_essay_has_its_ten_comments_in_their_threading(essay: Rescued) -> None:
    comments = essay.comments()
    by_hand = {path.stem for path in (ROOT / "comments").glob("*.md")}
    assert set(comments) == by_hand
    answers = {id_: comment.reply_to for id_, comment in comments.items() if comment.reply_to}
    assert answers == {
        "02-reply-to-genevieve-dobson": "01-genevieve-dobson",
        "04-reply-to-harry-wallace": "03-harry-wallace",
        "06-reply-to-erica-lim": "05-erica-lim",
        "10-reply-to-marie-julie-eugenie-lucette": "09-marie-julie-eugenie-lucette",
    }
    assert {comments[id_].author for id_ in answers} == {"Anonymous"}
    assert all("author" in comments[id_].supplied for id_ in answers)


def test_the_essay_has_its_ten_citations_of_eight_works(essay: Rescued) -> None:
    texts = [essay.text("index.md"), *(essay.text(f"chapters/{name}.md") for name in essay.chapters())]
    assert sum(text.count("{cite:p}") for text in texts) == 10
    assert essay.text("references.bib").count("annotation = {not identified.") == 8
    assert essay.counts()["of these made links to a work"] == "10"


def test_what_is_in_neither_is_a_row(essay: Rescued) -> None:
    rows = [*csv.DictReader(essay.text("appendices/editorial-changes.csv").splitlines())]
    said = {row["In the copy"]: row["In this edition"] for row in rows}
    assert said["Assignment11"] == ""
    assert said["`1. 2. 3. 4. 5. 6.`"] == ""
    assert said["•"] == "`[Anonymous] says:`"
    assert said["(Wei Wang,2021)"] == "(Wang & Wu, 2021)"
    assert all(len(row) == 5 for row in rows)


def test_the_original_lies_beside_it(essay: Rescued) -> None:
    assert (essay.folder / "source/essay.txt").read_bytes() == ESSAY.read_bytes()
    assert essay.text("source/SHA256SUMS").split()[0] in essay.text("appendices/about-this-edition.md")


def test_what_no_source_says_is_a_place_for_a_person(essay: Rescued) -> None:
    assert "- `CITATION.cff:5`: the source names no author" in essay.printed
    assert essay.text("CITATION.cff").splitlines()[4] == "authors:"
    assert "comments/02-reply-to-genevieve-dobson.md:2`: no name stands" in essay.printed
