"""The file of a picture in the site: drawn once for the same words, or the publication's own."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chapbook.directions import of_language, of_text
from chapbook.edition import edition_of
from chapbook.language_tag import parts
from chapbook.sharing.made_of import Words, source_of
from chapbook.templates import PARTS, own_folders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

NAME = "chapbook-sharing.png"
TEMPLATE = "picture.typ"
STATIC = "_static"


class Shared(NamedTuple):
    """A picture: its place in the site or its address elsewhere, its size in pixels where known, and what it shows."""

    place: str
    width: int
    height: int
    shows: str


def drawn(app: Sphinx) -> Shared:
    """Have the press's own picture in the site; draw it only where it was not drawn before.

    :raises PictureError: where it cannot be drawn.
    """
    config = app.config
    language = parts(config.language or "en")
    runs = of_text(config.project) or of_language(config.language or "en")
    words = Words(config.project, config.author, edition_of(config), language.language, language.region, runs)
    template = _template(app.builder).read_text(encoding="utf-8", errors="replace")
    digest = sha256(source_of(template, words).encode()).hexdigest()
    kept = Path(app.doctreedir, "sharing", f"{digest}.png")
    if not kept.is_file():
        from chapbook.sharing.picture import draw  # noqa: PLC0415  # Typst is large, and not needed else

        picture = draw(template, words)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(picture)
    _put(kept, Path(app.outdir, STATIC, NAME))
    return Shared(f"{STATIC}/{NAME}", *_size(kept), " · ".join(filter(None, words[:3])))


def own(app: Sphinx, path: Path) -> Shared:
    """Have the publication's own picture in the site.

    :raises OSError: where it is none.
    """
    from PIL import Image  # noqa: PLC0415  # only where there is one

    with Image.open(path) as picture:
        width, height = picture.size
    _put(path, Path(app.outdir, STATIC, path.name))
    return Shared(f"{STATIC}/{path.name}", width, height, app.config.project)


def _template(builder: Builder) -> Path:
    own_templates = (Path(folder, TEMPLATE) for folder in own_folders(builder, "sharing"))
    ours = PARTS / "sharing/templates" / TEMPLATE
    return next((path for path in own_templates if path.is_file()), ours)


def _size(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG, which stand at one place of each (PNG 3, 11.2.1)."""
    data = picture.read_bytes()
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _put(path: Path, target: Path) -> None:
    if not target.is_file() or target.read_bytes() != path.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
