"""The versions of Python: the lock is made for the oldest, and the host is asked for one of them."""

from __future__ import annotations

import re

import yaml

from pythons import VERSIONS
from throwaway import ROOT


def test_it_asks_for_a_python_that_the_lock_allows() -> None:
    config = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert config["build"]["tools"]["python"] in VERSIONS


def test_the_lock_is_made_for_the_oldest_python() -> None:
    (floor,) = re.findall(r"--universal --python-version (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert floor == VERSIONS[0]
