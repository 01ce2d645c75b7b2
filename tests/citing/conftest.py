"""An essay to be cited from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cited_essay import write_essay
from throwaway import Project

if TYPE_CHECKING:
    from throwaway import Build


@pytest.fixture
def essay(project: Project) -> Project:
    write_essay(project)
    return project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The essay, built once: who reads it changes nothing."""
    source = tmp_path_factory.mktemp("essay") / "source"
    source.mkdir()
    essay = Project(source)
    write_essay(essay)
    built = essay.build()
    assert built.warnings == ""
    return built
