"""The years of the rights are those that were written, in whichever year the publication is built."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from throwaway import Project

RECORD = "cff-version: 1.2.0\nmessage: M\ntitle: T\nauthors: [{name: A}]\n"


@pytest.mark.parametrize("year", [2022, 2055])
@pytest.mark.parametrize("released", ["", "date-released: 2020-01-02\n"])
def test_they_stay_as_they_are_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, year: int, released: str
) -> None:
    def then() -> time.struct_time:
        return time.struct_time((year, 5, 1, 0, 0, 0, 0, 0, 0))

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    clock = SimpleNamespace(gmtime=time.gmtime, localtime=then, strftime=time.strftime)
    monkeypatch.setattr("sphinx.config.time", clock)
    project.settings = {"extensions": ["chapbook.citing"], "bibtex_bibfiles": [], "copyright": "2022, A"}
    project.write({"index.rst": "T\n=\n", "CITATION.cff": RECORD + released})
    assert "©2022, A." in " ".join(project.build().page().select_one(".footer").get_text().split())
