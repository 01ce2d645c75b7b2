"""``-b figures`` draws all plots into their files; ``-b figures-check`` says which would be others; a build looks too.

To draw needs matplotlib (``chapbook[figures]``). Whether a file shows what its table says now, its fingerprint tells
without.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx.builders.dummy import DummyBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging

from chapbook.claims.places import tell
from chapbook.claims.plot_file import read_plot
from chapbook.claims.problem import Kind, Problem
from chapbook.claims.stated import pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.claims.plot import Plot

logger = logging.getLogger(__name__)
LIBRARY = "matplotlib"
REMEDY = "draw it: chapbook figures"


class FiguresError(SphinxError):
    """Nothing was drawn; the message says why."""

    category = "Figures error"


def plots_of(env: BuildEnvironment) -> dict[Path, Plot]:
    """Return every plot by its file, in order."""
    found = {path: plot for page in pages(env).values() for path, plot in page.plots.items()}
    return dict(sorted(found.items()))


def check_plots(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn of plots that are not drawn yet, or show what their table had before; no page is written again for it."""
    if not isinstance(app.builder, FiguresBuilder):
        for path, plot in plots_of(env).items():
            drawn = read_plot(path)
            if drawn is None:
                tell(Problem(path, 0, Kind.PLOT, f"the plot is not drawn yet; {REMEDY}"))
            elif drawn.shows != plot.fingerprint:
                tell(Problem(path, 0, Kind.PLOT, f"the plot shows what its table said before; {REMEDY}"))
    return []


class FiguresBuilder(DummyBuilder):
    """Draws every plot into its file, and leaves other files as they are."""

    name = "figures"
    epilog = "All plots are drawn."

    def get_outdated_docs(self) -> str:  # type: ignore[override]  # as Sphinx's own builders of one file do
        """Have the plots looked at in every run."""
        return "the plots"

    def finish(self) -> None:
        """Draw.

        :raises FiguresError: where matplotlib is not installed.
        """
        plots = plots_of(self.env)
        if plots and find_spec(LIBRARY) is None:
            remedy = f'install it beside chapbook: {sys.executable} -m pip install "{LIBRARY} >=3.10"'
            raise FiguresError(f"plots are drawn by {LIBRARY}, which is not there; {remedy}")
        for path, made in _drawn(plots):
            self.take(path, made)

    def take(self, path: Path, made: bytes) -> None:
        """Write a plot, if it is another one than before; a file that is not chapbook's stays."""
        if path.exists() and read_plot(path) is None:
            message = "this file is no plot of chapbook’s and was left as it is; rename it, or name the plot otherwise"
            tell(Problem(path, 0, Kind.PLOT, message))
        elif not path.exists() or path.read_bytes() != made:
            unfinished = path.with_name(f".{path.name}.unfinished")
            unfinished.write_bytes(made)
            unfinished.replace(path)
            logger.info("%s was drawn", path.name)


class FiguresCheckBuilder(FiguresBuilder):
    """Draws every plot, and says which files have other bytes; writes nothing."""

    name = "figures-check"
    epilog = "All plots were compared."

    def take(self, path: Path, made: bytes) -> None:
        """Compare a plot."""
        if not path.exists() or path.read_bytes() != made:
            tell(Problem(path, 0, Kind.PLOT, f"the file is not what is drawn now; {REMEDY}"))


def _drawn(plots: dict[Path, Plot]) -> Iterator[tuple[Path, bytes]]:
    from chapbook.claims.drawing import draw  # noqa: PLC0415  # only where something is drawn

    for path, plot in plots.items():
        yield path, draw(plot)
