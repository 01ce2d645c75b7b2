"""How something is cited, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chapbook.citing.formatted_text import Text


class Citation(NamedTuple):
    """How something is cited: in the text, as references by the names of their styles, as files by their endings."""

    key: str
    address: str
    in_text: str
    references: dict[str, Text]
    files: dict[str, str]
