"""A character that no font has, in a comment: one warning at its place, wherever that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comments.test_hostile_text import missing_characters
from hostile import SETTINGS, SOURCES

if TYPE_CHECKING:
    from throwaway import Project


def test_a_character_that_no_font_has_is_told_wherever_it_stands(project: Project) -> None:
    nowhere = [chr(0x10FFFD - number) for number in range(5)]  # for private use, at the very end
    forms = ["x {0}", "x\n\n`{0}`", "<abbr title='{0}'>x</abbr>", "> x\n> {0}"]
    bodies = [form.format(character) for form, character in zip(forms, nowhere, strict=False)]
    files = {f"comments/{n}.md": f"---\nauthor: A\n---\n{body}\n" for n, body in enumerate(bodies)}
    # Where it stands again it is not told again.
    files |= {"comments/name.md": f"---\nauthor: A {nowhere[4]}\n---\nHi {nowhere[0]}\n"}
    project.settings = dict(SETTINGS)
    project.write({**SOURCES, **files})
    told = missing_characters(project.build("typstpdf").warning_lines)
    assert told == set(zip(("0.md", "1.md", "2.md", "3.md", "name.md"), nowhere, strict=True))
