"""A synthetic book with every node that a MyST book uses."""

from __future__ import annotations

import base64
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from throwaway import Project


SETTINGS = {
    "extensions": ["myst_parser", "chapbook.pdf", "chapbook.comments"],
    "project": 'The "Book" \\ of #everything',
    "author": "Ann Ah",
    "release": "2",
    "chapbook_pdf_name": "book",
    "exclude_patterns": ["comments"],
    "smartquotes": False,
    "myst_enable_extensions": ["attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"],
}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="red"/></svg>'
SOURCES = {
    "index.md": """
        # The Book

        A word on the title page.

        (preface)=
        ## Preface

        Of the preface.

        ```{rst-class} title-page
        ```

        (imprint)=
        ## Imprint

        Of the imprint, see {ref}`first`.

        ## Contents

        ```{toctree}
        one
        two
        ```
        """,
    "one.md": """
        (first)=
        # Chapter one

        *Emphasis*, **strong**, `code "x" \\\\ #y`, H{sub}`2`O, x{sup}`2`, $a^2$, #"tricky";
        {abbr}`WWW (World Wide Web)`

        A [link outside](https://example.org/a_b), a {ref}`second`, a [link](#second),
        a footnote[^n], again[^n], @x \\<y> [z] $.

        [^n]: The note's own words.

        - bullet one
          - nested bullet
        - bullet two

        3. number three
        4. number four

        Term
        : Definition of the term

        :Field: its body

        > A quotation

        ```{epigraph}
        An epigraph

        -- Somebody
        ```

        ```{line-block}
        first line
          inner line
        second line
        ```

        ```python
        def f():
            return "x"
        ```

        :::{note}
        A note to read
        :::

        :::{admonition} Own title
        An admonition
        :::

        ```{rubric} A rubric
        ```

        ---

        $$
        e = mc^2
        $$

        ```{index} entry
        ```

        ```{figure} picture.svg
        :alt: a red field

        The caption of the figure

        The legend of the figure
        ```

        ![a dot](dot.png)

        ```{list-table} The caption of the table
        :header-rows: 1

        * - head a
          - head b
        * - cell a
          - cell b
        ```

        ```{eval-rst}
        +-------+-------+
        | wide          |
        +-------+-------+
        | tall  | right |
        |       +-------+
        |       | low   |
        +-------+-------+

        -o FILE  an option

        .. topic:: A topic

           Of the topic

        .. centered:: In the middle

        .. versionadded:: 1.0
           Something new

        .. glossary::

           word
              What it means

        .. hlist::

           * side one
           * side two
        ```
        """,
    "two.md": """
        (second)=
        # Chapter two

        ```{comment-thread} comments
        ```

        ```{toctree}
        below
        ```
        """,
    "below.md": "# Below two\n\n## Deeper\n\nThe end.\n",
    "comments/a.md": "---\nauthor: Bo\n---\nHello\nthere\n",
    "comments/b.md": "---\nauthor: Cy\nreply_to: a\n---\n> quoted\n\n- <b>bold</b> <q>q</q>\n",
}
SAID = [
    *("A word on the title page", "Of the preface", "Emphasis", "strong", 'code "x" \\\\ #y', "WWW (World Wide Web)"),
    *('#"tricky";', "@x <y> [z] $.", "The note's own words", "bullet one", "nested bullet", "number three", "Term"),
    *(
        "Definition of the term",
        "Field",
        "its body",
        "A quotation",
        "An epigraph",
        "Somebody",
        "first line",
        "inner line",
        "second line",
    ),
    *(
        'return "x"',
        "A note to read",
        "Own title",
        "An admonition",
        "A rubric",
        "e = mc^2",
        "The caption of the figure",
    ),
    *("The legend of the figure", "The caption of the table", "head a", "cell b", "wide", "tall", "low", "an option"),
    *("A topic", "Of the topic", "In the middle", "Something new", "What it means", "side two", "Bo says:", "Cy says:"),
    *("quoted", "bold", "Below two", "The end.", "Edition 2"),
]


def write_book(project: Project) -> None:
    project.settings = deepcopy(SETTINGS)
    project.write(SOURCES)
    (project.source / "picture.svg").write_text(SVG)
    (project.source / "dot.png").write_bytes(PNG)
