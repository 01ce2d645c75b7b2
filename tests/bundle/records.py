"""Records of publications, of which the least is known, and the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LEAST = """cff-version: 1.2.0
message: Cite it.
title: A Title
authors: [{alias: "[Xi]"}]
"""
MOST = """cff-version: 1.2.0
message: Cite it.
title: A & B
abstract: Of <this>.
authors:
  - {family-names: López, given-names: Ana, orcid: "https://orcid.org/0000-0002-1825-0097", affiliation: A House}
  - {name: The Walkers}
version: "2.0"
date-released: 2026-05-31
doi: 10.5281/zenodo.1003149
keywords: [walking, slowness]
license: CC-BY-4.0
preferred-citation: {type: article, title: T, authors: [{alias: B}], doi: 10.1000/182, date-released: 2022-01-02}
"""


def in_folder(folder: Path, text: str) -> Path:
    (folder / "CITATION.cff").write_text(text, encoding="utf-8")
    return folder
