"""A publication of one's own: assembled, it builds at once, and its commands work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from outline.assembly import ABOUT_THE_TEXT, OUTLINE, NoPlaceError, assemble, with_own_settings

from making import made, make
from throwaway import OTHER_ESSAY, ROOT, Build
from web_server import serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


SHIFTS = """new Promise((done) => {
    const sources = (entry) => entry.sources.map((source) => source.node?.className || source.node?.localName);
    const observer = new PerformanceObserver((list) => done(list.getEntries().flatMap(sources)));
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done([]), 0)));
})"""
"""What has moved since the page was first seen (https://wicg.github.io/layout-instability/)."""


def make_new(*arguments: str) -> subprocess.CompletedProcess[str]:
    return make("--silent", "new", *arguments)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that was just started, in a folder with a space in its name."""
    place = tmp_path_factory.mktemp("new") / "my essay"
    done = make_new(f"DIR={place}")
    assert done.returncode == 0, done.stderr
    assert str(place) in done.stdout
    return place


@pytest.fixture(scope="module")
def built(place: Path) -> Build:
    return made(place)


def test_it_builds_at_once_in_all_formats(built: Build) -> None:
    assert built.warnings == ""
    page = built.page()
    assert page.h1.get_text().startswith("The title of your essay")
    links = [link["href"] for link in page.select("#other-formats a")]
    assert links == ["./essay.pdf", "./essay.epub"]
    assert all((built.out / link).is_file() for link in links)
    assert "Your Name" in page.select_one(".copyright").get_text()


def test_its_thread_is_empty_and_can_be_answered(built: Build) -> None:
    page = built.page("appendices/comments")
    assert page.find(id="thread-comments").h2.get_text().startswith("No thoughts yet on “The title of your essay”")
    assert page.select_one("form.reply-form") is not None


@pytest.mark.browser
def test_nothing_moves_when_the_form_comes_into_a_short_page(built: Build, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1350, "height": 940})
    with serving(built.out) as address:
        page.goto(f"{address}appendices/comments.html")
        page.locator("#reply-author").wait_for()
        moved = page.evaluate(SHIFTS)
    footer = page.locator("footer").bounding_box()
    page.close()
    assert moved == []
    assert footer is not None
    assert footer["y"] < 940, "it cannot be seen to move"


def test_every_folder_that_a_command_names_is_there(place: Path) -> None:
    text = (place / "Makefile").read_text(encoding="utf-8")
    for package in re.findall(r"-m (bench|outline)\b", text):
        assert (place / package / "__main__.py").is_file()
    for name in ["tests/judges", "requirements/dev.in", "_locale", "tests/conftest.py"]:
        assert (place / name).exists(), name


def test_nothing_of_this_publication_goes_with_it(place: Path) -> None:
    assert not [name for name in ABOUT_THE_TEXT if (place / name).exists()]
    theirs = {path.relative_to(place) for path in place.rglob("*.md") if "_ext" not in path.parts}
    ours = {path.relative_to(ROOT) for folder in ("chapters", "comments") for path in (ROOT / folder).glob("*.md")}
    assert theirs & ours <= {path.relative_to(OUTLINE) for path in OUTLINE.rglob("*.md")}


def test_its_settings_are_its_own_and_the_rest_the_house_s(place: Path) -> None:
    theirs = (place / "conf.py").read_text(encoding="utf-8").splitlines()
    ours = (ROOT / "conf.py").read_text(encoding="utf-8").splitlines()
    own = (OUTLINE / "own-settings.py").read_text(encoding="utf-8").splitlines()
    start, end = (
        next(n for n, line in enumerate(theirs) if line.startswith(f"# {word}")) for word in ("This", "The house")
    )
    assert theirs[start + 1 : end - 1] == own
    assert theirs[:start] == ours[:start]
    assert theirs[end:] == ours[-len(theirs[end:]) :]


def test_settings_that_are_exchanged_twice_are_the_last() -> None:
    settings = (ROOT / "conf.py").read_text(encoding="utf-8")
    own = (OTHER_ESSAY / "own-settings.py").read_text(encoding="utf-8")
    once = with_own_settings(settings, own)
    assert with_own_settings(with_own_settings(settings, "x = 1\n"), own) == once


def test_a_publication_that_was_started_can_start_another(place: Path, tmp_path: Path) -> None:
    assemble(place / "outline/files", tmp_path / "next", house=place)
    files = [{path.relative_to(root) for path in root.rglob("*.py")} for root in (place, tmp_path / "next")]
    assert files[0] == files[1]


def test_a_relative_folder_is_looked_for_where_one_stands(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "outline", "sub/essay"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert (tmp_path / "sub/essay/conf.py").is_file()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x", encoding="utf-8")
    done = make_new(f"DIR={tmp_path}")
    assert done.returncode != 0
    assert f"{tmp_path} is there already and not an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assemble(OUTLINE, tmp_path)
    assert (tmp_path / "conf.py").is_file()


def test_a_folder_that_is_copied_is_refused() -> None:
    with pytest.raises(NoPlaceError, match="name one elsewhere"):
        assemble(OUTLINE, ROOT / "_ext/essay")
    assert not (ROOT / "_ext/essay").exists()


def test_without_a_folder_it_asks_for_one() -> None:
    done = make_new()
    assert done.returncode != 0
    assert done.stdout == "Say where: make new DIR=path/to/folder\n"
