"""How many minutes are left behind a page of the text, told to the templates of its site as ``minutes_left``."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from chapbook.sites import SITES
from chapbook.title_page.minutes import minutes
from chapbook.title_page.reading_time import told

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def left(order: list[str], known: dict[str, float]) -> dict[str, int]:
    """Return the minutes that are left behind each page of the text, by its docname, in the *order* of reading.

    A page that is no text, and the last one, are not among them.
    """
    text = [docname for docname in order if docname in known]
    behind = accumulate((known[docname] for docname in reversed(text[1:])), initial=0.0)
    return {docname: told(count) for docname, count in zip(reversed(text), behind, strict=False) if count}


def find_left(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Count for all pages, and have those written again of which something else is told."""
    was: dict[str, int] = getattr(env, "chapbook_minutes_left", {})
    now = left(list(env.collect_relations()), minutes(env)) if app.builder.name in SITES else was
    env.chapbook_minutes_left = now  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return [docname for docname in env.found_docs if was.get(docname) != now.get(docname)]


def tell(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Tell the templates."""
    known: dict[str, int] = getattr(app.env, "chapbook_minutes_left", {})
    context["minutes_left"] = known.get(pagename, 0)
