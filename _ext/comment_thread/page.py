"""A thread as HTML, made by the template ``thread.html``.

A publication that wants other markup puts its own ``comment_thread/thread.html`` into a folder of ``templates_path``.
Everything is escaped by Jinja; only a comment's cleaned body is put in as it is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, Template
from markupsafe import Markup

from comment_thread.body import STRANGERS_LINK
from comment_thread.wording import anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comment_thread.thread import Thread
    from comment_thread.wording import Wording

NAME = "comment_thread/thread.html"
OWN = Path(__file__).parent / "templates"
HEADING_LEVELS = 6


class Action(NamedTuple):
    """A link beside every comment: its class, address, text, and its name, with ``%(author)s`` for the commenter's."""

    style: str
    href: str
    label: str
    name: str


def thread_html(
    thread: Thread,
    wording: Wording,
    heading_level: int,
    template_folders: tuple[str, ...] = (),
    actions: Sequence[Action] = (),
) -> str:
    """Render a thread; its first comments get headings of *heading_level*, answers the levels below it."""
    levels = range(heading_level, heading_level + HEADING_LEVELS)
    return _template(template_folders).render(
        replies=thread.replies,
        actions=actions,
        wording=wording,
        anchor=anchor,
        heading_levels=[min(level, HEADING_LEVELS) for level in levels],
        clean=Markup,
        rel=STRANGERS_LINK,
    )


@cache
def _template(folders: tuple[str, ...]) -> Template:
    own = PrefixLoader({"comment_thread": FileSystemLoader(OWN)})
    loader = ChoiceLoader([FileSystemLoader(folders), own])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(NAME)
