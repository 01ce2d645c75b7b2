"""A comment that is redacted is gone from every artefact that is made from then on, byte by byte.

What is packed is unpacked: archives, the streams and the text of a PDF, the inventory; what is escaped is read.
"""

from __future__ import annotations

import html
import io
import re
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

import pikepdf
import pytest

from making import alone, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SAID = ("zanzifloor", "quibblemark", "vexmorgan", "thrimble", "diary8", "elsewhere9", "otherside7")
"""Words, names and hosts that no other text has, each in one spelling."""

COMMENTS = {
    "01-ann": "author: Ann\ndate: 2026-01-01\n---\nHello there.",
    "02-b": """author: Vexmorgan Thrimble
date: 2026-01-02T10:11:12+08:00
url: https://diary8.example/
reply_to: 01-ann
about: introduction-p1
quote: Your essay begins here
---
Zanzifloor is my word, and quibblemark; see https://elsewhere9.example/x or
<a href="https://otherside7.example/" title="of Thrimble">this</a>. Write to vexmorgan@thrimble.example.

- a quibblemark""",
    "03-cy": "author: Cy\ndate: 2026-01-03\nreply_to: 02-b\n---\nI answer that.",
    "04-di": "author: Di\ndate: 2026-01-04\nanswered: 02-b\n---\nIs it so?",
}
LINKS = """address,checked,answer,seen,copy,copied
https://diary8.example/,2026-01-05,alive,2026-01-05,,
https://otherside7.example/,2026-01-05,gone,2026-01-05,https://archive.example/otherside7,2026-01-01
"""
MADE = {"html": "site", "pdf": "PDF", "epub": "EPUB", "jats": "JATS", "bundle": "bag"}
IN_THE_SITE = (
    "comments.atom",
    "annotations.jsonld",
    "_search/",
    "objects.inv",
    "appendices/comments.html",
    "chapters/",
)

ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = started(tmp_path_factory.mktemp("redacted") / "essay")
    for path in (folder / "comments").glob("*.md"):
        path.unlink()
    for name, text in COMMENTS.items():
        (folder / f"comments/{name}.md").write_text(f"---\n{text}\n", "utf-8")
    (folder / "links.csv").write_text(LINKS, "utf-8")
    (folder / "source").mkdir()
    (folder / "source/page.txt").write_text("Zanzifloor is what Vexmorgan says.\n", "utf-8")
    with (folder / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nhtml_baseurl = "https://essay.example/"\n')
    run(folder, "anchors")
    return folder


def run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-P", "-m", "chapbook", *arguments]
    done = subprocess.run(command, cwd=folder, env=alone(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def make_all(folder: Path, built: str) -> None:
    run(folder, "build", "-q", "--to", built)
    run(folder, "bundle")
    for ending in ("xml", "json"):
        (folder / f"{built}/thread.{ending}").unlink(missing_ok=True)
        run(folder, "export", "--to", f"{built}/thread.{ending}")


def plain(name: str, data: bytes, pdftotext: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of a file, and of what is packed in it, by their names."""
    yield name, data
    if name.endswith((".epub", ".zip")):
        with ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from plain(f"{name}/{inner}", archive.read(inner), pdftotext)
    elif name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as book:
            yield f"{name}/strings", "\n".join(said for part in book.objects for said in strings(part)).encode()
            streams = [part for part in book.objects if isinstance(part, pikepdf.Stream) and is_read(part)]
            yield f"{name}/streams", b"\n".join(stream.read_bytes() for stream in streams)
        command = [str(pdftotext), "-", "-"]
        yield f"{name}/text", subprocess.run(command, input=data, capture_output=True, check=True).stdout
    elif name.endswith("objects.inv"):
        yield f"{name}/entries", zlib.decompress(data.split(b"\n", 4)[4])


def strings(part: pikepdf.Object) -> Iterator[str]:
    """Yield the strings of an object of a PDF, and of what is written within it."""
    if isinstance(part, pikepdf.String):
        yield str(part)
    elif isinstance(part, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)):
        for value in part.values() if not isinstance(part, pikepdf.Array) else part:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from strings(value)


def is_read(stream: pikepdf.Stream) -> bool:
    """Tell whether a stream is no picture, whose bytes say nothing to whom who searches for words."""
    return stream.get("/Subtype") != "/Image"


def saying(folder: Path, pdftotext: Path) -> dict[str, list[str]]:
    """Return what each file still says of the comment."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for name, data in plain(path.relative_to(folder).as_posix(), path.read_bytes(), pdftotext):
            text = data.decode(errors="replace").casefold().replace("\u00ad", "")
            forms = text + unquote(text) + html.unescape(text) + ESCAPED.sub(_letter, text)
            if repeated := [word for word in SAID if word in forms]:
                found[name] = repeated
    return found


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


@pytest.fixture(scope="module")
def before_and_after(
    publication: Path, needs: Callable[..., Path]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    pdftotext = needs("pdftotext")
    make_all(publication, "_build")
    before = saying(publication, pdftotext)
    run(publication, "redact", "02-b", "--yes", "--reason", "asked for", "--date", "2026-03-01")
    make_all(publication, "_build")
    make_all(publication, "_build/afresh")
    return before, saying(publication, pdftotext)


def test_the_search_finds_it_in_every_artefact(before_and_after: tuple[dict[str, list[str]], ...]) -> None:
    before, _ = before_and_after
    for folder in MADE:
        assert any(name.startswith(f"_build/{folder}/") for name in before), folder
    for name in IN_THE_SITE:
        assert any(file.startswith(f"_build/html/{name}") for file in before), name
    for name in ("anchors.txt", "links.csv", "_build/thread.xml", "_build/thread.json", "source/page.txt"):
        assert name in before, name
    for form, word in (("strings", "diary8"), ("text", "vexmorgan")):
        assert any(name.endswith(f".pdf/{form}") and word in said for name, said in before.items()), form
    assert {word for words in before.values() for word in words} == set(SAID)


def test_nothing_of_it_is_left(before_and_after: tuple[dict[str, list[str]], ...]) -> None:
    """The text that was captured, which is told; what ``chapbook anchors`` has read, ``make clean`` takes away."""
    _, after = before_and_after
    left = {name for name in after if not name.startswith("_build/anchors/doctrees/")}
    assert left == {"source/page.txt"}


def test_its_place_and_its_answers_stay(publication: Path, before_and_after: object) -> None:
    assert before_and_after
    page = (publication / "_build/html/appendices/comments.html").read_text("utf-8")
    assert page.index('id="comment-01-ann"') < page.index('id="comment-02-b"') < page.index('id="comment-03-cy"')
    assert "[removed: asked for, 2026-03-01]" in page
    assert "<updated>2026-03-01T00:00:00Z</updated>" in (publication / "_build/html/comments.atom").read_text("utf-8")


def test_what_is_built_upon_the_old_is_what_is_built_afresh(publication: Path, before_and_after: object) -> None:
    assert before_and_after
    for folder in ("html", "pdf", "epub", "jats"):
        place = publication / "_build" / folder
        names = {path.relative_to(place) for path in place.rglob("*") if path.is_file()}
        other = publication / "_build/afresh" / folder
        assert names == {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
        differ = [name for name in names if (place / name).read_bytes() != (other / name).read_bytes()]
        assert [name for name in differ if not name.name.startswith(".buildinfo")] == []
