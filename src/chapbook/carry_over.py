"""The new release's side of ``chapbook upgrade``: brings a publication's files and settings over to this release.

The release that a publication has starts the upgrade, and cannot know what a later one has changed. So it calls the
later one, from a fresh environment::

    python -P -m chapbook.carry_over PUBLICATION OUTLINE

PUBLICATION is a copy of the publication, with the wheel and the lock of the new release. OUTLINE is a folder with the
files of a new publication, as the old release had them. Files of the copy are changed in place. Standard output says,
a line each, what was done and what was left. Arguments, output and exit code (0) are the same in every release. So is
what the old release does next in the copy: ``python -P -m chapbook build -q -t chapbook_upgrade --to FOLDER``.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook import conf_file
from chapbook.new import outline
from chapbook.renamed_settings import REMOVED, RENAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MACHINERY = (".github/workflows/pages.yml", ".gitignore", ".readthedocs.yaml", "Makefile")
"""Files of a new publication that are the press's business; all others are the editor's from the first day."""


def carry_over(publication: Path, old_outline: Path) -> Iterator[str]:
    """Bring a publication's own files to this release, and yield a line on each thing that was done or left."""
    files = outline()
    for name in MACHINERY:
        path = old_outline / name
        yield from _renew(publication / name, name, path.read_bytes() if path.is_file() else None, files[name])
    yield from _rename_settings(publication / "conf.py")


def _renew(path: Path, name: str, old: bytes | None, new: bytes) -> Iterator[str]:
    """Replace a file that is as the *old* release had it."""
    mine = path.read_bytes() if path.is_file() else None
    if mine == new:
        return
    if mine == old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(new)
        yield f"{name}: replaced by the new release's"
    elif old == new:
        yield f"{name}: {_by_hand(mine)}, so it is left; the new release does not change it"
    else:
        yield f"{name}: {_by_hand(mine)}, so it is left; the new release changes these lines of it:"
        yield from _difference(old or b"", new)


def _by_hand(mine: bytes | None) -> str:
    return "taken out by hand" if mine is None else "changed by hand"


def _difference(old: bytes, new: bytes) -> Iterator[str]:
    """Yield what changes between two texts, without the lines that say in which files."""
    before, after = (text.decode(errors="replace").splitlines() for text in (old, new))
    lines = list(unified_diff(before, after, lineterm="", n=0))[2:]
    yield from (f"    {line}" for line in lines if not line.startswith("@@"))


def _rename_settings(path: Path) -> Iterator[str]:
    before = source = path.read_bytes()
    for old, new in RENAMED.items():
        change = conf_file.rename(source, old, new)
        source = change.source
        yield from (f"{path.name}:{line}: {old} is now called {new}" for line in change.changed)
        yield from (f"{path.name}:{line}: {old} is left here; write {new}, its new name" for line in change.by_hand)
    for name in REMOVED:
        change = conf_file.take_out(source, name)
        source = change.source
        yield from (f"{path.name}:{line}: {name} is no longer needed and was taken out" for line in change.changed)
        yield from (f"{path.name}:{line}: {name} is no longer needed; delete it" for line in change.by_hand)
    if source != before:
        path.write_bytes(source)


def main(arguments: Sequence[str]) -> int:
    """Do it, and print the lines; return the exit code."""
    publication, old_outline = arguments
    sys.stdout.writelines(f"{line}\n" for line in carry_over(Path(publication), Path(old_outline)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
