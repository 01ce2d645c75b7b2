"""The arguments of ``chapbook live``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.argument_types import port_of

if TYPE_CHECKING:
    import argparse

BUILT = Path("_build/live")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Give the command its arguments, beside the folder of the publication, and what it runs."""
    command.add_argument("--port", type=port_of, default=8000, metavar="N", help="default: 8000; 0 takes a free one")
    command.add_argument("--host", default="localhost", metavar="NAME", help="for whom (default: this machine alone)")
    command.set_defaults(run=_live)


def _live(options: argparse.Namespace) -> int:
    from chapbook.live.preview import live  # noqa: PLC0415  # only this command needs it

    return live(options.source, options.source / BUILT, options.host, options.port)
