"""Where a repository's forge lets somebody propose a new file: its address, and how it takes the file's name and text.

GitHub takes both from the query (``filename``, ``value``), Gitea and Forgejo as well (Gitea's documentation, *Pre-Fill
New File name and contents*). GitLab takes the name (``file_name``); its editor ignores the text (gitlab-org/gitlab,
594214), so that it has to be pasted.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

GITEA_HOSTS = re.compile(r"codeberg\.org|.*\b(?:gitea|forgejo)\b.*")
SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+):(?P<path>(?!//).+)")
"""The short form of an address over SSH, ``git@github.com:owner/name.git`` (git-clone, *Git URLs*)."""


class NewFilePage(NamedTuple):
    """A page on which a new file is proposed: its *address*, the query's keys, and the *forge*'s name for people.

    *text_key* is empty where the forge does not take the text.
    """

    forge: str
    address: str
    name_key: str
    text_key: str


def new_file_page(repository: str, branch: str, folder: str) -> NewFilePage | None:
    """Return the page for a new file in *folder*; none where no such page of the repository's forge is known.

    :param repository: any address from which the repository can be cloned or looked at.
    :param folder: a path within the repository, with slashes.
    """
    home = web_address(repository)
    host = urlsplit(home).hostname or ""
    place = f"{quote(branch, safe='')}/{quote(folder)}"
    if host == "github.com":
        return NewFilePage("GitHub", f"{home}/new/{place}", "filename", "value")
    if "gitlab" in host.split("."):
        return NewFilePage("GitLab", f"{home}/-/new/{place}", "file_name", "")
    if GITEA_HOSTS.fullmatch(host):
        forge = "Codeberg" if host == "codeberg.org" else host
        return NewFilePage(forge, f"{home}/_new/{place}", "filename", "value")
    return None


def web_address(repository: str) -> str:
    """Return a repository's page on the web, as its clone address names it; empty where that names no place."""
    if "://" in repository:
        parts = urlsplit(repository)
        host, path = parts.hostname or "", parts.path
    elif match := SCP.fullmatch(repository):
        host, path = match["host"], match["path"]
    else:
        return ""
    path = path.strip("/").removesuffix(".git")
    return f"https://{host}/{path}" if host and path else ""
