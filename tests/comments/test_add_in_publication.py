"""What is said of a file that is put into a publication's thread is what the build of the publication will say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from making import started

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("---\nauthor: Ann\nabout: nowhere\n---\nHi\n", ""),
        ("---\nauthor: Ann \uf8ff\nabout: introduction-p1\nquote: a \u0379\n---\nHi\n\nand \u0378\n", ""),
        ("---\nauthor: Ann\nreply_to: nobody\n---\nHi\n", ""),
        ("---\nauthor: Ann #1\n---\n[a](b) \x07\n", ""),
        ("---\nauthor: Ann\n---\nHi\n", "chapbook_comments_largest = 20\n"),
        ("---\nauthor: Ann\nabout: introduction-p1\n---\nHi 你\n", ""),
    ],
    ids=["about", "fonts", "reply_to", "value", "size", "good"],
)
def test_it_says_what_the_build_will_say(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, settings: str
) -> None:
    place = started(tmp_path / "work")
    with (place / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(settings)
    source = tmp_path / "ann.md"
    source.write_bytes(text.encode())
    monkeypatch.chdir(place)
    code = main(["add", str(source)])
    said = [line.partition(": error: ") for line in capfd.readouterr().err.splitlines()]
    (place / "comments/ann.md").write_bytes(text.encode())
    assert main(["build", "-q"]) == code
    lines = re.sub(r"\x1b\[[\d;]*m| \[\w+(\.\w+)?\]$", "", capfd.readouterr().err, flags=re.MULTILINE).splitlines()
    built = [line.partition(": WARNING: ") for line in lines]
    assert sorted((place.rpartition("/")[2], message) for place, _, message in said) == sorted(
        (place.rpartition("/")[2], message) for place, _, message in built
    )
