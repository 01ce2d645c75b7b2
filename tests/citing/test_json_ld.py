"""What schema.org is told of a cited work: who wrote it, by the whole of a name."""

from __future__ import annotations

import pytest
from pybtex.database import Entry, Person

from chapbook.citing.json_ld import cited_work


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("King, Jr., Martin Luther", ("Person", "Martin Luther King Jr.")),
        ("van der Bee, Ann", ("Person", "Ann van der Bee")),
        ("王, 小明", ("Person", "王小明")),
        ("{A Group \\& Sons}", ("Organization", "A Group & Sons")),
    ],
)
def test_an_author_is_told_by_the_whole_name(written: str, told: tuple[str, str]) -> None:
    entry = Entry("book", fields={"title": "T"}, persons={"author": [Person(written)]})
    [author] = cited_work(entry)["author"]
    assert (author["@type"], author["name"]) == told
