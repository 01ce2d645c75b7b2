"""The list of pages that have moved, ``redirects.txt``: where they lead, and the list with more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.redirect_line import is_empty, pages_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def with_redirects(text: str, moved: Mapping[str, str], pages: Collection[str], suffix: str) -> str:
    """Return the list's *text* with a line for each page of *moved*.

    A line about one of them is replaced; one about a page that is there again is taken out: nothing leads away from it.

    :param moved: docnames that are no more, and where they lead.
    :param pages: the docnames that there are.
    :param suffix: how the pages' files end.
    """
    kept = [line for line in text.splitlines(keepends=True) if not (moved and _old(line, suffix) in {*moved, *pages})]
    end = "\r\n" if "\r\n" in text else "\n"
    if kept and moved and not kept[-1].endswith(("\r", "\n")):
        kept.append(end)
    return "".join([*kept, *(f'"{old}{suffix}" "{new}{suffix}"{end}' for old, new in moved.items())])


def read_redirects(text: str) -> dict[str, str]:
    """Return the new pages by the old ones, as they are written; lines that are none are left out."""
    return dict(filter(None, map(pages_of, text.splitlines())))


def _old(line: str, suffix: str) -> str:
    """Return the docname that a line leads away from."""
    # A line that is none of the list's is about the page that it begins with.
    old, *_ = pages_of(line) or ([""] if is_empty(line) else line.split())
    return old.removesuffix(suffix)


def home_of(page: str, redirects: Mapping[str, str], pages: Collection[str]) -> str:
    """Return the page to which a page's address leads: itself, if it is there, or the first that is, or the last."""
    seen = {page}
    while page not in pages and redirects.get(page, page) not in seen:
        page = redirects[page]
        seen.add(page)
    return page


def ends_of(page: str, redirects: Mapping[str, str], pages: Collection[str]) -> set[str]:
    """Return the pages to which one leads, step by step, that are not there and lead nowhere."""
    seen = [page]
    while redirects.get(seen[-1], page) not in seen:
        seen.append(redirects[seen[-1]])
    return {name for name in seen if name not in pages and name not in redirects}
