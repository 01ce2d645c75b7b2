"""Builds an edition by its own press: the command ``make html``, which every publication has, in a clean environment.

``make`` installs the packages that the edition locks, with the press of its time among them, and builds its site.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.mistake import Mistake
from chapbook.publishing import INVENTORY, SETTING

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_THIS_PROCESS = re.compile(
    r"VIRTUAL_ENV\w*|PYTHON\w*|SOURCE_DATE_EPOCH|(?:GNU)?MAKE\w*|MFLAGS|SPHINX\w*|READTHEDOCS\w*|GIT_\w*"
)
"""What an environment says of this process, and not of the machine."""

SPLIT = re.compile(r"[\s*?\[]")
"""What the shell would split an option at, or take for names of files."""

SITE = "_build/html"
LAST_LINES = 20


class PressError(Exception):
    """An edition was not built; the message is what its press said last."""


class EarlierPressError(PressError):
    """The press of an edition is one from before there were editions: it does not know the setting."""


def ensure_whole(options: Sequence[str]) -> None:
    """Ensure that options can be handed on.

    :raises Mistake: where one cannot.
    """
    for option in options:
        if SPLIT.search(option):
            message = "the press of an edition takes no option with a space, *, ? or [ in it; set that in conf.py"
            raise Mistake(Path(option), 0, message)


def build_site(sources: Path, options: Sequence[str], log: Path) -> Path:
    """Build the site of an edition beside its sources, and return its folder.

    :param options: options of ``sphinx-build``, of one word each.
    :param log: a file for all that its press says.
    :raises PressError: where it is not made; an :class:`EarlierPressError` where that may be for the setting alone.
    :raises Mistake: where there is no ``make``.
    """
    given = {"PYTHON": _base_python(), "BUILDDIR": "_build", "SPHINXOPTS": " ".join(["-q", *options])}
    values = [f"{name}={value}" for name, value in given.items()]
    command = ["make", "--silent", "--no-print-directory", "-C", str(sources), "html", *values]
    environment = {name: value for name, value in os.environ.items() if not OF_THIS_PROCESS.fullmatch(name)}
    with log.open("wb") as told:
        try:
            press = subprocess.Popen(  # noqa: S603  # the publication's own make
                command, env=environment, stdin=subprocess.DEVNULL, stdout=told, stderr=told, start_new_session=True
            )
        except OSError as error:
            raise Mistake(sources, 0, "an edition is built by make, which is not there; install it") from error
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            code = press.wait()
        finally:
            _end(press)
            signal.signal(signal.SIGTERM, before)
    if code or not (sources / SITE / INVENTORY).is_file():
        said = log.read_text(encoding="utf-8", errors="replace")
        lines = said.replace(f"{sources.resolve()}/", "").splitlines()
        # Sphinx warns of a setting that it does not know, in the language of the machine.
        is_earlier = any(repr(SETTING) in line for line in lines)
        raise (EarlierPressError if is_earlier else PressError)("\n".join(lines[-LAST_LINES:]))
    return sources / SITE


def _end(press: subprocess.Popen[bytes]) -> None:
    """End all that was started, where this command is stopped in the middle."""
    if press.poll() is None:
        os.killpg(press.pid, signal.SIGTERM)
        press.wait()


def _base_python() -> str:
    """Return the Python by which the environment of this process was made."""
    return str(getattr(sys, "_base_executable", sys.executable))
