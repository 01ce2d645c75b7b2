"""The extension's own templates, rendered: everything that is put in is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


def template(file: str, /, **values: object) -> str:
    """Render the template *file*."""
    return _environment().get_template(file).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        # There is little to fold in a template, and to look for it costs each build more than it gains.
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
