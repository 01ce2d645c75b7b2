"""Boxes of task lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from throwaway import A_BOOK

if TYPE_CHECKING:
    from throwaway import Project


def test_the_boxes_have_names(project: Project) -> None:
    project.settings = A_BOOK | {"extensions": ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]}
    project.settings |= {"bibtex_bibfiles": [], "myst_enable_extensions": ["tasklist"], "language": "zh_CN"}
    project.write({"index.md": "# A Work\n\n- [ ] roof\n- [x] door\n"})
    boxes = project.build().page().select("input[type=checkbox][aria-label]")
    assert [(box["aria-label"], box.has_attr("checked")) for box in boxes] == [("待完成", False), ("已完成", True)]
