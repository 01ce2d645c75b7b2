"""A site in a language that is written from the right: it says so, and its frame mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from throwaway import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Build

SETTINGS = {"extensions": ["myst_parser", "chapbook.theme"], "html_theme": "chapbook", "html_title": "عمل"}
NUMBERED = {"numfig": True, "numfig_format": {"table": "Table %s"}}
CHAPTER = """\
# فصل

نص عربي.

In English, it ends here.

- بند

* one
* two

```
code()
```

```{list-table} جدول.
* - A cell that is wider than the caption is.
```
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = Project(tmp_path_factory.mktemp("arabic") / "source", SETTINGS | {"language": "ar", **NUMBERED})
    project.write({"index.md": "# عمل\n\n```{toctree}\none\ntwo\n```\n", "one.md": CHAPTER, "two.md": "# ب\n"})
    built = project.build()
    assert built.warnings == ""
    return built


def test_a_page_says_which_way_it_runs(arabic: Build) -> None:
    assert (arabic.page("one").html["lang"], arabic.page("one").html["dir"]) == ("ar", "rtl")


def test_a_list_runs_as_its_letters_do(arabic: Build) -> None:
    lists = {node.get_text(strip=True): node["class"] for node in arabic.page("one").article.select("ul")}
    assert lists == {"بند": ["simple"], "onetwo": ["from-left", "simple"]}


def test_furo_s_sheet_is_mirrored_there_and_nowhere_else(arabic: Build, project: Project) -> None:
    assert "padding-inline-start" in arabic.text("_static/styles/furo.css")
    project.settings = dict(SETTINGS)
    project.write({"index.md": "# A\n"})
    english = project.build()
    assert "dir" not in english.page().html.attrs
    assert "padding-inline-start" not in english.text("_static/styles/furo.css")


MEASURES = """() => {
    const middle = (selector) => {
        const box = document.querySelector(selector).getBoundingClientRect();
        return (box.left + box.right) / 2 / innerWidth;
    };
    const left = (selector) => document.querySelector(selector).getBoundingClientRect().left;
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return {
        menu: middle(".sidebar-drawer"), text: middle("article"), next: middle(".next-page"),
        previous: middle(".prev-page"),
        bullets: style("article ul").paddingInlineStart, code: style("article pre").direction,
        number: left(".caption-number") - left(".caption-text"),
        sideways: document.documentElement.scrollWidth - innerWidth,
    };
}"""
WORD = """(start) => {
    const text = [...document.querySelectorAll("article p")].find((p) => p.innerText.startsWith(start)).firstChild;
    const range = document.createRange();
    range.setStart(text, text.length - 1);
    range.setEnd(text, text.length);
    const box = text.parentElement.getBoundingClientRect();
    return (range.getBoundingClientRect().left - box.left) / box.width;
}"""


@pytest.mark.browser
def test_the_frame_mirrors(arabic: Build, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto((arabic.out / "one.html").as_uri())
    found = page.evaluate(MEASURES)
    full_stops = [page.evaluate(WORD, start) for start in ("نص", "In English")]
    page.close()
    assert found["menu"] > 0.7
    assert abs(found["text"] - 0.5) < 0.002
    assert found["next"] < found["previous"]
    assert found["bullets"] != "0px"
    assert found["code"] == "ltr"
    assert found["sideways"] == 0
    # Its number has Latin letters, and its words decide.
    assert found["number"] > 0
    # Each paragraph ends at its own side of its first letter.
    assert full_stops[0] > 0.5
    assert 0 < full_stops[1] < 0.5


@pytest.mark.browser
def test_a_drawer_opens_at_the_side_of_its_button(arabic: Build, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto((arabic.out / "one.html").as_uri())
    page.locator(".nav-overlay-icon").click()
    drawer = page.locator(".sidebar-drawer").bounding_box()
    button = page.locator(".nav-overlay-icon").bounding_box()
    page.close()
    assert drawer is not None
    assert button is not None
    assert drawer["x"] + drawer["width"] == 375
    assert button["x"] > 187
