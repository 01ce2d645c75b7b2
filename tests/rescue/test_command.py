"""The command as a whole: what is written at a first run, at a rehearsal, and at a second after a person's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from absent import needs_font
from chapbook.cli import main
from rescue import theme_pages
from rescue.test_pages import picture

if TYPE_CHECKING:
    from rescue.rescued import Rescue

WORKS = "".join(
    f"<p>{name}, {letter}. ({2000 + number}). <em>A walk along river {number}</em>. Mill Press. {address}</p>"
    for number, (name, letter, address) in enumerate(
        [
            ("Ade", "B", "https://doi.org/10.1000/walk.1"),
            ("Berg, C., & Dahl", "E", "https://walks.example/two"),
            ("City Walking Office", "W", ""),
        ]
        + [(f"Writer{chr(97 + number)}", "X", "") for number in range(22)]
    )
)
ARTICLE = f"""<h2>Summary</h2><p>What it says, in short.</p><h2>Rivers</h2>
<p>Rivers are slow (Ade, 2000). So are walks (see Berg &amp; Dahl, 2001, p. 3), and others (Nobody, 1999).</p>
<p dir="rtl">שלום עולם</p><h2>References</h2>{WORKS}"""


def test_a_page_with_a_list_of_references_builds_strictly(rescue: Rescue) -> None:
    needs_font("河")
    page = theme_pages.twenty_sixteen('<p><img src="page_files/a.png"></p>' + ARTICLE)
    rescue.run({"page.html": page, "page_files/a.png": picture()}, "--author", "Ade, Bo")
    assert rescue.chapters() == ["introduction", "rivers"]
    text = rescue.text("chapters/rivers.md")
    assert "slow {cite:p}`ade2000`" in text
    assert "(Nobody, 1999)" in text
    assert rescue.text("references.bib").count("@misc{") == 25
    assert rescue.counts()["works in references.bib, none of them identified"] == "25"
    assert "doi = {10.1000/walk.1}" in rescue.text("references.bib")
    assert "“(Nobody, 1999)” may be a citation" in rescue.printed
    assert 'alias: "[Ade, Bo]"' in rescue.text("CITATION.cff")
    assert main(["build", "-q", "--source", str(rescue.folder)]) == 0


def test_entries_of_an_editor_s_library_are_offered_and_not_taken(rescue: Rescue) -> None:
    library = rescue.place / "library.bib"
    entry = "@book{own, author = {Ade, B.}, title = {A walk along river 0}, year = {2000}}\n"
    library.write_text(entry, encoding="utf-8")
    rescue.run({"page.html": theme_pages.blogger(ARTICLE)}, "--bib", str(library))
    assert f"ade2000 is not identified; own at {library}:1 has the same year and name, and the title" in rescue.printed
    assert "@book" not in rescue.text("references.bib")


def test_a_rehearsal_says_the_same_and_writes_nothing(rescue: Rescue) -> None:
    files = {"page.html": theme_pages.blogger()}
    said = rescue.run(files, "--dry-run")
    assert not rescue.folder.exists()
    assert rescue.run(files) == said.replace("would be ", "")
    assert rescue.text("rescue-report.md").strip() in rescue.printed


def test_a_second_run_keeps_what_a_person_did(rescue: Rescue) -> None:
    rescue.run({"page.html": theme_pages.blogger()})
    (rescue.folder / "index.md").write_text("# Mine\n", encoding="utf-8")
    (rescue.folder / "comments/13.md").unlink()
    page = theme_pages.blogger(theme_pages.ARTICLE.replace("river", "brook"))
    said = rescue.run({"page.html": page})
    assert rescue.text("index.md") == "# Mine\n"
    assert not (rescue.folder / "comments/13.md").exists()
    assert "brook" in rescue.text("chapters/text.md")
    assert "left as it is, as a person changed it: index.md" in said


@pytest.mark.parametrize("arguments", [["DIR"], ["--fetch", "https://a.example/", "page.html", "DIR"]])
def test_a_source_or_an_address(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rescue", *arguments]) == 1
    assert "name a source and the folder, or --fetch" in capsys.readouterr().err
