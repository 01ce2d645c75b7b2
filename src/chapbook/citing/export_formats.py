"""The formats that reference managers read, each with its name, its files' ending and its media type."""

from __future__ import annotations

from typing import NamedTuple


class ExportFormat(NamedTuple):
    """A format; what writes it is in :mod:`chapbook.citing.export_text`."""

    name: str
    suffix: str
    media_type: str


BIBTEX = ExportFormat("BibTeX", "bib", "application/x-bibtex")
RIS = ExportFormat("RIS", "ris", "application/x-research-info-systems")
CSL_JSON = ExportFormat("CSL-JSON", "json", "application/vnd.citationstyles.csl+json")
FORMATS = (BIBTEX, RIS, CSL_JSON)
