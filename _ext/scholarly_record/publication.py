"""The publication that is being built: its record, its addresses, the works that it cites."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.errors import SphinxError

from scholarly_record.citation_file import CitationFileError
from scholarly_record.record import NAME, Record, read_record

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

SITES = {"html", "dirhtml"}
"""The builders whose pages are a site, in which files can lie beside the pages."""


class RecordError(SphinxError):
    """The record cannot be read; the message has a line for each mistake."""

    category = "Citation file error"


def record_of(app: Sphinx) -> Record | None:
    """Return the record that lies beside ``conf.py``; none where there is no such file.

    :raises RecordError: with every mistake of the file.
    """
    path = Path(app.confdir, NAME)
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


@cache
def _read(path: Path, _changed: int) -> Record:
    try:
        return read_record(path)
    except CitationFileError as error:
        raise RecordError("\n".join(error.args)) from error


def describe_by_record(app: Sphinx, config: Config) -> None:
    """Let Sphinx know the work by its record, as far as ``conf.py`` does not say otherwise."""
    record = record_of(app)
    if record is None:
        return
    known = {
        "project": record.title,
        "html_title": record.title,
        "author": ", ".join(author.name for author in record.authors),
        "version": record.version,
        "release": record.version,
    }
    for name, value in known.items():
        default = config.values[name].default
        if getattr(config, name) == (default(config) if callable(default) else default):
            setattr(config, name, value)


def address_of(app: Sphinx, docname: str, part_id: str = "") -> str:
    """Return the address of a page on the site, or of a part of it; empty where no ``html_baseurl`` names the site."""
    base = app.config.html_baseurl
    if not base:
        return ""
    page = app.builder.get_target_uri(docname) if app.builder.name in SITES else f"{docname}.html"
    return f"{base.rstrip('/')}/{page}{'#' if part_id else ''}{part_id}"


def cited_works(env: BuildEnvironment) -> dict[str, Entry]:
    """Return the entries of the reference lists by their citation keys, in the lists' order."""
    domain = cast("BibtexDomain", env.domains["cite"])
    return {citation.key: citation.entry for citation in domain.citations}
