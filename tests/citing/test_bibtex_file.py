"""BibTeX files: the line of each entry, and what is said of a file that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from chapbook.citing.bibtex_file import BibtexFile, read_file

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str | bytes) -> BibtexFile:
    path = folder / "references.bib"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path)


def lines_of(folder: Path, text: str | bytes) -> dict[str, int]:
    file = read(folder, text)
    assert file.faults == ()
    return {key: entry.line for key, entry in file.entries.items()}


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
    [fault] = read(tmp_path, text).faults
    assert fault.place == f"{tmp_path / 'references.bib'}:{line}"
    assert said in fault.text


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    file = read(tmp_path, "@misc{a, title {A}}\n@misc{b, title = {B}}\n@misc{b, title = {C}}\n")
    assert [fault.place.rpartition(":")[2] for fault in file.faults] == ["1", "3"]
    assert [(key, entry.fields) for key, entry in file.entries.items()] == [("b", {"title": "B"})]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    [fault] = read_file(tmp_path / "none.bib").faults
    assert "no such file" in fault.text


def test_strings_that_double_do_not_exhaust_the_memory(tmp_path: Path) -> None:
    strings = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 41))
    file = read(tmp_path, f'@string{{s0 = "word "}}\n{strings}@misc{{a, title = s40}}\n')
    [fault] = file.faults
    assert "16 million" in fault.text
    assert sum(len(value) for entry in file.entries.values() for value in entry.fields.values()) <= 1 << 25


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["@", "misc", "{", "}", ",", "=", '"', "a", " ", "\n", "#", "(", ")", "%"])).map("".join)
)
def test_no_text_does_anything_but_be_read_or_be_told(tmp_path: Path, text: str) -> None:
    assert all(1 <= entry.line <= text.count("\n") + 1 for entry in read(tmp_path, text).entries.values())
