"""The page for an address at which there is none: its links hold from any depth, and close titles are found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from chapbook.not_found.rooted import rooted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Build, Project

BASE = "https://essay.example/en/latest/"
LINKS = "[href], [src], [action]"


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = {
        "extensions": ["chapbook.theme", "chapbook.not_found"],
        "html_theme": "chapbook",
        "html_title": "W",
        "html_baseurl": BASE,
    }
    project.write(
        {
            "index.rst": "W\n=\n\n.. toctree::\n\n   chapters/walking-in-cities\n   chapters/trees\n   城市\n",
            "chapters/walking-in-cities.rst": "Of streets <and> squares\n========================\n",
            "chapters/trees.rst": "Trees\n=====\n",
            "城市.rst": "城市与河流\n==========\n",
        }
    )
    return project


def addresses(built: Build) -> list[str]:
    page = built.page("404")
    found = [node.get("href") or node.get("src") or node.get("action") for node in page.select(LINKS)]
    return [address for address in found if not address.startswith(("#", "data:", "https:"))]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("base", [BASE, "https://essay.example", ""])
def test_its_links_lead_to_what_is_there_from_any_depth(essay: Project, builder: str, base: str) -> None:
    essay.settings["html_baseurl"] = base
    built = essay.build(builder)
    assert built.warnings == ""
    asked = f"{base or BASE}{'' if base.endswith('/') else '/'}" if base else "https://essay.example/"
    root = urlsplit(asked).path
    places = [f"{asked}no.html", *([f"{asked}a/b/c/"] if base else [])]
    found = addresses(built)
    assert len(found) > 9
    for place in places:
        for address in found:
            path = unquote(urlsplit(urljoin(place, address)).path).removeprefix(root)
            file = built.out / path
            assert (file / "index.html" if file.is_dir() else file).is_file(), address


def test_it_has_the_contents_and_is_nowhere_else(essay: Project) -> None:
    built = essay.build()
    page = built.page("404")
    titles = [link.get_text() for link in page.select(".not-found-pages a")]
    assert titles == ["W", "Of streets <and> squares", "Trees", "城市与河流"]
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("link[rel=canonical], .related-pages a")
    search = [path for path in built.out.rglob("*.js") if "search" in path.relative_to(built.out).as_posix()]
    assert [path for path in search if "squares" in path.read_text(encoding="utf-8")]
    assert not [path for path in search if "no page at this address" in path.read_text(encoding="utf-8").lower()]
    assert "404" not in built.text("index.html")


def test_a_publication_may_have_its_own(essay: Project) -> None:
    essay.write({"404.rst": ":orphan:\n\nGone\n====\n"})
    built = essay.build()
    assert built.warnings == ""
    assert built.page("404").h1.get_text().startswith("Gone")
    assert not built.page("404").select(".not-found-pages")


@pytest.mark.parametrize(
    ("written", "place", "root", "moved"),
    [
        ('<a href="x.html#y">', "404.html", "/en/", '<a href="/en/x.html#y">'),
        ('<a class="z" href="../x/">', "404/", "/", '<a class="z" href="/x/">'),
        ('<a href="../">', "404/", "", '<a href="./">'),
        ('<img src="_images/a.png">', "404.html", "", '<img src="_images/a.png">'),
        ('<html data-content_root="./">', "404.html", "/r/", '<html data-content_root="/r/">'),
        ('<a href="#top">', "404.html", "/r/", '<a href="#top">'),
        ('<a href="https://a.example/b">', "404.html", "/r/", '<a href="https://a.example/b">'),
        ('<a href="//a.example/b">', "404.html", "/r/", '<a href="//a.example/b">'),
        ('<a href="data:image/png,x">', "404.html", "/r/", '<a href="data:image/png,x">'),
        ('<script>"<a href="x">"</script>', "404.html", "/r/", '<script>"<a href="x">"</script>'),
        ('<script src="s.js"></script>', "404.html", "/r/", '<script src="/r/s.js"></script>'),
        ('<p>write href="x.html"</p>', "404.html", "/r/", '<p>write href="x.html"</p>'),
    ],
)
def test_addresses_of_the_site_begin_at_the_root(written: str, place: str, root: str, moved: str) -> None:
    assert rooted(written, place, root) == moved


@pytest.mark.browser
def test_close_titles_and_names_are_found(essay: Project, browser: Browser) -> None:
    site = essay.build().out
    page = browser.new_page(base_url=BASE)
    page.route(
        f"{BASE}**",
        lambda route: route.fulfill(
            path=next(
                path
                for path in (site / urlsplit(route.request.url).path.removeprefix("/en/latest/"), site / "404.html")
                if path.is_file()
            )
        ),
    )
    near = page.locator(".not-found-near li")
    for asked, found in {
        "chapters/walking_in_citys.html": ["Of streets <and> squares"],
        "a/b/Street-and-Squares/": ["Of streets <and> squares"],
        "trees/index.html": ["Trees"],
        "%E5%9F%8E%E5%B8%82%E4%B8%8E%E6%B2%B3": ["城市与河流"],
        "%E0%A4%A.html": [],
        "xyzzy": [],
    }.items():
        page.goto(asked)
        assert near.all_inner_texts() == found, asked
        assert page.locator(".not-found-near").is_visible() == bool(found)
    page.goto("deep/er/tree")
    near.get_by_role("link").click()
    assert page.url == f"{BASE}chapters/trees.html"
    page.close()
