"""Compares the ids of the publication with the register at every build; ``-b anchors`` adds those that are new.

``chapbook_register`` names the file. Ids are all labels that somebody wrote or that an extension made for others to
refer to; a node with the attribute *changing* has words that change by themselves.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.builders.dummy import DummyBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging

from chapbook.anchors.messages import REMEDY, findings
from chapbook.anchors.noted import anchors_of, parts_of
from chapbook.anchors.plan import make_plan
from chapbook.anchors.plan_parts import Plan, Publication
from chapbook.anchors.redirect_list import home_of, read_redirects
from chapbook.anchors.register import Anchor, Kind, Register, read_register, write_register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.anchors.parts import Part

logger = logging.getLogger(__name__)
REDIRECTS = "rediraffe_redirects"
LIST = "redirects.txt"
LOST_IDS = "chapbook-lost-ids"
"""The event that asks whose business registered ids are that the publication has no longer.

A handler gets the application, a mapping of these ids to their page and words in the register, and one of ids that are
not in the register to their words. It returns a list of mappings, each a remedy for one: *id*; *place* (``path:line``)
and *message*, which the build says, and which ends so that "run make anchors" can follow, or nothing, where all is said
already; *texts*, which maps the path of each file that the command is to write, from the publication, to its text, or
to None where it is to go; and *words*, what the register is to say of the id, where that changes.
"""


class RegisterError(SphinxError):
    """The register was not changed; the message says why."""

    category = "Register error"


class Remedy(NamedTuple):
    """Another extension's answer about an id that is lost."""

    id: str
    place: str
    message: str
    texts: dict[str, str | None]
    words: str = ""


def redirects_of(env: BuildEnvironment) -> dict[str, str]:
    """Return the docnames that have moved, each with the next, as list and settings have them, right or wrong."""
    given = getattr(env.config, REDIRECTS, None)
    pairs = redirects_in_list(env) | (given if isinstance(given, dict) else {})
    ended = re.compile(f"({'|'.join(map(re.escape, env.config.source_suffix))})$")
    return {ended.sub("", old): ended.sub("", new) for old, new in pairs.items()}


def redirects_in_list(env: BuildEnvironment) -> dict[str, str]:
    """Return the pages that have moved, each with the next, as their list has them; without one, none have."""
    given = getattr(env.config, REDIRECTS, None)
    path = Path(env.srcdir, given if isinstance(given, str) else LIST)
    if given is None or not path.is_file():
        return {}
    return read_redirects(path.read_text(encoding="utf-8", errors="replace"))


def register_path(env: BuildEnvironment) -> Path:
    """Return where the register is, whether or not it is there."""
    return Path(env.srcdir, env.config.chapbook_register)


def register_of(env: BuildEnvironment) -> Register:
    """Read the register; one that is not there is empty."""
    path = register_path(env)
    return read_register(path.read_text(encoding="utf-8") if path.is_file() else "")


class Comparison(NamedTuple):
    """The register beside the publication: what others take care of, and what has to be written."""

    register: Register
    remedies: list[Remedy]
    plan: Plan


def compare(env: BuildEnvironment, texts: Sequence[Part] = ()) -> Comparison:
    """Compare the register with what was read.

    :param texts: all paragraphs, where lost words are to be looked for in them.
    """
    register = register_of(env)
    parts = list(parts_of(env))
    there = {name for part in parts for name in (*part.ids, part.counted)}
    lost = {anchor.id: (anchor.page, anchor.words) for anchor in register.anchors.values() if anchor.id not in there}
    remedies = list(_remedies(env, lost, register))
    now = Publication(parts, env.found_docs, redirects_of(env), env.config.root_doc)
    skipped = {remedy.id for remedy in remedies}
    return Comparison(register, remedies, make_plan([*register.anchors.values()], now, skipped, texts))


def _remedies(env: BuildEnvironment, lost: Mapping[str, tuple[str, str]], register: Register) -> Iterator[Remedy]:
    new = {anchor.id: anchor.words for anchor in new_anchors(env, register)}
    for answer in env.events.emit(LOST_IDS, lost, new):
        yield from (Remedy(**remedy) for remedy in answer or ())


def check_register(env: BuildEnvironment) -> bool:
    """Warn of registered ids that would lead nowhere, or to something else; tell whether there are none of them."""
    path = register_path(env)
    register, remedies, plan = compare(env)
    found = [(Kind.SYNTAX, f"{path}:{fault.line}", fault.message) for fault in register.faults]
    found += [(Kind.GONE, remedy.place, f"{remedy.message} {REMEDY}") for remedy in remedies if remedy.message]
    found += findings(plan, lambda page: str(env.doc2path(page)))
    for kind, place, message in found:
        logger.warning("%s", message, location=place, type="chapbook_anchors", subtype=kind)
    was = {anchor.id: anchor.words for anchor in register.anchors.values()}
    for part, name in plan.alike:
        logger.info("%s: “%s” is taken for “%s” (%s), reworded", part.place, part.words, was[name], name)
    if path.is_file() and (new := new_anchors(env, register)):
        logger.info("%d ids are not in %s yet; make anchors adds them", len(new), path.name)
    return not found


def new_anchors(env: BuildEnvironment, register: Register) -> list[Anchor]:
    """Return the addresses that are not registered; one to which a registered page leads is."""
    redirects = redirects_of(env)
    pages = env.found_docs
    known = {(anchor.id, home_of(anchor.page, redirects, pages)) for anchor in register.anchors.values()}
    return [anchor for anchor in dict.fromkeys(anchors_of(env)) if (anchor.id, anchor.page) not in known]


def check_quietly(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Check the register whenever documents have been read; no page has to be written again for it."""
    if not isinstance(app.builder, DummyBuilder) or app.builder.name == "dummy":
        check_register(env)
    return []


class AnchorsBuilder(DummyBuilder):
    """Adds new ids to the register; with anything wrong it leaves the file as it was."""

    name = "anchors"
    epilog = "The register has every id."

    def get_outdated_docs(self) -> str:  # type: ignore[override]  # as Sphinx's own builders of one file do
        """Have the file looked at in every run."""
        return "the register of ids"

    def finish(self) -> None:
        """Write the file, whole or not at all.

        :raises RegisterError: where a registered id would have to be dropped or changed.
        """
        path = register_path(self.env)
        if not check_register(self.env):
            message = f"{path.name} is as it was; nothing is added while an id would be lost"
            raise RegisterError(message)
        register = register_of(self.env)
        new = new_anchors(self.env, register)
        _replace(path, write_register([*register.anchors.values(), *new]))
        logger.info("%d ids were added to %s", len(new), path.name)


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)
