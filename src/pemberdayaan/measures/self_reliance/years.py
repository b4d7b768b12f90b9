"""The year that a period falls into, where it falls into one."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from ...model.periods import Period, as_period

__all__ = ["Year", "year_of", "years_between"]

MONTHS = 12


@attrs.frozen
class Year:
    """A calendar year, or twelve months that begin later, as a budget's may.

    Parameters
    ----------
    text
        The year, as ``2021`` or ``2021-07/2022-06``.
    at
        Where it begins in time: 2021, or 2021 1/2.
    first, last
        Its days.
    """

    text: str
    at: Fraction
    first: dt.date
    last: dt.date


def year_of(period: Period | str | None) -> Year | None:
    """The year that a period falls into; None where it names none, or reaches over several.

    Examples
    --------
    >>> [found.text for text in ("2021-06-15", "2021-07/2022-06") if (found := year_of(text))]
    ['2021', '2021-07/2022-06']
    >>> year_of("2021/2023") is year_of("2021-12/2022-01") is year_of(None) is None
    True
    """
    if period is None:
        return None
    held = as_period(period)
    first, last = held.first, held.last
    if first.year == last.year:
        return Year(f"{first.year:04d}", Fraction(first.year), dt.date(first.year, 1, 1), dt.date(first.year, 12, 31))
    next_day = last + dt.timedelta(days=1) if last < dt.date.max else last
    if first.day == 1 and next_day == first.replace(year=first.year + 1):
        text = f"{first.year:04d}-{first.month:02d}/{last.year:04d}-{last.month:02d}"
        return Year(text, first.year + Fraction(first.month - 1, MONTHS), first, last)
    return None


def years_between(period: Period | str | None, year: Year) -> bool:
    """Whether what names no year may belong to this one."""
    if period is None:
        return True
    held = as_period(period)
    return held.first <= year.last and year.first <= held.last
