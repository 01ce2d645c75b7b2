"""The text of a PDF by its tags: in their order, whatever the order on the page, and without what is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from chapbook.proof.pdf_text import read_text, to_unicode

if TYPE_CHECKING:
    from pathlib import Path

CMAP = b"""1 beginbfchar <0001> <0048> endbfchar
1 beginbfchar
<0002> <D83DDE00>
endbfchar
2 beginbfrange
<0003> <0005> <0061>
<0006> <0007> [<0066006C> <0020>]
endbfrange"""


def test_the_map_of_a_font() -> None:
    assert to_unicode(CMAP) == {
        b"\0\1": "H", b"\0\2": "😀", b"\0\3": "a", b"\0\4": "b", b"\0\5": "c", b"\0\6": "fl", b"\0\7": " ",
    }  # fmt: skip


def test_the_tags_say_the_order_and_what_is_text(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=pdf.make_stream(CMAP)))
    page = pdf.add_blank_page()
    page.Resources = Dictionary(Font=Dictionary(F=font), Properties=Dictionary(P=Dictionary(MCID=2)))
    page.Contents = pdf.make_stream(
        b"BT /F 9 Tf /Artifact BMC <0001> Tj EMC"
        b" /Span <</MCID 0>> BDC [<00030004> -7 <0007>] TJ EMC"
        b" /Span <</MCID 1>> BDC <0001> Tj /Span <</ActualText (said)>> BDC <0002> Tj EMC EMC"
        b" /Span /P BDC <0006> Tj EMC <0005> Tj ET"
    )
    pieces = [
        Dictionary(S=Name.P, Pg=page.obj, K=1),
        Dictionary(S=Name.P, Pg=page.obj, K=Array([0, Dictionary(S=Name.Span, K=Dictionary(Type=Name.MCR, MCID=2))])),
        Dictionary(S=Name.Figure, ActualText="pic", K=Array([0])),
        Dictionary(S=Name.Link, K=Dictionary(Type=Name.OBJR)),
    ]
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Dictionary(S=Name.Document, K=Array(pieces))))
    pdf.save(tmp_path / "a.pdf")
    lines = [line for line in read_text(tmp_path / "a.pdf").split("\n") if line]
    assert lines == ["Hsaid", "ab fl", "pic"]


def test_without_tags_there_is_no_text(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf")
    assert read_text(tmp_path / "a.pdf") == ""
