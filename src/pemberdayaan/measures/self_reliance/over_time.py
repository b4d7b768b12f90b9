"""The verb: inside and outside over the years, the lines through them, who leads, and what may be lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ...errors import InvalidInput
from ...model.fields import wrong_type
from ...model.programme import Programme
from ..intervals import confidence_faults
from ..result import Provenance, digest_of
from .giving import giving_years, in_years
from .leaving import handed_over, remaining
from .lines import GivingTrend, GivingYear, ParityYear, SelfReliance, by_kind
from .trend import straight_line

if TYPE_CHECKING:
    from ..network.dependence import Dependence

__all__ = ["self_reliance", "self_reliance_of"]

HALF = Fraction(1, 2)


def self_reliance(programme: Programme, *, parity: bool = False, confidence: float = 0.95) -> SelfReliance:
    """What was given from inside and from outside by year, who leads, and what remains when a funder leaves.

    Parameters
    ----------
    programme
        The programme: contributions with a period, activities with a date and ``led_by``.
    parity
        Whether to project when the inside share reaches one half: the line is drawn on beyond the years that it rests
        on, which nothing in the records bears out.
    confidence
        Of the intervals of the trends, in (0, 1).

    Returns
    -------
    SelfReliance
        By kind and unit, never summed over kinds, and without better or worse: a village that carries more of its cost
        may be stronger, or left alone. What is promised stands apart; what is pooled stays with those who pooled it. A
        year in which something has no amount has no share. Breaks cut the series. A trend needs three years.

    Raises
    ------
    InvalidInput
        If the confidence is not in (0, 1).

    References
    ----------
    Draper, N. R. and Smith, H. (1998). Applied Regression Analysis, 3rd edition, sections 1.4 and 3.2. Wiley.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> found = self_reliance(pb.example("contoh_lengkap"))
    >>> [(one.period, float(one.share)) for one in found.of("money")]
    [('2021', 0.2), ('2022', 0.5), ('2023', 0.8)]
    >>> trend = found.trends[0]
    >>> trend.measure, float(trend.slope), trend.n
    ('inside_share', 0.3, 3)
    """
    if not isinstance(programme, Programme):
        raise InvalidInput(wrong_type(programme, "a programme").under("$"))
    return self_reliance_of(programme, parity=parity, confidence=confidence)


def self_reliance_of(
    programme: Programme, *, parity: bool = False, confidence: float = 0.95, known: Dependence | None = None
) -> SelfReliance:
    """The same, with the dependence on everybody outside where it is known already."""
    if faults := confidence_faults(confidence):
        raise InvalidInput(faults)
    by_year = in_years(programme)
    years, breaks = giving_years(programme, by_year)
    kinds = by_kind(years)
    trends = tuple(one for held in kinds.values() for one in _trends(held, confidence))
    dated = [held for held in kinds.values() if held[0].year is not None]
    return SelfReliance(
        years,
        trends,
        tuple(_parity(held, trends, confidence) for held in dated) if parity else None,
        handed_over(programme),
        tuple(remaining(by_year, known if by_year is programme else None)),
        breaks,
        confidence,
        programme.currency,
        Provenance(programme=programme.key, digest=digest_of(programme)),
    )


def _trends(held: Sequence[GivingYear], confidence: float) -> Iterator[GivingTrend]:
    runs: dict[int, list[GivingYear]] = {}
    for one in held:
        if one.year is not None:
            runs.setdefault(one.run, []).append(one)
    for years in runs.values():
        for measure in ("inside_share", "outside"):
            values = [one.exact if measure == "inside_share" else one.exact_outside for one in years]
            known = [(one.year, Fraction(value)) for one, value in zip(years, values, strict=True) if value is not None]
            line = straight_line([at for at, _ in known if at is not None], [value for _, value in known])
            low, high = (None, None) if line is None else line.interval(confidence)
            first, last = str(years[0].period), str(years[-1].period)
            yield GivingTrend(
                years[0].kind,
                years[0].unit,
                measure,
                first if first == last else f"{first.partition('/')[0]}/{last.rpartition('/')[2]}",
                None if line is None else line.slope,
                low,
                high,
                len(known),
                len(years) - len(known),
                "few_years" if line is None else None,
                line,
            )


def _parity(held: Sequence[GivingYear], trends: Iterable[GivingTrend], confidence: float) -> ParityYear:
    """From the last run alone: what was counted otherwise before a break leads nowhere."""
    kind, unit = held[0].kind, held[0].unit
    trend = [one for one in trends if (one.kind, one.unit, one.measure) == (kind, unit, "inside_share")][-1]
    dated = [one for one in held if one.year is not None]
    shares = [(one.period, one.exact) for one in dated if one.run == dated[-1].run]
    known = [(period, share) for period, share in shares if share is not None]
    none = ParityYear(kind, unit, trend.period, None, None, None, trend.n, "few_years")
    if known and known[-1][1] >= HALF:
        return attrs.evolve(none, period=next(period for period, share in known if share >= HALF), why="reached")
    if trend.line is None:
        return none
    found = trend.line.reaches(HALF, confidence)
    if found is None or trend.line.slope < 0:
        return attrs.evolve(none, why="no_trend" if found is None else "away")
    return ParityYear(kind, unit, trend.period, *found, trend.n, None)
