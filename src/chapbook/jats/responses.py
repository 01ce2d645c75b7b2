"""The conversation: each comment is a sub-article, and holds the answers to it.

JATS has ``response`` for what is said of an article, but one response can hold no other, and beside a response no
sub-article can stand (tag library 1.3, *response* and *sub-article*: ``(sub-article* | response*)``). A sub-article can
hold sub-articles, so that the threading is that of the elements. Each tells by whom it is and when it was written,
and, by ``related-object``, what it answers or is about; one whose words were taken out has *@specific-use* ``removed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from lxml import etree

from chapbook.jats.citation import link
from chapbook.jats.xml_tree import made, printable, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from chapbook.jats.translator import JatsTranslator

COMMENTS = "comments"
AUTHOR = "comment-author"
LONGEST = {"year": 4, "month": 7, "day": 10}
"""How much of a date of ISO 8601 there has to be for each of its parts."""


def take_threads(book: nodes.document) -> list[tuple[str, nodes.bullet_list]]:
    """Take the lists of comments out of a document, each with the name of the document that it stood in."""
    found = [node for node in book.findall(nodes.bullet_list) if COMMENTS in node["classes"]]
    threads = [node for node in found if not _is_within(node)]
    told = [(_docname(node), node) for node in threads]
    for node in threads:
        node.parent.remove(node)
    return told


def _is_within(node: nodes.Node) -> bool:
    while (node := node.parent) is not None:
        if isinstance(node, nodes.bullet_list) and COMMENTS in node["classes"]:
            return True
    return False


def _docname(node: nodes.Node) -> str:
    while node.get("docname") is None:  # type: ignore[attr-defined]  # above it is the file's node
        node = node.parent
    return str(node["docname"])  # type: ignore[index]  # as above


def write_thread(
    writer: JatsTranslator, into: _Element, docname: str, thread: nodes.Element, answered: str = ""
) -> None:
    """Write the comments of a list, each with its answers.

    :param answered: the name of the comment that they answer.
    """
    for item in thread.children:
        if isinstance(item, nodes.list_item):
            _write_comment(writer, etree.SubElement(into, "sub-article"), docname, item, answered)


def _write_comment(
    writer: JatsTranslator, article: _Element, docname: str, item: nodes.list_item, answered: str
) -> None:
    said: dict[str, str] = item.get("comment", {})
    heading, *content = item.children
    assert isinstance(heading, nodes.Element)  # noqa: S101  # as the thread is made
    name = writer.anchors.name(
        docname, next((id_ for node in heading.findall(nodes.target) for id_ in node["ids"]), "")
    )
    article.set("article-type", "reply" if answered else "article-commentary")
    if said.get("removed"):
        article.set("specific-use", "removed")
    if name:
        writer.given[name] = writer.new(name)
        article.set("id", writer.given[name])
    stub = etree.SubElement(article, "front-stub")
    stub.append(_title(heading))
    answers = [node for node in content if isinstance(node, nodes.bullet_list) and COMMENTS in node["classes"]]
    rest = [node for node in content if node not in answers]
    stub.extend(_front(said))
    placed = said.get("answers") and writer.anchors.name(docname, said["answers"])
    if relation := placed or answered:
        # Which id that has is known when all is written.
        stub.append(made("related-object", object_id=relation, object_type="comment", link_type="answers"))
    for node in [node for node in rest if "comment-about" in _classes(node)]:
        rest.remove(node)
        etree.SubElement(stub, "related-object", {"link-type": "about", "object-type": "passage"})
        writer.write(stub[-1], docname, node.children)
    body = etree.SubElement(article, "body")
    writer.write(body, docname, [node for node in rest if "comment-address" not in _classes(node)])
    for thread in answers:
        write_thread(writer, article, docname, thread, name or "")


def _classes(node: nodes.Node) -> list[str]:
    return list(node.get("classes", ())) if isinstance(node, nodes.Element) else []


def _title(heading: nodes.Element) -> _Element:
    """Return the line above a comment: who says it, and what is remarked of that, as it is shown."""
    group = etree.Element("title-group")
    first = next(heading.findall(nodes.strong))
    etree.SubElement(group, "article-title").text = tidy(first.astext())
    remarks = "".join(
        node.astext() for node in heading.children if node is not first and not isinstance(node, nodes.target)
    )
    if remarks := tidy(remarks).strip(" ·\u200f"):
        etree.SubElement(group, "subtitle").text = remarks
    return group


def _front(said: dict[str, str]) -> Iterator[_Element]:
    if author := said.get("author"):
        people = etree.Element("contrib-group")
        person = etree.SubElement(people, "contrib", {"contrib-type": "author"})
        etree.SubElement(person, "string-name").text = printable(author)
        if address := said.get("url"):
            person.append(link(address))
        yield people
    if moment := said.get("date"):
        date = made("pub-date", date_type="pub", iso_8601_date=moment)
        for name in ("day", "month", "year"):
            if len(moment) >= LONGEST[name]:
                etree.SubElement(date, name).text = moment[LONGEST[name] - (4 if name == "year" else 2) : LONGEST[name]]
        yield date
