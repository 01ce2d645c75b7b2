"""``chapbook``: publishes one text as a site, a PDF, an EPUB and JATS, with its references and its readers' comments.

``extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]`` loads all parts in the right order, and sets
defaults for a publication. Each part can also be loaded alone, in any Sphinx project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.defaults import name_files, set_defaults

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"

PARTS = [
    "chapbook.citing",
    "chapbook.comments",
    "chapbook.claims",
    "chapbook.anchors",
    "chapbook.pdf",
    "chapbook.math",
    "chapbook.epub",
    "chapbook.title_page",
    "chapbook.jats",
    "chapbook.sharing",
    "chapbook.not_found",
    "chapbook.editions",
    "chapbook.theme",
    "chapbook.security",
    "chapbook.redirects",
    "chapbook.search",
    "chapbook.links",
    "chapbook.previews",
]
"""The parts, in the order in which they answer Sphinx's events."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load all parts, and let the defaults of the house hold."""
    # It needs Sphinx, which the command does not, where it finds nothing to do.
    from chapbook import reading  # noqa: PLC0415  # as said
    from chapbook.any_reference import SectionOfItsFile  # noqa: PLC0415  # as said
    from chapbook.caption_levels import give_levels  # noqa: PLC0415  # as said
    from chapbook.compiled_templates import keep_compiled  # noqa: PLC0415  # as said
    from chapbook.error_page import explain_mistakes  # noqa: PLC0415  # as said
    from chapbook.line_breaks import join_lines  # noqa: PLC0415  # as said
    from chapbook.own_ids import count_on  # noqa: PLC0415  # as said
    from chapbook.renamed_settings import let_old_names_hold  # noqa: PLC0415  # as said
    from chapbook.settings import check_settings, warn_of_unknown  # noqa: PLC0415  # as said
    from chapbook.task_lists import name_boxes  # noqa: PLC0415  # as said

    explain_mistakes(app.confdir)
    for part in PARTS:
        app.setup_extension(part)
    let_old_names_hold(app)
    set_defaults(app)
    check_settings(app)
    app.connect("config-inited", warn_of_unknown)
    app.connect("config-inited", name_files)
    app.connect("builder-inited", reading.guard_reading)
    app.connect("builder-inited", keep_compiled)
    # Earlier than all that notes ids.
    app.connect("doctree-read", count_on, priority=50)
    # Earlier than Sphinx, which looks for the files.
    app.connect("doctree-read", reading.find_pictures, priority=100)
    app.connect("doctree-read", reading.plain_problems, priority=100)
    app.connect("doctree-read", name_boxes)
    # Earlier than all that takes words out of it.
    app.connect("doctree-read", join_lines, priority=100)
    app.connect("doctree-read", reading.drop_running_heads)
    # Later than Sphinx, which makes the contents.
    app.connect("doctree-read", reading.plain_contents, priority=900)
    app.connect("html-page-context", give_levels)
    app.add_post_transform(SectionOfItsFile)
    # Earlier than others, which follow the tables of contents.
    app.connect("env-updated", reading.cut_circles, priority=0)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
