"""What several tests share: throw-away projects, the real site built once, a browser where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import sync_playwright
from sphinx.locale import translators

from absent import PACKAGES, go_without, needs_font, summary
from done_once import done_once
from making import made, started
from throwaway import EVERYTHING, OTHER_ESSAY, ROOT, Build, Project, build
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

# The same examples on every machine and day, and no example that a slow machine fails.
settings.register_profile("still", deadline=None, derandomize=True)
settings.load_profile("still")

# What Sphinx tells is read without colours, which it has wherever CI is set.
os.environ["NO_COLOR"] = "1"

# The first has no window at all, and opens pages in a third of the time.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget the catalogues of earlier builds, which a process of Sphinx's own would not have."""
    translators.clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was not tested, and which packages would test it."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)]
    if told := summary(reasons):
        terminalreporter.write_line(told, yellow=True)


@pytest.fixture(scope="session", autouse=True)
def builds_are_quick() -> Iterator[None]:
    with done_once():
        yield


@pytest.fixture
def project(tmp_path: Path) -> Project:
    source = tmp_path / "source"
    source.mkdir()
    return Project(source)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The publication itself, as HTML."""
    return build(ROOT, tmp_path_factory.mktemp("site"), "html", {})


@pytest.fixture(scope="session")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Another publication, in Chinese, with PDF and EPUB: the same house, made by ``make html`` as a user makes it."""
    needs_font("河")
    return made(started(tmp_path_factory.mktemp("other") / "another essay", OTHER_ESSAY))


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A book that has one of everything that a writer can write, made by ``make html`` as well."""
    needs_font("河")
    return made(started(tmp_path_factory.mktemp("everything") / "book", EVERYTHING))


@pytest.fixture(scope="session")
def address(site: Build) -> Iterator[str]:
    """The site from a server on this machine; the address ends with a slash."""
    with serving(site.out) as place:
        yield place


@pytest.fixture(scope="session")
def needs() -> Callable[..., Path]:
    """Ask for a program; a contributor's machine may lack it, a machine that checks may not (``CI=true``)."""

    def find(*names: str) -> Path:
        path = next(filter(None, map(shutil.which, names)), None)
        return Path(path or go_without(f"there is no {names[0]} on this machine", PACKAGES[names[0]]))

    return find


@pytest.fixture(scope="session")
def chromium(needs: Callable[..., Path]) -> Path:
    """Where the system has its Chromium."""
    return needs(*CHROMIUM_NAMES)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A Chromium of the system's."""
    driver, *_ = compute_driver_executable()
    if subprocess.run([driver, "--version"], check=False, capture_output=True).returncode:
        go_without("Playwright's own program does not start on this machine", "libatomic1")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        )
        yield started
        started.close()
