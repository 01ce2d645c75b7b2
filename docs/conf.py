"""Settings of the handbook, which is made with chapbook itself: ``make docs``."""

extensions = ["myst_parser", "chapbook"]
html_theme = "chapbook"

project = html_title = "chapbook"
project_copyright = "2026, the editors of chapbook"
language = "en"
include_patterns = ["**"]
myst_heading_anchors = 3
bibtex_bibfiles = ()  # a manual cites no works
html_static_path = ["_static"]
html_css_files = ["handbook.css"]
