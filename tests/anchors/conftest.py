"""An essay to be cited from, and a work whose ids are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cited_essay import write_essay
from registered_work import write_work

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


@pytest.fixture
def work(project: Project) -> Project:
    write_work(project)
    return project
