"""What catalogues and reading systems are told of a book: what is true of its pages."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from chapbook.epub.held import Held, accessibility, held
from chapbook.epub.package import NAMESPACES, describe, identify, tell_properties
from chapbook.epub.well_formed import XHTML

PAGE = f'<html xmlns="{XHTML}"><body>{{}}</body></html>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Words.</p>", Held()),
        ('<img src="a.png" alt="A street"/>', Held((True,))),
        ('<img src="a.png"/><img src="b.png" alt="  "/>', Held((False, False))),
        ('<img src="a.png" alt=""/><img src="b.png" role="presentation"/>', Held()),
        ('<img src="a.gif" alt="A"/>', Held((True,), media=True)),
        (
            '<video src="a.mp4" poster="https://a.org/b.png"></video>',
            Held(media=True, properties=frozenset({"remote-resources"})),
        ),
        ('<a href="https://a.org/">l</a>', Held()),
        ("<form></form>", Held(properties=frozenset({"scripted"}))),
        (
            '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>',
            Held(math=True, properties=frozenset({"mathml"})),
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><title>A</title></svg>',
            Held((True,), properties=frozenset({"svg"})),
        ),
        ('<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"/>', Held(properties=frozenset({"svg"}))),
    ],
)
def test_a_page_is_looked_at(body: str, found: Held) -> None:
    assert held(ET.fromstring(PAGE.format(body))) == found


def of(*pages: Held, has_index: bool = False) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for name, value in accessibility(pages, has_index=has_index):
        said.setdefault(name.removeprefix("schema:"), []).append(value)
    return said


TEXT_FEATURES = ["displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]


def test_a_book_of_text_is_one() -> None:
    said = of(Held(), Held())
    assert said["accessMode"] == said["accessModeSufficient"] == ["textual"]
    assert said["accessibilityFeature"] == TEXT_FEATURES
    assert said["accessibilityHazard"] == ["none"]
    assert said["accessibilitySummary"][0].startswith("All content is text,")


def test_pictures_have_words_only_if_all_have_them() -> None:
    said = of(Held((True,)), Held((True, True)))
    assert said["accessMode"] == ["textual", "visual"]
    assert said["accessModeSufficient"] == ["textual"]
    assert said["accessibilityFeature"] == ["alternativeText", *TEXT_FEATURES]
    said = of(Held((True,)), Held((True, False)))
    assert said["accessModeSufficient"] == ["textual,visual"]
    assert said["accessibilityFeature"] == TEXT_FEATURES
    assert "Some pictures have no words" in said["accessibilitySummary"][0]


def test_what_else_there_is_is_told() -> None:
    said = of(Held(math=True, media=True), has_index=True)
    assert {"MathML", "index"} < set(said["accessibilityFeature"])
    assert said["accessibilityHazard"] == ["unknown"]


PACKAGE = f"""\
<package xmlns="{NAMESPACES["opf"]}" xmlns:dc="{NAMESPACES["dc"]}"><metadata>
<dc:identifier>urn:x</dc:identifier><dc:title>T</dc:title><dc:description>unknown</dc:description>
<dc:creator>Ann Ah, Bo Be</dc:creator><dc:contributor></dc:contributor>
</metadata><manifest><item href="a.xhtml"/><item href="nav.xhtml" properties="nav"/></manifest></package>"""


def test_each_creator_is_named_and_nothing_that_nobody_said() -> None:
    package: Any = ET.ElementTree(ET.fromstring(PACKAGE))
    describe(package, ["Ann Ah", "Bo Be"], [("schema:accessibilitySummary", "All.")], "en")
    assert [(element.tag.partition("}")[2], element.text) for element in package.findall("metadata/*", NAMESPACES)] == [
        ("identifier", "urn:x"),
        ("title", "T"),
        ("creator", "Ann Ah"),
        ("creator", "Bo Be"),
        ("meta", "All."),
    ]


def test_further_identifiers_stand_behind_its_own() -> None:
    package: Any = ET.ElementTree(ET.fromstring(PACKAGE))
    identify(package, ["urn:y", "urn:z"])
    found = [element.text for element in package.findall("metadata/dc:identifier", NAMESPACES)]
    assert found == ["urn:x", "urn:y", "urn:z"]
    assert package.find("metadata/dc:identifier", NAMESPACES).text == "urn:x"


def test_a_page_s_properties_join_its_own() -> None:
    package: Any = ET.ElementTree(ET.fromstring(PACKAGE))
    tell_properties(package, {"a.xhtml": frozenset({"svg", "mathml"}), "nav.xhtml": frozenset({"svg"})})
    assert [item.get("properties") for item in package.findall("manifest/item", NAMESPACES)] == [
        "mathml svg",
        "nav svg",
    ]
