"""Where a forge takes a new file, from any address of a repository."""

from __future__ import annotations

import pytest

from chapbook.comments.forge import NewFilePage, new_file_page, web_address


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/ann/essay",
        "https://github.com/ann/essay.git",
        "https://github.com/ann/essay/",
        "http://ann:secret@github.com/ann/essay.git",
        "git@github.com:ann/essay.git",
        "github.com:ann/essay",
        "ssh://git@github.com:22/ann/essay.git",
        "git://github.com/ann/essay.git",
    ],
)
def test_any_address_of_a_repository_leads_to_its_page(written: str) -> None:
    assert web_address(written) == "https://github.com/ann/essay"


@pytest.mark.parametrize(
    "written", ["", "essay", "/srv/essay.git", "file:///srv/essay.git", "https://github.com/", "C:"]
)
def test_what_is_not_on_the_web_has_no_page(written: str) -> None:
    assert web_address(written) == ""
    assert new_file_page(written, "main", "comments") is None


@pytest.mark.parametrize(
    ("repository", "page"),
    [
        (
            "https://github.com/ann/essay",
            NewFilePage("GitHub", "https://github.com/ann/essay/new/main/comments", "filename", "value"),
        ),
        (
            "git@gitlab.com:ann/group/essay.git",
            NewFilePage("GitLab", "https://gitlab.com/ann/group/essay/-/new/main/comments", "file_name", ""),
        ),
        (
            "https://codeberg.org/ann/essay",
            NewFilePage("Codeberg", "https://codeberg.org/ann/essay/_new/main/comments", "filename", "value"),
        ),
        (
            "https://gitea.example.org/ann/essay",
            NewFilePage(
                "gitea.example.org", "https://gitea.example.org/ann/essay/_new/main/comments", "filename", "value"
            ),
        ),
        ("https://example.org/ann/essay", None),
        ("https://notgithub.com/ann/essay", None),
    ],
)
def test_each_forge_has_its_own_page(repository: str, page: NewFilePage | None) -> None:
    assert new_file_page(repository, "main", "comments") == page


def test_branch_and_folder_are_quoted() -> None:
    page = new_file_page("https://github.com/ann/essay", "a/b", "my text/comments")
    assert page is not None
    assert page.address == "https://github.com/ann/essay/new/a%2Fb/my%20text/comments"
