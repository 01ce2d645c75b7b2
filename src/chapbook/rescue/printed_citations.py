"""How an edition prints its citations: the roles of a text in, the words out that a build puts into their places.

They are set by the style that a new publication has, as its builds set them.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from chapbook.citing.bibtex_file import read_file
from chapbook.citing.citation_roles import citations_of, put_together
from chapbook.citing.csl_style import DEFAULT, find_style
from chapbook.citing.formatted_text import plain
from chapbook.citing.typesetting import Cited, Setting, Typesetting
from chapbook.citing.works import Reading

ROLE = re.compile(r"\{cite:(?P<role>\w+)\}`(?P<targets>[^`]+)`")


def printed_citations(text: str, bibtex: str, language: str) -> list[str]:
    """Return what is printed for each role of a text, in order.

    :raises PandocError: where pandoc is not there, or refuses an entry.
    """
    roles = [(found["role"], _works(found["targets"])) for found in ROLE.finditer(text)]
    if not roles:
        return []
    with TemporaryDirectory(prefix="chapbook-") as folder:
        kept = Path(folder)
        path = kept / "references.bib"
        path.write_text(bibtex, encoding="utf-8")
        items = {key: work.item for key, work in Reading(read_file(path).entries, kept).works().items()}
        setting = Setting(find_style(DEFAULT, kept), language.replace("_", "-"), kept)
        known = [(role, [work for work in works if work.key in items]) for role, works in roles]
        asked = [citations_of(role, works, setting.style) for role, works in known]
        left = iter(Typesetting(setting, items, [one for some in asked for one in some]).typeset().citations)
        return [
            plain(put_together(role, works, [next(left) for _ in some], items, setting))
            for (role, works), some in zip(known, asked, strict=True)
        ]


def _works(targets: str) -> list[Cited]:
    return [Cited(one.key, one.pre, one.post) for one in parse_citation_targets(targets)]
