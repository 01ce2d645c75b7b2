"""A thread from elsewhere into files, files out again, and a single file to its place; nothing here needs Sphinx.

What comes in: :mod:`.wordpress_xml`, :mod:`.wordpress_json` and :mod:`.disqus_xml` read; :mod:`.html_to_markdown`
turns what they read into this publication's Markdown; :mod:`.plan` decides and checks; :mod:`.placing` writes.
"""
