"""What a machine lacks: passed over on a contributor's, an error on one that checks everything (``CI=true``).

Whatever was passed over is told in one line at the end of the tests, with the packages that would test it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from chapbook.pdf.compiler import without_font

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGES = {
    "chromium-headless-shell": "chromium-headless-shell",
    "fc-list": "fontconfig",
    "java": "default-jre-headless",
    "libfaketime": "libfaketime",
    "lynx": "lynx",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "php": "php-cli",
    "qpdf": "qpdf",
}
"""Debian's packages, by the programs in them that tests ask for."""

FONTS = {"河": "fonts-noto-cjk", "\N{GRINNING FACE}": "fonts-noto-color-emoji"}
"""Debian's packages, by a character that their fonts have."""

MARK = "Debian: apt install "


def go_without(what: str, package: str = "") -> NoReturn:
    """Skip the test, or fail it on a machine that checks; *what* is not there, *package* of Debian's would bring it."""
    told = f"{what} ({MARK}{package})" if package else what
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


def needs_font(character: str) -> None:
    """Ask for a font of the machine's that has a character of :data:`FONTS`."""
    if without_font(character):
        go_without(f"no font of this machine has {character}", FONTS[character])


def summary(reasons: Iterable[str]) -> str:
    """Say in one line how many tests were passed over for want of a package, and what to install."""
    wanting = [reason.partition(MARK)[2].removesuffix(")") for reason in reasons if MARK in reason]
    if not wanting:
        return ""
    packages = " ".join(sorted(set(wanting)))
    return (
        f"{len(wanting)} tests were not run, as this machine lacks what they need; to run them: apt install {packages}"
    )
