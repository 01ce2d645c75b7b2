"""Entries, by their keys, in; the text of a file in one of the formats out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chapbook.citing.bibtex_record import bibtex_text
from chapbook.citing.csl_json import csl_item
from chapbook.citing.export_formats import BIBTEX, CSL_JSON, FORMATS, RIS
from chapbook.citing.ris_record import ris_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pybtex.database import Entry


def csl_text(entries: Mapping[str, Entry]) -> str:
    """Write entries as CSL-JSON, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""
    return json_text([csl_item(key, entry) for key, entry in entries.items()])


def json_text(items: list[dict[str, object]]) -> str:
    """Write items as the file's text."""
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


WRITERS = {BIBTEX: bibtex_text, RIS: ris_text, CSL_JSON: csl_text}


def files_of(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return entries in each format, by the ending of the format's files."""
    return {form.suffix: WRITERS[form](entries) for form in FORMATS}
