"""The floor: what a thread costs in Python at the very least, when nothing is checked, arranged or told.

Each file is read, its front matter loaded by libyaml, its Markdown rendered, cleaned by nh3 and joined to one text.
Run as a program it does so with the folder that its argument names.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nh3
import yaml
from markdown_it import MarkdownIt


def floor(folder: Path) -> str:
    """Return all comments of *folder* as HTML."""
    markdown = MarkdownIt("commonmark")
    parts = []
    for path in sorted(folder.iterdir()):
        _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
        values = yaml.load(header, Loader=yaml.CSafeLoader)  # it is the safe one
        parts.append(f"<p>{values['author']}</p>{nh3.clean(markdown.render(body))}")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(floor(Path(sys.argv[1])))
