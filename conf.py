"""Settings of the publication, for Sphinx. Values only; what acts on them is in _ext/."""

import os
import sys
from pathlib import Path
from urllib.parse import quote

# This publication's own; its title, authors, edition and addresses are CITATION.cff's.
language = "en"
project_copyright = "2022, [Xi]; of each comment, its writer"
typst_pdf_name = epub_basename = "douyin-poverty-alleviation"
epub_description = "An essay, with its references and the ten comments left under it."
epub_contributor = "the commenters, each named at the comment"
# Where the form hands a comment on; on Read the Docs the repository is the one that it clones.
comment_thread_repository = ""
comment_thread_email = ""

# The house's: the same in every publication that is made with it.
sys.path.insert(0, str(Path(__file__).parent / "_ext"))
locale_dirs = ["_locale"]
extensions = [
    "myst_parser",
    "scholarly_record",
    "comment_thread",
    "citable",
    "typst_pdf",
    "sound_epub",
    "other_formats",
    "assets_where_needed",
    "content_security",
    "moved_pages",
    "chinese_search",
]
include_patterns = ["index.md", "chapters/*.md", "appendices/*.md"]
# Nothing to be found there, and .venv alone has thousands of files to look through.
exclude_patterns = [".*", "_*", "comments", "requirements", "tests"]
templates_path = ["_templates"]
smartquotes = False
nitpicky = True
# A chapter's file bears the name of its section, so that [text](#introduction) means both; MyST takes the section.
suppress_warnings = ["myst.xref_ambiguous"]

myst_enable_extensions = ["colon_fence"]

bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "apa"
bibtex_reference_style = "apa"
bibtex_cite_id = "ref-{key}"
bibtex_bibliography_id = "reference-list"

citable_parts = scholarly_record_parts = ["index#abstract", "chapters/*"]

rediraffe_redirects = "redirects.txt"
rediraffe_template = "_templates/redirect.html"

html_theme = "furo"
# Keys of one character take them from who speaks to the machine (WCAG 2.1.4); Escape would no longer close a drawer.
# Pages have no sources to be viewed or edited at, and what would link there is read for each build.
html_theme_options = {"enable_search_shortcuts": False, "top_of_page_buttons": []}
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_static_path = ["_static"]
html_css_files = [
    "publication.css",
    "frame.css",
    "thread.css",
    "references.css",
    "citable.css",
    "reply-form.css",
]
assets_where_needed = {
    "styles/furo-extensions.css": [],
    "pygments.css": ["literal_block"],
    "thread.css": ["comment_thread"],
    "references.css": ["citation", "how_to_cite"],
    "reply-form.css": ["reply_form"],
}
# In the page itself, which asks for one file less; Sphinx knows an address by its "://", which stands in xmlns.
ICON = Path("_templates/favicon.svg").read_text(encoding="utf-8")
html_favicon = f"data:image/svg+xml,{quote(ICON.strip(), safe=':/=')}"
html_copy_source = False
html_show_sphinx = False
html_use_index = False

other_formats_files = {"PDF": f"{typst_pdf_name}.pdf", "EPUB": f"{epub_basename}.epub"}

epub_uid = "publication-id"
epub_exclude_files = ["_static/search-excerpt.js"]
