"""How values, dates and what is said of them read in the language of the publication."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from sphinx.locale import get_translator

from chapbook.language import CATALOG
from chapbook.language_tag import tag

if TYPE_CHECKING:
    from chapbook.claims.claim import Claim, Value


def gettext(message: str) -> str:
    """Translate a message of this extension."""
    return get_translator(CATALOG, "general").gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message that counts."""
    return get_translator(CATALOG, "general").ngettext(one, many, number)


_ = gettext


def locale_of(language: str) -> Locale:
    """Return how a language writes numbers and dates; English, where nobody has told Unicode."""
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(tag(language), sep="-")
    return Locale("en")


def shown_value(claim: Claim, language: str) -> str:
    """Return a claim's value with its unit, as ``more than 400 million users``; empty where it has none."""
    if claim.value is None:
        return ""
    locale = locale_of(language)
    if claim.unit == "%":
        written = format_percent(_decimal(claim.value) / 100, locale=locale, decimal_quantization=False)
        return _signed(claim.value.sign, written)
    number = _signed(claim.value.sign, _number(claim.value, locale))
    return f"{number} {claim.unit}".rstrip()


def _decimal(value: Value) -> Decimal:
    number = value.number
    return Decimal(number.numerator) / number.denominator


def _number(value: Value, locale: Locale) -> str:
    if "/" in value.written:
        return value.written
    if abs(value.number) >= 1_000_000:
        length: Literal["long", "short"] = "long" if "long" in locale.compact_decimal_formats else "short"
        short = str(format_compact_decimal(_decimal(value), format_type=length, locale=locale, fraction_digits=2))
        if _significant(short) == _significant(value.written):
            return short
    return str(format_decimal(_decimal(value), locale=locale, decimal_quantization=False))


def _significant(text: str) -> str:
    """Return the digits that tell whether a number was rounded."""
    return "".join(filter(str.isdigit, text)).strip("0")


def _signed(sign: str, number: str) -> str:
    patterns = {
        ">": _("more than %(number)s"),
        "<": _("less than %(number)s"),
        "~": _("about %(number)s"),
    }
    return patterns[sign] % {"number": number} if sign else number


def shown_date(text: str, language: str) -> str:
    """Return a date of ISO 8601, or two of them, as the language writes it; empty for none."""
    return " – ".join(_one_date(part, locale_of(language)) for part in text.split("/")) if text else ""


def _one_date(text: str, locale: Locale) -> str:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return format_date(day, "long", locale) if len(parts) > 2 else format_skeleton("yMMMM", day, locale=locale)


def shown_agreement(agrees: str) -> str:
    """Return what another source says of a claim, as a word; empty where nothing is said."""
    words = {
        "confirmed": _("confirmed"),
        "differs": _("differs"),
        "not found": _("not found elsewhere"),
        "not checked": _("not compared"),
    }
    return words.get(agrees, "")


def headings() -> tuple[str, str, str]:
    """Return the headings of the table's columns."""
    return _("Quantity"), _("As written"), _("Elsewhere")


def numbers_counted(number: int) -> str:
    """Return how many claims a paragraph has."""
    return ngettext("%(count)s number", "%(count)s numbers", number) % {"count": number}


def numbers_of(number: int, place: str) -> str:
    """Return the name of the link from a paragraph to its claims, for those who do not see where it stands."""
    message = ngettext("%(count)s number in %(place)s", "%(count)s numbers in %(place)s", number)
    return message % {"count": number, "place": place}
