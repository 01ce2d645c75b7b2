"""Thirty years later: of a publication there is one archive, and what is built from it is what it holds.

There is no network, no git, none of this environment's packages and nothing of this repository. Day, zone, locale,
home, user and modes are others. Of this machine there are a Python, which the packages in the bag are made for, make
and a shell. So it goes with this publication, which holds the press's sources, and with one that was started just now,
which holds its wheel.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import bagit
import pikepdf
import pytest
import yaml
from lxml import etree, html
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename
from PIL import Image

from absent import PACKAGES, go_without
from chapbook.bundle.bag import files_in
from chapbook.bundle.checking import faults_of
from making import started
from throwaway import ROOT, words

if TYPE_CHECKING:
    from collections.abc import Callable

WHEELS = ROOT / ".venv/wheels"
BUNDLE = """
import sys
from pathlib import Path
from chapbook.bundle.bundling import bundle
print(*bundle(*map(Path, sys.argv[1:])), sep="\\n")
"""
TOOLS = ("env", "make", "rm", "sed", "sh", "touch")
USER = 4242
"""Somebody whom no system knows by name, and who may do nothing in particular."""

SOMEBODY_WITHOUT_NETWORK = ("unshare", f"--map-user={USER}", f"--map-group={USER}", "--net")
CLOCKS = ("lib", "lib64", "local/lib")
"""Where below /usr systems keep what sets a program's clock, each in a folder of its own below."""

YEARS = 30


def this(_place: Path) -> Path:
    return ROOT


def a_new_one(place: Path) -> Path:
    return started(place)


@pytest.fixture(scope="module", params=[this, a_new_one])
def bag(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, unpacked in a folder in which nothing else is."""
    if not (WHEELS / ".complete").is_file():
        go_without("the packages of the locks are not there; make judge fetches them")
    ours = tmp_path_factory.mktemp("wheels")
    tags = set(sys_tags())
    for path in WHEELS.glob("*.whl"):
        if tags & parse_wheel_filename(path.name)[3]:
            (ours / path.name).symlink_to(path)
    made = tmp_path_factory.mktemp("bundled")
    # In a process of its own: in this one are the times of other tests' editions, and the templates of other themes.
    outside = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    publication = request.param(tmp_path_factory.mktemp("here") / "publication")
    command = [sys.executable, "-P", "-c", BUNDLE, str(publication), str(made), str(ours)]
    done = subprocess.run(command, env=outside, capture_output=True, text=True, check=False)
    assert "The packages that build it are in data/wheels/" in done.stdout, done.stderr
    (archive,) = made.glob("*.zip")
    assert faults_of(archive) == []
    place = tmp_path_factory.mktemp("found")
    with ZipFile(archive) as held:
        held.extractall(place)
    shutil.rmtree(made)
    (found,) = place.iterdir()
    return found


def test_another_program_finds_it_whole_and_what_is_broken(bag: Path, tmp_path: Path) -> None:
    assert bagit.Bag(str(bag)).validate()
    broken = Path(shutil.copytree(bag, tmp_path / "broken", ignore=shutil.ignore_patterns("wheels")))
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(broken)).validate()


def somebody_without_network() -> tuple[str, ...]:
    """Return what stands before a command that another user gives, whom no network is open to."""
    name, *options = SOMEBODY_WITHOUT_NETWORK
    command = (str(shutil.which(name)), *options)
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        go_without("this system lets nobody shut the network off for a program, or run it as another user")
    return command


def years_later() -> dict[str, str]:
    """Return the variables with which a program, and what it starts, takes it to be years later, and files as well."""
    name = "faketime/libfaketime.so.1"
    found = sorted(path for folder in CLOCKS for path in Path("/usr", folder).glob(f"*/{name}"))
    clock = found[0] if found else go_without("nothing here sets a program's clock", PACKAGES["libfaketime"])
    return {"LD_PRELOAD": str(clock), "FAKETIME": f"+{YEARS * 365}d"}


def first_difference(name: str, held: bytes, made: bytes) -> str:
    """Return a file's name and the bytes on both sides where they part; nothing where they are the same."""
    if held == made:
        return ""
    place = next((i for i, (one, other) in enumerate(zip(held, made, strict=False)) if one != other), len(held))
    around = slice(max(0, place - 80), place + 80)
    return f"{name}, byte {place:,}: {held[around]!r} is now {made[around]!r}"


def test_the_bag_alone_makes_what_it_holds(bag: Path, tmp_path: Path) -> None:
    place = tmp_path / "dreißig Jahre später"
    shutil.copytree(bag / "data", place)
    shutil.rmtree(place / "site")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(str(shutil.which(name)))
    assert shutil.which("git", path=str(tools)) is None
    environment = {
        "PATH": str(tools),
        "HOME": str(tmp_path / "home"),
        "LC_ALL": "C",
        "TZ": "Asia/Kathmandu",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": (place / "wheels").as_uri(),
        "PIP_CONFIG_FILE": os.devnull,
        **years_later(),
    }
    python = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")

    def run(*command: str) -> str:
        done = subprocess.run(
            [*somebody_without_network(), *command],
            cwd=tmp_path,
            env=environment,
            umask=0o077,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    year, user = run(str(python), "-c", "import os, time; print(time.localtime().tm_year, os.getuid())").split()
    assert int(year) - datetime.now(UTC).year in {YEARS - 1, YEARS}
    assert int(user) == USER
    run("make", "-C", str(place / "sources"), "html", f"PYTHON={python}")
    made = {name: path.read_bytes() for name, path in files_in(place / "sources/_build/html").items()}
    held = {name: path.read_bytes() for name, path in files_in(bag / "data/site").items()}
    assert {name for name in held.keys() ^ made.keys() if not name.startswith(".buildinfo")} == set()
    assert [*filter(None, (first_difference(name, held[name], made[name]) for name in held))] == []
    assert {"index.html", "404.html"} < held.keys()
    assert {".pdf", ".epub", ".xml"} < {Path(name).suffix for name in held}


def as_text(data: bytes) -> None:
    data.decode("utf-8")


def as_archive(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


def as_picture(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()


def as_pdf(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages
        assert pdf.check_pdf_syntax() == []


OPENED: dict[str, Callable[[bytes], object]] = {
    **dict.fromkeys((".epub", ".whl"), as_archive),
    **dict.fromkeys((".png", ".jpg", ".webp", ".ico"), as_picture),
    **dict.fromkeys((".xml", ".svg", ".atom"), etree.fromstring),
    **dict.fromkeys((".cff", ".yml", ".yaml"), yaml.safe_load),
    ".pdf": as_pdf,
    ".html": html.document_fromstring,
    ".json": json.loads,
}
"""What opens a file by its ending; one that has none of these is text."""

BINARY = {".inv", ".mo"}
"""What is for programs alone: the ids for other projects of Sphinx, and the press's words as gettext reads them."""

OTHERS = re.compile(r"sources/(?:bench|src|tests)/")
"""Programs, their templates, and files that they are tested with, broken ones among them."""


def test_every_file_opens(bag: Path) -> None:
    found = {name: path for name, path in files_in(bag / "data").items() if not OTHERS.match(name)}
    assert {Path(name).suffix for name in found} > {".pdf", ".epub", ".xml", ".html", ".json", ".png", ".md"}
    for name, path in found.items():
        if path.suffix not in BINARY:
            try:
                OPENED.get(path.suffix, as_text)(path.read_bytes())
            except Exception as error:
                raise AssertionError(f"{name} does not open") from error


def test_pages_read_in_order_without_scripts_fonts_and_styles(bag: Path, tmp_path: Path) -> None:
    """A browser that shows text alone shows each word of a page, in the order of the file, and none run together."""
    browser = shutil.which("lynx") or go_without("there is no lynx on this machine", PACKAGES["lynx"])
    pages = [path for path in files_in(bag / "data/site").values() if path.suffix == ".html"]
    assert len(pages) > 5
    for path in pages:
        page = html.document_fromstring(path.read_bytes())
        # A title in a drawing is seen by those who point at it.
        for node in page.xpath("//script | //style | //link | //template | //svg//title"):
            node.drop_tree()
        (main,) = page.xpath("//main")
        bare = tmp_path / "bare.html"
        bare.write_text(f"<!DOCTYPE html><title>T</title>{html.tostring(main, encoding='unicode')}", encoding="utf-8")
        shown = iter(words(said_by(browser, bare)))
        lost = [word for word in words(" ".join(main.itertext())) if word not in shown]
        assert lost == [], path


def said_by(browser: str, page: Path) -> str:
    plain = ("-nolist", "-nonumbers", "-width=1000", "-assume_charset=utf-8", "-display_charset=utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(page.parent), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([browser, "-dump", *plain, str(page)], env=environment, capture_output=True, check=True)
    return done.stdout.decode()
