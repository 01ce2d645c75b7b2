"""Words that are selected: their link leads to them, they are cited and answered, by mouse, keyboard and touch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from cited_essay import BASE, write_essay
from throwaway import Project
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FILLER = "It goes on with many more words than anybody would care to read on a day in summer. " * 40
TEXT = f"""\
(one)=
# Part & one

The coot is black, and the coot is well-known, from (a) to b. So "the coot" swims.

The *heron*[^1] stands, [still](https://example.org/), in the rain­bow of the eve­ning.

[^1]: A footnote of it.

- an item of the list
- an item of another

(mine)=
{FILLER} At last the kingfisher came. It went away.

The same words. The same words.

The same words. The same words.

Cafe\u0301 的翠鸟在河边等待。 **Ein** Wort.

(river)=
## 河流

翠鸟在河边等待，鹭站在雨中。鹭站在河边。
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = tmp_path_factory.mktemp("words") / "source"
    source.mkdir()
    project = Project(source)
    write_essay(project)
    project.settings |= {"html_theme": "chapbook", "html_baseurl": ""}
    project.settings["extensions"] = [*project.settings["extensions"], "chapbook.security", "chapbook.theme"]
    form = "\n```{reply-form} comments\n```\n"
    project.write({"chapters/one.md": TEXT, "talk.md": (source / "talk.md").read_text(encoding="utf-8") + form})
    built = project.build()
    assert built.warnings == ""
    with serving(built.out) as address:
        yield address


@pytest.fixture
def page(browser: Browser, place: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 700})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(5000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{place}chapters/one.html")
    yield page
    assert problems == []
    context.close()


SELECT = """([first, last]) => {
  const find = (words) => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (!walker.nextNode().data.includes(words));
    return [walker.currentNode, walker.currentNode.data.indexOf(words)];
  };
  const [from, start] = find(first);
  const [to, end] = find(last);
  getSelection().setBaseAndExtent(from, start, to, end + last.length);
}"""


def select(page: Page, first: str, last: str = "") -> None:
    page.evaluate(SELECT, [first, last or first])
    page.get_by_role("toolbar", name="Selected words").wait_for()


def copied(page: Page) -> str:
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text("Copied").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def fragment(address: str) -> list[str]:
    return [unquote(part) for part in address.partition(":~:text=")[2].split(",")]


LINKS = [
    ("black", "", "one-p1", ["black"]),
    ("lac", "", "one-p1", ["black"]),
    ("The coot", "", "one-p1", ["The coot", "-is black"]),
    ("coot is well-known", "", "one-p1", ["coot is well-known"]),
    ("from (a) to b", "", "one-p1", ["from (a) to b"]),
    ("heron", "still", "one-p2", ["heron", "stands, still"]),
    ("bow of", "eve", "one-p2", ["rainbow of the evening"]),
    ("item of the", "", "one", ["item of the"]),
    ("The same words", "", "one-p4", ["The same words"]),
    ("翠鸟", "", "one-p6", ["的-", "翠鸟", "-在"]),
    ("鹭站在河", "", "river-p1", ["鹭站在河"]),
    ("It goes", "went away", "mine", ["It goes on with many", "kingfisher came. It went away"]),
    ("black", "stands", "one-p1", ["black, and the coot is", "stands"]),
]
"""The first and the last words that are selected; the id, and the parts of the fragment, of the link to them."""


def test_a_link_names_the_part_and_the_words(page: Page) -> None:
    for first, last, id_, told in LINKS:
        select(page, first, last)
        address = copied(page)
        assert address.startswith(page.url + f"#{id_}:~:text=")
        assert fragment(address) == told
        assert re.fullmatch(r"[\w%.,-]+", address.partition("text=")[2], re.ASCII)


IS_SEEN = """(words) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (!walker.nextNode().data.includes(words));
  const range = document.createRange();
  range.setStart(walker.currentNode, walker.currentNode.data.indexOf(words));
  range.setEnd(walker.currentNode, walker.currentNode.data.indexOf(words) + words.length);
  const { top, bottom } = range.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


def test_a_browser_goes_to_the_words(page: Page) -> None:
    page.set_viewport_size({"width": 600, "height": 300})
    select(page, "At last", "went away")
    address = copied(page)
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function(IS_SEEN, arg="kingfisher")


def test_where_words_have_changed_a_browser_goes_to_their_part(page: Page) -> None:
    page.set_viewport_size({"width": 600, "height": 300})
    address = page.url
    page.goto("about:blank")
    page.goto(f"{address}#mine:~:text=kingfishers%20that%20went")
    top = "document.querySelector('#mine').getBoundingClientRect().top"
    page.wait_for_function(f"() => {top} >= 0 && {top} < 100")
    assert not page.evaluate(IS_SEEN, "kingfisher")


def test_words_are_quoted_with_their_citation(page: Page) -> None:
    select(page, "coot is well-known", "swims")
    page.get_by_role("button", name="Cite", exact=True).click()
    told = page.locator("dialog [data-form=quotation] .cite-text")
    told.wait_for()
    start = "“coot is well-known, from (a) to b. So ‘the coot’ swims” (Bee, 2022, Part & one section, para. 1). http://"
    assert told.inner_text().startswith(start)
    page.keyboard.press("Escape")
    page.locator("#one-p2 a.cite").evaluate("control => control.click()")
    page.locator("dialog [data-form=inText]").wait_for()
    assert not told.is_visible(), "they were quoted once"


def test_a_reply_has_the_words_without_marks_of_footnotes_and_soft_hyphens(page: Page) -> None:
    select(page, "heron", "eve")
    href = page.get_by_role("toolbar").get_by_role("link", name="Reply").get_attribute("href") or ""
    url = urlsplit(href)
    assert (url.path, url.fragment) == ("/talk.html", "reply-form")
    assert parse_qs(url.query) == {"about": ["one-p2"], "quote": ["heron stands, still, in the rainbow of the eve"]}
    select(page, "It goes", "went away")
    href = page.get_by_role("toolbar").get_by_role("link", name="Reply").get_attribute("href") or ""
    [quote] = parse_qs(urlsplit(href).query)["quote"]
    assert 280 < len(quote) <= 300
    assert FILLER.startswith(quote + " ")


def test_words_of_a_comment_answer_it(page: Page, place: str) -> None:
    page.goto(f"{place}talk.html")
    select(page, "Six seven")
    assert copied(page).endswith("/talk.html#comment-01-ann:~:text=Six%20seven")
    href = page.get_by_role("toolbar").get_by_role("link", name="Reply").get_attribute("href") or ""
    assert parse_qs(urlsplit(href).query) == {"reply_to": ["01-ann"], "quote": ["Six seven"]}


def test_keys_reach_the_buttons_and_leave_them(page: Page) -> None:
    select(page, "black")
    for key, name in [("Tab", "Copy link"), ("ArrowRight", "Cite"), ("End", "Reply"), ("ArrowRight", "Copy link")]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Escape")
    assert not page.get_by_role("toolbar").is_visible()
    assert page.evaluate("getSelection().toString()") == "black"


def test_the_buttons_go_with_the_selection(page: Page) -> None:
    select(page, "black")
    page.evaluate("getSelection().removeAllRanges()")
    page.get_by_role("toolbar").wait_for(state="hidden")


def test_an_address_that_cannot_be_copied_is_shown(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    select(page, "black")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text("copy the address with the keyboard").wait_for()
    field = page.get_by_role("textbox", name="Address", exact=True)
    assert field.input_value() == page.url + "#one-p1:~:text=black"
    assert page.evaluate("document.activeElement.selectionEnd") == len(field.input_value())


def test_the_published_address_is_copied_from_elsewhere(page: Page) -> None:
    page.evaluate(f"document.head.insertAdjacentHTML('beforeend', '<link rel=canonical href={BASE}chapters/one.html>')")
    select(page, "black")
    assert copied(page) == f"{BASE}chapters/one.html#one-p1:~:text=black"


def test_without_other_parts_a_link_is_all_that_is_offered(project: Project, browser: Browser) -> None:
    project.settings = {"extensions": ["chapbook.theme"], "html_theme": "chapbook"}
    project.write({"index.rst": "W\n=\n\nSome words.\n"})
    page = browser.new_page()
    page.goto((project.build().out / "index.html").as_uri())
    select(page, "words")
    assert page.get_by_role("toolbar").locator(":visible").all_inner_texts() == ["Copy link"]
    page.close()
