"""Settings that were renamed: the old name still works, with a warning ``chapbook.deprecated`` that says the new one.

``chapbook upgrade`` writes the new names into ``conf.py``, by the table that is here.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from chapbook.conf_file import place_of_setting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

RENAMED = {
    **{
        f"comment_thread_{name}": f"chapbook_comments_{name}"
        for name in ("authors", "largest", "repository", "branch", "email", "work_id")
    },
    "citable_parts": "chapbook_parts",
    "scholarly_record_parts": "chapbook_parts",
    "citable_register": "chapbook_register",
    "typst_pdf_name": "chapbook_pdf_name",
    "content_security": "chapbook_security",
    "other_formats_files": "chapbook_formats",
}
"""The new names by the old ones."""

REMOVED = ("assets_where_needed",)
"""Settings of which nothing is left to set."""

WHILE_UPGRADING = "chapbook_upgrade"
"""The tag with which ``chapbook upgrade`` builds: it has named already what it could not write itself."""


class Found(NamedTuple):
    """An old name that is set: by ``conf.py`` or on the command line, and whether the new one is set beside it."""

    name: str
    is_in_file: bool
    is_overridden: bool = False


def let_old_names_hold(app: Sphinx) -> None:
    """Give each new name the value of its old one; warn when all settings are known.

    As with the defaults, and before them: there is no public way to what ``conf.py`` sets.
    """
    written = app.config._raw_config  # noqa: SLF001  # as said
    found = []
    for values, is_in_file in ((written, True), (app.config.overrides, False)):
        for old in [name for name in (*RENAMED, *REMOVED) if name in values]:
            new = RENAMED.get(old)
            found.append(Found(old, is_in_file, new in values))
            # From the command line Sphinx would refuse the old name; in the file, functions may read it.
            value = values[old] if is_in_file else values.pop(old)
            if new:
                values.setdefault(new, value)
    app.connect("config-inited", partial(_warn, found))


def _warn(found: list[Found], app: Sphinx, _config: Config) -> None:
    if app.tags.has(WHILE_UPGRADING):
        return
    for setting in found:
        location = place_of_setting(Path(app.confdir, "conf.py"), setting.name) if setting.is_in_file else None
        logger.warning("%s", _sentence(setting), location=location, type="chapbook", subtype="deprecated")


def _sentence(setting: Found) -> str:
    option = "" if setting.is_in_file else "-D "
    new = RENAMED.get(setting.name)
    if new is None:
        return f"{option}{setting.name} is no longer needed; delete it"
    if setting.is_overridden:
        return f"{option}{setting.name} was renamed, and {new} is set as well, and holds; delete {setting.name}"
    return f"{option}{setting.name} was renamed; write {option}{new}"
