"""What a program that reads aloud is told: titles, landmarks, headings, names, and the thread as a thread."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from essay.accessibility.readers import DESK, DRAWERS, PAGES, PHONE, STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from throwaway import Build

VIEWS = {name: (address, None) for name, address in PAGES.items()} | STATES | DRAWERS
CONTROLS = {"link", "button", "textbox", "searchbox", "checkbox", "DisclosureTriangle"}


def nodes(page: Page) -> list[dict[str, Any]]:
    """Return Chromium's accessibility tree, without what it ignores, in the order of reading."""
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in tree}
    ordered: list[dict[str, Any]] = []

    def add(node: dict[str, Any], above: list[str]) -> None:
        role = node.get("role", {}).get("value", "")
        if not node["ignored"]:
            properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
            names = {key: node.get(key, {}).get("value", "") for key in ("name", "description")}
            ordered.append({"role": role, "above": above, **names, **properties})
        for child in node.get("childIds", []):
            if child in by_id:
                add(by_id[child], above if node["ignored"] else [*above, role])

    add(tree[0], [])
    return ordered


def see(visit: Callable[..., Page], view: str) -> Page:
    address, bring_about = VIEWS[view]
    page = visit(address, PHONE if view in DRAWERS else DESK)
    if bring_about:
        bring_about(page)
    return page


def test_each_page_has_a_title_of_its_own_and_says_its_language(site: Build) -> None:
    paths = [path for path in site.out.rglob("*.html") if "_static" not in path.parts]
    pages = {path: site.page(str(path.relative_to(site.out).with_suffix(""))) for path in paths}
    titles = [page.title.get_text() for page in pages.values()]
    assert len(titles) > 10
    assert sorted(titles) == sorted(set(titles))
    assert {page.html.get("lang") for page in pages.values()} == {"en"}


@pytest.mark.views
@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_the_landmarks_are_few_and_have_names(visit: Callable[..., Page], name: str, size: tuple[int, int]) -> None:
    page = visit(PAGES[name], size)
    landmarks = ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"]
    found = [node for node in nodes(page) if node["role"] in landmarks]
    roles = [node["role"] for node in found]
    assert roles.count("main") == roles.count("contentinfo") == 1
    assert roles.count("banner") == (size == PHONE)
    assert roles.count("search") == (size == DESK or name == "search"), "on a phone in the menu"
    assert len(found) <= 7
    named = [(node["role"], node["name"]) for node in found]
    assert len(named) == len(set(named))
    for role in set(roles):
        if roles.count(role) > 1:
            assert all(node["name"] for node in found if node["role"] == role)


@pytest.mark.views
@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS)
def test_every_control_has_a_name(visit: Callable[..., Page], view: str) -> None:
    controls = [node for node in nodes(see(visit, view)) if node["role"] in CONTROLS]
    assert len(controls) >= 2
    nameless = [node for node in controls if not re.search(r"\w", node["name"] + node["description"])]
    assert nameless == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_the_headings_are_an_outline(visit: Callable[..., Page], name: str) -> None:
    levels = [node["level"] for node in nodes(visit(PAGES[name])) if node["role"] == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


@pytest.mark.browser
def test_the_thread_is_a_list_of_articles_with_the_answers_in_it(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["comments"])
    tree = nodes(page)
    comments = [node for node in tree if node["role"] == "article" and "list" in node["above"]]
    depths = [node["above"].count("list") for node in comments]
    assert len(comments) == page.locator("article.comment").count() == 10
    assert depths == [1, 2, 1, 2, 1, 2, 1, 1, 1, 2]
    headings = [node for node in tree if node["role"] == "heading" and node["above"].count("article") == 2]
    authors = page.locator(".comment-author bdi").all_text_contents()
    assert [node["name"] for node in headings] == [f"{author} says:" for author in authors]
    assert [node["above"].count("list") for node in headings] == depths
    links = [node["name"] for node in tree if node["role"] in {"link", "button"}]
    for author in authors:
        assert {f"Permalink to the comment by {author}", f"Cite the comment by {author}"} <= set(links)


@pytest.mark.browser
def test_a_drawer_s_button_tells_its_state(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["comments"], PHONE)

    def buttons() -> dict[str, object]:
        return {node["name"]: node.get("expanded") for node in nodes(page) if node["role"] == "button"}

    assert buttons()["Navigation"] is False
    page.get_by_role("button", name="Navigation").click()
    assert buttons()["Navigation"] is True


@pytest.mark.browser
def test_the_page_in_the_contents_is_told(visit: Callable[..., Page]) -> None:
    page = visit(PAGES["chapter"])
    assert page.locator("[aria-current=page]").all_text_contents() == ["Introduction"]


@pytest.mark.browser
def test_the_dialog_has_a_name_and_what_is_wrong_is_said_at_its_field(visit: Callable[..., Page]) -> None:
    dialogs = [node for node in nodes(see(visit, "dialog")) if node["role"] == "dialog"]
    assert [(node["name"], node.get("modal")) for node in dialogs] == [("Cite Introduction", True)]
    fields = {node["name"].strip(): node for node in nodes(see(visit, "form refused")) if node["role"] == "textbox"}
    assert fields["Name"]["invalid"] == fields["Website"]["invalid"] == "true"
    assert fields["Name"]["description"] == "Write your name."
    assert fields["Name"]["required"]


def test_every_page_s_drawer_has_its_button(site: Build) -> None:
    for path in site.out.rglob("*.html"):
        if "_static" in path.parts:
            continue
        page = site.page(str(path.relative_to(site.out).with_suffix("")))
        drawers = {drawer["id"] for drawer in page.select("aside[popover]")}
        assert {button["popovertarget"] for button in page.select("button[popovertarget]")} == drawers
        assert len(drawers) == 1
        assert page.select("label[for^=__], input.sidebar-toggle") == []
