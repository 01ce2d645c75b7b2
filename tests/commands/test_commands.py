"""The commands of the README, and what they say to somebody whose machine lacks something."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

import chapbook.comments
from chapbook.comments.front_matter import KEYS
from chapbook.comments.problem import Kind
from making import make
from throwaway import ROOT

if TYPE_CHECKING:
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


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "Python 3.11 or newer is needed"),
        ('case "$2" in *version_info*) exit 0;; *) exit 1;; esac', "has no venv"),
    ],
)
def test_a_python_that_will_not_do_gets_one_sentence(tmp_path: Path, script: str, said: str) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/build.txt").touch()
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    done = make("html", f"PYTHON={python}", folder=tmp_path)
    assert done.returncode != 0
    assert said in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_the_environment_is_made_once(tmp_path: Path) -> None:
    """With the environment there, ``make html`` goes to Sphinx at once."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/build.txt").touch()
    (tmp_path / ".venv/.build-tools").touch()
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    planned = make("--dry-run", "html", f"PYTHON={sys.executable}", folder=tmp_path).stdout.splitlines()
    assert planned[0].startswith(".venv/bin/python -m sphinx -W --keep-going -n ")
    assert not [line for line in planned if "pip" in line or "venv " in line]


def rows(heading: str) -> list[str]:
    """Return the first cells of the tables below a heading of CONTRIBUTING."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [
        name for row in re.findall(r"^\| (`.*?) \|", part, flags=re.MULTILINE) for name in re.findall("`([^`]+)`", row)
    ]


def test_the_guide_has_every_key_kind_and_setting_of_the_thread() -> None:
    assert set(rows("A comment")) == set(KEYS)
    named = rows("The thread, for engineers")
    assert set(Kind) <= set(named)
    app = Mock()
    chapbook.comments.setup(app)
    settings = {call.args[0] for call in app.add_config_value.call_args_list}
    assert settings == {name for name in named if name.startswith("comment_thread_")}


def variables() -> list[str]:
    """Return the names that a person gives on make's command line."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (exported,) = re.findall(r"^export ([A-Z ]+)$", text, flags=re.MULTILINE)
    return [*exported.split(), *{"DIR", "FILE"}]


@pytest.mark.parametrize("target", sorted(commands() - {"help"}))
def test_nothing_that_is_given_to_make_is_run(tmp_path: Path, target: str) -> None:
    """A stranger's file may have any name; neither make nor the shell takes it for a command."""
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    trap = tmp_path / "python"
    trap.write_text('#!/bin/sh\nprintf "%s|" "$0" "$@" >> ran\n')
    trap.chmod(0o755)
    for mark in (".build-tools", ".dev-tools", "wheels/.complete", "hostile/.complete"):
        for name in ("python", "sphinx-autobuild", "ruff", "mypy", "codespell", "uv", "pybabel"):
            (tmp_path / ".venv/bin").mkdir(parents=True, exist_ok=True)
            (tmp_path / ".venv/bin" / name).write_bytes(trap.read_bytes())
            (tmp_path / ".venv/bin" / name).chmod(0o755)
        (tmp_path / ".venv" / mark).parent.mkdir(exist_ok=True)
        (tmp_path / ".venv" / mark).touch()
    value = "x/$(shell touch MADE)`touch SHELL`$$(touch SHELL2);touch SHELL3.md"
    make(target, *(f"{name}={value}" for name in variables()), "ANY=$(shell touch MADE)", folder=tmp_path)
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(("MADE", "SHELL"))]


def test_a_file_s_name_arrives_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "_ext"))
    name = "x$(shell touch MADE) 'q' \"d\" $HOME.md"
    (tmp_path / "comments").mkdir()
    (tmp_path / name).write_text("---\nauthor: A\n---\nHello\n", encoding="utf-8")
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/build.txt").touch()
    done = make("--silent", "--old-file=.venv/.build-tools", "comment", f"FILE={name}", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in (tmp_path / "comments").iterdir()] == [".md"]
    assert not (tmp_path / "MADE").exists()
