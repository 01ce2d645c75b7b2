"""Which way a text runs in the PDF: as its first letter does."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from chapbook.directions import of_text
from hostile import SETTINGS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from throwaway import Project

PERSIAN = "خط دوم: HTML و CSS خوب است!"
HEBREW = "שלום לכולם! זה טוב (באמת)."
MIDDLE = 21 / 2.54 * 72 / 2


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        (PERSIAN, "rtl"),
        (HEBREW, "rtl"),
        (f"1. ({HEBREW}", "rtl"),
        (f"Before: {HEBREW}", "ltr"),
        ("中文", "ltr"),
        ("", ""),
        ("1, 2!", ""),
        ("١٢٣ …", ""),
    ],
)
def test_the_first_letter_tells(text: str, direction: str) -> None:
    assert of_text(text) == direction


BLOCKS = {
    "a paragraph": "{}",
    "lines": "{}\n{}",
    "a quotation": "> {}",
    "a list": "- {}\n- {}",
    "a numbered list": "1. {}\n2. {}",
    "a heading": "## {}",
    "a note": "Word.[^n]\n\n[^n]: {}\n",
}


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(("language", "text"), [("en", HEBREW), ("en", PERSIAN), ("he", "To all. It is fine")])
def test_a_text_of_the_other_direction_is_set_from_the_other_side(
    project: Project, needs: Callable[..., Path], block: str, language: str, text: str
) -> None:
    project.settings = SETTINGS | {"language": language}
    whole = BLOCKS[block].replace("{}", text)
    comment = whole if block not in {"a heading", "a note"} else text
    project.write(SOURCES | {"comments/a.md": f"---\nauthor: A\n---\n{comment}\n"})
    project.write({"one.md": f"# One\n\n{whole}\n\n```{{comment-thread}} comments\n```\n"})
    built = project.build("typstpdf")
    assert built.warnings == ""
    command = [str(needs("pdftotext")), "-bbox", "-f", "2", str(built.out / "book.pdf"), "-"]
    page = BeautifulSoup(subprocess.run(command, check=True, capture_output=True, text=True).stdout, "html.parser")
    first = text.split(maxsplit=1)[0].strip("!:")
    starts = [word for word in page.find_all("word") if first in word.get_text() or first[::-1] in word.get_text()]
    assert len(starts) >= 2
    for word in starts:
        assert (float(str(word["xmin"])) > MIDDLE) == (language == "en")
