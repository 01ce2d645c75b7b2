"""The built site: its sections and ids, its references and comments, its links, and that it is whole by itself."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from throwaway import ROOT, Build, Project, build

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = {
    "abstract": "index",
    "introduction": "chapters/introduction",
    "platform-content": "chapters/platform-content",
    "policy-publicity": "chapters/policy-publicity",
    "product-marketing": "chapters/product-marketing",
    "officials-and-creators": "chapters/officials-and-creators",
    "impact-on-society": "chapters/impact-on-society",
    "conclusion": "chapters/conclusion",
    "references": "appendices/references",
    "comments": "appendices/comments",
    "figures": "appendices/figures",
    "about-this-edition": "appendices/about-this-edition",
}
COMMENTS = [
    "01-genevieve-dobson",
    "02-reply-to-genevieve-dobson",
    "03-harry-wallace",
    "04-reply-to-harry-wallace",
    "05-erica-lim",
    "06-reply-to-erica-lim",
    "07-benjamin-scott",
    "08-sining-chen",
    "09-marie-julie-eugenie-lucette",
    "10-reply-to-marie-julie-eugenie-lucette",
]
REFERENCES = [
    "chinadaily2020",
    "cnnic2020",
    "computingforsociety2021",
    "hampton2018",
    "marketingchina2021",
    "peoplecn2022",
    "ren2021",
    "wang2021",
]


def pages(site: Build) -> dict[str, BeautifulSoup]:
    paths = sorted(path for path in site.out.rglob("*.html") if "_static" not in path.parts)
    return {str(path.relative_to(site.out)): BeautifulSoup(path.read_text(), "html.parser") for path in paths}


def test_the_publication_builds_without_a_warning(site: Build) -> None:
    assert site.warnings == ""


@pytest.mark.parametrize(("section", "page"), SECTIONS.items())
def test_a_written_id_is_the_first_id_of_its_heading(site: Build, section: str, page: str) -> None:
    found = site.page(page).find("section", id=section)
    assert found is not None
    heading = found.find(["h1", "h2"], recursive=False)
    assert heading.a["href"] == f"#{section}"


def test_every_section_reference_and_comment_can_be_referred_to_from_elsewhere(site: Build) -> None:
    inventory = InventoryFile.loads((site.out / "objects.inv").read_bytes(), uri="")
    expected = {name: f"{page}.html#{name}" for name, page in SECTIONS.items()}
    expected |= {f"ref-{key}": f"appendices/references.html#ref-{key}" for key in REFERENCES}
    expected |= {f"comment-{name}": f"appendices/comments.html#comment-{name}" for name in COMMENTS}
    for name, uri in expected.items():
        assert inventory["std:label", name].uri in {uri, uri.replace(name, "$")}, name


def test_another_project_reaches_them(site: Build, project: Project) -> None:
    project.settings = {
        "extensions": ["myst_parser", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"douyin": ("https://example.org/", str(site.out / "objects.inv"))},
        "nitpicky": True,
    }
    names = ["introduction", "introduction-p1", "conclusion", "ref-wang2021", "comment-08-sining-chen"]
    lines = [f"- {{external+douyin:std:ref}}`{name}` [x](inv:douyin:std:label#{name})" for name in names]
    project.write({"index.md": "# Another\n\n" + "\n".join(lines) + "\n"})
    other = project.build()
    assert other.warnings == ""
    links = [link["href"] for link in other.page().select("a.reference.external")]
    fragments = [urlsplit(link).fragment for link in links if "example.org" in link]
    assert fragments == [name for name in names for _ in range(2)]


@pytest.mark.parametrize(
    "link", ["{ref}`conclusion`", "[x](#conclusion)", "[x](conclusion.md)", "[x](conclusion.md#conclusion)"]
)
def test_a_chapter_can_refer_to_another(tmp_path: Path, link: str) -> None:
    source = copy_of_the_publication(tmp_path)
    chapter = source / "chapters/introduction.md"
    chapter.write_text(chapter.read_text() + f"\n{link}\n", encoding="utf-8")
    built = build(source, tmp_path / "built", "html", {})
    assert built.warnings == ""
    last = built.page("chapters/introduction").article.find_all("p")[-1].a
    assert last["href"] in {"conclusion.html#conclusion", "conclusion.html"}


def copy_of_the_publication(place: Path) -> Path:
    source = place / "source"
    source.mkdir()
    for name in (
        "CITATION.cff",
        "anchors.txt",
        "appendices",
        "chapters",
        "comments",
        "conf.py",
        "figures",
        "index.md",
        "redirects.txt",
        "references.bib",
    ):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, source / name)
    return source


def test_every_reference_says_how_it_is_written_how_sure_it_is_and_where_it_is_cited(site: Build) -> None:
    entries = site.page("appendices/references").select(".citation-list > .citation")
    assert [entry["id"].removeprefix("ref-") for entry in entries] == REFERENCES
    sure = {}
    for entry in entries:
        key = entry["id"].removeprefix("ref-")
        assert entry.select_one(".citation-aswritten").get_text()
        sure[key] = entry.select_one(".citation-annotation").get_text().partition(": ")[2].partition(".")[0]
        unknown = "[Work not identified]" in entry.p.get_text()
        assert unknown == (sure[key] == "not identified")
        for link in entry.select(".citation-places a"):
            page, _, section = link["href"].removeprefix("../").partition(".html#")
            assert re.fullmatch(r".+, para[.] \d+", link.get_text())
            assert SECTIONS[section.rpartition("-p")[0]] == page
            assert key in {a["href"].partition("#ref-")[2] for a in site.page(page).find(id=section).select("a")}
            assert key in {a["href"].partition("#ref-")[2] for a in site.page(page).select(".bibtex-citation a")}
    assert sure == {
        "chinadaily2020": "not identified",
        "cnnic2020": "confirmed",
        "computingforsociety2021": "not identified",
        "hampton2018": "probable",
        "marketingchina2021": "not identified",
        "peoplecn2022": "not identified",
        "ren2021": "not identified",
        "wang2021": "probable",
    }


def test_the_ten_comments_stand_in_their_order(site: Build) -> None:
    page = site.page("appendices/comments")
    assert [article["id"] for article in page.select("article.comment")] == [f"comment-{name}" for name in COMMENTS]
    replies = [article["id"] for article in page.select("ol.children article.comment")]
    assert replies == [f"comment-{name}" for name in COMMENTS if "reply-to" in name]
    assert [article["id"] for article in page.select("article.by-author")] == replies
    assert page.find(id="thread-comments").h2.get_text().startswith("10 thoughts on ")


def test_every_link_that_a_commenter_wrote_says_that_it_is_not_ours(site: Build) -> None:
    links = site.page("appendices/comments").select("article.comment a[href]")
    written = [link for link in links if not link["href"].startswith(("#", "../", "comments.html", "?"))]
    assert written
    assert {frozenset(link["rel"]) for link in written} == {frozenset({"external", "nofollow", "ugc"})}


def test_every_link_inside_lands(site: Build) -> None:
    all_pages = pages(site)
    ids = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in all_pages.items()}
    for name, page in all_pages.items():
        folder = (site.out / name).parent
        for link in page.find_all("a", href=True):
            parts = urlsplit(str(link["href"]))
            if parts.scheme or parts.netloc:
                continue
            target = (folder / unquote(parts.path)).resolve() if parts.path else site.out / name
            assert target.is_file(), (name, link["href"])
            relative = str(target.relative_to(site.out))
            if parts.fragment and relative in ids:
                assert parts.fragment in ids[relative], (name, link["href"])


LOADED = {"icon", "manifest", "modulepreload", "prefetch", "preconnect", "preload", "shortcut", "stylesheet"}


def test_nothing_is_loaded_from_elsewhere(site: Build) -> None:
    for name, page in pages(site).items():
        links = [link for link in page.select("link[href]") if LOADED & set(link["rel"])]
        sources = [str(tag.get("src") or tag.get("href")) for tag in [*page.select("[src]"), *links]]
        outside = [
            source for source in sources if urlsplit(source).netloc or urlsplit(source).scheme not in {"", "data"}
        ]
        assert outside == [], name
        assert not page.find("form", action=lambda action: bool(action and urlsplit(action).netloc))


def test_what_is_mended_of_the_theme_is_mended_on_every_page(site: Build) -> None:
    for name, page in pages(site).items():
        assert len(page.find_all("main")) == 1, name
        assert page.select_one("[role=main]") is None, name
        assert page.main is not None, name
        assert len(page.find_all("h1")) == len(page.main.find_all("h1")) == 1, name
        assert all(button.get("type") for button in page.find_all("button")), name
        labels = [aside.get("aria-label") for aside in page.find_all("aside")]
        assert all(labels), name
        assert len(labels) == len(set(labels)) == 1, name
        assert all(form.find("button", type="submit") for form in page.find_all("form")), name


def test_the_title_page_and_the_record_agree(site: Build) -> None:
    record = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    page = site.page()
    assert page.h1.get_text().removesuffix("¶") == record["title"] == record["preferred-citation"]["title"]
    assert page.title.get_text() == record["title"]
    assert page.select_one(".byline p").get_text() == record["authors"][0]["alias"]
    assert str(record["preferred-citation"]["url"]) in str(page)


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext"])
def test_every_other_builder_builds_it_without_a_warning(tmp_path: Path, builder: str) -> None:
    assert build(ROOT, tmp_path, builder, {}).warnings == ""
