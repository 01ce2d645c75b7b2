"""Another publication from the same house: its site speaks its language, and shows its own record and thread."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Comment, Doctype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from throwaway import Build

PAGES = ["index", "chapters/source", "chapters/middle", "chapters/mouth", "chapters/spring", "search"]
PAGES += ["appendices/references", "appendices/comments", "appendices/guestbook", "citations", "404"]
NAMES = {
    *("PDF", "EPUB", "JATS", "BibTeX", "RIS", "CSL-JSON", "Atom", "JavaScript", "Furo", "UTC"),  # everywhere
    *("Anna", "Lena", "von", "der", "Strom", "Jr", "Olga", "Petrovna", "Müller", "Aa", "et", "al"),  # who is named
    *("https", "editors", "example", "org"),  # addresses
    *("your-name", "md", "reply_to", "about", "quote"),  # what stands in a comment's file
}
"""What is written in Latin letters in every language."""

NOT_OURS = (
    "script, style, pre, code, .citation, .citation-forms, .citation-reference, .margin-note cite, .commenters a, "
    ".comment-body, .comment bdi"
)
"""What is not the house's: texts of readers, references, which APA has in English, and what programs read."""

WRITTEN_BY_READERS = (
    ".comment-permalink, .comment-permalink > time, .comment-answers, .comment-next, .thread-shape a, .cite, .reply, "
    ".bibtex-citation a"
)
"""Links whose names and tooltips have such a text in them."""

NAMED = ("aria-label", "title", "alt", "placeholder", "data-label")


def shown(page: Any) -> Iterator[str]:
    """Yield what people read or hear of a page, and its title."""
    for tag in page.select(NOT_OURS):
        tag.decompose()
    for text in page.find_all(string=True):
        if not isinstance(text, (Comment, Doctype)):
            yield text
    for tag in page.select("*"):
        if not tag.css.match(WRITTEN_BY_READERS):
            yield from (tag[name] for name in NAMED if tag.get(name))
    for tag in page.select("meta[name=description], meta[property='og:description']"):
        yield tag["content"]


def foreign(page: Any) -> set[str]:
    return {word for text in shown(page) for word in re.findall(r"[^\W\d_][\w-]*", text) if re.match("[A-Za-z]", word)}


def test_it_builds_without_a_warning(other_site: Build) -> None:
    assert other_site.warnings == ""


def test_these_are_all_its_pages(other_site: Build) -> None:
    built = {str(path.relative_to(other_site.out).with_suffix("")) for path in other_site.out.rglob("*.html")}
    assert built == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_nothing_in_english(other_site: Build, name: str) -> None:
    page = other_site.page(name)
    assert page.html["lang"] == "zh-CN"
    assert foreign(page) - NAMES == set()


def test_english_is_seen() -> None:
    html = "<!doctype html><html><title>标题</title><p aria-label='Close'>关闭</p><p>Next 页</p><code>x</code>"
    assert foreign(BeautifulSoup(html, "html.parser")) == {"Close", "Next"}


def test_the_messages_of_the_form_are_in_its_language(other_site: Build) -> None:
    form = other_site.page("appendices/comments").select_one("form.reply-form")
    messages = json.loads(form["data-messages"])
    assert len(messages) > 10
    assert [text for text in messages.values() if not re.search("[\u4e00-\u9fff]", text)] == []


def test_the_dialog_is_in_its_language(other_site: Build) -> None:
    script = other_site.text("_static/chapbook-cite-dialog.js")
    [line] = re.findall(r"const citing = (\{.*\});", script)
    dialog = BeautifulSoup(json.loads(line)["dialog"], "html.parser")
    styles = {"APA", "MLA", "Chicago"}
    assert foreign(dialog) - NAMES - styles - {"what", "s"} == set()  # the last are a placeholder's


def test_the_language_is_a_tag_wherever_it_is_named(other_site: Build) -> None:
    page = other_site.page("chapters/source")
    assert {tag["lang"] for tag in page.find_all(lang=True)} == {"zh-CN"}
    feed: Any = BeautifulSoup(other_site.text("comments.atom"), "xml")
    assert feed.feed["xml:lang"] == "zh-CN"
    front = other_site.page()
    told = {tag["content"] for tag in front.select("meta[name='DC.language'], meta[name=citation_language]")}
    [data] = [json.loads(tag.string) for tag in front.select("script[type='application/ld+json']")]
    assert told | {data["inLanguage"]} == {"zh"}  # as CITATION.cff says of the work itself


def test_the_record_is_its_own(other_site: Build) -> None:
    front = other_site.page()
    [data] = [json.loads(tag.string) for tag in front.select("script[type='application/ld+json']")]
    assert [author["name"] for author in data["author"]] == ["王小河", "Anna Lena von der Strom Jr.", "河边茶社"]
    assert front.select_one("meta[name=citation_author]")["content"] == "王, 小河"
    assert front.title.get_text() == "一条不存在的河"
    apa = front.select_one(".citation-reference").get_text()
    assert "王小河, von der Strom, A. L., Jr., & 河边茶社. (2025). 一条不存在的河 (版本 2.0, 2025-03-09)." in apa


def test_its_references_are_in_apa_style(other_site: Build) -> None:
    entries = {tag["id"]: tag.p.get_text() for tag in other_site.page("appendices/references").select(".citation")}
    assert entries["ref-hedao1987"] == "河道编写组. (1987). 论河道. 收入 周渡 (编), 河流志 (页 12～34). 虚构出版社."
    assert ", As, S., … 王伟. (2020)." in entries["ref-many2020"]
    assert "Imaginäre Flüsse [Unpublished doctoral dissertation]" in entries["ref-muller2001"]


def test_its_dates_are_written_as_chinese_writes_them(other_site: Build) -> None:
    page = other_site.page("appendices/comments")
    times = {tag["datetime"]: tag.get_text() for tag in page.select("article time")}
    assert times["2025-03-10T08:30:00+08:00"] == "2025年3月10日 08:30 UTC+08:00"
    assert times["2025-03-10"] == "[2025年3月10日]"
    assert times["2025-04-01"] == "2025年4月1日"


def test_its_thread_has_all_its_comments_and_the_empty_one_none(other_site: Build) -> None:
    page = other_site.page("appendices/comments")
    assert page.find(id="thread-comments").h2.get_text().startswith("“一条不存在的河”的 15 条评论")
    assert len(page.select("article.comment")) == 15
    assert [tag["id"] for tag in page.select(".by-author")] == ["comment-02-author"]
    last = page.find(id="comment-10-deep")
    assert len(last.find_parents("ol")) == 8
    assert last.select_one(".comment-answers").get_text() == "回复茶客09"
    empty = other_site.page("appendices/guestbook").find(id="thread-guestbook")
    assert empty.h2.get_text().startswith("“一条不存在的河”还没有评论")
    assert empty.select("article") == []


def test_a_comment_about_a_paragraph_names_its_words(other_site: Build) -> None:
    link = other_site.page("appendices/comments").select_one("#comment-11-about .comment-about a")
    assert link["href"] == "../chapters/source.html#source-p1"
    assert link.get_text().startswith("关于源头，第 1 段：“河从一口井里流出来，这口井在地图上找不到。说它在山的北面")


def test_a_page_that_has_moved_says_so_in_its_language(other_site: Build) -> None:
    page = other_site.page("chapters/spring")
    assert page.title.get_text() == page.h1.get_text() == "此页已移至新地址"
    assert page.find(id="new-place")["href"] == "source.html"
    assert page.find("link", rel="canonical")["href"] == "source.html"
