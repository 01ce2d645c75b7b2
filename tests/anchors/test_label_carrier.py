"""Labels above what shows nothing are those of what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throwaway import Project

CHAPTER = """
    (one)=
    ```{raw} html
    <div class="logo"></div>
    ```

    # One

    See {ref}`one`, {ref}`two` and [the second](#two).

    (two)=
    <!-- a comment -->

    ```{raw} html
    <hr>
    ```

    ## Two
    """


def test_a_label_above_raw_text_is_that_of_the_title_below_it(project: Project) -> None:
    project.settings = {"extensions": ["myst_parser", "chapbook.anchors"]}
    project.write({"index.md": CHAPTER})
    built = project.build()
    assert built.warnings == ""
    page = built.page()
    assert [section["id"] for section in page.select("section")] == ["one", "two"]
    links = [(link["href"], link.get_text()) for link in page.select("#one > p a.reference")]
    assert links == [("#one", "One"), ("#two", "Two"), ("#two", "the second")]
