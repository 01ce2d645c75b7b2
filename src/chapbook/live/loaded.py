"""Loads what a build needs, by a build of one line; each build is then forked from the process that has loaded it.

Parts of Sphinx, of its extensions and of the press are loaded only when they are first used, so that a list of them
would be long, and soon be wrong.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

SETTINGS = (
    'extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]\nhtml_theme = "chapbook"\nbibtex_bibfiles = []\n'
)

with TemporaryDirectory() as name, patch_docutils(), docutils_namespace():
    folder = Path(name)
    (folder / "index.md").write_text("# A\n\nB\n", encoding="utf-8")
    (folder / "conf.py").write_text(SETTINGS, encoding="utf-8")
    built = folder / "built"
    Sphinx(folder, folder, built, built, "html", status=None, warning=None).build()

# The next build may be in another language.
translators.clear()
