"""How the pages that are made are published: alone, as an edition that is kept, or as the newest beside the kept ones.

The setting ``chapbook_editions`` says so, and ``chapbook build --editions`` sets it: ``kept:1.0`` for edition 1.0 below
the address of the newest; ``newest:1.1`` for the newest where it is just what edition 1.1 is, and ``newest:1.1+`` where
it has changed since.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx.config import Config

SETTING = "chapbook_editions"
INVENTORY = "objects.inv"
"""What each site has, and no folder in it but that of an edition."""

FORM = re.compile(r"(?:(?P<kind>kept|newest):(?P<version>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<changed>\+)?)?", re.ASCII)


class Publishing(NamedTuple):
    """The *kind*, ``kept`` or ``newest``, or empty; the *version* of the edition, and whether it has changed since."""

    kind: str = ""
    version: str = ""
    has_changed: bool = False

    @property
    def folder(self) -> str:
        """Return the folder of the edition that has these words, with its slash; empty where none has them."""
        return f"{self.version}/" if self.version and not self.has_changed else ""


def is_publishing(value: object) -> bool:
    """Tell whether a value is one of the setting's."""
    match = FORM.fullmatch(value) if isinstance(value, str) else None
    return match is not None and not (match["kind"] == "kept" and match["changed"])


def publishing(config: Config) -> Publishing:
    """Return how pages are published; where the extension with the setting is not loaded, alone."""
    value = getattr(config, SETTING, "")
    match = FORM.fullmatch(value) if is_publishing(value) else None
    return Publishing(match["kind"] or "", match["version"] or "", bool(match["changed"])) if match else Publishing()


def cited_base(config: Config) -> str:
    """Return the address of the site by which its pages are cited: that of their edition, where one has these words.

    It ends with a slash, and is empty where no ``html_baseurl`` names the site.
    """
    base, told = config.html_baseurl, publishing(config)
    if not base:
        return ""
    # A kept edition's own address is its html_baseurl.
    return f"{base.rstrip('/')}/{told.folder if told.kind == 'newest' else ''}"
