"""One doctree out of all documents of a publication, in the order of its toctrees, and the names of its anchors.

The root document gives the front matter: what stands below its title, before its first section, goes to the title page,
and its sections come before the first chapter. Every other document is a chapter; one that another chapter's toctree
names stands a level deeper.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


def chapters(env: BuildEnvironment, root: str) -> list[tuple[str, int]]:
    """List the documents below *root* in reading order, each once, with its level: 1 for those that root names."""
    found: dict[str, int] = {}

    def visit(docname: str, level: int) -> None:
        for child in env.toctree_includes.get(docname, ()):
            if child not in found and child != root:
                found[child] = level
                visit(child, level + 1)

    visit(root, 1)
    return list(found.items())


def assemble(env: BuildEnvironment, root: str) -> nodes.document:
    """Put the doctrees together; each stands in a ``start_of_file`` node that tells its *docname* and *level*."""
    book = env.get_doctree(root)
    front = addnodes.start_of_file(docname=root, level=0)
    front.extend(book.children)
    book.children = []
    book += front
    for docname, level in chapters(env, root):
        chapter = addnodes.start_of_file(docname=docname, level=level)
        chapter.extend(env.get_doctree(docname).children)
        book += chapter
    book["docname"] = root
    return book


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
