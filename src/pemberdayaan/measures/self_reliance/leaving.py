"""Who leads the activities of a year, and what remains when an outside funder leaves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from ...model.programme import Programme
from ..initiative import share_of, side
from ..involvement import traces
from ..kleene import Ref
from ..result import references
from .lines import LedYear, Remaining
from .years import year_of

if TYPE_CHECKING:
    from ..network.dependence import Dependence, Dependency

__all__ = ["handed_over", "remaining"]

_Key = tuple[str, str | None]


def handed_over(programme: Programme) -> tuple[LedYear, ...]:
    """The activities of each year, by whether they are led from inside or jointly."""
    held: dict[str | None, list[int]] = {}
    for index, one in enumerate(programme.activities):
        when = one.date
        span = [None] if when is None else [f"{year:04d}" for year in range(when.first.year, when.last.year + 1)]
        for year in span:
            held.setdefault(year, []).append(index)
    found: list[LedYear] = []
    for year in sorted(held, key=lambda one: (one is None, one or "")):
        counts: dict[bool | None, int] = {True: 0, False: 0, None: 0}
        for index in held[year]:
            led = side(programme, programme.activities[index].led_by)
            counts[None if led is None else led != "outside"] += programme.activities[index].count
        refs: list[Ref] = [("activities", index) for index in held[year]]
        share = share_of(counts[True], counts[False], counts[None])
        cited = references(traces(programme, refs))
        found.append(LedYear(year, share, sum(counts.values()), counts[None], cited))
    return tuple(found)


def remaining(by_year: Programme, known: Dependence | None) -> Iterator[Remaining]:
    """What remains of each kind in its latest year, without each of the outside actors that it started with."""
    from ..network.dependence import dependence  # the network's rooms are read where a programme is assessed

    if not by_year.contributions:
        return
    latest: dict[_Key, Dependency] = {}
    for one in (known or dependence(by_year)).parts:
        held = latest.get((one.kind, one.unit))
        if held is None or _when(one.period) > _when(held.period):
            latest[one.kind, one.unit] = one
    for one in latest.values():
        if one.through is None or one.total is None:
            yield Remaining(one.kind, one.unit, one.period, None, None, None, one.why)
            continue
        why = "unvalued" if one.unvalued else "inexact" if one.inexact else None
        for actor, lost in one.lost:
            share = None if one.unvalued else 1 - lost
            yield Remaining(one.kind, one.unit, one.period, str(actor), share, one.total * (1 - lost), why)


def _when(period: str | None) -> tuple[bool, Fraction]:
    """What sorts years by time, and before them whatever is no year."""
    year = year_of(period)
    return (year is not None, Fraction(0) if year is None else year.at)
