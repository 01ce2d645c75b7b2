"""JATS judged by the document type of its standard, and read by two readers of others: pandoc and MyST's jats-xml."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from chapbook.pandoc import program
from judges.programs import MODULES, answer, from_npm, node
from judges.verdicts import Finding, Judge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

    from judges.published import Published
    from throwaway import Build

DTD = MODULES / "@jats4r/dtds/schema/1.3/JATS-archivearticle1-3-mathml3.dtd"
VALID = Judge("JATS Archiving 1.3", "its DTD, with MathML 3", "JATS", from_npm("@jats4r/dtds"))


def faults(article: _Element) -> list[Finding]:
    """Return all that the document type does not allow."""
    dtd = etree.DTD(str(DTD))
    dtd.validate(article)
    return [Finding(f"line {error.line}", error.type_name, error.message) for error in dtd.error_log]


def read(path: Path) -> _Element:
    return etree.parse(path).getroot()


@pytest.mark.judge(VALID)
@pytest.mark.usefixtures("npm")
def test_it_is_valid(published: Published, judged: Callable[..., None]) -> None:
    judged([published.jats.name], faults(read(published.jats)))


@pytest.mark.usefixtures("npm")
def test_it_is_valid_with_everything_that_a_writer_can_write(everything: Build) -> None:
    assert faults(read(everything.out / "everything.xml")) == []


@pytest.mark.usefixtures("npm")
def test_what_is_wrong_is_found(published: Published) -> None:
    article = read(published.jats)
    etree.SubElement(next(article.iter("sec")), "comment")
    next(article.iter("xref")).set("rid", "nowhere")
    assert len(faults(article)) == 2


def lines_of(article: _Element, *paths: str) -> list[str]:
    """Return the words of the elements that paths name, in the order in which they stand."""
    found = [element for path in paths for element in article.iterfind(path)]
    order = {element: number for number, element in enumerate(article.iter())}
    texts = ("".join(element.itertext()) for element in sorted(found, key=order.__getitem__))
    return [" ".join(text.split()) for text in texts if text.strip()]


@pytest.fixture
def by_pandoc(published: Published) -> Callable[[str], str]:
    def said(form: str) -> str:
        command = [str(program()), "--from=jats", f"--to={form}", "--wrap=none", str(published.jats)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return said


def test_pandoc_reads_every_paragraph_and_comment_in_order(
    published: Published, by_pandoc: Callable[[str], str]
) -> None:
    article = read(published.jats)
    paths = (
        "body//sec/title",
        "body//sec/p",
        "sub-article//article-title",
        "sub-article//verse-line",
        "sub-article//p",
    )
    written = iter(" ".join(line.split()) for line in by_pandoc("plain").splitlines())
    missing = [line for line in lines_of(article, *paths) if "\u00ad" not in line and line not in written]
    assert missing == []


def test_pandoc_reads_the_record_and_the_works_that_are_cited(
    published: Published, by_pandoc: Callable[[str], str]
) -> None:
    article = read(published.jats)
    works = {work["id"]: work for work in json.loads(by_pandoc("csljson"))}
    # Pandoc writes its references with this prefix, and takes it away.
    cited = {ref.get("id", "").removeprefix("ref-"): ref for ref in article.iter("ref")}
    assert works.keys() == cited.keys()
    titles = {key: ref.findtext("element-citation/article-title") for key, ref in cited.items()}
    assert {key: works[key]["title"] for key, title in titles.items() if title} == {
        k: t for k, t in titles.items() if t
    }


@pytest.mark.usefixtures("npm")
def test_myst_reads_the_record_the_text_the_works_and_the_conversation(published: Published) -> None:
    article = read(published.jats)
    found = answer(node("read-jats.js", told=published.jats.read_text(encoding="utf-8")))
    title = article.find("front/article-meta/title-group/article-title")
    abstract, body = article.find("front/article-meta/abstract"), article.find("body")
    for name, element in {"title": title, "abstract": abstract, "body": body}.items():
        assert element is not None
        assert "".join(found[name].split()) == "".join("".join(element.itertext()).split()), name
    assert len(found["authors"]) == len(article.findall("front//contrib"))
    assert found["references"] == [ref.get("id") for ref in article.iter("ref")]
    assert found["conversation"] == [comment.get("id") for comment in article.iter("sub-article")]
