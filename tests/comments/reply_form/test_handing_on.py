"""How the form hands a comment on: to a forge, by mail, as a file, by copying. Nothing leaves the page by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from filled_form import built_with, file_of, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from throwaway import Build

pytestmark = pytest.mark.browser


def test_the_forge_gets_the_file(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    fill(page)
    page.get_by_role("button", name="Propose it at GitHub").click()
    [[address, _, how]] = page.evaluate("window.opened")
    assert address.partition("?")[0] == "https://github.com/ann/essay/new/main/comments"
    query = parse_qs(urlsplit(address).query)
    assert query == {"filename": ["jo-poe.md"], "value": [file_of(page)]}
    assert how == "noopener"
    assert "Nothing is sent until you send it there." in (page.locator(".reply-status").text_content() or "")


@pytest.mark.parametrize("repository", ["https://github.com/ann/essay", "https://gitlab.com/ann/essay"])
def test_what_the_forge_s_address_cannot_hold_is_copied(
    tmp_path: Path, visit: Callable[..., Page], repository: str
) -> None:
    page = visit(built_with(tmp_path, chapbook_comments_repository=repository))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, comment="long " * 2_000)
    page.get_by_role("button", name="Propose it at").click()
    page.get_by_text("Your file was copied; paste it there.").wait_for()
    [[address, *_]] = page.evaluate("window.opened")
    assert address.endswith(("/new/main/comments?filename=jo-poe.md", "/-/new/main/comments?file_name=jo-poe.md"))
    assert page.evaluate("navigator.clipboard.readText()") == file_of(page)


def test_a_mail_has_the_file(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.evaluate("navigation.addEventListener('navigate', (event) => { window.mail = event.destination.url; })")
    fill(page)
    page.get_by_role("button", name="Send it by e-mail").click()
    page.get_by_text("Your mail program has your file.").wait_for()
    address = urlsplit(page.evaluate("window.mail"))
    assert (address.scheme, address.path) == ("mailto", "editors@example.org")
    query = {name: unquote(value) for name, value in (part.split("=", 1) for part in address.query.split("&"))}
    assert query == {"subject": "Comment on “A Work”", "body": file_of(page).replace("\n", "\r\n")}


def test_the_download_is_the_file(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    fill(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    assert download.value.suggested_filename == "jo-poe.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == file_of(page)


def test_it_can_be_copied(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page)
    page.get_by_role("button", name="Copy it").click()
    page.get_by_text("The file was copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == file_of(page)


def test_where_copying_is_not_allowed_the_file_is_selected(built: Build, visit: Callable[..., Page]) -> None:
    page = visit(built)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    fill(page)
    page.get_by_role("button", name="Copy it").click()
    page.get_by_text("copy it with the keyboard").wait_for()
    assert page.evaluate("getSelection().toString()").strip() == file_of(page).strip()
