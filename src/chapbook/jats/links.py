"""Where links within an article lead: to the id that the place has, and of what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

KINDS = {
    "app": "app",
    "boxed-text": "boxed-text",
    "disp-formula": "disp-formula",
    "fig": "fig",
    "fn": "fn",
    "list": "list",
    "ref": "bibr",
    "sec": "sec",
    "table-wrap": "table",
}
"""Elements by the values that the tag library suggests for what leads to them (*@ref-type*)."""

INNER = {"caption", "label", "target", "title"}


def lead(article: _Element, given: Mapping[str, str]) -> None:
    """Give each ``xref`` its id and its kind; what leads to nothing is no more than its words.

    :param given: the ids of places, by the names that links have as *rid* until then.
    """
    places = {element.get("id"): element for element in article.iter() if element.get("id")}
    for xref in list(article.iter("xref")):
        id_ = given.get(xref.get("rid", ""), "")
        place = places.get(id_)
        if place is None:
            xref.tag = "styled-content"
            xref.attrib.pop("rid", None)
            continue
        xref.set("rid", id_)
        xref.set("ref-type", _kind(place))
    for relation in article.iter("related-object"):
        link = relation.find("xref")
        # What a comment answers is named as links are; what it is about has a link, which has its id by now.
        leads_to = link.get("rid") if link is not None else given.get(relation.get("object-id", ""))
        if leads_to:
            relation.set("object-id", leads_to)
            relation.set("object-id-type", "id")


def _kind(place: _Element) -> str:
    if place.tag in INNER:
        # A further name of what it stands in.
        place = next((element for element in place.iterancestors() if element.tag in KINDS), place)
    return KINDS.get(str(place.tag), "other")
