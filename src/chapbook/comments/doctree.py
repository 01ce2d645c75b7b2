"""A thread as docutils nodes, for every builder that does not write HTML.

A cleaned body is XML of a dozen elements; :data:`INLINE` and :func:`_block` say which node each of them becomes. There
is no node for a line break, so that a paragraph with breaks becomes a line block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from docutils import nodes
from sphinx import addnodes

from chapbook.comments.address import length_fault
from chapbook.comments.bounds import BLOCKS
from chapbook.comments.wording import about, anchor, changed, next_about
from chapbook.directions import of_language
from chapbook.language import our_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from chapbook.comments.comment import Comment
    from chapbook.comments.passage import Passage
    from chapbook.comments.thread import Reply
    from chapbook.comments.wording import Wording

INLINE: dict[str, Callable[[ET.Element], nodes.TextElement]] = {
    "a": lambda element: _link(str(element.get("href"))),
    "abbr": lambda element: nodes.abbreviation(explanation=element.get("title", "")),
    "b": lambda _: nodes.strong(),
    "cite": lambda _: nodes.emphasis(),
    "code": lambda _: nodes.literal(),
    "del": lambda _: nodes.inline(classes=["del"]),
    "em": lambda _: nodes.emphasis(),
    "i": lambda _: nodes.emphasis(),
    "q": lambda _: nodes.inline(classes=["q"]),
    "s": lambda _: nodes.inline(classes=["s"]),
    "strong": lambda _: nodes.strong(),
}

RIGHT_TO_LEFT_MARK = "\u200f"


def thread_list(
    replies: Iterable[Reply], wording: Wording, passages: Mapping[str, Passage], docname: str
) -> nodes.bullet_list:
    """Make a list of comments, each with its answers as a list inside it, in the document *docname*."""
    listing = nodes.bullet_list(bullet="*", classes=["comments"])
    for reply in replies:
        item = nodes.list_item("", *_heading(reply, wording, docname), comment=_record(reply, wording))
        if (passage := passages.get(reply.comment.about)) and not reply.comment.removed:
            item += [*_about(reply.comment, passage, docname)]
        item += _body(reply.comment, wording)
        item.source = str(reply.comment.path)
        if reply.replies:
            item += thread_list(reply.replies, wording, passages, docname)
        listing += item
    return listing


def _record(reply: Reply, wording: Wording) -> dict[str, str]:
    """Return what a builder may tell of a comment in its own form; *answers* is an id, if its place does not tell."""
    comment = reply.comment
    return {
        "author": wording.name(comment),
        "date": comment.date.isoformat() if comment.date else "",
        "url": comment.url,
        "answers": anchor(reply.answers) if reply.answers else "",
        "removed": comment.removed,
    }


def _heading(reply: Reply, wording: Wording, docname: str) -> Iterator[nodes.Node]:
    says = nodes.inline("", wording.says() % {"author": wording.name(reply.comment)}, classes=our_classes())
    bold = nodes.strong("", "", *([says] if our_classes() else says.children))
    # Its words are the publication's, whichever way the name runs that they begin with.
    paragraph = nodes.paragraph("", "", nodes.target(ids=[anchor(reply.comment)]), bold, classes=["comment-author"])
    # A number behind words that run the other way would go with them.
    between = f"{RIGHT_TO_LEFT_MARK} · " if our_classes() and of_language(wording.language) == "rtl" else " · "
    remarks: list[nodes.Node] = [nodes.inline("", remark) for remark in wording.remarks(reply)]
    for mark, answer in wording.editors_marks(reply):
        remarks.append(link_to(anchor(answer), mark, docname) if answer else nodes.inline("", mark))
    for remark in remarks:
        paragraph += [nodes.Text(between), remark]
    yield paragraph
    if reply.comment.url:
        link = nodes.reference("", reply.comment.url, refuri=reply.comment.url)
        yield nodes.paragraph("", "", link, classes=["comment-address"])


def _about(comment: Comment, passage: Passage, docname: str) -> Iterator[nodes.Node]:
    text = about(passage.title, passage.words, is_quoted=bool(comment.quote))
    link = link_to(comment.about, text, docname)
    paragraph = nodes.paragraph("", "", link, classes=["comment-about"])
    if following := passage.next_after(anchor(comment)):
        paragraph += [nodes.Text(" · "), link_to(following[1], next_about(), docname)]
    if anchor(comment) in passage.changed:
        paragraph += [nodes.Text(" · "), nodes.inline("", changed())]
    yield paragraph
    if comment.quote:
        yield nodes.block_quote("", nodes.paragraph("", "", link_to(comment.about, comment.quote, docname)))


def link_to(target: str, text: str, docname: str) -> addnodes.pending_xref:
    """Make a link from a document to a label, which Sphinx resolves for every builder in its own way."""
    where = {"refdomain": "std", "reftype": "ref", "reftarget": target, "refexplicit": True, "refwarn": True}
    return addnodes.pending_xref("", nodes.inline("", text), refdoc=docname, **where)


def _body(comment: Comment, wording: Wording) -> list[nodes.Node]:
    if comment.removed:
        return [nodes.paragraph("", "", nodes.emphasis("", wording.removed(comment)))]
    return body_nodes(comment.body)


def body_nodes(body: str) -> list[nodes.Node]:
    """Turn a cleaned body, a fragment of XHTML, into block-level nodes."""
    return list(_blocks(ET.fromstring(f"<div>{body}</div>")))  # noqa: S314  # well-formed by clean_body


def _blocks(parent: ET.Element) -> Iterator[nodes.Node]:
    """Yield a block for each block element, and a paragraph for each run of inline content between them."""
    run = ET.Element("p")
    run.text = parent.text
    for child in parent:
        if child.tag in BLOCKS:
            yield from _paragraph(run)
            yield _block(child)
            run = ET.Element("p")
            run.text = child.tail
        else:
            run.append(child)
    yield from _paragraph(run)


def _block(element: ET.Element) -> nodes.Node:
    if element.tag == "pre":
        code = "".join(element.itertext())
        return nodes.literal_block(code, code.rstrip("\n"), language="none")
    if element.tag == "blockquote":
        return nodes.block_quote("", *_blocks(element))
    if element.tag == "ul":
        return nodes.bullet_list("", *map(_block, element), bullet="-")
    if element.tag == "ol":
        start = {"start": int(element.get("start", "1"))}
        return nodes.enumerated_list("", *map(_block, element), enumtype="arabic", prefix="", suffix=".", **start)
    if element.tag == "li":
        return nodes.list_item("", *_blocks(element))
    return next(_paragraph(element), nodes.paragraph())


def _paragraph(element: ET.Element) -> Iterator[nodes.Element]:
    """Yield what a paragraph becomes: nothing where it is empty, a line block where it has line breaks."""
    lines = [_without_margin(line) for line in _lines(_inline(element))]
    if any(lines):
        if len(lines) == 1:
            yield nodes.paragraph("", "", *lines[0])
        else:
            block = nodes.line_block()
            block.extend(nodes.line("", "", *line, indent=0) for line in lines)
            yield block


def _link(address: str) -> nodes.TextElement:
    """Make a link, or nothing around its words where no PDF takes its address, which has been told."""
    return nodes.inline() if length_fault(address) else nodes.reference(refuri=address)


class _Break(nodes.Text):
    """Where a line ends, until :func:`_lines` has parted them."""


def _inline(element: ET.Element) -> Iterator[nodes.Node]:
    if element.text:
        yield nodes.Text(element.text)
    for child in element:
        if child.tag == "br":
            yield _Break("\n")
        elif child.tag in INLINE:
            node = INLINE[child.tag](child)
            content = list(_inline(child))
            # A reference without words would be a link that nobody can see.
            yield from _parted(node, content) if content else ()
        else:
            yield from _inline(child)
        if child.tail:
            yield nodes.Text(child.tail)


def _parted(node: nodes.TextElement, content: list[nodes.Node]) -> Iterator[nodes.Node]:
    """Wrap *content* in *node*, in one copy of it for each line, so that breaks stand outside."""
    quoted = "q" in node["classes"]
    for number, line in enumerate(_lines(content)):
        if number:
            yield _Break("\n")
        part = node.copy()
        part.extend(line)
        yield from (nodes.Text("“"), part, nodes.Text("”")) if quoted else (part,)


def _lines(content: Iterable[nodes.Node]) -> list[list[nodes.Node]]:
    lines: list[list[nodes.Node]] = [[]]
    for node in content:
        if isinstance(node, _Break):
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def _without_margin(line: list[nodes.Node]) -> list[nodes.Node]:
    """Take the white space off both ends of a line; a line of nothing but white space is empty."""
    if line and isinstance(line[0], nodes.Text):
        line[0] = nodes.Text(line[0].lstrip())
    if line and isinstance(line[-1], nodes.Text):
        line[-1] = nodes.Text(line[-1].rstrip())
    return [node for node in line if not isinstance(node, nodes.Text) or node.astext()]
