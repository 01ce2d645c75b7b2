"""Links within the page that lead to nothing here, made words again; until then a citation may be found in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from chapbook.rescue.myst_words import AWAY

if TYPE_CHECKING:
    from chapbook.rescue.parts import Part

LINK = re.compile(rf"\[((?:\\.|[^\[\]\\])*)\]\({AWAY}[A-Za-z0-9-]*\)")


def unlinked(part: Part) -> tuple[Part, int]:
    """Return the part without such links, and how many there were."""
    body, count = LINK.subn(r"\1", part.body)
    return replace(part, body=body), count
