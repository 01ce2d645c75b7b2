"""The commands of the README, and what they say to somebody whose machine lacks something."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

import comment_thread
from comment_thread.front_matter import KEYS
from comment_thread.problem import Kind
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
    comment_thread.setup(app)
    settings = {call.args[0] for call in app.add_config_value.call_args_list}
    assert settings == {name for name in named if name.startswith("comment_thread_")}
