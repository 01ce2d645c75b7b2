"""``chapbook edition``: makes what is here an edition, once all is well with it.

All that is wrong is told at once. Then the changes are shown, and written, committed and tagged, all of them or none.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from chapbook.build import SITE
from chapbook.check import check, lost_originals
from chapbook.editions.citation_version import NAME as RECORD, with_version
from chapbook.editions.editions_entries import with_edition
from chapbook.editions.editions_file import NAME, OF_THE_SITE, Edition, read_editions, read_text
from chapbook.editions.repository import faults, publish
from chapbook.keep import Change, difference, is_agreed, register_of_edition
from chapbook.mistake import Mistake
from chapbook.verify import FOLDER, verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def make_edition(source: Path, built: Path, edition: Edition, *, is_sure: bool) -> int:
    """Make an edition of a publication; return 0, or 1 where something is wrong or nobody agreed.

    :param built: the folder in which it is built anew, to be looked at.
    :param is_sure: write without asking.
    :raises Mistake: where *source* is no publication, nobody can be asked, or a file or git does not take it.
    """
    told = [*faults(source, edition.version), *_faults_of_list(source, edition)]
    shutil.rmtree(built, ignore_errors=True)
    told += _faults_of_build(source, built, edition)
    told += _faults_of_address(source, built / SITE, edition.version)
    changes: list[Change] = []
    if not told:
        try:
            changes = [change for change in _changes(source, built, edition) if change.before != change.after]
        except Mistake as mistake:
            told.append(str(mistake))
    for line in told:
        print(line, file=sys.stderr)
    for line in lost_originals(source):
        print(f"{line}; this does not keep an edition from being made", file=sys.stderr)
    if told:
        print(f"Edition {edition.version} was not made, and nothing was written.", file=sys.stderr)
        return 1
    return _made(source, edition, changes, is_sure=is_sure)


def _made(source: Path, edition: Edition, changes: list[Change], *, is_sure: bool) -> int:
    print("\n".join(difference(changes)))
    if not is_sure and not is_agreed("chapbook edition --yes"):
        print("Nothing was written.")
        return 1
    publish(source, changes, edition.version, edition.changes)
    print(f"Edition {edition.version} is committed, and the commit is tagged {edition.version}.")
    print("Next: git push --follow-tags, which sends both to where others find them.")
    return 0


def _faults_of_list(source: Path, edition: Edition) -> Iterator[str]:
    try:
        known = read_editions(source)
    except Mistake as mistake:
        yield str(mistake)
        return
    if edition.version.casefold() in {one.version.casefold() for one in known}:
        yield f"{source / NAME}: it has an edition {edition.version} already; give this one another version"
    if known and edition.date < known[-1].date:
        last = known[-1]
        yield f"{source / NAME}: edition {last.version} is of {last.date}, which is later than {edition.date}"
    if not (source / RECORD).is_file():
        yield f"{source / RECORD}: there is no such file; write it, as it says which edition this is"


def _faults_of_build(source: Path, built: Path, edition: Edition) -> Iterator[str]:
    """Yield in a line what the build and the comparison have told in many."""
    # A record without a version is given one.
    options = ["-q", f"-Dversion={edition.version}", f"-Drelease={edition.version}"]
    if check(source, built, options):
        yield f"{source}: this cannot be published as it is, as said above; chapbook check says it again"
        if (source / FOLDER).is_dir():
            yield f"{source / FOLDER}: its words were not compared, as not all could be built"
    elif (source / FOLDER).is_dir():
        try:
            differs = bool(verify(source, built, options))
        except Mistake as mistake:
            yield str(mistake)
        else:
            if differs:
                yield f"{source / FOLDER}: its words are not all there, as said above; chapbook verify says it again"


def _faults_of_address(source: Path, site: Path, version: str) -> Iterator[str]:
    """Yield what stands in the publication or its site where the edition is to stand."""
    made = {name for path in site.glob("*") for name in (path.name, path.name.removesuffix(".html"))}
    names = {path.name for path in source.iterdir()} | made | OF_THE_SITE
    if version.casefold() in {name.casefold() for name in names}:
        yield f"{version}: the site has a page, folder or file of this name; give the edition another version"


def _changes(source: Path, built: Path, edition: Edition) -> Iterator[Change]:
    """Yield each file of the edition, with its text before and after."""
    register = register_of_edition(source, built, edition.version)
    if register is None:
        raise Mistake(source, 0, "its ids could not be read; chapbook anchors says why")
    yield register
    record = read_text(source / RECORD)
    yield Change(RECORD, record, with_version(record, edition.version, edition.date))
    known = read_text(source / NAME)
    yield Change(NAME, known if (source / NAME).exists() else None, with_edition(known, edition))
