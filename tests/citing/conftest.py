"""An essay to be cited from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cited_essay import write_essay

if TYPE_CHECKING:
    from throwaway import Build, Project


@pytest.fixture
def essay(project: Project) -> Project:
    write_essay(project)
    return project


@pytest.fixture
def built(essay: Project) -> Build:
    built = essay.build()
    assert built.warnings == ""
    return built
