"""When something happened, as exactly as the source says it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from numbers import Integral

import attrs

from ..errors import InvalidInput, fault
from .fields import as_str, wrong_type

__all__ = ["Period", "as_period"]

PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@attrs.frozen(order=True)
class Period:
    """A day, a month, a year, or a run of them.

    Parameters
    ----------
    text
        ``2019``, ``2019-06``, ``2019-06-15``, or two of these with ``/`` between: from the first day of
        the one to the last day of the other.

    Examples
    --------
    >>> Period("2009-02").last
    datetime.date(2009, 2, 28)
    >>> Period("2009/2010").meets(Period("2010-03-16"))
    True
    """

    text: str = attrs.field(converter=as_str)
    first: dt.date = attrs.field(init=False, repr=False)
    last: dt.date = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parts = self.text.split("/")
        if len(parts) > 2:
            raise InvalidInput(fault("period", given=self.text))
        first, last = _span(parts[0])[0], _span(parts[-1])[1]
        if last < first:
            raise InvalidInput(fault("reversed", first=parts[0], last=parts[-1]))
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)

    def meets(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return self.text


def _span(text: str) -> tuple[dt.date, dt.date]:
    match = PART.fullmatch(text.strip())
    if not match:
        raise InvalidInput(fault("period", given=text))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern's first group
    try:
        if month is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if day is None:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        return dt.date(year, month, day), dt.date(year, month, day)
    except ValueError as error:
        raise InvalidInput(fault("period", given=text)) from error


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period:
    return Period(text)


def as_period(value: Period | str | int | dt.date) -> Period:
    """A `Period`, a year, a date, or the text of one; a whole number of numpy is a year, too."""
    if isinstance(value, Period):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, Integral, dt.date)):
        raise InvalidInput(wrong_type(value, "a date"))
    return _parsed(value.isoformat()[:10] if isinstance(value, dt.date) else str(value))
