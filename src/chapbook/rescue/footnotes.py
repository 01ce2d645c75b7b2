"""The footnotes of an article: a link within it to a list item or a block that has a link back.

So they are written by WordPress, by its extensions for notes, and by word processors. Both links go; what is left is a
mark with a number, and the note's words by that number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

BACK = re.compile(r"[\s↩↑^⏎⤴︎\ufe0e\ufe0f\[\]]*|back|return|jump up", re.IGNORECASE)
MOST_NOTES = 2_000


def take_notes(soup: BeautifulSoup) -> dict[int, str]:
    """Mark each reference to a footnote by its number, take the notes out, and return their HTML by number."""
    by_id = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    notes: dict[int, str] = {}
    numbers: dict[int, int] = {}
    parents = set()
    for link in soup.find_all("a", href=re.compile("^#.")):
        note = None if link.decomposed else _note_of(by_id.get(str(link["href"])[1:]))
        if note is None or len(notes) >= MOST_NOTES or any(parent is note for parent in link.parents):
            continue
        if id(note) not in numbers and not _leads_back(note, link):
            continue
        number = numbers.setdefault(id(note), len(numbers) + 1)
        mark = soup.new_tag("span", attrs={"data-note": str(number)})
        raised = (
            link.parent
            if link.parent
            and link.parent.name == "sup"
            and link.parent.get_text(strip=True) == link.get_text(strip=True)
            else link
        )
        raised.replace_with(mark)
        if number not in notes:
            parents.add(note.parent)
            _drop_back_links(note)
            notes[number] = note.decode_contents()
            note["data-taken"] = "1"
    for note in soup.select("[data-taken]"):
        note.decompose()
    for parent in parents:
        if parent is not None and not parent.decomposed and not parent.get_text(strip=True) and not parent.find("img"):
            parent.decompose()
    return notes


def _note_of(tag: Tag | None) -> Tag | None:
    """Return the block that a target stands for: itself, or what it stands at the beginning of."""
    if tag is None or tag.name in {"li", "div", "p", "aside", "dd"}:
        return tag
    return tag.find_parent(["li", "p", "dd"]) if tag.name in {"a", "span", "sup"} else None


def _leads_back(note: Tag, link: Tag) -> bool:
    """Tell whether a note has a link to where it is referred to."""
    around = [link, *[parent for parent in link.parents if isinstance(parent, Tag)][:2], *link.find_all(id=True)]
    ids = {str(tag.get("id") or tag.get("name") or "") for tag in around} - {""}
    back = {str(inner["href"])[1:] for inner in note.find_all("a", href=re.compile("^#."))}
    return bool(ids & back)


def _drop_back_links(note: Tag) -> None:
    for link in note.find_all("a", href=re.compile("^#.")):
        if BACK.fullmatch(link.get_text().strip()):
            around = link.parent
            link.decompose()
            if around is not None and around is not note and not around.get_text(strip=True):
                around.decompose()
        elif re.fullmatch(r"\[?\d{1,4}\]?\.?", link.get_text().strip()) and not _words_before(link, note):
            link.decompose()
        else:
            link.unwrap()


def _words_before(link: Tag, note: Tag) -> bool:
    before = (text for text in link.find_all_previous(string=True) if any(parent is note for parent in text.parents))
    return any(text.strip() for text in before)
