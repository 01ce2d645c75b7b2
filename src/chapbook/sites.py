"""The names of the builders that make a site."""

from __future__ import annotations

SITES = ("html", "dirhtml")
