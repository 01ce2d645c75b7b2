"""The proof that a publication says what its source says: words out of pages and books, and what differs.

All of it is pure but the reading of files; nothing here needs Sphinx.
"""
