"""The other publication as PDF and EPUB: in its language, with every word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pikepdf
import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from throwaway import Build

DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def epub(other_site: Build) -> Path:
    return other_site.out / "river.epub"


def test_the_pdf_says_what_it_is(other_site: Build) -> None:
    with pikepdf.open(other_site.out / "river.pdf") as document:
        assert str(document.Root.Lang) == "zh-CN"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "一条不存在的河"
            assert metadata["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == ["摘要", "目录", "源头", "中游", "河口", "参考文献", "评论", "留言簿"]


def test_the_package_has_the_record_of_the_work(epub: Path) -> None:
    with ZipFile(epub) as book:
        package = ET.fromstring(book.read("content.opf"))
        pages: list[Any] = [
            BeautifulSoup(book.read(name), "xml") for name in book.namelist() if name.endswith(".xhtml")
        ]
    told = {element.tag.removeprefix(DC): element.text for element in package.iter() if element.tag.startswith(DC)}
    assert told["language"] == "zh-CN"
    assert told["publisher"] == "虚构河流学报"
    assert told["description"] == "测试用的短文：三位虚构的作者沿着一条虚构的河走了三天，一路喝茶。"
    assert re.match("urn:uuid:[0-9a-f-]{36}$", str(told["identifier"]))
    assert {page.html["lang"] for page in pages} == {"zh-CN"}
    [summary] = [meta.text for meta in package.iter() if meta.get("property") == "schema:accessibilitySummary"]
    assert summary == "全部内容均为文本，按阅读顺序排列，有标题、目录和各部分之间的链接。"


def test_its_navigation_is_in_its_language(epub: Path) -> None:
    with ZipFile(epub) as book:
        names = [name for name in book.namelist() if name in {"nav.xhtml", "toc.ncx"}]
        texts: list[Any] = [BeautifulSoup(book.read(name), "xml").get_text() for name in names]
    assert len(texts) == 2
    for text in texts:
        assert re.findall("[A-Za-z]{2,}", text) == []
