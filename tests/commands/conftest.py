"""The publication as somebody else has it: its files, without git."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from throwaway import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of the working tree that git would have, elsewhere, in a folder whose name is hard to quote."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    others = shutil.ignore_patterns(".git", *(Path(line).name for line in ignored))
    return Path(shutil.copytree(ROOT, tmp_path / "Lesesäle 阅览室 'n' $HOME", ignore=others))
