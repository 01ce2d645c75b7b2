"""The table of contents beside every page: resolved once for a build, then written by a template for each page.

Sphinx and Furo would make and parse it anew for each page, so that a build's time would grow with the square of the
work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import global_toctree_for_doc

from chapbook.theme.loaded_files import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

TOCTREE = "toctree"
KEPT = "chapbook_toctree"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: *uri* leads to it from the front page, *docname* is empty where it is no page."""

    title: Markup
    name: str
    uri: str
    docname: str
    level: int
    entries: tuple[Entry, ...]

    def leads_to(self, docname: str) -> bool:
        """Tell whether the entry, or one below it, is a page."""
        return self.docname == docname or any(entry.leads_to(docname) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Group:
    """A toctree of the front page: its caption, which may be empty, and its entries."""

    caption: str
    entries: tuple[Entry, ...]


def contents(builder: StandaloneHTMLBuilder) -> tuple[Group, ...]:
    """Return the contents of a site; resolved when they are first asked for."""
    if builder not in _contents:
        _contents[builder] = tuple(_groups(builder))
    return _contents[builder]


_contents: WeakKeyDictionary[StandaloneHTMLBuilder, tuple[Group, ...]] = WeakKeyDictionary()


def _groups(builder: StandaloneHTMLBuilder) -> Iterator[Group]:
    root = builder.config.root_doc
    options: Any = {"collapse": False, "titles_only": True, "maxdepth": -1, "includehidden": True}
    tree = global_toctree_for_doc(builder.env, root, builder, tags=builder.tags, **options)
    docnames = {builder.get_relative_uri(root, docname): docname for docname in builder.env.found_docs}
    caption = ""
    for node in tree.children if tree is not None else ():
        if isinstance(node, nodes.title):
            caption = node.astext()
        elif isinstance(node, nodes.bullet_list):
            yield Group(caption, tuple(_entries(builder, node, docnames, 1)))
            caption = ""


def _entries(
    builder: StandaloneHTMLBuilder, listing: nodes.bullet_list, docnames: dict[str, str], level: int
) -> Iterator[Entry]:
    for item in (node for node in listing.children if isinstance(node, nodes.list_item)):
        reference = next(iter(item.findall(nodes.reference)))
        below = next((node for node in item.children if isinstance(node, nodes.bullet_list)), None)
        title = "".join(builder.render_partial(node)["fragment"] for node in reference.children)
        uri = str(reference["refuri"])
        entries = tuple(_entries(builder, below, docnames, level + 1)) if below is not None else ()
        yield Entry(Markup(title), reference.astext(), uri, docnames.get(uri, ""), level, entries)  # noqa: S704  # Sphinx's


def _in_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _in_order(entry.entries)


class Place(NamedTuple):
    """Which page of the text one is on, of how many."""

    number: int
    pages: int


class Contents:
    """The contents as one page has them."""

    def __init__(self, builder: StandaloneHTMLBuilder, pagename: str) -> None:
        self._builder = builder
        self._pagename = pagename
        self.groups = contents(builder)

    def href(self, entry: Entry) -> str:
        """Return the way to an entry from the page."""
        if entry.docname == self._pagename:
            return "#"
        return self._builder.get_relative_uri(self._pagename, entry.docname) if entry.docname else entry.uri

    def has_page(self) -> bool:
        """Tell whether the page has a place in the contents."""
        return any(self.leads_here(entry) for group in self.groups for entry in group.entries)

    def place(self) -> Place | None:
        """Return the place of the page in the text, which is the first toctree; None of another page."""
        text = [entry.docname for group in self.groups[:1] for entry in _in_order(group.entries) if entry.docname]
        return Place(text.index(self._pagename) + 1, len(text)) if self._pagename in text else None

    def leads_here(self, entry: Entry) -> bool:
        """Tell whether the page is the entry's, or one below it."""
        return entry.leads_to(self._pagename)

    def is_here(self, entry: Entry) -> bool:
        """Tell whether the page is the entry's."""
        return entry.docname == self._pagename


def make_contents(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give a page its contents, and Furo none to make."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == THEME:
        context["chapbook_contents"] = Contents(builder, pagename)
        context[KEPT] = context.get(TOCTREE)
        context[TOCTREE] = lambda **_options: ""


def give_toctree_back(
    _app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let templates call ``toctree()``, as Sphinx has it."""
    if KEPT in context:
        context[TOCTREE] = context.pop(KEPT)
