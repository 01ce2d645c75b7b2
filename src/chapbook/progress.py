"""A bar on a terminal, for what takes long; nothing anywhere else, so that logs stay readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

SOON = 1.0
"""Seconds after which a bar is drawn: what is done by then needs none."""

Item = TypeVar("Item")


def watched(items: Iterable[Item], what: str, total: int | None = None) -> Iterable[Item]:
    """Give back items one by one; draw a bar on standard error, where that is a terminal.

    :param what: what is done, or what the items are.
    :param total: how many they are, where they do not say so themselves.
    """
    from tqdm import tqdm  # noqa: PLC0415  # most of what a person asks for needs none

    return tqdm(items, what, total, disable=None, delay=SOON)
