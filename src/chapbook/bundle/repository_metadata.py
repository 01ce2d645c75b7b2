"""What repositories read of a deposit: ``ro-crate-metadata.json`` (RO-Crate 1.1) and ``.zenodo.json``.

Both say what ``CITATION.cff`` says; a property of which nothing is known is not there, even where a format asks for it.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chapbook.bundle.deposit import Deposit
    from chapbook.citing.record import Author

CRATE = "ro-crate-metadata.json"
ZENODO = ".zenodo.json"
CONTEXT = "https://w3id.org/ro/crate/1.1"
ORCID = re.compile(r"https://orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
AFFILIATION = "#affiliation-"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".xml": "application/xml",
    ".html": "text/html",
}


def crate(deposit: Deposit, parts: Mapping[str, str]) -> bytes:
    """Return the metadata of the payload.

    :param parts: its main files, and its folders, which end in a stroke, each with what it is in words.
    """
    # Whatever names a thing is an address (RO-Crate 1.1, 4.2.2).
    parts = {quote(name): said for name, said in parts.items()}
    people = dict(_people(deposit.authors))
    licenses = {address: {"@id": address, "@type": "CreativeWork"} for address in _licenses(deposit)}
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": deposit.title,
        "description": deposit.abstract,
        "datePublished": deposit.released,
        "version": deposit.version,
        "author": _references(name for name in people if not name.startswith(AFFILIATION)),
        "keywords": ", ".join(deposit.keywords),
        "license": _references(licenses),
        "identifier": doi_address(deposit.doi),
        "url": deposit.address,
        "hasPart": _references(parts),
    }
    about = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": CONTEXT},
        "about": {"@id": "./"},
    }
    graph = [about, _known(root), *people.values(), *licenses.values(), *_entities(parts)]
    return _written({"@context": f"{CONTEXT}/context", "@graph": graph})


def zenodo(deposit: Deposit) -> bytes:
    """Return what Zenodo fills its form with; its description is HTML."""
    return _written(
        _known(
            {
                "title": deposit.title,
                "creators": [_creator(author) for author in deposit.authors],
                "description": html.escape(deposit.abstract, quote=False),
                "version": deposit.version,
                "publication_date": deposit.released,
                "keywords": list(deposit.keywords),
                "license": deposit.licenses[0].lower() if len(deposit.licenses) == 1 else "",
                "doi": deposit.doi,
            }
        )
    )


def doi_address(doi: str) -> str:
    """Return where a DOI leads; empty where there is none."""
    return f"https://doi.org/{doi}" if doi else ""


def _creator(author: Author) -> dict[str, str]:
    orcid = ORCID.fullmatch(author.address)
    return _known({"name": author.sorted_name, "orcid": orcid[1] if orcid else "", "affiliation": author.affiliation})


def _people(authors: Sequence[Author]) -> Iterator[tuple[str, dict[str, Any]]]:
    addresses = Counter(author.address for author in authors)
    for number, author in enumerate(authors, 1):
        # An address that several have, such as their house's, names none of them.
        name = author.address if author.address and addresses[author.address] == 1 else f"#author-{number}"
        said = {
            "@id": name,
            "@type": "Person" if author.is_person else "Organization",
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
        }
        place = f"{AFFILIATION}{number}" if author.affiliation else ""
        yield name, _known({**said, "affiliation": {"@id": place} if place else None})
        if place:
            yield place, {"@id": place, "@type": "Organization", "name": author.affiliation}


def _licenses(deposit: Deposit) -> list[str]:
    named = [f"https://spdx.org/licenses/{license_id}" for license_id in deposit.licenses]
    return [deposit.license_address] if deposit.license_address else named


def _entities(parts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for name, said in parts.items():
        ending = name[name.rfind(".") :] if "." in name else ""
        kind = "Dataset" if name.endswith("/") else "File"
        yield _known({"@id": name, "@type": kind, "name": said, "encodingFormat": MEDIA_TYPES.get(ending, "")})


def _references(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": name} for name in names]


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _written(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
