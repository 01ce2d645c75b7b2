"""``chapbook new DIR``: starts a publication, which builds at once: text, settings, and chapbook itself as a wheel.

The files are those of the folder ``outline``; title, author and language are filled in if they are known.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chapbook.language_tag import is_language
from chapbook.lock import LOCK, lock_with
from chapbook.mistake import Mistake
from chapbook.wheel import own_wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

OUTLINE = Path(__file__).parent / "outline"
TITLE = "The title of your essay"
AUTHOR = "Your Name"
CFF_AUTHOR = "  - family-names: Name\n    given-names: Your\n"
LANGUAGE = "en"
NEVER_COPIED = {"__pycache__"}


class Answers(NamedTuple):
    """What is known of the publication; an empty string stands for what is not."""

    title: str = ""
    author: str = ""
    language: str = ""


def ask(title: str, author: str, language: str) -> Answers:
    """Ask a person at a terminal for what the command line does not say; ask nothing elsewhere.

    :raises Mistake: where the language is none.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        title = title or _answer("Title of the work", "")
        author = author or _answer("Author, as Ada Lovelace", "")
        language = language or _answer("Language of the pages, as en or zh_CN", LANGUAGE)
    answers = Answers(*(" ".join(text.split()) for text in (title, author, language)))
    if not is_language(answers.language or LANGUAGE):
        message = f"there is no language {answers.language!r}; write its code, as en, pt-BR or zh_CN"
        raise Mistake(Path("--language"), 0, message)
    return answers


def _answer(question: str, default: str) -> str:
    """Ask one question; who ends the input does not want to be asked."""
    try:
        return input(f"{question}{f' [{default}]' if default else ' (may wait)'}: ").strip() or default
    except EOFError:
        print()
        return default


def start(folder: Path, answers: Answers, *, force: bool = False) -> Iterator[str]:
    """Write a publication into *folder* and yield what to tell of it.

    :param force: write into a folder that has files; one that is there with other content stays as it is.
    :raises Mistake: where the folder cannot be written, or has files and *force* is not said.
    """
    files = publication(answers)
    if folder.exists() and not folder.is_dir():
        raise Mistake(folder, 0, "this is not a folder; name another")
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise Mistake(folder, 0, "the folder is not empty; name another, or add --force, which changes no file in it")
    kept = []
    try:
        for name, data in files.items():
            path = folder / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            elif path.read_bytes() != data:
                kept.append(name)
    except OSError as error:
        message = f"it cannot be written ({error.strerror}); fix that, then run this again with --force"
        raise Mistake(Path(error.filename or folder), 0, message) from error
    return _told(folder, kept, len(files))


def _told(folder: Path, kept: list[str], number: int) -> Iterator[str]:
    yield from (f"{name} was there with other content; left as it is" for name in kept)
    yield f"A publication of {number} files is in {folder}. Go there, and then:"
    yield "  make html     makes the site, the PDF and the EPUB in _build/html/"
    yield "  git init      begins its history; README.md says how it gets to a forge"
    yield "Write your own words into CITATION.cff, index.md and chapters/; make check says what is left to do."


def publication(answers: Answers) -> dict[str, bytes]:
    """Return the files of a new publication by their paths."""
    files = {name: data for name, data in outline().items() if name != LOCK}
    for name, text in _filled({name: data.decode() for name, data in files.items()}, answers).items():
        files[name] = text.encode()
    wheel, data = own_wheel()
    files[f"requirements/{wheel}"] = data
    files[LOCK] = lock_with(wheel, data, (OUTLINE / LOCK).read_text(encoding="utf-8")).encode()
    return files


def outline() -> dict[str, bytes]:
    """Return the files of the outline by their paths, in order."""
    paths = sorted(path for path in OUTLINE.rglob("*") if path.is_file() and not NEVER_COPIED & set(path.parts))
    return {path.relative_to(OUTLINE).as_posix(): path.read_bytes() for path in paths}


def _filled(texts: dict[str, str], answers: Answers) -> dict[str, str]:
    """Put what is known into the texts, in the form that each file's language has for it."""
    today = datetime.now(UTC).date()
    filled = dict(texts)
    filled["CITATION.cff"] = filled["CITATION.cff"].replace("2026-01-01", today.isoformat())
    filled["conf.py"] = filled["conf.py"].replace('"2026, ', f'"{today.year}, ')
    if answers.title:
        forms = {"CITATION.cff": json.dumps(answers.title, ensure_ascii=False)}
        for name in ("CITATION.cff", "README.md", "index.md"):
            filled[name] = filled[name].replace(TITLE, forms.get(name, _markdown(answers.title)))
        filled["conf.py"] = filled["conf.py"].replace('"essay"', json.dumps(_file_name(answers.title)))
    if answers.author:
        filled["CITATION.cff"] = filled["CITATION.cff"].replace(CFF_AUTHOR, _cff_author(answers.author))
        filled["index.md"] = filled["index.md"].replace(AUTHOR, _markdown(_in_order(answers.author)))
        quoted = json.dumps(_in_order(answers.author), ensure_ascii=False)[1:-1]
        filled["conf.py"] = filled["conf.py"].replace(AUTHOR, quoted)
    if answers.language:
        filled["conf.py"] = filled["conf.py"].replace(f'language = "{LANGUAGE}"', f'language = "{answers.language}"')
    return filled


def _markdown(text: str) -> str:
    """Write words so that no character of theirs is markup (CommonMark 0.31, 2.4)."""
    return re.sub(r"([\\`*_{}\[\]<>#$&~|!:])", r"\\\1", text)


def _file_name(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words)[:40].strip("-") or "essay"


def _in_order(author: str) -> str:
    """Return ``Ada Lovelace`` of ``Lovelace, Ada``."""
    family, comma, given = author.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else author


def _cff_author(author: str) -> str:
    """Write an author as CITATION.cff has them; a name of one word is an alias, of which no part is known."""
    given, _, family = _in_order(author).rpartition(" ")
    if "," in author:
        family, _, given = (part.strip() for part in author.partition(","))
    if not given:
        return f"  - alias: {json.dumps(family, ensure_ascii=False)}\n"
    quoted = [json.dumps(name, ensure_ascii=False) for name in (family, given)]
    return f"  - family-names: {quoted[0]}\n    given-names: {quoted[1]}\n"
