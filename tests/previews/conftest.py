"""A small work that leads to one of everything, on another page and on its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from throwaway import A_BOOK, Project

if TYPE_CHECKING:
    from throwaway import Build

HOSTILE = "<script>told('ran')</script></script><!--<script><img src=x onerror=told('ran')>\"'&lt;"
WORDS = "So it was said, and *said* again. " * 12
SETTINGS = A_BOOK | {
    "extensions": ["myst_parser", "chapbook.previews", "chapbook.anchors", "chapbook.comments", "chapbook.citing"],
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_cite_id": "ref-{key}",
    "html_theme": "basic",
    "numfig": True,
    "myst_enable_extensions": ["dollarmath"],
}
ONE = f"""
# One

See [](#far-away), [a paragraph](#far-away-p2), {{numref}}`leaf`, {{numref}}`things`, {{eq}}`sum`, {{term}}`Tree`,
[a comment](#comment-ann), [nothing](https://example.org/#far-away) and [](#near). It is so {{cite:p}}`bee2020`.

Words, which [lead](two.md#far-away) there again.

(near)=
## Near

{WORDS}
"""
TWO = f"""
# Two

(far-away)=
## Far away

{WORDS}

As {{cite:t}}`bee2020` said {{cite:p}}`cy2021`, see [](#near), {{numref}}`leaf` and [here](#near).

```{{figure}} leaf.png
:name: leaf
:alt: Green.

A leaf, with its caption.
```

```{{table}} Things that grow
:name: things

| Thing | Height |
|---|---|
| Oak | 20 |
```

$$a = b$$ (sum)

```{{glossary}}
Tree
  What grows, *tall*.
```
"""
COMMENT = f"---\nauthor: Ann {HOSTILE.replace(chr(34), '')}\ndate: 2022-05-04\nabout: near\n---\n{HOSTILE} *Yes*, so.\n"
SOURCES = {
    "index.md": "# A Work\n\n```{toctree}\none\ntwo\nthree\n```\n",
    "one.md": ONE,
    "two.md": TWO,
    "three.md": "# Three\n\n```{bibliography}\n```\n\n```{comment-thread} comments\n```\n",
    "comments/ann.md": COMMENT,
    "works.bib": """
        @book{bee2020, author={Bee, B.}, title={The {Bees <script>told('ran')</script>}}, year={2020},
          annotation={probable. Seen by nobody.}}
        @book{cy2021, author={Cy, C.}, title={Trees}, year={2021}}
        """,
}


def shown(build: Build, page: str) -> dict[str, Any]:
    """Return the previews in a page by their addresses, parsed."""
    (data,) = build.page(page).select("script#chapbook-previews") or [None]
    found = json.loads(data.string) if data else {}
    return {
        f"{page}#{part_id}": BeautifulSoup(html, "html.parser")
        for page, previews in found.items()
        for part_id, html in previews.items()
    }


def words(preview: Any) -> list[str]:
    return [paragraph.get_text() for paragraph in preview.select("p")]


def written(place: Any) -> Project:
    """Write the work to a folder."""
    project = Project(place / "source", dict(SETTINGS))
    project.write(SOURCES)
    Image.new("RGB", (60, 40), "green").save(project.source / "leaf.png")
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return written(tmp_path_factory.mktemp("previews")).build()
