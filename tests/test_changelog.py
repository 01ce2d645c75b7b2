"""``CHANGELOG.md``: in the form that it says it has, and with every setting that was renamed."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from packaging.version import Version

import chapbook
from chapbook.renamed_settings import REMOVED, RENAMED
from throwaway import ROOT

TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_releases_stand_in_order_the_present_one_first() -> None:
    headings = re.findall(r"^## (.*)$", TEXT, flags=re.MULTILINE)
    releases = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in headings]
    found = [(Version(release[1]), date.fromisoformat(release[2])) for release in releases if release]
    assert len(found) == len([heading for heading in headings if heading != "[Unreleased]"])
    assert found[0][0] == Version(chapbook.__version__)
    assert all(later > earlier for later, earlier in pairwise(found))


def test_changes_are_of_the_kinds_that_there_are() -> None:
    kinds = re.findall(r"^### (.*)$", TEXT, flags=re.MULTILINE)
    assert kinds
    assert set(kinds) <= KINDS


def test_every_setting_that_was_renamed_is_in_it() -> None:
    rows = re.findall(r"^ *\| `(\w+)` \| `(\w+)` \|$", TEXT, flags=re.MULTILINE)
    assert dict(rows) == RENAMED
    removed = TEXT.partition("### Removed\n")[2].partition("\n## ")[0]
    assert all(f"`{name}`" in removed for name in REMOVED)
