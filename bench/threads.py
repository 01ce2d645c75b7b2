"""Seeded threads: comments that look like people's, the same ones at every run, as many as are asked for.

Each has ninety words with some Markdown in them; answers go five levels deep. A thread can be written as the files of
``comments/`` or, as somebody without this extension would write it, as nested quotes of Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = 90
LEVELS = 5
SEED = 796
FIRST_DATE = datetime(2022, 5, 1, 8, tzinfo=UTC)
BETWEEN = timedelta(minutes=37)

NAMES = ("Ann", "Bo", "Chen", "Dora", "Emeka", "Fatima", "Goran", "Hana", "Íñigo", "Jun", "Kofi", "Lucette")
VOCABULARY = Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8").split()


@dataclass(frozen=True, slots=True)
class Invented:
    """A comment that nobody wrote; *level* counts from 0, *reply_to* is empty there."""

    id: str
    author: str
    date: str
    url: str
    reply_to: str
    level: int
    body: str


def invented_thread(size: int) -> list[Invented]:
    """Return a thread in reading order; a smaller one is the beginning of a larger one."""
    random = Random(SEED)
    thread: list[Invented] = []
    answered: list[Invented] = []
    for number in range(size):
        # The first conversation goes down to the last level, so that the smallest thread has them all.
        level = number if number < LEVELS else random.randint(0, min(len(answered), LEVELS - 1))
        del answered[level:]
        author = random.choice(NAMES)
        comment = Invented(
            id=f"{number + 1:05}",
            author=author,
            date=(FIRST_DATE + number * BETWEEN).isoformat(),
            url=f"https://example.org/{number}" if random.random() < 0.25 else "",
            reply_to=answered[-1].id if answered else "",
            level=level,
            body=_body(random),
        )
        thread.append(comment)
        answered.append(comment)
    return thread


def _body(random: Random) -> str:
    """Write three blocks of thirty words: paragraphs mostly, a list or a quotation now and then."""
    return "\n\n".join(_block(random, _words(random, WORDS // 3)) for _ in range(3))


def _block(random: Random, words: list[str]) -> str:
    shape = random.random()
    if shape < 0.05:
        return "\n".join(f"- {' '.join(words[start : start + 10])}" for start in range(0, len(words), 10))
    if shape < 0.1:
        return f"> {' '.join(words)}"
    if shape < 0.3:
        return f"{' '.join(words[:15])}\n{' '.join(words[15:])}."
    return f"{' '.join(words)}."


def _words(random: Random, count: int) -> list[str]:
    """Choose words and mark or link one of them, but not the last, which a full stop may follow."""
    words = random.choices(VOCABULARY, k=count)
    place = random.randrange(count - 1)
    word = words[place]
    address = f"https://example.org/{word}"
    ways = (f"*{word}*", f"**{word}**", f"<q>{word}</q>", f"`{word}`", f"[{word}]({address})", address)
    words[place] = random.choice(ways)
    return words


def write_files(thread: Sequence[Invented], folder: Path) -> None:
    """Write each comment as a file of *folder*."""
    folder.mkdir(parents=True)
    for comment in thread:
        header = "".join(
            f"{key}: {value}\n"
            for key, value in (
                ("author", comment.author),
                ("date", comment.date),
                ("url", comment.url),
                ("reply_to", f'"{comment.reply_to}"' if comment.reply_to else ""),
            )
            if value
        )
        (folder / f"{comment.id}.md").write_text(f"---\n{header}---\n{comment.body}\n", encoding="utf-8")


def as_quotes(thread: Sequence[Invented]) -> str:
    """Write the thread as quotes in quotes, with name and date above each comment."""
    return "\n".join(line for comment in thread for line in _quoted(comment)) + "\n"


def _quoted(comment: Invented) -> Iterator[str]:
    outside = "> " * comment.level
    # A line of the level above ends the quote before, which would go on otherwise.
    yield outside.rstrip()
    for line in f"**{comment.author}** says, {comment.date}:\n\n{comment.body}".splitlines():
        yield f"{outside}> {line}".rstrip()
