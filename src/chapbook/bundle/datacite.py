"""``datacite.xml``: what DataCite, and who registers a DOI there, reads of a deposit (kernel 4.6).

The schema describes nothing without a DOI and a year, so that a deposit without these has no such file. Who publishes
it, which the schema demands too, no record of this form says: there the standard value for what is not known stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from chapbook.jats.xml_tree import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from chapbook.bundle.deposit import Deposit
    from chapbook.citing.record import Author

DATACITE = "datacite.xml"
NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "http://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
UNKNOWN = ":unav"
"""The value is not available, possibly unknown (DataCite Metadata Schema 4.6, appendix 3)."""

ORCID = "https://orcid.org/"
SPDX = "https://spdx.org/licenses/"


def datacite(deposit: Deposit) -> bytes:
    """Return the metadata as XML; empty where DataCite cannot describe the deposit."""
    if not (deposit.doi and deposit.released):
        return b""
    resource = etree.Element(f"{{{NAMESPACE}}}resource", nsmap={None: NAMESPACE, "xsi": INSTANCE})
    resource.set(f"{{{INSTANCE}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    _add(resource, "identifier", deposit.doi, identifierType="DOI")
    creators = _add(resource, "creators")
    for author in deposit.authors:
        _creator(_add(creators, "creator"), author)
    _add(_add(resource, "titles"), "title", deposit.title)
    _add(resource, "publisher", UNKNOWN)
    _add(resource, "publicationYear", deposit.released[:4])
    _add(resource, "resourceType", "Publication", resourceTypeGeneral="Text")
    _list(resource, "subjects", [("subject", keyword, {}) for keyword in deposit.keywords])
    _list(resource, "dates", [("date", deposit.released, {"dateType": "Issued"})])
    addresses = [("alternateIdentifier", deposit.address, {"alternateIdentifierType": "URL"})]
    _list(resource, "alternateIdentifiers", addresses if deposit.address else [])
    if deposit.version:
        _add(resource, "version", deposit.version)
    _list(resource, "rightsList", [("rights", *one) for one in _rights(deposit)])
    described = [("description", deposit.abstract, {"descriptionType": "Abstract"})]
    _list(resource, "descriptions", described if deposit.abstract else [])
    etree.indent(resource)
    return bytes(etree.tostring(resource, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _creator(creator: _Element, author: Author) -> None:
    kind = "Personal" if author.is_person else "Organizational"
    _add(creator, "creatorName", author.sorted_name, nameType=kind)
    for part, said in {"givenName": author.given, "familyName": author.family}.items():
        if said:
            _add(creator, part, said)
    if author.address.startswith(ORCID):
        _add(creator, "nameIdentifier", author.address, nameIdentifierScheme="ORCID", schemeURI=ORCID)
    if author.affiliation:
        _add(creator, "affiliation", author.affiliation)


def _rights(deposit: Deposit) -> Iterator[tuple[str, dict[str, str]]]:
    for license_id in deposit.licenses:
        scheme = {"rightsIdentifier": license_id, "rightsIdentifierScheme": "SPDX", "schemeURI": SPDX}
        yield license_id, {"rightsURI": deposit.license_address or f"{SPDX}{license_id}.html", **scheme}
    if deposit.license_address and not deposit.licenses:
        yield "", {"rightsURI": deposit.license_address}


def _list(resource: _Element, name: str, members: list[tuple[str, str, dict[str, str]]]) -> None:
    if members:
        listed = _add(resource, name)
        for member, words, attributes in members:
            _add(listed, member, words, **attributes)


def _add(above: _Element, name: str, words: str = "", **attributes: str) -> _Element:
    element = etree.SubElement(
        above, f"{{{NAMESPACE}}}{name}", {key: printable(value) for key, value in attributes.items()}
    )
    element.text = printable(words) or None
    return element
