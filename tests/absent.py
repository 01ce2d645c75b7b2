"""What a machine lacks: passed over on a contributor's, an error on one that checks everything (``CI=true``)."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def go_without(what: str) -> NoReturn:
    """Skip the test, or fail it on a machine that checks; *what* says what is not there."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
