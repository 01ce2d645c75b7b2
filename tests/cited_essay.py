"""An essay whose parts can be cited, with a thread in which one comment is hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throwaway import Project

RECORD = """\
cff-version: 1.2.0
message: To cite it, use this.
title: An essay
authors: [{family-names: Bee, given-names: Ann}]
version: "2.1"
date-released: 2026-05-31
preferred-citation:
  type: conference-paper
  title: An essay & more
  authors: [{family-names: Bee, given-names: Ann}]
  year: 2022
  url: https://example.org/paper
  conference: {name: The Conference}
"""
BASE = "https://essay.example/"
TWENTY_WORDS = (
    "One two, three (four) five. Six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
HOSTILE = """</script><img src=x onerror=alert(1)> {a} \\input{x} "q" 100% & #1 _x_ ~ $y$ @misc{z, -- CITEDNAME ER  -"""


def write_essay(project: Project) -> None:
    project.settings = {
        "extensions": [
            "myst_parser",
            "chapbook.citing",
            "chapbook.anchors",
            "chapbook.comments",
            "chapbook.title_page",
        ],
        "bibtex_bibfiles": [],
        "exclude_patterns": ["comments"],
        "chapbook_parts": ["index#abstract", "chapters/*"],
        "html_baseurl": BASE,
        "language": "en",
    }
    project.write(
        {
            "CITATION.cff": RECORD,
            "index.md": """
                (work)=
                # An essay

                (abstract)=
                ## Abstract

                It is short.

                (how)=
                ## How to cite

                ```{how-to-cite}
                ```

                ```{toctree}
                chapters/one
                talk
                ```
                """,
            "chapters/one.md": "(one)=\n# Part & one\n\nIt is said.\n\n(mine)=\nAnd more.\n",
            "talk.md": "(talk)=\n# Talk\n\nAll of it.\n\n```{comment-thread} comments\n```\n",
            "comments/01-ann.md": "---\nauthor: Ann J.\ndate: 2022-05-03T23:30:00+08:00\n---\n"
            f"{TWENTY_WORDS} twenty-one.\n",
            "comments/02-bob.md": f"---\nauthor: |\n  {HOSTILE}\nreply_to: 01-ann\n---\n\\{HOSTILE}\n",
        }
    )
