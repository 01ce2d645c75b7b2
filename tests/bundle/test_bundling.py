"""``chapbook bundle``: a publication goes in, with what is built of it, and comes out the same each time."""

from __future__ import annotations

import json
import os
import shutil
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pikepdf
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from chapbook import cli
from chapbook.bundle.bundling import bundle
from chapbook.bundle.checking import faults_of
from chapbook.bundle.for_strangers import WIDTH
from making import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOI = "10.5281/zenodo.1003149"
COMMENT = "---\nauthor: Sam\nremoved: as they asked\n---\n"


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = started(tmp_path_factory.mktemp("bundled") / "essay")
    record = (folder / "CITATION.cff").read_text("utf-8")
    (folder / "CITATION.cff").write_text(f"{record}doi: {DOI}\n", "utf-8")
    (folder / "private.md").write_text("---\norphan: true\n---\n# Secret\n", "utf-8")
    (folder / ".gitignore").write_text("_build/\nprivate.md\n", "utf-8")
    (folder / "source").mkdir()
    (folder / "source/page.txt").write_text("What Sam said.", "utf-8")
    return folder


@pytest.fixture(scope="module")
def archive(publication: Path) -> Path:
    assert cli.main(["bundle", "--source", str(publication)]) == 0
    (made,) = (publication / "_build/bundle").glob("*.zip")
    return made


@pytest.fixture(scope="module")
def bag(archive: Path) -> Path:
    return archive.with_suffix("")


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """Another zone, and files that only their owner may read."""
    before, mask = os.environ.get("TZ"), os.umask(0o077)
    os.environ["TZ"] = "Asia/Kathmandu"
    time.tzset()
    yield
    os.umask(mask)
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def test_a_bag_has_what_was_made_and_all_that_it_was_made_of(bag: Path) -> None:
    assert faults_of(bag) == []
    names = {path.relative_to(bag / "data").as_posix() for path in (bag / "data").rglob("*") if path.is_file()}
    assert {"site/index.html", "site/essay.pdf", "site/essay.epub", "site/essay.xml", ".zenodo.json"} <= names
    assert {"sources/conf.py", "sources/Makefile", "sources/requirements/lock.txt", "sources/source/page.txt"} <= names
    assert [name for name in names if name.startswith("sources/requirements/chapbook-")]
    assert not [name for name in names if "private" in name or "buildinfo" in name or "__pycache__" in name]


def test_a_doi_is_in_all_that_is_said_of_it(bag: Path) -> None:
    for name in ("README.txt", "bag-info.txt", "data/ro-crate-metadata.json"):
        assert f"https://doi.org/{DOI}" in (bag / name).read_text("utf-8"), name
    assert json.loads((bag / "data/.zenodo.json").read_text("utf-8"))["doi"] == DOI
    assert f'identifierType="DOI">{DOI}<' in (bag / "data/datacite.xml").read_text("utf-8")
    assert ".zenodo.json and datacite.xml" in " ".join((bag / "README.txt").read_text("utf-8").split())
    site = bag / "data/site"
    for name in ("chapters/introduction.html", "citation.bib"):
        assert DOI in (site / name).read_text("utf-8"), name
    page: Any = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert page.select_one('meta[name="citation_doi"]')["content"] == DOI
    assert page.select_one(f'#how-to-cite a[href="https://doi.org/{DOI}"]')
    assert etree.parse(site / "essay.xml").findtext("front/article-meta/article-id[@pub-id-type='doi']") == DOI
    with pikepdf.open(site / "essay.pdf") as pdf, pdf.open_metadata() as metadata:
        assert pdf.docinfo.Subject == metadata["dc:description"] == f"https://doi.org/{DOI}"
    with ZipFile(site / "essay.epub") as book:
        [package] = [name for name in book.namelist() if name.endswith(".opf")]
        found = etree.fromstring(book.read(package)).findall(".//{http://purl.org/dc/elements/1.1/}identifier")
    assert [element.text for element in found][1:] == [f"https://doi.org/{DOI}"]


def test_a_stranger_is_told_in_short_lines_of_files_that_are_there(bag: Path) -> None:
    text = (bag / "README.txt").read_text("utf-8")
    assert "Open data/site/index.html" in text
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "More is said in data/sources/LICENSE." in " ".join(text.split())
    assert "The packages that build it are not in this bag." in text


@pytest.mark.usefixtures("elsewhere")
def test_the_same_sources_give_the_same_bytes_and_removed_words_are_left_out(publication: Path, archive: Path) -> None:
    first = archive.read_bytes()
    for path in publication.rglob("*.md"):
        os.utime(path, (1, 1))
    assert cli.main(["bundle", "--source", str(publication)]) == 0
    assert archive.read_bytes() == first
    comment = publication / "comments/sam.md"
    comment.write_text(COMMENT, "utf-8")
    assert cli.main(["bundle", "--source", str(publication)]) == 0
    comment.unlink()
    assert b"What Sam said." in first
    assert b"What Sam said." not in archive.read_bytes()
    assert "a comment was removed since" in " ".join(
        (archive.with_suffix("") / "README.txt").read_text("utf-8").split()
    )


def test_the_folder_of_wheels_is_no_source(publication: Path, tmp_path: Path, archive: Path) -> None:
    """The lock of a throw-away publication names a wheel that can be made."""
    folder = publication / "wheels"
    folder.mkdir()
    (folder / "a-1-py3-none-any.whl").write_bytes(b"A")
    (folder / "b-1-py3-none-any.whl").write_bytes(b"B")
    lock = publication / "requirements/lock.txt"
    before = lock.read_text("utf-8")
    lock.write_text(f"{before}a==1 \\\n    --hash=sha256:{sha256(b'A').hexdigest()}\n", "utf-8")
    told = list(bundle(publication, tmp_path, folder))
    lock.write_text(before, "utf-8")
    shutil.rmtree(folder)
    bag = tmp_path / archive.stem
    assert [path.relative_to(bag).as_posix() for path in bag.rglob("*-1-py3-none-any.whl")] == [
        "data/wheels/a-1-py3-none-any.whl"
    ]
    text = " ".join((bag / "README.txt").read_text("utf-8").split())
    for said in (told[0], text):
        assert "data/wheels/: 1 of those that requirements/lock.txt names; there is none of" in said
    assert 'PIP_NO_INDEX=1 PIP_FIND_LINKS="$PWD/../wheels" make html' in text


def test_what_does_not_build_is_not_bundled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "essay")
    (folder / "index.md").write_text("# W\n\n{doc}`nowhere`\n", "utf-8")
    monkeypatch.chdir(folder)
    assert cli.main(["bundle"]) == 1
    told = capsys.readouterr().err
    assert f"{folder}/index.md:3" in told
    assert "nothing was bundled" in told
    assert ".making" not in told
    assert list((folder / "_build/bundle").iterdir()) == []
