"""Every page begins with its policy, which allows the theme's own scripts and none that stands in the text."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from throwaway import Build, Project

SMUGGLED = 'document.title = "smuggled"'
SOURCES = {
    "index.rst": "A\n=\n\n.. toctree::\n\n   one\n",
    "one.rst": "One\n===\n\n.. index:: word\n\nWords.\n",
}


@pytest.fixture
def work(project: Project) -> Project:
    project.settings = {"extensions": ["chapbook.security"], "html_theme": "furo", "project": "A Work"}
    project.write(SOURCES)
    return project


def with_raw(work: Project, html: str) -> Build:
    work.write({"one.rst": f"One\n===\n\nWords.\n\n.. raw:: html\n\n   {html}\n"})
    return work.build()


def policy(page: Any) -> dict[str, list[str]]:
    [meta] = page.select("head > meta[http-equiv='Content-Security-Policy' i]")
    return {name: sources for name, *sources in map(str.split, meta["content"].split(";"))}


def hashes(page: Any) -> set[str]:
    return {source for source in policy(page)["script-src"] if source.startswith("'sha256-")}


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def names(built: Build) -> list[str]:
    return [str(path.relative_to(built.out).with_suffix("")) for path in built.out.rglob("*.html")]


@pytest.mark.parametrize("theme", ["furo", "alabaster", "classic"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_it_stands_before_all_that_it_governs(work: Project, theme: str, builder: str) -> None:
    work.settings["html_theme"] = theme
    built = work.build(builder)
    assert built.warnings == ""
    assert len(names(built)) == 4
    for name in names(built):
        first, second = built.page(name).head.find_all()[:2]
        assert first.get("charset") == "utf-8"
        assert second["http-equiv"] == "Content-Security-Policy"


def test_it_allows_what_lies_beside_the_page_and_no_more(work: Project) -> None:
    found = policy(work.build().page())
    beside = ["'self'", "file:"]
    [hashed] = hashes(work.build().page())
    assert found == {
        "default-src": ["'none'"],
        "script-src": [*beside, hashed],
        "style-src": [*beside, "'unsafe-inline'"],
        "img-src": [*beside, "data:"],
        "font-src": beside,
        "connect-src": beside,
        "form-action": beside,
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_it_allows_the_scripts_of_the_theme_and_no_other(work: Project, theme: str) -> None:
    work.settings["html_theme"] = theme
    built = work.build()
    assert hashes(built.page("genindex"))
    for name in names(built):
        page = built.page(name)
        scripts = {script.string for script in page.select("script:not([src])")}
        assert hashes(page) == {hash_of(script) for script in scripts}


def test_data_is_no_script(work: Project) -> None:
    work.write({"_templates/page.html": '{% extends "!page.html" %}{% block extrahead %}{{ own }}{% endblock %}'})
    texts = ["one()", "two()\r\nthree()", "import 'x'"]
    work.settings |= {
        "templates_path": ["_templates"],
        "html_context": {
            "own": f'<script>{texts[0]}</script><SCRIPT TYPE="text/JavaScript">{texts[1]}</SCRIPT>'
            f"<script type=module>{texts[2]}</script><script src='x.js'>no()</script>"
            '<script type="application/ld+json">{}</script><script type="text/plain">x</script><script> </script>'
        },
    }
    plain = hash_of('\n      document.body.dataset.theme = localStorage.getItem("theme") || "auto";\n    ')
    assert hashes(work.build().page()) == {plain, *(hash_of(text.replace("\r\n", "\n")) for text in texts)}


def test_a_script_in_the_text_is_not_allowed_and_its_line_is_told(work: Project) -> None:
    built = with_raw(work, f"<script>{SMUGGLED}</script>")
    assert hash_of(SMUGGLED) not in hashes(built.page("one"))
    assert hashes(built.page("one")) == hashes(built.page())
    [warning] = built.warning_lines
    assert warning.startswith(f"{work.source / 'one.rst'}:6: WARNING: the script {SMUGGLED!r} in the text will not run")
    assert "html_js_files" in warning
    assert warning.endswith("[chapbook_security]")


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<b onclick='x()'>x</b>", "onclick of <b> will do nothing; put a script into a file"),
        ("<svg/ONLOAD=x()></svg>", "onload of <svg> will do nothing"),
        ("<img src=x.png alt='' onerror=x()>", "onerror of <img> will do nothing"),
        ("<a href='JavaScript:x()'>x</a>", "the address 'JavaScript:x()' of <a> will do nothing"),
        ("<script src='https://example.org/x.js'></script>", "<script> will not load 'https://example.org/x.js'"),
        ("<img alt='' src=//example.org/x.png>", "<img> will not load '//example.org/x.png', as it is of another host"),
        ("<link rel=stylesheet href=https://example.org/x.css>", "<link> will not load 'https://example.org/x.css'"),
        ("<iframe src='x.html'></iframe>", "<iframe> will show nothing; link to its content instead"),
    ],
)
def test_what_would_not_work_is_told_at_its_line(work: Project, html: str, told: str) -> None:
    [warning] = with_raw(work, html).warning_lines
    assert warning.startswith(f"{work.source / 'one.rst'}:6: WARNING: {told}")


@pytest.mark.parametrize(
    "html",
    [
        "&lt;b onclick=x()&gt; and <code>&lt;script&gt;x()&lt;/script&gt;</code> and javascript:x() and onclick = x",
        "<b title='only=1' data-once='2' aria-label='condition = on'>x</b>",
        "<a href='https://example.org/' title='javascript: a language'>x</a>",
        "<link rel=cite-as href=https://example.org/>",
        "<img alt='' src='x.png'>",
        "<script type='application/json'>{}</script>",
    ],
)
def test_what_works_is_not_told(work: Project, html: str) -> None:
    assert with_raw(work, html).warnings == ""


def test_a_fault_of_a_template_is_told_with_the_page(work: Project) -> None:
    template = '{% extends "!search.html" %}{% block content %}{{ super() }}<b onclick="x()">x</b>{% endblock %}'
    work.write({"_templates/search.html": template})
    work.settings["templates_path"] = ["_templates"]
    built = work.build()
    line = next(number for number, text in enumerate(built.text("search.html").splitlines(), 1) if "onclick" in text)
    [warning] = built.warning_lines
    assert warning.startswith(f"{built.out / 'search.html'}:{line}: WARNING: onclick of <b> will do nothing")


def test_a_page_written_again_has_it_too(work: Project) -> None:
    before = work.build().text("index.html")
    work.write({"one.rst": "One\n===\n\nOther words.\n"})
    again = work.build()
    assert again.read == {"one"}
    assert hashes(again.page("one")) == hashes(again.page())
    assert again.text("index.html") == before


def test_pages_written_at_once_are_the_same(work: Project, tmp_path: Path) -> None:
    work.write({f"more/{number}.rst": f":orphan:\n\nMore\n====\n\n{number}\n" for number in range(12)})
    alone = {path.name: path.read_bytes() for path in work.build().out.rglob("*.html")}
    (tmp_path / "source-built").rename(tmp_path / "alone")
    assert {path.name: path.read_bytes() for path in work.build(parallel=2).out.rglob("*.html")} == alone


def test_a_preview_can_do_without_and_leaves_nothing_behind(work: Project) -> None:
    before = work.build().text("index.html")
    work.settings["chapbook_security"] = False
    assert "Content-Security-Policy" not in [meta.get("http-equiv") for meta in work.build().page().select("meta")]
    del work.settings["chapbook_security"]
    assert work.build().text("index.html") == before


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_other_builders_write_none(work: Project, builder: str) -> None:
    work.settings |= {"version": "1", "copyright": "B", "language": "en"}
    built = work.build(builder)
    assert built.warnings == ""
    pages = [*built.out.rglob("*.xhtml"), *built.out.rglob("*.html")]
    assert pages
    assert not [path for path in pages if b"Content-Security-Policy" in path.read_bytes()]
