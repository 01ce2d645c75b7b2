"""A bag that was sealed is whole; whatever is done to it is told with the file."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import example, given, strategies as st

from chapbook import cli
from chapbook.bundle.archive import write_archive
from chapbook.bundle.bag import INFO, MANIFEST, TAG_MANIFEST, files_in, seal
from chapbook.bundle.checking import faults_of
from chapbook.mistake import Mistake

NAMES = st.text(st.characters(exclude_characters="/\0\\", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda name: name not in {".", ".."}
)


def filled(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    folder = filled(tmp_path / "bag", {"a.txt": b"A", "b/c.txt": b"C"})
    (folder / "README.txt").write_text("Read me.", encoding="utf-8")
    assert seal(folder, {"Bagging-Date": "2026-05-31", "External-Identifier": "", "Note": "One\nLine"}) == 2
    return folder


def test_a_bag_says_what_is_known(bag: Path) -> None:
    assert (bag / INFO).read_text("utf-8") == "Bagging-Date: 2026-05-31\nNote: One Line\nPayload-Oxum: 2.2\n"
    assert (bag / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert [line.partition("  ")[2] for line in (bag / MANIFEST).read_text("utf-8").splitlines()] == [
        "data/a.txt",
        "data/b/c.txt",
    ]
    tags = [line.partition("  ")[2] for line in (bag / TAG_MANIFEST).read_text("utf-8").splitlines()]
    assert tags == ["README.txt", "bag-info.txt", "bagit.txt", "manifest-sha512.txt"]


@given(st.dictionaries(NAMES, st.binary(max_size=9), min_size=1, max_size=4), st.data())
@example({"50%.txt": b"", "%0A": b"x", "a\nb": b"y", "a\rb": b"", " c ": b"", "\u2028": b"", "*d": b""}, None)
def test_any_names_are_found_again_and_any_change_is_told(files: dict[str, bytes], data: st.DataObject | None) -> None:
    with TemporaryDirectory() as place:
        try:
            folder = filled(Path(place), files)
        except OSError:  # a name that is too long for this file system
            return
        seal(folder, {})
        assert faults_of(folder) == []
        name = data.draw(st.sampled_from(sorted(files))) if data else "50%.txt"
        (folder / "data" / name).write_bytes(files[name] + b"!")
        assert any(f"data/{name}: this file is broken" in fault for fault in faults_of(folder))


def test_what_is_broken_missing_or_too_many_is_named(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / "data/a.txt").write_bytes(b"B")
    (bag / "data/b/c.txt").unlink()
    (bag / "data/new.txt").write_bytes(b"C")
    (bag / "README.txt").write_text("Read it.", encoding="utf-8")
    (bag / "notes.txt").touch()
    assert cli.main(["bundle", "--check", str(bag)]) == 1
    assert set(capsys.readouterr().err.splitlines()) == {
        f"{bag}: data/a.txt: this file is broken: it is not what {MANIFEST} says",
        f"{bag}: data/b/c.txt: this file is missing; {MANIFEST} names it",
        f"{bag}: data/new.txt: this file is too many: no manifest names it",
        f"{bag}: README.txt: this file is broken: it is not what {TAG_MANIFEST} says",
        f"{bag}: notes.txt: this file is too many: no manifest names it",
    }


def test_a_sum_that_is_not_so_is_told(bag: Path) -> None:
    (bag / "data/b/c.txt").write_bytes(b"CC")
    assert f"{bag}: {INFO}: it says 2 files of 2 bytes, and 2 of 3 are there" in faults_of(bag)


def test_a_bag_without_a_manifest_is_not_whole(bag: Path) -> None:
    (bag / MANIFEST).unlink()
    assert any("no file manifest-….txt is there" in fault for fault in faults_of(bag))


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "data/../../outside.txt", "data/link"])
def test_a_list_that_leads_out_of_the_bag_is_not_followed(bag: Path, path: str) -> None:
    (bag.parent / "outside.txt").write_bytes(b"secret")
    (bag / "data/link").symlink_to(bag.parent / "outside.txt")
    with (bag / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 128}  {path}\n")
    assert f"{bag}: {MANIFEST}:3: {path!r} leads out of the bag" in faults_of(bag)


def test_a_line_that_is_none_is_told(bag: Path) -> None:
    (bag / MANIFEST).write_text("abc  data/a.txt\n", encoding="utf-8")
    assert f"{bag}: {MANIFEST}:1: a line is a checksum and the path of a file, and this is none" in faults_of(bag)


def test_what_is_no_bag_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"this is no bag"):
        faults_of(tmp_path)


def test_an_archive_hangs_on_no_time_or_mode_and_is_checked_like_a_bag(bag: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    write_archive(bag, first, "work-1.0", 1_780_185_600)
    again = Path(shutil.copytree(bag, tmp_path / "again", copy_function=shutil.copyfile))
    for path in files_in(again).values():
        path.chmod(0o600)
    write_archive(again, second, "work-1.0", 1_780_185_600)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 5, 31, 0, 0, 0)}
        assert archive.namelist()[0] == "work-1.0/README.txt"
    assert faults_of(first) == []
    (bag / "data/a.txt").write_bytes(b"B")
    write_archive(bag, first, "work-1.0", 1_780_185_600)
    assert faults_of(first) == [f"{first}: data/a.txt: this file is broken: it is not what {MANIFEST} says"]
    data = bytearray(second.read_bytes())
    data[data.index(b"C", data.index(b"data/b/c.txt"))] ^= 1
    second.write_bytes(data)
    assert [fault for fault in faults_of(second) if "the archive is broken" in fault]
