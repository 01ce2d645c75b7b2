"""What previews say of works: the reference, how sure its identification is, and every place that cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chapbook.citing.citing_domain import domain_of
from chapbook.citing.formatted_text import as_html
from chapbook.citing.noted import citing
from chapbook.citing.reference_list import notes_of, place_name
from chapbook.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

PREVIEWS = "chapbook-previews"


def previews_of_works(app: Sphinx) -> list[dict[str, Any]]:
    """Tell of the entries of all lists, and of the places to which their links back lead."""
    return list(_previews(app))


def _previews(app: Sphinx) -> Iterator[dict[str, Any]]:
    env, domain = app.env, domain_of(app.env)
    printed = domain.data["references_printed"]
    cited = citing(env)
    for entry in domain.citations:
        places = cited.get(entry.key, [])
        list_docname, key = entry.bibliography_key.docname, entry.entry.key
        note = notes_of(domain.works[key]).get("annotation")
        yield {
            "docname": list_docname,
            "id": entry.citation_id,
            "pages": {place.docname for place in places},
            "words": as_html(printed.get(key, ())),
            "notes": [note] if note else [],
            "said": str(_("Also cited in:")),
            "places": [(place.docname, place.id, place_name(env, place)) for place in places],
        }
        for place in places:
            yield {"docname": place.docname, "id": place.id, "pages": [list_docname]}
