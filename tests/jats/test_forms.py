"""What each kind of node becomes, as XML."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from jats_forms import jats

XLINK = 'xmlns:ns0="http://www.w3.org/1999/xlink" '


def paragraph(*content: nodes.Node | str, **attributes: object) -> nodes.paragraph:
    parts = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *parts, **attributes)


def in_line(*content: nodes.Node | str) -> str:
    return jats(paragraph(*content)).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (nodes.emphasis("", "a"), "<italic>a</italic>"),
        (nodes.strong("", "a"), "<bold>a</bold>"),
        (nodes.literal("", "a  b"), "<monospace>a b</monospace>"),
        (nodes.superscript("", "2"), "<sup>2</sup>"),
        (nodes.inline("", "out", html="s"), "<strike>out</strike>"),
        (nodes.inline("", "far", html="mark"), '<styled-content style-type="mark">far</styled-content>'),
        (
            nodes.inline("", "Gruß", classes=["language-de"]),
            '<styled-content xml:lang="de">Gruß</styled-content>',
        ),
        (nodes.abbreviation("", "W", explanation="World"), "<abbrev>W</abbrev> (World)"),
        (nodes.inline("", "", html="br"), "<?line-break ?> "),
        (nodes.raw("", "<br />\n", format="html"), "<?line-break ?> "),
        (nodes.raw("", "<b>", format="html"), ""),
        (nodes.Text("a\x01b \ud800\n c"), "a\ufffdb \ufffd c"),
    ],
)
def test_what_stands_in_a_line(node: nodes.Node, expected: str) -> None:
    assert in_line("x", node, "y") == f"x{expected}y"


def test_a_line_ends_where_jats_knows_that() -> None:
    title = nodes.title("", "", nodes.Text("a"), nodes.inline("", "", html="br"), nodes.Text("b"))
    assert jats(nodes.section("", title)) == "<sec><title>a<break/>b</title></sec>"


def test_a_link_names_its_address() -> None:
    written = in_line(nodes.reference("", "w", refuri="https://a.example/?x=<&y"))
    expected = f'<ext-link {XLINK}ext-link-type="uri" ns0:href="https://a.example/?x=&lt;&amp;y">w</ext-link>'
    assert written == expected


def test_a_link_within_leads_to_the_element_and_names_its_kind() -> None:
    there = nodes.section("", nodes.title("", "T"), paragraph("p", ids=["t-p1"]), ids=["t", "t-too"])
    links = [nodes.reference("", id_, refuri=f"%chapters/one#{id_}") for id_ in ("t", "t-too", "t-p1")]
    first, second, third = jats(paragraph(*links), there).split("</xref>")[:3]
    assert first.endswith('<xref rid="t" ref-type="sec">t')
    assert second == '<xref rid="t-too" ref-type="sec">t-too'
    assert third == '<xref rid="t-p1" ref-type="other">t-p1'
    assert jats(there) == '<sec id="t"><title id="t-too">T</title><p id="t-p1">p</p></sec>'


def test_a_link_to_nothing_is_its_words() -> None:
    assert in_line(nodes.reference("", "w", refuri="%elsewhere#x")) == "<styled-content>w</styled-content>"


def entry(words: str, **attributes: object) -> nodes.list_item:
    return nodes.list_item("", paragraph(words), **attributes)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (nodes.rubric("", "R"), '<p content-type="heading"><bold>R</bold></p>'),
        (nodes.transition(), "<p><hr/></p>"),
        (nodes.bullet_list("", entry("a")), '<list list-type="bullet"><list-item><p>a</p></list-item></list>'),
        (
            nodes.enumerated_list("", entry("a"), entry("b"), enumtype="lowerroman", start=4),
            '<list list-type="roman-lower">'
            + "".join(f"<list-item><label>{n}</label><p>{t}</p></list-item>" for n, t in (("iv", "a"), ("v", "b")))
            + "</list>",
        ),
        (
            nodes.enumerated_list("", entry("a"), enumtype="upperalpha"),
            '<list list-type="alpha-upper"><list-item><p>a</p></list-item></list>',
        ),
        (
            nodes.definition_list_item(
                "", nodes.term("", "T"), nodes.classifier("", "c"), nodes.definition("", paragraph("d"))
            ),
            "<def-item><term>T : <italic>c</italic></term><def><p>d</p></def></def-item>",
        ),
        (
            nodes.field("", nodes.field_name("", "F"), nodes.field_body()),
            "<def-item><term>F:</term><def><p/></def></def-item>",
        ),
        (
            nodes.block_quote("", paragraph("q"), nodes.attribution("", "A")),
            "<disp-quote><p>q</p><attrib>A</attrib></disp-quote>",
        ),
        (
            nodes.line_block("", nodes.line("", "a"), nodes.line_block("", nodes.line("", "b"))),
            "<verse-group><verse-line>a</verse-line><verse-group><verse-line>b</verse-line></verse-group></verse-group>",
        ),
        (
            nodes.note("", paragraph("n")),
            '<boxed-text content-type="note"><caption><title>Note</title></caption><p>n</p></boxed-text>',
        ),
        (
            nodes.topic("", nodes.title("", "S"), paragraph("s")),
            '<boxed-text content-type="topic"><caption><title>S</title></caption><p>s</p></boxed-text>',
        ),
        (nodes.container("", nodes.Text("loose "), nodes.strong("", "words")), "<p>loose <bold>words</bold></p>"),
    ],
)
def test_what_stands_on_its_own(node: nodes.Element, expected: str) -> None:
    written = jats(
        nodes.definition_list("", node) if isinstance(node, nodes.definition_list_item | nodes.field) else node
    )
    assert written.removeprefix("<def-list>").removesuffix("</def-list>") == expected


def test_code_keeps_its_spaces_and_names_its_language() -> None:
    block = nodes.literal_block(
        "", "if x:\n    y\n", language="python", linenos=True, highlight_args={"linenostart": 3}
    )
    said = 'language="python" specific-use="lines-numbered-from-3" xml:space="preserve"'
    assert jats(block) == f"<code {said}>if x:\n    y</code>"
    parsed = nodes.literal_block("", "", nodes.Text("a\n  "), nodes.strong("", "b"))
    assert jats(parsed) == '<preformat xml:space="preserve">a\n  <bold>b</bold></preformat>'


def table(*rows: nodes.row, head: nodes.row | None = None) -> nodes.table:
    specs = [nodes.colspec(stub=1), nodes.colspec()]
    parts = [nodes.thead("", head)] if head else []
    return nodes.table("", nodes.title("", "T"), nodes.tgroup("", *specs, *parts, nodes.tbody("", *rows)))


def cell(*content: nodes.Node, **attributes: object) -> nodes.entry:
    return nodes.entry("", *content, **attributes)


def test_a_table_has_heads_of_rows_and_columns_and_joined_cells() -> None:
    head = nodes.row("", cell(paragraph("h"), morecols=1))
    row = nodes.row("", cell(paragraph("a")), cell(paragraph("b"), paragraph("c"), classes=["text-right"]))
    assert jats(table(row, head=head)) == (
        "<table-wrap><caption><title>T</title></caption><table>"
        '<thead><tr><th colspan="2">h</th></tr></thead>'
        '<tbody><tr><th>a</th><td align="right"><p>b</p><p>c</p></td></tr></tbody></table></table-wrap>'
    )


def test_a_box_in_a_cell_stands_in_a_paragraph() -> None:
    boxed = jats(table(nodes.row("", cell(nodes.note("", paragraph("n"))))))
    assert '<th><p><boxed-text content-type="note">' in boxed


def picture(**attributes: str) -> nodes.image:
    return nodes.image(uri="a.png", **attributes)


def test_a_figure_has_its_caption_its_legend_and_its_picture() -> None:
    caption, legend = nodes.caption("", "C"), nodes.legend("", paragraph("L"))
    written = jats(nodes.figure("", picture(alt="A"), caption, legend, ids=["f"]), images={"a.png": "a1.png"})
    assert written == (
        '<fig id="f"><caption><title>C</title><p>L</p></caption>'
        f'<graphic {XLINK}ns0:href="_images/a1.png" mimetype="image" mime-subtype="png">'
        "<alt-text>A</alt-text></graphic></fig>"
    )


def test_a_picture_in_a_line_is_one() -> None:
    written = jats(paragraph("a ", picture(), " b"), images={"a.png": "a.png"})
    assert written.startswith(f'<p>a <inline-graphic {XLINK}ns0:href="_images/a.png"')


def test_a_picture_of_another_host_is_a_link() -> None:
    written = jats(nodes.image(uri="https://a.example/a.png", alt="A"))
    assert written.endswith('ns0:href="https://a.example/a.png">A</ext-link></p>')


def test_a_picture_alone_has_its_link_in_it() -> None:
    link = nodes.reference("", "", picture(alt="A"), refuri="https://a.example")
    written = jats(link, images={"a.png": "a.png"})
    assert written.startswith("<graphic ")
    assert written.endswith('ns0:href="https://a.example"/></graphic>')


def test_a_description_is_a_term() -> None:
    parameters = addnodes.desc_parameterlist("", "", addnodes.desc_parameter("", "x"), addnodes.desc_parameter("", "y"))
    signature = addnodes.desc_signature("", "", addnodes.desc_name("", "f"), parameters, ids=["f"])
    described = addnodes.desc("", signature, addnodes.desc_content("", paragraph("d")))
    assert jats(described) == (
        '<def-list list-type="descriptions"><def-item><term id="f"><bold>f</bold>(x, y)</term>'
        "<def><p>d</p></def></def-item></def-list>"
    )


def test_a_formula_has_mathml_and_tex() -> None:
    written = in_line(nodes.math("", "x^2", mathml="<msup><mi>x</mi><mn>2</mn></msup>"))
    math = '<ns0:math xmlns:ns0="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x^2">'
    inner = "<ns0:msup><ns0:mi>x</ns0:mi><ns0:mn>2</ns0:mn></ns0:msup></ns0:math>"
    expected = f"<inline-formula><alternatives>{math}{inner}<tex-math>x^2</tex-math></alternatives></inline-formula>"
    assert written == expected


def test_a_formula_that_nobody_could_read_is_its_tex() -> None:
    block = nodes.math_block("", "\\odd", eqno="(1)", ids=["e"])
    assert jats(block) == '<disp-formula id="e"><label>(1)</label><tex-math>\\odd</tex-math></disp-formula>'


def test_an_unknown_node_keeps_its_words(caplog: pytest.LogCaptureFixture) -> None:
    class odd(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils' way to name nodes
        pass

    assert in_line("a ", odd("", "b")) == "a b"
    [told] = [record.getMessage() for record in caplog.records]
    assert "JATS has no form for 'odd'; its words are there, write it in another way" in told


def reference(key: str, *further: nodes.paragraph, **attributes: object) -> nodes.citation:
    return nodes.citation("", nodes.label("", key), paragraph(f"Of {key}."), *further, ids=[f"ref-{key}"], **attributes)


def test_works_are_one_list_behind_the_text() -> None:
    note = paragraph("Sure.", classes=["citation-annotation"])
    section = nodes.section(
        "", nodes.title("", "T"), reference("a", note, csl={"type": "book", "title": "B"}), reference("b")
    )
    assert jats(section) == (
        '<sec><title>T</title><ref-list><ref id="ref-a"><label>[a]</label>'
        '<element-citation publication-type="book"><source>B</source></element-citation>'
        '<mixed-citation>Of a.</mixed-citation><note content-type="annotation"><p>Sure.</p></note></ref>'
        '<ref id="ref-b"><label>[b]</label><mixed-citation>Of b.</mixed-citation></ref></ref-list></sec>'
    )


def test_a_mark_leads_to_its_note() -> None:
    mark = nodes.footnote_reference("", "1", refid="n")
    note = nodes.footnote("", nodes.label("", "1"), paragraph("N"), ids=["n"])
    # Notes stand at the end of all, where they are written by themselves.
    assert jats(paragraph("a", mark), note) == "<p>a<styled-content><sup>1</sup></styled-content></p>"
