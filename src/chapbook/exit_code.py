"""How a command ends: its exit code, and a sentence instead of a traceback where it was stopped."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from chapbook.mistake import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable


def exit_code(command: Callable[[], int]) -> int:
    """Run a command to its end, and return its exit code: 1 where a mistake, a key or a closed pipe stopped it."""
    try:
        code = command()
        sys.stdout.flush()
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except BrokenPipeError:
        # Who read the output, such as head, has read enough. Python would tell of it once more at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return code
    return 1
