"""What the arguments of a command line have to be; what they are not is said in words."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

MOST_PORTS = 65_535


def path_of(text: str) -> Path:
    """Return a path; an empty one would be this folder, which nobody means."""
    if not text:
        message = "no path was given"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def prefix_of(text: str) -> str:
    """Return the beginning of ids."""
    if not re.fullmatch("[a-z0-9-]*", text):
        message = f"{text!r} cannot begin an id; write small letters a-z, digits and hyphens"
        raise argparse.ArgumentTypeError(message)
    return text


def port_of(text: str) -> int:
    """Return the number of a port."""
    if not text.isascii() or not text.isdigit() or int(text) > MOST_PORTS:
        message = f"{text!r} is no port; write a number from 0 to {MOST_PORTS}"
        raise argparse.ArgumentTypeError(message)
    return int(text)
