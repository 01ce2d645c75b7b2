"""Every way to edit a chapter that was published, without Sphinx: what is written, and where each address leads."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings, strategies as st

from chapbook.anchors.redirect_list import home_of
from edited_chapter import KEPT, Book

CHAPTER = """\
(one)=
# One

Alpha opens the chapter with a few words.

Beta goes on with other words altogether.

Gamma brings something that nobody expected.

(two)=
## Two

Delta belongs to the second of the sections.

Epsilon closes it, and the chapter with it.
"""
OTHER = "(other)=\n# Other\n\nZeta stands on a page of its own here.\n"


def published(text: str = CHAPTER) -> Book:
    book = Book({"index": "(title)=\n# Title\n", "one": text, "other": OTHER})
    book.publish()
    return book


def led(book: Book) -> dict[tuple[str, str], str]:
    """Where each registered address leads: to words, to an anchor, or on to another page."""
    found = {}
    there = book.addresses()
    on = {(part.page, name): part.leads_to for part in book.parts() if part.leads_to for name in part.ids}
    for anchor in book.register:
        page = home_of(anchor.page, book.redirects, book.pages)
        target = on.get((page, anchor.id))
        if target:
            [page] = [other for other in there if target in there[other] and (other, target) not in on]
        name = target or anchor.id
        assert name in there[page], f"{anchor.page}#{anchor.id} leads nowhere"
        found[anchor.page, anchor.id] = there[page][name] or f"anchor on {page}"
    return found


def edited(old: str, new: str, **pages: str) -> Book:
    """Edit the chapter, let the ids be kept, and look whether that is all."""
    book = published()
    assert old in book.pages["one"]
    book.pages["one"] = book.pages["one"].replace(old, new)
    book.pages |= pages
    return kept(book)


def kept(book: Book) -> Book:
    assert book.keep() == []
    led(book)
    again = dict(book.pages)
    plan = book.plan()
    assert not any(plan), plan
    book.keep()
    assert book.pages == again
    return book


def test_what_is_as_it_was_needs_nothing() -> None:
    assert not any(published().plan())


def test_one_that_is_put_in_gets_an_id_like_a_law() -> None:
    book = edited("Alpha", "New words stand first.\n\nAlpha")
    assert "(one-p0a)=\nNew words" in book.pages["one"]
    assert led(book)["one", "one-p1"].startswith("Alpha")
    book.pages["one"] = book.pages["one"].replace("(one-p1)=", "And again other ones.\n\n(one-p1)=")
    assert "(one-p0b)=\nAnd again" in kept(book).pages["one"]


def test_one_at_the_end_is_counted() -> None:
    text = CHAPTER + "\nEta is new at the end of it.\n"
    book = published()
    book.pages["one"] = text
    assert kept(book).pages["one"] == text


@pytest.mark.parametrize(
    ("gone", "stands"),
    [
        ("Alpha opens the chapter with a few words.\n\n", "# One\n\n{kept-anchor}`one-p1`\n\nBeta"),
        ("Beta goes on with other words altogether.\n\n", "words.\n\n{kept-anchor}`one-p2`\n\nGamma"),
        ("\nEpsilon closes it, and the chapter with it.\n", "of the sections.\n\n{kept-anchor}`two-p2`\n"),
    ],
)
def test_one_that_is_deleted_leaves_an_anchor(gone: str, stands: str) -> None:
    book = edited(gone, "")
    assert stands in book.pages["one"]
    assert "-p" not in "".join(re.findall(r"\(.*\)=", book.pages["one"])), "the others are counted as they were"


def test_one_that_is_split() -> None:
    book = edited("other words altogether.", "other.\n\nWords altogether.")
    assert led(book)["one", "one-p2"] == "Beta goes on with other."
    assert "(one-p2a)=\nWords" in book.pages["one"]


@pytest.mark.parametrize("words", ["Beta goes on", "**Beta** goes *on*", "“Beta goes on"])
def test_two_that_are_merged(words: str) -> None:
    book = edited("few words.\n\nBeta goes on", f"few words. {words}")
    assert f"few words. {{kept-anchor}}`one-p2`{words}" in book.pages["one"]


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("`Beta goes on` with", "{kept-anchor}`one-p2``Beta"),
        ("{ref}`Beta goes <one>` on with", "{kept-anchor}`one-p2`{ref}"),
        ("``a ` Beta goes on`` with", "{kept-anchor}`one-p2```a"),
        ("`code`Beta goes on with", "`code`{kept-anchor}`one-p2`Beta"),
    ],
)
def test_no_anchor_is_put_into_code(written: str, stands: str) -> None:
    book = published()
    book.pages["one"] = CHAPTER.replace("few words.\n\nBeta goes on with", f"few words. {written}")
    book.keep()
    assert (stands in book.pages["one"]) == ("<one>" not in written)


def test_words_that_go_into_a_quotation_a_list_a_note_or_a_table() -> None:
    beta = "Beta goes on with other words altogether."
    for before in ("> ", "- ", "1. ", "[^a]: ", "> - "):
        book = edited(beta, f"{before}{beta}")
        assert f"{before}{{kept-anchor}}`one-p2`Beta" in book.pages["one"]


def test_two_that_change_places() -> None:
    alpha, beta = "Alpha opens the chapter with a few words.", "Beta goes on with other words altogether."
    book = edited(f"{alpha}\n\n{beta}", f"{beta}\n\n{alpha}")
    assert led(book)["one", "one-p1"].startswith("Alpha")
    assert led(book)["one", "one-p2"].startswith("Beta")
    text = book.pages["one"]
    book.pages["one"] = text.replace(alpha, "x").replace(beta, alpha).replace("\nx\n", f"\n{beta}\n")
    assert led(kept(book))["one", "one-p1"].startswith("Alpha")
    assert led(book)["one", "one-p2"].startswith("Beta")


def test_one_that_moves_to_another_page() -> None:
    beta = "Beta goes on with other words altogether."
    book = edited(f"{beta}\n\n", "", other=f"{OTHER}\n{beta}\n")
    assert "{kept-anchor}`one-p2 <one-p2>`" in book.pages["one"]
    assert led(book)["one", "one-p2"] == beta
    book.pages["index"] += f"\n{beta}\n"
    book.pages["other"] = OTHER
    kept(book)
    assert led(book)["one", "one-p2"] == led(book)["other", "one-p2"] == beta


def test_a_section_that_moves_to_another_page() -> None:
    section = CHAPTER[CHAPTER.index("(two)=") :]
    book = edited(section, "", two=section.replace("## ", "# "))
    assert "{kept-anchor}`two <two>` {kept-anchor}`two-p1 <two-p1>` {kept-anchor}`two-p2 <two-p2>`" in book.pages["one"]
    assert book.pages["two"] == section.replace("## ", "# ")


def test_a_page_that_is_renamed() -> None:
    book = published()
    book.pages["first"] = book.pages.pop("one")
    before = dict(book.pages)
    assert kept(book).redirects == {"one": "first"}
    assert book.pages == before
    book.pages["last"] = book.pages.pop("first")
    assert kept(book).redirects == {"one": "first", "first": "last"}
    book.pages["one"] = book.pages.pop("last")
    assert kept(book).redirects == {"first": "last", "last": "one"}


def test_a_page_that_is_deleted_leads_to_the_first() -> None:
    book = published()
    del book.pages["one"]
    assert kept(book).redirects == {"one": "index"}
    assert set(KEPT.findall(book.pages["index"])) == {
        (name, "") for name in ("one", "one-p1", "one-p2", "one-p3", "two", "two-p1", "two-p2")
    }


def test_a_page_that_goes_into_another() -> None:
    book = published()
    book.pages["one"] += "\n" + book.pages.pop("other").replace("# ", "## ")
    assert kept(book).redirects == {"other": "one"}
    assert led(book)["other", "other-p1"].startswith("Zeta")


def test_a_section_whose_id_is_changed_has_both() -> None:
    book = edited("(two)=", "(zwei)=")
    assert "(zwei)=\n(two)=\n## Two" in book.pages["one"]
    assert led(book)["one", "two-p2"].startswith("Epsilon")


def test_a_section_whose_id_and_title_are_changed() -> None:
    book = edited("(two)=\n## Two", "(zwei)=\n## Quite different")
    assert "(zwei)=\n(two)=\n## Quite" in book.pages["one"]


def test_a_section_with_a_further_id_is_counted_by_the_old_one() -> None:
    book = edited("(two)=", "(two)=\n(zwei)=")
    assert "(zwei)=\n(two)=\n## Two" in book.pages["one"]


def test_two_with_the_same_words_are_told_apart_by_their_place() -> None:
    same = "These words are here more than once."
    book = published(f"(s)=\n# S\n\nAlpha comes first.\n\n{same}\n\nBeta parts them.\n\n{same}\n")
    book.pages["one"] = book.pages["one"].replace("Alpha", "New one.\n\nNew two.\n\nAlpha")
    text = kept(book).pages["one"]
    assert [*re.findall(r"\(s-p([24])\)=\nThese", text)] == ["2", "4"]


def test_a_typo_is_told_and_noted() -> None:
    book = published()
    book.pages["one"] = CHAPTER.replace("Beta goes on", "Beta went on")
    plan = book.plan()
    assert [name for _part, name in plan.alike] == ["one-p2"]
    assert not any(plan._replace(alike=[]))
    assert kept(book).pages["one"] == CHAPTER.replace("Beta goes on", "Beta went on")


def test_one_that_is_replaced_is_not_taken_for_the_new_one() -> None:
    book = edited("Beta goes on with other words altogether.", "What stands here now is quite another thing.")
    assert "(one-p2a)=\n{kept-anchor}`one-p2`What stands" in book.pages["one"]
    assert "(one-p3)=" not in book.pages["one"]


def test_one_that_begins_otherwise_is_the_same_one() -> None:
    book = edited("Beta goes on", "It has to be said at last that, as was seen, Beta goes on")
    assert "kept-anchor" not in book.pages["one"]
    assert led(book)["one", "one-p2"].startswith("It has to be said")


def test_an_id_whose_words_were_deleted_below_it_leaves_the_next_paragraph_alone() -> None:
    book = edited("Alpha", "New words.\n\nAlpha")
    book.pages["one"] = book.pages["one"].replace("Beta goes on with other words altogether.\n\n", "")
    kept(book)
    assert "{kept-anchor}`one-p2`" in book.pages["one"]
    assert "(one-p2)=" not in book.pages["one"]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("start", ["\ufeff", ""])
def test_line_ends_a_mark_and_a_missing_last_end_stay(end: str, start: str) -> None:
    text = CHAPTER.rstrip("\n").replace("\n", end)
    book = published(start + text)
    book.pages["one"] = start + text.replace("Alpha", f"New.{end}{end}Alpha").replace(
        f"{end}{end}Epsilon closes it, and the chapter with it.", ""
    )
    now = kept(book).pages["one"]
    assert now.startswith(f"{start}(one)={end}")
    assert f"{end}{end}(one-p1)={end}Alpha" in now
    assert now.endswith(f"sections.{end}{end}{{kept-anchor}}`two-p2`{end}")
    assert end == "\n" or not re.search(r"(?<!\r)\n", now)


def test_other_scripts() -> None:
    first, second = "河水从山上流下来，经过村庄，一直流到海里去。", "Ὁ ποταμὸς ῥεῖ διὰ τῆς κώμης."
    book = published(f"(s)=\n# S\n\n{first}\n\n{second}\n")
    book.pages["one"] = f"(s)=\n# S\n\n新的话。\n\n{first}{second}\n"
    text = kept(book).pages["one"]
    assert f"(s-p1)=\n{first}{{kept-anchor}}`s-p2`{second}" in text


WORDS = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "islet", "jetty", "knoll", "ledge"]


class Editor:
    """Somebody who edits the chapter, block by block, as chance has it; no two paragraphs begin alike."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # chance must come out the same at every run
        self.written = 0

    def sentence(self) -> str:
        self.written += 1
        words = [str(self.written), *self.chance.choices(WORDS, k=9)]
        return f"Words {' '.join(words)}."

    def edit(self, book: Book) -> None:
        blocks = book.pages["one"].rstrip("\n").split("\n\n")
        texts = [index for index, block in enumerate(blocks) if "Words" in block]
        others = book.pages["other"].rstrip("\n").split("\n\n")
        at = self.chance.choice(texts) if texts else len(blocks)
        match self.chance.choice(["insert", "delete", "move", "swap", "merge", "split", "away", "back"]):
            case "insert":
                blocks.insert(max(at, 1), self.sentence())
            case "delete" if texts:
                del blocks[at]
            case "move" if texts:
                blocks.insert(self.chance.randrange(1, len(blocks)), blocks.pop(at))
            case "swap" if texts:
                other = self.chance.choice(texts)
                blocks[at], blocks[other] = blocks[other], blocks[at]
            case "merge" if at + 1 in texts:
                blocks[at] += " " + blocks.pop(at + 1).rpartition("\n")[2]
            case "split" if texts:
                blocks[at] = blocks[at].replace(". ", ".\n\n", 1)
            case "away" if texts:
                others.append(blocks.pop(at))
            case "back" if "Words" in others[-1]:
                blocks.insert(max(at, 1), others.pop())
        book.pages["one"] = "\n\n".join(blocks) + "\n"
        book.pages["other"] = "\n\n".join(others) + "\n"


@settings(max_examples=30)
@given(st.integers(min_value=0))
def test_after_any_edits_every_address_leads_to_its_words(seed: int) -> None:
    editor = Editor(seed)
    parts = [
        "(one)=\n# One",
        *(editor.sentence() for _ in range(4)),
        "(two)=\n## Two",
        *(editor.sentence() for _ in range(3)),
    ]
    book = published("\n\n".join(parts) + "\n")
    for _round in range(4):
        words = {(anchor.page, anchor.id): anchor.words for anchor in book.register}
        for _edit in range(editor.chance.randint(1, 4)):
            editor.edit(book)
        there = {part.words for part in book.parts()}
        kept(book)
        found = led(book)
        assert words.keys() <= found.keys()
        assert all(found[address] == was for address, was in words.items() if was and was in there)
