"""The years of the rights stay as they are written.

Sphinx puts the year of ``SOURCE_DATE_EPOCH`` for the current one where a setting says it. That would be another year
than whoever holds the rights wrote down, and another in the next year: the same sources would give other pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SETTINGS = ("copyright", "epub_copyright")
SPHINX = 800
"""When Sphinx changes them, among what is done as soon as the settings are known."""


class WrittenRights:
    """The settings as they were before Sphinx changed them."""

    def __init__(self) -> None:
        self._written: dict[str, Any] = {}

    def keep(self, _app: Sphinx, config: Config) -> None:
        """Note them."""
        self._written = {name: config[name] for name in SETTINGS if name in config}

    def restore(self, _app: Sphinx, config: Config) -> None:
        """Write them back."""
        for name, value in self._written.items():
            config[name] = value


def keep_rights(app: Sphinx) -> None:
    """Have them kept."""
    rights = WrittenRights()
    app.connect("config-inited", rights.keep, priority=SPHINX - 1)
    app.connect("config-inited", rights.restore, priority=SPHINX + 1)
