"""A publication of one's own: the house, and in it an outline of a text. ``python -m outline FOLDER`` makes one."""
