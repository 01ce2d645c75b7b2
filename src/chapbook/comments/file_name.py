"""The names of comments' files: the id that is nearest to what a person or a file is called, and one that is free.

An id has small letters a-z, digits and hyphens. Accents go, as the form lets them go (``chapbook-reply-form.js``);
letters of other scripts are written in Latin ones by anyascii, one by one and by their commonest reading: 王小明 is
``wangxiaoming``. The form, which has no such table, names a file by its day where a name has no Latin letter; that is
an id, and stays one.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from anyascii import anyascii

from chapbook.comments.allowed import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ID = re.compile(r"[a-z0-9-]+")
NAMELESS = "a-name"
"""The id for a name of which nothing can be written in letters."""


def suggested_id(stem: str) -> str:
    """Return the id that is nearest to the name of a file or a person."""
    text = unicodedata.normalize("NFKC", stem)
    text = "".join(anyascii(char) if unicodedata.category(char)[0] in "LMN" else char for char in text)
    return re.sub("[^a-z0-9]+", "-", text.lower())[:LONGEST_NAME].strip("-") or NAMELESS


def is_id(stem: str) -> bool:
    """Tell whether a file may have this name, before its ending."""
    return bool(ID.fullmatch(stem)) and len(stem) <= LONGEST_NAME


def free_id(stem: str, taken: Collection[str]) -> str:
    """Return *stem*, where it is an id, or the nearest id, or that with the first number from 2 on that is free.

    :param taken: the names that are there, in small letters, as file systems that do not tell them from large ones
        compare them.
    """
    return next(id_ for id_ in _ids(stem) if id_ not in taken)


def _ids(stem: str) -> Iterator[str]:
    """Yield ids, the best first, without end."""
    if is_id(stem):
        yield stem
    nearest = suggested_id(stem)
    yield nearest
    for number in count(2):
        yield f"{nearest[: LONGEST_NAME - len(str(number)) - 1]}-{number}"
