"""Every page and style sheet, judged by vnu (the checker of HTML and CSS) and by html-validate.

Of vnu's messages errors and warnings count. Few are let through, each with its reason, in :data:`LET_THROUGH`.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from throwaway import Build

HERE = Path(__file__).parent
VNU = "node_modules/vnu-jar/build/dist/vnu.jar"
LET_THROUGH = {
    "Trailing slash on void elements": "Sphinx writes so, and it means nothing in HTML",
    "Consider using the “h1” element": "the heading of the page stands in the section of its chapter, as Sphinx has it",
    "Article lacks heading": "it has the heading of the section in it, which this warning does not look into",
    "Inline script violates Content Security Policy": "it takes data for a script, and leaves the white space around a "
    "script out of its hash; what a browser refuses, tests/publication/test_policy.py counts",
    "Section lacks heading": "it is the file in the form, named by aria-labelledby; a heading would be the page's",
}


def vnu(needs: Callable[..., Path], *what: Path | str) -> list[str]:
    """Return the messages that count, each with its file and line; what to judge is files, folders and addresses."""
    needs("java")
    options = ["--format", "json", "--also-check-css", "--also-check-svg", "--skip-non-html"]
    command = ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", VNU, *options, *map(str, what)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not any(message["message"].startswith(start) for start in LET_THROUGH)
    ]


def html_validate(preset: str, *paths: Path) -> list[str]:
    """Return the messages of one of html-validate's presets, each with its rule."""
    command = ["node", "node_modules/html-validate/bin/html-validate.mjs", "--preset", preset, "--formatter", "json"]
    done = subprocess.run([*command, *map(str, paths)], cwd=HERE, capture_output=True, text=True, check=False)
    return [
        f"{file['filePath']}:{message['line']}: {message['message']} ({message['ruleId']})"
        for file in json.loads(done.stdout)
        for message in file["messages"]
    ]


def test_vnu_finds_nothing(site: Build, address: str, needs: Callable[..., Path]) -> None:
    # It knows what 'self' means in a page's policy only where the page comes from a server.
    pages = [address + str(path.relative_to(site.out)) for path in sorted(site.out.rglob("*.html"))]
    others = [path for path in sorted(site.out.rglob("*")) if path.suffix in {".css", ".svg"}]
    assert len(pages) > 10
    assert len(others) > 5
    assert vnu(needs, *pages, *others) == []


@pytest.mark.parametrize("preset", ["standard", "a11y"])
def test_html_validate_finds_nothing(site: Build, preset: str) -> None:
    pages = sorted(site.out.rglob("*.html"))
    assert len(pages) > 10
    assert html_validate(preset, *pages) == []


WRONG = "<!doctype html><html lang=en><title>x</title><p><div id=a></div><div id=a></div><button>x</button>"


def test_they_see_what_is_wrong(needs: Callable[..., Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(WRONG, encoding="utf-8")
    (tmp_path / "wrong.css").write_text("p { colour: red }", encoding="utf-8")
    found = "\n".join(vnu(needs, tmp_path))
    assert "Duplicate ID" in found
    assert re.search("colour", found)
    assert "no-dup-id" in "\n".join(html_validate("standard", wrong))
