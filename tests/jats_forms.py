"""Small doctrees as JATS, without a build: what a builder has is only what the visitors ask of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from docutils.utils import new_document
from lxml import etree
from sphinx import addnodes

from chapbook.jats.links import lead
from chapbook.jats.settled import settle
from chapbook.jats.translator import JatsTranslator
from chapbook.whole.assembly import Anchors

if TYPE_CHECKING:
    from docutils import nodes

DOCNAME = "chapters/one"


def builder(**images: str) -> Any:
    """Return one without numbers of sections and figures, that has these pictures."""
    domain = SimpleNamespace(get_enumerable_node_type=lambda _node: "")
    return SimpleNamespace(
        images=images,
        config=SimpleNamespace(html_secnumber_suffix=". ", numfig_format={}),
        env=SimpleNamespace(
            toc_secnumbers={}, toc_fignumbers={}, domains=SimpleNamespace(standard_domain=domain), settings={}
        ),
    )


def writer(*content: nodes.Node, images: dict[str, str] | None = None) -> JatsTranslator:
    """Return a translator that knows the ids of a document with this content."""
    book = new_document("")
    book += addnodes.start_of_file("", *content, docname=DOCNAME, level=1)
    made = JatsTranslator(book, builder(**images or {}))
    made.anchors = Anchors(book)
    return made


def jats(*content: nodes.Node, images: dict[str, str] | None = None) -> str:
    """Return what becomes of the content of a document."""
    article, translator = etree.Element("article"), writer(*content, images=images)
    body = etree.SubElement(article, "body")
    translator.write(body, DOCNAME, content)
    lead(article, translator.given)
    settle(article)
    markup: str = etree.tostring(body, encoding="unicode")
    return markup.removeprefix("<body>").removesuffix("</body>")
