"""The page on which Sphinx asks to report an error to its developers: a person's own mistake is told in a line instead.

Sphinx shows it for every exception, also for those that it raises to tell a person of a mistake. There is no event
before it; so its function is called by ours, which leaves the faults of programs to it.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx._cli.util import errors

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

show = errors.handle_exception


def explain_mistakes(folder: str | os.PathLike[str]) -> None:
    """Have what stops a build of the publication in *folder* told in words, from here on."""
    errors.handle_exception = partial(_tell, show, Path(folder).resolve())


def _tell(show: Callable[..., None], folder: Path, error: BaseException, /, **options: Any) -> None:  # noqa: ANN401
    """Tell what stops the build; with ``-T`` or ``--pdb`` a person wants to see all.

    :param options: those of Sphinx's own function.
    """
    from chapbook.explained import explained  # noqa: PLC0415  # only where a build was stopped

    wants_all = options.get("use_pdb") or options.get("print_traceback")
    lines = None if wants_all or isinstance(error, KeyboardInterrupt) else explained(error, folder)
    if lines is None:
        show(error, **options)
    for line in lines or ():
        print(line, file=options.get("stderr", sys.stderr))
