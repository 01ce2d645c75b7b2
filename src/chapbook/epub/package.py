"""The package document of a book, and its landmarks: what Sphinx has written, and what is true of this one.

EPUB 3.3, 5 and 7.4.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from chapbook.epub.well_formed import OPS, XHTML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
NAMESPACES = {"": OPF, "opf": OPF, "dc": DC}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOBODY_SAID = {"unknown", None}
"""What Sphinx writes where a setting is not set."""


class Landmark(NamedTuple):
    """A place that a reading system offers by its *kind* (EPUB 3 Structural Semantics Vocabulary)."""

    kind: str
    href: str
    title: str


def landmarks(places: Iterable[Landmark]) -> ET.Element:
    """Return the landmarks of a book, as its navigation has them (EPUB 3.3, 7.4.4); no reader sees them there."""
    nav = ET.Element(f"{{{XHTML}}}nav", {f"{{{OPS}}}type": "landmarks", "hidden": "hidden"})
    listing = ET.SubElement(nav, f"{{{XHTML}}}ol")
    for place in places:
        item = ET.SubElement(listing, f"{{{XHTML}}}li")
        ET.SubElement(item, f"{{{XHTML}}}a", {f"{{{OPS}}}type": place.kind, "href": place.href}).text = place.title
    return nav


@contextmanager
def edited(path: Path, namespaces: Mapping[str, str]) -> Iterator[ET.ElementTree[ET.Element]]:
    """Read an XML file of Sphinx's, let it be changed, and write it again with its own prefixes."""
    for prefix, uri in namespaces.items():
        ET.register_namespace(prefix, uri)
    document: ET.ElementTree[ET.Element] = ET.parse(path)  # noqa: S314  # it was just written
    yield document
    ET.indent(document)
    document.write(path, encoding="utf-8", xml_declaration=True)


def describe(
    package: ET.ElementTree[ET.Element], creators: Sequence[str], said: Sequence[tuple[str, str]], summary_in: str
) -> None:
    """Name each creator for himself, add what is *said* of the book, and take out what nobody has said.

    :param summary_in: the language of the last of *said*, where it is not the book's.
    """
    metadata = package.find("metadata", NAMESPACES)
    assert metadata is not None  # noqa: S101  # Sphinx has just written it
    version = metadata.find("opf:meta[@property='ibooks:version']", NAMESPACES)
    if version is not None and not (version.text or "").strip():
        metadata.remove(version)
    for element in metadata.findall("dc:*", NAMESPACES):
        # A book without an identifier is none (EPUB 3.3, 5.5.3.1.1).
        if (element.text or None) in NOBODY_SAID and element.tag != f"{{{DC}}}identifier":
            metadata.remove(element)
    creator = metadata.find("dc:creator", NAMESPACES)
    if creator is not None:
        place = list(metadata).index(creator)
        metadata.remove(creator)
        for number, name in enumerate(creators):
            named = ET.Element(f"{{{DC}}}creator")
            named.text = name
            metadata.insert(place + number, named)
    for name, value in said:
        meta = ET.SubElement(metadata, f"{{{OPF}}}meta", {"property": name})
        meta.text = value
    if summary_in:
        meta.set(LANG, summary_in)


def identify(package: ET.ElementTree[ET.Element], others: Iterable[str]) -> None:
    """Add further identifiers behind the one that is the book's own (EPUB 3.3, 5.5.3.1.1)."""
    metadata = package.find("metadata", NAMESPACES)
    own = package.find("metadata/dc:identifier", NAMESPACES)
    assert metadata is not None  # noqa: S101  # as above
    assert own is not None  # noqa: S101  # as above
    for number, identifier in enumerate(others, list(metadata).index(own) + 1):
        element = ET.Element(f"{{{DC}}}identifier")
        element.text = identifier
        metadata.insert(number, element)


def turn(package: ET.ElementTree[ET.Element], direction: str) -> None:
    """Say to which side the pages go on."""
    spine = package.find("spine", NAMESPACES)
    assert spine is not None  # noqa: S101  # as above
    spine.set("page-progression-direction", direction)
    if direction == "rtl":
        package.getroot().set("dir", direction)


def tell_properties(package: ET.ElementTree[ET.Element], properties: Mapping[str, frozenset[str]]) -> None:
    """Say of each file, by its name in the package, what is in it beside HTML."""
    for item in package.findall("manifest/item", NAMESPACES):
        own = {*item.get("properties", "").split(), *properties.get(item.get("href", ""), ())}
        if own:
            item.set("properties", " ".join(sorted(own)))
