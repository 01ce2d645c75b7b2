"""What has none of LaTeX's signs is taken as it is, which must be what reading it would give."""

from __future__ import annotations

import codecs

from hypothesis import example, given, strategies as st

from chapbook.citing.latex_text import PLAIN, _Parser, rich_text


@given(st.from_regex(PLAIN, fullmatch=True))
@example("Journal of the Plain: Signs, Words; and Æsthetics, 2021.")
def test_a_text_without_signs_reads_as_itself(text: str) -> None:
    read = _Parser(codecs.decode(text, "ulatex")).parse()  # type: ignore[call-overload]  # a codec from text to text
    assert rich_text(text) == read
    assert str(rich_text(text)) == text
    assert rich_text(text).capitalize() == read.capitalize()
