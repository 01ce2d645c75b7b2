"""The builders that make a site: pages that a browser gets as they are, with files beside them."""

from __future__ import annotations

SITES = ("html", "dirhtml")
