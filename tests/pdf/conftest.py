"""What tests of the PDF share: a synthetic book, and its words read back."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from whole_book import write_book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from throwaway import Project


@pytest.fixture
def book(project: Project) -> Project:
    write_book(project)
    return project


@pytest.fixture
def text_of(needs: Callable[..., Path]) -> Callable[..., str]:
    """Read the words of a PDF, with white space as single spaces."""

    def read(path: Path, *options: str) -> str:
        command = [str(needs("pdftotext")), *options, str(path), "-"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return " ".join(done.stdout.split())

    return read
