"""APA style as plugins of pybtex and sphinxcontrib-bibtex: the list, its labels, the citations in the text.

One label serves both sides: what a citation says in the text, ``Wang & Wu, 2021``, is made once, with a letter behind
the year where it would otherwise name two works (Publication Manual, 8.19), and the list prints the year from it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from pybtex.backends.plaintext import Backend as PlainBackend
from pybtex.plugin import register_plugin as register_with_pybtex
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import join, node
from sphinx.errors import ExtensionError
from sphinxcontrib.bibtex.plugin import register_plugin as register_with_sphinx
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference as link

from chapbook.citing.apa_reference import NO_DATE, reference, rich_field, short_authors, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pybtex.database import Entry
    from pybtex.style.template import Node


class ApaLabels(BaseLabelStyle):  # type: ignore[misc]  # pybtex comes without types
    """Labels like ``Wang & Wu, 2021``."""

    def format_labels(self, sorted_entries: Sequence[Entry]) -> Iterator[str]:
        """Yield a label for each entry, no two alike."""
        labels = [f"{short_authors(entry)}, {entry.fields.get('year', NO_DATE)}" for entry in sorted_entries]
        shared = Counter(labels)
        seen: Counter[str] = Counter()
        for label in labels:
            hyphen = "-" if label.endswith(NO_DATE) else ""
            yield f"{label}{hyphen}{_letter(seen[label])}" if shared[label] > 1 else label
            seen[label] += 1


def _letter(number: int) -> str:
    """Count in letters from 0: a to z, then aa, ab and so on."""
    rest, last = divmod(number, len(ascii_lowercase))
    return (_letter(rest - 1) if rest else "") + ascii_lowercase[last]


class ApaOrder(BaseSortingStyle):  # type: ignore[misc]  # as above
    """The order of the list: letter by letter by author, then by year, then by title (9.44 to 9.48)."""

    def sorting_key(self, entry: Entry) -> tuple[str, str, str]:
        """Return what an entry is sorted by."""
        return sort_name(entry), entry.fields.get("year", ""), str(rich_field(entry, "title")).casefold()


class ApaStyle(BaseStyle):  # type: ignore[misc]  # as above
    """The list: references in the order of their authors, with a label for the text."""

    default_label_style = ApaLabels
    default_name_style = NameStyle
    default_sorting_style = ApaOrder

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:  # noqa: ARG002  # pybtex's
        """Format one entry of the list."""
        return FormattedEntry(entry.key, reference(entry, _parts(label)[1]), label)


def _parts(label: str) -> tuple[str, str]:
    authors, _, year = label.rpartition(", ")
    return authors, year


@node  # type: ignore[untyped-decorator]  # as above
def _label(children: list[str], data: dict[str, Any]) -> Text:
    """Insert the label, or the part of it that the only child names: ``authors`` or ``year``."""
    authors, year = _parts(data["formatted_entry"].label)
    wanted = children[0] if children else ""
    # In the sentence itself the ampersand is a word (8.17).
    return Text({"authors": authors.replace(" & ", " and "), "year": year}.get(wanted, f"{authors}, {year}"))


@dataclass
class ApaCitations(BaseReferenceStyle):
    """Citations in the text (8.11): ``{cite:p}`` in brackets, ``{cite:t}`` in the sentence, and the parts of either."""

    def role_names(self) -> list[str]:
        """Name the roles that this style has."""
        return ["p", "alp", "t", "author", "year", "yearpar"]

    def outer(self, role_name: str, children: list[Text]) -> Node:
        """Join several works of one citation: by a semicolon in brackets (8.12), by a comma in a sentence."""
        brackets = ("(", ")") if role_name in {"p", "yearpar"} else ("", "")
        return join[brackets[0], join(sep="; " if role_name in {"p", "alp"} else ", ")[children], brackets[1]]

    def inner(self, role_name: str) -> Node:
        """Format one work of a citation, with the words that the writer put around it (``see``, ``p. 3``)."""
        if role_name not in self.role_names():
            roles = ", ".join(f"cite:{name}" for name in self.role_names())
            message = f"APA style has no role cite:{role_name}; write one of {roles}"
            raise ExtensionError(message)
        if role_name == "t":
            place = join2(sep1=" ", sep2=", ")[pre_text, link[_label["year"]], post_text]
            return join[_label["authors"], " (", place, ")"]
        part = {"author": _label["authors"], "year": _label["year"], "yearpar": _label["year"]}.get(role_name, _label)
        return join2(sep1=" ", sep2=", ")[pre_text, link[part], post_text]


def register() -> None:
    """Make the styles known by the name ``apa``, for ``bibtex_default_style`` and ``bibtex_reference_style``."""
    register_with_pybtex("pybtex.style.formatting", "apa", ApaStyle)
    register_with_sphinx("sphinxcontrib.bibtex.style.referencing", "apa", ApaCitations)


def keep_plain_backend() -> None:
    """Make what writes plain text known to pybtex for good, before many citations are resolved.

    sphinxcontrib-bibtex asks for it by its name at every citation; pybtex then looks through the metadata of all
    installed packages, unless a class was registered, and a class that one registers is the same that it would find.
    """
    register_with_pybtex("pybtex.backends", "plaintext", PlainBackend, force=True)
