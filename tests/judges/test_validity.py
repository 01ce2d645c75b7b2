"""Every page and style sheet, judged by vnu (the checker of HTML and CSS) and by html-validate.

Of vnu's messages errors and warnings count. Some are let through, each with its reason, in :data:`LET_THROUGH`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from judges.programs import HERE, answer, from_npm, node
from judges.published import Published
from judges.verdicts import Finding, Judge
from web_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable

VNU_JAR = "node_modules/vnu-jar/build/dist/vnu.jar"
JUDGED_BY_VNU = ("*.html", "*.css", "*.svg")
VNU = Judge("vnu", "HTML, CSS and SVG, errors and warnings", "files", from_npm("vnu-jar"))
PRESETS = ("standard", "a11y")
HTML_VALIDATE = Judge("html-validate", ", ".join(PRESETS), "pages", from_npm("html-validate"))
LET_THROUGH = {
    "Trailing slash on void elements": "Sphinx writes so, and it means nothing in HTML",
    "Consider using the “h1” element": "the heading of the page stands in the section of its chapter, as Sphinx has it",
    "Article lacks heading": "it has the heading of the section in it, which this warning does not look into",
    "Inline script violates Content Security Policy": "it takes data for a script, and leaves the white space around a "
    "script out of its hash; what a browser refuses, tests/publication/test_policy.py counts",
    "CSS: “position-": "the checker does not know CSS Anchor Positioning (W3C) yet",
    "CSS: Unrecognized at-rule “@container”": "nor container queries (CSS Conditional Rules 5)",
    "CSS: “container”: Property": "as above",
    "CSS: “--gap”: Parse Error": "nor their units, such as cqi",
    "CSS: “--edge”: Parse Error": "as above",
    "CSS: “--note”: Parse Error": "as above",
    "CSS: “--chapbook-size-h1”: Parse Error": "as above",
    "CSS: Unrecognized at-rule “@property”": "nor CSS Properties and Values",
    "CSS: “animation-timeline”: Property": "nor Scroll-driven Animations",
    "Section lacks heading": "it is the file in the form, named by aria-labelledby; a heading would be the page's",
}


def vnu(published: Published, names: list[str]) -> list[Finding]:
    """Return the messages that count, each with its file and line; vnu's rules have no names but their sentences.

    Pages come from the server, since only there vnu knows what 'self' means in a page's policy.
    """
    options = ["--format", "json", "--also-check-css", "--also-check-svg", "--skip-non-html"]
    what = [published.address + name if name.endswith(".html") else str(published.folder / name) for name in names]
    command = ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", VNU_JAR, *options, *what]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        Finding(
            f"{_name(published, message.get('url', ''))}:{message.get('lastLine')}", message["type"], message["message"]
        )
        for message in messages
        if not any(message["message"].startswith(start) for start in LET_THROUGH)
    ]


def _name(published: Published, address: str) -> str:
    if address.startswith(published.address):
        return address.removeprefix(published.address)
    return str(Path(unquote(urlsplit(address).path)).relative_to(published.folder)) if address else ""


def html_validate(preset: str, folder: Path, pages: list[str]) -> list[Finding]:
    """Return the messages of one of html-validate's presets, each with its rule."""
    options = ["--preset", preset, "--formatter", "json", *(str(folder / page) for page in pages)]
    return [
        Finding(
            f"{Path(file['filePath']).relative_to(folder)}:{message['line']}", message["ruleId"], message["message"]
        )
        for file in answer(node("node_modules/html-validate/bin/html-validate.mjs", *options))
        for message in file["messages"]
    ]


def files_for_vnu(folder: Path) -> list[str]:
    """Name what it judges, pages first: after a picture it takes exception to each noscript."""
    return [str(path.relative_to(folder)) for pattern in JUDGED_BY_VNU for path in sorted(folder.rglob(pattern))]


@pytest.fixture
def java(needs: Callable[..., Path]) -> None:
    needs("java")


@pytest.mark.judge(VNU)
@pytest.mark.usefixtures("npm", "java")
def test_vnu_finds_nothing(published: Published, judged: Callable[..., None]) -> None:
    names = files_for_vnu(published.folder)
    judged(names, vnu(published, names))


@pytest.mark.judge(HTML_VALIDATE)
@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize("preset", PRESETS)
def test_html_validate_finds_nothing(published: Published, preset: str, judged: Callable[..., None]) -> None:
    judged(published.pages, html_validate(preset, published.folder, published.pages), view=preset)


WRONG = "<!doctype html><html lang=en><title>x</title><p><div id=a></div><div id=a></div><button>x</button>"


@pytest.mark.usefixtures("npm", "java")
def test_they_see_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(WRONG, encoding="utf-8")
    (tmp_path / "wrong.css").write_text("p { colour: red }", encoding="utf-8")
    (tmp_path / "wrong.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><g x="1"/></svg>', encoding="utf-8")
    with serving(tmp_path) as address:
        found = vnu(Published(tmp_path, address), files_for_vnu(tmp_path))
    assert {finding.where.partition(":")[0] for finding in found} == {"wrong.html", "wrong.css", "wrong.svg"}
    assert any(finding.what.startswith("Duplicate ID") for finding in found)
    assert "no-dup-id" in {finding.rule for finding in html_validate("standard", tmp_path, ["wrong.html"])}
