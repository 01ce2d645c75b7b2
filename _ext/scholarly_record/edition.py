"""When the edition was made, from ``CITATION.cff``: the one time that any output bears.

Nothing asks the clock, so that one source gives one result.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path


class EditionError(ValueError):
    """The record does not say when the edition was made; the message says where and what to write."""


def edition_time(path: Path) -> int:
    """Return the beginning of the edition's day, in seconds since 1970 UTC.

    :raises EditionError: where the file is not YAML, or has no ``date-released`` that is a date (CFF 1.2.0).
    """
    try:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = (
            f"{path}: it cannot be read as YAML ({' '.join(str(error).split())}); see the Citation File Format 1.2.0"
        )
        raise EditionError(message) from error
    day = record.get("date-released") if isinstance(record, dict) else None
    if not isinstance(day, date):
        message = f"{path}: there is no date of the edition; write a line like date-released: 2026-05-31"
        raise EditionError(message)
    return int(datetime.combine(day, time(), UTC).timestamp())
