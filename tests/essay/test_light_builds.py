"""What a build loads: a library is there for those builds that need it, and costs the others nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NEVER_FOR_PAGES = {
    "chapbook.pdf.book",
    "chapbook.pdf.block_markup",
    "chapbook.comments.doctree",
    "chapbook.comments.exchange",
}
"""What no page is made by."""

ONLY_WHERE_SOMETHING_CHANGED = {
    "typst",
    "chapbook.comments.body",
    "chapbook.comments.feed",
    "chapbook.comments.page",
    "nh3",
    "rispy",
    "chapbook.citing.export_text",
    "chapbook.citing.citation_forms",
}
"""What the picture to share, a thread, the feed, the exports and the dialog are made by."""

BUILD = """
import sys
from sphinx.cmd.build import main
main(sys.argv[1:])
print(*sys.modules, sep="\\n")
"""


def loaded(out: Path) -> set[str]:
    arguments = ["-Q", "-b", "html", "-d", str(out / "doctrees"), str(ROOT), str(out / "html")]
    done = subprocess.run([sys.executable, "-c", BUILD, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """What a first build loads, and one with nothing to do."""
    out = tmp_path_factory.mktemp("light")
    return loaded(out), loaded(out)


def test_a_site_is_built_without_what_makes_other_formats(builds: tuple[set[str], set[str]]) -> None:
    first, _ = builds
    assert first & NEVER_FOR_PAGES == set()
    assert first >= ONLY_WHERE_SOMETHING_CHANGED


def test_a_build_with_nothing_to_do_loads_nothing_that_makes_something(builds: tuple[set[str], set[str]]) -> None:
    _, second = builds
    assert second & (NEVER_FOR_PAGES | ONLY_WHERE_SOMETHING_CHANGED) == set()
