"""The JSON-LD of every page, typed with schema-dts: what schema.org does not know, or knows otherwise, is an error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from throwaway import Build

HERE = Path(__file__).parent
TSC = ["node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--types", ""]
OPTIONS = ["--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"]


def faults(values: list[object], folder: Path) -> str:
    lines = ['import type { ScholarlyArticle, WithContext } from "schema-dts";']
    lines += [
        f"export const page{number}: WithContext<ScholarlyArticle> = {json.dumps(value)};"
        for number, value in enumerate(values)
    ]
    source = folder / "pages.ts"
    source.write_text("\n".join(lines), encoding="utf-8")
    (folder / "node_modules").symlink_to(HERE / "node_modules")
    return subprocess.run([*TSC, *OPTIONS, str(source)], cwd=HERE, capture_output=True, text=True, check=False).stdout


def test_every_page_is_what_schema_org_knows(site: Build, tmp_path: Path) -> None:
    values = []
    for path in sorted(site.out.rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        [script] = page.find_all("script", type="application/ld+json")
        values.append(json.loads(str(script.string)))
    assert len(values) > 10
    assert faults(values, tmp_path) == ""


@pytest.mark.parametrize("wrong", [{"headlin": "x"}, {"author": {"@type": "Persona", "name": "x"}}])
def test_the_judge_sees_what_is_wrong(tmp_path: Path, wrong: dict[str, object]) -> None:
    value = {"@context": "https://schema.org", "@type": "ScholarlyArticle", **wrong}
    assert "error TS" in faults([value], tmp_path)
