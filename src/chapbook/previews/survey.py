"""What each page leads to, once all documents are read; and which pages have to be written again for it."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from chapbook.previews.noted import keep_only, noted
from chapbook.previews.preview import MOST, Place, Preview, Target, bounded
from chapbook.previews.words import filled
from chapbook.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.previews.words import Beginning

PREVIEWS = "chapbook-previews"
"""The event that asks, once all documents are read, what other extensions have on pages or have links to.

A handler gets the application, and returns a list of mappings: *docname* and *id* of a target, and *pages*, the
docnames that lead to it. With *words*, text or escaped markup, a preview is made of them; *notes* stand below, and
*places*, of which each has a docname, an id and a title, below that, behind what is *said* of them.
"""

MOST_TARGETS = MOST // 100
"""Targets that are kept for a page on behalf of others; a preview and its address are longer than 100 characters."""

_surveyed: WeakKeyDictionary[BuildEnvironment, dict[Target, Preview]] = WeakKeyDictionary()


def previews(env: BuildEnvironment) -> dict[Target, Preview]:
    """Return the previews of all that another page leads to."""
    return _surveyed.get(env, {})


def survey(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the previews; return the documents of which one has changed since they were written."""
    if app.builder.name not in SITES:
        return []
    told = [one for answer in app.emit(PREVIEWS) for one in answer or ()]
    wanted = _wanted(env, told)
    found = dict(_made(env, keep_only(app, set().union(*wanted.values())), told))
    _surveyed[env] = found
    before, now = noted(env).shown, _fingerprints(wanted, found)
    noted(env).shown = now
    return sorted(docname for docname in env.found_docs if before.get(docname) != now.get(docname))


def _wanted(env: BuildEnvironment, told: list[dict[str, Any]]) -> dict[str, set[Target]]:
    """Return the targets on other pages that each document leads to."""
    wanted: dict[str, set[Target]] = {}
    names = _Names(env)
    for page, links in noted(env).links.items():
        for docname, name in links:
            found = {(docname, name)} if docname else names.targets(name)
            wanted.setdefault(page, set()).update(found)
    for one in told:
        for page in one["pages"]:
            # Others tell in the order of the page, which has no room for more.
            if len(wanted.setdefault(page, set())) < MOST_TARGETS:
                wanted[page].add((one["docname"], one["id"]))
    return {page: others for page, all_ in wanted.items() if (others := {one for one in all_ if one[0] != page})}


class _Names:
    """What names mean: labels and equations first, which are most of them, then the objects of all domains."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env

    def targets(self, name: str) -> set[Target]:
        labels = self._env.domains.standard_domain.anonlabels
        if known := labels.get(name) or labels.get(name.lower()):
            return {known}
        return self._objects.get(name.lower(), set())

    @cached_property
    def _objects(self) -> Mapping[str, set[Target]]:
        found: dict[str, set[Target]] = {}
        for domain in self._env.domains.sorted():
            for name, _shown, _type, docname, anchor, _priority in domain.get_objects():
                found.setdefault(name.lower(), set()).add((docname, anchor))
        for name, (docname, _number) in self._env.domains.math_domain.equations.items():
            found.setdefault(name.lower(), set()).add((docname, f"equation-{name}"))
        return found


def _made(
    env: BuildEnvironment, kept: dict[Target, Beginning], told: list[dict[str, Any]]
) -> Iterator[tuple[Target, Preview]]:
    labels = env.domains.standard_domain.labels

    def title(name: str) -> str:
        _docname, _id, title = labels.get(name.lower(), ("", "", ""))
        return title or (env.titles[name].astext() if name in env.titles else "")

    for (docname, part_id), one in kept.items():
        head = one.head if one.head or one.picture else title(part_id) or title(docname)
        words = filled(one.words, title)
        preview = Preview(filled(head, title), words, picture=one.picture, picture_text=one.picture_text)
        yield (docname, part_id), bounded(preview)
    for one_told in told:
        if "words" in one_told:
            yield (one_told["docname"], one_told["id"]), bounded(_as_told(one_told))


def _as_told(one: dict[str, Any]) -> Preview:
    places = tuple(Place(*place) for place in one.get("places", ()))
    return Preview(one.get("head", ""), one["words"], tuple(one.get("notes", ())), one.get("said", ""), places)


def _fingerprints(wanted: dict[str, set[Target]], found: dict[Target, Preview]) -> dict[str, str]:
    known = {target: repr((target, preview)) for target, preview in found.items()}
    return {
        page: sha256("\n".join(known[one] for one in sorted(targets) if one in known).encode()).hexdigest()
        for page, targets in wanted.items()
    }
