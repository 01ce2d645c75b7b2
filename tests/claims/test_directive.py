"""``{claims}`` and ``{claims-plot}`` in a publication: links both ways, plots in every format, and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.claims.places import stands_in

if TYPE_CHECKING:
    from throwaway import Project

TABLE = """
    id,quantity,value,unit,date,paragraph,words,source,agrees,note
    users,Users,>400,users,2020-03,essay-p1,more than 400 users,lee2020,confirmed,As Lee says.
    part,Some users,40,users,,essay-p1,40 of them,,not found,
    """
BIB = "@book{lee2020, author = {Lee, Sam}, title = {Users}, publisher = {P}, year = {2020}}\n"
PAGES = {
    "index.md": """
        (essay)=
        # Essay

        It has more than 400 users, and 40 of them are “new” {cite:p}`lee2020`.

        ```{toctree}
        numbers
        ```

        ```{bibliography}
        ```
        """,
    "numbers.md": """
        # Numbers

        See {numref}`few`.

        ```{claims-plot} /data/numbers.csv
        :name: few
        :kind: part
        :rows: part users

        A *part* of them.
        ```

        ```{claims} data/numbers.csv
        ```
        """,
    "data/numbers.csv": TABLE,
}


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = {
        "extensions": ["myst_parser", "sphinxcontrib.bibtex", "chapbook.citing", "chapbook.claims", "chapbook.anchors"],
        "bibtex_bibfiles": ["works.bib"],
        "chapbook_parts": ["index"],
        "numfig": True,
        "html_theme": "alabaster",
    }
    project.write(PAGES)
    project.write({"works.bib": BIB})
    return project


def kinds(warnings: str) -> list[str]:
    return [line.rpartition("[")[2].removesuffix("]") for line in warnings.splitlines() if "chapbook_claims" in line]


def test_rows_and_paragraphs_lead_to_each_other(essay: Project) -> None:
    assert essay.build("figures").warnings == ""
    built = essay.build()
    assert built.warnings == ""
    page = built.page("numbers")
    place = page.select_one("tr.claims-place a")
    assert (place["href"], place.get_text()) == ("index.html#essay-p1", "Essay, para. 1")
    row = page.find(id="claim-users").find_parent("tr")
    assert [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] == [
        "Users more than 400 users , March 2020",
        "“more than 400 users” Lee, 2020",
        "confirmed As Lee says.",
    ]
    source = row.find("a", string="Lee, 2020")["href"].removeprefix("index.html#")
    assert built.page().find(id=source) is not None
    link = built.page().select_one("#essay-p1 a.in-numbers")
    assert (link["href"], link["data-label"]) == ("numbers.html#claim-users", "2 numbers")
    figure = page.select_one("figure#few")
    assert figure.svg["aria-label"] == "Some users: 40 users; Users: more than 400 users"
    assert figure.figcaption.em.get_text() == "part"
    assert page.select_one("link[href*='chapbook-claims.css']")
    assert not built.page().select_one("link[href*='chapbook-claims.css']")


def test_a_plot_is_drawn_once_and_told_when_it_is_stale(essay: Project) -> None:
    drawing = essay.source / "data/few.svg"
    missing = essay.build()
    assert kinds(missing.warnings) == ["chapbook_claims.plot"]
    assert f"{drawing}:1: WARNING: the plot is not drawn yet" in missing.warnings
    assert "Some users: 40 users" in missing.page("numbers").select_one("figure").get_text()
    assert essay.build("figures").warnings == ""
    first = drawing.read_bytes()
    assert essay.build("figures-check").warnings == essay.build().warnings == ""
    essay.write({"data/numbers.csv": TABLE.replace("part,Some users,40,", "part,Some users,41,")})
    stale = essay.build()
    assert "the plot shows what its table said before; draw it: chapbook figures" in stale.warnings
    assert kinds(essay.build("figures-check").warnings) == ["chapbook_claims.plot"]
    assert drawing.read_bytes() == first
    assert essay.build("figures").warnings == ""
    assert drawing.read_bytes() != first
    assert "41 users" in essay.build().page("numbers").select_one("figure svg")["aria-label"]


def test_a_drawing_of_somebody_else_is_left(essay: Project) -> None:
    other = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    essay.write({"data/few.svg": other})
    assert kinds(essay.build("figures").warnings) == ["chapbook_claims.plot"]
    assert (essay.source / "data/few.svg").read_text(encoding="utf-8") == other


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (",more than 400 users,", ",more than 40 users,", "words"),
        (",40 of them,", ",0 of them,", "words"),
        ("essay-p1,40 of", "essay-p9,40 of", "paragraph"),
        (",lee2020,", ",lee2021,", "source"),
        ("users,Users", "Users,Users", "id"),
    ],
)
def test_what_the_text_does_not_say_is_told_once_with_its_line(essay: Project, old: str, new: str, kind: str) -> None:
    assert old in TABLE
    essay.write({"data/numbers.csv": TABLE.replace(old, new)})
    essay.settings["suppress_warnings"] = ["chapbook_claims.plot"]
    found = [line for line in essay.build().warning_lines if "chapbook_claims" in line]
    assert len(found) == 1, found
    line = 2 if "lee2020" in old or "400" in old or old.startswith("users") else 3
    assert found[0].startswith(f"{essay.source}/data/numbers.csv:{line}: WARNING: ")
    assert found[0].endswith(f"[chapbook_claims.{kind}]")


@pytest.mark.parametrize(
    "options",
    [
        ":name: ../few",
        ":name: few\n:kind: pie",
        ":name: few\n:kind: part\n:rows: nobody",
        ":kind: part\n:rows: part users",
    ],
)
def test_a_plot_that_cannot_be_is_one_warning_and_keeps_its_caption(essay: Project, options: str) -> None:
    text = f"# Numbers\n\n```{{claims-plot}} data/numbers.csv\n{options}\n\nThe caption.\n```\n"
    (essay.source / "numbers.md").write_text(text, encoding="utf-8")
    built = essay.build()
    assert kinds(built.warnings) == ["chapbook_claims.plot"]
    assert f"{essay.source}/numbers.md:3: WARNING" in built.warnings
    assert "The caption." in built.page("numbers").get_text()


def test_a_table_that_is_not_there_is_told_and_read_when_it_is(essay: Project) -> None:
    (essay.source / "data/numbers.csv").unlink()
    essay.write({"numbers.md": "# Numbers\n\n```{claims} data/numbers.csv\n```\n"})
    assert kinds(essay.build().warnings) == ["chapbook_claims.file"]
    essay.write({"data/numbers.csv": TABLE})
    again = essay.build()
    assert again.warnings == ""
    assert again.page("numbers").find(id="claim-users")
    assert again.page().select_one("#essay-p1 a.in-numbers")
    essay.write({"numbers.md": "# Numbers\n\nNone.\n"})
    assert essay.build().page().select_one("#essay-p1 a.in-numbers") is None


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "latex", "text", "man", "texinfo"])
def test_every_builder_says_the_same(essay: Project, builder: str) -> None:
    essay.build("figures")
    built = essay.build(builder)
    assert kinds(built.warnings) == []
    made = "".join(path.read_text("utf-8") for path in built.out.rglob("*") if path.suffix in {".html", ".tex", ".txt"})
    made += "".join(path.read_text("utf-8") for path in built.out.rglob("*.[1t]*") if path.suffix in {".1", ".texi"})
    assert "more than 400 users" in made
    assert "Some users: 40 users" in made


def test_words_of_a_cell_are_no_markup(essay: Project) -> None:
    hostile = TABLE.replace("As Lee says.", "<script>alert(1)</script> {ref}`x` =1+1")
    essay.write({"data/numbers.csv": hostile})
    essay.build("figures")
    built = essay.build()
    assert built.warnings == ""
    assert built.page("numbers").find(id="claim-users").find_parent("tr").script is None
    assert "<script>alert(1)</script> {ref}`x` =1+1" in built.page("numbers").get_text()


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("31 counties", "invited 31 counties", True),
        ("31 counties", "invited 131 counties", False),
        ("1.5", "of 11.5", False),
        ("4.5", "over 4.5, or so", True),
        ("4.5", "over 4.51", False),
        ('"ten" farmers’', "of “ten”\nfarmers' houses", True),
        ("a.c", "abc", False),
        ("10 here", "110 here, 10 here", True),
        ("The end", "of 2019.The end", True),
    ],
)
def test_a_number_is_not_found_in_another(words: str, text: str, *, found: bool) -> None:
    assert stands_in(words, text) is found


def test_without_the_library_it_is_said_how_to_get_it(essay: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from chapbook.claims import figures_builder  # noqa: PLC0415  # only this test changes it
    from throwaway import error_of  # noqa: PLC0415  # as above

    monkeypatch.setattr(figures_builder, "LIBRARY", "no_such_library")
    assert "no_such_library, which is not there; install it" in error_of(essay, "figures")
