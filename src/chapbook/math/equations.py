r"""Numbers and names of equations, as Sphinx counts them.

MyST names an equation of the package amsmath by chance, another name in every build; here it is named by its
``\label`` or its place, so that it can be referred to, and its address stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.nodes import make_id
from sphinx.util import logging

from chapbook.math.tex import first_label

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def name_equation(env: BuildEnvironment, doctree: nodes.document, node: nodes.Element) -> None:
    """Name an equation of amsmath, if it is numbered."""
    named = node.get("label")
    if not named or "amsmath" not in node["classes"]:
        return
    equations = env.domains.math_domain.equations
    label = first_label(node.astext())
    if label in equations:
        message = "the label %r is that of an equation in %s already; write another"
        logger.warning(message, label, equations[label][0], location=node, type="chapbook_math", subtype="label")
        label = ""
    label = label or f"{env.docname}:{env.new_serialno('sphinx.ext.math#equations')}"
    equations[label] = equations.pop(named)
    node["label"] = label
    old, new = make_id(f"equation-{named}"), make_id(f"equation-{label}")
    doctree.ids[new] = doctree.ids.pop(old, node)
    for place in (node, *doctree.findall(nodes.target)):
        place["ids"] = [new if id_ == old else id_ for id_ in place["ids"]]
        if place.get("refid") == old:
            place["refid"] = new


def number_of(env: BuildEnvironment, node: nodes.Element) -> str:
    """Return the number of an equation, as its page and references to it have it; nothing where it has none."""
    if not node.get("number"):
        return ""
    if not (env.config.math_numfig and env.config.numfig):
        return str(node["number"])
    numbers = env.toc_fignumbers.get(node["docname"], {}).get("displaymath", {}).get(node["ids"][0], ())
    separator: str = env.config.math_numsep
    return separator.join(".".join(map(str, numbers)).rsplit(".", 1))
