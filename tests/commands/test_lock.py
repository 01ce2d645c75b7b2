"""The lock in ``requirements/``: all that is wanted is in it, each with its hashes, and nothing else is installed."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from chapbook.new import OUTLINE
from throwaway import ROOT

LOCKS = ["build", "dev", "judge", "hostile"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SHA256 = re.compile(r"sha256:[0-9a-f]{64}")


class Locked(NamedTuple):
    """A line of a lock, whole: what it requires, the version, the hashes."""

    line: str
    name: str
    version: str
    hashes: list[str]


def lines(path: Path) -> list[str]:
    """Return a file's lines, as pip joins them, without comments."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def locked(name: str) -> list[Locked]:
    return locked_in(ROOT / f"requirements/{name}.txt")


def locked_in(path: Path) -> list[Locked]:
    found = []
    for line in lines(path):
        required, *hashes = re.split(r"\s+--hash=", line)
        requirement = Requirement(required)
        [pin] = requirement.specifier
        assert pin.operator == "==", line
        found.append(Locked(line, canonicalize_name(requirement.name), pin.version, hashes))
    return found


def read_the_docs(place: Path) -> dict[str, list[str]]:
    """Return the commands that Read the Docs runs, by what they are for."""
    config = yaml.safe_load((place / ".readthedocs.yaml").read_text(encoding="utf-8"))
    jobs: dict[str, list[str]] = config["build"]["jobs"]
    return jobs


def wanted(name: str) -> list[Requirement]:
    found = [] if name in {"hostile", "judge"} else [Requirement(text) for text in PROJECT["dependencies"]]
    for line in lines(ROOT / f"requirements/{name}.in"):
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
    calls = []
    for place in (ROOT, OUTLINE):
        recipes = (place / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        commands = [*recipes, *read_the_docs(place)["install"]]
        calls += [line.split() for line in commands if re.search(r"-m pip (install|download)", line)]
    assert len(calls) == 8
    # The press itself comes from its sources, which lie there, and brings nothing along.
    from_here = [call for call in calls if "." in call]
    assert len(from_here) == 2
    assert all({"--no-index", "--no-deps"} <= set(call) for call in from_here)
    assert all("--require-hashes" in call for call in calls if call not in from_here)


def test_a_new_publication_s_lock_is_ours() -> None:
    """Each of its packages has the version and the hashes that the tests run with."""
    ours = {(found.name, found.version): found.hashes for name in ("build", "dev") for found in locked(name)}
    own = locked_in(OUTLINE / "requirements/lock.txt")
    assert {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]} <= {x.name for x in own}
    assert [found.name for found in own if found.hashes != ours[found.name, found.version]] == []


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
