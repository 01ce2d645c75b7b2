"""What the record says of a rescued work, in the forms that ``CITATION.cff`` and ``conf.py`` have for it.

A value that an editor supplied stands in brackets. A name that is written "Family, Given" is parted there; of any
other, nobody knows which of its words is the family's, and it stays whole.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from chapbook.rescue.escaping import shown

if TYPE_CHECKING:
    from chapbook.rescue.capture import Capture

NO_TITLE = "[Untitled]"
NO_AUTHOR = "[Author]"
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
LANGUAGE = "en"


def bracketed(capture: Capture, name: str) -> str:
    """Return a field on one line, in brackets if it is supplied."""
    value = " ".join(shown(str(getattr(capture, name))).split())
    return f"[{value}]" if value and name in capture.supplied else value


def authors_of(capture: Capture) -> list[str]:
    """Return the names, each as it is written, in the order in which it is spoken."""
    names = [name.strip() for name in shown(capture.author).split(";") if name.strip()]
    spoken = [
        " ".join(reversed([part.strip() for part in name.split(",")])) if _is_parted(name) else name for name in names
    ]
    return [f"[{name}]" if "author" in capture.supplied else name for name in spoken] or [NO_AUTHOR]


def cff_authors(capture: Capture, indent: str) -> str:
    """Write the authors as items of CITATION.cff."""
    items = []
    for name in [name.strip() for name in shown(capture.author).split(";") if name.strip()] or [NO_AUTHOR]:
        if _is_parted(name) and "author" not in capture.supplied:
            family, given = (part.strip() for part in name.split(","))
            items.append(f"{indent}- family-names: {quoted(family)}\n{indent}  given-names: {quoted(given)}")
        else:
            alias = f"[{name}]" if "author" in capture.supplied else name
            items.append(f"{indent}- alias: {quoted(alias)}")
    return "\n".join(items)


def _is_parted(name: str) -> bool:
    return name.count(",") == 1 and all(part.strip() for part in name.split(","))


def quoted(text: str) -> str:
    """Write a text as YAML has it in double quotes, which is as JSON has it."""
    return json.dumps(text, ensure_ascii=False)


def source_of_work(capture: Capture) -> dict[str, str]:
    """Return the keys of ``preferred-citation`` that say where the work stood, and when; none where nobody knows."""
    year, month, day = date.groups() if (date := DATE.fullmatch(capture.date)) else (None, None, None)
    said = {
        "date-published": f"{year}-{month}-{day}" if day else "",
        "year": year or "" if not day else "",
        "month": str(int(month)) if month and not day else "",
        "url": capture.address,
        "collection-title": capture.site,
    }
    texts = {"url", "collection-title"}
    return {key: quoted(value) if key in texts else value for key, value in said.items() if value}


def language_of(tag: str) -> str:
    """Return a language tag as ``conf.py`` has it; English where it says none that is known."""
    text = tag.strip().replace("-", "_")
    try:
        locale = Locale.parse(text)
    except (ValueError, UnknownLocaleError, TypeError):
        return LANGUAGE
    if locale.language == "zh":
        return "zh_TW" if locale.script == "Hant" or locale.territory in {"TW", "HK"} else "zh_CN"
    return f"{locale.language}_BR" if (locale.language, locale.territory) == ("pt", "BR") else locale.language
