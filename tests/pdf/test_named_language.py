"""What the PDF makes of the language that a writer names; and which fonts a script needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

from chapbook.pdf import compiler
from chapbook.pdf.named_language import arguments, language_of
from chapbook.typst_string import string

if TYPE_CHECKING:
    from throwaway import Project


@pytest.mark.parametrize(
    ("classes", "text", "said"),
    [
        (["language-de"], "Grüße", 'lang: "de", dir: ltr'),
        (["note", "language-he"], "שלום", 'lang: "he", dir: rtl'),
        (["language-pt-BR"], "olá", 'lang: "pt", region: "BR", dir: ltr'),
        (["language-zh-Hant-TW"], "字", 'lang: "zh", region: "TW", dir: ltr'),
        (["language-python"], "def", ""),
        (["language-"], "x", ""),
        (["note"], "x", ""),
    ],
)
def test_a_class_names_a_language(classes: list[str], text: str, said: str) -> None:
    assert arguments(language_of(nodes.inline("", text, classes=classes))) == said


def test_a_section_is_in_its_language(project: Project) -> None:
    project.settings = {"extensions": ["chapbook.pdf"], "language": "ar", "project": "W"}
    project.write(
        {"index.rst": "W\n=\n\n.. toctree::\n\n   one\n", "one.rst": "One\n===\n\n.. rst-class:: language-de\n\n"}
    )
    with (project.source / "one.rst").open("a", encoding="utf-8") as file:
        file.write("Straße\n------\n\nEin Absatz.\n")
    built = project.build("typstpdf")
    assert built.warnings == ""
    assert b"/Lang (de" in objects_of(built.out.glob("*.pdf"))


def objects_of(found: Any) -> bytes:
    import pikepdf  # noqa: PLC0415  # large

    with pikepdf.open(next(found)) as pdf:
        return b"".join(item.unparse(resolved=True) for item in pdf.objects if isinstance(item, pikepdf.Dictionary))


@pytest.mark.parametrize(("text", "of_the_machine"), [("Straße", False), ("שלום", False), ("نص", True), ("अ", True)])
def test_a_script_without_a_face_to_read_takes_those_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, text: str, of_the_machine: object
) -> None:
    asked: list[bool] = []

    def record(_files: object, _timestamp: object, *, system_fonts: bool) -> tuple[bytes, list[Any]]:
        asked.append(system_fonts)
        return b"", []

    monkeypatch.setattr(compiler, "_compile", record)
    monkeypatch.setattr(compiler, "with_destinations", lambda *_: b"")
    compiler.compile_pdf({compiler.MAIN: f"#{string(text)}".encode()}, None, "")
    assert asked == [of_the_machine]
