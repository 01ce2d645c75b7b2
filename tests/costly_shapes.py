"""Shapes of comments that are cheap to write and may be dear to lay out, in one output or another."""

from __future__ import annotations

from itertools import cycle, islice

ACUTE, JOINER, MAN, TONE = "\u0301", "\u200d", "\U0001f468", "\U0001f3fd"
ADDRESS = f"https://example.org/{'x' * 1_800}"

REPEATED = {
    # Signs that stand on others, or join them.
    "accents": ("e", ACUTE),
    "accents without a letter": ("", ACUTE),
    "accents in words": ("", f"e{ACUTE * 30} "),
    "accents and places for a line's end": ("e", f"{ACUTE}\u200b"),
    "accents and soft hyphens": ("e", f"{ACUTE}\u00ad"),
    "accents as references": ("e", "&#x301;"),
    "accents in code": ("```\ne", ACUTE),
    "accents in code in a line": ("`e", ACUTE),
    "accents in a link": ("[e", ACUTE),
    "many accents": ("", "Z\u0335\u0321\u0353\u0300\u0301\u0302"),
    "circles": ("a", "\u20dd"),
    "joiners": ("a", "\u034f"),
    "joined emoji": ("", MAN + JOINER),
    "joined families": ("", f"{MAN}{JOINER}\U0001f469{JOINER}\U0001f467{JOINER}"),
    "joined emoji in words": ("", (MAN + JOINER) * 20 + MAN + " "),
    "joined emoji as references": ("", "&#x1F468;&#x200D;"),
    "joined letters": ("", f"a{JOINER}"),
    "parted letters": ("", "a\u200c"),
    "variations": ("\u2764", "\ufe0f"),
    "more variations": ("\u845b", "\U000e0100"),
    "varied ideographs": ("", "\u845b\U000e0100"),
    "tags of a flag": ("\U0001f3f4", "\U000e0067"),
    "flags by tags": ("", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
    "half flags": ("", "\U0001f1e9"),
    "flags": ("", "\U0001f1e9\U0001f1ea"),
    "skins": ("", f"\U0001f44b{TONE}"),
    "skins without a hand": ("", TONE),
    "keycaps": ("", "1\ufe0f\u20e3"),
    # Writing.
    "consonants in one": ("", "\u0915\u094d"),
    "vowels on a consonant": ("\u0915", "\u093f"),
    "consonants in one, in code": ("    ", "\u0915\u094d"),
    "subjoined letters": ("\u0f40", "\u0f90"),
    "Khmer": ("", "\u1780\u17d2"),
    "Burmese": ("", "\u1000\u1039"),
    "Thai": ("", "\u0e01\u0e49"),
    "Thai tones": ("\u0e01", "\u0e49"),
    "initial jamo": ("", "\u1100"),
    "medial jamo": ("\u1100", "\u1161"),
    "final jamo": ("\u1100\u1161", "\u11a8"),
    "Hangul": ("", "\ud55c"),
    "Chinese": ("", "\u4e2d"),
    "rare Chinese": ("", "\U00020000"),
    "kana with marks": ("", "\u3042\u3099"),
    "marks of kana": ("\u3042", "\u3099"),
    "Arabic": ("", "\u0633\u0644\u0627\u0645 "),
    "Arabic without a space": ("", "\u0633"),
    "Arabic marks": ("\u0628", "\u064b"),
    "lengthened Arabic": ("\u0628", "\u0640"),
    "Hebrew points": ("\u05d0", "\u05b8"),
    "directions in turn": ("", "a\u05d0"),
    "directions in turn, in words": ("", "a \u05d0 "),
    "directions of paragraphs": ("", "a\n\n\u05d0\n\n"),
    "directional marks": ("", "\u200e\u200f"),
    "brackets": ("", "(\u05d0"),
    "cuneiform": ("", "\U00012000"),
    "letters of mathematics": ("", "\U0001d400"),
    "no font has it": ("a", "\U0010fffd"),
    # Words and spaces.
    "a long word": ("", "a"),
    "a long word that can be hyphenated": ("", "incomprehensibilities"),
    "figures": ("", "1"),
    "full stops": ("", "."),
    "dashes": ("", "\u2014"),
    "hyphens": ("", "a-"),
    "slashes": ("", "1/"),
    "quotation marks": ("", '"'),
    "ligatures": ("", "ffi"),
    "spaces without a line's end": ("", "a\u00a0"),
    "joined words": ("", "a\u2060"),
    "soft hyphens": ("", "a\u00ad"),
    "places for a line's end": ("", "a\u200b"),
    "nothing but places for a line's end": ("a", "\u200b"),
    "wide spaces": ("a", "\u3000"),
    # Markup.
    "lines": ("", "a\n"),
    "lines by spaces": ("", "a  \n"),
    "paragraphs": ("", "a\n\n"),
    "eight tags over lines": ("<b><i><s><q><del><em><code><cite>", "a\n"),
    "eight quotations over lines": ("<q>" * 8, "a\n"),
    "a link over lines": (f"<a href='{ADDRESS}'>", "a\n"),
    "an abbreviation over lines": (f"<abbr title='{'x' * 1_800}'>", "a\n"),
    "a long title": ("<abbr title='", "x"),
    "eight tags each": ("", "<b><i><s><q><em><strong><del><cite>a</cite></del></strong></em></q></s></i></b> "),
    "links": ("", "[a](http://a.b) "),
    "links without a space": ("", "[a](http://a.b)"),
    "bare addresses": ("", "http://a.b "),
    "mail addresses": ("", "<a@b.cc> "),
    "a long address": ("https://example.org/", "a"),
    "brackets in an address": ("https://example.org/", "("),
    "a long link": ("[x](https://example.org/", "a"),
    "code": ("", "`a` "),
    "code in words": ("", "`a`b"),
    "long code": ("`", "a"),
    "lines of code": ("```\n", "a\n"),
    "a long line of code": ("```\n", "a"),
    "blocks of code": ("", "    a\n\nb\n\n"),
    "emphasis": ("", "*a* "),
    "emphasis in words": ("", "*a*b"),
    "quotes": ("", "> a\n\nb\n\n"),
    "deep quotes": ("", "> > > > > > > > a\n\n"),
    "items": ("", "- a\n"),
    "numbered items": ("999999999. a\n", "9. a\n"),
    "empty items": ("a\n\n", "-\n"),
    "deep items": ("", "- - - - a\n"),
    "items of quotes": ("", "- > - > a\n"),
    "a table of nothing": ("| |\n|-|\n", "| |\n"),
    "short quotations": ("", "<q>a</q>"),
}
ENDS = {"a long title": "'>a</abbr>", "a long link": ")", "long code": "`", "accents in code in a line": "`"} | {
    "accents in a link": "](https://example.org/)"
}
PLAIN = "Words that anybody may have written, and some more. "


def shape(name: str, length: int) -> str:
    """Return a body of a shape that has so many bytes, nearly."""
    begin, unit = REPEATED[name]
    end = ENDS.get(name, "")
    return begin + unit * ((length - len((begin + end).encode())) // len(unit.encode())) + end


def shapes(length: int) -> dict[str, str]:
    """Return the bodies of all shapes, each by its name."""
    many = (chr(code) for code in cycle(range(0xA0, 0x3000)) if chr(code).isprintable())
    own = {"characters of many scripts": "".join(islice(many, length // 3))}
    return {name: shape(name, length) for name in REPEATED} | own
