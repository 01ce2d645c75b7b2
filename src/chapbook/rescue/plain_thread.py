"""The comments of a plain-text copy: ``NAME says:`` above each, its depth by indentation, under ``N thoughts on``.

A browser writes a list's own marks with it: a number before a comment of the first level, a bullet before an answer,
which may be all that is left of one whose name the page shows as a picture. A bullet begins such an answer where the
number that the page itself tells asks for it; elsewhere it is a list in a comment's words.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from chapbook.comments.exchange.record import Imported, Links
from chapbook.comments.file_name import suggested_id
from chapbook.rescue.capture import Loss
from chapbook.rescue.dates_in_words import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HEADING = re.compile(
    r"\s*(?P<count>\d{1,6}|one|no)\s+(?:thoughts?|comments?|responses?|replies|reply)\s+(?:on|to)\s+"
    r"[“\"‘'«„]?(?P<title>.*?)[”\"’'»]?\s*",
    re.IGNORECASE,
)
COUNT = re.compile(r"\s*(?P<count>\d{1,6}|one|no)\s+(?:thoughts?|comments?|responses?|replies)\s*:?\s*", re.IGNORECASE)
END = re.compile(
    r"\s*(?:leave a (?:reply|comment)|post a comment|add a comment|comments are closed)\b.{0,80}", re.IGNORECASE
)
NAMED = re.compile(r"(?P<indent>\s*)(?:(?P<mark>\d{1,6}\.|[•◦▪‣*])\s+)?(?P<name>\S.{0,99}?)\s+says:\s*")
MARKED = re.compile(r"(?P<indent>\s*)[•◦▪‣]\s+(?P<rest>\S.*)")
REPLY_LINK = re.compile(r"\s*reply\s*(?:↓|↩)?\s*", re.IGNORECASE)
BULLET = "•"
THREAD_HEADING = "the heading of the comments"
MARK = "the mark of a list, which the thread shows by itself"
WORDS = {"one": 1, "no": 0}


class Thread(NamedTuple):
    """What was read: comments, how many the page tells (None: it tells none), the title in its heading, and losses."""

    comments: tuple[Imported, ...] = ()
    says: int | None = None
    title: str = ""
    losses: tuple[Loss, ...] = ()


class _Start(NamedTuple):
    """The line on which a comment begins; *rest* are words of its own on that line."""

    at: int
    indent: int
    name: str
    mark: str
    rest: str


def thread_line(lines: Sequence[str]) -> int:
    """Return the index of the line with which the thread begins; the number of lines where there is no thread."""
    for number, line in enumerate(lines):
        if HEADING.fullmatch(line) and any(NAMED.fullmatch(later) for later in lines[number + 1 :]):
            return number
    for number, line in enumerate(lines):
        if COUNT.fullmatch(line) and (later := _next_line(lines, number)) and NAMED.fullmatch(later):
            return number
    return len(lines)


def read_thread(lines: Sequence[str], path: Path, line: int) -> Thread:
    """Read the lines from the thread's heading on; its first is on *line* of the file."""
    if not lines:
        return Thread()
    heading = HEADING.fullmatch(lines[0]) or COUNT.fullmatch(lines[0])
    says = _number(heading["count"]) if heading else None
    title = heading.groupdict().get("title") or "" if heading else ""
    end = next((at for at, text in enumerate(lines) if at and END.fullmatch(text)), len(lines))
    named = [*_named(lines[:end])]
    starts = named
    if says is not None and len(named) < says:
        marked = sorted([*named, *_marked(lines[:end], named)])
        starts = marked if len(marked) == says else named
    losses = [Loss(lines[0].strip(), THREAD_HEADING, line, is_words=True)]
    stray = starts[0].at if starts else end
    losses += _lost(lines[1:stray], "stands before the first comment", line + 1)
    comments = [*_comments(starts, lines[:end], path, line, losses)]
    losses += _lost(lines[end:], "a word of the page's form for a reply", line + end)
    return Thread(tuple(comments), says, " ".join(title.split()), tuple(losses))


def _number(text: str) -> int:
    return WORDS[text.lower()] if text.lower() in WORDS else int(text)


def _next_line(lines: Sequence[str], at: int) -> str:
    return next((text for text in lines[at + 1 :] if text.strip()), "")


def _named(lines: Sequence[str]) -> Iterator[_Start]:
    for at, text in enumerate(lines):
        if found := NAMED.fullmatch(text):
            yield _Start(at, len(found["indent"].expandtabs(4)), found["name"], found["mark"] or "", "")


def _marked(lines: Sequence[str], named: Sequence[_Start]) -> Iterator[_Start]:
    known = {start.at for start in named}
    first = min(known, default=len(lines))
    for at, text in enumerate(lines):
        if at > first and at not in known and (found := MARKED.fullmatch(text)):
            yield _Start(at, len(found["indent"].expandtabs(4)), "", "•", found["rest"])


def _lost(lines: Sequence[str], why: str, line: int) -> Iterator[Loss]:
    return (Loss(text.strip(), why, line + at, is_words=True) for at, text in enumerate(lines) if text.strip())


def _comments(
    starts: Sequence[_Start], lines: Sequence[str], path: Path, line: int, losses: list[Loss]
) -> Iterator[Imported]:
    above: list[tuple[int, int]] = []
    width = max(2, len(str(len(starts))))
    names: dict[int, str] = {}
    ends = [start.at for start in starts[1:]] + [len(lines)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        while above and above[-1][0] >= start.indent:
            above.pop()
        parent = above[-1][1] if above else 0
        above.append((start.indent, number))
        names[number] = start.name or f"reply-to-{names.get(parent, '') or 'nobody'}"
        body = [start.rest, *lines[start.at + 1 : end]]
        moment = read_moment(_next_line(body, -1)) if start.name else None
        if moment:
            body[next(at for at, text in enumerate(body) if text.strip())] = ""
        if REPLY_LINK.fullmatch(last := _next_line(body[::-1], -1)):
            del body[len(body) - 1 - body[::-1].index(last) :]
            losses.append(Loss(last.strip(), "the link to answer a comment", line + start.at, is_words=True))
        if start.mark:
            losses.append(Loss(start.mark, MARK, line + start.at, is_words=True))
        yield Imported(
            path=path,
            line=line + start.at,
            number=str(number),
            parent=str(parent or ""),
            author=start.name,
            url="",
            date=moment,
            html=_html(body),
            has_plain_lines=False,
            left_out=None,
            own={"id": f"{number:0{width}}-{suggested_id(names[number])[:60].strip('-')}"},
            links=Links.WEB,
            words_line=line + start.at + 1,
        )


def _html(lines: Sequence[str]) -> str:
    """Write paragraphs, which empty lines part; a line stays a line."""
    text = "\n".join(escape(line.strip(), quote=False) for line in lines).strip("\n")
    return "".join(f"<p>{'<br>'.join(part.split(chr(10)))}</p>" for part in re.split(r"\n{2,}", text) if part.strip())
