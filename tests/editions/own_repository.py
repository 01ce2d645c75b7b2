"""A git repository of a test's own, which knows nothing of the machine's."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {"user.name": "Ann Ah", "user.email": "ann@example.org"}


@dataclass(frozen=True)
class Repository:
    """Its folder."""

    folder: Path

    @classmethod
    def begin(cls, folder: Path) -> Repository:
        folder.mkdir(parents=True, exist_ok=True)
        own = cls(folder)
        own.git("init", "--quiet", "--initial-branch", "main")
        for name, value in SETTINGS.items():
            own.git("config", name, value)
        return own

    def git(self, *arguments: str) -> str:
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | own
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def commit(self, files: dict[str, str]) -> None:
        self.write(files)
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "More")

    def hook(self, name: str, script: str) -> None:
        path = self.folder / ".git/hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    @property
    def state(self) -> tuple[str, ...]:
        """What must stay as it is where nothing was published."""
        heads = self.git("for-each-ref"), self.git("status", "--porcelain"), self.git("symbolic-ref", "HEAD")
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file() and ".git" not in path.parts)
        files = [f"{path.relative_to(self.folder)} {path.read_bytes()!r}" for path in paths]
        return (*heads, self.git("ls-files", "--stage"), *files)
