"""Text as a style set it: pandoc's inlines in, plain text, HTML or docutils nodes out.

It is flat, a tuple of runs, each with the marks that hold for all of it, so that nothing is ever cut out of markup.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from docutils import nodes
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMES = {"http", "https", "mailto"}
"""Those of addresses that become links; any other is text (RFC 3986, 3.1)."""

NOTE, LABEL = "note", "label"
MARKS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub", "SmallCaps": "small-caps"}
NODES: dict[str, Callable[..., nodes.Element]] = {
    "em": nodes.emphasis,
    "strong": nodes.strong,
    "sup": nodes.superscript,
    "sub": nodes.subscript,
}
CLASSES = {"nodecoration": "upright", "csl-left-margin": LABEL}
QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


class Run(NamedTuple):
    """Words with the same marks; *href* is an address, or ``#ref-KEY`` where they name a work."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


Text = tuple[Run, ...]


class Citation(NamedTuple):
    """How something is cited: in the text, as references by the names of their styles, as files by their endings."""

    address: str
    in_text: str
    references: dict[str, Text]
    files: dict[str, str]


def text_of(inlines: list[Any]) -> Text:
    """Return pandoc's inlines as text; what a style lets stand upright in italics does so."""
    runs = groupby(_runs(inlines, frozenset(), ""), key=lambda run: (run.marks, run.href))
    return tuple(Run("".join(run.text for run in same), *kind) for kind, same in runs)


def _runs(inlines: list[Any], marks: frozenset[str], href: str) -> Iterator[Run]:  # noqa: C901  # one case for each kind
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in MARKS:
            # Italics within italics stand upright (CSL 1.0.2, "Flip-flopping").
            yield from _runs(content, marks ^ {MARKS[kind]}, href)
        elif kind == "Span":
            added = frozenset(CLASSES[name] for name in content[0][1] if name in CLASSES)
            kept = marks - {"em", "strong"} if "upright" in added else marks
            yield from _runs(content[1], kept | added - {"upright"}, href)
        elif kind == "Link":
            yield from _runs(content[1], marks, content[2][0])
        elif kind == "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            yield from (Run(opening, marks, href), *_runs(content[1], marks, href), Run(closing, marks, href))
        elif kind == "Note":
            yield from _runs([part for block in content for part in block["c"]], marks | {NOTE}, href)
        elif kind in {"Code", "Math", "RawInline"}:
            yield Run(content[1], marks, href)
        elif kind == "Str":
            yield Run(content, marks, href)
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            yield Run(" ", marks, href)
        elif isinstance(content, list):
            yield from _runs(content[-1] if content and isinstance(content[-1], list) else content, marks, href)


def plain(text: Text) -> str:
    """Return the words."""
    return "".join(run.text for run in text)


def without(text: Text, mark: str) -> Text:
    """Return what does not bear *mark*."""
    return tuple(run for run in text if mark not in run.marks)


def only(text: Text, mark: str) -> Text:
    """Return what bears *mark*, without it."""
    return tuple(run._replace(marks=run.marks - {mark}) for run in text if mark in run.marks)


def cut(text: Text, start: int, end: int) -> Text:
    """Return the characters from *start* to *end*, as of a string."""
    found, at = [], 0
    for run in text:
        words = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if words:
            found.append(run._replace(text=words))
    return tuple(found)


def without_brackets(text: Text) -> Text:
    """Return a citation without the brackets around all of it."""
    words = plain(text)
    is_whole = (
        len(words) > 1 and words[0] + words[-1] in {"()", "[]", "（）"} and words.find(words[-1]) == len(words) - 1
    )
    return cut(text, 1, len(words) - 1) if is_whole else text


def as_html(text: Text) -> Markup:
    """Return it as HTML, everything in it escaped."""
    return Markup().join(_html(run) for run in text)


def _html(run: Run) -> Markup:
    made = escape(run.text)
    for mark in sorted(run.marks & NODES.keys()):
        made = Markup("<{0}>{1}</{0}>").format(Markup(mark), made)  # noqa: S704  # one of four names
    if "small-caps" in run.marks:
        made = Markup('<span class="small-caps">{}</span>').format(made)
    return Markup('<a href="{}">{}</a>').format(run.href, made) if is_link(run.href) else made


def is_link(address: str) -> bool:
    """Tell whether an address may become a link; ``http://[e.org`` is none."""
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def as_nodes(text: Text, refer: Callable[[str, nodes.Element], nodes.Node] | None = None) -> list[nodes.Node]:
    """Return it as docutils nodes.

    :param refer: makes a reference to a work, of its key and of the words that name it; without it there is none.
    """
    made: list[nodes.Node] = []
    for href, same in groupby(text, key=lambda run: run.href):
        inside = [_node(run) for run in same]
        if href.startswith("#ref-") and refer:
            made.append(refer(href.removeprefix("#ref-"), nodes.inline("", "", *inside)))
        elif is_link(href):
            made.append(nodes.reference("", "", *inside, refuri=href, internal=False))
        else:
            made += inside
    return made


def _node(run: Run) -> nodes.Node:
    node: nodes.Node = nodes.Text(run.text)
    for mark in sorted(run.marks & NODES.keys()):
        node = NODES[mark]("", "", node)
    return nodes.inline("", "", node, classes=["small-caps"]) if "small-caps" in run.marks else node
