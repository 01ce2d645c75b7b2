"""What the tests of rescues share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rescue.rescued import Rescue

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rescue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Rescue:
    return Rescue(tmp_path, capsys)
