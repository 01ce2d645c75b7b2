"""The pictures of a page: which address of an ``img`` is the picture's own, and where its bytes are.

Programs that load pictures late keep the address elsewhere than in ``src``; what stands there until then is a dot.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from chapbook.rescue.capture import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bs4 import Tag

LATE = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original", "data-full-url")
DATA = re.compile(
    r"data:(?P<type>[\w.+/-]*)(?:;[\w=.+-]+)*?(?P<coded>;base64)?,(?P<data>.*)", re.IGNORECASE | re.DOTALL
)
SMALLEST = 200
"""Bytes below which a picture in an address is a dot that holds a place."""

LARGEST = 10_000_000
"""Bytes of a picture that is taken."""

MOST = 2_000


def address_of(image: Tag) -> str:
    """Return the address of a picture: that of the saved file, or what a late loader keeps."""
    source = str(image.get("src") or "").strip()
    late = next((str(image[name]).strip() for name in LATE if image.get(name)), "")
    is_dot = not source or (source.startswith("data:") and len(source) < SMALLEST) or source.startswith("about:")
    if is_dot:
        candidates = str(image.get("data-srcset") or image.get("srcset") or "").split(",")
        return late or candidates[-1].strip().split(" ")[0] or source
    return source


def addresses_of(article: Tag) -> Iterator[str]:
    """Yield the address of each picture, once."""
    found = (address_of(image) for image in article.find_all("img"))
    return iter([name for name in dict.fromkeys(found) if name][:MOST])


def embedded_pictures(article: Tag) -> dict[str, Picture]:
    """Take the pictures out of addresses that hold them, give these short names, and return the pictures by them."""
    found: dict[str, Picture] = {}
    for number, image in enumerate(article.find_all("img"), 1):
        address = address_of(image)
        if not address.startswith("data:"):
            continue
        for name in [name for name in image.attrs if name.startswith(("data-", "srcset"))]:
            del image[name]
        image["src"] = f"embedded-{number}"
        if picture := _own_picture(address):
            found[f"embedded-{number}"] = picture
    return found


def _own_picture(address: str) -> Picture | None:
    """Return a picture that its address holds (RFC 2397)."""
    found = DATA.fullmatch(address)
    if not found or len(address) > 2 * LARGEST:
        return None
    try:
        data = base64.b64decode(unquote(found["data"])) if found["coded"] else unquote_to_bytes(found["data"])
    except (binascii.Error, ValueError):
        return None
    return Picture(data, f"the page itself ({found['type'] or 'without a type'})")


def folders_of(path: Path) -> list[Path]:
    """Return the folders that browsers save beside a page: ``page_files`` and the like, in any language."""
    stem = path.name.rpartition(".")[0] or path.name
    endings = ("_files", ".files", "_Files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_file", "_bestanden")
    named = [path.with_name(f"{stem}{ending}") for ending in endings]
    return [folder for folder in (*named, path.with_name("images")) if folder.is_dir() and not folder.is_symlink()]


def files_of(path: Path) -> dict[str, Path]:
    """Return the files of the folders beside a page, by their paths from the page's folder; no links are followed."""
    found = {}
    for folder in folders_of(path):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not any(
                step.is_symlink() for step in (file, *file.parents) if folder in (step, *step.parents)
            ):
                found[file.relative_to(path.parent).as_posix()] = file
            if len(found) >= MOST:
                return found
    return found


def picture_beside(address: str, files: Mapping[str, Path]) -> Picture | None:
    """Return the file that an address of a saved page means; only *files* are looked among."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    name = unquote(parts.path).removeprefix("./")
    file = files.get(name)
    if file is None:
        return None
    with file.open("rb") as opened:
        return Picture(opened.read(LARGEST + 1), name)
