"""What pages say of their edition, and where that leads: on pages, in their heads, in citations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from chapbook.settings import misfit
from editions.conftest import BASE
from published_twice import LISTED

if TYPE_CHECKING:
    from editions.conftest import Twice
    from throwaway import Build, Project

RECORD = """\
    cff-version: 1.2.0
    message: M
    title: A Work
    authors: [{family-names: Ah, given-names: Ann}]
    version: "1.1"
    date-released: 2026-06-01
    """


def head(page: Any) -> dict[str, str]:
    wanted = ["canonical", "latest-version", "predecessor-version", "version-history", "cite-as"]
    links = {rel: link["href"] for rel in wanted for link in page.select(f'link[rel="{rel}"]')}
    metas = ["chapbook-address", "DC.identifier", "citation_public_url"]
    return links | {name: meta["content"] for name in metas for meta in page.select(f'meta[name="{name}"]')}


def line(page: Any) -> str:
    [found] = page.select("main aside.edition-line")
    return str(" ".join(found.get_text().split()))


def test_a_kept_page_says_its_edition_and_leads_to_the_newest(twice: Twice) -> None:
    for version, day in (("1.0", "May 1, 2026"), ("1.1", "June 1, 2026")):
        for path in (twice.site.out / version).rglob("*.html"):
            name = str(path.relative_to(twice.site.out)).removesuffix(".html")
            page = twice.site.page(name)
            if name.endswith("/404") or page.select('meta[http-equiv="refresh"]'):
                continue
            said = f"This is edition {version} of {day}, kept as it was published. Newest edition"
            assert line(page) == said, name
            target = path.parent / page.select_one(".edition-line a")["href"]
            assert target.resolve() == twice.site.out / path.relative_to(twice.site.out / version), name
            assert target.is_file(), name


def test_words_and_addresses_are_those_of_the_edition(twice: Twice) -> None:
    words = [twice.site.page(f"{folder}chapters/walking").select_one("#walking-p1") for folder in ("1.0/", "1.1/", "")]
    assert [paragraph.get_text() for paragraph in words] == [
        "Who walks thinks.",
        *["Who walks thinks, and who sits does not."] * 2,
    ]
    assert f"{BASE}1.0/index.html" in twice.site.text("1.0/citation.bib")
    assert f"{BASE}1.0/index.html" in twice.site.text("1.0/on-walking.xml")


def test_heads_lead_to_the_newest_and_to_the_one_before(twice: Twice) -> None:
    name = "chapters/walking"
    known = {"version-history": f"{BASE}editions.html", "cite-as": f"{BASE}1.0/index.html"}
    own = {"chapbook-address": f"{BASE}1.0/{name}.html", "DC.identifier": f"{BASE}1.0/{name}.html"}
    latest = {"canonical": f"{BASE}{name}.html", "latest-version": f"{BASE}{name}.html"}
    assert head(twice.site.page(f"1.0/{name}")) == known | own | latest
    known["cite-as"] = f"{BASE}1.1/index.html"
    own = {"chapbook-address": f"{BASE}1.1/{name}.html", "DC.identifier": f"{BASE}1.1/{name}.html"}
    before = {"predecessor-version": f"{BASE}1.0/{name}.html"}
    assert head(twice.site.page(f"1.1/{name}")) == known | own | latest | before
    assert head(twice.site.page(name)) == known | own | before | {"canonical": f"{BASE}{name}.html"}


def test_of_a_page_that_has_moved_the_newest_finds_the_one_before(twice: Twice) -> None:
    name = "chapters/beginnings"
    assert head(twice.site.page(name))["predecessor-version"] == f"{BASE}1.0/chapters/origins.html"
    assert "predecessor-version" not in head(twice.site.page(f"1.1/{name}"))


def test_the_newest_is_cited_by_the_edition_that_it_is(twice: Twice) -> None:
    page = twice.site.page()
    assert head(page)["citation_public_url"] == f"{BASE}1.1/index.html"
    told = json.loads(page.select_one('script[type="application/ld+json"]').string)
    assert told["url"] == f"{BASE}1.1/index.html"
    assert {part["url"] for part in told["hasPart"]} >= {f"{BASE}1.1/chapters/walking.html#walking"}
    # A search engine takes a PDF only from beside the page; networks count who shares the page that is found.
    assert page.select_one('meta[name="citation_pdf_url"]')["content"] == f"{BASE}on-walking.pdf"
    assert page.select_one('meta[property="og:url"]')["content"] == f"{BASE}index.html"
    assert f"{BASE}1.1/index.html" in twice.site.text("citation.ris")
    assert f"{BASE}1.1/index.html" in twice.site.page("citations").get_text()
    assert page.select_one(".edition").get_text() == "Edition 1.1, June 1, 2026"


def test_who_follows_the_comments_of_an_edition_follows_those_of_the_newest(twice: Twice) -> None:
    assert not (twice.site.out / "1.0/comments.atom").exists()
    for name, feed in (("index", "../comments.atom"), ("appendices/comments", "../../comments.atom")):
        page = twice.site.page(f"1.0/{name}")
        links = page.select('link[type="application/atom+xml"], a[href$=".atom"]')
        assert {link["href"] for link in links} == {feed}
        assert (twice.site.out / "1.0" / name).parent.joinpath(feed).is_file()


@pytest.mark.parametrize("name", ["editions", "changes/1.0/1.1"])
def test_pages_that_no_edition_has_are_cited_by_themselves(twice: Twice, name: str) -> None:
    address = f"{BASE}{name}.html"
    assert head(twice.site.page(name)) == {"canonical": address, "version-history": f"{BASE}editions.html"}


def test_the_newest_says_at_its_end_which_it_is(twice: Twice) -> None:
    for name, href in (
        ("index", "editions.html"),
        ("chapters/walking", "../editions.html"),
        ("search", "editions.html"),
    ):
        [said] = twice.site.page(name).select("footer .edition-said")
        assert said.get_text() == "Edition 1.1, June 1, 2026 · All editions"
        assert said.a["href"] == href


def test_scripts_learn_which_editions_there_are(twice: Twice) -> None:
    told = twice.site.text("editions.js").removeprefix("window.chapbookEditions = ").removesuffix(";\n")
    assert json.loads(told) == [{"version": "1.0", "date": "2026-05-01"}, {"version": "1.1", "date": "2026-06-01"}]
    assert not (twice.site.out / "1.0/editions.js").exists()


def test_policies_hold_for_what_is_added(twice: Twice) -> None:
    page = twice.site.page("1.0/chapters/walking")
    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    assert "script-src 'self' file:" in policy
    assert {script["src"].rpartition("/")[2].partition("?")[0] for script in page.select("script[src]")} >= {
        "chapbook-edition.js"
    }


def of_setting(project: Project, setting: str, listed: str = "", builder: str = "html", **settings: object) -> Build:
    project.settings |= {"extensions": ["chapbook.citing", "chapbook.editions"], "bibtex_bibfiles": []}
    project.settings |= {"chapbook_editions": setting, "html_theme": "alabaster", **settings}
    listed = listed or LISTED % ("1.0", "2026-05-01", "First.") + LISTED % ("1.1", "2026-06-01", "Second.")
    project.write({"index.rst": "A Work\n======\n\nWords.\n", "CITATION.cff": RECORD})
    project.write({"deep/page.rst": ":orphan:\n\nPage\n====\n\nWords.\n", "editions.yaml": listed})
    built = project.build(builder)
    assert built.warnings == ""
    return built


def test_without_the_setting_nothing_is_added(project: Project) -> None:
    plain = of_setting(project, "")
    assert {*head(plain.page("deep/page"))} == set()
    assert not plain.page().select("[class*=edition]")
    assert not [*plain.out.rglob("*edition*")]


def test_without_an_address_links_are_relative(project: Project) -> None:
    page = of_setting(project, "kept:1.0").page("deep/page")
    assert head(page) == {
        "canonical": "../../deep/page.html",
        "latest-version": "../../deep/page.html",
        "version-history": "../../editions.html",
        "chapbook-address": "",
    }
    page = of_setting(project, "newest:1.1").page("deep/page")
    assert head(page) == {"version-history": "../editions.html", "chapbook-address": "../1.1/deep/page.html"}


def test_pages_that_are_folders_lead_to_folders(project: Project) -> None:
    page = of_setting(project, "kept:1.0", builder="dirhtml", html_baseurl=BASE).page("deep/page/index")
    assert head(page) == {
        "canonical": f"{BASE}deep/page/",
        "latest-version": f"{BASE}deep/page/",
        "version-history": f"{BASE}editions/",
        "chapbook-address": f"{BASE}1.0/deep/page/",
        "DC.identifier": f"{BASE}1.0/deep/page/",
        "cite-as": f"{BASE}1.0/",
    }
    assert page.select_one(".edition-line a")["href"] == "../../../deep/page/"


def test_what_has_changed_since_an_edition_says_so_and_is_cited_by_itself(project: Project) -> None:
    changed = of_setting(project, "newest:1.1+", html_baseurl=BASE)
    assert (
        changed.page()
        .select_one(".edition-said")
        .get_text()
        .startswith("Edition 1.1, June 1, 2026, with changes since")
    )
    told = head(changed.page("deep/page"))
    assert told["DC.identifier"] == told["canonical"] == f"{BASE}deep/page.html"
    assert "chapbook-address" not in told


def test_a_version_that_no_edition_has_yet_is_said_as_it_is(project: Project) -> None:
    listed = LISTED % ("1.0", "2026-05-01", "First.")
    said = of_setting(project, "newest:1.0+", listed).page().select_one(".edition-said").get_text()
    assert said == "Edition 1.1, June 1, 2026 · All editions"


def test_a_kept_page_says_what_was_taken_out(project: Project) -> None:
    taken = "  redacted:\n  - {id: comment-1, date: 2026-07-01}\n  - {id: comment-2, date: 2026-08-02}\n"
    built = of_setting(project, "kept:1.1", LISTED % ("1.1", "2026-06-01", "Second.") + taken)
    assert "except for words that were taken out since, the last on August 2, 2026." in line_of(built)


def test_an_edition_that_its_own_list_lacks_does_not_know_its_day(project: Project) -> None:
    assert line_of(of_setting(project, "kept:0.9")) == "This is edition 0.9, kept as it was published. Newest edition"


def line_of(built: Build) -> str:
    return str(" ".join(built.page().select_one(".edition-line").get_text().split()))


def test_its_day_and_words_are_in_the_language_of_the_work(project: Project) -> None:
    assert "2026年5月1日" in line_of(of_setting(project, "kept:1.0", language="zh_CN"))


def test_another_list_of_editions_has_pages_written_again(project: Project) -> None:
    of_setting(project, "newest:1.1", html_baseurl=BASE)
    kept = project.source.with_name("source-built") / "editions/1.0/deep/page.html"
    kept.parent.mkdir(parents=True)
    kept.touch()
    (kept.parents[2] / ".1.0.made-of").touch()
    page = of_setting(project, "newest:1.1", html_baseurl=BASE).page("deep/page")
    assert head(page)["predecessor-version"] == f"{BASE}1.0/deep/page.html"


@pytest.mark.parametrize("value", ["kept", "newest", "kept:1.0+", "kept:../1.0", "newest:", "old:1.0", 1])
def test_what_is_no_value_is_told(project: Project, value: object) -> None:
    project.settings = {"extensions": ["chapbook.editions"], "chapbook_editions": value}
    project.write({"index.rst": "A Work\n======\n\nWords.\n"})
    built = project.build()
    told = f"WARNING: {value!r} is no value of chapbook_editions; leave it to chapbook build --editions"
    assert [line for line in built.warning_lines if "chapbook_editions" in line and "type" not in line] == [
        f"{told} [chapbook.setting]"
    ]
    assert not built.page().select("[class*=edition]")
    assert [name for name, _message in misfit({"chapbook_editions": value})] == ["chapbook_editions"]
