"""Random pages: every kind of markup in every other, and words that look like markup of every kind."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = [
    *(
        "word",
        "“quoted”",
        "{raw}",
        "`tick`",
        "$x$",
        "[a](b)",
        "&amp;lt;",
        ":::{note}",
        "% c",
        "(x)=",
        "# h",
        "1.",
        "- ",
        "+",
    ),
    *(
        "| a | b |",
        "***",
        "___",
        "^x^",
        "~~s~~",
        "\\",
        "\\\\",
        "{{ x }}",
        "[^1]",
        "[^1]: def",
        "```",
        "~~~",
        "---",
        "===",
    ),
    *("{eval-rst}", ":doc:`x`", "https://a.example/x_(y)", "مرحبا", "שלום", "e\u0301" * 40, "\u202e", "\ufeff", "\x01"),
    *(
        "\u00a0",
        "\u200b",
        "(Smith, 2019)",
        "[3]",
        "[1, 2]",
        "(Smith & Jones 2020; Doe, n.d.)",
        "Smith (2019)",
        "!",
        "![",
    ),
    *(
        "](",
        "&lt;!--",
        "--&gt;",
        "{cite}",
        "{cite:p}`x`",
        "a_b_c",
        "__init__",
        "*",
        "**",
        "end.",
        "{#id}",
        "'",
        '"',
        "…",
        "$$",
    ),
    *("\\(x\\)", "\\begin{align}", "{%", "&lt;?php", "&nbsp;", "&#xFFFF;", "[caption]", "[gallery ids='1']"),
]
INLINE = ["em", "strong", "code", "a", "sup", "sub", "del", "u", "span", "q", "br", "img", "math", "script"]
BLOCKS = [
    *(
        "p",
        "div",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "figure",
        "gallery",
        "pre",
        "h3",
        "h4",
        "h6",
        "hr",
        "section",
    ),
    *("details", "iframe", "video", "note", "center"),
]
ATTRIBUTES = [
    "",
    "",
    " id='x%d'",
    " class='language-python'",
    " class='language-nosuch'",
    " hidden",
    " dir=rtl",
    " onclick=x()",
]
TARGETS = [
    "https://a.example/",
    "#x%d",
    "javascript:x()",
    "../x",
    "mailto:a@b.example",
    "http://[bad",
    "?q=1&copy;=2",
    "//h/",
]
PICTURES = ["page_files/a.png", "page_files/bad.png", "page_files/../../x.png", "file:///etc/passwd", "x.png", ""]
DATES = ["2022-01-01T10:00:00Z", "2022-01-01", "x", "2022-01-01T10:00:00+25:00", "0000-00-00", ""]
DEEPEST = 6


class RandomPage:
    """Writes one page; the same seed, the same page."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  # chance must come out the same at every run
        self.notes = 0

    def page(self, sections: int) -> str:
        titles: list[Callable[[], str]] = [self.inline, lambda: "Abstract", lambda: "References", lambda: "comments"]
        article = "".join(
            f"<h2{self.attribute()}>{self.random.choice(titles)()}</h2>{self.several(self.block)}"
            for _ in range(sections)
        )
        thread = "".join(self.comment(number) for number in range(1, 9))
        return f"""<html><head><title>{self.words()}</title><meta name=author content='{self.word()}'>
<meta name=date content='{self.random.choice(DATES)}'></head><body><article class='entry-content'>{article}</article>
<div id=comments><ol class=commentlist>{thread}</ol></div></body></html>"""

    def word(self) -> str:
        return self.random.choice(WORDS).replace("'", "")

    def words(self) -> str:
        return "".join(
            self.random.choice(WORDS) + self.random.choice([" ", "", "\n"]) for _ in range(self.random.randint(0, 6))
        )

    def several(self, write: Callable[[int], str], depth: int = 0) -> str:
        return "".join(write(depth) for _ in range(self.random.randint(0, 3)))

    def attribute(self) -> str:
        chosen = self.random.choice(ATTRIBUTES)
        return chosen % self.random.randint(1, 9) if "%d" in chosen else chosen

    def inline(self, depth: int = 0) -> str:
        tag = self.random.choice(INLINE)
        if depth >= DEEPEST or self.random.random() < 0.4:
            return self.words()
        if tag == "img":
            return f"<img src='{self.random.choice(PICTURES)}' alt='{self.word()}'>"
        target = self.random.choice(TARGETS)
        target = target % self.random.randint(1, 12) if "%d" in target else target
        more = f" href='{target}'" if tag == "a" else self.attribute()
        return f"<{tag}{more}>{self.several(self.inline, depth + 1)}</{tag}>"

    def either(self, depth: int) -> str:
        return self.random.choice([self.inline, self.block])(depth)

    def block(self, depth: int = 0) -> str:
        tag = self.random.choice(BLOCKS)
        if depth >= DEEPEST:
            return f"<p>{self.inline(depth)}</p>"
        write = getattr(self, f"_{tag}", None)
        if write:
            return str(write(depth))
        if tag in {"p", "pre", "h3", "h4", "h6"}:
            return f"<{tag}{self.attribute()}>{self.several(self.inline, depth)}</{tag}>"
        source = f" src='{self.random.choice(TARGETS)}'".replace("%d", "1") if tag in {"iframe", "video"} else ""
        return f"<{tag}{source}{self.attribute()}>{self.several(self.block, depth + 1)}</{tag}>"

    def _ul(self, depth: int) -> str:
        return f"<ul>{self.several(lambda deep: f'<li>{self.either(deep)}</li>', depth + 1)}</ul>"

    def _ol(self, depth: int) -> str:
        start = self.random.choice(["", " start=5", " start=-3", " start=99999999999"])
        return f"<ol{start}>{self.several(lambda deep: f'<li>{self.either(deep)}</li>', depth + 1)}</ol>"

    def _dl(self, depth: int) -> str:
        return f"<dl>{self.several(lambda deep: f'<dt>{self.inline(deep)}<dd>{self.block(deep)}', depth + 1)}</dl>"

    def _table(self, depth: int) -> str:
        return f"<table><caption>{self.inline(depth)}</caption>{self.several(self.row, depth + 1)}</table>"

    def _figure(self, depth: int) -> str:
        return f"<figure>{self.inline(depth)}<figcaption>{self.inline(depth)}</figcaption></figure>"

    def _gallery(self, depth: int) -> str:
        return f"<figure>{self.several(self._figure, depth)}<figcaption>{self.inline(depth)}</figcaption></figure>"

    def row(self, depth: int) -> str:
        span = self.random.choice(["", "", " colspan=2", " colspan=9999", " rowspan=0"])
        return f"<tr>{self.several(lambda deep: f'<td{span}>{self.either(deep)}</td>', depth)}</tr>"

    def _note(self, depth: int) -> str:
        self.notes += 1
        mark = f"<p>x<sup id='r{self.notes}'><a href='#f{self.notes}'>{self.notes}</a></sup></p>"
        return f"{mark}<ol><li id='f{self.notes}'>{self.either(depth + 1)} <a href='#r{self.notes}'>↩</a></li></ol>"

    def comment(self, number: int) -> str:
        answer = f"<ol>{self.comment(number + 100)}</ol>" if self.random.random() < 0.3 and number < 1000 else ""
        return f"""<li class=comment id=comment-{number}><div class=comment-body><b class=fn>{self.word()}</b>
<time datetime='{self.random.choice(DATES)}'></time><div class=comment-content>{self.block()}</div></div>{answer}</li>"""
