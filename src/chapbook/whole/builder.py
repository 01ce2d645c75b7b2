"""What all builders of one file have in common: which documents they write, and how they name them."""

from __future__ import annotations

from sphinx.builders import Builder


class OneFileBuilder(Builder):
    """One file of all documents, in ``outdir``."""

    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif"]  # noqa: RUF012  # Sphinx's own form
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        """Say that everything is to be written: it is one file of all documents."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Name a document; the translator makes of it what the file has for places."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Name a document; all are in one file."""
        return self.get_target_uri(to, typ)
