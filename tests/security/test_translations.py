"""A site in another language than English has its translations, and nothing in it evaluates a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from chapbook.security.translations import without_evaluation

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from throwaway import Project


@pytest.mark.browser
@pytest.mark.parametrize(("language", "said"), [("zh_CN", "搜索"), ("pl", "Szukaj"), ("de", "Suche")])
def test_the_scripts_of_a_site_speak_its_language(browser: Browser, project: Project, language: str, said: str) -> None:
    project.settings = {"extensions": ["chapbook.security"], "html_theme": "furo", "language": language}
    project.write({"index.rst": "A\n=\n\nWords.\n"})
    built = project.build()
    assert built.warnings == ""
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto((built.out / "index.html").as_uri())
    plural = "[1, 2, 5].map(Documentation.PLURAL_EXPR).map(Number)"
    assert page.evaluate("Documentation.LOCALE").startswith(language.partition("_")[0])
    assert page.evaluate("Documentation.gettext('Search')") == said
    assert page.evaluate(plural) == {"zh_CN": [0, 0, 0], "pl": [0, 1, 2], "de": [0, 1, 1]}[language]
    assert trouble == []


def test_a_file_of_another_form_stays() -> None:
    assert without_evaluation("Documentation.addMore({});") == "Documentation.addMore({});"


def test_no_text_is_evaluated() -> None:
    script = 'Documentation.addTranslations({"locale": "x", "messages": {"a": "b"}, "plural_expr": "(n != 1)"});'
    assert re.search(r"PLURAL_EXPR = \(n\) => \(\(n != 1\)\);", without_evaluation(script))
