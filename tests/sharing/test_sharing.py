"""The picture by which a site is shared: its size, its bytes, when it is drawn, and where pages name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from chapbook.sharing import picture
from chapbook.sharing.made_of import PictureError, Words
from throwaway import ROOT

if TYPE_CHECKING:
    from throwaway import Build, Project

BASE = "https://essay.example/en/"
FILE = "_static/chapbook-sharing.png"
TEMPLATE = (ROOT / "src/chapbook/sharing/templates/picture.typ").read_text(encoding="utf-8")


@pytest.fixture
def essay(project: Project) -> Project:
    project.settings = {
        "extensions": ["chapbook.sharing"],
        "project": 'On "Walking" & #more',
        "author": "Ann Bee",
        "release": "2.1",
        "today": "May 31, 2026",
        "html_baseurl": BASE,
    }
    project.write({"index.rst": "W\n=\n\n.. toctree::\n\n   sub/one\n", "sub/one.rst": "One\n===\n"})
    return project


def named(built: Build, page: str = "index") -> dict[str, str]:
    metas = built.page(page).select("meta[property^='og:image'], meta[name='twitter:card']")
    return {meta.get("property") or meta["name"]: meta["content"] for meta in metas}


def test_it_is_drawn_and_named_by_every_page(essay: Project) -> None:
    built = essay.build()
    assert built.warnings == ""
    with Image.open(built.out / FILE) as made:
        assert (made.format, made.size) == ("PNG", (1200, 630))
    assert named(built) == {
        "og:image": BASE + FILE,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": 'On "Walking" & #more · Ann Bee · Edition 2.1, May 31, 2026',
        "twitter:card": "summary_large_image",
    }
    assert named(built, "sub/one") == named(built)
    assert named(built, "search") == {}


def test_without_an_address_it_is_there_and_not_named(essay: Project) -> None:
    essay.settings["html_baseurl"] = ""
    built = essay.build()
    assert (built.out / FILE).is_file()
    assert named(built) == {}


def test_it_is_drawn_again_only_for_other_words(essay: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (essay.build().out / FILE).read_bytes()

    def refuse(*_: object) -> bytes:
        raise PictureError("it is not to be drawn")

    monkeypatch.setattr(picture, "draw", refuse)
    essay.write({"sub/one.rst": "One\n===\n\nMore.\n"})
    built = essay.build()
    assert built.warnings == ""
    (built.out / FILE).unlink()
    assert (essay.build().out / FILE).read_bytes() == first
    essay.settings["release"] = "3"
    [warning] = essay.build().warning_lines
    assert "no picture to share the site by: it is not to be drawn" in warning


TITLES = {
    "short": ("Walking", "en", "ltr"),
    "245 letters": (("Of rivers and of bridges, " * 10)[:245], "en", "ltr"),
    "one word": ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "de", "ltr"),
    "nothing": ("", "en", "ltr"),
    "markup": ('#panic("x") $a$ *b* \\ @c <d> //', "en", "ltr"),
}


@pytest.mark.parametrize("title", TITLES)
def test_the_same_words_are_the_same_bytes(title: str) -> None:
    text, language, runs = TITLES[title]
    words = Words(text, "Ann Bee", "Edition 1", language, "", runs)
    assert picture.draw(TEMPLATE, words) == picture.draw(TEMPLATE, words)


def test_what_no_font_has_is_one_warning_and_no_picture(essay: Project) -> None:
    essay.settings["project"] = "Of \U00012000 and \U00010380"
    built = essay.build()
    [warning] = built.warning_lines
    assert "no font of this machine has all letters" in warning
    assert not (built.out / FILE).exists()
    assert named(built) == {}


def test_a_publication_may_have_its_own(essay: Project) -> None:
    essay.settings["chapbook_sharing_picture"] = "art/own.png"
    (essay.source / "art").mkdir()
    Image.new("RGB", (1000, 500)).save(essay.source / "art/own.png")
    built = essay.build()
    assert built.warnings == ""
    found = named(built)
    assert found["og:image"] == f"{BASE}_static/own.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1000", "500")
    assert (built.out / "_static/own.png").is_file()
    essay.settings["chapbook_sharing_picture"] = "https://pictures.example/own.png"
    found = named(essay.build())
    assert found["og:image"] == "https://pictures.example/own.png"
    assert "og:image:width" not in found


@pytest.mark.parametrize("given", ["none.png", "index.rst"])
def test_one_that_is_none_is_a_warning_and_ours_stands_in_its_place(essay: Project, given: str) -> None:
    essay.settings["chapbook_sharing_picture"] = given
    built = essay.build()
    [warning] = built.warning_lines
    assert f"conf.py:1: WARNING: {essay.source / given}: it is no" in warning
    assert named(built)["og:image"] == BASE + FILE


def test_a_publication_may_have_its_own_look(essay: Project) -> None:
    essay.settings["templates_path"] = ["_templates"]
    look = "#let picture(..given) = { set page(width: 20pt, height: 10pt); [] }\n"
    essay.write({"_templates/chapbook/sharing/picture.typ": look})
    built = essay.build()
    assert (named(built)["og:image:width"], named(built)["og:image:height"]) == ("20", "10")
    essay.write({"_templates/chapbook/sharing/picture.typ": "#let picture(..given) = nothing\n"})
    [warning] = essay.build().warning_lines
    assert "unknown variable: nothing" in warning
