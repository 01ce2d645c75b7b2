"""Names and words of XML, whatever a writer has."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from chapbook.jats.xml_tree import made, printable, xml_name


@pytest.mark.parametrize("id_", ["introduction-p2", "ref-ade2021", "comment-01-ann-lee", "概念", "café", "_x.y"])
def test_an_id_that_is_a_name_stays(id_: str) -> None:
    assert xml_name(id_) == id_


@pytest.mark.parametrize(("id_", "name"), [("1st", "_1st"), ("a/b--c", "a.b--c"), ("a b:c", "a_b_c"), ("-x", "_-x")])
def test_what_is_no_name_becomes_one(id_: str, name: str) -> None:
    assert xml_name(id_) == name


@given(st.text(min_size=1))
def test_every_name_can_be_an_id(text: str) -> None:
    dtd = "<!DOCTYPE a [<!ELEMENT a EMPTY><!ATTLIST a id ID #REQUIRED>]>"
    parser = etree.XMLParser(dtd_validation=True)
    name = xml_name(text)
    assert etree.fromstring(f'{dtd}<a id="{name}"/>', parser).get("id") == name
    assert ":" not in name


@given(st.text())
def test_words_can_be_written_and_read(text: str) -> None:
    element = made("p", text, content_type=text)
    read = etree.fromstring(etree.tostring(element))
    # XML reads the end of a line in one way (2.11).
    words = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (read.text or "").replace("\r", "\n") == words.replace("\r", "\n") or "\r" in text
