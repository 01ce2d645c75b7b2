"""The publication that is being built: its record, its addresses, the works that it cites."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import NAMESPACE_URL, uuid5
from weakref import WeakKeyDictionary

from sphinx.errors import SphinxError

from chapbook.citing.apa_reference import web_address
from chapbook.citing.citation_file import CitationFileError
from chapbook.citing.record import NAME, Record, read_record
from chapbook.sites import SITES

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


class RecordError(SphinxError):
    """The record cannot be read; the message has a line for each mistake."""

    category = "Citation file error"


def record_of(app: Sphinx) -> Record | None:
    """Return the record that lies beside ``conf.py``; none where there is no such file.

    :raises RecordError: with every mistake of the file.
    """
    if app not in _records:
        path = Path(app.confdir, NAME)
        _records[app] = _read(path) if path.is_file() else None
    return _records[app]


_records: WeakKeyDictionary[Sphinx, Record | None] = WeakKeyDictionary()
"""Every paragraph of every page asks for the record; in one build it is one."""


def _read(path: Path) -> Record:
    try:
        return read_record(path)
    except CitationFileError as error:
        raise RecordError("\n".join(error.args)) from error


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
    author = ", ".join(names)
    return {
        "project": record.title,
        "html_title": record.title,
        "author": author,
        "project_copyright": f"{record.year}, {author}",
        "version": record.version,
        "release": record.version,
        "chapbook_comments_authors": names,
        "chapbook_comments_work_id": web_address(record.work),
        "epub_description": record.abstract,
        "epub_publisher": record.publisher,
        # Version 5 (RFC 9562), so that the same work has the same identifier wherever it is published.
        "epub_identifier": uuid5(NAMESPACE_URL, web_address(record.work) or f"{author}: {record.title}").urn,
    }


def address_of(app: Sphinx, docname: str, part_id: str = "") -> str:
    """Return the address of a page on the site, or of a part of it; empty where no ``html_baseurl`` names the site."""
    base = app.config.html_baseurl
    if not base:
        return ""
    page = app.builder.get_target_uri(docname) if app.builder.name in SITES else f"{docname}.html"
    return f"{base.rstrip('/')}/{page}{'#' if part_id else ''}{part_id}"


def list_places(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return where each work stands in a reference list, by its citation key: a docname and an id."""
    domain = cast("BibtexDomain", env.domains["cite"])
    return {found.key: (found.bibliography_key.docname, found.citation_id) for found in domain.citations}


def cited_works(env: BuildEnvironment) -> dict[str, Entry]:
    """Return the entries of the reference lists by their citation keys, in the lists' order."""
    domain = cast("BibtexDomain", env.domains["cite"])
    return {citation.key: citation.entry for citation in domain.citations}
