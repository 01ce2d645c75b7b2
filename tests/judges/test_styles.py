"""References and citations beside citeproc-js, which Zotero has, with the same items and the official styles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chapbook.citing.csl_style import find_style
from chapbook.citing.formatted_text import plain
from chapbook.citing.style_mends import prepared
from chapbook.citing.typesetting import Citation, Cited
from judges.programs import answer, from_npm, node
from judges.verdicts import Finding, Judge
from of_works import read, typeset
from throwaway import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

STYLES = [
    *("apa", "modern-language-association", "chicago-author-date", "ieee", "nlm-citation-sequence"),
    *("china-national-standard-gb-t-7714-2015-numeric", "nature"),
]
CITEPROC = Judge("citeproc-js", f"{len(STYLES)} styles", "references", from_npm("citeproc"))
SCRIPTS = {
    "latin": "Gödel, Kurt",
    "cyrillic": "Иванов, Иван",
    "greek": "Παπαδόπουλος, Νίκος",
    "han": "{王伟}",
    "kana": "{たなかたろう}",
    "hangul": "{김민수}",
    "arabic": "محفوظ, نجيب",
    "hebrew": "עוז, עמוס",
    "devanagari": "प्रेमचंद, मुंशी",
    "thai": "สุนทร, ภู่",
}
UNCASED = {"arabic", "hebrew", "devanagari", "thai"}
KINDS = {
    "article": "journal = {{Zeitschrift}}, volume = {3}, number = {2}, pages = {11--29}, doi = {10.1234/@}",
    "book": "publisher = {{Verlag}}, address = {Wien}, edition = {2}",
    "incollection": "booktitle = {{Sammlung}}, editor = {Roe, J.}, pages = {1--9}, publisher = {{Verlag}}",
    "misc": "url = {https://example.org/@}, month = may, day = 3",
    "techreport": "institution = {{Amt}}, number = {7}",
}
MOST_THAT_DIFFER = 0.02

DIFFERENCES = {
    ("apa", "no_date"): "ours: a retrieval needs a date to stand there (APA 9.16)",
    (
        "modern-language-association",
        "three",
    ): "ours: dashes stand for the same names, not for the first of them (MLA 5.126)",
    **{
        ("ieee", work): "theirs: “[Online].” (IEEE Reference Guide, II.I; CSL 1.0.2, “Group”); pandoc drops it"
        for work in ("report", "presentation", "dissertation")
    },
    **{
        (style, f"{script}-article"): "ours: what has no capitals has no initials (APA 9.8 has them of letters only)"
        for style in STYLES
        for script in ("arabic", "hebrew", "thai")
    },
    ("ieee", "devanagari-article"): "theirs: no period stands behind a name that is no initial",
}
"""What citeproc-js prints otherwise, by style and work: whose is right, and by which section of the style's manual."""


def bibtex() -> str:
    # Of the scripts without capitals, whose names citeproc-js shortens, one work each has a name of two parts.
    made = [
        f"@{kind}{{{script}-{kind}, author = {{{name}}}, title = {{{{Werk {number}}}}}, year = {1980 + number}, "
        f"{fields.replace('@', f'{script}{number}')}}}"
        for number, (script, kind, name, fields) in enumerate(
            (script, kind, f"{{{name}}}" if script in UNCASED and kind != "article" else name, fields)
            for script, name in SCRIPTS.items()
            for kind, fields in KINDS.items()
        )
    ]
    return "\n".join([(ROOT / "tests/data/works.bib").read_text(encoding="utf-8"), *made])


def asked(keys: list[str]) -> list[Citation]:
    single = [Citation((Cited(key),)) for key in keys]
    located = [Citation((Cited(key, behind="p. 3"),)) for key in keys[::5]]
    several = [Citation((Cited(one), Cited(other))) for one, other in zip(keys[::4], keys[1::4], strict=False)]
    return [*single, *located, *several]


def for_citeproc(citation: Citation) -> list[dict[str, str]]:
    return [
        {"id": work.key, **({"label": "page", "locator": work.behind.removeprefix("p. ")} if work.behind else {})}
        for work in citation.works
    ]


def same(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("\xa0", " ")).strip()


@pytest.fixture(scope="module")
def both(npm: None) -> dict[str, tuple[dict[str, str], dict[str, str]]]:  # noqa: ARG001  # what npm fetches has to be there
    """Return, by style, what we print and what citeproc-js does: references and citations by their names."""
    works, faults = read(bibtex())
    assert faults == []
    items = {key: work.item for key, work in works.items()}
    citations = asked(list(items))
    told: dict[str, Any] = {}
    ours: dict[str, dict[str, str]] = {}
    for name in STYLES:
        style = find_style(name, Path())
        ready = [prepared(item, style, "en", {}) for item in items.values()]
        told[name] = {"text": style.text, "items": ready, "citations": [for_citeproc(one) for one in citations]}
        made = typeset(name, items, citations)
        ours[name] = {
            key: same(plain(made.labels[key]) * style.is_numeric + plain(text)) for key, text in made.references.items()
        }
        ours[name] |= {f"citation {at}": same(plain(text)) for at, text in enumerate(made.citations)}
    theirs = answer(node("set-by-citeproc.js", told=told))
    return {
        name: (
            ours[name],
            {key: same(text) for key, text in theirs[name]["references"].items()}
            | {f"citation {at}": same(text) for at, text in enumerate(theirs[name]["citations"])},
        )
        for name in STYLES
    }


@pytest.mark.judge(CITEPROC)
@pytest.mark.parametrize("style", STYLES)
def test_references_and_citations_are_the_same(
    both: dict[str, tuple[dict[str, str], dict[str, str]]], style: str, judged: Callable[..., None]
) -> None:
    ours, theirs = both[style]
    assert len(ours) > 140
    differing = {key: (ours[key], theirs.get(key)) for key in ours if ours[key] != theirs.get(key)}
    unexplained = {key: pair for key, pair in differing.items() if (style, key) not in DIFFERENCES}
    found = [Finding(f"{style} {key}", "same", f"{one!r} is {other!r}") for key, (one, other) in unexplained.items()]
    judged(ours, found, view=style)


def test_nearly_all_are_the_same(both: dict[str, tuple[dict[str, str], dict[str, str]]]) -> None:
    of_all = [(one == theirs.get(key)) for ours, theirs in both.values() for key, one in ours.items()]
    assert len(of_all) > 1000
    assert of_all.count(False) <= len(of_all) * MOST_THAT_DIFFER


def test_a_difference_that_is_none_any_more_is_found(both: dict[str, tuple[dict[str, str], dict[str, str]]]) -> None:
    # Styles that print names in full have no difference in them.
    full = {"modern-language-association", "chicago-author-date"}
    table = [(style, key) for style, key in DIFFERENCES if style not in full]
    assert [pair for pair in table if both[pair[0]][0][pair[1]] == both[pair[0]][1][pair[1]]] == []
