"""``chapbook upgrade``: brings a publication to a later release, and changes it only once all is known to be well.

The work is done in a copy. The release that the publication has builds it as it is. The later one, in a fresh
environment made from its own lock, brings settings and machinery over (:mod:`chapbook.carry_over`) and builds it again.
Both builds must be without warnings, and no published id may be lost. Then the files that differ are put in place.
"""

from __future__ import annotations

import os
import shutil
import sys
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import chapbook
from chapbook.lock import LOCK, lock_with, merge, wheel_of
from chapbook.mistake import Mistake
from chapbook.renamed_settings import WHILE_UPGRADING
from chapbook.replacing import complete, replace
from chapbook.upgrade.ids import Site
from chapbook.upgrade.outputs import changes
from chapbook.upgrade.programs import carry_over, faults_of_build, install
from chapbook.upgrade.release import Release, fetch_newest, read_release

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_COPIED = {".git", ".venv", "_build"}
REGISTER = "anchors.txt"
BEFORE_THE_PACKAGE = (
    "this publication is from before chapbook was a package; start a new one elsewhere with chapbook new, and bring "
    "over the text, comments/, references.bib, CITATION.cff, anchors.txt, redirects.txt and your settings, whose old "
    "names still hold, with a warning that says the new"
)
NO_PUBLICATION = "no lock here names a wheel of chapbook; go to the folder of a publication made by chapbook new"


class Plan(NamedTuple):
    """A publication with the release that it has and the one that it is to have."""

    folder: Path
    old_wheel: str
    old: Release
    new: Release


def upgrade(source: Path, wheel: str) -> list[str]:
    """Bring the publication in *source* to another release; return the lines that say what has changed.

    :param wheel: the release's file; an empty string stands for the newest of the index.
    :raises Mistake: where anything is wrong; then nothing was changed.
    """
    try:
        if complete(source):
            return ["An upgrade that was stopped is complete now; make html makes the new environment and the site."]
        # A program that was stopped with this one may still be writing there.
        with TemporaryDirectory(prefix="chapbook-upgrade-", ignore_cleanup_errors=True) as temporary:
            return _upgrade(source, wheel, Path(temporary))
    except KeyboardInterrupt as stopped:
        raise Mistake(source.resolve(), 0, "stopped; nothing was changed") from stopped
    except OSError as error:
        # What shutil tells of several files has no one reason.
        reason = error.strerror or str(error)
        raise Mistake(Path(error.filename or source), 0, f"{reason}; nothing was changed") from error


def _upgrade(source: Path, wheel: str, temporary: Path) -> list[str]:
    plan = _plan(source, wheel, temporary)
    copy, before, after = (temporary / name for name in ("copy", "before", "after"))
    shutil.copytree(
        source, copy, ignore=_not_copied(source), copy_function=_copy_to_be_written, ignore_dangling_symlinks=True
    )
    originals = _digests(copy)

    _say(f"Building the publication with chapbook {plan.old.version} …")
    if faults := faults_of_build(sys.executable, copy, before):
        message = f"it does not build with chapbook {plan.old.version}, which it has; mend this first:"
        raise _stopped(source, message, faults)

    notes = _exchange(copy, plan)
    _say(f"Installing chapbook {plan.new.version} and what it needs …")
    python = install(copy, temporary / "environment")
    notes += carry_over(python, copy, _unpacked(plan.old, temporary / "outline"))
    changed = {
        name: (copy / name).read_bytes() for name, digest in _digests(copy).items() if originals.get(name) != digest
    }

    _say(f"Building it with chapbook {plan.new.version} …")
    if faults := faults_of_build(python, copy, after, "-t", WHILE_UPGRADING):
        message = f"it does not build with chapbook {plan.new.version}; nothing was changed. The build says:"
        raise _stopped(source, message, [*faults, *_with_heading("The upgrade would have changed:", notes)])
    number = _compare_ids(source, before / "html", after / "html")
    outputs = changes(before / "html", after / "html")

    _refuse_if_edited(source, originals, changed)
    replace(source, changed, [plan.old_wheel])
    return _report(plan, notes, outputs, number)


def _plan(source: Path, wheel: str, temporary: Path) -> Plan:
    """Find out from which release to which.

    :raises Mistake: where there is no publication, or no later release.
    """
    lock = source / LOCK
    old_wheel = wheel_of(lock.read_text(encoding="utf-8")) if lock.is_file() else ""
    if not old_wheel:
        is_older = (source / "_ext").is_dir()
        raise Mistake(source.resolve() if is_older else lock, 0, BEFORE_THE_PACKAGE if is_older else NO_PUBLICATION)
    for folder in (source, lock.parent):
        if not os.access(folder, os.W_OK):
            raise Mistake(
                folder.resolve(), 0, "nothing can be written into this folder; make it writable, and try again"
            )
    old = read_release(source / old_wheel)
    if str(old.version) != chapbook.__version__:
        message = f"it names chapbook {old.version}, and {chapbook.__version__} is running; run make upgrade instead"
        raise Mistake(lock, 0, message)
    path = Path(wheel) if wheel else fetch_newest(temporary)
    new = read_release(path)
    if new.version <= old.version:
        what = "this is" if wheel else "the newest release that pip finds is"
        message = f"{what} chapbook {new.version}, and the publication has {old.version}; name a later one"
        raise Mistake(path if wheel else lock, 0, message)
    return Plan(source, old_wheel, old, new)


def _not_copied(source: Path) -> Callable[[str, list[str]], set[str]]:
    """Leave out what is not the publication's text, of the topmost folder alone."""
    return lambda folder, names: NOT_COPIED & set(names) if Path(folder) == source else set()


def _copy_to_be_written(source: str, target: str) -> None:
    shutil.copy(source, target)
    Path(target).chmod(Path(target).stat().st_mode | 0o200)


def _digests(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _digest(path) for path in paths}


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return file_digest(file, "sha256").digest()


def _exchange(copy: Path, plan: Plan) -> list[str]:
    """Put the new wheel and its lock into the copy; return what is to be said of the lock."""
    (copy / plan.old_wheel).unlink()
    (copy / "requirements" / plan.new.wheel).write_bytes(plan.new.data)
    merged = merge((copy / LOCK).read_text(encoding="utf-8"), plan.old.packages, plan.new.packages)
    lock = lock_with(plan.new.wheel, plan.new.data, merged.packages)
    (copy / LOCK).write_text(lock, encoding="utf-8", newline="\n")
    return merged.notes


def _unpacked(release: Release, folder: Path) -> Path:
    for name, data in release.outline.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _compare_ids(source: Path, before: Path, after: Path) -> int:
    """Return how many ids were published.

    :raises Mistake: where one is lost.
    """
    published = Site(before).published(source / REGISTER)
    site = Site(after)
    if lost := sorted(str(address) for address in published if not site.has(address)):
        message = (
            "the new release would lose what was published; nothing was changed, and its makers should hear of it:"
        )
        raise _stopped(source, message, lost)
    return len(published)


def _refuse_if_edited(source: Path, originals: dict[str, bytes], changed: dict[str, bytes]) -> None:
    """Keep what somebody wrote into a file while the builds ran.

    :raises Mistake: where there is such a file.
    """
    for name in changed:
        path = source / name
        if (_digest(path) if path.is_file() else None) != originals.get(name):
            raise Mistake(path, 0, "it was changed while the upgrade ran; nothing else was changed, run it again")


def _report(plan: Plan, notes: list[str], outputs: list[str], number: int) -> list[str]:
    wheel = f"requirements/{plan.new.wheel}: new, in place of {Path(plan.old_wheel).name}"
    return [
        f"The publication has chapbook {plan.new.version} now, in place of {plan.old.version}.",
        *_with_heading("In its folder:", [wheel, f"{LOCK}: made anew", *notes]),
        *outputs,
        f"No id is lost: all {number:,} addresses that can be referred to lead where they led.",
        "Next: make html. It makes the new .venv first, as the lock has changed.",
    ]


def _with_heading(heading: str, lines: list[str]) -> list[str]:
    return [heading, *(f"  {line}" for line in lines)] if lines else []


def _stopped(source: Path, message: str, lines: list[str]) -> Mistake:
    return Mistake(source.resolve(), 0, "\n  ".join([message, *lines]))


def _say(what: str) -> None:
    """Tell a person who waits what takes so long."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{what}\n")
