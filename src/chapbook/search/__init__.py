"""Search: under the theme ``chapbook`` it answers with passages; under others it is Sphinx's, in Chinese too.

Under the theme, an answer is a passage with its words marked, and opens where it is read. The index is made here, while
pages are written (:mod:`.passages`), is kept between builds (:mod:`.kept`) and laid beside the pages as scripts
(:mod:`.files`), which also a page from a folder can load. No server, no other program and no library of scripts is
needed: a query is looked for in the words themselves, folded as :mod:`.folding` says. Sphinx's own index is not made.

Other extensions add passages that are no nodes: what answers the event ``chapbook-search-passages`` gets a document's
name and doctree, and returns a list of mappings: *id*, where the passage is read; *author*, who says it; *text*, its
words.

Under another theme, Sphinx's index of a site in Chinese is made of characters and pairs (:mod:`.pairs`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from chapbook.search import kept
from chapbook.search.passages import Found, Passage, parted, passages
from chapbook.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

PASSAGES = "chapbook-search-passages"
FOLDER = "_search"
"""Where the files lie in a site."""

SCRIPTS = ("chapbook-search-words.js", "chapbook-search-data.js", "chapbook-search.js")
THEME = "chapbook"
NOT_FOUND = frozenset({"nosearch", "no-search", "orphan"})
"""What a document says of itself that is not to be found."""

SPHINX_S = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js")
"""What Sphinx lays into a site, or left there before, for a search of its own."""


def is_ours(builder: Builder) -> bool:
    """Return whether a site is made whose search page is that of the theme, or of a child of it."""
    theme = getattr(builder, "theme", None) if builder.name in SITES else None
    return theme is not None and any(Path(folder).name == THEME for folder in theme.get_theme_dirs())


def copy_scripts(app: Sphinx) -> None:
    """Have the scripts and the style sheet of the search page copied."""
    if is_ours(app.builder):
        app.config.html_static_path.append(str(Path(__file__).parent / "static"))


def write_all_where_nothing_is_kept(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have all pages written where it is not known what is found on them."""
    return [] if not is_ours(app.builder) or kept.is_kept(_path(app)) else sorted(env.found_docs)


def begin(app: Sphinx, builder: Builder) -> None:
    """Take what is kept, and let Sphinx make no index: it makes one where there is a search when writing begins."""
    if is_ours(builder):
        _pages(app).update(kept.take(_path(app)) or {})
        builder.search = False  # type: ignore[attr-defined]  # each that makes a site has it


def collect(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note what is found on a page that is about to be written."""
    if not is_ours(app.builder):
        return
    offer_page(app)
    if not NOT_FOUND.isdisjoint(app.env.metadata[docname]):
        _pages(app).pop(docname, None)
        return
    labels = app.env.domains.standard_domain.labels
    titles, found = passages(doctree, lambda name: str(labels[name][2]) if name in labels else "")
    for answer in app.emit(PASSAGES, docname, doctree):
        found.extend(
            part for one in answer or () for part in parted(Passage(one["id"], "", one["text"], one["author"]))
        )
    title = titles[0].text if titles else docname
    _pages(app)[docname] = Found(app.builder.get_target_uri(docname), title, titles, found)


def offer_page(app: Sphinx) -> Sequence[tuple[str, dict[str, Any], str]]:
    """Let pages lead to the search, and Sphinx write its page, now that there will be no index of Sphinx's."""
    if is_ours(app.builder):
        app.builder.search = True  # type: ignore[attr-defined]  # as above
    return ()


def write_files(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Lay the files beside the pages, which have all been collected, and tell the search page which one comes first."""
    if pagename != "search" or not is_ours(app.builder):
        return
    from chapbook.search.files import files  # noqa: PLC0415  # nothing else needs it

    reading_order = [name for name in getattr(app.builder, "relations", ()) if name in app.env.found_docs]
    found = {name: page for name, page in sorted(_pages(app).items()) if name in app.env.found_docs}
    found = {name: found[name] for name in (*reading_order, *found) if name in found}
    first, texts = files(list(found.values()))
    folder = app.outdir / FOLDER
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    for name in SPHINX_S:
        (app.outdir / name).unlink(missing_ok=True)
    kept.keep(_path(app), found)
    context["search_index"] = f"{FOLDER}/{first}"
    app.add_css_file("chapbook-search.css")
    for name in SCRIPTS:
        app.add_js_file(name, loading_method="defer")


def _pages(app: Sphinx) -> dict[str, Found]:
    """Return what is found, by docname, in this build."""
    builder: Any = app.builder
    if not hasattr(builder, "chapbook_found"):
        builder.chapbook_found = {}
    pages: dict[str, Found] = builder.chapbook_found
    return pages


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir) / f"search-{app.builder.name}.json"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the event and the hooks to Sphinx, and what it knows of Chinese."""
    app.add_event(PASSAGES)
    if (app.config.html_search_language or app.config.language or "").startswith("zh"):
        from chapbook.search.pairs import ChineseSearch  # noqa: PLC0415  # no other site needs it

        app.add_search_language(ChineseSearch)
    app.connect("builder-inited", copy_scripts)
    app.connect("env-updated", write_all_where_nothing_is_kept)
    app.connect("write-started", begin)
    # Later than others, which change what a page says.
    app.connect("doctree-resolved", collect, priority=900)
    # Earlier than others, which write pages that lead to it.
    app.connect("html-collect-pages", offer_page, priority=100)
    app.connect("html-page-context", write_files)
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
