"""Random pages, rescued and built strictly: no page makes a publication that does not build, and each word is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from rescue.random_pages import RandomPage
from rescue.test_pages import picture

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = 40


@pytest.mark.parametrize("seed", range(8))
def test_a_random_page_builds_strictly(tmp_path: Path, seed: int) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files/a.png").write_bytes(picture())
    (tmp_path / "page_files/bad.png").write_bytes(b"\x89PNG\r\n\x1a\n123")
    (tmp_path / "page.html").write_text(RandomPage(seed).page(SECTIONS), encoding="utf-8")
    folder = tmp_path / "publication"
    assert main(["rescue", str(tmp_path / "page.html"), str(folder)]) == 0
    assert main(["build", "-q", "--source", str(folder)]) == 0
