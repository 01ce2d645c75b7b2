"""A string in Typst's markup, for whatever is written for the PDF: what stands in it is never markup."""

from __future__ import annotations


def string(text: str) -> str:
    """Quote a string as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
