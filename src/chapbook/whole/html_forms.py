"""What raw HTML becomes in formats that are no HTML: what Markdown makes of the same; what has no form is told.

Its words are there in any case. Comments of HTML, and what is hidden from those who cannot see, such as icons, are
nothing that a reader would miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes

from chapbook.whole.html_table import outside_cells, table
from chapbook.whole.html_tree import Tag, is_html, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Warn = Callable[[str, nodes.Node], None]
    Inside = Callable[[Iterable[nodes.Node | Tag], Warn], Iterator[nodes.Node]]

INLINE: dict[str, type[nodes.Element]] = {
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), nodes.emphasis),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), nodes.literal),
    **dict.fromkeys(("bdi", "bdo", "big", "data", "font", "label", "nobr", "rb", "ruby", "span", "time"), nodes.inline),
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}
STYLED = {
    **dict.fromkeys(("s", "del", "strike"), "s"),
    **dict.fromkeys(("u", "ins"), "u"),
    **{name: name for name in ("br", "mark", "small", "wbr")},
}
"""What docutils has no node for; :data:`chapbook.pdf.inline_markup.HTML_FORMS` says how each is written."""
SIGNS = {"q": ("“", "”"), "rt": ("(", ")")}
"""What is written by signs around it: a quotation; how a word of the East is read, which a page shows above it."""
BLOCKS: dict[str, type[nodes.Element]] = {
    **dict.fromkeys(
        ("address", "article", "aside", "center", "details", "div", "fieldset", "figcaption", "figure", "footer"),
        nodes.container,
    ),
    **dict.fromkeys(("header", "hgroup", "main", "nav", "section", "search"), nodes.container),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), nodes.rubric),
    **dict.fromkeys(("summary", "legend"), nodes.rubric),
    "blockquote": nodes.block_quote,
    "dl": nodes.definition_list,
    "hr": nodes.transition,
    "ol": nodes.enumerated_list,
    "p": nodes.paragraph,
    "pre": nodes.literal_block,
    "table": nodes.table,
    "ul": nodes.bullet_list,
}
ALIGNED = {"left", "center", "right"}
BOXES = {False: "☐", True: "☑"}


def give_forms(document: nodes.document, warn: Warn) -> None:
    """Put nodes into the places of raw HTML; what has none is left out and told, and its words are there."""
    parents = dict.fromkeys(node.parent for node in document.findall(nodes.raw) if is_html(node))
    for parent in parents:
        found = tree(parent.children)
        if not isinstance(parent, nodes.TextElement):
            content: list[nodes.Node] = [*_blocks(found, warn)]
        elif isinstance(parent, nodes.paragraph) and any(isinstance(tag, Tag) and tag.name in BLOCKS for tag in found):
            # Such as a list in a cell of a table.
            parent.replace_self([*_blocks(found, warn)] or [nodes.target()])
            continue
        else:
            content = list(_inline(found, warn))
        parent.children = []
        parent.extend(content)


def _inline(content: Iterable[nodes.Node | Tag], warn: Warn) -> Iterator[nodes.Node]:
    """Yield what stands in a line; blocks are no more than their words there."""
    is_after_break = False
    for found in content:
        if isinstance(found, nodes.Text) and is_after_break:
            yield nodes.Text(found.lstrip())
        elif not isinstance(found, Tag):
            yield found
        elif found.name in STYLED:
            yield _with(nodes.inline(html=STYLED[found.name]), found, _inline(found.content, warn))
        elif found.name in INLINE:
            yield _with(INLINE[found.name](), found, _inline(found.content, warn))
        elif found.name in SIGNS:
            before, behind = SIGNS[found.name]
            yield from (nodes.Text(before), *_inline(found.content, warn), nodes.Text(behind))
        elif found.name in {"abbr", "acronym"}:
            given = {"explanation": found.attributes["title"]} if "title" in found.attributes else {}
            yield _with(nodes.abbreviation(**given), found, _inline(found.content, warn))
        elif found.name == "a":
            yield _with(_link(found, warn), found, _inline(found.content, warn))
        elif found.name == "input" and found.attributes.get("type") == "checkbox":
            yield nodes.Text(f"{BOXES['checked' in found.attributes]} ")
        else:
            yield from _without_form(found, warn, _inline)
        is_after_break = found.name == "br" if isinstance(found, Tag) else is_after_break and not found.astext().strip()


def _blocks(content: Iterable[nodes.Node | Tag], warn: Warn) -> Iterator[nodes.Node]:
    """Yield blocks, with a paragraph around what stands in a line between them."""
    run: list[nodes.Node | Tag] = []
    for found in content:
        if not _is_block(found):
            run.append(found)
            continue
        yield from _paragraph(run, warn)
        run = []
        if isinstance(found, Tag) and found.name == "table":
            # Browsers too show before a table what is in it and in no cell (HTML, 13.2.6.4.9, "foster parenting").
            yield from _blocks(outside_cells(found), warn)
        yield _block(found, warn) if isinstance(found, Tag) else found
    yield from _paragraph(run, warn)


def _is_block(found: nodes.Node | Tag) -> bool:
    if isinstance(found, Tag):
        return found.name in BLOCKS
    return isinstance(found, nodes.Element) and not isinstance(found.parent, nodes.TextElement)


def _paragraph(run: Sequence[nodes.Node | Tag], warn: Warn) -> Iterator[nodes.Element]:
    content = list(_inline(run, warn))
    if any(node.astext().strip() or (isinstance(node, nodes.Element) and node["ids"]) for node in content):
        yield nodes.paragraph("", "", *content)


def _block(tag: Tag, warn: Warn) -> nodes.Element:
    kind = BLOCKS[tag.name]
    if kind is nodes.table:
        made: nodes.Element = table(tag, lambda content: list(_blocks(content, warn)))
    elif kind is nodes.definition_list:
        made = nodes.definition_list("", *_definitions(tag, warn))
    elif issubclass(kind, (nodes.bullet_list, nodes.enumerated_list)):
        parts = [part for part in tag.content if not isinstance(part, nodes.Text) or part.strip()]
        inner = [part.content if isinstance(part, Tag) and part.name == "li" else [part] for part in parts]
        made = kind("", *(nodes.list_item("", *_blocks(part, warn)) for part in inner))
        if tag.attributes.get("start", "").isdecimal():
            made["start"] = int(tag.attributes["start"])
    elif kind is nodes.literal_block:
        words = "".join(_words(tag.content)).strip("\n")
        made = nodes.literal_block(words, words, language="none")
    elif issubclass(kind, nodes.TextElement):
        made = kind("", "", *_inline(tag.content, warn))
    else:
        made = kind("", *_blocks(tag.content, warn))
    return _placed(tag, made)


def _definitions(tag: Tag, warn: Warn) -> Iterator[nodes.definition_list_item]:
    """Yield terms with what is said of them: an item ends where a term follows on a description."""
    item = nodes.definition_list_item()
    for part in tag.content:
        if isinstance(part, Tag) and part.name == "dt":
            if any(isinstance(said, nodes.definition) for said in item.children):
                yield item
                item = nodes.definition_list_item()
            item += _with(nodes.term(), part, _inline(part.content, warn))
        elif isinstance(part, Tag) and part.name == "dd":
            item += _with(nodes.definition(), part, _blocks(part.content, warn))
        elif isinstance(part, Tag) or part.astext().strip():
            item += nodes.definition("", *_blocks([part], warn))
    if item.children:
        yield item


def _placed(tag: Tag, made: nodes.Element) -> nodes.Element:
    """Give a block its place among others, and what its tag says of that."""
    made.source, made.line = tag.source.source, tag.source.line
    _name(made, tag)
    aligned = "center" if tag.name == "center" else tag.attributes.get("align", "")
    if aligned not in ALIGNED or isinstance(made, nodes.table):
        return made
    return nodes.container("", made, align=aligned)


def _with(made: nodes.Element, tag: Tag, content: Iterable[nodes.Node]) -> nodes.Element:
    made.extend(content)
    _name(made, tag)
    return made


def _name(made: nodes.Element, tag: Tag) -> None:
    """Give a node the id and the language of its tag."""
    if id_ := tag.attributes.get("id") or (tag.name == "a" and tag.attributes.get("name")):
        made["ids"].append(id_)
    if language := tag.attributes.get("lang"):
        made["classes"].append(f"language-{language}")


def _link(tag: Tag, warn: Warn) -> nodes.Element:
    """Return a link; one to a file beside the page is its words, as what is no site stands alone."""
    address = tag.attributes.get("href", "")
    if urlsplit(address).scheme:
        return nodes.reference(refuri=address)
    if address.startswith("#") and len(address) > 1:
        return nodes.reference(refid=address[1:])
    if address:
        message = f"PDF and JATS have no place for the link to {address!r}, only its words; write it as Markdown"
        warn(message, tag.source)
    return nodes.inline()


def _without_form(tag: Tag, warn: Warn, inside: Inside) -> Iterator[nodes.Node]:
    if tag.name in BLOCKS or tag.name in {"li", "td", "th", "tr", "dt", "dd", "caption", "tbody", "thead"}:
        yield from inside(tag.content, warn)
        return
    if tag.name == "rp" or tag.attributes.get("aria-hidden") == "true" or "hidden" in tag.attributes:
        return
    if tag.name == "img":
        words = tag.attributes.get("alt", "")
        message = "PDF and JATS have no form for <img>; its words are there, write it as ![words](file)"
        yield nodes.Text(words)
    else:
        message = f"PDF and JATS have no form for <{tag.name}>; its words are there, write it in another way"
        if tag.name not in {"script", "style", "template"}:
            # What is in it has no form as it has none, and is not told again.
            yield from inside(tag.content, lambda _message, _source: None)
    warn(message, tag.source)


def _words(content: Iterable[nodes.Node | Tag]) -> Iterator[str]:
    for found in content:
        if isinstance(found, Tag):
            yield "\n" if found.name == "br" else "".join(_words(found.content))
        else:
            yield found.astext()
