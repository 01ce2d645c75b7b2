"""The commands of the README, and what they say to somebody whose machine lacks something."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import chapbook
from chapbook.cli import main
from chapbook.new import OUTLINE
from making import equip, make, started
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def commands() -> set[str]:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    return set(phony.split())


def test_make_alone_prints_the_commands() -> None:
    printed = make().stdout
    named = re.findall(r"^  make (\w+)", printed, flags=re.MULTILINE)
    assert set(named) == commands() - {"help"}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_a_guide_names_only_commands_that_there_are(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`make ([a-z]+)", text) + re.findall(r"^(?:    )?make ([a-z]+)", text, flags=re.MULTILINE)
    assert named
    assert set(named) <= commands()


MAKEFILES = [ROOT / "Makefile", OUTLINE / "Makefile"]
PREREQUISITES = [
    *(f"requirements/{name}.txt" for name in ("build", "dev", "hostile", "judge", "lock")),
    *("pyproject.toml", "src/chapbook/outline/requirements/lock.txt"),
    *("tests/pythons.py", "tests/judges/package-lock.json", "tests/judges/node_modules/.package-lock.json"),
]


def bare(folder: Path, makefile: Path) -> Path:
    """A folder with a Makefile, and of what it needs nothing but names."""
    for name in PREREQUISITES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "Makefile").write_bytes(makefile.read_bytes())
    return folder


@pytest.mark.parametrize("makefile", MAKEFILES, ids=["ours", "outline's"])
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "Python 3.11 or newer is needed"),
        ('case "$2" in *version_info*) exit 0;; *) exit 1;; esac', "has no venv"),
    ],
)
def test_a_python_that_will_not_do_gets_one_sentence(tmp_path: Path, script: str, said: str, makefile: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    done = make("html", f"PYTHON={python}", folder=bare(tmp_path, makefile))
    assert done.returncode != 0
    assert said in done.stdout
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("makefile", "mark"), [*zip(MAKEFILES, [".build-tools", ".installed"], strict=True)], ids=["ours", "outline's"]
)
def test_the_environment_is_made_once(tmp_path: Path, makefile: Path, mark: str) -> None:
    """With the environment there, ``make html`` goes to the press at once."""
    bare(tmp_path, makefile)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / mark).touch()
    planned = make("--dry-run", "html", f"PYTHON={sys.executable}", folder=tmp_path).stdout.splitlines()
    assert len(planned) == 1
    assert planned[0].startswith(".venv/bin/python -P -m chapbook build ")


def given(makefile: Path) -> list[str]:
    """Return the names of what a person gives on make's command line."""
    text = makefile.read_text(encoding="utf-8")
    (exported,) = re.findall(r"^export ([A-Z ]+)$", text, flags=re.MULTILINE)
    return list(exported.split())


def targets() -> Iterator[tuple[Path, str]]:
    for makefile in MAKEFILES:
        (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile.read_text(), flags=re.MULTILINE)
        yield from ((makefile, target) for target in phony.split() if target != "help")


@pytest.mark.parametrize(("makefile", "target"), list(targets()), ids=lambda value: str(value).removeprefix(str(ROOT)))
def test_nothing_that_is_given_to_make_is_run(tmp_path: Path, makefile: Path, target: str) -> None:
    """A stranger's file may have any name; neither make nor the shell takes it for a command."""
    bare(tmp_path, makefile)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name in ("python", "ruff", "mypy", "codespell", "uv", "pybabel", "npm"):
        (tmp_path / ".venv/bin" / name).write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> ran\n')
        (tmp_path / ".venv/bin" / name).chmod(0o755)
    for mark in (".installed", ".build-tools", ".dev-tools", ".judge-tools", "wheels/.complete", "hostile/.complete"):
        (tmp_path / ".venv" / mark).parent.mkdir(exist_ok=True)
        (tmp_path / ".venv" / mark).touch()
    value = "-x/$(shell touch MADE)`touch SHELL`$$(touch SHELL2);touch SHELL3\n$(shell touch MADE)\ttouch SHELL4 .md"
    make(target, *(f"{name}={value}" for name in given(makefile)), "ANY=$(shell touch MADE)", folder=tmp_path)
    assert not [path.name for path in tmp_path.rglob("*") if path.name.startswith(("MADE", "SHELL"))]
    assert target == "clean" or (tmp_path / "ran").is_file()
    if target in {"add", "comment", "import"}:
        assert (tmp_path / "ran").read_text().endswith(f"\n--\n{value}\n")


def test_a_file_s_name_arrives_as_it_is(tmp_path: Path) -> None:
    name = "x$(shell touch MADE) 'q' \"d\" $HOME.md"
    place = started(tmp_path / "work")
    (place / name).write_text("---\nauthor: A\n---\nHello\n", encoding="utf-8")
    equip(place)
    done = make("--silent", "add", f"FILE={name}", folder=place)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (place / "comments").glob("*.md")] == ["x-shell-touch-made-q-d-home.md"]
    assert not (place / "MADE").exists()


@pytest.mark.parametrize("command", ["new", "build", "check", "add", "import", "export", "anchors", "upgrade"])
def test_each_command_says_how_it_is_used(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: chapbook {command}" in capsys.readouterr().out


def test_the_command_can_be_run_as_a_module_too() -> None:
    asked = [sys.executable, "-m", "chapbook", "--version"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert told == f"chapbook {chapbook.__version__}\n"


def test_a_reader_that_has_read_enough_is_no_mistake_to_tell_of(tmp_path: Path) -> None:
    place = started(tmp_path / "work")
    reader, writer = os.pipe()
    os.close(reader)
    asked = [sys.executable, "-m", "chapbook", "export", str(place / "comments"), "--to", "thread.xml"]
    done = subprocess.run(asked, cwd=tmp_path, check=False, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_an_unknown_command_is_an_error_of_the_command_line() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])
    assert ended.value.code == 2
