"""Entries of an editor's file that may be the works of a text: offered with a reason, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.citing.bibtex_file import read_file
from chapbook.rescue.printed_references import read
from chapbook.rescue.reference_matching import offers
from chapbook.rescue.text_citations import find

if TYPE_CHECKING:
    from pathlib import Path

BIB = """@article{wang,
  author = {Wang, Wei and Wu, Jiena},
  title = {Short Video {Platforms} and Local Community Building in {China}},
  year = {2021},
  doi = {https://doi.org/10.1000/XYZ},
}
@book{mueller, author = {M{\\"u}ller, Anna}, title = {{Paris} C\\'{e}zanne: A History}, date = {2015-05}}
@report{who, author = {{World Health Organization}}, title = {A Report}, year = 2020}
"""


@pytest.mark.parametrize(
    ("printed", "offered"),
    [
        ("Nobody (1999). A. https://doi.org/10.1000/xyz", [("wang", "the same DOI")]),
        ("Wang, W., & Wu, J. (2021). Short video platforms and local community building in China. IJoC.",
         [("wang", "the same year and name, and the title")]),
        ("Müller, A. (2015). Paris Cézanne: a history. Springer.",
         [("mueller", "the same year and name, and the title")]),
        ("World Health Organization. (2020). A report. Geneva.", [("who", "the same year and name, and the title")]),
        ("Wang, W. (2021). Another title of other words. IJoC.", []),
        ("Wang, W. (2020). Short video platforms and local community building in China. IJoC.", []),
        ("Wang, W. (2021). Short video platforms and local community building in China. doi:10.1000/other", []),
    ],
)  # fmt: skip
def test_what_is_offered(tmp_path: Path, printed: str, offered: list[tuple[str, str]]) -> None:
    path = tmp_path / "own.bib"
    path.write_text(BIB, encoding="utf-8")
    found = offers(read([printed]), read_file(path).entries)
    assert [(offer.entry, offer.why) for offer in found] == offered


def test_a_work_of_which_the_text_says_name_and_year_only(tmp_path: Path) -> None:
    path = tmp_path / "own.bib"
    path.write_text(BIB, encoding="utf-8")
    [offer] = offers(find("So (Wang & Wu, 2021).", ()).references, read_file(path).entries)
    assert offer == ("wang2021", "wang", f"{path}:1", "the same year and name; the text says no more")
