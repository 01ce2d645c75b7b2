"""What git must say before an edition, and an edition's commit and tag, both of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.editions.repository import MOST, faults, publish
from chapbook.keep import Change
from chapbook.mistake import Mistake
from editions.own_repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"CITATION.cff": "version: 1\n", "other.md": "Other\n", ".gitignore": "_build/\n"}
CHANGES = [
    Change("CITATION.cff", "version: 1\n", "version: 2\n"),
    Change("editions.yaml", None, "- é\n"),
]


pytestmark = pytest.mark.usefixtures("no_settings_of_the_machine")


@pytest.fixture
def own(tmp_path: Path) -> Repository:
    own = Repository.begin(tmp_path / "work")
    own.commit(FILES)
    return own


def told(own: Repository, version: str = "1.1") -> list[str]:
    return [line.replace(f"{own.folder}/", "") for line in faults(own.folder, version)]


def test_with_nothing_wrong_nothing_is_told(own: Repository) -> None:
    own.write({"_build/html/index.html": ""})
    assert told(own) == []


def test_a_folder_without_a_repository(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, "1.0")
    assert fault.startswith(f"{tmp_path}: git keeps editions, and has no repository here (fatal: not a git repo")


def test_git_that_is_not_there(own: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Mistake, match="kept in git, which is not there; install it"):
        told(own)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    own = Repository.begin(tmp_path)
    own.write(FILES)
    [fault] = told(own)
    assert "nothing is committed yet" in fault


def test_no_branch_no_name_and_a_tag_of_this_name(own: Repository) -> None:
    own.git("tag", "1.1")
    own.git("checkout", "--quiet", "--detach")
    own.git("config", "--unset", "user.email")
    own.git("config", "user.useConfigOnly", "true")
    wanted = ["git is on no branch", "git does not know who you are", "git has a tag 1.1 already"]
    for fault, words in zip(told(own), wanted, strict=True):
        assert words in fault


@pytest.mark.parametrize("version", ["HEAD", "main"])
def test_what_git_calls_a_branch_is_no_edition(own: Repository, version: str) -> None:
    [fault] = faults(own.folder, version)
    assert f"git calls a branch {version}" in fault


def test_files_that_are_not_committed(own: Repository) -> None:
    own.git("config", "status.showUntrackedFiles", "no")
    own.git("config", "status.relativePaths", "false")
    own.write({"CITATION.cff": "version: 3\n", "a folder/né\nw.md": "", "staged.md": ""})
    own.git("add", "staged.md")
    (own.folder / "other.md").unlink()
    assert told(own) == [
        "CITATION.cff: it has changed since it was committed; commit it, or undo that",
        "other.md: it has changed since it was committed; commit it, or undo that",
        "staged.md: it has changed since it was committed; commit it, or undo that",
        "a folder/né\nw.md: git does not have it; commit it, or name it in .gitignore",
    ]


def test_of_many_files_some_are_named(own: Repository) -> None:
    own.write({f"{number:02}.md": "" for number in range(MOST + 3)})
    assert len(told(own)) == MOST + 1
    assert told(own)[-1].endswith("and 3 more files are not committed; git status lists them")


def test_an_edition_is_a_commit_of_its_files_and_a_tag(own: Repository) -> None:
    publish(own.folder, CHANGES, "1.1", "# Two numbers.\n\nCorrected.")
    assert own.git("log", "--format=%s", "--name-only", "-1").split() == [
        "Edition",
        "1.1",
        "CITATION.cff",
        "editions.yaml",
    ]
    assert own.git("show", "1.1:editions.yaml") == "- é\n"
    assert own.git("cat-file", "-t", "1.1") == "tag\n"
    assert own.git("tag", "--list", "--format=%(contents)") == "Edition 1.1\n\n# Two numbers.\n\nCorrected.\n\n"
    assert own.git("rev-parse", "1.1^{commit}") == own.git("rev-parse", "main")
    assert own.git("status", "--porcelain") == ""


def refused(own: Repository, message: str) -> None:
    """Nothing may be left of an edition that git refuses."""
    before = own.state
    with pytest.raises(Mistake, match=message):
        publish(own.folder, CHANGES, "1.1", "Words")
    assert own.state == before


@pytest.mark.parametrize("name", ["pre-commit", "prepare-commit-msg", "commit-msg"])
def test_a_hook_that_refuses(own: Repository, name: str) -> None:
    own.hook(name, "echo 'No editions on Fridays.'; echo spoiled > CITATION.cff; git add CITATION.cff; exit 1")
    refused(own, "all is as it was: No editions on Fridays")


def test_a_hook_that_says_nothing(own: Repository) -> None:
    own.hook("pre-commit", "exit 1")
    refused(own, "git commit ended with 1")


def test_a_hook_that_changes_what_is_committed(own: Repository) -> None:
    own.hook("pre-commit", "echo '# formatted' >> editions.yaml")
    refused(own, r"the commit is not what was written; .*editions\.yaml: it has changed")


@pytest.mark.parametrize("setting", ["commit.gpgSign", "tag.gpgSign", "tag.forceSignAnnotated"])
def test_a_signature_that_fails(own: Repository, setting: str) -> None:
    own.git("config", setting, "true")
    own.git("config", "gpg.program", "false")
    refused(own, "all is as it was: .*gpg failed to sign")


def test_a_tag_that_is_signed(own: Repository) -> None:
    program = own.folder / ".git/signs"
    program.write_text(
        "#!/bin/sh\ncat > /dev/null\necho '-----BEGIN PGP SIGNATURE-----'\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2\n"
    )
    program.chmod(0o755)
    own.git("config", "tag.gpgSign", "true")
    own.git("config", "gpg.program", str(program))
    publish(own.folder, CHANGES, "1.1", "Words")
    assert "\nWords\n-----BEGIN PGP SIGNATURE-----" in own.git("cat-file", "tag", "1.1")


def test_a_tag_that_cannot_be(own: Repository) -> None:
    own.git("tag", "1.1/beta")
    refused(own, "all is as it was: .*1.1/beta")


def test_a_file_that_git_leaves_out(own: Repository) -> None:
    own.commit({".gitignore": "editions.yaml\n"})
    refused(own, "all is as it was: .*ignored")


def test_a_file_that_was_changed_meanwhile(own: Repository) -> None:
    own.commit({"CITATION.cff": "version: 7\n"})
    refused(own, "it was changed meanwhile, and nothing was written")


def test_who_stops_it_finds_all_as_it_was(own: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("chapbook.editions.repository._ensure_committed", stopped)
    before = own.state
    with pytest.raises(KeyboardInterrupt):
        publish(own.folder, CHANGES, "1.1", "Words")
    assert own.state == before


def test_what_git_cannot_put_back_is_told(own: Repository) -> None:
    own.hook("post-commit", "echo x > .git/index.lock; echo '# x' >> editions.yaml")
    with pytest.raises(Mistake, match=r"put back what it had begun .*; git reset [0-9a-f]{40} does it"):
        publish(own.folder, CHANGES, "1.1", "Words")
    assert (own.folder / "CITATION.cff").read_text() == FILES["CITATION.cff"]


def test_a_publication_in_a_folder_of_a_repository(own: Repository) -> None:
    inner = own.folder / "essays/one [draft]"
    own.commit({f"essays/one [draft]/{name}": text for name, text in FILES.items()})
    own.write({"other.md": "Staged\n", "notes.md": "", "CITATION.cff": "version: 5\n"})
    own.git("add", "other.md")
    assert list(faults(inner, "1.1")) == []
    own.write({"essays/one [draft]/new.md": ""})
    assert list(faults(inner, "1.1")) == [
        f"{inner / 'new.md'}: git does not have it; commit it, or name it in .gitignore"
    ]
    (inner / "new.md").unlink()
    publish(inner, CHANGES, "1.1", "Words")
    names = own.git("log", "--format=", "--name-only", "-1").splitlines()
    assert names == ["essays/one [draft]/CITATION.cff", "essays/one [draft]/editions.yaml"]
    assert own.git("status", "--porcelain") == " M CITATION.cff\nM  other.md\n?? notes.md\n"


def test_a_repository_that_the_environment_names_is_another(
    own: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a hook of git's."""
    other = Repository.begin(tmp_path / "other")
    other.commit({"a.md": ""})
    before = other.state
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    assert told(own) == []
    publish(own.folder, CHANGES, "1.1", "Words")
    assert other.state == before
    assert own.git("tag") == "1.1\n"


def test_line_ends_of_windows(own: Repository) -> None:
    own.git("config", "core.autocrlf", "true")
    own.git("config", "core.safecrlf", "true")
    own.commit({name: text.replace("\n", "\r\n") for name, text in {**FILES, "more.md": "More\n"}.items()})
    assert told(own) == []
    changes = [Change("CITATION.cff", "version: 1\r\n", "version: 2\r\n")]
    publish(own.folder, changes, "1.1", "Words")
    assert own.git("show", "1.1:CITATION.cff") == "version: 2\n"
    assert told(own, "1.2") == []
