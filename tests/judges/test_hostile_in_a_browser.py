"""The hostile strings that others have collected, and ours, in a Chromium: as in ``tests/comments``, at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from absent import go_without
from comments.test_hostile_in_a_browser import (
    built,
    test_nothing_runs_loads_or_navigates,
    test_only_allowed_elements_and_attributes_are_left,
    test_the_page_is_the_same_around_the_thread,
    test_the_traps_work,
)
from hostile import COLLECTIONS, FETCHED

if TYPE_CHECKING:
    from throwaway import Build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, int]:
    if not FETCHED.is_dir():
        go_without("the collections of hostile text are not here; make judge fetches them")
    return built(tmp_path_factory.mktemp("hostile"), COLLECTIONS)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, int]:
    return built(tmp_path_factory.mktemp("harmless"), COLLECTIONS, harmless=True)
