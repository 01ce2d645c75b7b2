"""A work whose ids are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from registered_work import write_work

if TYPE_CHECKING:
    from throwaway import Project


@pytest.fixture
def work(project: Project) -> Project:
    write_work(project)
    return project
