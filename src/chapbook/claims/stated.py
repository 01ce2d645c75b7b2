"""What the build environment keeps of each document's claims and plots, between builds and in parallel ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from chapbook.claims.claim import Claim
    from chapbook.claims.plot import Plot

NAME = "chapbook_claims_pages"


@dataclass
class Stated:
    """Of one document: the claims of its tables, each with its table's path, and the plots, by their files."""

    claims: list[tuple[Path, Claim]] = field(default_factory=list)
    plots: dict[Path, Plot] = field(default_factory=dict)


def pages(env: BuildEnvironment) -> dict[str, Stated]:
    """Return what is kept, by docname; only documents with a table or a plot are in it."""
    if not hasattr(env, NAME):
        setattr(env, NAME, {})
    kept: dict[str, Stated] = getattr(env, NAME)
    return kept


def page_of(env: BuildEnvironment, docname: str) -> Stated:
    """Return what is kept of a document, to be added to."""
    return pages(env).setdefault(docname, Stated())


def forget_document(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what is known of a document that is about to be read again or is gone."""
    pages(env).pop(docname, None)


def take_over_documents(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take what a parallel process found out about its documents."""
    found = pages(other)
    pages(env).update({docname: found[docname] for docname in docnames if docname in found})
