"""What people type into cells, read strictly: numbers, inexact numbers, dates; what has two meanings is refused."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ...errors import InvalidInput, fault
from ...model.fields import wrong_type
from .columns import plainly
from .sheets import Percent, Uncomputed

__all__ = ["as_amount", "as_figure", "as_slug", "as_when", "as_words", "items", "pairs_of", "plain"]

ERRORS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
EXACT = 2**53

MONEY = re.compile(r"^(?:rp\.?|idr)\s*(?=\d)", re.IGNORECASE)
NO_CENTS = re.compile(r",\s*[-–]{1,2}$")
WHOLE = re.compile(r"-?\d+", re.ASCII)
SPACED = re.compile(r"-?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+", re.ASCII)
# thousands with points and a decimal comma, as Indonesian writes; then the other way about
POINTS = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d{1,3}(?:\.\d{3}){2,}", re.ASCII)
COMMAS = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:,\d{3}){2,}", re.ASCII)
ONE_MARK = re.compile(r"(-?)(\d+)([.,])(\d+)", re.ASCII)

ABOUT = (
    "kira-kira|kira kira|sekitar|kurang[ -]lebih|lebih kurang|hampir|about|approximately|approx\\.?|around|nearly"
    "|almost|circa|ca\\.|±|\\+/-|~|≈"
)
LEAST = (
    ">=?|≥|sedikitnya|paling sedikit|sekurang-kurangnya|setidaknya|minimal|lebih dari|di atas|at least|more than|over"
)
MOST = "<=?|≤|paling banyak|sebanyak-banyaknya|maksimal|kurang dari|di bawah|at most|less than|up to|under"
INEXACT = tuple(
    (name, re.compile(rf"(?:{words})\s*(.*)", re.IGNORECASE | re.DOTALL))
    for name, words in (("about", ABOUT), ("at_least", LEAST), ("at_most", MOST))
)
TO = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+(?:s\.?\s?d\.?|s/d|sampai(?: dengan)?|hingga|to|until)\s+", re.IGNORECASE)

ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
ISO_SPAN = re.compile(rf"{ISO.pattern}/{ISO.pattern}", re.ASCII)
NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
MONTH_NUMBER = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
NAMED = re.compile(r"(?:(\d{1,2})[\s-]+)?([^\W\d]{3,})\.?[\s-]+(\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")
WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s+",
    re.IGNORECASE,
)
MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}


def plain(value: Any) -> Any:
    """A cell's value as plain data: a text without space at its ends, a whole number as one, a date as it is.

    Raises
    ------
    InvalidInput
        If it is a formula without a value, or the error of one, or shown as a percentage, which leaves open whether
        25 or 0.25 is meant.
    """
    if isinstance(value, Uncomputed):
        raise InvalidInput(fault("uncomputed", given=value.formula))
    if isinstance(value, Percent):
        raise InvalidInput(fault("percent", given=str(value), value=value.value))
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
        if text in ERRORS:
            raise InvalidInput(fault("cell_error", given=text))
        return text
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return value


def as_words(value: Any) -> str:
    """A text; a number becomes the text that it shows as."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        raise InvalidInput(fault("cell_date", given=str(value)))
    raise InvalidInput(wrong_type(value, "text"))


def as_figure(value: Any, *, money: bool = False) -> float:
    """A number, or the text of one as Indonesian or English writes it.

    Parameters
    ----------
    value
        A number or a text.
    money
        True if it is an amount of money, which has no thousandths: ``1.250`` is 1250.

    Raises
    ------
    InvalidInput
        If it is none, or one that the two languages read differently.

    Examples
    --------
    >>> as_figure("1.250.000"), as_figure("Rp 1.250,-"), as_figure("0,75"), as_figure("1,250,000.50")
    (1250000, 1250, 0.75, 1250000.5)
    >>> as_figure("1.250")
    Traceback (most recent call last):
        ...
    pemberdayaan.errors.InvalidInput: 1 fault: '1.250' may mean 1250 or 1.25; write it as a number
    """
    if not isinstance(value, str):
        if isinstance(value, (dt.date, dt.time, dt.timedelta)):
            raise InvalidInput(fault("cell_date", given=str(value)))
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InvalidInput(wrong_type(value, "a number"))
        return value
    text, marks = MONEY.subn("", value.replace("\u2212", "-"))
    text, ends = NO_CENTS.subn("", text)
    text = text.strip()
    if WHOLE.fullmatch(text) or SPACED.fullmatch(text):
        return _whole("".join(text.split()))
    if POINTS.fullmatch(text):
        return _decimal(text.replace(".", "").replace(",", "."))
    if COMMAS.fullmatch(text):
        return _decimal(text.replace(",", ""))
    match = ONE_MARK.fullmatch(text)
    if match is None:
        raise InvalidInput(wrong_type(value, "a number"))
    sign, whole, _, rest = match.groups()
    thousands = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if thousands and not (money or marks or ends):
        raise InvalidInput(
            fault(
                "two_numbers", given=value, first=f"{sign}{whole}{rest}", second=f"{float(f'{sign}{whole}.{rest}'):g}"
            )
        )
    return _whole(f"{sign}{whole}{rest}") if thousands else float(f"{sign}{whole}.{rest}")


def _whole(digits: str) -> float:
    try:
        return int(digits)
    except ValueError:  # more digits than Python reads
        raise InvalidInput(fault("out_of_range", given="...", low="-1e308", high="1e308")) from None


def _decimal(text: str) -> float:
    return float(text) if "." in text else _whole(text)


def as_amount(value: Any) -> float | dict[str, float]:
    """A number, or one that is told inexactly, as the table that a file holds.

    Examples
    --------
    >>> as_amount("kira-kira 700"), as_amount(">= 2.200.000"), as_amount("3-5")
    ({'about': 700}, {'at_least': 2200000}, {'low': 3, 'high': 5})
    """
    if not isinstance(value, str):
        return as_figure(value)
    for name, pattern in INEXACT:
        match = pattern.fullmatch(value)
        if match:
            return {name: as_figure(match[1])}
    ends = TO.split(value)
    if len(ends) == 1 and value.count("-", 1) == 1 and not value.startswith("-"):
        ends = value.split("-")
    if len(ends) == 2 and all(end[:1].isdigit() or MONEY.match(end) for end in ends):
        return {"low": as_figure(ends[0]), "high": as_figure(ends[1].strip())}
    return as_figure(value)


# --- dates -----------------------------------------------------------------------------------------------------------


def as_when(value: Any, language: str) -> str:
    """A day, month, year or span, as files spell it.

    Parameters
    ----------
    value
        A year, a date, or a text.
    language
        In Indonesian, 03-04-2024 is the third of April; in English it may be either, and is refused.

    Raises
    ------
    InvalidInput
        If it is none.

    Examples
    --------
    >>> as_when("12 Maret 2024", "id"), as_when("12-03-2024", "id"), as_when("Januari-Maret 2024", "id")
    ('2024-03-12', '2024-03-12', '2024-01/2024-03')
    """
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return str(value)
    if not isinstance(value, str):
        raise InvalidInput(
            wrong_type(value, "a date") if isinstance(value, bool) else fault("period", given=str(value))
        )
    if ISO.fullmatch(value) or ISO_SPAN.fullmatch(value):
        return value
    day = _day(value, language)
    if day is not None:
        return day
    ends = TO.split(value)
    for mark in "/-":
        if len(ends) == 1 and value.count(mark) == 1:
            ends = value.split(mark)
    if len(ends) == 2:
        first, last = (end.strip() for end in ends)
        end = _day(last, language)
        words = last.split()
        starts = (first, *(" ".join([first, *words[at:]]) for at in range(1, len(words))))
        start = next((day for text in starts if (day := _day(text, language)) is not None), None)
        if start is not None and end is not None:
            return f"{start}/{end}"
    raise InvalidInput(fault("period", given=value))


def _day(text: str, language: str) -> str | None:
    """One day, month or year; None if it is none."""
    text = WEEKDAY.sub("", text, count=1) if WEEKDAY.match(text) else text
    if ISO.fullmatch(text):
        return text
    if match := NUMERIC.fullmatch(text):
        return _numeric(text, int(match[1]), int(match[3]), int(match[4]), language)
    if (match := MONTH_NUMBER.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return f"{match[2]}-{int(match[1]):02}"
    if match := NAMED.fullmatch(text):
        day, name, year = match.groups()
    elif match := MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    month = MONTHS.get(name.casefold())
    return None if month is None else f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def _numeric(text: str, first: int, second: int, year: int, language: str) -> str | None:
    """Day and month in the order of the language; English has two orders."""
    day_first, month_first = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
    if language == "id" or first > 12:
        return day_first if second <= 12 else None
    if second <= 12 and first != second:
        raise InvalidInput(fault("two_dates", given=text, first=day_first, second=month_first))
    return month_first


# --- several in one cell ---------------------------------------------------------------------------------------------


def items(text: str) -> list[str]:
    """What stands in one cell with semicolons between; in a cell of several lines, one a line."""
    parts = text.split("\n") if "\n" in text else text.split(";")
    return [part.strip() for part in parts if part.strip()]


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Pairs ``name = value`` in one cell.

    Raises
    ------
    InvalidInput
        If one has no ``=``, or no name or value beside it.

    Examples
    --------
    >>> pairs_of("the_poor = 60; the_young = 40")
    [('the_poor', '60'), ('the_young', '40')]
    """
    found = []
    for item in items(text):
        name, mark, value = (part.strip() for part in item.partition("="))
        if not (name and mark and value):
            raise InvalidInput(fault("pair_text", given=item))
        found.append((name, value))
    return found


def as_slug(text: str) -> str:
    """A key made from a name: ASCII, small letters, underscores; empty if nothing is left.

    Examples
    --------
    >>> as_slug("Kader Posyandu (RW 03)"), as_slug("Café & Warung")
    ('kader_posyandu_rw_03', 'cafe_warung')
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plainly(ascii_text)).strip("_")
