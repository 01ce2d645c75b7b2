"""The elements of a reference as sentences, each with one period at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.richtext import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


def sentences(elements: Iterable[Text]) -> Text:
    """Join what is there; what ends with a period, or with one inside its quotation marks, gets no other."""
    return Text(" ").join(
        element if str(element).endswith((".”", "?”", "!”")) else Text(element).add_period()
        for element in elements
        if element
    )
