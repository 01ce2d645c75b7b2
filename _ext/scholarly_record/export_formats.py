"""The formats that reference managers read, each with its name, its files' ending and its media type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from scholarly_record.bibtex_record import bibtex_text
from scholarly_record.csl_json import csl_item
from scholarly_record.ris_record import ris_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pybtex.database import Entry


class ExportFormat(NamedTuple):
    """A format, and what writes entries, by their keys, in it."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Mapping[str, Entry]], str]


def csl_text(entries: Mapping[str, Entry]) -> str:
    """Write entries as CSL-JSON, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""
    return json_text([csl_item(key, entry) for key, entry in entries.items()])


def json_text(items: list[dict[str, object]]) -> str:
    """Write items as the file's text."""
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


BIBTEX = ExportFormat("BibTeX", "bib", "application/x-bibtex", bibtex_text)
RIS = ExportFormat("RIS", "ris", "application/x-research-info-systems", ris_text)
CSL_JSON = ExportFormat("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_text)
FORMATS = (BIBTEX, RIS, CSL_JSON)
