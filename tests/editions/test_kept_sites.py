"""The sites of editions as they lie there: their front page, whatever it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.editions.kept_sites import kept_site

if TYPE_CHECKING:
    from pathlib import Path


def test_a_front_page_of_another_name_is_found_and_one_from_before_it(tmp_path: Path) -> None:
    assert kept_site(tmp_path, "1.0", {}, "start.html") is None
    (tmp_path / "index.html").touch()
    before = kept_site(tmp_path, "1.0", {}, "start.html")
    (tmp_path / "start.html").touch()
    after = kept_site(tmp_path, "1.0", {}, "start.html")
    assert before
    assert after
    assert (before.front, after.front) == ("index.html", "start.html")
