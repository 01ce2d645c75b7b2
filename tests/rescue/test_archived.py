"""A page that was fetched, rescued from its web archive: what the site's API said goes before what the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main
from chapbook.rescue import web_client
from rescue.test_fetching import ROOTS, blog, server

if TYPE_CHECKING:
    from rescue.rescued import Rescue
    from rescue.test_fetching import Server

__all__ = ["server"]


@pytest.mark.parametrize("root", ROOTS)
def test_a_live_page(rescue: Rescue, server: Server, monkeypatch: pytest.MonkeyPatch, root: str) -> None:
    monkeypatch.setattr(web_client, "PAUSE", 0.0)
    url = blog(server, root)
    assert main(["rescue", "--fetch", url, str(rescue.folder)]) == 0
    (archive,) = rescue.place.glob("*.warc.gz")
    assert (rescue.folder / "source" / archive.name).read_bytes() == archive.read_bytes()
    assert sorted(rescue.comments()) == ["1", "2", "3"]
    assert url in rescue.text("CITATION.cff")
    text = rescue.text("chapters/text.md")
    assert "Words" in text
    assert "b%20b.png" in text, "the picture of the API, which is none that a publication can have, is told"
    assert "When the copy was made is not recorded" not in rescue.text("appendices/about-this-edition.md")
