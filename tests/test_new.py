"""A publication of one's own: started, it holds text and settings only, builds at once, and its commands work."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
import yaml

from chapbook.cli import main
from chapbook.mistake import Mistake
from chapbook.new import OUTLINE, Answers, ask, publication, start
from making import equip, made, make, started
from throwaway import ROOT, Build
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


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that was just started, in a folder with a space in its name."""
    place = tmp_path_factory.mktemp("new") / "my essay"
    done = make("--silent", "new", f"DIR={place}")
    assert done.returncode == 0, done.stderr
    assert str(place) in done.stdout
    assert "git init" in done.stdout
    return place


@pytest.fixture(scope="module")
def built(place: Path) -> Build:
    return made(place)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_twenty_files_and_no_program_among_them(tmp_path: Path) -> None:
    there = files(started(tmp_path / "w"))
    assert len(there) <= 20
    assert [name for name in there if name.endswith((".py", ".js", ".css", ".html"))] == ["conf.py"]
    settings = there["conf.py"].decode().splitlines()
    assert not [line for line in settings if re.match(r"import |from |def |class |if |for ", line)]
    assert {"CITATION.cff", "Makefile", "README.md", ".readthedocs.yaml", ".github/workflows/pages.yml"} <= there.keys()


def test_it_builds_at_once_in_all_formats(built: Build) -> None:
    assert built.warnings == ""
    page = built.page()
    assert page.h1.get_text().startswith("The title of your essay")
    links = [link["href"] for link in page.select("#other-formats a")]
    assert links == ["./essay.pdf", "./essay.epub", "./essay.xml"]
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


def test_nothing_of_this_publication_goes_with_it(tmp_path: Path) -> None:
    there = files(started(tmp_path / "w"))
    own = [ROOT / name for name in ("index.md", "CITATION.cff", "conf.py")]
    own += [*(ROOT / "chapters").iterdir(), *(ROOT / "comments").iterdir(), *(ROOT / "appendices").iterdir()]
    assert set(there.values()).isdisjoint(path.read_bytes() for path in own)


def test_the_lock_names_the_press_by_its_hash_and_every_package_too(tmp_path: Path) -> None:
    place = started(tmp_path / "w")
    (wheel,) = (place / "requirements").glob("*.whl")
    lock = (place / "requirements/lock.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line.strip() for line in lock.splitlines() if line.strip() and not line.strip().startswith("#")]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert entries[0].split() == [f"./requirements/{wheel.name}", f"--hash=sha256:{digest}"]
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)


def test_the_wheel_is_the_press_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = (publication(Answers()) for _ in range(2))
    assert first == second
    (name,) = (name for name in first if name.endswith(".whl"))
    (tmp_path / "w.whl").write_bytes(first[name])
    with zipfile.ZipFile(tmp_path / "w.whl") as wheel:
        assert wheel.testzip() is None
        names = set(wheel.namelist())
        (entry_points,) = (wheel.read(name).decode() for name in names if name.endswith("entry_points.txt"))
        (record,) = (wheel.read(name).decode() for name in names if name.endswith("RECORD"))
    package = {f"chapbook/{name}" for name in files(ROOT / "src/chapbook") if "__pycache__" not in name}
    assert package <= names
    assert "chapbook=chapbook.__main__:run" in entry_points.replace(" ", "")
    assert {line.split(",")[0] for line in record.splitlines()} == names


def test_what_is_known_is_put_in_where_it_belongs(tmp_path: Path) -> None:
    answers = Answers('A *new* "title": [x]', "Lovelace, Ada", "pt_BR")
    place = started_with(tmp_path / "w", answers)
    record = yaml.safe_load((place / "CITATION.cff").read_text(encoding="utf-8"))
    assert record["title"] == 'A *new* "title": [x]'
    assert record["authors"] == [{"family-names": "Lovelace", "given-names": "Ada"}]
    settings: dict[str, str] = {}
    exec((place / "conf.py").read_text(encoding="utf-8"), settings)  # noqa: S102  # as Sphinx does
    assert settings["language"] == "pt_BR"
    assert settings["epub_basename"] == settings["chapbook_pdf_name"] == "a-new-title-x"
    assert "Ada Lovelace" in settings["project_copyright"]
    built = made(place)
    assert built.warnings == ""
    page = built.page()
    assert page.h1.find(string=True) == 'A *new* "title": [x]'
    assert page.select_one(".byline p").get_text(strip=True) == "Ada Lovelace"
    assert page.html["lang"] == "pt-BR"


def started_with(place: Path, answers: Answers) -> Path:
    list(start(place, answers))
    return place


@pytest.mark.parametrize(
    ("author", "recorded"),
    [
        ("Ada Lovelace", {"family-names": "Lovelace", "given-names": "Ada"}),
        ("van Gogh, Vincent", {"family-names": "van Gogh", "given-names": "Vincent"}),
        ("王小明", {"alias": "王小明"}),
        ('A "B" C', {"family-names": "C", "given-names": 'A "B"'}),
    ],
)
def test_an_author_is_recorded_by_the_parts_of_the_name(author: str, recorded: dict[str, str]) -> None:
    record = yaml.safe_load(publication(Answers(author=author))["CITATION.cff"])
    assert record["authors"] == [recorded]


def test_on_a_pipe_it_asks_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "chapbook", "new", "sub/essay"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, stdin=subprocess.PIPE)
    assert "?" not in done.stdout
    assert (tmp_path / "sub/essay/conf.py").is_file()


def test_at_a_terminal_it_asks_for_what_it_was_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["A river", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    assert ask("", "Ada Lovelace", "") == Answers("A river", "Ada Lovelace", "en")


def test_who_ends_the_input_is_not_asked_further(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", end)
    assert ask("", "", "") == Answers("", "", "en")


@pytest.mark.parametrize("language", ["zz", "../..", 'en"', "english"])
def test_a_language_that_is_none_is_refused(language: str) -> None:
    with pytest.raises(Mistake, match="there is no language"):
        ask("", "", language)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept.txt").write_text("x", encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 1
    assert f"{tmp_path}: error: the folder is not empty; name another" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_force_changes_no_file_that_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.md").write_text("# Mine\n", encoding="utf-8")
    assert main(["new", str(tmp_path), "--force"]) == 0
    assert "index.md was there with other content; left as it is" in capsys.readouterr().out
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == "# Mine\n"
    assert (tmp_path / "conf.py").is_file()
    before = files(tmp_path)
    assert main(["new", str(tmp_path), "--force"]) == 0
    assert files(tmp_path) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "conf.py").is_file()


@pytest.mark.parametrize("name", ["a file", "a file/below"])
def test_a_place_that_is_no_folder_is_refused(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a file").touch()
    assert main(["new", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err.startswith(str(tmp_path / "a file"))


def test_without_a_folder_it_asks_for_one() -> None:
    done = make("--silent", "new")
    assert done.returncode != 0
    assert "argument DIR: no path was given" in done.stderr


def test_its_makefile_s_targets_are_one_line_each() -> None:
    text = (OUTLINE / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, flags=re.MULTILINE)
    recipes = re.findall(r"^([a-z ]+):(?!=).*\n((?:\t.*\n)+)", text, flags=re.MULTILINE)
    assert {name for names, _ in recipes for name in names.split()} == set(phony.split())
    assert [names for names, recipe in recipes if recipe.count("\n") != 1] == []
    printed = make(folder=OUTLINE).stdout
    assert set(re.findall(r"^  make (\w+)", printed, flags=re.MULTILINE)) == set(phony.split()) - {"help"}


def test_a_comment_and_a_thread_come_in_before_any_build(tmp_path: Path) -> None:
    place = started(tmp_path / "my essay")
    made_by_hand = tmp_path / "it's $(new).md"
    made_by_hand.write_text("---\nauthor: Jo\n---\nHi\n", encoding="utf-8")
    answer = [{"id": 7, "post": 1, "parent": 0, "author_name": "Al", "content": {"rendered": "<p>Ho</p>"}}]
    (tmp_path / "thread.json").write_text(str(answer).replace("'", '"'), encoding="utf-8")
    equip(place)
    for target, file in (("import", "thread.json"), ("add", "it's $(new).md")):
        done = make("--silent", target, f"FILE={tmp_path / file}", folder=place)
        assert done.returncode == 0, done.stderr
    assert {path.name for path in (place / "comments").glob("*.md")} == {"7.md", "it-s-new.md"}
    assert not (place / "_build").exists()
