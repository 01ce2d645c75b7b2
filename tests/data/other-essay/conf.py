"""Settings of a publication of the tests' own, in Chinese."""

extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]
html_theme = "chapbook"

language = "zh_CN"
project_copyright = "2025，河边的几个人；各条评论归其作者所有"
chapbook_pdf_name = epub_basename = "river"
epub_contributor = "各条评论的作者"
chapbook_comments_repository = ""
chapbook_comments_email = "editors@example.org"
exclude_patterns = [".*", "_*", "comments", "guestbook", "requirements"]
