"""The arguments of ``chapbook bundle``, and what they ask for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.mistake import visible

if TYPE_CHECKING:
    import argparse

BUILT = Path("_build/bundle")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Give the command its arguments, beside the folder of the publication, and what it runs."""
    command.add_argument("--wheels", type=Path, metavar="FOLDER", help="a folder of wheels; those of the lock go in")
    command.add_argument("--check", type=Path, metavar="BAG", help="make nothing, and say what is wrong with a bag")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if options.check:
        from chapbook.bundle.checking import faults_of  # noqa: PLC0415  # only this command needs it

        faults = faults_of(options.check)
        for fault in faults:
            print(visible(fault), file=sys.stderr)
        if not faults:
            print(f"{options.check}: every file is as it was when the bag was made")
        return int(bool(faults))
    from chapbook.bundle.bundling import bundle  # noqa: PLC0415  # as above

    for line in bundle(options.source, options.source / BUILT, options.wheels):
        print(line)
    return 0
