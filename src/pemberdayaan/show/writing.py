"""Numbers, money, shares, dates and periods as Indonesian and English write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from ..model.periods import Period
from ..model.scales import Quantity
from ..model.text import as_language
from .vocabulary import VOCABULARY

__all__ = ["amount", "citation_parts", "date", "listed", "money", "number", "percent", "period", "quantity"]

MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": (
            *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
            *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
        ),
        "en": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
    }
)
# ISO codes that stand before a number; the programme's own currency does too.
CURRENCIES = frozenset(
    "AUD BDT BRL CHF CNY EUR GBP IDR INR JPY KES KHR LAK LKR MMK MXN MYR NGN NPR PGK PHP PKR PLN SGD THB TLS TZS UGX "
    "USD VND ZAR".split()
)
Number = float | Fraction


def number(value: Number, language: str = "id", digits: int = 4) -> str:
    """A number, grouped by thousands and with the language's decimal sign.

    Parameters
    ----------
    value
        The number.
    language
        ``"id"`` or ``"en"``.
    digits
        At most so many decimals; ending zeros are left out.

    Examples
    --------
    >>> number(1929), number(0.62), number(1929, "en")
    ('1.929', '0,62', '1,929')
    """
    chosen = as_language(language)
    tiny = 0 < abs(float(value)) < 0.5 / 10.0**digits
    text = f"{float(value):.2g}" if tiny else f"{float(value):,.{digits}f}"
    if "." in text and not tiny:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.translate(str.maketrans(",.", ".,")) if chosen == "id" else text


def quantity(value: Number | Quantity, language: str = "id", digits: int = 4) -> str:
    """A number, or a number that the source gives inexactly.

    Examples
    --------
    >>> quantity(Quantity(at_least=42)), quantity(Quantity(low=0.5, high=1.1), "en")
    ('sedikitnya 42', '0.5 to 1.1')
    """
    return _worded(value, language, lambda one: number(one, language, digits))


def _worded(value: Number | Quantity, language: str, write: Callable[[Number], str]) -> str:
    if not isinstance(value, Quantity):
        return write(value)
    words = {
        "about": ("sekitar {}", "about {}"),
        "at_least": ("sedikitnya {}", "at least {}"),
        "at_most": ("paling banyak {}", "at most {}"),
    }
    for name, pair in words.items():
        given = getattr(value, name)
        if given is not None:
            return pair[as_language(language) == "en"].format(write(given))
    between = " sampai " if as_language(language) == "id" else " to "
    return between.join(write(end) for end in (value.low, value.high) if end is not None)


def percent(share: Number, language: str = "id") -> str:
    """A share from 0 to 1 as a percentage with at most one decimal.

    Examples
    --------
    >>> percent(0.6226), percent(0.6226, "en"), percent(1)
    ('62,3 %', '62.3%', '100 %')
    """
    return number(share * 100, language, 1) + (" %" if as_language(language) == "id" else "%")


def money(value: Number | Quantity, currency: str, language: str = "id") -> str:
    """An amount of money.

    Examples
    --------
    >>> money(29314600, "IDR"), money(29314600, "IDR", "en"), money(988200, "PLN")
    ('Rp29.314.600', 'Rp29,314,600', 'PLN 988.200')
    """
    sign = "Rp" if currency == "IDR" else f"{currency} "
    return _worded(value, language, lambda one: sign + number(one, language, 2))


def amount(value: Number | Quantity, unit: str | None, language: str = "id", currency: str | None = None) -> str:
    """A number with its unit; money where the unit is a currency.

    Examples
    --------
    >>> amount(844000, "IDR/bulan"), amount(300, "HOK", "en"), amount(3, None)
    ('Rp844.000/bulan', '300 person-days', '3')
    """
    if unit is None:
        return quantity(value, language)
    first, slash, rest = unit.partition("/")
    if first in CURRENCIES or first == currency:
        return money(value, first, language) + (slash + unit_name(f"/{rest}", language)[1:] if slash else "")
    written = quantity(value, language)
    if unit == "%":
        return written + (" %" if as_language(language) == "id" else "%")
    return f"{written} {unit_name(unit, language)}"


def unit_name(unit: str, language: str = "id") -> str:
    """A unit's name; one of the user's own is kept as it is written."""
    chosen = as_language(language)
    first, *rest = unit.split("/")
    known, per = VOCABULARY["unit"], {**VOCABULARY["unit"], **VOCABULARY["per"]}
    shown = [known[first][chosen] if first in known else first]
    return "/".join([*shown, *(per[part][chosen] if part in per else part for part in rest)])


def date(day: dt.date, language: str = "id") -> str:
    """A day.

    Examples
    --------
    >>> date(dt.date(2009, 2, 2)), date(dt.date(2009, 2, 2), "en")
    ('2 Februari 2009', '2 February 2009')
    """
    return f"{day.day} {MONTHS[as_language(language)][day.month - 1]} {day.year}"


def period(when: Period | str, language: str = "id") -> str:
    """A period, as exactly as it is recorded.

    Examples
    --------
    >>> period("2008/2011"), period("2021-06"), period("2009-02-02/2010-03-16")
    ('2008–2011', 'Juni 2021', '2 Februari 2009 – 16 Maret 2010')
    """
    parts = str(when).split("/")
    shown = [_moment(part.strip(), language) for part in parts]
    if all(re.fullmatch(r"\d{4}", part.strip()) for part in parts):
        return "–".join(shown)
    return " – ".join(shown)


def _moment(text: str, language: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if match is None:
        return text
    year, month, day = match.groups()
    if month is None:
        return year
    name = MONTHS[as_language(language)][int(month) - 1]
    return f"{name} {year}" if day is None else f"{int(day)} {name} {year}"


def listed(items: list[str], language: str = "id", most: int | None = None) -> str:
    """Items in a sentence: ``a, b dan c``; with `most`, the rest is counted.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], "en", most=2)
    ('a, b, dan c', 'a, b and 2 more')
    """
    chosen = as_language(language)
    shown = list(items)
    if most is not None and len(items) > most:
        rest = len(items) - most
        shown = [*items[:most], f"{rest} lainnya" if chosen == "id" else f"{rest} more"]
    if len(shown) < 2:
        return "".join(shown)
    both = " dan " if chosen == "id" else " and "
    if len(shown) == 2 or chosen == "en":
        return ", ".join(shown[:-1]) + both + shown[-1]
    return ", ".join(shown[:-1]) + "," + both + shown[-1]


def citation_parts(citation: str) -> tuple[str, str]:
    """The key and the locator of a citation.

    Examples
    --------
    >>> citation_parts("rosyida, Gambar 15")
    ('rosyida', 'Gambar 15')
    """
    key, _, locator = citation.partition(",")
    return key.strip(), locator.strip()
