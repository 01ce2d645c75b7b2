"""Bodies that are cheap to write and may be dear to read."""

from __future__ import annotations

LENGTH = 40_000
"""Well within what a comment may have, and long enough to tell a square."""

UNITS = [
    *(
        "[",
        "[]",
        "[a](",
        "[a](<",
        '[a](b "',
        "![",
        "![](",
        "[a][b]",
        "[a\n",
        "[a]: b\n",
        "*",
        "*a ",
        "*a_ ",
        "*_",
        "**a ",
    ),
    *(
        "*a **b ",
        "~",
        "`",
        "<",
        "<a ",
        "<b x='",
        "</",
        "<!--",
        "<?",
        "<![CDATA[",
        "<!A ",
        "<b>",
        "</b>",
        "<b x=1>",
        "<i><b>",
    ),
    *(
        "<b></b>",
        "<b> ",
        "<q>a\n",
        "<b><i><s>\n\n",
        "- <b>x\n",
        "<blockquote>",
        "x <blockquote>\n\n",
        "<b><blockquote></b>",
    ),
    *('<a href="https://a.b">', '<a href="https://a.b"><blockquote>', "&", "&#", "&a", "&amp;", "\\", " ", "\t", "a\n"),
    *(
        "http://",
        "http://a",
        "http://a.b ",
        "http://a.b/(",
        "http://a@",
        "://",
        "<http://",
        "http://a.b/[(x",
        "http://xn--",
    ),
    *(
        "http://a.",
        "http:\\/",
        "<a@",
        "<a.a",
        ">",
        "> ",
        ">\n",
        "- ",
        "- a\n",
        "1. ",
        "> - ",
        "```\n",
        "~~~a\n",
        "    a\n",
    ),
    *(">>>>>>>>>>>>>>>>>> a\n", "- - - - - - - - - a\n\n", "|a", "{x}`y`", "\u00a0", "x", "=", "-\n", "a  \n", "$x"),
]
"""What may cost more than its length when it is repeated."""


def costly() -> list[str]:
    """Make long bodies; such have cost one reader of Markdown or HTML or another far more than their length."""
    half = LENGTH // 2
    return [
        *(unit * (LENGTH // len(unit)) for unit in UNITS),
        "[" * half + "]" * half,
        "*a " * (half // 3) + "a* " * (half // 3),
        "<b>" * (LENGTH // 7) + "x" + "</b>" * (LENGTH // 7),
        "<b>" * 8 + "a\n" * half,
        "<b>" * 100 + "a\n" * half,
        "<b>" * (LENGTH // 40) + "<blockquote></b>" * (LENGTH // 40),
        ("<b>" * 10 + "<blockquote>" + "</b>" * 10) * (LENGTH // 82),
        " ".join("`" * n for n in range(1, 350)),
        "\n".join("`" * n for n in range(3, 350)),
        "".join("  " * n + "- a\n" for n in range(250)),
        "<b " + "a " * half + ">x",
        "<a " + "".join(f"a{n}=1 " for n in range(7_000)) + 'href="https://a.b">x</a>',
        "<b " + " " * LENGTH,
        "http://a.b/" + "(" * LENGTH,
        "http://a.b?" + '"' * LENGTH,
        "http://" + "a." * half,
        "http://" + "1" * LENGTH,
        "|a" * half + "\n" + "|-" * half,
        "x" + " " * LENGTH + "\ny",
    ]
