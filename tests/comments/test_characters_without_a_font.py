"""A character that no font has, in a comment: one warning at its place, wherever that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comments.test_hostile_text import missing_characters
from hostile import SETTINGS, SOURCES

if TYPE_CHECKING:
    from throwaway import Project


def test_a_character_that_no_font_has_is_told_wherever_it_stands(project: Project) -> None:
    nowhere = "\U0010fffd"  # for private use, at the very end
    bodies = [f"x {nowhere}", f"x\n\n`{nowhere}`", f"<abbr title='{nowhere}'>x</abbr>", f"> x\n> {nowhere}"]
    files = {f"comments/{n}.md": f"---\nauthor: A\n---\n{body}\n" for n, body in enumerate(bodies)}
    project.settings = dict(SETTINGS)
    project.write({**SOURCES, **files, "comments/name.md": f"---\nauthor: A {nowhere}\n---\nHi\n"})
    told = missing_characters(project.build("typstpdf").warning_lines)
    assert told == {(name, nowhere) for name in ("0.md", "1.md", "2.md", "3.md", "name.md")}
