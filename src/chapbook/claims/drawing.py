"""Draws a plot by matplotlib, and makes its SVG small: the same bytes on every machine, with any fonts.

Matplotlib is needed here alone, and only where plots are drawn; a build puts in what was drawn.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from chapbook.claims.layout import BAR, DOT, SIZE, WIDTH, Bar, layout_of
from chapbook.claims.plot_file import ACCENT, INK, LETTERS, SHOWS, SVG
from chapbook.directions import of_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from chapbook.claims.layout import Layout
    from chapbook.claims.plot import Plot

POINTS = 72
"""To an inch; matplotlib measures a figure in inches."""

NUMBER = re.compile(r"-?\d+\.?\d*")
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "chapbook",
    "path.simplify": False,
    "text.usetex": False,
}
STYLES = {
    "mark": {"fill": ACCENT},
    "whole": {"fill": "currentColor", "fill-opacity": "0.1", "stroke": "currentColor", "stroke-width": "0.75"},
    "confirmed": {"fill": ACCENT},
    "differs": {"fill": "none", "stroke": ACCENT, "stroke-width": "2.5"},
    "not-found": {"fill": "none", "stroke": "currentColor", "stroke-width": "0.9"},
    "not-checked": {"fill": "none", "stroke": "currentColor", "stroke-width": "0.9", "stroke-dasharray": "1.5 1.5"},
}
"""How each kind of mark looks where no style sheet says otherwise."""


def draw(plot: Plot) -> bytes:
    """Return the SVG file of a plot.

    :raises ImportError: where matplotlib is not installed.
    """
    layout = layout_of(plot)
    height = _short(layout.height + 1)  # lines have a width, which goes beyond the edge
    root = ET.Element("svg", {"xmlns": SVG, "viewBox": f"-1 0 {_short(WIDTH + 2)} {height}"})
    root.attrib.update({"width": _short(WIDTH + 2), "height": height, "direction": "ltr"})
    root.attrib.update({"color": INK, "font-family": LETTERS, "font-size": _short(SIZE), SHOWS: plot.fingerprint})
    title = ET.SubElement(root, "title")
    title.text = plot.words
    root.extend(_elements(ET.fromstring(_drawn(layout))))  # noqa: S314  # it was just made
    ET.indent(root, "")
    return f"{ET.tostring(root, encoding='unicode')}\n".encode()


def _drawn(layout: Layout) -> bytes:
    """Have matplotlib draw; each group has the style of what is in it as its id."""
    import matplotlib as mpl  # noqa: PLC0415  # as said above
    from matplotlib.figure import Figure  # noqa: PLC0415  # as above

    with mpl.rc_context(SETTINGS), warnings.catch_warnings():
        # It has no letters for some languages, but the reader's program does.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(WIDTH / POINTS, layout.height / POINTS), dpi=POINTS)
        _fill(figure, layout)
        made = BytesIO()
        figure.savefig(made, format="svg", metadata={"Date": None})
    return made.getvalue()


def _fill(figure: Figure, layout: Layout) -> None:
    from matplotlib.patches import Circle  # noqa: PLC0415  # as above

    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set(xlim=(0, WIDTH), ylim=(layout.height, 0))
    for shape in layout.shapes:
        if isinstance(shape, Bar):
            axes.barh(shape.y, shape.width, height=BAR, left=shape.x, align="edge", gid=shape.style)
        else:
            axes.add_patch(Circle((shape.x, shape.y), DOT / 2 - 1, gid=shape.style))
    for label in layout.labels:
        side = "right" if label.at_end else "left"
        words = label.words
        axes.text(label.x, label.y, words, ha=side, va="baseline", size=SIZE, gid="label", parse_math=False)


def _elements(root: ET.Element) -> Iterator[ET.Element]:
    """Yield what was drawn, with what it needs and nothing else."""
    for group in root.iter(f"{{{SVG}}}g"):
        style = group.get("id", "")
        for path in group.findall(f"{{{SVG}}}path") if style in STYLES else ():
            yield _shape(path.get("d", ""), style)
        for text in group.findall(f"{{{SVG}}}text") if style == "label" else ():
            x, y = (_short(float(text.get(name, "0"))) for name in "xy")
            end = {"text-anchor": "end"} if "text-anchor: end" in text.get("style", "") else {}
            element = ET.Element("text", {"x": x, "y": y, **end, "fill": "currentColor"})
            element.text = _as_it_runs(text.text or "")
            yield element


def _as_it_runs(words: str) -> str:
    """Return a label in the order of its letters, as the drawing itself runs from the left (UAX 9, 2.4)."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if of_text(words) == "rtl" else words


def _shape(steps: str, style: str) -> ET.Element:
    """Return a path, or the circle that a path of curves goes round."""
    if "C" not in steps:
        steps = NUMBER.sub(lambda found: _short(float(found[0])), " ".join(steps.split()))
        return ET.Element("path", {"class": style, "d": steps, **STYLES[style]})
    numbers = [float(number) for number in NUMBER.findall(steps)]
    (left, right), (top, bottom) = ((min(across), max(across)) for across in (numbers[::2], numbers[1::2]))
    circle = {"cx": (left + right) / 2, "cy": (top + bottom) / 2, "r": (right - left) / 2}
    return ET.Element("circle", {"class": style, **{k: _short(v) for k, v in circle.items()}, **STYLES[style]})


def _short(number: float) -> str:
    """Write a number of points as short as one can see it."""
    return f"{round(number, 1):g}"
