"""Comments about a passage: each shows its passage's first words, and the passage leads to its comments.

A passage is a section or a paragraph with an id (``about: introduction-p2``), or an anchor where one was. Where another
extension puts links beside passages (its event ``chapbook-part-actions``), the way to the comments is one of those
links; elsewhere, and in every format but the site, it is a quiet word at the passage's end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from chapbook.comments.lost_comments import is_lost
from chapbook.comments.page_data import pages
from chapbook.comments.reply_form import reply_address
from chapbook.comments.wording import comments_about, comments_counted, gettext as _, reply_to
from chapbook.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.comments.page_data import About
    from chapbook.comments.passage import Part, Passage

logger = logging.getLogger(__name__)
PART_ACTIONS = "chapbook-part-actions"
NAME = "chapbook_comments_passages"


def passages(env: BuildEnvironment) -> dict[str, Passage]:
    """Return the passages that comments are about, by what the comments call them."""
    found: dict[str, Passage] = getattr(env, NAME, {})
    return found


def find_passages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Look every passage up, warn of those that are not there, and have the pages of both written again on a change."""
    now = {}
    doctrees: dict[str, nodes.document] = {}
    for target, abouts in _commented(env).items():
        passage = _passage(env, target, abouts, doctrees)
        if passage:
            now[target] = passage
        if passage or is_lost(env, target):
            continue
        from chapbook.comments.exchange.in_publication import no_passage  # noqa: PLC0415  # only where there is one
        from chapbook.comments.problem import Kind  # noqa: PLC0415  # as above

        for _docname, about in abouts:
            message = no_passage(target)
            logger.warning("%s", message, location=about.location, type="chapbook_comments", subtype=Kind.ABOUT)
    was = passages(env)
    setattr(env, NAME, now)
    changed = was.items() ^ now.items()
    concerned = {docname for _target, passage in changed for docname in passage.docnames()}
    return sorted(concerned & env.found_docs)


def is_passage(env: BuildEnvironment, target: str) -> bool:
    """Tell whether a comment can be about *target*."""
    return _passage(env, target, [], {}) is not None


def parts(env: BuildEnvironment) -> Iterator[Part]:
    """Yield every section and paragraph that a comment can be about, by each of its names."""
    from chapbook.comments.passage import Part  # noqa: PLC0415  # only where it is asked
    from chapbook.comments.passage_words import words_of_part  # noqa: PLC0415  # as above

    doctrees: dict[str, dict[str, nodes.Element]] = {}
    for name, (docname, labelled) in env.domains.standard_domain.anonlabels.items():
        if docname not in env.found_docs:
            continue
        if docname not in doctrees:
            named = env.get_doctree(docname).findall(nodes.Element)
            found = (node for node in named if isinstance(node, (nodes.section, nodes.paragraph)))
            doctrees[docname] = {id_: node for node in found for id_ in node["ids"]}
        if (part := doctrees[docname].get(labelled)) is not None:
            yield Part(name, docname, words_of_part(part), isinstance(part, nodes.section))


def named_part(doctree: nodes.document, name: str) -> nodes.Element | None:
    """Return the section, paragraph or anchor with an id."""
    named = (node for node in doctree.findall(nodes.Element) if name in node["ids"])
    return next((node for node in named if isinstance(node, (nodes.section, nodes.paragraph, nodes.target))), None)


def _commented(env: BuildEnvironment) -> dict[str, list[tuple[str, About]]]:
    """Return what comments are about, each with the pages and places where that is said."""
    commented: dict[str, list[tuple[str, About]]] = {}
    for docname, page in pages(env).items():
        for about in page.abouts:
            commented.setdefault(about.target, []).append((docname, about))
    return commented


def _passage(
    env: BuildEnvironment, target: str, abouts: list[tuple[str, About]], doctrees: dict[str, nodes.document]
) -> Passage | None:
    from chapbook.comments.passage import Passage, first_words  # noqa: PLC0415  # only where a comment is about one

    domain = env.domains.standard_domain
    docname, labelled = domain.anonlabels.get(target, ("", ""))
    if docname not in env.found_docs:
        return None
    if docname not in doctrees:
        doctrees[docname] = env.get_doctree(docname)
    node = named_part(doctrees[docname], labelled)
    if node is None:
        return None
    comments = tuple((page, about.anchor) for page, about in abouts)
    names = tuple(map(_names(env, {page for page, _about in abouts}).__getitem__, comments))
    changed = _changed(node, [about for _page, about in abouts if about.quote])
    if isinstance(node, nodes.section):
        return Passage(docname, labelled, node[0].astext(), "", comments, names, changed)
    title = domain.labels.get(target, ("", "", target))[2]
    return Passage(docname, labelled, title, first_words(_words(node)), comments, names, changed)


def _names(env: BuildEnvironment, docnames: set[str]) -> dict[tuple[str, str], str]:
    """Return the writers of the comments of some documents, by docname and anchor."""
    return {(one["docname"], one["id"]): one["author"] for docname in docnames for one in pages(env)[docname].listed}


def _changed(node: nodes.Element, quoting: list[About]) -> frozenset[str]:
    """Return the anchors of the comments that quote words which are not in a passage."""
    if not quoting:
        return frozenset()
    from chapbook.comments.passage_words import known_words  # noqa: PLC0415  # only where words are quoted
    from chapbook.comments.quote import stands_in  # noqa: PLC0415  # as above

    words = known_words(node.parent if isinstance(node, nodes.target) else node)
    return frozenset(about.anchor for about in quoting if not stands_in(about.quote, words))


def _words(paragraph: nodes.Element) -> str:
    """Return a paragraph's words but for its citations, which are keys until a page is written, each with its space."""
    own = paragraph.deepcopy()
    for reference in list(own.findall(addnodes.pending_xref)):
        if reference["refdomain"] == "cite":
            parent = reference.parent
            place = parent.index(reference)
            if place and isinstance(parent[place - 1], nodes.Text):
                parent[place - 1] = nodes.Text(parent[place - 1].astext().rstrip())
            parent.remove(reference)
    return own.astext()


class CommentsOnPassages(SphinxPostTransform):
    """Put the way to its comments at the end of a passage, before links are looked at."""

    default_priority = 8
    builders = SITES

    def is_supported(self) -> bool:
        """Leave it to what puts links beside passages, where that is done."""
        return not (super().is_supported() and PART_ACTIONS in self.env.events.events)

    def run(self, **_kwargs: object) -> None:
        """Complete every passage of the document that has comments."""
        commented = {passage.id: target for target, passage in passages(self.env).items()}
        for node in list(self.document.findall(nodes.Element)) if commented else ():
            for target in [commented[name] for name in node["ids"] if name in commented]:
                link = self._link(passages(self.env)[target])
                if isinstance(node, nodes.section):
                    # Below the title, which may be repeated where no link can be: in a running head, in the contents.
                    node.insert(1, nodes.paragraph("", "", link))
                elif isinstance(node, nodes.paragraph):
                    node.append(nodes.Text(" "))
                    node.append(link)

    def _link(self, passage: Passage) -> nodes.inline:
        from chapbook.comments.doctree import link_to  # noqa: PLC0415  # only where nothing else puts links

        _docname, anchor = passage.comments[0]
        text = f"[{comments_counted(len(passage.comments))}]"
        return nodes.inline("", "", link_to(anchor, text, self.env.current_document.docname), changing=True)


def actions_of_part(app: Sphinx, docname: str, part: nodes.Element) -> list[dict[str, str]]:
    """Tell the extension that puts links beside passages of those that belong to the conversation.

    :param part: a section or paragraph; the links are mappings, as the event asks for them.
    """
    return [*_ways_to_comments(app, docname, part), *_way_to_answer(app, docname, part)]


def _ways_to_comments(app: Sphinx, docname: str, part: nodes.Element) -> Iterator[dict[str, str]]:
    for passage in passages(app.env).values():
        if passage.docname == docname and passage.id in part["ids"]:
            page, anchor = passage.comments[0]
            href = f"{app.builder.get_relative_uri(docname, page)}#{anchor}"
            number = len(passage.comments)
            name = comments_about(number, passage.title)
            yield {"style": "comments-about", "href": href, "label": comments_counted(number), "name": name}


def _way_to_answer(app: Sphinx, docname: str, part: nodes.Element) -> Iterator[dict[str, str]]:
    address = reply_address(app.builder, docname)
    if address and part["ids"] and isinstance(part, nodes.paragraph):
        target = part["ids"][0]
        title = app.env.domains.standard_domain.labels.get(target, ("", "", target))[2]
        href = address.format(query=f"about={target}")
        yield {"style": "reply", "href": href, "label": _("Reply"), "name": reply_to(title)}
