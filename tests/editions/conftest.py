"""A publication with two editions, and its site with both, built once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

import pytest

from chapbook.editions.building import build_editions
from published_twice import publish_twice
from throwaway import Build

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/walking/"


class Twice(NamedTuple):
    """Where the publication is, and its site; *kept* are the sites of its editions as they were built."""

    source: Path
    site: Build
    kept: Path


@pytest.fixture
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing but what a test tells it."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "EMAIL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture(scope="session")
def published_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the publication is; who changes it, copies the folder above."""
    return publish_twice(tmp_path_factory.mktemp("twice"))


@pytest.fixture(scope="session")
def twice(published_twice: Path) -> Twice:
    """Its site, at an address."""
    target = published_twice / "_build"
    with patch.dict(os.environ):
        assert build_editions(published_twice, target, ["-q", f"-Dhtml_baseurl={BASE}"]) == 0
    return Twice(published_twice, Build(target / "html", "", frozenset()), target / "editions")
