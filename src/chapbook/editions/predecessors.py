"""The page in the edition before, of a page that was there already; none where that is not certain.

A page may have had another name then: ``redirects.txt`` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chapbook.publishing import publishing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx.application import Sphinx

    from chapbook.editions.editions_file import Edition

REGISTER = "chapbook-register"
"""The event that asks for the ids that were published.

A handler gets the application and returns a list of mappings, each with *id*, *page* (a docname) and *since*, the
version of the edition since which the id has been there; empty where it is in none yet.
"""


def predecessor(app: Sphinx, pagename: str, editions: Sequence[Edition], kept: Path) -> str:
    """Return the page in the edition before, as a path from the folder of the newest; empty where there is none.

    :param kept: where the sites of the kept editions are.
    """
    told, versions = publishing(app.config), [edition.version for edition in editions]
    if told.version not in versions:
        return ""
    before = versions[: versions.index(told.version) + told.has_changed][-1:]
    if not before:
        return ""
    names = [pagename, *earlier_names(pagename, _moved(app))]
    if told.kind == "newest":
        found = (name for name in names if (kept / before[0] / _file(app, name)).is_file())
        name = next(found, "")
    else:
        # Of the edition before, a kept one knows what its own sources say: of a page that has moved, not when.
        name = pagename if len(names) == 1 and _was_there(app, pagename, told.version) else ""
    return f"{before[0]}/{app.builder.get_target_uri(name)}" if name else ""


def earlier_names(name: str, moved: Mapping[str, str]) -> Iterator[str]:
    """Yield the names that a page had before, the last first.

    :param moved: old names with the next; they lead in no circle.
    """
    for old in [old for old, new in moved.items() if new == name]:
        yield old
        yield from earlier_names(old, moved)


def _moved(app: Sphinx) -> dict[str, str]:
    given = getattr(app.config, "rediraffe_redirects", None)
    pairs = given.items() if isinstance(given, dict) else ()
    return {app.project.path2doc(old) or old: app.project.path2doc(new) or new for old, new in pairs}


def _file(app: Sphinx, pagename: str) -> str:
    return str(app.builder.get_output_path(pagename).relative_to(app.outdir))  # type: ignore[attr-defined]  # a site's


def _was_there(app: Sphinx, pagename: str, version: str) -> bool:
    known = (anchor for answer in app.emit(REGISTER) for anchor in answer or ())
    return any(anchor["page"] == pagename and anchor.get("since", "") not in {"", version} for anchor in known)
