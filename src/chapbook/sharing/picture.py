"""The picture itself: a work's title, authors and edition in, a PNG of 1200 by 630 pixels out.

The fonts that come with Typst are enough for Latin, Greek and Cyrillic, so that such a picture is the same on every
machine. For other letters a machine's own fonts are asked too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typst

from chapbook.sharing.made_of import PictureError, source_of
from chapbook.typst_string import string

if TYPE_CHECKING:
    from chapbook.sharing.made_of import Words

PIXELS_AN_INCH = 72.0
"""One to a point, in which the template counts."""

OF_TYPST = re.compile("[\x00-\u052f\u1e00-\u1fff\u2000-\u206f\u20a0-\u20bf\u2100-\u214f]*")
"""What Typst's own fonts have."""

UNSHOWN = "could not be displayed"


def draw(template: str, words: Words) -> bytes:
    """Return the picture as PNG.

    :raises PictureError: where a template is wrong, or no font here has the letters.
    """
    source = source_of(template, words).encode()
    is_ours = OF_TYPST.fullmatch("".join(words[:3])) is not None
    try:
        if not is_ours:
            # A picture shows a box for what no font has; this standard refuses it.
            title = f"#set document(title: {string(words.title)})\n".encode()
            typst.compile(title + source, format="pdf", pdf_standards="ua-1", ignore_system_fonts=False)
        made = typst.compile(source, format="png", ppi=PIXELS_AN_INCH, ignore_system_fonts=is_ours)
    except typst.TypstError as error:
        if UNSHOWN in error.diagnostic:
            message = "no font of this machine has all letters of the title, the authors or the edition"
            raise PictureError(message) from error
        raise PictureError(error.message) from error
    if not isinstance(made, bytes):
        raise PictureError("the template makes more than one page")
    return made
