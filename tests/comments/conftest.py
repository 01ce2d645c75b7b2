"""What tests of comments share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brought import Import

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return a folder to bring threads into."""
    return Import(tmp_path, capsys)
