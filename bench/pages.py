"""What a page is to a reader in a Chromium: its weight, how soon it shows, how it scrolls, where permalinks lead."""

from __future__ import annotations

import gzip
import shutil
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPENINGS = 3
LEAPS = 100
A_MINUTE = 60_000

SHOWN = """() => new Promise((tell) => {
  const heard = (list) => list.getEntriesByName("first-contentful-paint").forEach((paint) => tell(paint.startTime));
  new PerformanceObserver(heard).observe({ type: "paint", buffered: true });
})"""
"""Returns when the page first showed something, in milliseconds."""

LOADED = """() => new Promise((tell) => {
  const look = () => {
    const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
    if (loadEventEnd) tell(loadEventEnd); else setTimeout(look);
  };
  look();
})"""
"""Returns when all of the page was there, in milliseconds."""

SCROLL = """async (leaps) => {
  const frame = () => new Promise(requestAnimationFrame);
  const page = document.documentElement;
  const gaps = [];
  let before = await frame();
  for (let leap = 1; leap <= leaps; leap += 1) {
    scrollTo({ top: page.scrollHeight * leap / leaps, behavior: "instant" });
    const now = await frame();
    gaps.push(now - before);
    before = now;
  }
  return Math.max(...gaps);
}"""
"""Leaps from the top to the end, one leap a frame; returns how long the longest frame took, in milliseconds."""

LANDED = """async (id) => {
  const frame = () => new Promise(requestAnimationFrame);
  const top = () => document.getElementById(id).getBoundingClientRect().top;
  for (let before = NaN, still = 0; still < 20; await frame()) {
    still = top() === before ? still + 1 : 0;
    before = top();
  }
  return top() >= 0 && top() < innerHeight;
}"""
"""Tells whether an element begins in the window, once it has come to rest there: a style may have it glide."""


class Reading(NamedTuple):
    """A page in kilobytes, as it is and as it is sent; milliseconds to the first words, to the end, and of a frame.

    The frame is the longest that a leap through the page takes.
    """

    kilobytes: float
    gzipped: float
    shown: float
    loaded: float
    longest_frame: float


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Start a Chromium of the system's, where there is one."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def weigh(path: Path) -> tuple[float, float]:
    """Return the kilobytes of a page, as it is and as it is sent."""
    data = path.read_bytes()
    return len(data) / 1e3, len(gzip.compress(data, mtime=0)) / 1e3


def read(browser: Browser, path: Path) -> Reading:
    """Open a page some times, and leap through it to its end."""
    found = [_opened(browser, path) for _ in range(OPENINGS)]
    return Reading(*weigh(path), *(median(values) for values in zip(*found, strict=True)))


def _opened(browser: Browser, path: Path) -> tuple[float, float, float]:
    page = browser.new_page()
    page.set_default_timeout(A_MINUTE)
    page.goto(path.as_uri())
    found = (page.evaluate(SHOWN), page.evaluate(LOADED), page.evaluate(SCROLL, LEAPS))
    page.close()
    return found


def landings(browser: Browser, path: Path, ids: Sequence[str]) -> int:
    """Count the permalinks that lead a reader to what they name."""
    landed = 0
    for id_ in ids:
        page = browser.new_page()
        page.set_default_timeout(A_MINUTE)
        page.goto(f"{path.as_uri()}#{id_}")
        landed += page.evaluate(LANDED, id_)
        page.close()
    return landed
