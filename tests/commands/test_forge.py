"""The workflow that publishes at a forge."""

from __future__ import annotations

from typing import Any

import yaml

from throwaway import ROOT

WORKFLOW = ROOT / ".github/workflows/pages.yml"


def steps() -> list[dict[str, Any]]:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return list(workflow["jobs"]["build"]["steps"])


def test_the_forge_checks_before_it_publishes() -> None:
    what = [step.get("run") or step["uses"].partition("@")[0] for step in steps()]
    (upload,) = (step for step in steps() if "upload" in step.get("uses", ""))
    site = next(place for place, step in enumerate(what) if step.startswith("make editions"))
    assert what.index(".ci/run") < site < what.index("actions/upload-pages-artifact")
    assert upload["with"]["path"] == "_build/html"
