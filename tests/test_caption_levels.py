"""The levels of captions of tables of contents."""

from __future__ import annotations

import pytest

from chapbook.caption_levels import leveled

CAPTION = '<p class="caption" role="heading">'


@pytest.mark.parametrize(
    ("before", "level"), [("<h1>A</h1>", 2), ("<h1>A</h1><h2 class='x'>B</h2>", 3), ("<h6>A</h6>", 6), ("<hr>", 1)]
)
def test_a_caption_is_a_level_below_the_heading_before_it(before: str, level: int) -> None:
    assert leveled(f"{before}{CAPTION}a") == f'{before}<p class="caption" role="heading" aria-level="{level}">a'


def test_what_is_no_such_caption_stays() -> None:
    body = '<h2>A</h2><p class="caption">a</p><p>&lt;p class="caption" role="heading"&gt;</p>'
    assert leveled(body) == body
