"""What was given by kind and year, and what cuts the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from ...model.evidence import Remark
from ...model.programme import Programme
from ...model.records import Contribution, ContributionStatus
from ..breaks import breaks_of, touches
from ..involvement import traces
from ..resources import Pot, pots
from ..result import references
from .lines import GivingYear, SeriesBreak, Share
from .years import Year, year_of, years_between

__all__ = ["giving_years", "in_years"]

# Elements of the article that speak of what is given: a break that names one lies in every series.
ELEMENTS = frozenset(
    (
        *("indicator.inside_share", "principle.kemandirian", "goal.mandiri"),
        *("outcome.kemandirian_meningkat", "outcome.ketergantungan_berkurang"),
    )
)
_Key = tuple[str, str | None]


def in_years(programme: Programme) -> Programme:
    """The programme with each gift in the year that it falls into; the same where it is so already."""
    moved: list[Contribution] = []
    for one in programme.contributions:
        year = year_of(one.period)
        here = year is not None and one.period is not None and year.text != one.period.text
        moved.append(attrs.evolve(one, period=year.text) if here and year is not None else one)
    same = all(one is other for one, other in zip(moved, programme.contributions, strict=True))
    return programme if same else attrs.evolve(programme, contributions=moved)


def giving_years(programme: Programme, by_year: Programme) -> tuple[tuple[GivingYear, ...], tuple[SeriesBreak, ...]]:
    """What was given by kind, unit and year, in order, and the breaks that cut the years of each."""
    series: dict[_Key, dict[str | None, dict[str, Pot]]] = {}
    for pot in pots(by_year):
        if pot.status != ContributionStatus.POOLED:
            series.setdefault((pot.kind, pot.unit), {}).setdefault(pot.period, {})[pot.status] = pot
    years: list[GivingYear] = []
    breaks: list[SeriesBreak] = []
    for (kind, unit), periods in series.items():
        held = [pot for found in periods.values() for pot in found.values()]
        cuts = _cuts(programme, [programme.contributions[index] for pot in held for _, index in pot.refs])
        breaks += [SeriesBreak(kind, unit, cut.period.first.isoformat(), cut.what) for cut in cuts if cut.period]
        dated = {period: year_of(period) for period in periods}
        rest = [
            periods[period]["given"] for period, year in dated.items() if year is None and "given" in periods[period]
        ]
        for period in sorted(periods, key=lambda one: _order(one, dated[one])):
            year = dated[period]
            between = [] if year is None else [one for one in rest if years_between(one.period, year)]
            years.append(_year(programme, (kind, unit, period), year, periods[period], between, _run(cuts, year)))
    return tuple(years), tuple(breaks)


def _order(period: str | None, year: Year | None) -> tuple[bool, Fraction, str]:
    return (year is None, Fraction(0) if year is None else year.at, period or "")


def _cuts(programme: Programme, gifts: Sequence[Contribution]) -> list[Remark]:
    """The breaks that touch some gifts: that name who gives, passes on or receives, or nothing in particular."""
    keys = ELEMENTS | {key.rpartition(".")[2] for one in gifts for key in (one.from_, *one.via, *one.to)}
    return sorted((one for one in breaks_of(programme) if touches(one, keys)), key=lambda one: str(one.period))


def _run(cuts: Iterable[Remark], year: Year | None) -> int:
    """How many ends of the year lie on the far side of a break: one within it sets the year apart."""
    if year is None:
        return 0
    firsts = [cut.period.first for cut in cuts if cut.period]
    return sum((first <= year.first) + (first <= year.last) for first in firsts)


def _year(
    programme: Programme,
    name: tuple[str, str | None, str | None],
    year: Year | None,
    found: Mapping[str, Pot],
    between: Sequence[Pot],
    run: int,
) -> GivingYear:
    given = found.get("given") or Pot(*name, "given")
    promised = found.get("promised") or Pot(*name, "promised")
    whole = given
    for other in between:
        whole = attrs.evolve(whole, **_may_add(whole, other))
    share = whole.share
    refs = (*given.refs, *promised.refs)
    return GivingYear(
        *name,
        None if year is None else year.at,
        given.inside,
        given.outside,
        given.inside_most,
        given.outside_most,
        promised.inside,
        promised.outside,
        given.unvalued_inside,
        given.unvalued_outside,
        share,
        run,
        _why(found, whole, share) or ("undated" if between else None),
        refs,
        references(traces(programme, refs)),
    )


def _may_add(whole: Pot, other: Pot) -> dict[str, Any]:
    """What a year may hold at most, if all of a gift that names no year belongs to it."""
    added: dict[str, Any] = {}
    for name in ("inside", "outside"):
        least, more = getattr(whole, name), getattr(other, f"{name}_most")
        if more is not None:
            added[name] = least or 0
            added[f"{name}_most"] = (getattr(whole, f"{name}_most") or 0) + more
        unvalued = f"unvalued_{name}"
        added[unvalued] = getattr(whole, unvalued) + getattr(other, unvalued)
    return added


def _why(found: Mapping[str, Pot], whole: Pot, share: Share) -> str | None:
    if share is not None:
        return None
    if "given" not in found:
        return "promised"
    if whole.unvalued_inside or whole.unvalued_outside:
        return "unvalued"
    if whole.inside is None or whole.outside is None:
        return "no_inside" if whole.inside is None else "no_outside"
    return "zero"
