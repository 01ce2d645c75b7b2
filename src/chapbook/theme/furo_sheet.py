"""Furo's style sheet, as large as a page needs it: what every page has in one file, what only some have in another.

Most pages of a text are headings, paragraphs and lists. Boxes, tables, code and descriptions of objects are most of
Furo's sheet; it is split when the site is made, and a page with nothing of that kind does not load the second file.
What the theme's own page has in another form, such as Furo's drawers, is in neither.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.directions import of_language
from chapbook.mirrored import mirrored
from chapbook.theme.loaded_files import MORE, SHEET, THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

BRACES = re.compile(r"\"[^\"]*\"|'[^']*'|[{}]")
COMMA = re.compile(r",(?![^(\[]*[)\]])")
PLAIN = re.compile(r"[a-z0-9,]+")
"""Elements alone: what is said of them first, and changed by rules for every page, is never said after these."""

NOT = re.compile(r":not\([^()]*\)")

GONE = re.compile(
    r"\.(?:sidebar-toggle|(?:sidebar-|toc-)?overlay(?![\w-])|toc-(?:drawer|sticky|scroll|title|(?:content|header|overlay)-icon)"
    r"|(?:show-)?back-to-top|mobile-header|no-toc|(?:page|main|content|sidebar-drawer|sidebar-container)(?![\w-])"
    r"|theme-toggle-(?:header|content))|#__|\[role=main\]"
)
"""What selects something of Furo's page that is not in ours, or that our own sheets set out anew."""

SOME = re.compile(
    r"\.(?:admonition|topic|sig|highlight|code-block|literal|line-block|property|deprecated|version|viewcode|footnote"
    r"|figure|align|domainindex|genindex|field-list|option-list|math|guilabel|problematic|rubric|table-wrapper|contents"
    r"|toc-backref|citation)|\barticle \.sidebar|(?<![\w.-])(?:dl|dt|dd|table|figure|figcaption|pre|kbd|blockquote)"
    r"(?![\w-])"
)
"""What selects something that only some pages have; :data:`.loaded_files.HAS_SOME` finds it in a page."""


def split(css: str) -> tuple[str, str]:
    """Return the rules that every page has a use for, and those for what some have, each in their order."""
    always: list[str] = []
    sometimes: list[str] = []
    for prelude, block in _rules(css):
        if prelude.startswith("@media"):
            for rules, part in zip((always, sometimes), split(block), strict=True):
                if part:
                    rules.append(f"{prelude}{{{part}}}")
        elif prelude.startswith("@"):
            always.append(f"{prelude}{{{block}}}")
        else:
            selectors = [one for one in COMMA.split(prelude) if not GONE.search(NOT.sub("", one))]
            is_some = not PLAIN.fullmatch(prelude) and all(SOME.search(NOT.sub("", one)) for one in selectors)
            if selectors:
                (sometimes if is_some else always).append(f"{','.join(selectors)}{{{block}}}")
    return "".join(always), "".join(sometimes)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outermost pair of braces, and what stands in it."""
    depth, start, opened = 0, 0, 0
    for found in BRACES.finditer(css):
        if found[0] == "{":
            opened = found.end() if not depth else opened
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                yield css[start : opened - 1].strip(), css[opened : found.start()]
                start = found.end()


def write_sheets(app: Sphinx) -> None:
    """Have both files copied in the place of Furo's, mirrored where the language is written from the right."""
    theme = getattr(app.builder, "theme", None)
    places = theme.get_theme_dirs() if theme is not None and app.config.html_theme == THEME else ()
    source = next((path for place in places if (path := Path(place, "static", SHEET)).is_file()), None)
    if source is None:
        # A book has a theme of its own.
        return
    folder = Path(app.doctreedir, "furo")
    for name, css in zip((SHEET, MORE), split(source.read_text(encoding="utf-8")), strict=True):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        made = css if of_language(app.config.language) == "ltr" else mirrored(css)
        if not target.is_file() or target.read_text(encoding="utf-8") != made:
            target.write_text(made, encoding="utf-8")
    # Before those of the publication, which may have its own.
    app.config.html_static_path.insert(0, str(folder))
