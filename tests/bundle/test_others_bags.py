"""Bags as other programs make them, and archives as strangers do: what is wrong is told, and nothing else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from chapbook import cli
from chapbook.bundle.checking import faults_of
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

NEW = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
OLD = "BagIt-Version: 0.97\nTag-File-Character-Encoding: {}\n"


def listed(*names: str, algorithm: str = "sha256") -> str:
    """Return a list of files that have their last letter in them."""
    return "".join(f"{hashlib.new(algorithm, name[-1].encode()).hexdigest()}  data/{name}\n" for name in names)


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """Return a bag of two files, with all that the standard demands and nothing more."""
    folder = tmp_path / "bag"
    (folder / "data").mkdir(parents=True)
    for name in ("a", "b"):
        (folder / "data" / name).write_text(name, "utf-8")
    (folder / "bagit.txt").write_text(NEW, "utf-8")
    (folder / "manifest-sha256.txt").write_text(listed("a", "b"), "utf-8")
    return folder


def told(bag: Path) -> list[str]:
    return [fault.removeprefix(f"{bag}: ") for fault in faults_of(bag)]


def test_a_bag_need_not_list_what_is_beside_its_payload(bag: Path) -> None:
    assert told(bag) == []


def test_a_sign_of_an_old_bag_stands_for_itself(bag: Path) -> None:
    (bag / "bagit.txt").write_text(OLD.format("UTF-8"), "utf-8")
    (bag / "data/b").rename(bag / "data/50%25b")
    (bag / "manifest-sha256.txt").write_text(listed("a", "50%25b"), "utf-8")
    assert told(bag) == []


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "UTF-8-SIG"])
def test_lists_are_read_as_the_bag_says_that_they_are_written(bag: Path, encoding: str) -> None:
    (bag / "bagit.txt").write_text(OLD.format(encoding), "utf-8")
    (bag / "data/b").rename(bag / "data/für b")
    (bag / "manifest-sha256.txt").write_text(listed("a", "für b").replace("\n", "\r\n"), encoding)
    assert told(bag) == []


@pytest.mark.parametrize("encoding", ["UTF-88", "undefined", "hex"])
def test_an_encoding_that_nobody_knows_is_told(bag: Path, encoding: str) -> None:
    (bag / "bagit.txt").write_text(OLD.format(encoding), "utf-8")
    assert told(bag) == [f"bagit.txt: no encoding of text is called {encoding!r}; its lists are read as UTF-8"]


def test_a_letter_with_an_accent_may_be_written_in_two_ways(bag: Path) -> None:
    (bag / "data/b").rename(bag / "data/u\u0308b")
    (bag / "manifest-sha256.txt").write_text(listed("a", "\u00fcb"), "utf-8")
    assert told(bag) == []


@pytest.mark.parametrize("path", ["b\0", f"{'b' * 300}"])
def test_a_path_that_no_file_can_have_is_missing(bag: Path, path: str) -> None:
    (bag / "manifest-sha256.txt").write_text(listed("a", "b", path), "utf-8")
    assert told(bag) == [f"data/{path}: this file is missing; manifest-sha256.txt names it"]


def test_what_is_yet_to_be_fetched_is_missing_and_where_it_is_is_told(bag: Path) -> None:
    (bag / "data/b").unlink()
    (bag / "fetch.txt").write_text("https://a.example/b 1 data/b\n", "utf-8")
    missing = "data/b: this file is missing; manifest-sha256.txt names it"
    assert told(bag) == [f"{missing}, and fetch.txt says that it is at https://a.example/b"]


def test_each_list_names_all_the_payload(bag: Path) -> None:
    (bag / "manifest-md5.txt").write_text(listed("a", algorithm="md5"), "utf-8")
    assert told(bag) == ["data/b: manifest-md5.txt should name this file too"]
    (bag / "bagit.txt").write_text(OLD.format("UTF-8"), "utf-8")
    assert told(bag) == []


def test_what_a_terminal_would_obey_is_shown_and_not_done(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / "data/\x1b[31m\n\u202e").touch()
    assert cli.main(["bundle", "--check", str(bag)]) == 1
    name = r"data/\x1b[31m\n\u202e"
    assert capsys.readouterr().err == f"{bag}: {name}: this file is too many: no manifest names it\n"


def packed(bag: Path, *strangers: str, folder: str = "bag/") -> Path:
    with ZipFile(bag.parent / "bag.zip", "w", ZIP_DEFLATED) as archive:
        for path in sorted(bag.rglob("*.txt")) + sorted((bag / "data").iterdir()):
            archive.writestr(folder + path.relative_to(bag).as_posix(), path.read_bytes())
        for name in strangers:
            archive.writestr(name, b"evil")
    return bag.parent / "bag.zip"


@pytest.mark.parametrize("stranger", ["../evil.txt", "/evil.txt", "evil.txt", "bag/../evil.txt", "__MACOSX/bag/._a"])
def test_a_file_of_an_archive_that_is_not_in_the_bag_is_told(bag: Path, stranger: str) -> None:
    assert told(packed(bag, stranger)) == [f"{stranger}: this file is too many: it lies outside of the bag"]


def test_a_bag_that_lies_elsewhere_is_not_taken_for_that_in_the_archive(bag: Path) -> None:
    with pytest.raises(Mistake, match="this is no bag"):
        faults_of(packed(bag, folder=f"{bag}/"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_an_archive_has_twice_is_told(bag: Path) -> None:
    assert "bag/data/a: the archive has this file 2 times" in told(packed(bag, "bag/data/a"))


@pytest.mark.parametrize(
    ("offset", "value", "why"),
    [(8, 1, "encrypted"), (10, 97, "compression method is not supported"), (16, 1, "Bad CRC-32")],
)
def test_an_archive_that_cannot_be_read_is_told(bag: Path, offset: int, value: int, why: str) -> None:
    path = packed(bag)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + offset] ^= value
    path.write_bytes(data)
    [fault] = told(path)
    assert fault.startswith("the archive is broken: ")
    assert why in fault


def test_an_archive_that_is_damaged_in_the_middle_is_told(bag: Path) -> None:
    path = packed(bag)
    data = bytearray(path.read_bytes())
    start = data.index(b"bag/bagit.txt") + len("bag/bagit.txt")
    data[start : start + 4] = b"\xff" * 4
    path.write_bytes(data)
    assert told(path)[0].startswith("the archive is broken: ")
