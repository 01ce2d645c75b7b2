"""One doctree out of all documents of a publication, in the order of its toctrees, and the names of its anchors.

The root document gives the front matter: what stands below its title, before its first section, goes to the title page,
and its sections come before the first chapter. Every other document is a chapter; one that another chapter's toctree
names stands a level deeper. A toctree with a caption is a part, a level above its chapters.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes

from chapbook.whole.html_forms import give_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class start_of_part(nodes.General, nodes.Element):  # noqa: N801  # docutils' way to name nodes
    """Where a part begins: *title*, the caption of the toctree that names its chapters, and *level*, from 1."""


class elsewhere(nodes.General, nodes.Element):  # noqa: N801  # as above
    """What a toctree names that is not in the book: *title* and *uri*."""


def assemble(env: BuildEnvironment, root: str) -> nodes.document:
    """Put the doctrees together, each once, in reading order.

    Each stands in a ``start_of_file`` node that tells its *docname*, its *level*, 1 for those that root names, and how
    many *parts* that level counts.
    """
    book = env.get_doctree(root)
    front = addnodes.start_of_file(docname=root, level=0)
    front.extend(book.children)
    book.children = []
    book += front
    book += [*_below(env, front, 1, 0, {root})]
    book["docname"] = root
    return book


def let_go_of_lists(env: BuildEnvironment) -> None:
    """Take the nodes of lists of references out of the book that they stand in.

    sphinxcontrib-bibtex keeps them, and puts each reference into its node whenever a list is resolved.
    """
    for bibliography in getattr(env.domains.get("cite"), "bibliographies", {}).values():
        for node in bibliography.citation_nodes.values():
            node.children.clear()
            node.parent = node.document = None


def resolved(builder: Builder, warn: Callable[[str, nodes.Node], None]) -> nodes.document:
    """Return all documents of a build as one, with links that lead somewhere, and nodes in the place of raw HTML.

    :param warn: is told of raw HTML without a form, and where it stands.
    """
    let_go_of_lists(builder.env)
    book = assemble(builder.env, builder.config.root_doc)
    builder.env.resolve_references(book, builder.config.root_doc, builder)
    give_forms(book, warn)
    return book


def _below(
    env: BuildEnvironment, above: nodes.Element, level: int, parts: int, found: set[str]
) -> Iterator[nodes.Node]:
    """Yield what the toctrees of a document name, and what theirs do; add their names to *found*."""
    for toctree in above.findall(addnodes.toctree):
        docnames = [ref for _, ref in toctree["entries"] if ref in toctree["includefiles"]]
        is_part = bool(toctree.get("caption")) and not found.issuperset(docnames)
        if is_part:
            yield start_of_part(title=toctree["caption"], level=level)
        for title, ref in toctree["entries"]:
            if ref in docnames and ref not in found:
                found.add(ref)
                chapter = addnodes.start_of_file(docname=ref, level=level + is_part, parts=parts + is_part)
                chapter.source = str(env.doc2path(ref))
                chapter.extend(env.get_doctree(ref).children)
                yield chapter
                yield from _below(env, chapter, level + is_part + 1, parts + is_part, found)
            elif urlsplit(ref).scheme:
                yield elsewhere(title=title or ref, uri=ref)


def preamble(front: nodes.Element) -> list[nodes.Node]:
    """Take out of the front matter what belongs on the title page.

    That is all between the title and the first section, and below it each section with the class ``title-page``.
    """
    section = next(front.findall(nodes.section), None)
    if section is None:
        return []
    sections = [node for node in section.children if isinstance(node, nodes.section)]
    first = section.index(sections[0]) if sections else len(section)
    taken = [node for node in section.children[:first] if not isinstance(node, nodes.Titular)]
    taken += [node for node in sections if "title-page" in node["classes"]]
    for node in taken:
        section.remove(node)
    return taken


class Anchors:
    """The names of all places that a link can lead to.

    A name is the id itself, the same as on the site; where two documents have one id, it is the docname, two hyphens
    and the id.
    """

    def __init__(self, book: nodes.document) -> None:
        places = [(part["docname"], id_) for part in _parts(book) for id_ in _ids(part)]
        shared = Counter(id_ for _, id_ in dict.fromkeys(places))
        self._names = {(docname, id_): id_ if shared[id_] == 1 else f"{docname}--{id_}" for docname, id_ in places}
        self._first = {}
        for docname, id_ in reversed(places):
            self._first[docname] = self._names[docname, id_]

    def name(self, docname: str, id_: str) -> str | None:
        """Return the name of an id of a document, or of the document itself where *id_* is empty."""
        return self._names.get((docname, id_)) if id_ else self._first.get(docname)


def _parts(book: nodes.document) -> Iterator[nodes.Element]:
    return (node for node in book.children if isinstance(node, addnodes.start_of_file))


def _ids(part: nodes.Element) -> Iterator[str]:
    for node in part.findall(nodes.Element):
        yield from node.get("ids", ())
