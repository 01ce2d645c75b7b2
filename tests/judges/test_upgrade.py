"""A rehearsal of ``make upgrade`` between wheels that are built, installed and run, with no network.

The earlier release is this one with another version, an older name of a setting, an older style sheet and older
machinery; a publication is begun with it, published, and changed by hand.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import chapbook
from absent import go_without
from chapbook.lock import LOCK
from chapbook.upgrade.release import read_release
from releases import release
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHEELS = ROOT / ".venv/wheels"
EARLIER, LATER = "0.9.0", chapbook.__version__
MAIL = ("chapbook_comments_email", "comment_thread_email")
BY_HAND = "\nsend: html\n\trsync -a _build/html/ server:\n"
CHANGED = {
    "comments/__init__.py": MAIL,
    "comments/reply_form.py": MAIL,
    "outline/conf.py": MAIL,
    "renamed_settings.py": ('"branch", "email", "work_id"', '"branch", "work_id"'),
    "theme/chapbook/static/frame.css": ("{", "{ "),
    "outline/.readthedocs.yaml": ('python: "3.13"', 'python: "3.12"'),
    "outline/Makefile": ("PORT ?= 8000", "PORT ?= 8008"),
}
"""What the earlier release has in its files in place of this one's."""


def run(*command: str | Path, folder: Path, temporary: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that finds packages in the wheels alone."""
    return subprocess.run(
        command, cwd=folder, env=offline(temporary), capture_output=True, encoding="utf-8", check=False
    )


def offline(temporary: Path) -> dict[str, str]:
    others = ("MAKE", "PIP_", "PYTHON", "READTHEDOCS", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return {**kept, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": WHEELS.as_uri(), "TMPDIR": str(temporary)}


def make(begun: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a publication, with this Python, and a folder of its own for what is temporary."""
    temporary = begun.with_name("temporary")
    temporary.mkdir(exist_ok=True)
    command = ["make", "--silent", f"PYTHON={sys.executable}", *arguments]
    return run(*command, folder=begun, temporary=temporary)


def files(folder: Path) -> dict[str, bytes]:
    """Return all files but the environment's and those that were built."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not {".venv", "_build"} & set(path.parts))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the earlier release and all that its lock names."""
    if not list(WHEELS.glob("watchfiles-*.whl")):
        go_without("the packages of a publication's lock are not there: make test fetches them")
    folder = tmp_path_factory.mktemp("earlier")
    wheel = release(folder, EARLIER, CHANGED)
    (folder / "lock.txt").write_bytes(read_release(wheel).outline[LOCK])
    python = folder / "environment/bin/python"
    for command in (
        [sys.executable, "-m", "venv", "environment"],
        [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "lock.txt"],
        [python, "-m", "pip", "install", "--quiet", "--no-deps", wheel],
    ):
        done = run(*command, folder=folder, temporary=folder)
        assert done.returncode == 0, done.stderr
    return folder / "environment"


@pytest.fixture
def begun(environment: Path, tmp_path: Path) -> Path:
    """A publication with an old setting and a changed Makefile, in a folder whose name is hard to quote."""
    folder = tmp_path / 'it\'s an "essay"'
    python = environment / "bin/python"
    done = run(python, "-m", "chapbook", "new", folder, "--title", "On It", folder=tmp_path, temporary=tmp_path)
    assert done.returncode == 0, done.stderr
    shutil.copytree(environment, folder / ".venv", symlinks=True)
    (folder / ".venv/.installed").touch()
    for name, old, new in (
        ("conf.py", 'comment_thread_email = ""', 'comment_thread_email = "ada@example.org"  # comment_thread_email'),
        ("Makefile", "clean:", f"{BY_HAND}\nclean:"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_publication_is_upgraded_and_builds(begun: Path, tmp_path: Path) -> None:
    assert make(begun, "anchors").returncode == 0
    before = files(begun)
    wheel = release(tmp_path, LATER)
    done = make(begun, "upgrade", f"WHEEL={wheel}")
    assert done.returncode == 0, done.stderr
    after = files(begun)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        ".readthedocs.yaml",
        LOCK,
        "conf.py",
        f"requirements/chapbook-{EARLIER}-py3-none-any.whl",
        f"requirements/chapbook-{LATER}-py3-none-any.whl",
    }
    renamed = before["conf.py"].replace(b"comment_thread_email = ", b"chapbook_comments_email = ")
    assert after["conf.py"] == renamed
    assert after[".readthedocs.yaml"] == (ROOT / "src/chapbook/outline/.readthedocs.yaml").read_bytes()
    told = done.stdout.splitlines()
    assert told[0] == f"The publication has chapbook {LATER} now, in place of {EARLIER}."
    assert "  .readthedocs.yaml: replaced by the new release's" in told
    assert "  conf.py:13: comment_thread_email is now called chapbook_comments_email" in told
    left = told.index("  Makefile: changed by hand, so it is left; the new release changes these lines of it:")
    assert told[left + 1 : left + 3] == ["      -PORT ?= 8008", "      +PORT ?= 8000"]
    assert "  style sheets, scripts and images (1): _static/frame.css" in told
    assert {"  the same: on-it.epub", "  the same: on-it.pdf"} <= set(told)
    assert told[-2].startswith("No id is lost: all ")

    done = make(begun, "html", "SPHINXOPTS=-q")
    assert (done.returncode, done.stderr) == (0, "")
    page = (begun / "_build/html/appendices/comments.html").read_text(encoding="utf-8")
    assert "ada@example.org" in page
    again = make(begun, "upgrade", f"WHEEL={wheel}")
    assert again.returncode != 0
    assert f"this is chapbook {LATER}, and the publication has {LATER}; name a later one" in again.stderr


def is_unchanged(begun: Path, do: Callable[[], str]) -> str:
    """Do something that has to fail, and see that it leaves every byte as it was; return what it said."""
    before = files(begun)
    said = do()
    assert files(begun) == before
    assert list(begun.with_name("temporary").iterdir()) == []
    return said


def refused(begun: Path, wheel: Path) -> str:
    done = make(begun, "upgrade", f"WHEEL={wheel}")
    assert done.returncode != 0
    assert done.stdout == ""
    return done.stderr


def test_a_release_that_loses_an_id_is_not_taken(begun: Path, tmp_path: Path) -> None:
    wheel = release(tmp_path, LATER, {"comments/thread_directive.py": ('f"thread-{', 'f"talk-{')})
    said = is_unchanged(begun, lambda: refused(begun, wheel)).splitlines()
    assert said[0].startswith(f"{begun}: error: the new release would lose what was published; nothing was changed")
    assert said[1] == "  appendices/comments.html#thread-comments"

    # A registered one is seen by the build.
    assert make(begun, "anchors").returncode == 0
    said = is_unchanged(begun, lambda: refused(begun, wheel)).splitlines()
    assert said[0].endswith(f"it does not build with chapbook {LATER}; nothing was changed. The build says:")
    assert said[1].startswith("  appendices/comments.md:1: WARNING: thread-comments leads nowhere")


def test_a_publication_with_a_mistake_is_mended_first(begun: Path, tmp_path: Path) -> None:
    with (begun / "chapters/introduction.md").open("a", encoding="utf-8") as file:
        file.write("\n[nowhere](#nowhere)\n")
    said = is_unchanged(begun, lambda: refused(begun, release(tmp_path, LATER)))
    assert f"it does not build with chapbook {EARLIER}, which it has; mend this first:" in said
    assert "\n  chapters/introduction.md:" in said


@pytest.mark.parametrize("stage", ["before", "environment/bin/pip", "after"])
def test_control_c_changes_nothing(begun: Path, tmp_path: Path, stage: str) -> None:
    wheel = release(tmp_path, LATER)
    temporary = begun.with_name("temporary")
    temporary.mkdir()

    def stopped() -> str:
        command = [str(begun / ".venv/bin/python"), "-P", "-m", "chapbook", "upgrade", str(wheel)]
        started = subprocess.Popen(
            command, cwd=begun, env=offline(temporary), stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        end = time.monotonic() + 300
        while not list(temporary.glob(f"chapbook-upgrade-*/{stage}")):
            assert started.poll() is None, started.communicate()
            assert time.monotonic() < end
            time.sleep(0.05)
        os.killpg(started.pid, signal.SIGINT)
        said = started.communicate()[1]
        assert started.returncode == 1
        return str(said)

    assert is_unchanged(begun, stopped).endswith("stopped; nothing was changed\n")
