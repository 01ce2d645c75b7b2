"""Hostile strings in a Chromium: nothing runs, loads or navigates, and the page around the thread is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from chapbook.comments.body import ELEMENTS
from hostile import ALLOWED, SETTINGS, SOURCES, write_comments
from throwaway import Build, Project
from watched import settle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

TRAPS = """
    for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"])
        window[name] = (...given) => { told(`${name} ${given}`); return null; };
    document.addEventListener("securitypolicyviolation", event => told(`policy ${event.violatedDirective}`));
    document.addEventListener("submit", () => told("submit"), true);
    document.addEventListener("click", event => event.preventDefault(), true);  // a link that is followed is no attack
"""
POLICY = (
    "default-src 'none'; script-src 'self' 'report-sample'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'"
)
CONTENT = """([elements, allowed]) => {
    const odd = [];
    for (const body of document.querySelectorAll("ol.comments .comment-body")) {
        for (const element of body.querySelectorAll("*")) {
            const name = element.localName;
            const names = element.getAttributeNames().filter(key => !(allowed[name] || []).includes(key));
            if (!elements.includes(name) || element.namespaceURI !== "http://www.w3.org/1999/xhtml"
                || (names.length && element.outerHTML.split(">")[0] !== '<p class="comment-removed"'))
                odd.push(element.outerHTML.slice(0, 200));
        }
    }
    for (const link of document.querySelectorAll("ol.comments a[href]"))
        if (!["http:", "https:", "mailto:"].includes(link.protocol) && !link.getAttribute("href").startsWith("#"))
            odd.push(link.href);
    return odd;
}"""
STRUCTURE = """() => [...document.querySelectorAll("ol.comments > li > article.comment")].filter(article =>
    article.parentElement.children.length === 1 && article.children.length === 2
    && article.children[0].matches("header.comment-header") && article.children[1].matches("div.comment-body")
    && article.children[0].children.length === 2).length"""
AROUND = """() => {
    document.querySelector("ol.comments").remove();
    return document.documentElement.outerHTML;
}"""
TOUCH = """() => {
    const kinds = ["pointerover", "mouseover", "mouseenter", "mousemove", "pointerdown", "mousedown", "mouseup",
        "click", "dblclick", "contextmenu", "focus", "focusin", "blur", "keydown", "input", "change", "toggle", "wheel",
        "copy", "dragstart", "animationstart", "transitionend", "beforematch", "scrollend", "load", "error"];
    let touched = 0;
    for (const element of document.querySelectorAll("ol.comments, ol.comments *")) {
        for (const kind of kinds) element.dispatchEvent(new Event(kind, {cancelable: true}));
        if (element.matches(".comment-body a, [tabindex]")) element.focus({preventScroll: true});
        touched += 1;
    }
    return touched;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, int]:
    return built(tmp_path_factory.mktemp("hostile"), ())


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, int]:
    return built(tmp_path_factory.mktemp("harmless"), (), harmless=True)


def built(place: Path, collections: Iterable[str], *, harmless: bool = False) -> tuple[Build, int]:
    source = place / "source"
    source.mkdir()
    project = Project(source, {**SETTINGS, "html_sidebars": {"**": []}})  # the theme's search box has a script
    project.write(SOURCES)
    size = write_comments(source / "comments", collections)
    if harmless:
        for path in (source / "comments").iterdir():
            path.write_text("---\nauthor: A\n---\nHi\n", encoding="utf-8")
    return project.build(), size


def opened(browser: Browser, build: Build, *, strict: bool = True) -> tuple[Page, list[str]]:
    """Open the page under a strict policy, from a made-up host; the list fills with whatever happens beyond it."""
    context = browser.new_context()
    trouble: list[str] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        file = build.out / address.path.removeprefix("/")
        if address.netloc == "page.test" and file.is_file():
            route.fulfill(path=file, headers={"Content-Security-Policy": POLICY} if strict else {})
        else:
            trouble.append(f"request {route.request.url}")
            route.abort()

    context.route("**/*", answer)
    context.expose_function("told", lambda text: trouble.append(text))  # noqa: PLW0108  # playwright marks what it is given
    context.add_init_script(TRAPS)
    page = context.new_page()
    context.on("page", lambda other: trouble.append(f"page {other.url}") if other != page else None)
    page.on("dialog", lambda dialog: trouble.append(f"dialog {dialog.message}"))
    page.on("download", lambda download: trouble.append(f"download {download.url}"))
    page.on("pageerror", lambda error: trouble.append(f"error {error}"))
    page.goto("https://page.test/one.html")
    page.on("framenavigated", lambda frame: trouble.append(f"navigation {frame.url}"))
    page.on("frameattached", lambda frame: trouble.append(f"frame {frame.url}"))
    return page, trouble


@pytest.mark.parametrize("strict", [True, False], ids=["with a policy", "without"])
def test_nothing_runs_loads_or_navigates(browser: Browser, hostile: tuple[Build, int], strict: bool) -> None:  # noqa: FBT001  # a parameter
    page, trouble = opened(browser, hostile[0], strict=strict)
    assert page.evaluate(TOUCH) > 10 * hostile[1]
    for _ in range(20):
        page.keyboard.press("Tab")
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 3_000)
    page.emulate_media(media="print")
    page.emulate_media(media="screen", color_scheme="dark", reduced_motion="reduce")
    assert page.title().startswith("One")
    assert trouble == []


def test_the_traps_work(browser: Browser, hostile: tuple[Build, int]) -> None:
    page, trouble = opened(browser, hostile[0])
    page.evaluate("""() => {
        const body = document.querySelector(".comment-body");
        body.innerHTML = `<img src=//evil.example/x><b onclick="alert(1)">x</b>
            <iframe src="data:text/html,x"></iframe>`;
        print();
    }""")
    page.locator("iframe").wait_for(state="attached")
    page.get_by_text("x", exact=True).first.dispatch_event("click")
    settle(page)
    told = " ".join(trouble)
    assert "print" in told
    assert "policy img-src" in told
    assert "policy frame-src" in told
    assert "policy script-src-attr" in told


def test_only_allowed_elements_and_attributes_are_left(browser: Browser, hostile: tuple[Build, int]) -> None:
    page, _ = opened(browser, hostile[0])
    allowed: Any = {name: sorted(names) for name, names in ALLOWED.items()}
    assert page.evaluate(CONTENT, [sorted(ELEMENTS), allowed]) == []


def test_the_page_is_the_same_around_the_thread(
    browser: Browser, hostile: tuple[Build, int], harmless: tuple[Build, int]
) -> None:
    build, size = hostile
    page, _ = opened(browser, build)
    assert page.evaluate(STRUCTURE) == size
    assert page.locator("article.comment").count() == size
    assert "root:" not in page.content()
    peaceful, _ = opened(browser, harmless[0])
    assert page.evaluate(AROUND) == peaceful.evaluate(AROUND)
