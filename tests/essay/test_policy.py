"""The policy of the publication's pages: all that a reader does works under it, on a server, from a folder, hosted."""

from __future__ import annotations

import re
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from throwaway import ROOT, Build, build
from watched import Watched, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HASH = re.compile(r" 'sha256-[^']+'")
OLD = "chapters/former-name.html"
ADDONS = (
    '<script async type="text/javascript" src="/_/static/javascript/readthedocs-addons.js"></script>'
    '<meta name="readthedocs-project-slug" content="douyin" /></head>'
)
ADDONS_SCRIPT = """
addEventListener("load", async () => {
    const answer = await (await fetch("/_/addons/?client-version=1&api-version=1")).json();
    const flyout = document.createElement("readthedocs-flyout");
    const inside = flyout.attachShadow({ mode: "open" });
    inside.innerHTML = `<style>b { color: rgb(1, 2, 3) }</style><b style="margin-left: 7px">${answer.versions}</b>
        <img alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">`;
    document.body.append(flyout);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("i { color: red }");
    inside.adoptedStyleSheets = [sheet];
});
"""


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The publication with a place where comments are taken, and a page that has moved."""
    source = tmp_path_factory.mktemp("complete") / "source"
    copytree(ROOT, source, ignore=ignore_patterns(".*", "_build", "tests", "__pycache__"))
    settings = (ROOT / "conf.py").read_text(encoding="utf-8")
    settings = settings.replace(
        'chapbook_comments_repository = ""', 'chapbook_comments_repository = "https://github.com/a/b"'
    )
    settings = settings.replace('chapbook_comments_email = ""', 'chapbook_comments_email = "editors@example.org"')
    (source / "conf.py").write_text(settings, encoding="utf-8")
    (source / "redirects.txt").write_text(f'"{OLD[:-4]}md" "chapters/introduction.md"\n', encoding="utf-8")
    built = build(source, source.parent / "built", "html", {})
    assert built.warnings == ""
    return built


def policies(built: Build) -> dict[str, str]:
    found = {}
    for path in built.out.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert page.head is not None
        second = page.head.find_all()[1]
        assert second["http-equiv"] == "Content-Security-Policy", path
        found[str(path.relative_to(built.out))] = str(second["content"])
    return found


def test_all_pages_have_the_same_but_for_the_script_of_the_frame(complete: Build) -> None:
    found = policies(complete)
    assert HASH.search(found.pop(OLD)) is None
    assert len(found) > 10
    [policy] = set(found.values())
    assert len(HASH.findall(policy)) == 1
    assert HASH.sub("", policy) == policies(complete)[OLD]


@pytest.fixture(params=[False, True], ids=["from a server", "from a folder"])
def visit(request: pytest.FixtureRequest, browser: Browser, complete: Build) -> Iterator[Watched]:
    """A visit that has to end without any trouble, on a wide screen."""
    allowed = [] if request.param else ["clipboard-read", "clipboard-write"]
    size: Any = {"width": 1600, "height": 1000}
    with watched(browser, complete, folder=request.param, viewport=size, permissions=allowed) as site:
        yield site
        site.settle()
        assert site.trouble == []


@pytest.mark.browser
@pytest.mark.views
def test_every_page_in_each_of_its_looks(visit: Watched, complete: Build) -> None:
    for name in sorted(policies(complete)):
        if name == OLD:
            continue
        visit.visit(name)
        assert visit.page.locator("h1").is_visible()
        colours = set()
        for _ in range(3):
            visit.page.locator(".theme-toggle:visible").first.click()
            colours.add(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert len(colours) == 2, name
    assert visit.left_for == []


@pytest.mark.browser
def test_an_old_address(visit: Watched) -> None:
    visit.page.goto(f"{visit.base}{OLD}?a=b#introduction-p1")
    visit.page.wait_for_url(f"{visit.base}chapters/introduction.html?a=b#introduction-p1")


@pytest.mark.browser
def test_the_search(visit: Watched) -> None:
    visit.visit("chapters/introduction.html")
    visit.page.get_by_role("searchbox", name="Search").fill("mauritius")
    visit.page.get_by_role("button", name="Go").click()
    visit.page.get_by_text("trans people in my country, Mauritius").wait_for()
    assert visit.page.url == f"{visit.base}search.html?q=mauritius"


@pytest.mark.browser
def test_citing(visit: Watched) -> None:
    visit.visit("chapters/introduction.html")
    visit.page.get_by_role("button", name="Cite Introduction, para. 1", exact=True).click()
    visit.page.locator("dialog[open]").wait_for()
    visit.page.get_by_role("button", name="Copy: APA 7", exact=True).click()
    visit.page.locator(".cite-status:not(:empty)").wait_for()
    visit.page.get_by_role("button", name="Copy: BibTeX", exact=True).click()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Download: BibTeX", exact=True).click()
    assert download.value.path().read_text(encoding="utf-8").startswith("@")


@pytest.mark.browser
def test_answering(visit: Watched) -> None:
    visit.visit("appendices/comments.html")
    visit.page.locator("a.reply").first.click()
    visit.page.get_by_label("Name").fill("Jo Poe")
    visit.page.get_by_role("textbox", name="Comment").fill("Well said.")
    assert "Well said." in (visit.page.locator(".reply-file").text_content() or "")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Download it").click()
    assert "Well said." in download.value.path().read_text(encoding="utf-8")
    visit.page.get_by_role("button", name="Copy it").click()
    visit.page.locator(".reply-status:not(:empty)").wait_for()
    visit.page.get_by_role("button", name="Send it by e-mail").click()
    visit.page.get_by_text("Your mail program has your file.").wait_for()
    with visit.page.context.expect_page() as opened:
        visit.page.get_by_role("button", name="Propose it at GitHub").click()
    opened.value.wait_for_load_state()
    [address] = visit.left_for
    assert address.startswith("https://github.com/a/b/new/main/comments?")
    assert parse_qs(urlsplit(address).query)["filename"] == ["jo-poe.md"]


@pytest.mark.browser
def test_what_read_the_docs_adds(browser: Browser, complete: Build) -> None:
    """Its script stands in each page's head, asks the same host and makes elements with styles of their own."""

    def hosted(name: str, content: bytes | None) -> bytes | None:
        added = {
            "/_/static/javascript/readthedocs-addons.js": ADDONS_SCRIPT.encode(),
            "/_/addons/": b'{"versions": "latest stable"}',
        }
        if content and name.endswith(".html"):
            return content.replace(b"</head>", ADDONS.encode())
        return added.get(name, content)

    with watched(browser, complete, served=hosted) as site:
        for name in sorted(policies(complete).keys() - {OLD}):
            site.visit(name)
            text = site.page.locator("readthedocs-flyout b")
            assert text.text_content() == "latest stable"
            looks = text.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).marginLeft]")
            assert looks == ["rgb(1, 2, 3)", "7px"]
        assert site.trouble == []
        assert site.left_for == []
