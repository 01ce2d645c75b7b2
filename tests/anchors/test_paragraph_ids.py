"""Ids of sections and paragraphs, on a document that was not built: which are dropped, given and left as they are."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from chapbook.anchors.paragraph_ids import drop_counted_ids, number_paragraphs


def section(*children: nodes.Node, ids: list[str]) -> nodes.section:
    return nodes.section("", nodes.title("", f"On {ids[0]}"), *children, ids=ids)


def paragraph(*ids: str) -> nodes.paragraph:
    return nodes.paragraph("", "Words.", ids=list(ids))


def document(*children: nodes.Node) -> nodes.document:
    made = new_document("work.md")
    made.extend(children)
    return made


@pytest.mark.parametrize(
    ("ids", "left"),
    [
        (["year", "id1"], ["year"]),
        (["id12", "year", "id3"], ["year"]),
        (["id1"], ["id1"]),
        (["id1", "id2"], ["id1", "id2"]),
        (["a", "b"], ["a", "b"]),
        (["idea", "id"], ["idea", "id"]),
        (["id1a", "xid1", "ID1", "id7"], ["id1a", "xid1", "ID1"]),
    ],
)
def test_of_ids_those_that_were_written_are_left(ids: list[str], left: list[str]) -> None:
    headed, said = section(ids=ids), paragraph(*ids)
    drop_counted_ids(document(headed, said))
    assert headed["ids"] == said["ids"] == left


def test_what_is_neither_section_nor_paragraph_keeps_its_ids() -> None:
    target = nodes.target("", "", ids=["a", "id1"])
    drop_counted_ids(document(target))
    assert target["ids"] == ["a", "id1"]


def numbered(doctree: nodes.document, docname: str, *parts: str) -> list[tuple[str, str, int]]:
    return [(item.id, item.section_title, item.number) for item in number_paragraphs(doctree, docname, parts)]


def test_paragraphs_are_counted_in_their_section() -> None:
    inner = section(paragraph(), ids=["inner"])
    doctree = document(
        section(
            paragraph(),
            nodes.bullet_list("", nodes.list_item("", paragraph())),
            paragraph("mine", "also"),
            paragraph(),
            inner,
            ids=["outer", "second"],
        )
    )
    assert numbered(doctree, "work", "work") == [
        ("outer-p1", "On outer", 1),
        ("mine", "On outer", 2),
        ("outer-p3", "On outer", 3),
        ("inner-p1", "On inner", 1),
    ]


def test_a_counted_id_that_is_written_elsewhere_is_not_given() -> None:
    doctree = document(section(paragraph(), paragraph("s-p1"), ids=["s"]))
    assert numbered(doctree, "work", "work") == [("", "On s", 1), ("s-p1", "On s", 2)]


@pytest.mark.parametrize(
    ("part", "sections"),
    [
        ("chapters/*", ["a", "b"]),
        ("chapters/one", ["a", "b"]),
        ("chapters/one#b", ["b"]),
        ("*#a", ["a"]),
        ("chapters/on", []),
        ("chapters/one#", []),
        ("Chapters/*", []),
    ],
)
def test_which_parts_are_counted(part: str, sections: list[str]) -> None:
    doctree = document(section(paragraph(), ids=["a"]), section(paragraph(), ids=["b"]))
    assert [name for name, _, _ in numbered(doctree, "chapters/one", "other", part)] == [f"{s}-p1" for s in sections]
    assert len(list(doctree.findall(lambda node: isinstance(node, nodes.paragraph) and bool(node["ids"])))) == len(
        sections
    )


def kept(name: str) -> nodes.target:
    return nodes.target("", "", ids=[name], classes=["kept-anchor"])


def test_the_place_of_a_paragraph_that_is_gone_is_counted_and_has_no_number() -> None:
    gone = nodes.paragraph("", "", kept("s-p2"), nodes.Text("\n"), kept("older"))
    following, beginning = paragraph(), nodes.paragraph("", "", kept("oldest"), nodes.Text("Words."))
    doctree = document(section(paragraph(), gone, following, beginning, ids=["s"]))
    assert numbered(doctree, "work", "*") == [("s-p1", "On s", 1), ("s-p3", "On s", 3), ("s-p4", "On s", 4)]
    assert gone["ids"] == []


def test_a_paragraph_without_words_is_one_all_the_same() -> None:
    picture = nodes.paragraph("", "", nodes.image(uri="a.png"))
    doctree = document(section(nodes.paragraph(), picture, ids=["s"]))
    assert [number for _id, _title, number in numbered(doctree, "work", "*")] == [1, 2]


def test_only_a_picture_on_its_own_has_no_words() -> None:
    image = nodes.image(uri="a.png", alt="A street")
    alone = nodes.paragraph("", "", nodes.reference("", "", image.copy()), nodes.Text("\n"))
    beside = nodes.paragraph("", "", image.copy(), nodes.Text("Words."))
    formula = nodes.paragraph("", "", nodes.math("", "x"))
    doctree = document(section(alone, beside, formula, nodes.paragraph(), ids=["s"]))
    assert [item.has_words for item in number_paragraphs(doctree, "work", ["*"])] == [False, True, True, True]
