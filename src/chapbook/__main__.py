"""``python -m chapbook``, and the command ``chapbook``: a process of its own, which ends with what it has done.

A build makes trees of a hundred thousand objects, nearly all of which it holds to its end. To look among them for what
can be freed, as often as Python does by itself, is an eighth of what a build costs; to do so at the end, where all goes
anyway, is a sixth.
"""

from __future__ import annotations

import gc
import sys

from chapbook.cli import main

MADE_BEFORE_A_LOOK = 20_000
"""So many objects more than there were; Python's own number is 700 or 2,000."""


def run() -> int:
    """Do what the command line says; return the exit code."""
    gc.set_threshold(MADE_BEFORE_A_LOOK, *gc.get_threshold()[1:])
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
