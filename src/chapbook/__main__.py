"""``python -m chapbook``: the command ``chapbook``."""

from __future__ import annotations

import sys

from chapbook.cli import main

if __name__ == "__main__":
    sys.exit(main())
