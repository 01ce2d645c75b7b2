"""What hundreds of builds in one process need not do again: it comes out the same each time.

A build of a few pages spends more than half of its time on compiling templates, asking what is installed, telling what
nobody reads, waiting for pandoc, and looking for objects that can be freed.
"""

from __future__ import annotations

import gc
import importlib.metadata
import logging
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pybtex.plugin
import sphinx.registry
from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment
from sphinxcontrib.bibtex import plugin as bibtex_plugin

from chapbook import pandoc
from chapbook.__main__ import MADE_BEFORE_A_LOOK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TEMPLATES: dict[tuple[object, ...], Any] = {}
_ENTRY_POINTS: dict[tuple[object, ...], Any] = {}
_SET_BY_PANDOC: dict[str, str] = {}


def _compile(environment: Environment, source: str, name: str | None = None, filename: str | None = None) -> Any:
    newstyle = getattr(environment, "newstyle_gettext", None)
    key = (frozenset(environment.extensions), newstyle, source, name, filename)
    if key not in _TEMPLATES:
        _TEMPLATES[key] = Environment.compile(environment, source, name, filename)
    return _TEMPLATES[key]


def _entry_points(**asked: str) -> Any:
    key = tuple(sorted(asked.items()))
    if key not in _ENTRY_POINTS:
        _ENTRY_POINTS[key] = importlib.metadata.entry_points(**asked)
    return _ENTRY_POINTS[key]


_start, _finish = pandoc.Run._start, pandoc.Run._finish


def _start_once(run: pandoc.Run, arguments: Sequence[str], files: Mapping[str, str]) -> None:
    run._text = _SET_BY_PANDOC.get(run.key)
    if run._text is None:
        _start(run, arguments, files)


def _finish_once(run: pandoc.Run) -> str:
    return _SET_BY_PANDOC.setdefault(run.key, _finish(run))


@contextmanager
def done_once() -> Iterator[None]:
    """Build with what earlier builds of this process found out."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(SandboxedEnvironment, "compile", _compile))
        for module in (sphinx.registry, pybtex.plugin, bibtex_plugin):
            stack.enter_context(patch.object(module, "entry_points", _entry_points))
        stack.enter_context(patch.object(pandoc.Run, "_start", _start_once))
        stack.enter_context(patch.object(pandoc.Run, "_finish", _finish_once))
        logging.disable(logging.DEBUG)
        stack.callback(logging.disable, logging.NOTSET)
        stack.callback(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(MADE_BEFORE_A_LOOK, *gc.get_threshold()[1:])
        yield
