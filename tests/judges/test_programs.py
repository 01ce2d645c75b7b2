"""The judges from npm are run so that all of their answer arrives, and none that broke is taken for content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from judges.programs import answer, node

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("npm")
def test_a_long_answer_of_a_program_that_ends_at_once_is_whole(tmp_path: Path) -> None:
    script = tmp_path / "long.cjs"
    script.write_text('process.stdout.write(JSON.stringify("x".repeat(1e6))); process.exit(1)', encoding="utf-8")
    assert len(answer(node(str(script)))) == 1_000_000


@pytest.mark.usefixtures("npm")
def test_a_program_that_printed_no_answer_has_broken(tmp_path: Path) -> None:
    script = tmp_path / "broken.cjs"
    script.write_text('throw new Error("no browser")', encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"broken[.]cjs broke: (.|\n)*no browser"):
        answer(node(str(script)))
