"""Sources that mean harm: nothing runs, nothing outside is read or written, and what is lost is told."""

from __future__ import annotations

import io
import zlib
from struct import pack
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from chapbook.cli import main
from chapbook.rescue import making_text, reading
from chapbook.rescue.capture import Picture
from chapbook.rescue.pictures import Pictures, fault_of
from rescue import theme_pages
from rescue.test_pages import picture

if TYPE_CHECKING:
    from pathlib import Path

    from rescue.rescued import Rescue

SECRET = "the words of a file that nobody gave"  # noqa: S105  # they let nobody in
ARTICLE = """
<script>document.title = "run"</script><p onclick="run()" style="background:url(http://evil.example/)">Words of an
article, long enough to be one, {literalinclude} and <code>{raw}</code>.</p>
<p>{eval-rst}<code>.. raw:: html</code> ```{include} ../../secret.txt``` :::{raw} html</p>
<p>:::{include} ../../secret.txt<br>:::</p><p>```{include} ../../secret.txt</p><p>```</p>
<pre>```{raw} html
&lt;script&gt;run()&lt;/script&gt;
```</pre><pre class="language-{raw}">x</pre><pre class="language-html">&lt;script&gt;run()&lt;/script&gt;</pre>
<p><a href="javascript:run()">a</a> <a href="file:///etc/passwd">b</a> <a href="path:../../secret.txt">c</a>
<a href="data:text/html,x">d</a> {download}<code>../../secret.txt</code> {doc}`/secret`</p>
<p><img src="file:///etc/passwd" alt="e"><img src="../secret.txt" alt="f"><img src="page_files/link.png" alt="g"></p>
<p><img src="data:image/svg+xml,<svg onload=run()>" alt="h"><img src="https://evil.example/x.png" alt="i"></p>
<iframe srcdoc="<script>run()</script>" src="file:///etc/passwd"></iframe><object data="javascript:run()">j</object>
<h2 id="x"><a href="x" onmouseover="run()">(title-page)=</a></h2><p>k</p><h2>title-page</h2><p>l</p>
<math><mtext><script>run()</script></mtext></math><svg><script>run()</script></svg><template><script>run()</script>m</template>
"""


def hostile(rescue: Rescue) -> None:
    secret = rescue.place / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    (rescue.place / "page_files").mkdir()
    (rescue.place / "page_files/link.png").symlink_to(secret)
    replies = (theme_pages.Reply(1, "<script>run()</script>{raw}", "<script>run()</script><p>{raw}`html`</p>"),)
    rescue.run({"page.html": theme_pages.blogger(ARTICLE, replies)})


def test_nothing_outside_is_read_and_nothing_runs(rescue: Rescue) -> None:
    before = {path for path in rescue.place.parent.rglob("*") if rescue.place not in path.parents}
    hostile(rescue)
    assert {path for path in rescue.place.parent.rglob("*") if rescue.place not in path.parents} == before
    assert not any(SECRET.encode() in data or b"root:" in data for data in rescue.files().values())
    assert not [name for name in rescue.files() if name.startswith("pictures/")]
    assert rescue.counts()["pictures not taken"] == "5"
    assert main(["build", "-q", "--format", "html", "--source", str(rescue.folder)]) == 0
    for path in (rescue.folder / "_build/html").rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        article = page.select_one("article[role=main], #furo-main-content")
        assert SECRET not in page.get_text()
        for tag in article.find_all() if article else ():
            assert tag.name not in {"script", "iframe", "object", "svg", "math"} or tag.find_parent("nav")
            assert not [name for name in tag.attrs if name.startswith("on")]
            assert not str(tag.get("href", "")).startswith(("javascript:", "file:", "data:", "path:"))
            assert not str(tag.get("src", "")).startswith(("http", "file", "data"))


def bomb() -> bytes:
    """A picture of a few kilobytes that says it has ten thousand million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b"")


def tiff() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "TIFF")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (picture(), ""),
        (bomb(), "points"),
        (picture()[:-30], "broken"),
        (b"", "no picture"),
        (b"GIF89a", "broken|no picture"),
        (b"<?xml version='1.0'?><SVG xmlns='x'/>", "program"),
        (tiff(), "no picture"),
        (b"\x89PNG" + b"0" * 10_000_001, "more than 10,000,000 bytes"),
    ],
)
def test_what_is_no_picture_is_not_taken(data: bytes, why: str) -> None:
    assert any(part in fault_of(data) for part in why.split("|"))
    assert bool(fault_of(data)) == bool(why)


def test_names_of_pictures_are_words_and_nothing_else() -> None:
    taken = Pictures(
        {f"{number}": Picture(picture() + bytes(number), "../../x/..%2f..%2fetc.png") for number in range(4)}
    )
    names = [
        taken.name("0", "../../etc/passwd"),
        taken.name("1", "王小明"),
        taken.name("2", ""),
        taken.name("3", "CON."),
    ]
    assert names == ["etc-passwd.png", "wangxiaoming.png", "etc.png", "con.png"]
    assert taken.name("none", "x") == ""
    assert [loss.what for loss in taken.losses] == ["The picture none"]


def test_what_is_too_large_is_refused(rescue: Rescue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1000)
    rescue.run({"page.html": theme_pages.blogger()}, code=1)
    assert "more than 1,000 bytes" in rescue.errors
    monkeypatch.setattr(reading, "LARGEST", 100_000)
    monkeypatch.setattr(making_text, "LARGEST", 100)
    rescue.run({"page.html": theme_pages.blogger()}, code=1)
    assert "more than 100 letters; name a part of the page with --select" in rescue.errors
    assert not rescue.folder.exists()


def test_entities_of_an_export_are_not_expanded(rescue: Rescue) -> None:
    declared = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>&a;</channel></rss>'
    )
    rescue.run({"x.xml": declared}, code=1)
    assert "document type" in rescue.errors


def test_a_link_as_the_folder_is_refused(rescue: Rescue, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    rescue.folder.symlink_to(outside)
    rescue.run({"page.html": theme_pages.blogger()}, code=1)
    assert list(outside.iterdir()) == []
