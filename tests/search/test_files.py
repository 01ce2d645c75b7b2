"""The files of the index: one for a small publication; of a large one, those that a query needs, and no more."""

from __future__ import annotations

import json
import random
import re
from base64 import b64decode
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from chapbook.search.files import BLOCK, FILTER, SLOTS, files
from chapbook.search.folding import grams_of
from chapbook.search.passages import LONGEST, Found, Passage, parted
from throwaway import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Request

SCRIPTS = ROOT / "src/chapbook/search/static"
LETTERS = "abcdefghijklmnopqrstuvwxyzäé茶河猫石ที่"


def work(pages: int, paragraphs: int, changed: int = -1) -> list[Found]:
    """Make pages of words that no dictionary has; each page has one that no other has."""
    made = []
    for page in range(pages):
        chance = random.Random(page)  # noqa: S311  # the same words each time
        words = ["".join(chance.choices(LETTERS, k=chance.randint(1, 9))) for _ in range(400)]
        texts = [" ".join(chance.choices(words, k=60)) for _ in range(paragraphs)]
        texts[-1] += f" only{page}here" + " changed" * (page == changed)
        found = [Passage(f"p{number}", "", text) for number, text in enumerate(texts)]
        made.append(Found(f"{page}.html", f"Page {page}", [Passage("s", "", f"Heading {page}")], found))
    return made


@cache
def large() -> tuple[list[Found], str, dict[str, str]]:
    """A large work, its first file, and all."""
    pages = work(60, 30)
    return pages, *files(pages)


def read(texts: dict[str, str]) -> dict[str, Any]:
    """Return the data of each file, as a browser would get it."""
    scripts = {name: re.fullmatch(r"chapbookSearch\.take\(\"\w+\",(.*)\);\n", text) for name, text in texts.items()}
    return {name.removesuffix(".js"): json.loads(call[1]) for name, call in scripts.items() if call}


def test_a_small_work_is_one_file() -> None:
    pages = work(3, 5)
    first, texts = files(pages)
    assert list(texts) == [first]
    assert read(texts)[first.removesuffix(".js")]["pages"] == json.loads(json.dumps(pages))


def test_a_large_work_is_parted_and_nothing_is_lost() -> None:
    pages, first, texts = large()
    data = read(texts)
    index = data[first.removesuffix(".js")]
    assert set(data) == {first.removesuffix(".js"), *index["blocks"], *index["filters"]}
    held = [(page[0], *passage) for block in index["blocks"] for page in data[block] for passage in page[2] + page[3]]
    assert len(held) == len(set(held))
    assert set(held) == {(page.href, *passage) for page in pages for passage in page.titles + page.passages}
    titles = [any(page[2] for page in data[block]) for block in index["blocks"]]
    assert titles == sorted(titles, reverse=True), "what has titles comes first"


def test_files_are_no_larger_than_said() -> None:
    pages = work(9, 30)
    pages[3] = pages[3]._replace(passages=list(parted(Passage("x", "", "word " * 50_000))))
    first, texts = files(pages)
    data = read(texts)
    index = data[first.removesuffix(".js")]
    assert max(len(texts[f"{name}.js"].encode()) for name in index["blocks"]) < BLOCK * 1.1 + 2 * LONGEST
    assert max(len(b64decode(data[name])) for name in index["filters"]) <= FILTER
    assert len(texts[first]) < 60_000


def test_every_word_of_a_block_is_told_by_the_filters() -> None:
    _, first, texts = large()
    data = read(texts)
    index = data[first.removesuffix(".js")]
    bits = b"".join(b64decode(data[name]) for name in index["filters"])
    width = len(bits) // SLOTS
    told = []
    for number, block in enumerate(index["blocks"]):
        texts_ = [passage[2] for page in data[block] for passage in page[2] + page[3]]
        slots = {crc32(gram.encode()) % SLOTS for gram in grams_of(texts_)}
        held = {slot for slot, bits_ in enumerate(bits[number // 8 :: width]) if bits_ >> number % 8 & 1}
        assert held == slots
        told.append(len(held))
    assert max(told) < SLOTS / 3, "or nearly every block would be loaded for every word"


def test_the_same_work_makes_the_same_files_and_a_change_few_others() -> None:
    before, after = large()[1:], files(work(60, 30, changed=20))
    assert before == files(work(60, 30))
    blocks = [set(read(texts)[first.removesuffix(".js")]["blocks"]) for first, texts in (before, after)]
    assert len(blocks[0] - blocks[1]) == len(blocks[1] - blocks[0]) == 1


def test_blocks_of_the_same_words_are_told_apart() -> None:
    same = [Passage("", "", "the same " * 300)] * 30
    first, texts = files([Found("a.html", "A", [], same)], small=0)
    index = read(texts)[first.removesuffix(".js")]
    assert len(index["blocks"]) > len(set(index["blocks"]))


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 2000, "line\n" * 2000])
def test_a_long_passage_is_parted(text: str) -> None:
    parts = [part.text for part in parted(Passage("a", "", text))]
    assert max(map(len, parts)) <= LONGEST
    assert "".join("".join(parts).split()) == "".join(text.split())


PAGE = """<!doctype html><meta charset="utf-8"><title>Search</title>
<div data-search-index="{first}"></div>
<script src="{scripts}/chapbook-search-words.js"></script>
<script src="{scripts}/chapbook-search-data.js"></script>
"""
ASK = """async (query) => {
    const said = [];
    for await (const { answers, more } of chapbookSearch.answers(chapbookSearch.parse(query))) {
        said.push([answers.map(({ href, id }) => `${href}#${id}`), more]);
        if (!more) break;
    }
    return said;
}"""


def note(asked: list[str], request: Request) -> None:
    asked.append(request.url.rpartition("/")[2])


@pytest.mark.browser
def test_a_query_loads_only_what_it_needs(browser: Browser, tmp_path: Path) -> None:
    pages = work(60, 30)
    answers = []
    for name, small in (("whole", 10**9), ("parted", 0)):
        first, texts = files(pages, small)
        folder = tmp_path / name
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
        (folder / "page.html").write_text(PAGE.format(scripts=SCRIPTS.as_uri(), first=first), encoding="utf-8")
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", partial(note, asked))
        page.goto((folder / "page.html").as_uri())
        told = []
        for query in ("only47here", "Heading 5", "nowhere at all", "9here"):
            before = len(asked)
            said = page.evaluate(ASK, query)
            loaded = sum(len(texts[file].encode()) for file in asked[before:])
            assert loaded < 150_000
            assert len(said) == 1
            told.append(said[0])
        # What is on every page is loaded a piece at a time.
        first_piece, more = page.evaluate(ASK, "h")[0]
        assert more == (name == "parted")
        assert first_piece
        page.close()
        answers.append(told)
    assert answers[0] == answers[1]
    assert answers[0][0] == [["47.html#p29"], False]
    assert answers[0][1][0][0] == "5.html#s"
    assert answers[0][2][0] == []
    assert answers[0][3][0] == [f"{page}.html#p29" for page in range(9, 60, 10)]
