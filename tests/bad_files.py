"""Files as people get them wrong, at random: comments, chapters and pictures, by a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whole_book import PNG, SVG

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

GOOD = "---\nauthor: {name}\n{more}---\nThe words of {name}.\n"
BAD_COMMENTS = [
    "",
    "no front matter",
    "---\nauthor: A\nreply_to: nobody\n---\nHi\n",
    "---\nauthor: A\nreply_to: {own}\n---\nHi\n",
    "---\nauthor: A\nabout: nowhere\n---\nHi\n",
    "---\nauthor: @a\n---\nHi\n",
    "---\nauthor: A #1\n---\nHi\n",
    "---\nauthor: A\nauthor: B\ndate: yesterday\nnobody: x\nurl: mailto:a@b.example\n---\nHi\n",
    "---\nauthor: A\n---\n \u00a0\n",
    "---\nauthor: A\n---\nA sign that no font has: \uf8ff, \u0378\n",
    "---\nauthor: A\n---\n\x07 \u202e [a](javascript:b) <script>c</script> ```{{include}} /etc/hostname\n```\n",
    "---\nauthor: A\n---\n[far](https://far.example/{long})\n",
    "---\nauthor: A\n---\n" + "> " * 30 + "deep\n",
    "---\nauthor: A\nremoved: at a wish\n---\nbut here\n",
    "---\nauthor: A\n---\n" + "<b>" * 30 + "deep\n",
]
NAMES = ["{own}.md", "{own}.md", "{own}.md", "Upper-{own}.md", "{own}.txt", "{own} x.md", "-{own}.md", "{own}-é.md"]
BAD_TEXT = [
    "![a picture](bad-{own}.png)",
    "```{{figure}} bad-{own}.svg\n:alt: a figure\n:width: 9parrots\n\nA caption ![in it](bad-{own}.png).\n```",
    "![](missing-{own}.png) and ![far](https://far.example/a.png)",
    "| A |\n|---|\n| ![in a cell](bad-{own}.tiff) |",
    "{{ref}}`nowhere` {{doc}}`nowhere` {{cite:p}}`nobody` {{nothing}}`at all` {{guilabel}}`&`",
    "```{{nothing}}\n```",
    "```{{literalinclude}} nowhere.py\n```",
    "```{{list-table}}\n* - a\n  - b\n* - c\n```",
    "{{kept-anchor}}`No id` {{kept-anchor}}`part-{own}`",
    "[^note-{own}] [^none]\n\n[^note-{own}]: [a](nowhere.md)",
    "(part-{own})=\n## Again\n\n###### Deep {{ref}}`part-{own}` ![x](bad-{own}.png)[^n]\n\n[^n]: A note.",
    ":::::{{note}}\n::::{{tip}}\n:::{{nothing}}\n",
    "\udcff\udcfe not UTF-8, \uf8ff in no font",
    "```{{math}}\n\\frac{{\n```\n\n```{{raw}} html\n<p onclick='x'><b>\n```",
    "# Another [title](https://a.example/) with a note[^t]\n\n[^t]: Of the title.",
]
COSTLY_TEXT = [
    "[far](https://far.example/{long})",
    "```{{include}} {own}.md\n```",
    "Lake\n: one\n: two\n\n{note}",
]
"""What takes seconds to be found, and so is rarer."""

NOTES = "\n".join([*(":" * n + "{note}" for n in range(70, 3, -1)), "deep", *(":" * n for n in range(4, 71))])
PICTURES = [b"", b"no picture", PNG[:40], SVG.encode(), b"<svg", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.4", PNG]


def good_name(number: int, which: int) -> str:
    """Name a good comment of a combination, which is its id as well."""
    return f"good-{number}-{which}"


def write_combination(publication: Path, number: int, random: Random) -> None:
    """Write a chapter with bad text, its pictures, and its thread with two good comments and up to four bad ones."""
    folder = publication / "chapters"
    comments = publication / f"comments-{number}"
    comments.mkdir(parents=True)
    for which in range(2):
        name = good_name(number, which)
        more = f"reply_to: {good_name(number, 0)}\n" if which else ""
        (comments / f"{name}.md").write_text(GOOD.format(name=name, more=more), encoding="utf-8")
    for which in range(random.randrange(5)):
        own = f"bad-{number}-{which}"
        text = random.choice(BAD_COMMENTS).format(own=own, long="a" * 9_000)
        path = comments / random.choice(NAMES).format(own=own)
        path.write_bytes(_spoiled(text.encode(), random))
    own = str(number)
    chosen = [random.choice(BAD_TEXT * 10 + COSTLY_TEXT) for _ in range(random.randrange(4))]
    text = "\n\n".join(text.format(own=own, long="a" * 9_000, note=NOTES) for text in chosen)
    thread = f"```{{comment-thread}} /comments-{number}\n```"
    chapter = f"(part-{number})=\n# Part {number}\n\nThe words of part {number}.\n\n{thread}\n\n"
    data = _spoiled(text.encode("utf-8", "surrogateescape"), random)
    (folder / f"{number}.md").write_bytes(chapter.encode() + data)
    for ending in ("png", "svg", "tiff"):
        (folder / f"bad-{number}.{ending}").write_bytes(random.choice(PICTURES))


def _spoiled(data: bytes, random: Random) -> bytes:
    """Return the bytes, or in one of three cases with a part of them lost, doubled or turned into noise."""
    start = random.randrange(len(data) + 1)
    end = min(len(data), start + random.randrange(20))
    noise = bytes(random.randrange(256) for _ in range(random.randrange(8)))
    parts = [data, data, data, data, data, data, data[:start] + data[end:], data[:end] + data[start:]]
    return random.choice([*parts, data[:start] + noise + data[end:]])
