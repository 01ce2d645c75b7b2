"""``chapbook check``: lists what keeps a publication from being published, each with its place.

It builds all formats strictly, which also compares the register of ids. Then it looks for links within the site that
lead nowhere, and for placeholders of the outline that are still there.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from chapbook.build import build
from chapbook.links.link_file import LINKS, read_file
from chapbook.new import AUTHOR, TITLE
from chapbook.publishing import INVENTORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PLACEHOLDERS = {
    TITLE: "the title is the outline's",
    AUTHOR: "the author is the outline's",
    "given-names: Your": "the author is the outline's",
    "One or two sentences that say what your essay is about.": "the abstract is the outline's",
    "write here what may be done": "nobody has said what may be done with the texts",
}
"""Words of the outline, and what is wrong while they are there."""

LOOKED_AT = ("CITATION.cff", "LICENSE", "README.md", "conf.py", "index.md", "chapters/**/*.md", "appendices/**/*.md")


def check(source: Path, target: Path, options: Sequence[str] = ()) -> int:
    """Build a publication into *target*, look at it, and say what is wrong; return 0, or 1 where something is.

    :raises Mistake: where *source* is no publication.
    """
    code = build(source, target, options=options)
    told = [*placeholders(source), *lost_links(target / "html")]
    for line in told:
        print(line, file=sys.stderr)
    return 1 if told else code


def placeholders(source: Path) -> Iterator[str]:
    """Yield each line in which a word of the outline is left."""
    # A folder with the name of a file is told by the build.
    for path in (path for pattern in LOOKED_AT for path in sorted(source.glob(pattern)) if path.is_file()):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, 1):
            for words, wrong in PLACEHOLDERS.items():
                if words in line:
                    yield f"{path}:{number}: {wrong}; write your own in the place of “{words}”"


def lost_originals(source: Path) -> Iterator[str]:
    """Yield each address that is known to lead nowhere any more, and for which nothing else is known."""
    path = source / LINKS
    for link in read_file(path).links.values():
        if link.is_gone and not (link.copy or link.sister):
            yield f"{path}: {link.address} is gone, and no copy is known; chapbook links archive looks for one"


class _Page(HTMLParser):
    """The ids of a page, and where it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.update(filter(None, (values.get("id"), values.get("name") if tag == "a" else None)))
        self.links += filter(None, (values.get("href"), values.get("src")))


def lost_links(site: Path) -> Iterator[str]:
    """Yield each link of a site that leads to no file of it, or to no id of a page.

    The pages of editions below it stay as they were published. A link that begins at the root of a host, such as those
    of ``404.html``, leads to the file of which it has the path at its end; what stands before that, the host knows.
    """
    paths = (path for path in sorted(site.rglob("*.html")) if not _is_of_edition(path, site))
    pages = {path.resolve(): _Page(path.read_text(encoding="utf-8")) for path in paths}
    for path, page in pages.items():
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            there = _target(unquote(parts.path), path, site)
            known = pages.get(there / "index.html" if there.is_dir() else there)
            fragment = unquote(parts.fragment)
            if not there.exists() or (known and fragment and fragment not in known.ids):
                yield f"{path}: the link to {link} leads nowhere; mend it where the page is written"


def _is_of_edition(path: Path, site: Path) -> bool:
    """Tell whether a page is one of another site below."""
    return any((folder / INVENTORY).is_file() for folder in path.parents if folder != site and site in folder.parents)


def _target(path: str, page: Path, site: Path) -> Path:
    if not path.startswith("/"):
        return (page.parent / path).resolve() if path else page
    segments = path.split("/")[1:]
    ends = (site.joinpath(*segments[number:]).resolve() for number in range(len(segments)))
    return next((end for end in ends if end.exists()), site.joinpath(*segments))
