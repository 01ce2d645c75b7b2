"""The files that the search page loads: one for a small publication, else only those that a query needs.

All are scripts that hand data to the page's own, since a page from a folder may load no other kind of file. A file's
name is made from what is in it: what has not changed keeps its name, and a browser never joins files of two editions.

Of a large publication the first file lists two kinds of others. *Blocks* hold passages, those with the titles of all
sections first. *Filters* tell which blocks have words with a gram (see :mod:`.folding`): by a hash, a gram has a slot,
in which each block is a bit. A query loads the filters of its grams, and then the blocks that have them all.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

from chapbook.search.folding import grams_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chapbook.search.passages import Found, Passage

SMALL = 250_000
"""Bytes of data that one file holds."""

BLOCK = 16_000
"""Bytes of data that are in a block, with at most one passage more."""

AROUND = 10
"""Bytes that JSON has around the words of a passage."""

FILTER = 6_000
"""Bytes that a filter may have, before it is written in letters."""

SLOTS = 1 << 15
"""How many slots there are; with more, blocks without a word would seldom be loaded for it, and filters be larger."""


def files(pages: Sequence[Found], small: int = SMALL) -> tuple[str, dict[str, str]]:
    """Return the name of the file to load first, and all files by their names.

    :param small: how many bytes of data one file may hold.
    """
    whole = json_of(pages)
    if len(whole.encode()) <= small:
        return _with_first(f'{{"pages":{whole}}}', {})
    blocks = list(_blocks(pages))
    filters = _filters([grams_of(list(_texts(block))) for block in blocks])
    parts = {"blocks": [json_of(block) for block in blocks], "filters": [json_of(text) for text in filters]}
    listed = {kind: [_name(text) for text in texts] for kind, texts in parts.items()} | {"slots": SLOTS}
    return _with_first(json_of(listed), {_name(text): text for texts in parts.values() for text in texts})


def json_of(data: object) -> str:
    """Return data as JSON without a space that nobody reads."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _with_first(listed: str, others: dict[str, str]) -> tuple[str, dict[str, str]]:
    name = _name(listed)
    all_ = {name: listed, **others}
    return f"{name}.js", {f"{name}.js": f'chapbookSearch.take("{name}",{data});\n' for name, data in all_.items()}


def _name(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _texts(block: Iterable[Found]) -> Iterator[str]:
    for page in block:
        for passage in (*page.titles, *page.passages):
            yield f"{passage.author} {passage.text}"


def _blocks(pages: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield what each block holds: titles of all pages, then passages."""
    yield from _filled(page._replace(passages=[]) for page in pages if page.titles)
    yield from _filled(part for page in pages for part in _parts(page))


def _parts(page: Found) -> Iterator[Found]:
    """Yield the passages of a page in parts that fit into a block."""
    part = page._replace(titles=[], passages=[])
    size = 0
    for passage in page.passages:
        if size >= BLOCK:
            yield part
            part, size = part._replace(passages=[]), 0
        part.passages.append(passage)
        size += _size(passage)
    if part.passages:
        yield part


def _filled(parts: Iterable[Found]) -> Iterator[list[Found]]:
    block: list[Found] = []
    size = 0
    for part in parts:
        length = len(f"{part.href}{part.title}".encode()) + sum(map(_size, (*part.titles, *part.passages)))
        if block and size + length > BLOCK:
            yield block
            block, size = [], 0
        block.append(part)
        size += length
    if block:
        yield block


def _size(passage: Passage) -> int:
    return len("".join(passage).encode()) + AROUND


def _filters(grams_of_blocks: Sequence[set[str]]) -> list[str]:
    """Return filters, each the same number of slots long; a slot's first bit is the first block's."""
    width = (len(grams_of_blocks) + 7) // 8
    slots = [0] * SLOTS
    slot_of: dict[str, int] = {}
    for number, grams in enumerate(grams_of_blocks):
        bit = 1 << number
        for gram in grams:
            slot = slot_of.get(gram)
            if slot is None:
                slot = slot_of[gram] = crc32(gram.encode()) % SLOTS
            slots[slot] |= bit
    each = SLOTS
    while each > 1 and each * width > FILTER:
        each //= 2
    data = b"".join(bits.to_bytes(width, "little") for bits in slots)
    return [b64encode(data[at : at + each * width]).decode() for at in range(0, len(data), each * width)]
