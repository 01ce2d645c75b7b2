"""The anchor that keeps an id whose words are gone, in every builder; and the address of a page that moved."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING

import pikepdf
import pytest

from registered_work import edit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Project


@pytest.mark.parametrize("name", ["Not An Id", "a_b", "", "a--b", "<b>"])
def test_a_kept_anchor_has_an_id(work: Project, name: str) -> None:
    edit(work, "Alpha", f"{{kept-anchor}}`{name} ` Alpha" if not name else f"{{kept-anchor}}`{name}` Alpha")
    [warning] = [line for line in work.build().warning_lines if "is not an id; write small letters" in line]
    assert warning.startswith(f"{work.source / 'chapters/one.md'}:4: ")


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "epub"])
def test_a_kept_anchor_is_known_to_every_builder(work: Project, builder: str) -> None:
    work.settings |= {"version": "1", "copyright": "2022"}
    edit(work, "Alpha", "{kept-anchor}`one-old` Alpha")
    assert work.build(builder).warnings == ""


def test_a_kept_anchor_can_be_linked_to_in_the_pdf(work: Project) -> None:
    work.settings |= {
        "extensions": [*work.settings["extensions"], "chapbook.pdf"],
        "project": "Work",
        "chapbook_pdf_name": "w",
    }
    edit(work, "Alpha", "{kept-anchor}`one-old` Alpha")
    edit(work, "chapter.", "chapter. {ref}`There <one-old>`", "chapters/two.md")
    built = work.build("typstpdf")
    assert built.warnings == ""
    with pikepdf.open(built.out / "w.pdf") as pdf:
        assert "one-old" in {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}


def test_a_kept_anchor_can_be_referred_to(work: Project) -> None:
    edit(work, "Alpha", "{kept-anchor}`one-old` Alpha")
    edit(work, "chapter.", "chapter. {ref}`There <one-old>` and {ref}`one-old`", "chapters/two.md")
    build = work.build()
    assert build.warnings == ""
    links = build.page("chapters/two").select('a[href="one.html#one-old"]')
    assert [link.get_text() for link in links] == ["There", "one-old"]


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "epub", "singlehtml"])
def test_a_way_on_is_in_no_book(work: Project, builder: str) -> None:
    work.settings |= {"version": "1", "copyright": "2022"}
    edit(work, "Alpha", "{kept-anchor}`one-old` {kept-anchor}`two-p1 <two-p1>`\n\nAlpha")
    built = work.build(builder)
    assert built.warnings == ""
    files = [path for path in built.out.rglob("*") if path.suffix in {".xhtml", ".html", ".txt", ".tex", ".xml"}]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "Moved to" not in text
    assert builder != "singlehtml" or text.count('="two-p1"') == 1


def test_anchors_alone_are_no_paragraph(work: Project) -> None:
    edit(work, "Alpha", "{kept-anchor}`one-old`\n{kept-anchor}`one-older`\n\nAlpha")
    page = work.build().page("chapters/one")
    assert [p.get("id") for p in page.select("section#one p")] == ["one-p1", "one-p2", "one-p3"]
    assert [span["id"] for span in page.select("section > span.kept-anchor")] == ["one-old", "one-older"]


@pytest.mark.browser
def test_a_way_on_is_shown_to_who_came_by_the_address(work: Project, browser: Browser) -> None:
    edit(work, "Alpha", "{kept-anchor}`two-p1 <two-p1>`\n\nAlpha")
    address = (work.build().out / "chapters/one.html").as_uri()
    page = browser.new_page()
    page.goto(address)
    assert not page.locator(".way-on").is_visible()
    page.goto(f"{address}#two-p1")
    page.get_by_text("[Moved to Two, para. 1]").get_by_role("link").click()
    assert page.url.endswith("/chapters/two.html#two-p1")


@pytest.mark.browser
@pytest.mark.parametrize("with_scripts", [True, False])
def test_an_old_address_leads_to_the_same_part(work: Project, browser: Browser, with_scripts: bool) -> None:  # noqa: FBT001  # a parameter
    (work.source / "chapters/one.md").rename(work.source / "chapters/first.md")
    work.write({"redirects.txt": '"chapters/one.md" "chapters/first.md"\n'})
    rmtree(work.build("dummy").out.with_name("html"))
    out = work.build().out
    page = browser.new_context(java_script_enabled=with_scripts).new_page()
    page.goto((out / "chapters/one.html").as_uri() + "#one-p2")
    page.wait_for_url("**/first.html*", timeout=5000)
    if with_scripts:
        assert page.url.endswith("/chapters/first.html#one-p2")
