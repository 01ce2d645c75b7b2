"""Items, which bear their keys, in; the text of a file in one of the formats out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chapbook.citing.bibtex_record import bibtex_text
from chapbook.citing.csl_json import OWN
from chapbook.citing.export_formats import BIBTEX, CSL_JSON, FORMATS, RIS
from chapbook.citing.ris_record import ris_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Item = dict[str, Any]


def csl_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Write items as CSL-JSON, https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""
    return json_text([{name: value for name, value in item.items() if name != OWN} for item in items])


def json_text(items: list[Mapping[str, Any]]) -> str:
    """Write items as the file's text."""
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


WRITERS = {BIBTEX: bibtex_text, RIS: ris_text, CSL_JSON: csl_text}


def files_of(items: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return items in each format, by the ending of the format's files."""
    listed = list(items)
    return {form.suffix: WRITERS[form](listed) for form in FORMATS}
