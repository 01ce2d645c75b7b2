"""The whole translator: nodes in, elements of JATS out."""

from __future__ import annotations

from chapbook.jats.note_form import NoteForm


class JatsTranslator(NoteForm):
    """All visitors together; each of their modules knows what stands in its own."""
