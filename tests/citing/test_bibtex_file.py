"""BibTeX files: the line of each entry, and what is said of a file that cannot be used."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from chapbook.citing.bibtex_file import BrokenBibliographyError, entry_lines

if TYPE_CHECKING:
    from pathlib import Path


def lines_of(folder: Path, text: str | bytes) -> dict[str, int]:
    path = folder / "references.bib"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return entry_lines(path)


def test_each_key_has_its_line(tmp_path: Path) -> None:
    text = '% a remark\n@string{j = "Journal"}\n\n@misc{a,\n  title = {A},\n}\n@Article{b, journal = j, month = apr}\n'
    assert lines_of(tmp_path, text) == {"a": 4, "b": 7}


def test_line_ends_of_any_editor(tmp_path: Path) -> None:
    assert lines_of(tmp_path, b"\xef\xbb\xbf@misc{a,\r\n title={A}}\r\n\r\n@misc{b, title={B}}") == {"a": 1, "b": 4}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("@misc{a, title = {A}}\n\n@misc{b,\n  title {B}}\n", 4, "@type{key, field = {value}, …}"),
        ("@misc{a, title = {A}\n", 2, "premature end of file"),
        ("@misc{a, title = nobody}\n", 1, "undefined string"),
        ("@misc{a, title = {A}}\n@misc{A, title = {B}}\n", 2, "line 1 already"),
        ("@misc{a,\n title = {A},\n title = {B}}\n", 1, "'title' twice"),
        (b"@misc{a,\n title = {\xff}}\n", 2, "not UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str | bytes, line: int, said: str) -> None:
    with pytest.raises(BrokenBibliographyError) as caught:
        lines_of(tmp_path, text)
    assert len(caught.value.args) == 1
    place, _, message = caught.value.args[0].partition(": ")
    assert place == f"{tmp_path / 'references.bib'}:{line}"
    assert said in message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BrokenBibliographyError) as caught:
        lines_of(tmp_path, "@misc{a, title {A}}\n@misc{b, title = {B}}\n@misc{b, title = {C}}\n")
    assert [message.split(":")[1] for message in caught.value.args] == ["1", "3"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BrokenBibliographyError, match="no such file"):
        entry_lines(tmp_path / "none.bib")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["@", "misc", "{", "}", ",", "=", '"', "a", " ", "\n", "#", "(", ")", "%"])).map("".join)
)
def test_no_text_does_anything_but_be_read_or_be_told(tmp_path: Path, text: str) -> None:
    with contextlib.suppress(BrokenBibliographyError):
        assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(tmp_path, text).values())
