"""``chapbook build --editions``: what is built again, what is told, and what is left as it was."""

from __future__ import annotations

import fcntl
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING, BinaryIO

import pytest

from chapbook.cli import main
from chapbook.editions import building
from chapbook.editions.building import Keeping, build_editions
from chapbook.editions.editions_file import read_editions
from chapbook.editions.repository import Repository
from chapbook.mistake import Mistake
from published_twice import LISTED, begin, git, publish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editions.conftest import Twice

TOY = """\
html:
\t@test ! -e broken || {{ echo $$PWD/index.md:1: it is broken; exit 1; }}
\t@mkdir -p $(BUILDDIR)/html && cat index.md comments/* > $(BUILDDIR)/html/index.html
\t@cp editions.yaml $(BUILDDIR)/html && touch $(BUILDDIR)/html/objects.inv
\t@echo "$$SPHINXOPTS" > $(BUILDDIR)/html/options
\t@env > $(BUILDDIR)/html/environment
\t@echo built >> {log}
"""


@pytest.fixture
def essay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication of two editions whose press is a line of shell; the newest is not built, but noted."""
    (tmp_path / "repository").mkdir()
    essay = begin(tmp_path / "repository")
    listed = LISTED % ("1.0", "2026-05-01", "First.")
    toy = TOY.format(log=tmp_path / "log")
    first = {
        "Makefile": toy,
        ".gitignore": "_build/\n",
        "conf.py": "",
        "index.md": "one\n",
        "comments/01-bo.md": "no\n",
    }
    publish(essay, "1.0", {**first, "editions.yaml": listed})
    publish(essay, "1.1", {"index.md": "two\n", "editions.yaml": listed + LISTED % ("1.1", "2026-06-01", "Second.")})

    def build(source: Path, target: Path, formats: Sequence[str] = (), options: Sequence[str] = ()) -> int:
        (target / "html").mkdir(parents=True, exist_ok=True)
        (target / "html/index.html").write_text(f"{','.join(formats)} {' '.join(options)}", "utf-8")
        assert (source / "conf.py").is_file()
        return 0

    monkeypatch.setattr(building, "build", build)
    return essay


def built(essay: Path, *options: str) -> int:
    return build_editions(essay, essay / "_build", options)


def times(essay: Path) -> int:
    log = essay.parents[1] / "log"
    return len(log.read_text("utf-8").splitlines()) if log.exists() else 0


def site(essay: Path, name: str) -> str:
    return (essay / "_build/html" / name).read_text("utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_edition_lies_below_the_newest(essay: Path) -> None:
    assert built(essay, "-Dhtml_baseurl=https://example.org/", "-j2", "-q") == 0
    assert site(essay, "1.0/index.html") == "one\nno\n"
    assert site(essay, "1.1/index.html") == "two\nno\n"
    assert site(essay, "1.0/options") == "-q -Dhtml_baseurl=https://example.org/ -Dchapbook_editions=kept:1.0\n"
    options = "-Dhtml_baseurl=https://example.org/ -j2 -q -Dchapbook_editions=newest:1.1"
    assert site(essay, "index.html") == f"jats,html,pdf,epub {options}"


def test_it_is_built_again_only_if_what_it_is_made_of_has_changed(essay: Path) -> None:
    built(essay)
    before = files(essay / "_build/html/1.0")
    publish(
        essay, "1.2", {"editions.yaml": (essay / "editions.yaml").read_text() + LISTED % ("1.2", "2026-07-01", "C.")}
    )
    assert (built(essay), times(essay)) == (0, 3)
    assert files(essay / "_build/html/1.0") == before
    assert (built(essay), times(essay)) == (0, 3)
    assert (built(essay, "-Dlanguage=de"), times(essay)) == (0, 6)
    git(essay, "tag", "--force", "1.1", "1.0^{}")
    assert (built(essay, "-Dlanguage=de"), times(essay)) == (0, 7)
    assert site(essay, "1.1/index.html") == "one\nno\n"


def test_what_is_no_edition_any_more_goes(essay: Path) -> None:
    built(essay)
    own = essay / "_build/editions/notes"
    own.mkdir()
    (essay / "editions.yaml").write_text(LISTED % ("1.1", "2026-06-01", "Second."), "utf-8")
    assert built(essay) == 0
    assert not (essay / "_build/html/1.0").exists()
    assert not (essay / "_build/editions/1.0").exists()
    assert own.is_dir()


def test_changes_since_the_newest_edition_are_told(essay: Path) -> None:
    def newest() -> str:
        assert built(essay) == 0
        return site(essay, "index.html").rpartition("=")[2]

    assert newest() == "newest:1.1"
    (essay.parent / "README.md").write_text("Not of the publication.\n", "utf-8")
    assert newest() == "newest:1.1"
    (essay / "comments/02-new.md").write_text("new\n", "utf-8")
    assert newest() == "newest:1.1+"
    (essay / "comments/02-new.md").unlink()
    (essay / "index.md").write_text("three\n", "utf-8")
    assert newest() == "newest:1.1+"


def test_words_that_were_taken_out_are_out_of_every_edition_that_had_them(essay: Path) -> None:
    listed = (essay / "editions.yaml").read_text("utf-8")
    said = "---\nauthor: Bo\n---\nWords that nobody may read.\n"
    publish(essay, "1.2", {"comments/02-bo.md": said, "editions.yaml": listed + LISTED % ("1.2", "2026-07-01", "C.")})
    built(essay)
    assert "Words that nobody may read." in site(essay, "1.2/index.html")
    (essay / "comments/02-bo.md").write_text("---\nauthor: Bo\nremoved: Redacted.\n---\n", "utf-8")
    with (essay / "editions.yaml").open("a", encoding="utf-8") as file:
        file.write("  redacted: [{id: comment-02-bo, date: 2026-08-01}]\n")
    assert (built(essay), times(essay)) == (0, 4)
    assert "Words that nobody may read." not in site(essay, "1.2/index.html")
    assert "2026-08-01" in site(essay, "1.2/editions.yaml")


def test_one_that_is_not_built_keeps_the_site_as_it_was(essay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built(essay)
    before = files(essay / "_build/html")
    listed = (essay / "editions.yaml").read_text("utf-8")
    publish(essay, "1.2", {"broken": "", "editions.yaml": listed + LISTED % ("1.2", "2026-07-01", "Third.")})
    last = (essay / "editions.yaml").read_text("utf-8") + LISTED % ("1.3", "2026-07-02", "Fourth.")
    publish(essay, "1.3", {"broken": None, "index.md": "four\n", "editions.yaml": last})
    capsys.readouterr()
    assert built(essay, "-q") == 1
    told = capsys.readouterr()
    assert "Edition 1.2 was not built:\nindex.md:1: it is broken\n" in told.err
    assert told.err.endswith("The site stays as it was, for an edition was not built.\n")
    assert told.out == ""
    assert files(essay / "_build/html") == before
    assert (essay / "_build/editions/1.3/index.html").read_text("utf-8") == "four\nno\n"
    assert not list((essay / "_build/editions").glob(".making*"))


def test_a_press_knows_nothing_of_this_one(essay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"VIRTUAL_ENV", "PYTHONPATH", "SOURCE_DATE_EPOCH", "MAKEFLAGS", "GIT_DIR", "READTHEDOCS", "SPHINXOPTS"}
    for name in own - {"GIT_DIR"}:
        monkeypatch.setenv(name, "n" if name == "MAKEFLAGS" else "of this process")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("BUILDDIR", "elsewhere")
    assert built(essay) == 0
    told = site(essay, "1.0/environment")
    assert "of this process" not in told
    assert "/nowhere" not in told


def test_a_press_from_before_there_were_editions_is_not_asked_for_them(
    essay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = "WARNING: unknown config value 'chapbook_editions' in override, ignoring"
    toy = (essay / "Makefile").read_text("utf-8")
    old = toy.replace(
        "html:\n", f'html:\n\t@case "$$SPHINXOPTS" in *chapbook_editions*) echo "{refused}"; exit 1;; esac\n'
    )
    publish(essay, "0.9", {"Makefile": old, "editions.yaml": LISTED % ("0.9", "2026-04-01", "Zeroth.")})
    assert built(essay, "-Dhtml_baseurl=https://example.org/", "-Dlanguage=de") == 0
    assert site(essay, "0.9/options") == "-q -Dhtml_baseurl=https://example.org/0.9/ -Dlanguage=de\n"
    assert "Edition 0.9 is older than what pages say of editions" in capsys.readouterr().out


@pytest.mark.parametrize("version", ["changes", "Editions.js", "comments", "pages"])
def test_an_edition_takes_no_folder_of_the_site(essay: Path, version: str) -> None:
    (essay / "_build/html/pages").mkdir(parents=True)
    publish(essay, version, {"editions.yaml": LISTED % (version, "2026-07-01", "Third.")})
    with pytest.raises(
        Mistake, match=f"edition {version} cannot be published: the site has a folder {version} of its own"
    ):
        built(essay)
    assert [path.name for path in (essay / "_build/html").iterdir()] == ["pages"]


def test_an_edition_without_a_tag_is_told(essay: Path) -> None:
    git(essay, "tag", "--delete", "1.0", "1.1")
    with pytest.raises(Mistake, match=r"editions.yaml: error: git has no tag 1.0, 1.1; fetch it: git fetch --tags"):
        built(essay)


def test_tags_are_known_however_git_shows_them(essay: Path) -> None:
    git(essay, "config", "column.ui", "always")
    git(essay, "config", "color.ui", "always")
    assert Repository(essay).missing(("1.0", "1.1", "1.2")) == ["1.2"]


def test_files_of_a_submodule_are_taken_out_as_they_were(essay: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    publish(other, "a", {"deep/picture.txt": "old\n"})
    git(essay, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(other), "pictures")
    publish(essay, "1.2", {})
    publish(essay / "pictures", "b", {"deep/picture.txt": "new\n"})
    place = tmp_path / "place"
    place.mkdir()
    Repository(essay).take_out("1.2", place)
    assert (place / "pictures/deep/picture.txt").read_text("utf-8") == "old\n"
    git(essay, "submodule", "deinit", "--quiet", "--force", "pictures")
    (tmp_path / "other place").mkdir()
    with pytest.raises(Mistake, match="has in pictures is not here; get it with git submodule update --init"):
        Repository(essay).take_out("1.2", tmp_path / "other place")


def test_a_publication_outside_of_git_is_told(essay: Path) -> None:
    shutil.rmtree(essay.parent / ".git")
    with pytest.raises(Mistake, match="the publication is in no git repository"):
        built(essay)


def test_a_folder_that_an_edition_did_not_have_is_told(essay: Path) -> None:
    git(essay.parent, "mv", "essay", "moved")
    with pytest.raises(Mistake, match=r"edition 1.0 was published from another folder of the repository"):
        built(essay.with_name("moved"))


def test_a_link_that_leads_out_of_an_edition_is_told(essay: Path) -> None:
    (essay / "chapter.md").symlink_to("../../secret.md")
    publish(essay, "1.2", {"editions.yaml": LISTED % ("1.2", "2026-07-01", "Third.")})
    with pytest.raises(Mistake, match=r"in edition 1.2, chapter.md leads out of the publication"):
        built(essay)
    assert not list((essay / "_build/editions").glob(".making*"))


def test_line_ends_are_those_that_were_committed(essay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "attributes"
    wanted.write_text("*.md text eol=crlf\n", "utf-8")
    settings = {"core.autocrlf": "true", "core.attributesFile": str(wanted)}
    for number, (name, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    built(essay)
    assert (essay / "_build/html/1.0/index.html").read_bytes() == b"one\nno\n"


def test_an_option_that_a_press_would_split_is_told(essay: Path) -> None:
    with pytest.raises(
        Mistake, match="-Dproject=On Walking: error: the press of an edition takes no option with a space"
    ):
        built(essay, "-Dproject=On Walking")


def test_what_a_killed_build_left_behind_goes(essay: Path) -> None:
    left = essay / "_build/editions/.making-1/sources"
    left.mkdir(parents=True)
    built(essay)
    assert not left.parent.exists()


def test_two_builds_come_after_each_other(
    essay: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = essay / "_build/editions"
    kept.mkdir(parents=True)
    with (kept / ".lock").open("wb") as other:
        flock = fcntl.flock
        flock(other, fcntl.LOCK_EX)

        def wait(lock: BinaryIO, how: int) -> None:
            if how == fcntl.LOCK_EX:
                assert not (kept / "1.0").exists()
                flock(other, fcntl.LOCK_UN)
            flock(lock, how)

        monkeypatch.setattr(fcntl, "flock", wait)
        assert built(essay) == 0
    assert "Another build is at work here" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_leaves_nothing_half_done(
    essay: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    built(essay)
    before = files(essay / "_build")
    toy = (essay / "Makefile").read_text("utf-8") + "\t@sleep 600\n"
    listed = (essay / "editions.yaml").read_text("utf-8") + LISTED % ("1.2", "2026-07-01", "Third.")
    publish(essay, "1.2", {"Makefile": toy, "editions.yaml": listed})
    started: list[subprocess.Popen[bytes]] = []
    wait = subprocess.Popen.wait

    def stop(self: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        if self in started or "make" not in (self.args if isinstance(self.args, list) else ()):
            return wait(self, timeout)
        started.append(self)
        signal.raise_signal(number)
        raise AssertionError

    monkeypatch.setattr(subprocess.Popen, "wait", stop)
    with pytest.raises(KeyboardInterrupt):
        built(essay)
    assert started[0].returncode is not None
    assert files(essay / "_build") == before


def test_without_editions_it_is_the_plain_build(essay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (essay / "editions.yaml").unlink()
    assert main(["build", "--editions", "--source", str(essay)]) == 0
    assert site(essay, "index.html") == " "
    assert "There are no editions yet" in capsys.readouterr().out


def test_the_same_bytes_come_out_before_there_was_another(twice: Twice, tmp_path: Path) -> None:
    """Of a clone that has the first edition alone, in another folder."""
    git(tmp_path, "clone", "--quiet", "--branch", "1.0", str(twice.source.parent), "clone")
    essay = tmp_path / "clone/essay"
    options = ["-Dhtml_baseurl=https://example.org/walking/"]
    keeping = Keeping(essay, tmp_path, Repository(essay), options, is_quiet=True)
    assert keeping.keep(read_editions(essay)[0])
    assert files(tmp_path / "1.0") == files(twice.kept / "1.0")
