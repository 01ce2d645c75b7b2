"""A publication out of two folders: the house, which is the same for all, and a text with what belongs to it.

The text's folder has its own settings in ``own-settings.py``; they stand in ``conf.py`` between two comments, in the
place of those of the publication that the house is taken from.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

HOUSE = Path(__file__).parents[1]
OUTLINE = Path(__file__).parent / "files"
OWN_SETTINGS = "own-settings.py"
MACHINERY = [
    ".ci",
    ".github",
    ".gitignore",
    ".readthedocs.yaml",
    "CONTRIBUTING.md",
    "Makefile",
    "_ext",
    "_locale",
    "_static",
    "_templates",
    "bench",
    "outline",
    "pyproject.toml",
    "requirements",
    "tests",
]
"""What every publication is made with."""

NOT_TAKEN = {"__pycache__", "node_modules"}
ABOUT_THE_TEXT = ["tests/publication", "tests/captured.py", "tests/data/essay.txt"]
"""Of the tests those that are about one text, and what they need; they stay with it."""
FIRST_OF_OWN = "# This publication's own"
FIRST_OF_HOUSE = "# The house's"


class NoPlaceError(Exception):
    """No publication can be in that folder; the message says why, and what to do."""


def assemble(text: Path, folder: Path, house: Path = HOUSE) -> None:
    """Make a publication in *folder* of the machinery of *house* and of the files in *text*.

    :raises NoPlaceError: where *folder* holds something already, or would be copied into itself.
    """
    if any((house / name) in folder.resolve().parents for name in MACHINERY):
        message = f"{folder} lies in a folder that every publication gets; name one elsewhere"
        raise NoPlaceError(message)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is there already and not an empty folder; name another, or empty it"
        raise NoPlaceError(message)
    left = {house / name for name in ABOUT_THE_TEXT}
    for name in MACHINERY:
        _copy(house / name, folder / name, left)
    for path in sorted(text.iterdir()):
        if path.name != OWN_SETTINGS:
            _copy(path, folder / path.name, left)
    settings = (house / "conf.py").read_text(encoding="utf-8")
    own = (text / OWN_SETTINGS).read_text(encoding="utf-8")
    (folder / "conf.py").write_text(with_own_settings(settings, own), encoding="utf-8")


def with_own_settings(settings: str, own: str) -> str:
    """Return *settings*, the text of a ``conf.py``, with other lines in the place of the publication's own."""
    before, mark, others = settings.partition(FIRST_OF_OWN)
    heading, _, rest = others.partition("\n")
    _, mark_of_house, house = rest.partition(FIRST_OF_HOUSE)
    return f"{before}{mark}{heading}\n{own.rstrip()}\n\n{mark_of_house}{house}"


def _copy(source: Path, target: Path, left: AbstractSet[Path]) -> None:
    """Copy a file or a folder with its times, which tell make that nothing has to be installed anew."""

    def not_taken(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name in NOT_TAKEN or Path(folder, name) in left]

    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=not_taken)
    else:
        shutil.copy2(source, target)
