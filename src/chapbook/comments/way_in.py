"""The link on the title page of a site to the comments, with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.page_data import pages
from chapbook.comments.wording import gettext as _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WAYS_IN = "chapbook-ways-in"


def way_in(app: Sphinx, docname: str) -> list[dict[str, str]]:
    """Tell the title page where the first thread is, or else the form; and how many comments there are in all."""
    known = pages(app.env)
    place = next((name for name, page in known.items() if page.section), "")
    if not place:
        return []
    number = sum(len(page.listed) for page in known.values())
    href = app.builder.get_relative_uri(docname, place) if place != docname else f"#{known[place].section}"
    return [{"label": _("Comments"), "href": href, "count": str(number or "")}]
