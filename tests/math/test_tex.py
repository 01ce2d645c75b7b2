"""Formulas as authors write them, in the words that pandoc knows."""

from __future__ import annotations

import pytest

from chapbook.math.definitions import of_settings, taken_out, with_definitions
from chapbook.math.tex import first_label, mended, prepared, reference

MENDED = {
    r"\text{5\% of \$ x} \% x": r"\text{5\%{} of \${} x} \% x",
    r"\let\R=\alpha \R": r"\newcommand{\R}{\alpha} \R",
    r"\DeclarePairedDelimiter\n{\lVert}{\rVert}": r"\newcommand{\n}[1]{\left\lVert #1\right\rVert}",
    r"\big{|} \Bigl{\rvert}": r"\big|  \Bigl\rvert ",
    "a % of b\nb": "a b",
    r"a \% b": r"a \% b",
    r"a \\% b": r"a \\",
    r"\label{x}a\nonumber": "a",
    r"\begin{equation}a\end{equation}": "a",
    r"\mkern-3mu \hskip 1em": r"\mspace{-3mu} \hspace{1em}",
    r"{\rm d}x {\bf v}": r"{\mathrm{d}}x {\textbf{v}}",
    r"\mathbf{v} \mathbf x": r"\textbf{v} \textbf{x}",
    r"\begin{aligned}[t]a\end{aligned}": r"\begin{aligned}a\end{aligned}",
    r"\begin{bmatrix*}[r]a\end{bmatrix*}": r"\begin{bmatrix}a\end{bmatrix}",
    r"\begin{dcases}a\end{dcases}": r"\begin{cases}a\end{cases}",
}

LINES = {
    r"a = b": r"a = b",
    r"a &= b \\ c &= d": r"\begin{aligned}a &= b \\ c &= d\end{aligned}",
    r"\begin{cases}a \\ b\end{cases} = c": r"\begin{cases}a \\ b\end{cases} = c",
    r"\substack{a \\ b}": r"\substack{a \\ b}",
    r"a \\ ": "a",
    r"a \& b": r"a \& b",
    "a\n\nb": r"\begin{aligned}a \\ b\end{aligned}",
}


@pytest.mark.parametrize("source", MENDED)
def test_what_pandoc_does_not_know_is_what_it_does(source: str) -> None:
    assert mended(source) == MENDED[source]


@pytest.mark.parametrize("source", LINES)
def test_lines_without_an_environment_get_one(source: str) -> None:
    assert prepared(source, is_block=True).tex == LINES[source]


def test_a_number_of_the_author_s_stands_where_one_of_sphinx_would_or_else_in_its_line() -> None:
    assert prepared(r"a \tag{A}", is_block=True) == ("a", "(A)")
    assert prepared(r"a \tag*{A}", is_block=True) == ("a", "A")
    assert prepared(r"a \tag{A}", is_block=True, is_numbered=True) == (r"a \qquad\text{(A)}", "")
    two = prepared(r"\begin{align}a\tag{A}\\b\tag{B}\end{align}", is_block=True, has_environment=True)
    assert two == (r"\begin{align}a\qquad\text{(A)}\\b\qquad\text{(B)}\end{align}", "")


def test_labels_and_references_are_known() -> None:
    assert first_label(r"\begin{align}a \label{one}\\ b \label{two}\end{align}") == "one"
    assert first_label("a") == ""
    assert reference(r" \eqref{one} ") == "one"
    assert reference(r"x \eqref{one}") == ""


def test_definitions_of_all_forms_are_taken_out_and_put_before_what_uses_them() -> None:
    forms = {
        r"\newcommand{\R}{\mathbb{R}}": r"\newcommand{\R}{\mathbb{R}}",
        r"\renewcommand\R[2][x]{#1{#2}}": r"\newcommand{\R}[2][x]{#1{#2}}",
        r"\DeclareMathOperator*{\R}{arg\,max}": r"\newcommand{\R}{\operatorname*{arg\,max}}",
        r"\def\R#1#2{#1\}#2}": r"\newcommand{\R}[2]{#1\}#2}",
    }
    for written, meant in forms.items():
        assert taken_out(f"a {written} b") == ("a  b", {r"\R": meant})
    assert taken_out(r"\newcommand{\R}{x") == (r"\newcommand{\R}{x", {})
    defined = {r"\a": r"\newcommand{\a}{\b}", r"\b": r"\newcommand{\b}{c}", r"\c": r"\newcommand{\c}{d}"}
    assert with_definitions(r"\a", defined) == r"\newcommand{\a}{\b}\newcommand{\b}{c}\a"
    assert with_definitions("a", defined) == "a"


def test_definitions_stand_in_the_settings_as_mathjax_has_them() -> None:
    found = of_settings({"R": r"\mathbb{R}", "n": [r"\|#1\|", 1], "o": ["#1#2", 2, "x"]})
    assert list(found.values()) == [
        r"\newcommand{\R}{\mathbb{R}}",
        r"\newcommand{\n}[1]{\|#1\|}",
        r"\newcommand{\o}[2][x]{#1#2}",
    ]
