"""Links to other formats: offered where the file is there, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from throwaway import Project

TEMPLATE = """{% extends "!page.html" %}
{% block body %}{{ super() }}
{% for format in other_formats %}<a class="other" href="{{ format.href }}">{{ format.name }}</a>{% endfor %}
{% endblock %}"""


@pytest.fixture
def work(project: Project) -> Project:
    project.write(
        {
            "conf.py": """
                extensions = ["chapbook.theme"]
                chapbook_formats = {"PDF": "w.pdf", "EPUB": "w.epub"}
                templates_path = ["_templates"]
                """,
            "index.rst": "W\n=\n\n.. toctree::\n\n   sub/one\n",
            "sub/one.rst": "One\n===\n",
            "_templates/page.html": TEMPLATE,
        }
    )
    return project


def offered(work: Project, builder: str = "html", page: str = "sub/one") -> list[tuple[str, str]]:
    built = work.build(builder)
    assert built.warnings == ""
    return [(link.get_text(), link["href"]) for link in built.page(page).select("a.other")]


def test_what_is_there_is_offered_and_what_is_gone_is_not(work: Project) -> None:
    assert offered(work) == []
    site = work.build().out
    (site / "w.pdf").touch()
    assert offered(work) == [("PDF", "../w.pdf")]
    assert offered(work, page="index") == [("PDF", "./w.pdf")]
    (site / "w.epub").touch()
    assert offered(work) == [("PDF", "../w.pdf"), ("EPUB", "../w.epub")]
    (site / "w.pdf").unlink()
    assert offered(work) == [("EPUB", "../w.epub")]


def test_addresses_fit_the_builder(work: Project) -> None:
    site = work.build("dirhtml").out
    (site / "w.pdf").touch()
    assert offered(work, "dirhtml", "sub/one/index") == [("PDF", "../../w.pdf")]
