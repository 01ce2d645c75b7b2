"""What a comment may hold, as far as the form tells it before the comment is read: sizes, tags, addresses."""

from __future__ import annotations

LARGEST = 65_536
"""Bytes of a comment's file, unless the publication sets another limit."""

LONGEST_NAME = 245
"""Characters of a commenter's name, as WordPress has it (``wp_get_comment_fields_max_lengths``), and of the name of a
file without its ending, which leaves room for it in what file systems allow (255)."""

LONGEST_QUOTE = 300
"""Characters of the words that a comment quotes of what it is about: enough for a sentence, and for an address."""

LONGEST_VALUE = 2_000
"""Characters of any other value; addresses longer than that are not for people (RFC 9110, 4.1, asks for 8,000)."""

LONGEST_ADDRESS = 8_000
"""Octets of an address in a comment: what servers take at the least (RFC 9110, 4.1), and Typst at the most."""

TAGS = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "acronym": {"title"},
    "b": set(),
    "blockquote": {"cite"},
    "cite": set(),
    "code": set(),
    "del": {"datetime"},
    "em": set(),
    "i": set(),
    "q": {"cite"},
    "s": set(),
    "strike": set(),
    "strong": set(),
}
"""The tags that a commenter may write, each with its attributes."""

SCHEMES = {"http", "https", "mailto"}
"""The schemes of addresses that a comment may lead to."""

STRANGERS_LINK = "external nofollow ugc"
"""``rel`` of a link in a comment, as WordPress sets it: not ours, not endorsed, made by a user."""
