"""``chapbook bundle``: a publication as one bag (RFC 8493) that a library can keep; it stands above the parts.

The bag holds what was made and all that it was made of. The same sources give the same bytes: nothing here reads the
clock, and no order is a file system's.
"""
