"""A thread from elsewhere into files, files out again, and single files to their places; nothing here needs Sphinx.

What comes in is text (:mod:`.source_text`), which :mod:`.safe_xml` or :mod:`.json_arrays` takes apart. Each source has
one small reader, which gives the same plain data (:mod:`.record`): :mod:`.wordpress_xml`, :mod:`.wordpress_json`,
:mod:`.disqus_xml`, :mod:`.blogger_atom`, :mod:`.movable_type`, :mod:`.annotation_posts` and :mod:`.plain_records`;
:mod:`.reading` knows which is for a file. :mod:`.matching` finds what annotations are about;
:mod:`.html_to_markdown` turns words into this publication's Markdown; :mod:`.plan` decides and checks; :mod:`.placing`
writes.
"""
