"""The paragraphs that WordPress makes of a post's text when it shows it (``wpautop``), and the marks of its editor.

The classic editor stores no paragraphs: an empty line parts them, a line's end is a break, and beside a block neither
counts. The block editor stores paragraphs, and comments that say what each block is; a block ``core/freeform``, which
has no comment, holds text of the classic editor.
"""

from __future__ import annotations

import re

BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|canvas|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|hgroup|hr|iframe|li|main|nav|noscript|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot"
    r"|th|thead|tr|ul|video|audio|object|embed)\b[^>]*>",
    re.IGNORECASE,
)
EDITOR = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
WHOLE_BLOCK = re.compile(r"<!--\s*wp:(?P<name>[a-z][\w/-]*)\b(?P<own>[^>]*?)(?P<alone>/)?-->", re.DOTALL)
PREFORMATTED = re.compile(r"<pre\b.*?</pre\s*>", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
MORE = re.compile(r"<!--\s*(?:more\b.*?|noteaser)\s*-->", re.DOTALL)
NEXT_PAGE = re.compile(r"\n?<!--\s*nextpage\s*-->\n?")
ALONE = re.compile("<hr", re.IGNORECASE)
LINE_END = re.compile(r"(?:<br[^>]*>)?[ \t]*\n(?![ \t]*\n)")
BESIDE_BLOCK = re.compile(rf"({BLOCK.pattern})[ \t]*\n|\n[ \t]*(?={BLOCK.pattern})", re.IGNORECASE)
HELD = "\ue000{}\ue001"
IS_HELD = re.compile("\ue000(\\d+)\ue001")


def with_paragraphs(text: str) -> str:
    """Return the HTML that a page would show."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")
    if not EDITOR.search(text):
        return _classic(MORE.sub(" ", NEXT_PAGE.sub("\n\n", text)))
    pieces, here, depth = [], 0, 0
    for mark in EDITOR.finditer(text):
        piece = text[here : mark.start()]
        pieces.append(piece if depth else _classic(piece))
        here = mark.end()
        if mark[0].lstrip("<!- \n\t").startswith("/"):
            depth = max(0, depth - 1)
        elif not mark[0].rstrip("-> \n\t").endswith("/"):
            depth += 1
    return "".join([*pieces, text[here:] if depth else _classic(text[here:])])


def _classic(text: str) -> str:
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\n\n{HELD.format(len(held) - 1)}\n\n"

    text = PREFORMATTED.sub(hold, COMMENT.sub("", text))
    text = BLOCK.sub(_parted, text)
    made = []
    for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()):
        words = part.strip()
        is_block = not words or BLOCK.match(words) or IS_HELD.fullmatch(words)
        words = LINE_END.sub("<br>", BESIDE_BLOCK.sub(r"\1", words))
        made.append(words if is_block else f"<p>{words}</p>")
    return IS_HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", "\n".join(made))


def _parted(tag: re.Match[str]) -> str:
    """Put an empty line before a block that begins, and behind one that ends."""
    if ALONE.match(tag[0]):
        return f"\n\n{tag[0]}\n\n"
    return f"{tag[0]}\n\n" if tag[0].startswith("</") else f"\n\n{tag[0]}"
