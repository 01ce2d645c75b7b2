"""``chapbook_parts``: which parts of a publication are counted and cited on their own.

Each pattern is a docname (``chapters/*``), or a docname and a section's id (``index#abstract``), with ``*`` for any
characters.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

SETTING = "chapbook_parts"


def is_named(docname: str, section_id: str, patterns: Sequence[str]) -> bool:
    """Tell whether one of the patterns names a section."""
    place = f"{docname}#{section_id}"
    return any(fnmatchcase(place, pattern if "#" in pattern else f"{pattern}#*") for pattern in patterns)


def add_setting(app: Sphinx) -> None:
    """Add the setting, where another part has not done so."""
    if SETTING not in app.config:
        app.add_config_value(SETTING, ["*"], "env", types=frozenset({list, tuple}))
