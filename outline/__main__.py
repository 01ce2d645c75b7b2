"""``python -m outline FOLDER``: a new publication in FOLDER, which may not be there yet or must be empty.

It gets the machinery of this one, and the texts that lie in ``outline/files/``, each of which says what to write in its
place. Only Python's own library is needed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from outline.assembly import OUTLINE, NoPlaceError, assemble


def main(arguments: list[str]) -> str | None:
    """Assemble the publication; return what is wrong, if something is."""
    parser = argparse.ArgumentParser(prog="python -m outline", description="Start a publication.")
    parser.add_argument("folder", type=Path, help="where; a folder that is not there yet, or is empty")
    folder = parser.parse_args(arguments).folder
    try:
        assemble(OUTLINE, folder)
    except (NoPlaceError, OSError) as error:
        return f"No publication was made: {error}"
    print(f"A publication is in {folder}. Go there, and begin with its README.md and CITATION.cff.")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
