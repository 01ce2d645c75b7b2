"""Renders the text files of a rescued publication; what is put in has been made text of that file's language before."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chapbook.rescue.record import cff_authors, quoted


def render(file: str, /, **values: object) -> str:
    """Render a template."""
    text = _environment().get_template(file).render(today=datetime.now(UTC).date().isoformat(), **values)
    return f"{text.strip()}\n"


@cache
def _environment() -> Environment:
    # Markdown and YAML, not HTML: words are escaped for those where they are made.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701  # as said
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = quoted
    environment.globals["cff_authors"] = cff_authors
    return environment
