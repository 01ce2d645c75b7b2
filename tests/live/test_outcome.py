"""What a build says becomes a list of mistakes: each with its file and line, in its own words, once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, strategies as st

from chapbook.live.outcome import Told, told_by

FOLDER = Path("/work of mine/essay")


def test_messages_of_sphinx_and_of_the_press() -> None:
    messages = [
        f"\x1b[31m{FOLDER}/chapters/one.md:12: WARNING: undefined label: 'x' [ref.ref]\x1b[39;49;00m\n",
        f"{FOLDER}/chapters/one.md:12: WARNING: undefined label: 'x' [ref.ref]\n",
        f'{FOLDER}/index.rst:3: ERROR: Unknown directive type "x".\n\n.. x::\n',
        f"{FOLDER}/conf.py:7: error: '(' was never closed; correct it",
        f"{FOLDER}/CITATION.cff: error: there is no such file: write it",
        f"{FOLDER}/chapters/two.md: WARNING: document isn't included in any toctree [toc.not_included]",
        "WARNING: a: b is wrong",
        "/elsewhere/other.bib:2: WARNING: it ends: too soon",
        "error: nothing is here",
        "no form at all",
    ]
    assert told_by(messages, FOLDER) == (
        Told("chapters/one.md", 12, "undefined label: 'x'"),
        Told("index.rst", 3, 'Unknown directive type "x".\n\n.. x::'),
        Told("conf.py", 7, "'(' was never closed; correct it"),
        Told("CITATION.cff", 0, "there is no such file: write it"),
        Told("chapters/two.md", 0, "document isn't included in any toctree"),
        Told("", 0, "a: b is wrong"),
        Told("/elsewhere/other.bib", 2, "it ends: too soon"),
        Told("", 0, "nothing is here"),
        Told("", 0, "no form at all"),
    )


def test_a_line_for_the_terminal() -> None:
    lines = [str(Told("a.md", 3, "no")), str(Told("a.md", 0, "no")), str(Told("", 0, "no"))]
    assert lines == ["a.md:3: error: no", "a.md: error: no", "error: no"]


@given(st.text())
def test_no_message_is_lost(said: str) -> None:
    [told] = told_by([said], FOLDER)
    assert isinstance(told, Told)
