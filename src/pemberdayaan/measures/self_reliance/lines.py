"""What a programme says of its self-reliance, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from ...model.evidence import Number
from ...model.text import Text
from ..kleene import Ref
from ..result import Provenance, Result, Row, bounds_of, plain
from .trend import StraightLine

__all__ = [
    "GivingTrend",
    "GivingYear",
    "LedYear",
    "ParityYear",
    "Remaining",
    "SelfReliance",
    "SeriesBreak",
    "Share",
    "by_kind",
]

Share = Fraction | tuple[Fraction, Fraction] | None


def by_kind(years: Iterable[GivingYear]) -> dict[tuple[str, str | None], list[GivingYear]]:
    """The years of each kind and unit."""
    found: dict[tuple[str, str | None], list[GivingYear]] = {}
    for one in years:
        found.setdefault((one.kind, one.unit), []).append(one)
    return found


@attrs.frozen
class GivingYear:
    """What was given of one kind and unit in one year.

    Parameters
    ----------
    kind, unit
        Of what.
    period
        The year; a run of several years where a gift says no more, None where it says nothing.
    year
        Where it stands in time: the calendar year, or where a year that begins later begins; None where ``period`` is
        no year, and so in no trend.
    inside, outside
        The sums of what was given and has an amount, from below where one is inexact; None where there is none.
    inside_most, outside_most
        The most that the sums may be.
    promised_inside, promised_outside
        The same of what was only promised, and stands in no share.
    unvalued_inside, unvalued_outside
        How many gifts have no amount.
    share
        The inside share; bounds where an amount is inexact, or where a gift without year may belong to this one.
    run
        Which run between breaks it belongs to: years of different runs are not compared.
    why
        Why there is no share: ``"unvalued"``, ``"no_inside"`` or ``"no_outside"`` (none is recorded, and that is not
        0), ``"promised"`` (nothing else is), ``"zero"``; ``"undated"`` where gifts without year make it bounds.
    refs
        The records.
    references
        Their citations.
    """

    kind: str
    unit: str | None
    period: str | None
    year: Fraction | None
    inside: Number | None
    outside: Number | None
    inside_most: Number | None
    outside_most: Number | None
    promised_inside: Number | None
    promised_outside: Number | None
    unvalued_inside: int
    unvalued_outside: int
    share: Share
    run: int
    why: str | None
    refs: tuple[Ref, ...]
    references: str | None

    @property
    def exact(self) -> Fraction | None:
        """The inside share, where it is one number."""
        return self.share if isinstance(self.share, Fraction) else None

    @property
    def exact_outside(self) -> Number | None:
        """What came from outside, where it is one number and all of it."""
        vague = self.outside != self.outside_most or self.unvalued_outside or self.why == "undated"
        return None if vague else self.outside


@attrs.frozen
class GivingTrend:
    """The least squares line through the years of one run.

    Parameters
    ----------
    kind, unit
        Of what.
    measure
        ``"inside_share"``, in shares a year (0.01 is one point), or ``"outside"``, in the unit a year.
    period
        From the first year to the last.
    slope
        The change a year; None where there is none.
    low, high
        Its t interval with n - 2 degrees of freedom. It describes the scatter of these few years about a line, and
        neither sampling nor what other years would bring.
    n
        How many years it rests on.
    left_out
        How many years of the run have no exact value.
    why
        ``"few_years"``: fewer than three have one.
    line
        The line.
    """

    kind: str
    unit: str | None
    measure: str
    period: str
    slope: Fraction | None
    low: float | None
    high: float | None
    n: int
    left_out: int
    why: str | None
    line: StraightLine | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ParityYear:
    """When the line through the inside shares reaches one half: a projection, and no forecast.

    Parameters
    ----------
    kind, unit
        Of what.
    period
        The years of the line; with ``"reached"`` the first year of one half or more.
    value, low, high
        The year, as 2025.5 for half way from 2025 to 2026, and Fieller's band of inverse prediction.
    n
        How many years the line rests on.
    why
        Why there is none: ``"few_years"``; ``"reached"``; ``"no_trend"``, the interval of the slope includes 0;
        ``"away"``, the line leads away from one half.
    """

    kind: str
    unit: str | None
    period: str | None
    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str | None


@attrs.frozen
class LedYear:
    """The activities of a year, by whether they are led from inside.

    Parameters
    ----------
    period
        The year; None for activities without date.
    share
        Led from inside or jointly, over all; bounds where a leader is not recorded, None where none is.
    n
        How many activities, by their count. One of several years counts in each.
    unknown
        Of how many no leader is recorded.
    references
        Citations.
    """

    period: str | None
    share: Share
    n: int
    unknown: int
    references: str | None


@attrs.frozen
class Remaining:
    """What remains of one kind if one outside funder leaves, in the latest year.

    Parameters
    ----------
    kind, unit, period
        Of what, and in which year.
    actor
        The funder.
    share, amount
        What remains of what was given, after all that started with the funder is gone, through intermediaries too.
    why
        ``"unvalued"``: something has no amount, so that there is no share and the amount is the least;
        ``"inexact"``: the lower amounts are taken; or why nothing can be told.
    """

    kind: str
    unit: str | None
    period: str | None
    actor: str | None
    share: float | None
    amount: float | None
    why: str | None


@attrs.frozen
class SeriesBreak:
    """A break that cuts the years of one kind.

    Parameters
    ----------
    kind, unit
        Of what.
    first
        The first day of the new series, as YYYY-MM-DD.
    what
        What changed.
    """

    kind: str
    unit: str | None
    first: str
    what: Text


@attrs.frozen(repr=False)
class SelfReliance(Result):
    """Self-reliance of a programme over the years: described, never better or worse.

    Parameters
    ----------
    years
        What was given, by kind, unit and year; kinds are never summed.
    trends
        The lines through the years between breaks.
    parity
        When the inside share would reach one half; None unless it was asked.
    handed_over
        The activities led from inside, by year.
    without
        What remains when an outside funder leaves.
    breaks
        What cuts a series.
    confidence
        Of the intervals.
    currency
        The programme's.
    provenance
        Where it comes from.
    """

    kind: ClassVar[str] = "self_reliance"

    years: tuple[GivingYear, ...]
    trends: tuple[GivingTrend, ...]
    parity: tuple[ParityYear, ...] | None
    handed_over: tuple[LedYear, ...]
    without: tuple[Remaining, ...]
    breaks: tuple[SeriesBreak, ...]
    confidence: float
    currency: str | None
    provenance: Provenance

    def of(self, kind: str, unit: str | None = None) -> tuple[GivingYear, ...]:
        """The years of one kind, in order; of one unit where it is said."""
        return tuple(one for one in self.years if one.kind == kind and unit in (None, one.unit))

    def rows(self) -> list[Row]:
        """One row for each number, and for each that is not known, with why; by section and measure."""
        return [*self._giving(), *self._lines(), *self._rest()]

    def _giving(self) -> Iterator[Row]:
        for one in self.years:
            shared = {"kind": one.kind, "unit": one.unit, "period": one.period, "references": one.references}
            yield _row("share", "inside_share", one.share, n=len(one.refs), why=one.why, **shared)
            for name in ("inside", "outside"):
                low, most = getattr(one, name), getattr(one, f"{name}_most")
                if low is not None:
                    yield _row("share", name, low if most in (None, low) else (low, most), **shared)
                for other in (f"promised_{name}", f"unvalued_{name}"):
                    if getattr(one, other):
                        yield _row("share", other, getattr(one, other), **shared)

    def _lines(self) -> Iterator[Row]:
        for one in self.trends:
            row = _row("trend", one.measure, one.slope, one.kind, one.unit, one.period, n=one.n, why=one.why)
            yield row | {"low": plain(one.low), "high": plain(one.high)}
        for other in self.parity or ():
            row = _row("parity", "year", other.value, other.kind, other.unit, other.period, n=other.n, why=other.why)
            yield row | {"low": plain(other.low), "high": plain(other.high)}

    def _rest(self) -> Iterator[Row]:
        for one in self.handed_over:
            why = "unknown" if one.share is None else None
            yield _row("led", "led_inside", one.share, period=one.period, n=one.n, why=why, references=one.references)
        for other in self.without:
            shared = {"actor": other.actor, "why": other.why}
            for name in ("share", "amount"):
                value = getattr(other, name)
                row = _row("without", name, value, other.kind, other.unit, other.period, **shared)
                least = name == "amount" and other.why == "unvalued"
                yield row | {"value": None, "high": None} if least else row

    def __repr__(self) -> str:
        told = [f"SelfReliance of {self.provenance.programme}, without better or worse"]
        for key, held in by_kind(self.years).items():
            shown = ", ".join(f"{_percent(one)} ({one.period or 'undated'})" for one in held)
            told.append(f"  {' '.join(part for part in key if part)}, from inside: {shown}")
            told += [f"    {_trend_text(one)}" for one in self.trends if (one.kind, one.unit) == key and not one.why]
        for other in self.parity or ():
            reach = other.why or f"{other.value:.1f} ({other.low:.1f} to {other.high:.1f})"
            told.append(f"  one half of {other.kind} from inside: {reach}")
        led = [f"{_percent(one)} ({one.period or 'undated'})" for one in self.handed_over if one.share is not None]
        told += [f"  activities led from inside: {', '.join(led)}"] if led else []
        for left in self.without:
            if left.share is not None:
                told.append(f"  without {left.actor} {left.share:.0%} of {left.kind} remains ({left.period})")
        return self._told("\n".join(told))


def _row(
    section: str,
    measure: str,
    value: object,
    kind: str | None = None,
    unit: str | None = None,
    period: str | None = None,
    **rest: Any,
) -> Row:
    low, high = bounds_of(value)
    row: Row = {"section": section, "measure": measure, "kind": kind, "unit": unit, "period": period}
    row |= {"actor": rest.get("actor"), "value": None if isinstance(value, tuple) else plain(value)}
    return row | {"low": low, "high": high, **{name: rest.get(name) for name in ("n", "why", "references")}}


def _percent(one: GivingYear | LedYear) -> str:
    if one.share is None:
        return getattr(one, "why", None) or "unknown"
    ends = one.share if isinstance(one.share, tuple) else (one.share,)
    return " to ".join(f"{float(end):.0%}" for end in ends)


def _trend_text(one: GivingTrend) -> str:
    scale, unit = (100, "points") if one.measure == "inside_share" else (1, one.unit or "")
    slope, low, high = (float(each or 0) * scale for each in (one.slope, one.low, one.high))
    named = "the inside share" if one.measure == "inside_share" else "what is from outside"
    shown = [f"{each:,.0f}" if abs(each) >= 1000 else f"{each:.4g}" for each in (slope, low, high)]
    change = shown[0] if slope < 0 else f"+{shown[0]}"
    return f"{named}: {change} {unit} a year ({shown[1]} to {shown[2]}; {one.n} years, {one.period})"
