"""The JSON-LD of every page, typed with schema-dts: what schema.org does not know, or knows otherwise, is an error."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from judges.programs import MODULES, from_npm, node
from judges.verdicts import Finding, Judge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from judges.published import Published

SCHEMA_DTS = Judge("schema-dts", "WithContext<ScholarlyArticle>, strictly", "pages", from_npm("schema-dts"))
OPTIONS = ["--noEmit", "--strict", "--skipLibCheck", "--pretty", "false", "--types", ""]
OPTIONS += ["--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"]


def schema_dts(values: dict[str, object], folder: Path) -> list[Finding]:
    """Return what is wrong with the values, given by page; *folder* is for the program that is made of them."""
    lines = ['import type { Chapter, ScholarlyArticle, WebPage, WithContext } from "schema-dts";']
    lines += [
        f"export const page{number}: WithContext<Chapter | ScholarlyArticle | WebPage> = {json.dumps(value)};"
        for number, value in enumerate(values.values())
    ]
    source = folder / "pages.ts"
    source.write_text("\n".join(lines), encoding="utf-8")
    (folder / "node_modules").symlink_to(MODULES)
    printed = node("node_modules/typescript/bin/tsc", *OPTIONS, str(source)).stdout
    faults = re.findall(r"^(?:\S*pages[.]ts\((\d+),\d+\): )?error (TS\d+): (.*)$", printed, flags=re.MULTILINE)
    places = ["the program", *values]
    return [Finding(places[int(line or 1) - 1], rule, what) for line, rule, what in faults]


@pytest.mark.judge(SCHEMA_DTS)
@pytest.mark.usefixtures("npm")
def test_every_page_is_what_schema_org_knows(published: Published, tmp_path: Path, judged: Callable[..., None]) -> None:
    values = {}
    for name in published.pages:
        page = published.parsed(name)
        if page.find("meta", attrs={"http-equiv": "refresh"}):
            continue  # it leads to a page and is none
        scripts = page.find_all("script", type="application/ld+json")
        assert len(scripts) == (name not in {"search.html", "404.html", "genindex.html"}), name
        for script in scripts:
            values[name] = json.loads(str(script.string))
    judged(values, schema_dts(values, tmp_path))


@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize("wrong", [{"headlin": "x"}, {"author": {"@type": "Persona", "name": "x"}}])
def test_the_judge_sees_what_is_wrong(tmp_path: Path, wrong: dict[str, object]) -> None:
    right = {"@context": "https://schema.org", "@type": "ScholarlyArticle"}
    [found] = schema_dts({"right.html": right, "wrong.html": {**right, **wrong}}, tmp_path)
    assert found.where == "wrong.html"
    assert found.rule.startswith("TS")
