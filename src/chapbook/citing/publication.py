"""The publication that is being built: its record and how that is cited, its addresses, the works that it cites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from weakref import WeakKeyDictionary

from sphinx.util import logging

from chapbook.citing.bibliography import tell
from chapbook.citing.citation_file import CitationFileError
from chapbook.citing.citing_domain import domain_of
from chapbook.citing.csl_json import published, web_address
from chapbook.citing.record import NAME, Record, read_record
from chapbook.citing.styles_of_publication import language_of, offered_styles
from chapbook.edition import day_in_words
from chapbook.language import gettext as _
from chapbook.pandoc import PandocError
from chapbook.publishing import cited_base
from chapbook.sites import SITES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from chapbook.citing.citation_forms import Forms

logger = logging.getLogger(__name__)

_records: WeakKeyDictionary[Sphinx, Record | None] = WeakKeyDictionary()
"""Every paragraph of every page asks for the record; in one build it is one."""

_forms: WeakKeyDictionary[Sphinx, Forms | None] = WeakKeyDictionary()


def record_of(app: Sphinx) -> Record | None:
    """Return the record that lies beside ``conf.py``; none where there is no such file, or one with a mistake in it."""
    if app not in _records:
        _records[app] = _read(Path(app.confdir, NAME)) if has_record(app) else None
    return _records[app]


def has_record(app: Sphinx) -> bool:
    """Tell whether there is such a file, whatever is in it."""
    return Path(app.confdir, NAME).exists()


def _read(path: Path) -> Record | None:
    try:
        record = read_record(path)
    except CitationFileError as error:
        for told in error.args:
            place, _, message = told.partition(": ")
            logger.error("%s", message, location=place, type="chapbook_citing", subtype="record")  # noqa: TRY400  # theirs
        return None
    tell(record.unused)
    return record


def tell_record(app: Sphinx) -> dict[str, Any]:
    """Tell another extension of the record, as plain values; nothing where there is none."""
    record = record_of(app)
    if record is None:
        return {}
    return {
        "work": record.work,
        "authors": [author._asdict() for author in record.authors],
        "version": record.version,
        "released": record.released.isoformat() if record.released else "",
        "abstract": record.abstract,
        "keywords": list(record.keywords),
        "language": record.language,
        "licenses": record.licenses,
        "addresses": list(record.other_addresses),
        "site": address_of(app, app.config.root_doc),
    }


def forms_of(app: Sphinx) -> Forms | None:
    """Return how the record is cited, which pandoc sets beside what Sphinx does; none without a record, or pandoc."""
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


def describe_by_record(app: Sphinx, config: Config) -> None:
    """Let Sphinx, and the extensions that are loaded, know the work by its record where ``conf.py`` says nothing."""
    record = record_of(app)
    for name, value in _settings(record).items() if record else ():
        setting = config.values.get(name)
        if setting and value:
            default = setting.default
            if getattr(config, name) == (default(config) if callable(default) else default):
                setattr(config, name, value)


def _settings(record: Record) -> dict[str, str | list[str]]:
    names = [author.name for author in record.authors]
    doi = f"https://doi.org/{record.doi}" if record.doi else ""
    author = ", ".join(names)
    return {
        "project": record.title,
        "html_title": record.title,
        "author": author,
        "project_copyright": f"{record.year}, {author}",
        "version": record.version or record.edition,
        "release": record.version or record.edition,
        "today": day_in_words(record.released) if record.released else "",
        "chapbook_comments_authors": names,
        "chapbook_epub_authors": names,
        "chapbook_epub_identifiers": [doi] if doi else [],
        "chapbook_pdf_subject": doi,
        "chapbook_comments_work_id": web_address(record.work),
        "epub_description": record.abstract,
        "epub_publisher": record.publisher,
        # Version 5 (RFC 9562), so that the same work has the same identifier wherever it is published.
        "epub_identifier": uuid5(NAMESPACE_URL, web_address(record.work) or f"{author}: {record.title}").urn,
    }


def address_of(app: Sphinx, docname: str, part_id: str = "") -> str:
    """Return the address by which a page on the site is cited, or a part of it.

    It is that of the edition, where editions are published, and empty where no ``html_baseurl`` names the site.
    """
    base = cited_base(app.config)
    if not base:
        return ""
    page = app.builder.get_target_uri(docname) if app.builder.name in SITES else f"{docname}.html"
    return f"{base}{page}{'#' if part_id else ''}{part_id}"


def list_places(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return where each work stands in a reference list, by its citation key: a docname and an id."""
    return {found.entry.key: (found.bibliography_key.docname, found.citation_id) for found in domain_of(env).citations}


def cited_works(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    """Return the works of the reference lists as they are published, by their citation keys, in the lists' order."""
    domain = domain_of(env)
    return {found.entry.key: published(domain.works[found.entry.key]) for found in domain.citations}
