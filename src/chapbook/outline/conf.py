"""Settings of the publication; its title, authors, edition and addresses are CITATION.cff's, the rest is chapbook's."""

extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]
html_theme = "chapbook"

language = "en"
project_copyright = "2026, Your Name; of each comment, its writer"
chapbook_pdf_name = epub_basename = "essay"
epub_contributor = "the commenters, each named at the comment"

# Where the form hands a comment on; on Read the Docs the repository is the one that it clones.
chapbook_comments_repository = ""
chapbook_comments_email = ""
