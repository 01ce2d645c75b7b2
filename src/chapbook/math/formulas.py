"""The formulas of all documents: noted as a document is read, and turned into MathML at once when all are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from chapbook.math.conversion import Formula, Made, made_of
from chapbook.math.definitions import KNOWN, of_settings, taken_out, with_definitions
from chapbook.math.equations import name_equation
from chapbook.math.tex import mended, prepared, reference
from chapbook.pandoc import PandocError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

RENDERER = "mathml"
TEX, TAG = "chapbook_tex", "chapbook_tag"
"""Attributes of a node: what pandoc is given, and the number that its author wrote."""

_made: WeakKeyDictionary[BuildEnvironment, dict[Formula, Made]] = WeakKeyDictionary()


def is_formula(node: nodes.Node) -> bool:
    """Tell whether a node is one."""
    return isinstance(node, nodes.math | nodes.math_block)


def note_formulas(app: Sphinx, doctree: nodes.document) -> None:
    """Prepare the formulas of a document, and note them with their places."""
    defined = KNOWN | of_settings(_macros(app.config))
    noted = []
    for node in list(doctree.findall(is_formula)):
        assert isinstance(node, nodes.Element)  # noqa: S101  # as is_formula says
        source = node.astext()
        if isinstance(node, nodes.math) and (label := reference(source)):
            node.replace_self(_link(label, app.env.docname, node))
            continue
        is_block = isinstance(node, nodes.math_block)
        if is_block:
            name_equation(app.env, doctree, node)
        shown, own = taken_out(mended(source))
        defined |= own
        node[TEX], node[TAG] = prepared(
            shown,
            is_block=is_block,
            is_numbered=bool(node.get("number")),
            has_environment=bool(node.get("no-wrap", node.get("nowrap"))),
        )
        if node[TEX]:
            node[TEX] = with_definitions(node[TEX], defined)
            noted.append((Formula(node[TEX], is_block), source, _place(doctree, node)))
    _noted(app.env)[app.env.docname] = noted


def _link(label: str, docname: str, node: nodes.Element) -> nodes.Element:
    options = {"refdomain": "math", "reftype": "eq", "reftarget": label, "refdoc": docname, "refwarn": True}
    link = addnodes.pending_xref("", nodes.literal("", label), refexplicit=False, **options)
    link.source, link.line = node.source, node.line
    return link


def _macros(config: Config) -> dict[str, Any]:
    settings = config.mathjax4_config or config.mathjax3_config or {}
    macros = settings.get("tex", {}).get("macros", {})
    return macros if isinstance(macros, dict) else {}


def _place(doctree: nodes.document, node: nodes.Element) -> str:
    place: nodes.Node = node
    while not place.line and place.parent is not None:
        place = place.parent
    return f"{place.source or doctree['source']}:{place.line or ''}"


def _noted(env: BuildEnvironment) -> dict[str, list[tuple[Formula, str, str]]]:
    found: dict[str, list[tuple[Formula, str, str]]] = vars(env).setdefault("chapbook_formulas", {})
    return found


def forget_formulas(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget those of a document that is read again, or is no more."""
    _noted(env).pop(docname, None)


def take_over_formulas(
    _app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
) -> None:
    """Take over what another process has noted."""
    _noted(env).update({docname: _noted(other)[docname] for docname in docnames if docname in _noted(other)})


def documents_to_read_again(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Name all documents where the definitions in the settings have changed."""
    macros = _macros(app.config)
    before = vars(env).get("chapbook_macros", macros)
    vars(env)["chapbook_macros"] = macros
    return list(env.found_docs) if before != macros else []


def turn_formulas(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have all formulas turned, where the builder shows them."""
    if app.builder.format in {"typst", "jats"} or getattr(app.builder, "math_renderer_name", "") == RENDERER:
        formulas = [formula for noted in _noted(env).values() for formula, _source, _place in noted]
        try:
            _made[env] = made_of(formulas, Path(app.doctreedir, "math"))
        except PandocError as error:
            logger.error("%s", error, type="chapbook_math", subtype="pandoc")  # noqa: TRY400  # a user's mistake
    return []


def warn_of_refused(_app: Sphinx, env: BuildEnvironment) -> None:
    """Say which formulas are shown as they are written, each once in a document."""
    if env not in _made:
        return
    for noted in _noted(env).values():
        places = {formula: (source, place) for formula, source, place in reversed(noted)}
        for formula, (source, place) in reversed(places.items()):
            made = _made[env][formula]
            if not made.mathml:
                told = " ".join(source.split())
                message = "the formula “%s” is shown as it is written, as pandoc cannot read it%s; %s"
                cause = f" ({made.cause})" if made.cause else ""
                values = (told, cause, _remedy(source, made.cause))
                logger.warning(message, *values, location=place, type="chapbook_math", subtype="formula")


def _remedy(source: str, cause: str) -> str:
    if "\\eqref" in source or "\\ref" in source:
        return "write the reference beside it, as {eq}`label`"
    if cause.startswith("unexpected control sequence \\"):
        command = cause.rpartition(" ")[2]
        return f"define {command} in it with \\newcommand, or write it in another way"
    return "look at its braces and at what it begins and ends"


def made_for(env: BuildEnvironment, node: nodes.Element) -> Made:
    """Return what became of a node; nothing where it is to be shown as it is written."""
    formula = Formula(node.get(TEX, ""), isinstance(node, nodes.math_block))
    return _made.get(env, {}).get(formula, Made(""))


def is_empty(node: nodes.Element) -> bool:
    """Tell whether a formula shows nothing, such as one of definitions alone."""
    return bool(node.get(TEX) == "")
