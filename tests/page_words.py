"""The words of a page of the site or of the EPUB, as its reader meets them.

White space is as the page shows it: a block begins and ends with some. What a page has and a book on paper cannot have
is left out: see :data:`NOT_READ`. A picture and a formula are their alternative text, in brackets, as in the tag tree;
notes are read apart, in the order of their marks, and the items of a list with their numbers.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath, splitext
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString

from chapbook.proof.tagged_words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_READ = {
    ".headerlink": "leads to its own place",
    ".margin-note": "what a screen has in its margin; a book has it in its list, and at its comments",
    ".reply, .cite, .in-numbers, .comment-permalink:not(:has(time)), .comments-feed": "what one can do with a part",
    ".comment-fold": "what folds",
    ".ways-in": "links to the parts of the work, and to the PDF and the EPUB themselves",
    ".toctree-wrapper": "a list of chapters; the PDF's has the numbers of pages",
    "hr.footnotes": "the rule before the notes, which stand at the foot of a page in the PDF",
    ".footnote .fn-bracket, .footnote-reference .fn-bracket": "brackets around a note's number, which the PDF raises",
    ".backrefs": "the way back from a note",
    "script, style, template": "no words",
}
"""What is left out, and why."""

OF_A_SCREEN = {
    ".how-to-cite": "records to copy and to fetch; a book says how to cite one of its sections",
    "#reply-form": "a form to fill in; a book says how to answer without one",
}
"""What pages have in one form and books in another."""

SHOWN_BY_SIGNS = {
    "hr": (" * * * ", ""),
    "q": ("“", "”"),
    ".classifier": (" : ", ""),
    ".comment-mark, .comment-permalink, .comment-answers:not([aria-label])": (" · ", " "),
    "input[type=checkbox][checked]": ("☑ ", ""),
    "input[type=checkbox]:not([checked])": ("☐ ", ""),
}
"""What a page has by its style sheets, by room or by a control, and the PDF by signs before and behind an element."""

SEEN = {"img": "alt", "math": "alttext", "svg": "aria-label"}
"""What is seen, and the attribute in which its words are."""

BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|caption|d[dlt]|details|div|figcaption|figure|footer|form|h[1-6]|header|hr"
    r"|label|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements around which there is white space."""

ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
FORMS: dict[str, Sequence[str]] = {
    "loweralpha": "abcdefghij",
    "upperalpha": "ABCDEFGHIJ",
    "lowerroman": ROMAN,
    "upperroman": [*map(str.upper, ROMAN)],
}
"""The first ten numbers of lists that have no digits, by the class of the list."""


def words_of_page(markup: str, within: str, left_out: tuple[str, ...] = ()) -> Words:
    """Read the part of a page that a selector names, without what others name."""
    part: Any = BeautifulSoup(markup, "html.parser").select_one(within)
    for element in part.select(", ".join((*NOT_READ, *left_out))):
        element.extract()
    for selector, (before, behind) in SHOWN_BY_SIGNS.items():
        for element in part.select(selector):
            element.insert_before(before)
            element.insert_after(behind)
    for item in part.select("ol:not(.comments, .children) > li"):
        item.insert(0, f" {_number(item)} ")
    notes = {note["id"]: note.extract() for note in part.select(".footnote-list > .footnote")}
    in_order = [_text(notes[id_]) for id_ in _referred_to(part, notes)]
    return Words(_title_page(part) + _text(part), in_order)


def begins_part(markup: str, name: str) -> list[tuple[str, str]]:
    """Return the chapters that begin the lists of chapters of a page, each with the caption of its list.

    :param name: the page's own, from which its links lead.
    """
    lists = BeautifulSoup(markup, "html.parser").select(".toctree-wrapper:has(> .caption)")
    return [
        (
            normpath(join(dirname(name), splitext(str(list_.select("a")[0]["href"]))[0])),
            list_.select(".caption")[0].get_text(),
        )
        for list_ in lists
    ]


def _number(item: Any) -> str:
    """Return the number of an item as a list shows it."""
    number = int(item.parent.get("start", 1)) + len(item.find_previous_siblings("li"))
    form = next((FORMS[name] for name in item.parent.get("class", ()) if name in FORMS), None)
    return form[number - 1] if form else str(number)


def _referred_to(part: Any, notes: dict[str, Any], above: tuple[str, ...] = ()) -> list[str]:
    """Return the ids of notes in the order of their first marks; those in a note stand behind it."""
    found: list[str] = []
    for mark in part.select("a.footnote-reference"):
        id_ = mark["href"].removeprefix("#")
        if id_ not in (*above, *found):
            found.append(id_)
            found += _referred_to(notes[id_], notes, (*above, *found))
    return found


def _title_page(part: Any) -> str:
    """Take out what the PDF has on its title page: what stands above the first section, and sections of that class."""
    others = part.select("section.title-page")
    above = others[0].parent.find_all(recursive=False) if others else []
    first = next((number for number, element in enumerate(above) if element.name == "section"), 0)
    return "".join(_text(element.extract()) for element in [*above[:first], *others])


def _text(node: Any) -> str:
    if isinstance(node, NavigableString):
        return "" if isinstance(node, Comment) else str(node)
    if node.name in SEEN:
        words = node.get(SEEN[node.name])
        return f" [{words}] " if words else ""
    if node.name == "abbr" and node.get("title") and not node.find_parent(class_="sig"):
        # It is shown where one points at it.
        return f"{node.get_text()} ({node['title']})"
    if "comments-about" in node.get("class", ()):
        # The style sheet writes it.
        return f" [{node['data-label']}] "
    around = " " if BLOCKS.fullmatch(node.name) else ""
    return around + "".join(map(_text, node.children)) + around
