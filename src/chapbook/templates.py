"""Renders the parts' HTML templates; everything that is put in is escaped.

A publication can override those of the thread and the form by files of the same name in ``chapbook/comments/``, in a
folder of ``templates_path``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chapbook.compiled_templates import COMPILED
from chapbook.language import gettext, its_language, our_language

if TYPE_CHECKING:
    from sphinx.builders import Builder

PARTS = Path(__file__).parent


def own_folders(builder: Builder, part: str) -> tuple[str, ...]:
    """Return the folders in which a publication may have its own templates for a part."""
    return tuple(str(Path(builder.confdir, folder, "chapbook", part)) for folder in builder.config.templates_path)


def render(part: str, file: str, /, own: tuple[str, ...] = (), **values: object) -> str:
    """Render the template *file* of a part, or the one of that name in a folder of the publication's own."""
    return _environment(part, own).get_template(file).render(**values)


@cache
def _environment(part: str, own: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([*own, PARTS / part / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        # There is little to fold in a template, and to look for it costs each build more than it gains.
        optimized=False,
        bytecode_cache=COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update({"_": gettext, "our_language": our_language, "its_language": its_language})
    return environment
