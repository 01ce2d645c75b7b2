"""The policy of a page, and its place in it (Content Security Policy Level 3; HTML, 4.2.5.3)."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# To a page that was opened from a folder 'self' need not mean anything: its origin is opaque, and Firefox then sends
# no form, such as the search. To a page from a web server "file:" means nothing; it cannot load such an address.
OWN = "'self' file:"
POLICY = {
    # Firefox would fetch the next page ahead (rel="next") and asks this; it is refused, and tells so on its console.
    # The directive for that, prefetch-src, is gone from the standard; 'self' here would let in all that has none.
    "default-src": "'none'",
    "script-src": OWN,
    # Themes set the colours of code, and how their drawings look, in the page itself.
    "style-src": f"{OWN} 'unsafe-inline'",
    # Style sheets draw arrows and marks from addresses that hold the drawing.
    "img-src": f"{OWN} data:",
    # None is loaded now; a typeface beside the pages may be.
    "font-src": OWN,
    # The search reads the pages that it quotes.
    "connect-src": OWN,
    "form-action": OWN,
    "base-uri": "'none'",
    # No plug-in, even where somebody comes to widen default-src.
    "object-src": "'none'",
}
"""What a page may load, by directive: what lies beside it."""

START = re.compile(r"<head\b[^>]*>(?:\s*<meta\s+charset\s*=[^>]*>)?", re.IGNORECASE)
"""Where a head begins. The encoding stands first: it is looked for in the first 1024 bytes only (HTML, 4.2.5.4)."""


def with_policy(page: str, scripts: Iterable[str]) -> str:
    """Put the policy where all that it governs comes after it; what has no head is no page, and stays.

    :param scripts: the words of the scripts in the page itself that may run.
    """
    directives = POLICY | {"script-src": " ".join([POLICY["script-src"], *sorted({*map(script_hash, scripts)})])}
    content = "; ".join(f"{name} {sources}" for name, sources in directives.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    start = START.search(page)
    # To replace a text copies a large page once, to replace what a pattern matches twice.
    return page.replace(start[0], start[0] + meta, 1) if start else page


def script_hash(script: str) -> str:
    """Return the source that allows one script (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
