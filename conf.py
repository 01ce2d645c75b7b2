"""Settings of the publication; its title, author, edition and addresses are CITATION.cff's, the rest is the press's."""

extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]
html_theme = "chapbook"

language = "en"
project_copyright = "2022, [Xi]; of each comment, its writer"
chapbook_pdf_name = epub_basename = "douyin-poverty-alleviation"
epub_description = "An essay, with its references and the ten comments left under it."
epub_contributor = "the commenters, each named at the comment"

# Where the form hands a comment on; on Read the Docs the repository is the one that it clones.
chapbook_comments_repository = ""
chapbook_comments_email = ""

# The press, its tests and its handbook stand beside the text, and are none of it.
exclude_patterns = [".*", "_*", "comments", "requirements", "src", "docs", "tests", "bench"]
