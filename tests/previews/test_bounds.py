"""What a page holds of others stays small, however much it leads to."""

from __future__ import annotations

import gzip
import json

from bs4 import BeautifulSoup
from hypothesis import given, strategies as st
from markupsafe import Markup

from chapbook.previews.beginning import LIMIT, beginning
from chapbook.previews.preview import MOST, PLACES, Place, Preview, bounded, elsewhere, page_data
from throwaway import ROOT

TEXT = st.text(st.sampled_from("ab <>&\"'/!-é字\U0001f468"), max_size=400)
STATIC = ROOT / "src/chapbook/previews/static"


def data(previews: list[tuple[str, Preview]], most: int = MOST) -> str:
    return page_data(previews, lambda docname: f"{docname}.html", lambda _uri: "", most)


def test_a_page_with_hundreds_of_works_has_the_first_of_them() -> None:
    words = " ".join(["A reference that is as long as one may be"] * 7)
    found = [
        (f"references.html#ref-work{number}", bounded(Preview(words=f"{number}. {words}"))) for number in range(300)
    ]
    text = data(found)
    assert len(text) < MOST * 1.1
    assert len(gzip.compress(text.encode(), 9)) < 8_000
    ((page, previews),) = json.loads(text).items()
    shown = [f"{page}#{part_id}" for part_id in previews]
    assert 30 < len(shown) < 300
    assert shown == [address for address, _preview in found[: len(shown)]]


@given(TEXT, TEXT, TEXT, TEXT)
def test_nothing_in_it_is_markup_or_ends_the_script(head: str, words: str, note: str, address: str) -> None:
    preview = Preview(head, words, (note,))
    text = data([(address, bounded(preview))])
    assert "</" not in text
    assert "<!" not in text
    page, _, part_id = address.partition("#")
    html = json.loads(text)[page][part_id] if text else ""
    made = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in made.find_all()} <= {"p"}
    said = (preview.head, preview.words, *preview.notes)
    assert [paragraph.string for paragraph in made.find_all()] == [beginning(one) for one in said if beginning(one)]


@given(TEXT)
def test_markup_that_is_too_long_becomes_text(text: str) -> None:
    words = bounded(Preview(words=Markup("<em>{}</em>").format(text))).words
    plain = Markup("<em>{}</em>").format(text).striptags()
    assert isinstance(words, Markup) == (len(plain) <= LIMIT)
    assert len(words.striptags() if isinstance(words, Markup) else words) <= LIMIT


def test_the_place_where_it_is_shown_is_left_out() -> None:
    here, there = Place("one", "a", "A"), [Place("two", str(number), "T") for number in range(9)]
    preview = bounded(Preview(words="W", places=(here, *there)))
    assert list(elsewhere(preview, "one").places) == there[:PLACES]
    assert elsewhere(preview, "other").places[0] == here
    twice = Preview(places=(here, here._replace(id="b")))
    assert elsewhere(twice, "one") == twice


def test_the_files_that_each_page_loads_are_small() -> None:
    sizes = {path.suffix: len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.iterdir()}
    assert sizes.keys() == {".js", ".css"}
    assert sizes[".js"] <= 1_700
    assert sizes[".css"] <= 500
