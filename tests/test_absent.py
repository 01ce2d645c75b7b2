"""What is said of tests that a machine could not run."""

from __future__ import annotations

import pytest

import absent
from absent import FONTS, go_without, needs_font, summary


@pytest.fixture
def contributor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("contributor")
def test_one_line_counts_them_and_names_the_packages() -> None:
    reasons = ["Skipped: somebody's own reason"]
    for package in ("qpdf", "chromium", "qpdf", ""):
        with pytest.raises(pytest.skip.Exception) as skipped:
            go_without("it is not there", package)
        reasons.append(f"Skipped: {skipped.value}")
    assert summary(reasons) == (
        "3 tests were not run, as this machine lacks what they need; to run them: apt install chromium qpdf"
    )


def test_nothing_is_said_where_all_were_run() -> None:
    assert summary(["Skipped: somebody's own reason"]) == ""


def test_a_machine_that_checks_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="it is not there"):
        go_without("it is not there", "qpdf")


@pytest.mark.usefixtures("contributor")
@pytest.mark.parametrize(("character", "package"), FONTS.items())
def test_a_font_that_is_not_there_is_asked_of_typst(
    monkeypatch: pytest.MonkeyPatch, character: str, package: str
) -> None:
    monkeypatch.setattr(absent, "without_font", list)
    with pytest.raises(pytest.skip.Exception, match=f"apt install {package}"):
        needs_font(character)
    monkeypatch.setattr(absent, "without_font", lambda _text: [])
    needs_font(character)
