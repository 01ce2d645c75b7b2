"""The words of the captured page, with the changes that *About this edition* lists.

The table, ``appendices/editorial-changes.csv``, is all that may differ; words have their punctuation, as white space
parts them.
"""

from __future__ import annotations

import csv
import re

from throwaway import ROOT

CAPTURE = (ROOT / "tests/essay/essay.txt").read_text(encoding="utf-8")
TABLE = ROOT / "appendices/editorial-changes.csv"


def changes() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def captured_words(changes: list[dict[str, str]]) -> list[str]:
    """Apply the table to the capture; each row must be true of it, as often as it says."""
    text = CAPTURE
    for row in changes:
        times, old, new = int(row["Times"]), row["In the copy"].strip("`"), row["In this edition"]
        if code := re.fullmatch(r"U\+([0-9A-F]{4})", old):
            old = chr(int(code[1], 16))
        parts = [old]
        if times > 1 and not new and " " in old:
            parts, times = old.split(), 1
        for part in parts:
            pattern = rf"(?<!\S){re.escape(part)}(?!\S)" if len(parts) > 1 else re.escape(part)
            text, found = re.subn(pattern, new, text)
            assert found == times, row
    return text.split()
