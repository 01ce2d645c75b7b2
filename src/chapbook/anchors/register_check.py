"""Compares the ids of the publication with the register at every build; ``-b anchors`` adds those that are new.

``chapbook_register`` names the file. Ids are all labels that somebody wrote, or that an extension made for others to
refer to. A node with the attribute *changing* has words that change by themselves, and none are kept. The role
``{kept-anchor}`` leaves an empty anchor in the place of something that is gone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.dummy import DummyBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from chapbook.anchors.paragraph_ids import KEPT
from chapbook.anchors.register import Anchor, Finding, compare, first_words, read_register, write_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
REDIRECTS = "rediraffe_redirects"
WRITTEN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RegisterError(SphinxError):
    """The register was not changed; the message says why."""

    category = "Register error"


class KeptAnchor(SphinxRole):
    """``{kept-anchor}`id```: an empty anchor, which can be referred to and linked to as what it stood for could."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the anchor, or an error where the id is none."""
        if not WRITTEN_ID.fullmatch(self.text):
            message = f"{self.text!r} is not an id; write small letters, digits and single hyphens, as in one-p2"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        anchor = nodes.target("", "", ids=[self.text], classes=[KEPT])
        self.inliner.document.note_explicit_target(anchor)
        self.env.domains.standard_domain.note_hyperlink_target(self.text, self.env.docname, self.text, self.text)
        return [anchor], []


def _noted(env: BuildEnvironment) -> dict[str, dict[str, Anchor]]:
    if not hasattr(env, "chapbook_anchors_anchors"):
        env.chapbook_anchors_anchors = {}  # type: ignore[attr-defined]  # Sphinx's way to keep an extension's data
    return env.chapbook_anchors_anchors  # type: ignore[attr-defined, no-any-return]  # as above


def note_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what the ids of a document that was just read name."""
    docname = app.env.current_document.docname
    found = {}
    for node in doctree.findall(nodes.Element):
        if not node["ids"]:
            continue
        text = "" if node.get("changing") else (node[0] if isinstance(node, nodes.section) else node).astext()
        is_kept = KEPT in node["classes"]
        place = f"{app.env.doc2path(docname, base=False)}:{node.line}" if node.line else ""
        found.update({name: Anchor(name, docname, first_words(text), is_kept, place) for name in node["ids"]})
    _noted(app.env)[docname] = found


def forget_anchors(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    _noted(env).pop(docname, None)


def take_over_anchors(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    _noted(env).update({docname: found for docname, found in _noted(other).items() if docname in docnames})


def anchors_of(env: BuildEnvironment) -> dict[str, Anchor]:
    """Return all ids that can be referred to: what is no node of a document is named by its label's title."""
    domain = env.domains.standard_domain
    titles = {anchor_id: title for _docname, anchor_id, title in domain.labels.values()}
    found = {}
    for docname, anchor_id in domain.anonlabels.values():
        if docname in env.found_docs:
            named = Anchor(anchor_id, docname, first_words(titles.get(anchor_id, "")))
            found[anchor_id] = _noted(env).get(docname, {}).get(anchor_id, named)
    return found


def _redirects(env: BuildEnvironment) -> dict[str, str]:
    if REDIRECTS not in env.config:
        return {}
    from sphinxext.rediraffe import create_graph, create_simple_redirects  # noqa: PLC0415  # only where it is used

    given = env.config[REDIRECTS]
    graph = create_graph(Path(env.srcdir, given)) if isinstance(given, str) else given or {}
    suffixes = "|".join(map(re.escape, env.config.source_suffix))
    ended = re.compile(f"({suffixes})$")
    return {ended.sub("", old): ended.sub("", new) for old, new in create_simple_redirects(graph).items()}


def _path(env: BuildEnvironment) -> Path:
    return Path(env.srcdir, env.config.chapbook_register)


def check_register(env: BuildEnvironment) -> list[Finding]:
    """Warn of each registered id that would lead nowhere, or to something else; say how many are new."""
    path = _path(env)
    if not path.is_file():
        return []
    register = read_register(path.read_text(encoding="utf-8"))
    present = anchors_of(env)
    findings = [*register.findings, *compare(register.anchors, present, _redirects(env), env.found_docs)]
    for finding in findings:
        location = f"{path}:{finding.line}"
        logger.warning("%s", finding.message, location=location, type="chapbook_anchors", subtype=finding.kind)
    if new := present.keys() - {anchor.id for anchor in register.anchors.values()}:
        logger.info("%d ids are not in %s yet; make anchors adds them", len(new), path.name)
    return findings


def check_quietly(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Check the register whenever documents have been read; no page has to be written again for it."""
    if not isinstance(app.builder, AnchorsBuilder):
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
        path = _path(self.env)
        if check_register(self.env):
            message = (
                f"{path.name} is as it was; nothing is added while a line is wrong, and no line is dropped or changed"
            )
            raise RegisterError(message)
        known = read_register(path.read_text(encoding="utf-8")).anchors.values() if path.is_file() else ()
        ids = {anchor.id for anchor in known}
        new = [anchor for anchor in anchors_of(self.env).values() if anchor.id not in ids]
        _replace(path, write_register([*known, *new]))
        logger.info("%d ids were added to %s", len(new), path.name)


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)
