"""The preview in a browser: what is saved is shown; what is wrong stands in the corner until it is mended."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from chapbook.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from throwaway import Project

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def preview(project: Project) -> Iterator[str]:
    """The address of a preview of a publication with the page ``one``."""
    settings = 'extensions = ["myst_parser", "sphinxcontrib.bibtex", "chapbook"]\nhtml_theme = "chapbook"\n'
    project.write(
        {
            "conf.py": f"{settings}bibtex_bibfiles = []\nchapbook_parts = []\n",
            "index.md": "# A Work\n\nWords.\n\n```{toctree}\nchapters/one\n```\n",
            "chapters/one.md": "(one)=\n# One\n\nThe coot.\n",
        }
    )
    command = [sys.executable, "-P", "-m", "chapbook", "live", "--port", "0", "--source", str(project.source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        yield next(word for word in running.stdout.readline().split() if word.startswith("http"))
        running.send_signal(signal.SIGINT)
    assert running.returncode == 0
    assert not (project.source / "_build/html").exists()


@pytest.mark.browser
def test_a_mistake_is_shown_beside_the_old_page_and_goes_when_it_is_mended(
    project: Project, preview: str, browser: Browser
) -> None:
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.goto(preview)
    page.get_by_role("heading", name="A Work").wait_for()
    page.goto(f"{preview}chapters/one.html")
    wrong = page.locator("chapbook-live li")
    one = f"(one)=\n# One\n\nThe heron.\n\n{{ref}}`nowhere`\n\n{{ref}}`{HOSTILE}`\n"
    project.write({"chapters/one.md": one})
    wrong.nth(1).wait_for()
    page.get_by_text("The heron.").wait_for()
    told = wrong.all_inner_texts()
    assert [text.splitlines()[0] for text in told] == ["chapters/one.md, line 6", "chapters/one.md, line 8"]
    assert "nowhere" in told[0]
    # Another page is mended; what is wrong with this one is still told.
    project.write({"index.md": (project.source / "index.md").read_text(encoding="utf-8").replace("Words", "Birds")})
    page.locator("script[data-number='3']").wait_for(state="attached")
    wrong.nth(1).wait_for()
    conf = (project.source / "conf.py").read_text(encoding="utf-8")
    project.write({"conf.py": f"{conf}x = (\n"})
    page.get_by_text("was never closed").wait_for()
    assert wrong.first.inner_text().splitlines()[0] == "conf.py, line 5"
    assert page.get_by_text("The heron.").is_visible()
    project.write({"conf.py": conf, "chapters/one.md": "(one)=\n# One\n\nThe kingfisher.\n"})
    page.get_by_text("The kingfisher.").wait_for()
    wrong.first.wait_for(state="detached")
    assert trouble == []
    page.close()


def test_what_keeps_it_from_starting_is_said(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["live", "--source", str(tmp_path / "none")]) == 1
    assert "there is no conf.py in this folder" in capsys.readouterr().err
    project.write({"conf.py": ""})
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]
        assert main(["live", "--source", str(project.source), "--port", str(port)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"--port: error: port {port} of localhost cannot be had (")
    with pytest.raises(SystemExit, match="2"):
        main(["live", "--port", "many"])
    assert "'many' is no port; write a number from 0 to 65535" in capsys.readouterr().err
