"""``chapbook upgrade``: what it refuses, what it compares, and that it changes all or nothing.

The builds are played here, so that no environment is made; tests/judges/test_upgrade.py has real ones.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from chapbook import upgrade as upgrading
from chapbook.carry_over import MACHINERY, carry_over
from chapbook.cli import main
from chapbook.lock import LOCK, lock_with, merge, wheel_of
from chapbook.mistake import Mistake
from chapbook.new import OUTLINE, Answers, publication
from chapbook.replacing import JOURNAL, complete, replace
from chapbook.upgrade.ids import Address, Site
from chapbook.upgrade.outputs import MOST, changes
from chapbook.upgrade.release import fetch_newest, read_release
from releases import release
from throwaway import Project

if TYPE_CHECKING:
    from collections.abc import Callable


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("wheels")
    return {version: release(folder, version) for version in ("0.9.0", "1.0.0", "1.1.0")}


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    """A publication that was just started, in a folder whose name is hard to quote."""
    return write(tmp_path / 'it\'s an "essay"', publication(Answers(title="On It")))


# What is refused


def refused(capsys: pytest.CaptureFixture[str], folder: Path, wheel: Path | str = "") -> str:
    """Run the command; return what it says without the word ``error``, having changed nothing."""
    before = files(folder)
    assert main(["upgrade", "--source", str(folder), "--", str(wheel)]) == 1
    assert files(folder) == before
    printed = capsys.readouterr()
    assert printed.out == ""
    assert ": error: " in printed.err
    return printed.err.rstrip("\n").replace(": error: ", ": ", 1)


@pytest.mark.parametrize("version", ["0.9.0", "1.0.0"])
def test_a_release_that_is_no_later_one(
    capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path], version: str
) -> None:
    said = refused(capsys, essay, wheels[version])
    assert said == f"{wheels[version]}: this is chapbook {version}, and the publication has 1.0.0; name a later one"


def test_the_newest_of_the_index_is_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, essay: Path, wheels: dict[str, Path]
) -> None:
    monkeypatch.setattr(upgrading, "fetch_newest", lambda _folder: wheels["1.0.0"])
    assert "lock.txt: the newest release that pip finds is chapbook 1.0.0, and" in refused(capsys, essay)


def zipped(path: Path, contents: dict[str, str]) -> None:
    with ZipFile(path, "w") as archive:
        for name, text in contents.items():
            archive.writestr(name, text)


@pytest.mark.parametrize(
    "contents",
    [
        {},
        {"other-1.0.dist-info/METADATA": "Name: other\nVersion: 1.0\n"},
        {"chapbook-2.0.dist-info/METADATA": "Name: chapbook\nVersion: 2.0\n", f"chapbook/outline/{LOCK}": ""},
        {"chapbook-2.0.dist-info/METADATA": "Name: chapbook\nVersion: 2.0\n", "chapbook/carry_over.py": ""},
        {
            "chapbook-2.0.dist-info/METADATA": "Name: another\nVersion: 2.0\n",
            "chapbook/carry_over.py": "",
            f"chapbook/outline/{LOCK}": "",
        },
        {
            "chapbook-2.0.dist-info/METADATA": "Name: chapbook\nVersion: one\n",
            "chapbook/carry_over.py": "",
            f"chapbook/outline/{LOCK}": "",
        },
    ],
)
def test_a_wheel_of_another_package(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, essay: Path, contents: dict[str, str]
) -> None:
    path = tmp_path / "chapbook-2.0-py3-none-any.whl"
    zipped(path, contents)
    said = refused(capsys, essay, path)
    assert said == f"{path}: this is not a wheel of chapbook, the package that makes publications; name one that is"


@pytest.mark.parametrize(
    "break_",
    [
        lambda data: data[:1000],
        lambda data: b"x" * len(data),
        lambda _data: b"",
        lambda data: data[:2000] + bytes([data[2000] ^ 255]) + data[2001:],
        lambda data: data[:60] + bytes([data[60] ^ 255]) + data[61:],
    ],
)
def test_a_wheel_that_is_broken(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    essay: Path,
    wheels: dict[str, Path],
    break_: Callable[[bytes], bytes],
) -> None:
    path = tmp_path / "broken.whl"
    path.write_bytes(break_(wheels["1.1.0"].read_bytes()))
    assert refused(capsys, essay, path) == f"{path}: this is not a wheel, or only part of one; download it again"


def test_a_wheel_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path, essay: Path) -> None:
    assert "cannot be read (No such file or directory)" in refused(capsys, essay, tmp_path / "none.whl")
    assert "cannot be read (Is a directory)" in refused(capsys, essay, tmp_path)


def test_a_folder_that_is_no_publication(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, wheels: dict[str, Path]
) -> None:
    (tmp_path / "requirements").mkdir()
    for _ in ("no lock", "a lock of something else"):
        said = refused(capsys, tmp_path, wheels["1.1.0"])
        assert said.startswith(f"{tmp_path / LOCK}: no lock here names a wheel of chapbook; go to the folder")
        (tmp_path / LOCK).write_text("furo==1\n")


def test_a_publication_from_before_the_package(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, wheels: dict[str, Path]
) -> None:
    write(tmp_path, {"_ext/citable/__init__.py": b"", "conf.py": b""})
    said = refused(capsys, tmp_path, wheels["1.1.0"])
    assert said.startswith(f"{tmp_path}: this publication is from before chapbook was a package; start a new one")


def test_another_release_than_the_publication_has(
    capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path]
) -> None:
    lock = (essay / LOCK).read_text(encoding="utf-8")
    (essay / LOCK).write_text(lock.replace("chapbook-1.0.0", "chapbook-0.9.0"), encoding="utf-8")
    (essay / "requirements" / wheels["0.9.0"].name).write_bytes(wheels["0.9.0"].read_bytes())
    said = refused(capsys, essay, wheels["1.1.0"])
    assert said.endswith("it names chapbook 0.9.0, and 1.0.0 is running; run make upgrade instead")


def test_pip_finds_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, essay: Path
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert refused(capsys, essay) == (
        "chapbook: pip could not fetch it: No matching distribution found for chapbook; "
        "name its file: chapbook upgrade WHEEL"
    )


def test_pip_finds_the_newest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wheels: dict[str, Path]) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels["1.1.0"].parent))
    assert str(read_release(fetch_newest(tmp_path)).version) == "1.1.0"


# The whole, with builds that are played


class Played:
    """What the programs of an upgrade do: a site of one page each, and whatever a test adds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.faults: list[list[str]] = [[], []]
        self.pages = ['<p id="a">one</p>', '<p id="a">one</p>']
        self.meanwhile: Callable[[], object] = lambda: None
        self.copied: dict[str, bytes] = {}
        self._builds = 0
        monkeypatch.setattr(upgrading, "faults_of_build", self._build)
        monkeypatch.setattr(upgrading, "install", lambda _copy, _environment: Path("python"))
        monkeypatch.setattr(upgrading, "carry_over", self._carry_over)

    def _build(self, _python: str, _copy: Path, target: Path, *_options: str) -> list[str]:
        number, self._builds = self._builds, self._builds + 1
        write(target / "html", {"index.html": self.pages[number].encode()})
        return self.faults[number]

    def _carry_over(self, _python: Path, copy: Path, outline: Path) -> list[str]:
        assert (outline / "Makefile").read_bytes() == (OUTLINE / "Makefile").read_bytes()
        self.copied = files(copy)
        (copy / "conf.py").write_text("# of the new release\n", encoding="utf-8")
        self.meanwhile()
        return ["conf.py:1: a note"]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    return Played(monkeypatch)


def test_an_upgrade(essay: Path, wheels: dict[str, Path], played: Played) -> None:
    write(essay, {"anchors.txt": b"a index one\n", ".venv/x": b"", ".git/x": b"", "text/.venv/kept": b""})
    before = files(essay)
    played.pages[1] += "<p>two</p>"
    report = upgrading.upgrade(essay, str(wheels["1.1.0"]))
    after = files(essay)
    assert "text/.venv/kept" in played.copied
    assert not {".venv/x", ".git/x"} & played.copied.keys()
    new, old = "requirements/chapbook-1.1.0-py3-none-any.whl", "requirements/chapbook-1.0.0-py3-none-any.whl"
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        LOCK,
        "conf.py",
        old,
        new,
    }
    assert after[new] == wheels["1.1.0"].read_bytes()
    assert old not in after
    assert after[LOCK].decode() == lock_with(Path(new).name, after[new], (OUTLINE / LOCK).read_text(encoding="utf-8"))
    assert report == [
        "The publication has chapbook 1.1.0 now, in place of 1.0.0.",
        "In its folder:",
        f"  {new}: new, in place of {Path(old).name}",
        f"  {LOCK}: made anew",
        "  conf.py:1: a note",
        "In its outputs, 1 of 1 files differ:",
        "  pages with other words (1): index.html",
        "No id is lost: all 1 addresses that can be referred to lead where they led.",
        "Next: make html. It makes the new .venv first, as the lock has changed.",
    ]


def test_a_publication_that_does_not_build_as_it_is(
    capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path], played: Played
) -> None:
    played.faults[0] = ["index.md:3: WARNING: no"]
    assert refused(capsys, essay, wheels["1.1.0"]) == (
        f"{essay}: it does not build with chapbook 1.0.0, which it has; mend this first:\n  index.md:3: WARNING: no"
    )


def test_a_publication_that_does_not_build_with_the_new_release(
    capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path], played: Played
) -> None:
    played.faults[1] = ["index.md:3: WARNING: no"]
    assert refused(capsys, essay, wheels["1.1.0"]) == (
        f"{essay}: it does not build with chapbook 1.1.0; nothing was changed. The build says:\n"
        "  index.md:3: WARNING: no\n  The upgrade would have changed:\n    conf.py:1: a note"
    )


def test_an_id_that_is_lost(
    capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path], played: Played
) -> None:
    write(essay, {"anchors.txt": b"a index one\n"})
    played.pages[1] = "<p>one</p>"
    said = refused(capsys, essay, wheels["1.1.0"])
    assert said.startswith(f"{essay}: the new release would lose what was published; nothing was changed")
    assert said.splitlines()[1:] == ["  index.html#a"]


def test_a_file_that_somebody_writes_meanwhile(
    capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path], played: Played
) -> None:
    played.meanwhile = lambda: (essay / "conf.py").write_text("# mine\n", encoding="utf-8")
    assert main(["upgrade", "--source", str(essay), str(wheels["1.1.0"])]) == 1
    assert "conf.py: error: it was changed while the upgrade ran" in capsys.readouterr().err
    assert (essay / "conf.py").read_text(encoding="utf-8") == "# mine\n"
    assert [path.name for path in (essay / "requirements").glob("*.whl")] == ["chapbook-1.0.0-py3-none-any.whl"]


def test_control_c(capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path], played: Played) -> None:
    played.meanwhile = lambda: signal.raise_signal(signal.SIGINT)
    assert refused(capsys, essay, wheels["1.1.0"]) == f"{essay}: stopped; nothing was changed"


def test_a_file_that_cannot_be_copied(capsys: pytest.CaptureFixture[str], essay: Path, wheels: dict[str, Path]) -> None:
    os.mkfifo(essay / "pipe")
    said = refused(capsys, essay, wheels["1.1.0"])
    assert "is a named pipe" in said
    assert said.endswith("; nothing was changed")


def test_a_folder_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, essay: Path, wheels: dict[str, Path]
) -> None:
    for folder in (essay, essay / "requirements"):
        monkeypatch.setattr(os, "access", lambda path, _mode, refused=folder: path != refused)
        assert refused(capsys, essay, wheels["1.1.0"]).startswith(f"{folder}: nothing can be written into this folder")


def test_a_file_that_is_not_to_be_written_is_written_in_the_copy_alone(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    essay: Path,
    wheels: dict[str, Path],
    played: Played,
) -> None:
    (essay / "conf.py").chmod(0o555)
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        """Refuse as a system does whose user is not root."""
        if path.exists() and not path.stat().st_mode & 0o200 and set(mode) & set("+aw"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    said = refused(capsys, essay, wheels["1.1.0"])
    assert said == f"{essay / 'conf.py'}: it cannot be written (Permission denied); nothing was changed"
    assert played.copied["conf.py"] == (essay / "conf.py").read_bytes()


# Replacing


def test_a_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    write(tmp_path, {"a": b"1", "real/b": b"1"})
    (tmp_path / "a").chmod(0o755)
    (tmp_path / "b").symlink_to("real/b")
    replace(tmp_path, {"a": b"2", "b": b"2", "new/c": b"2"}, [])
    assert files(tmp_path) == {"a": b"2", "b": b"2", "real/b": b"2", "new/c": b"2"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "b").is_symlink()


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    before = files(write(tmp_path, {"a": b"1", "folder": b"a file", "old": b""}))
    with pytest.raises(Mistake, match=r"folder: error: it cannot be written \(.*\); nothing was changed"):
        replace(tmp_path, {"a": b"2", "folder/b": b"2"}, ["old"])
    assert files(tmp_path) == before


def stop_after(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let so many files be moved or removed, and then nothing."""
    steps: list[Path] = []

    def counted(do: Callable[..., object]) -> Callable[..., object]:
        def step(path: Path, *arguments: Path, **options: bool) -> object:
            if len(steps) == number:
                raise OSError(5, "Input/output error", str(path))
            steps.append(path)
            return do(path, *arguments, **options)

        return step

    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_change_that_is_stopped_is_completed_by_the_next_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    folder = write(tmp_path / "essay", {"a": b"1", "b": b"1", "old": b""})
    with monkeypatch.context() as patched:
        stop_after(patched, number)
        with pytest.raises(Mistake, match="run this again, which completes the change"):
            replace(folder, {"a": b"2", "b": b"2"}, ["old"])
    assert (folder / JOURNAL).is_file()
    moved = folder.rename(tmp_path / "elsewhere")
    [said] = upgrading.upgrade(moved, "")
    assert said.startswith("An upgrade that was stopped is complete now")
    assert files(moved) == {"a": b"2", "b": b"2"}
    assert not complete(moved)


def test_a_change_whose_journal_is_not_written_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = files(write(tmp_path, {"a": b"1", "old": b""}))

    def refuse(path: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Mistake, match=r"it cannot be written \(No space left on device\); nothing was changed"):
        replace(tmp_path, {"a": b"2"}, ["old"])
    assert files(tmp_path) == before


def test_control_c_waits_for_the_last_steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {"a": b"1", "b": b"1"})
    move = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        return move(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    replace(tmp_path, {"a": b"2", "b": b"2"}, [])
    assert files(tmp_path) == {"a": b"2", "b": b"2"}
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


# What the new release does


@pytest.fixture
def machinery(tmp_path: Path) -> tuple[Path, Path]:
    """A publication as another release had begun it, and that release's outline."""
    old = dict.fromkeys(MACHINERY, b"old\n")
    write(tmp_path / "mine", {**old, "conf.py": b"language = 'en'\n"})
    return tmp_path / "mine", write(tmp_path / "outline", old)


def test_what_nobody_touched_is_replaced(machinery: tuple[Path, Path]) -> None:
    mine, _ = machinery
    assert list(carry_over(*machinery)) == [f"{name}: replaced by the new release's" for name in MACHINERY]
    assert all((mine / name).read_bytes() == (OUTLINE / name).read_bytes() for name in MACHINERY)
    assert list(carry_over(*machinery)) == []


def test_what_was_changed_by_hand_is_left_with_what_the_release_changes(machinery: tuple[Path, Path]) -> None:
    mine, _ = machinery
    (mine / ".gitignore").write_bytes(b"mine\n")
    said = list(carry_over(*machinery))
    start = said.index(".gitignore: changed by hand, so it is left; the new release changes these lines of it:")
    assert said[start + 1 : start + 4] == ["    -old", "    +.venv/", "    +_build/"]
    assert (mine / ".gitignore").read_bytes() == b"mine\n"


def test_what_was_changed_by_hand_and_not_by_the_release_is_named(machinery: tuple[Path, Path]) -> None:
    mine, old = machinery
    (mine / "Makefile").write_bytes(b"mine\n")
    (old / "Makefile").write_bytes((OUTLINE / "Makefile").read_bytes())
    assert "Makefile: changed by hand, so it is left; the new release does not change it" in list(
        carry_over(*machinery)
    )
    assert (mine / "Makefile").read_bytes() == b"mine\n"


def test_what_was_taken_out_stays_out_and_what_is_new_comes(machinery: tuple[Path, Path]) -> None:
    mine, old = machinery
    (mine / ".gitignore").unlink()
    for folder in (mine, old):
        (folder / "Makefile").unlink()
    said = list(carry_over(*machinery))
    assert ".gitignore: taken out by hand, so it is left; the new release changes these lines of it:" in said
    assert "Makefile: replaced by the new release's" in said
    assert not (mine / ".gitignore").exists()
    assert (mine / "Makefile").exists()


def test_settings_are_written_by_their_new_names(machinery: tuple[Path, Path]) -> None:
    mine, _ = machinery
    (mine / "conf.py").write_text(
        "# typst_pdf_name\ntypst_pdf_name = 'a'\nassets_where_needed = {}\nglobals()['content_security'] = 1\n"
    )
    assert list(carry_over(*machinery))[len(MACHINERY) :] == [
        "conf.py:2: typst_pdf_name is now called chapbook_pdf_name",
        "conf.py:4: content_security is left here; write chapbook_security, its new name",
        "conf.py:3: assets_where_needed is no longer needed and was taken out",
    ]
    assert (mine / "conf.py").read_text() == (
        "# typst_pdf_name\nchapbook_pdf_name = 'a'\nglobals()['content_security'] = 1\n"
    )


# The lock


def lock(**versions: str) -> str:
    return "".join(
        f"{name}=={version} \\\n    --hash=sha256:{version}\n    # via x\n" for name, version in versions.items()
    )


def test_a_lock_names_its_wheel() -> None:
    written = lock_with("chapbook-1.0.0-py3-none-any.whl", b"", "# a comment\n" + lock(furo="1"))
    assert wheel_of(written) == "requirements/chapbook-1.0.0-py3-none-any.whl"
    assert written.endswith(lock(furo="1"))
    assert "# a comment" not in written


def test_a_lock_that_nobody_touched_becomes_that_of_the_release() -> None:
    old, new = lock(a="1", b="1", gone="1"), lock(a="2", b="1", come="1")
    mine = lock_with("chapbook-1.0.0-py3-none-any.whl", b"", old).replace("# via x", "# via y")
    assert merge(mine, old, new) == (new, [])


def test_packages_that_were_put_in_by_hand_stay() -> None:
    old, new = lock(a="1", b="1", c="1", d="1"), lock(a="2", b="1", c="1", d="2")
    mine = lock(a="1", b="3", d="3", own="1")
    merged, notes = merge(mine, old, new)
    assert merged == lock(a="2", b="3", d="2", own="1")
    assert notes == [
        f"{LOCK}: b==3 was put there by hand; left as it is",
        f"{LOCK}: c was taken out by hand; left as it is",
        f"{LOCK}: d==3 was put there by hand; the release needs d==2",
        f"{LOCK}: own==1 was put there by hand; left as it is",
    ]


# Ids and outputs


@pytest.fixture
def site(tmp_path: Path) -> tuple[Site, Path, Path]:
    """A site with a page that has moved, the folder that it is in, and the register of its ids."""
    project = Project(tmp_path / "source")
    project.write(
        {
            "conf.py": 'extensions = ["myst_parser", "chapbook.redirects", "chapbook.anchors"]\n',
            "index.md": "(start)=\n# W\n\n```{toctree}\nnew/pläce\n```\n",
            "new/pläce.md": "(here)=\n# Place\n\nA paragraph.\n",
            "redirects.txt": '"old/one.md" "new/pläce.md"\n',
            "anchors.txt": "here old/one Place\nstart index W\nnever index\n",
        }
    )
    built = project.build().out
    return Site(built), built, project.source / "anchors.txt"


PUBLISHED = {
    Address("genindex.html", ""),
    Address("index.html", ""),
    Address("index.html", "start"),
    Address("new/pläce.html", ""),
    Address("new/pläce.html", "here"),
    Address("new/pläce.html", "here-p1"),
    Address("old/one.html", "here"),
    Address("search.html", ""),
}
"""What the inventory and the register name and the site has; nothing was ever called never."""


def test_what_is_published(site: tuple[Site, Path, Path]) -> None:
    pages, _, register = site
    assert pages.published(register) == PUBLISHED
    assert pages.published(register.with_name("none")) == PUBLISHED - {Address("old/one.html", "here")}


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda built: edit(built / "index.html", ' id="start"', ""), {"index.html#start"}),
        (lambda built: edit(built / "index.html", ' id="start"', " ID=start"), set()),
        (
            lambda built: edit(built / "new/pläce.html", 'id="here"', 'id="there"'),
            {"new/pläce.html#here", "old/one.html#here"},
        ),
        (lambda built: (built / "_rediraffe_redirected.json").unlink(), {"old/one.html#here"}),
        (lambda built: (built / "search.html").unlink(), {"search.html"}),
    ],
)
def test_what_is_lost(site: tuple[Site, Path, Path], change: Callable[[Path], object], lost: set[str]) -> None:
    _, built, _ = site
    change(built)
    after = Site(built)
    assert {str(address) for address in PUBLISHED if not after.has(address)} == lost


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def page(words: str, checksum: str = "1", markup: str = "p") -> bytes:
    script = f"<script src='a.js?v={checksum}'>let {markup};</script><style>{markup}</style>"
    return f"<head>{script}</head><{markup}>{words}</{markup}>".encode()


def test_outputs_are_told_by_what_differs_in_them(tmp_path: Path) -> None:
    before = {
        "same.html": page("a"),
        "words.html": page("a b"),
        "markup.html": page("a"),
        "links.html": page("a"),
        "gone.html": page("a"),
        "_static/a.css": b"1",
        "a.pdf": b"1",
        "a.epub": b"1",
        "objects.inv": b"1",
        ".buildinfo": b"1",
    }
    after = {
        **before,
        "words.html": page("a c", "2", "div"),
        "markup.html": page("a", "2", "div"),
        "links.html": page("a", "2"),
        "_static/a.css": b"2",
        "a.pdf": b"2",
        "objects.inv": b"2",
        ".buildinfo": b"2",
        "new.json": b"",
    }
    del after["gone.html"]
    assert changes(write(tmp_path / "before", before), write(tmp_path / "after", after)) == [
        "In its outputs, 8 of 10 files differ:",
        "  gone (1): gone.html",
        "  new (1): new.json",
        "  pages with other words (1): words.html",
        "  pages with the same words in other markup (1): markup.html",
        "  pages that differ only in which style sheets or scripts they ask for (1): links.html",
        "  style sheets, scripts and images (1): _static/a.css",
        "  books (1): a.pdf",
        "  other files (1): objects.inv",
        "  the same: a.epub",
    ]


def test_outputs_that_are_the_same(tmp_path: Path) -> None:
    assert changes(write(tmp_path / "a", {"a.pdf": b""}), write(tmp_path / "b", {"a.pdf": b""})) == [
        "Its outputs are the same."
    ]


def test_many_pages_of_which_a_reader_sees_no_difference_are_counted(tmp_path: Path) -> None:
    pages = {f"{number:02}.html": page("a") for number in range(MOST + 3)}
    old = write(tmp_path / "old", pages)
    [_, said] = changes(old, write(tmp_path / "looks", {name: page("a", "2") for name in pages}))
    assert said.endswith("10.html, 11.html and 3 more")
    [_, said] = changes(old, write(tmp_path / "words", {name: page("b") for name in pages}))
    assert said.endswith("13.html, 14.html")
