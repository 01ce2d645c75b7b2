"""``export comments/ --to FILE``: a thread out, as WordPress's export (WXR 1.2) or as its REST API answers (JSON).

Only a thread without a mistake goes out, and only into a file that is not there yet. What comes in again
(:mod:`.importing`) is the same thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.comments.exchange.export_json import as_json
from chapbook.comments.exchange.export_xml import as_wxr
from chapbook.comments.exchange.exported import exported
from chapbook.comments.exchange.placing import place_file
from chapbook.comments.folder import folder_state
from chapbook.comments.thread import read_thread
from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from pathlib import Path

    from chapbook.comments.problem import Problem

FORMATS = {"wxr": as_wxr, "json": as_json}
ENDINGS = {".xml": "wxr", ".json": "json"}
"""The format that a file's ending stands for, where none is named."""


def export_thread(folder: Path, target: Path, form: str = "") -> tuple[int, list[Problem]]:
    """Write the thread of *folder* to the file *target*; return how many comments it has, or what is wrong with it."""
    form = form or ENDINGS.get(target.suffix.lower(), "")
    if not form:
        raise Mistake(target, 0, f"the name does not say the format; end it in {' or '.join(ENDINGS)}, or add --format")
    thread, problems = read_thread(folder, folder_state(folder))
    if problems:
        return 0, problems
    data = FORMATS[form](folder.resolve().name, exported(thread.comments()))
    try:
        place_file(target, data)
    except FileExistsError as error:
        raise Mistake(target, 0, "the file is there already; delete it, or name another") from error
    except OSError as error:
        raise Mistake(target, 0, f"the file cannot be written ({error.strerror}); see to it") from error
    return thread.size, []
