"""``chapbook rescue``: a saved page, an export or a plain-text copy becomes a publication; nothing here needs Sphinx.

Each source has one small reader, ``*_source.py``, which gives the same plain data (:mod:`.capture`).
"""
