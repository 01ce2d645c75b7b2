"""Makes a bag of a publication: its sources, what is built of just these, and what a stranger needs to know.

It is built of the sources as they lie in the bag. So what the bag holds makes what it holds, or there is no bag.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import chapbook
from chapbook.build import BOOKS, SITE, build
from chapbook.bundle.archive import mode_of, write_archive
from chapbook.bundle.bag import PAYLOAD, files_in, seal
from chapbook.bundle.datacite import DATACITE, datacite
from chapbook.bundle.deposit import Deposit, read_deposit
from chapbook.bundle.for_strangers import Contents, readme
from chapbook.bundle.repository_metadata import CRATE, ZENODO, crate, doi_address, zenodo
from chapbook.bundle.sources import CAPTURE, has_removed_comment, sources_of
from chapbook.bundle.wheels import Wheels, wheels_of
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OF_A_BUILD = re.compile(r"\.buildinfo(\.bak)?")
"""What Sphinx keeps beside the pages for its next build."""

RIGHTS = re.compile(r"(?:LICEN[CS]E|COPYING|NOTICE)(?:[.-][\w.-]+)?")


def bundle(publication: Path, target: Path, wheels: Path | None = None) -> Iterator[str]:
    """Make a bag of a publication in a folder of *target*, and an archive of it beside that; yield what to tell.

    :param wheels: a folder with the packages that build it, of which those go in that the lock names.
    :raises Mistake: where something is wrong; what was there stays as it was.
    """
    deposit = read_deposit(publication)
    found = sources_of(publication).items()
    files = {name: path for name, path in found if not (wheels and path.resolve().is_relative_to(wheels.resolve()))}
    if "conf.py" not in files:
        raise Mistake(publication, 0, "git has no conf.py in this folder, or leaves it out; go to your publication")
    held = wheels_of(files, wheels)
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".making-", dir=target) as place:
        bag = Path(place, "bag")
        _copy(files, bag / PAYLOAD / "sources")
        _copy({path.name: path for path in held.files}, bag / PAYLOAD / "wheels")
        name = _build(bag, Path(place, "built"), publication)
        is_capture_left_out = _leave_out_capture(bag, files)
        name = "-".join(filter(None, (name, re.sub(r"[^\w.+]+", "-", deposit.version).strip("-."))))
        size = _describe(bag, name, deposit, held, is_capture_left_out=is_capture_left_out)
        archive = Path(place, "bag.zip")
        write_archive(bag, archive, name, deposit.moment)
        shutil.rmtree(target / name, ignore_errors=True)
        bag.rename(target / name)
        archive.replace(target / f"{name}.zip")
    yield f"{target / name}: a bag of {size:,} files. {held.told}"
    yield f"{target / name}.zip: the same as one file"
    yield from deposit.lacking
    if is_capture_left_out:
        yield f"{publication / CAPTURE} is not in it, for it would still have the words of a comment that was removed."


def _copy(files: Mapping[str, Path], folder: Path) -> None:
    """Copy what is in files, and whether they can be run; not their times, or whose they are."""
    for name, path in files.items():
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        copy.chmod(mode_of(path) & 0o777)


def _build(bag: Path, built: Path, publication: Path) -> str:
    """Build all formats of the sources in the bag, put the site into it, and return the name of its books.

    :raises Mistake: where anything is wrong with them.
    """
    sources = bag / PAYLOAD / "sources"
    told = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(told):
        code = build(sources, built, options=["-q"])
    for made in sources.rglob("__pycache__"):
        shutil.rmtree(made)
    if code:
        # A person mends their own file, and not its copy.
        sys.stderr.write(told.getvalue().replace(str(sources.resolve()), str(publication.resolve())))
        message = "nothing was bundled, for what git has of the publication does not build without warnings"
        raise Mistake(publication, 0, message)
    pages = {name: path for name, path in files_in(built / SITE).items() if not OF_A_BUILD.fullmatch(name)}
    _copy(pages, bag / PAYLOAD / "site")
    return BOOKS["pdf"].files(built)[0].stem


def _leave_out_capture(bag: Path, files: Mapping[str, Path]) -> bool:
    """Take out the text that was captured if a comment has been removed since; tell whether it was there."""
    site, capture = bag / PAYLOAD / "site", bag / PAYLOAD / "sources" / CAPTURE
    documents = {name.removesuffix(".html") for name in files_in(site)}
    if not capture.is_dir() or not has_removed_comment(files, documents):
        return False
    shutil.rmtree(capture)
    return True


def _describe(bag: Path, name: str, deposit: Deposit, held: Wheels, *, is_capture_left_out: bool) -> int:
    """Write what says what is in the bag; return the number of files of its payload."""
    payload = bag / PAYLOAD
    site = payload / "site"
    books = tuple(f"site/{path.name}" for book in BOOKS.values() for path in sorted(site.glob(f"*{book.ending}")))
    parts = {
        "site/": "the site, with the other formats in it",
        **{book: f"the whole as {book[book.rfind('.') + 1 :].upper()}" for book in books},
        "sources/": "what it was made of",
        **({"wheels/": "the packages that build it"} if held.files else {}),
    }
    own = payload / "sources" / ZENODO
    (payload / CRATE).write_bytes(crate(deposit, parts))
    (payload / ZENODO).write_bytes(own.read_bytes() if own.is_file() else zenodo(deposit))
    if described := datacite(deposit):
        (payload / DATACITE).write_bytes(described)
    contents = Contents(
        pages=len([page for page in files_in(site) if page.endswith(".html")]),
        books=tuple(f"{PAYLOAD}/{book}" for book in books),
        has_capture=(payload / "sources" / CAPTURE).is_dir(),
        is_capture_left_out=is_capture_left_out,
        records=tuple(name for name in (CRATE, ZENODO, DATACITE) if (payload / name).is_file()),
        rights=tuple(
            f"{PAYLOAD}/sources/{path.name}"
            for path in sorted((payload / "sources").iterdir())
            if path.is_file() and RIGHTS.fullmatch(path.name)
        ),
        lock=held.lock,
        wheels=held.told,
        has_wheels=bool(held.files),
        press=chapbook.__version__,
        python=distribution("chapbook").metadata["Requires-Python"],
    )
    (bag / "README.txt").write_bytes(readme(deposit, contents))
    return seal(bag, _info(name, deposit, held))


def _info(name: str, deposit: Deposit, held: Wheels) -> dict[str, str]:
    return {
        "External-Identifier": doi_address(deposit.doi),
        "External-Description": f"{deposit.title}. {deposit.abstract}",
        "Internal-Sender-Identifier": name,
        "Bagging-Date": deposit.released,
        "Bag-Software-Agent": f"chapbook {chapbook.__version__}",
        "Contents-Note": held.told,
    }
