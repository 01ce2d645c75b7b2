"""What schema.org is told of a cited work: who wrote it, by the whole of a name."""

from __future__ import annotations

import pytest

from chapbook.citing.json_ld import cited_work


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"family": "King", "suffix": "Jr.", "given": "Martin Luther"}, ("Person", "Martin Luther King Jr.")),
        ({"family": "Bee", "non-dropping-particle": "van der", "given": "Ann"}, ("Person", "Ann van der Bee")),
        ({"family": "王", "given": "小明"}, ("Person", "王小明")),
        ({"literal": "A Group & Sons"}, ("Organization", "A Group & Sons")),
    ],
)
def test_an_author_is_told_by_the_whole_name(written: dict[str, str], told: tuple[str, str]) -> None:
    [author] = cited_work({"id": "k", "type": "book", "title": "T", "author": [written]})["author"]
    assert (author["@type"], author["name"]) == told
