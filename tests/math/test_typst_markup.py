"""MathML becomes Typst's mathematics, in which every character means itself; Typst takes all of it."""

from __future__ import annotations

import json
from html import escape
from string import punctuation
from typing import TYPE_CHECKING

import pytest
import typst as typst_library
from hypothesis import given, settings, strategies as st

from absent import needs_font
from chapbook.math.conversion import Formula, Made, made_of
from chapbook.math.definitions import KNOWN, taken_out, with_definitions
from chapbook.math.tex import mended, prepared
from chapbook.math.typst_markup import typst

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WRITTEN = {
    r"\frac{\frac{a}{b}}{c}": "frac(frac(a, b), c)",
    r"\sqrt[3]{x_1^2}": "root(3, attach(x, b: 1, t: 2))",
    r"a\!b": "a #h(-0.167em) b",
    r"\lim_{x \to 0} \sin x": 'attach(op("lim", limits: #true), b: x → 0) op("sin") x',
    r"\sum_{i}^{n} \int\limits_0": "attach(∑, b: i, t: n) attach(limits(∫), b: 0)",
    r"\left( \frac{a}{b} \right]": r'lr(class("opening", \() frac(a, b) class("closing", \]))',
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": (
        r'lr(class("opening", \() mat(delim: #none, row-gap: #0.4em, column-gap: #0.8em, a, b; c, d)'
        r' class("closing", \)))'
    ),
    "a &= b \\\\ c &= d": "a & \\= b \\\nc & \\= d",
    r"\text{中 \#x\$}": '"中 #x$"',
    r"f(x), \{y\}; z": r"f \( x \) \, \{ y \} \; z",
    r"\mathrm{d} \mathbf{v}": "upright(d) 𝐯",
    r"\cancel{x} y": "cancel(x) y",
    r"\overline{x} \hat{y} \vec{z}": r"overline(x) accent(y, \^) accent(z, →)",
}
"""Formulas, and what becomes of them."""

OTHERS = (
    *(r"\boxed{x}", r"\cancel{x} \bcancel{x} \xcancel{x}", r"\phantom{x}", r"\big( \Bigg|", r"\underbrace{a}_{n}"),
    *(r"\xrightarrow{f}", r"\binom{n}{k} \tbinom{n}{k}", r"\begin{cases} a & \text{if } x<0 \\ b \end{cases}"),
    *(r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}", r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}"),
    *(
        r"\left\langle x \middle| y \right\rangle",
        r"\bra{x} \ket{y}",
        r"{}_1F_2",
        r"\begin{rcases} a \\ b \end{rcases}",
    ),
    *(r"\begin{gather} a \\ b \end{gather}", r"\begin{align} a &= b & c &= d \end{align}", r"\sum_{\substack{i \\ j}}"),
    *(
        r"\bigcap \bigcup \bigoplus \coprod",
        r"\dfrac{a}{b} \cfrac{a}{b}",
        r"\boldsymbol{\alpha} \mathcal{A} \mathscr{L}",
    ),
    *(r"\mathbb{R} \mathfrak{g} \mathsf{s} \mathtt{t}", r"\%\$\#\&\_", "'", r"x''", r"\text{\textbackslash}"),
)
HOSTILE = (
    r"\text{\#panic()}",
    r"\text{)]\} \#import}",
    r'\text{"\#sys}',
    r"\backslash \# \mathit{panic}()",
    r"// x /* y",
)


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """What pandoc makes of all of them, at once."""
    asked = {source: formula(source) for source in (*WRITTEN, *OTHERS, *HOSTILE)}
    made = made_of(asked.values(), tmp_path_factory.mktemp("kept"))
    return {source: made[formula] for source, formula in asked.items()}


def formula(source: str) -> Formula:
    shown, own = taken_out(mended(source))
    return Formula(with_definitions(prepared(shown, is_block=True).tex, KNOWN | own), is_block=True)


@pytest.mark.parametrize("source", WRITTEN)
def test_a_formula_is_written_as_it_is_meant(formulas: dict[str, Made], source: str) -> None:
    assert typst(formulas[source].mathml) == WRITTEN[source]


def test_typst_takes_all_of_it_and_nothing_of_it_is_code(formulas: dict[str, Made]) -> None:
    needs_font("河")
    assert [source for source, made in formulas.items() if not made.mathml] == []
    taken(typst(made.mathml) for made in formulas.values())


def taken(sources: Iterable[str]) -> None:
    """Have Typst set formulas."""
    written = [json.dumps(source, ensure_ascii=False) for source in sources]
    lines = [f'#math.equation(block: true, alt: "x", eval({source}, mode: "math"))' for source in written]
    document = "\n".join(['#set document(title: "x")', *lines]).encode()
    pdf = typst_library.compile(document, format="pdf", pdf_standards="ua-1")
    assert pdf.startswith(b"%PDF")


@settings(max_examples=3)
@given(st.lists(st.text(st.sampled_from(f"{punctuation}a1 ⟨⌋∣"), max_size=6), min_size=20, max_size=20))
def test_no_sign_of_a_formula_is_markup(texts: list[str]) -> None:
    rows = [f"<mrow><mi>{text}</mi><mo>{text}</mo><mtext>{text}</mtext></mrow>" for text in map(escape, texts)]
    pairs = [f"<mfrac>{row}<msup>{row}<mn>2</mn></msup></mfrac>" for row in rows]
    taken(map(typst, pairs))


def test_an_element_without_a_form_is_an_error() -> None:
    with pytest.raises(ValueError, match="<maction>"):
        typst("<mrow><mi>a</mi><maction/></mrow>")
    with pytest.raises(ValueError, match="math-longdiv"):
        typst('<mrow class="math-longdiv"><mi>a</mi></mrow>')


def test_a_formula_that_cannot_be_read_has_the_reason_and_what_was_made_is_kept(tmp_path: Path) -> None:
    asked = [Formula(r"\nowhere{x}", is_block=False), Formula("x", is_block=False), Formula(r"\frac{", is_block=True)]
    made = made_of(asked, tmp_path)
    assert [made[formula].cause for formula in asked] == ["unexpected control sequence \\nowhere", "", "unexpected eof"]
    assert made[asked[1]].mathml == "<mi>x</mi>"
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert made_of(asked, tmp_path) == made
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept
    made_of(asked[1:2], tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
