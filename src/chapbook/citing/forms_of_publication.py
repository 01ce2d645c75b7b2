"""How the publication that is being built is cited: begun early, so that pandoc runs beside what Sphinx does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.util import logging

from chapbook.citing.publication import address_of, record_of
from chapbook.citing.record import web_address
from chapbook.citing.styles_of_publication import language_of, offered_styles
from chapbook.language import gettext as _
from chapbook.pandoc import PandocError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from chapbook.citing.citation_forms import Forms

logger = logging.getLogger(__name__)
_forms: WeakKeyDictionary[Sphinx, Forms | None] = WeakKeyDictionary()


def forms_of(app: Sphinx) -> Forms | None:
    """Return the forms of the publication's record; none where there is no record, or no pandoc."""
    if app not in _forms:
        _forms[app] = _begun(app)
    return _forms[app]


def _begun(app: Sphinx) -> Forms | None:
    # The formats, with the library that writes one of them, are loaded where something has changed.
    from chapbook.citing.citation_forms import Forms  # noqa: PLC0415  # as said
    from chapbook.citing.typesetting import Setting  # noqa: PLC0415  # as said

    record = record_of(app)
    if record is None:
        return None
    named = {"title": record.title, "version": record.edition}
    comment_on = _("Comment on “%(title)s”, version %(version)s") if record.edition else _("Comment on “%(title)s”")
    words = {
        "version": _("Version %(version)s") % named if record.edition else "",
        "comment_on": comment_on % named,
        "address": web_address(record.work) or address_of(app, app.config.root_doc),
    }
    language, kept = language_of(app.config), Path(app.doctreedir, "citing")
    settings = {name: Setting(style, language, kept) for name, style in offered_styles(app.config).items()}
    try:
        return Forms(record, settings, words)
    except PandocError as error:
        logger.error("%s", error, type="chapbook_citing", subtype="pandoc")  # noqa: TRY400  # a user's mistake
        return None
