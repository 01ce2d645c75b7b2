"""Whether two pictures show the same, to somebody who sees where things stand and which colours they have.

What browsers and machines draw a little differently, the edges of letters, does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from pathlib import Path

COARSER = 8
"""How many pixels in width and height become one, before the pictures are compared."""

NEAR = 20
"""How far one value of red, green or blue (0 to 255) may be from the other's."""

MOST = 0.005
"""How large a part of the picture may differ by more than that."""


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return how large a part of two pictures differs, from 0 to 1; pictures of two sizes differ in all."""
    if one.size != other.size:
        return 1.0
    rough = (_coarse(picture) for picture in (one, other))
    bands = ImageChops.difference(*rough).split()
    farthest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    counts = farthest.histogram()
    return sum(counts[NEAR + 1 :]) / sum(counts)


def look_alike(one: Image.Image, other: Image.Image) -> bool:
    """Say whether two pictures show the same."""
    return differing(one, other) <= MOST


def kept(file: Path) -> Image.Image:
    """Return the picture of a file."""
    with Image.open(file) as picture:
        return picture.convert("RGB")


def keep(picture: Image.Image, file: Path) -> None:
    """Write a picture as a small PNG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(colors=128, dither=Image.Dither.NONE).save(file, optimize=True)


def _coarse(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").reduce(COARSER)
