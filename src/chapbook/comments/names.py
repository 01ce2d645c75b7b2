"""What names a part of a work for good, wherever it is."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5


def urn(work: str, name: str) -> str:
    """Return a URN (RFC 9562, version 5): *work* is any text that names the whole, *name* an anchor or a file."""
    return uuid5(uuid5(NAMESPACE_URL, work), name).urn
