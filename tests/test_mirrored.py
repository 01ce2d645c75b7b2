"""Style sheets of others, for a language that is written from the right."""

from __future__ import annotations

import pytest

from chapbook.mirrored import mirrored


@pytest.mark.parametrize(
    ("declarations", "become"),
    [
        ("margin-left:1em", "margin-inline-start:1em"),
        ("padding-right: 2em;", "padding-inline-end: 2em;"),
        ("border-left:1px solid red", "border-inline-start:1px solid red"),
        ("border-right-width:0", "border-inline-end-width:0"),
        ("left:0;top:1px", "inset-inline-start:0;top:1px"),
        ("right: -15em", "inset-inline-end: -15em"),
        ("border-top-left-radius:0", "border-start-start-radius:0"),
        ("border-bottom-right-radius:0", "border-end-end-radius:0"),
        ("text-align:right", "text-align:end"),
        ("text-align:center", "text-align:center"),
        ("float: right", "float: left"),
        ("clear:left", "clear:right"),
        ("margin:1px 2px 3px 4px", "margin-block:1px 3px;margin-inline:4px 2px"),
        ("padding:0 0 0 calc(1em + var(--a, 2px))", "padding-block:0 0;padding-inline:calc(1em + var(--a, 2px)) 0"),
        ("margin:1px 2px 3px", "margin:1px 2px 3px"),
        ("margin:1px 2px 3px 2px", "margin:1px 2px 3px 2px"),
        ("background:url(left.png)", "background:url(left.png)"),
        ("--left:1px", "--left:1px"),
    ],
)
def test_a_declaration_is_turned(declarations: str, become: str) -> None:
    assert mirrored(f"p{{{declarations}}}") == f"p{{{become}}}"


@pytest.mark.parametrize("selector", [".align-left", "table.docutils td.text-right", r".text-align\:left>p"])
def test_what_a_writer_aligns_stays(selector: str) -> None:
    rule = f"{selector}{{float:left;text-align:left;margin-left:1px}}"
    assert mirrored(rule) == rule


def test_rules_within_others_are_turned_too() -> None:
    assert mirrored("@media (max-width:1px){a{left:0}b:hover{right:0}}c{left:0}") == (
        "@media (max-width:1px){a{inset-inline-start:0}b:hover{inset-inline-end:0}}c{inset-inline-start:0}"
    )
