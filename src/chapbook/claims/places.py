"""Where claims are made: each table leads to its paragraphs, each paragraph to its claims; and both are compared.

A claim names a paragraph by its id. The paragraph has to be there, and the claim's words have to stand in it; a number
is not found in the middle of another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from chapbook.claims.claims_table import anchor, claim_link, part_cells
from chapbook.claims.problem import Kind, Problem
from chapbook.claims.stated import pages
from chapbook.claims.wording import numbers_counted, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.claims.claim import Claim

logger = logging.getLogger(__name__)
NAME = "chapbook_claims_places"
PART_ACTIONS = "chapbook-part-actions"
SAME = str.maketrans("‘’‚‛“”„‟‐‑\N{NO-BREAK SPACE}", "''''\"\"\"\"-- ")
"""Signs that a text may have by its typesetting, and a table as they are typed."""


GOES_ON_BEFORE = re.compile(r"\d[.,]?$")
GOES_ON = re.compile(r"[.,]?\d")
"""A number of which the words would be a part only."""


class Place(NamedTuple):
    """A paragraph with claims: where it is, its title, and the claims, as docnames and anchors."""

    docname: str
    id: str
    title: str
    claims: tuple[tuple[str, str], ...]


def places(env: BuildEnvironment) -> dict[str, Place]:
    """Return the paragraphs with claims, by what the claims call them."""
    found: dict[str, Place] = getattr(env, NAME, {})
    return found


def tell(problem: Problem) -> None:
    """Warn of a mistake in a table."""
    logger.warning("%s", problem.message, location=problem.location, type="chapbook_claims", subtype=problem.kind)


def find_places(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Look every paragraph up, compare its words, and have the pages of both written again where that changes."""
    by_paragraph: dict[str, list[tuple[str, Path, Claim]]] = {}
    for docname, page in pages(env).items():
        for path, claim in page.claims:
            by_paragraph.setdefault(claim.paragraph, []).append((docname, path, claim))
    now = {}
    named: dict[str, dict[str, nodes.Element]] = {}
    for name, made in by_paragraph.items():
        docname, labelled = env.domains.standard_domain.anonlabels.get(name, ("", ""))
        if docname in env.found_docs and docname not in named:
            named[docname] = _by_id(env.get_doctree(docname))
        node = named.get(docname, {}).get(labelled)
        if node is None:
            for _docname, path, claim in made:
                message = f"no paragraph has the id {name!r}; take the one that its link ¶ leads to"
                tell(Problem(path, claim.line, Kind.PARAGRAPH, message))
            continue
        _compare(_typed(_words(node)), made)
        title = env.domains.standard_domain.labels.get(name, ("", "", name))[2]
        now[name] = Place(docname, labelled, title, tuple((page, anchor(claim)) for page, _path, claim in made))
    _check_sources(env)
    changed = {place for _name, place in places(env).items() ^ now.items()}
    setattr(env, NAME, now)
    concerned = {docname for place in changed for docname in (place.docname, *(page for page, _ in place.claims))}
    return sorted(concerned & env.found_docs)


def _by_id(doctree: nodes.document) -> dict[str, nodes.Element]:
    """Return what has ids in a document, by each of them; a target only where nothing else has its id."""
    found: dict[str, nodes.Element] = {}
    for node in doctree.findall(nodes.Element):
        for name in node["ids"]:
            if isinstance(found.get(name), nodes.target | None):
                found[name] = node
    return found


def _words(node: nodes.Element) -> str:
    """Return the words of a paragraph; citations are keys until a page is written, and are left out."""
    own = node.deepcopy()
    for reference in list(own.findall(addnodes.pending_xref)):
        if reference["refdomain"] == "cite":
            reference.parent.remove(reference)
    return own.astext()


def _compare(text: str, made: list[tuple[str, Path, Claim]]) -> None:
    for _docname, path, claim in made:
        if not _stands_in(_typed(claim.words), text):
            message = f"{claim.paragraph} does not say “{claim.words}”; write the words as they stand in the paragraph"
            tell(Problem(path, claim.line, Kind.WORDS, message))


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text, whatever the white space between them and the form of quotation marks."""
    return _stands_in(_typed(words), _typed(text))


def _typed(text: str) -> str:
    return " ".join(text.translate(SAME).split())


def _stands_in(words: str, text: str) -> bool:
    at = text.find(words)
    while at >= 0:
        before = words[:1].isdigit() and GOES_ON_BEFORE.search(text[max(at - 2, 0) : at])
        behind = words[-1:].isdigit() and GOES_ON.match(text, at + len(words))
        if not before and not behind:
            return True
        at = text.find(words, at + 1)
    return False


def _check_sources(env: BuildEnvironment) -> None:
    """Warn of sources that no BibTeX file has, where sphinxcontrib-bibtex is loaded."""
    if "cite" not in env.domains:
        return
    known = set(cast("dict[str, object]", env.domains["cite"].data["bibdata"].data.entries))
    for page in pages(env).values():
        for path, claim in page.claims:
            if claim.source and claim.source not in known:
                message = f"no BibTeX file has the entry {claim.source!r}; write the key of one, or nothing"
                tell(Problem(path, claim.line, Kind.SOURCE, message))


def lead_to_places(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Let the links of tables lead to paragraphs and sources; what cannot be found stays as text."""
    if app.builder.name == "man":
        part_cells(doctree)
    found = places(app.env)
    for node in list(doctree.findall(claim_link)):
        if (place := found.get(node.get("paragraph", ""))) is not None:
            node.replace_self(_link(app, node, place.docname, place.id, place.title))
        else:
            node.replace_self(next(_sources(app, node), nodes.inline("", node.astext())))


def _sources(app: Sphinx, node: claim_link) -> Iterator[nodes.Node]:
    """Yield links to the entries of a work in the publication's lists."""
    key = node.get("source", "")
    for entry in app.env.domains["cite"].data.get("citations", ()) if key and "cite" in app.env.domains else ():
        if entry.key == key:
            yield _link(app, node, entry.bibliography_key.docname, entry.citation_id, entry.formatted_entry.label)


def _link(app: Sphinx, node: claim_link, docname: str, target: str, text: str) -> nodes.reference:
    return make_refnode(app.builder, node["refdoc"], docname, target, nodes.inline("", text))


def actions_of_part(app: Sphinx, docname: str, part: nodes.Element) -> list[dict[str, str]]:
    """Tell the extension that puts links beside paragraphs of the way to the claims of one."""
    return list(_ways_to_claims(app, docname, part))


def _ways_to_claims(app: Sphinx, docname: str, part: nodes.Element) -> Iterator[dict[str, str]]:
    found = places(app.env)
    for place in {place for name in (*part["ids"], *part["names"]) if (place := found.get(name))}:
        if place.docname == docname:
            page, first = place.claims[0]
            href = f"{app.builder.get_relative_uri(docname, page)}#{first}"
            number = len(place.claims)
            name = numbers_of(number, place.title)
            yield {"style": "in-numbers", "href": href, "label": numbers_counted(number), "name": name}
