"""Settings of a book that has one of everything that a writer can write."""

extensions = [
    "myst_parser",
    "sphinxcontrib.bibtex",
    "chapbook",
    "sphinx_design",
    "sphinx.ext.todo",
    "sphinx.ext.ifconfig",
    "sphinx.ext.doctest",
    "sphinx.ext.extlinks",
]
html_theme = "chapbook"

language = "en"
project_copyright = "2024, the people of the hut; of each comment, its writer"
chapbook_pdf_name = epub_basename = "everything"
epub_contributor = "the commenters, each named at the comment"
chapbook_comments_repository = ""
chapbook_comments_email = "editors@example.org"

myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_admonition",
    "html_image",
    "linkify",
    "replacements",
    "smartquotes",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_substitutions = {"river": "the river **Ouse**"}
myst_heading_anchors = 3
todo_include_todos = True
extlinks = {"example": ("https://example.org/%s", "example %s")}
