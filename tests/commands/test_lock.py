"""The lock in ``requirements/``: all that is wanted is in it, each with its hashes, and nothing else is installed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

LOCKS = ["build", "dev", "hostile"]
WHEELS = ROOT / ".venv/wheels"
SHA256 = re.compile(r"sha256:[0-9a-f]{64}")


class Locked(NamedTuple):
    """A line of a lock, whole: what it requires, the version, the hashes."""

    line: str
    name: str
    version: str
    hashes: list[str]


def lines(name: str) -> list[str]:
    """Return a file's lines, as pip joins them, without comments."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def locked(name: str) -> list[Locked]:
    found = []
    for line in lines(f"{name}.txt"):
        required, *hashes = re.split(r"\s+--hash=", line)
        requirement = Requirement(required)
        [pin] = requirement.specifier
        assert pin.operator == "==", line
        found.append(Locked(line, canonicalize_name(requirement.name), pin.version, hashes))
    return found


def wanted(name: str) -> list[Requirement]:
    found = []
    for line in lines(f"{name}.in"):
        if line.startswith("-r "):
            found += wanted(Path(line.removeprefix("-r ")).stem)
        elif not line.startswith("-c "):
            found.append(Requirement(line))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_each_requirement_has_its_hashes(name: str) -> None:
    found = locked(name)
    assert found
    for requirement in found:
        assert requirement.hashes, requirement.name
        assert all(SHA256.fullmatch(text) for text in requirement.hashes), requirement.name


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_wanted_is_in_the_lock(name: str) -> None:
    for requirement in wanted(name):
        # More than one where machines or Pythons differ in what they can have.
        versions = [found.version for found in locked(name) if found.name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is not in {name}.txt; run make lock"
        assert all(map(requirement.specifier.contains, versions)), f"{name}.txt has {requirement.name} {versions}"


def test_of_hostile_text_nothing_else_is_fetched() -> None:
    assert {requirement.name for requirement in locked("hostile")} == {
        canonicalize_name(requirement.name) for requirement in wanted("hostile")
    }


def test_whatever_is_installed_or_fetched_is_compared_with_its_hash() -> None:
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    jobs = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"]["jobs"]
    calls = [line for line in [*recipes, *jobs["install"]] if re.search(r"-m pip (install|download)", line)]
    assert len(calls) == 4
    assert all("--require-hashes" in call.split() for call in calls)


def test_each_judge_has_its_hash_and_says_which_versions_it_wants() -> None:
    # Of a tag, such as "latest", npm cannot tell whether the lock has it: older ones stop, newer ones ask the registry.
    lock = json.loads((ROOT / "tests/judges/package-lock.json").read_text(encoding="utf-8"))["packages"]
    own = lock.pop("")
    assert lock
    assert [name for name, package in lock.items() if not package["integrity"].startswith("sha512-")] == []
    for name, package in {"": own, **lock}.items():
        wanted_there = {**package.get("dependencies", {}), **package.get("optionalDependencies", {})}
        tags = {part for part, versions in wanted_there.items() if re.fullmatch("[a-z-]+", versions)}
        assert not tags, f"{name or 'package.json'}: a version is wanted of {tags}; see the overrides"


def installed(folder: Path, lock: str) -> subprocess.CompletedProcess[str]:
    """Install a lock as Read the Docs does, without a network, into a folder of its own."""
    (folder / "requirements").mkdir()
    (folder / "requirements/build.txt").write_text(lock, encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": WHEELS.as_uri(),
        "PIP_TARGET": str(folder / "installed"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    [command] = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"]["jobs"]["install"]
    shell = ["bash", "-c", command]
    return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def unchanged(line: str) -> str:
    return line


def tampered(line: str) -> str:
    """Change the first digit of each hash."""
    return re.sub("sha256:(.)", lambda found: f"sha256:{15 - int(found[1], 16):x}", line)


def without_hashes(line: str) -> str:
    return line.partition(" ")[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (unchanged, ""),
        (tampered, "THESE PACKAGES DO NOT MATCH THE HASHES"),
        (without_hashes, "Hashes are required in --require-hashes mode"),
    ],
)
def test_only_a_package_that_has_its_hash_is_installed(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    assert (WHEELS / ".complete").is_file(), "make test fetches the packages; run it instead of pytest"
    [line] = [requirement.line for requirement in locked("build") if requirement.name == "alabaster"]
    done = installed(tmp_path, change(line))
    assert (done.returncode == 0) == (said == ""), done.stderr
    assert said in done.stderr
    assert (tmp_path / "installed/alabaster").is_dir() == (said == "")
