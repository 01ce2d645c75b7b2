"""What the judges share: the publication as it is published, and the table of what they say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from absent import go_without
from judges import verdicts
from judges.programs import MODULES, NODE
from judges.published import Published
from throwaway import ROOT, Build, build
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

THIS = "this publication"
PUBLICATIONS = {THIS: "site", "another essay": "other_site"}
"""The publications that are judged, and the fixtures that make them."""

LONGEST = ("test_costs.py", "test_speed.py", "test_upgrade.py", "test_from_the_wheel.py")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(verdicts)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process waits for it at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The publication with its other formats in it, as ``make html`` has it."""
    place = tmp_path_factory.mktemp("published")
    out = place / "html"
    out.mkdir()
    for builder, pattern in (("typstpdf", "*.pdf"), ("epub", "*.epub"), ("jats", "*.xml")):
        for book in build(ROOT, place, builder, {}).out.glob(pattern):
            shutil.copy(book, out)
    return build(ROOT, place, "html", {})


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of the working tree that git would have, elsewhere, in a folder whose name is hard to quote."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    others = shutil.ignore_patterns(".git", *(Path(line).name for line in ignored))
    return Path(shutil.copytree(ROOT, tmp_path / "Lesesäle 阅览室 'n' $HOME", ignore=others))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have each judge judge each publication; what shows that a judge can find something needs one."""
    if "published" in metafunc.fixturenames and metafunc.definition.get_closest_marker("judge"):
        metafunc.parametrize("published", PUBLICATIONS, indirect=True)


@pytest.fixture(scope="session")
def published(request: pytest.FixtureRequest) -> Iterator[Published]:
    built: Build = request.getfixturevalue(PUBLICATIONS[getattr(request, "param", THIS)])
    with serving(built.out) as address:
        yield Published(built.out, address)


@pytest.fixture(scope="session")
def npm() -> None:
    """Ask for the judges that npm fetches, and for Node.js, which runs them."""
    if not (NODE.is_file() and (MODULES / ".package-lock.json").is_file()):
        go_without("the programs from npm are not here; make judge fetches them")
