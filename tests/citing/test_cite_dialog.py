"""The dialog in which a part is cited: its words and files, the keyboard, what happens when something is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from pybtex.database import parse_string

from cited_essay import BASE, HOSTILE, RECORD, TWENTY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

from of_works import of_latex, text_of

if TYPE_CHECKING:
    from throwaway import Build, Project

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement"


@pytest.fixture
def page(built: Build, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(5000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.goto((built.out / "chapters/one.html").as_uri())
    yield page
    assert problems == []
    page.close()


def go(page: Page, built: Build, name: str) -> None:
    page.goto((built.out / f"{name}.html").as_uri())


def shown(page: Page) -> dict[str, str]:
    page.wait_for_selector("dialog[open]")
    rows = page.locator("dialog [data-form]:not([hidden])").all()
    return {str(row.get_attribute("data-form")): row.locator(".cite-text").inner_text() for row in rows}


def cite(page: Page, name: str) -> dict[str, str]:
    page.get_by_role("button", name=name, exact=True).click()
    return shown(page)


def the_entry(text: str) -> tuple[str, Any]:
    [(key, entry)] = parse_string(text, "bibtex").entries.items()
    return key, entry


def test_a_paragraph(page: Page) -> None:
    told = cite(page, "Cite Part & one, para. 2")
    address = f"{BASE}chapters/one.html#mine"
    assert told["address"] == address
    assert told["inText"] == "(Bee, 2022, Part & one section, para. 2)"
    assert told["APA 7"] == f"Bee, A. (2022). An essay & more (Version 2.1, 2026-05-31). The Conference. {address}"
    assert told["MLA 9"] == f"Bee, Ann. “An essay & more (Version 2.1, 2026-05-31).” 2022, The Conference, {address}."
    assert told["Chicago"] == (
        f"Bee, Ann. 2022. “An essay & more (Version 2.1, 2026-05-31).” Paper presented at The Conference. {address}."
    )
    key, entry = the_entry(told["bib"])
    [record] = rispy.loads(told["ris"])
    [item] = json.loads(told["json"])
    assert key == record["id"] == item["id"] == "bee2022-mine"
    assert (text_of(entry, "title")) == record["title"] == item["title"] == "An essay & more"
    assert (text_of(entry, "note")) == record["notes"][0] == item["note"] == "Part & one section, para. 2"
    assert entry.fields["url"] == record["urls"][0] == item["URL"] == address


def test_a_section_and_the_work(page: Page, built: Build) -> None:
    told = cite(page, "Cite Part & one")
    assert told["inText"] == "(Bee, 2022, Part & one section)"
    assert told["address"] == f"{BASE}chapters/one.html#one"
    go(page, built, "index")
    told = cite(page, "Cite the whole work")
    assert told["inText"] == "(Bee, 2022)"
    assert told["address"] == f"{BASE}index.html"
    assert the_entry(told["bib"])[0] == "bee2022"
    assert built.text("citation.bib") == told["bib"].rstrip("\n") + "\n"
    assert json.loads(built.text("citation.json")) == json.loads(told["json"])


def test_a_title_that_looks_like_a_token_stays(essay: Project, browser: Browser) -> None:
    essay.write({"CITATION.cff": RECORD.replace("An essay & more", "The CITEDNESS of it")})
    page = browser.new_page()
    go(page, essay.build(), "chapters/one")
    told = cite(page, "Cite Part & one")
    assert "The CITEDNESS of it" in told["MLA 9"]
    assert (text_of(the_entry(told["bib"])[1], "title")) == "The CITEDNESS of it"


def test_a_dated_comment_is_its_commenters(page: Page, built: Build) -> None:
    go(page, built, "talk")
    told = cite(page, "Cite the comment by Ann J.")
    address = f"{BASE}talk.html#comment-01-ann"
    about = "Comment on “An essay & more”, version 2.1, 2026-05-31"
    said = about.replace("”,", ",”")  # American punctuation, which these styles ask for
    assert told["inText"] == "(Ann J., 2022)"
    assert told["APA 7"] == f"Ann J. (2022, May 3). {TWENTY_WORDS} [{said}]. The Conference. {address}"
    assert told["MLA 9"].startswith(f"Ann J. “{TWENTY_WORDS}.” {said}. The Conference, 2022, ")
    assert told["Chicago"].startswith(f"Ann J. 2022. “{TWENTY_WORDS}.” {said}. ")
    key, entry = the_entry(told["bib"])
    [record] = rispy.loads(told["ris"])
    [item] = json.loads(told["json"])
    assert key == record["id"] == item["id"] == "comment-01-ann"
    assert (text_of(entry, "title")) == record["title"] == item["title"] == TWENTY_WORDS
    assert (text_of(entry, "titleaddon")) == record["type_of_work"] == item["genre"] == about
    assert record["authors"] == ["Ann J."]
    assert item["author"] == [{"literal": "Ann J."}]
    assert entry.fields["year"] == record["year"] == "2022"
    assert str(item["issued"]["date-parts"][0][0]) == "2022"


def test_a_hostile_comment_is_only_words(page: Page, built: Build) -> None:
    go(page, built, "talk")
    name = " ".join(HOSTILE.split())
    told = cite(page, f"Cite the comment by {name}")
    assert told["inText"] == f"({name}, n.d.)"
    assert told["APA 7"].startswith(f"{name}. (n.d.). </script><img src=x onerror=alert(1)>")
    assert page.locator("dialog img").count() == 0
    _key, entry = the_entry(told["bib"])
    [author] = entry.persons["author"][0].last_names
    assert of_latex(author) == name
    [record] = rispy.loads(told["ris"])
    assert record["authors"] == [name]
    [item] = json.loads(told["json"])
    assert item["author"] == [{"literal": name}]


def test_without_an_address_of_the_site_the_work_is_cited_where_it_was_published(
    essay: Project, browser: Browser
) -> None:
    essay.settings["html_baseurl"] = ""
    page = browser.new_page()
    go(page, essay.build(), "chapters/one")
    told = cite(page, "Cite Part & one, para. 1")
    assert told["address"].endswith("/chapters/one.html#one-p1")
    assert told["APA 7"].endswith("The Conference. https://example.org/paper")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_and_escape_closes_and_the_focus_returns(page: Page, key: str) -> None:
    control = page.get_by_role("button", name="Cite Part & one, para. 1", exact=True)
    control.focus()
    page.keyboard.press(key)
    page.wait_for_selector("dialog[open]")
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("e => !!e.closest('dialog')", page.evaluate_handle(FOCUSED))
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    assert control.evaluate("e => e === document.activeElement")


def test_it_has_a_name_and_says_what_it_is(page: Page) -> None:
    cite(page, "Cite Part & one, para. 1")
    dialog = page.get_by_role("dialog", name="Cite Part & one, para. 1")
    assert dialog.is_visible()
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()
    assert page.get_by_role("button", name="Cite Part & one", exact=True).get_attribute("aria-haspopup") == "dialog"


def test_each_form_can_be_copied(built: Build, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    go(page, built, "chapters/one")
    told = cite(page, "Cite Part & one, para. 1")
    for form, name in (("inText", "In the text"), ("APA 7", "APA 7"), ("bib", "BibTeX"), ("json", "CSL-JSON")):
        page.get_by_role("button", name=f"Copy: {name}", exact=True).click()
        page.wait_for_function(
            "name => document.querySelector('.cite-status').textContent === `Copied: ${name}`", arg=name
        )
        assert page.evaluate("navigator.clipboard.readText()").strip() == told[form].strip()
    html = "navigator.clipboard.read().then(([i]) => i.types.includes('text/html'))"
    page.get_by_role("button", name="Copy: APA 7", exact=True).click()
    page.wait_for_function(html)


def test_where_copying_is_not_allowed_the_text_is_selected(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    told = cite(page, "Cite Part & one, para. 1")
    page.get_by_role("button", name="Copy: APA 7", exact=True).click()
    page.wait_for_function("document.querySelector('.cite-status').textContent.startsWith('Selected')")
    assert page.evaluate("getSelection().toString()") == told["APA 7"]


@pytest.mark.parametrize(("form", "name"), [("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")])
def test_each_file_can_be_downloaded(page: Page, form: str, name: str) -> None:
    told = cite(page, "Cite Part & one, para. 1")
    with page.expect_download() as started:
        page.get_by_role("link", name=f"Download: {name}", exact=True).click()
    download = started.value
    assert download.suggested_filename == f"bee2022-one-p1.{form}"
    assert download.path().read_text(encoding="utf-8").rstrip() == told[form].rstrip()


def test_with_the_control_key_it_is_still_a_link(page: Page) -> None:
    """The script leaves the click to the browser; that opens a tab, which some without a window do not fill."""
    page.evaluate("""() => window.addEventListener("click", (event) => {
        window.left = !event.defaultPrevented;
        event.preventDefault();
    })""")
    control: Locator = page.get_by_role("button", name="Cite Part & one", exact=True)
    control.click(modifiers=["Control"])
    assert page.evaluate("left")
    assert (control.get_attribute("href") or "").endswith("citations.html#how-to-cite-one")
    assert page.locator("dialog").count() == 0
    control.click()
    assert not page.evaluate("left")
    page.locator("dialog[open]").wait_for()


def test_where_the_dialogs_script_cannot_be_had_the_link_is_followed(built: Build, browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/chapbook-cite-dialog.js", lambda route: route.abort())
    go(page, built, "chapters/one")
    page.get_by_role("button", name="Cite Part & one", exact=True).click()
    page.wait_for_url("**/citations.html#how-to-cite-one")
