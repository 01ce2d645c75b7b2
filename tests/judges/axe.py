"""axe in a page of the browser's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from judges.programs import MODULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _script() -> str:
    return (MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: Sequence[str] = RULES) -> list[dict[str, Any]]:
    """Return what axe finds on an open page, as axe tells it."""
    page.evaluate(_script())
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", options)["violations"]
    return found
