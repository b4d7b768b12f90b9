"""What is given, from inside and from outside, and what lasts."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from ..model.evidence import Number, Reading
from ..model.fields import as_keys
from ..model.programme import Programme
from ..model.records import Contribution, ContributionKind, ContributionStatus
from ..model.scales import bounds
from ..model.text import Text
from .initiative import led_by_inside, share_of_activities
from .involvement import derived, traces
from .kleene import Ref
from .result import Result, Row, bounds_of, plain, references

__all__ = ["Contributions", "Pot", "contributions_of", "inside_share", "lasting", "led_inside", "pots"]


@attrs.frozen
class Pot:
    """What was contributed of one kind, in one unit, period and status.

    Parameters
    ----------
    kind, unit, period, status
        What tells it from the others.
    inside, outside
        The sums of the valued contributions, or None where there is none; from below where an amount is inexact.
    inside_most, outside_most
        The most that the sums may be; infinite where an amount is known only from below.
    unvalued_inside, unvalued_outside
        How many contributions have no amount.
    at_least
        True if an amount is inexact, so that the sums are known only from below.
    givers
        The stakeholders that gave, inside first.
    deciders
        Who decides on the use, where recorded.
    refs
        The records.
    """

    kind: str
    unit: str | None
    period: str | None
    status: str
    inside: Number | None = None
    outside: Number | None = None
    inside_most: Number | None = None
    outside_most: Number | None = None
    unvalued_inside: int = 0
    unvalued_outside: int = 0
    at_least: bool = False
    givers: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()

    @property
    def share(self) -> Fraction | tuple[Fraction, Fraction] | None:
        """The inside share of the valued contributions, an interval where an amount is inexact.

        None where nothing inside or nothing outside is recorded, where something is unvalued, and of nothing at all.
        """
        if self.inside is None or self.outside is None or self.unvalued_inside or self.unvalued_outside:
            return None
        inside_most = self.inside if self.inside_most is None else self.inside_most
        outside_most = self.outside if self.outside_most is None else self.outside_most
        low, high = _part(self.inside, outside_most), _part(inside_most, self.outside)
        if low is None or high is None:
            return None
        return low if low == high else (low, high)


def _part(part: Number, rest: Number) -> Fraction | None:
    if math.inf in (part, rest):
        return Fraction(int(rest != math.inf))
    total = Fraction(part) + Fraction(rest)
    return Fraction(part) / total if total else None


def pots(programme: Programme) -> tuple[Pot, ...]:
    """The contributions by kind, unit, period and status; never summed over kinds."""
    sorted_in: dict[tuple[str, str | None, str | None, str], list[int]] = {}
    for index, gift in enumerate(programme.contributions):
        unit = gift.unit or (programme.currency if gift.kind == ContributionKind.MONEY else None)
        period = gift.period.text if gift.period else None
        sorted_in.setdefault((gift.kind, unit, period, gift.status.value), []).append(index)
    return tuple(_pot(programme, *key, indices) for key, indices in sorted_in.items())


def _pot(
    programme: Programme, kind: str, unit: str | None, period: str | None, status: str, indices: Sequence[int]
) -> Pot:
    gifts = [programme.contributions[index] for index in indices]
    inside = [gift for gift in gifts if programme.inside(gift.from_)]
    outside = [gift for gift in gifts if not programme.inside(gift.from_)]
    return Pot(
        kind,
        unit,
        period,
        status,
        _sum(inside),
        _sum(outside),
        _sum(inside, most=True),
        _sum(outside, most=True),
        sum(gift.amount is None for gift in inside),
        sum(gift.amount is None for gift in outside),
        any(gift.amount is not None and bounds(gift.amount)[0] != bounds(gift.amount)[1] for gift in gifts),
        tuple(dict.fromkeys(gift.from_ for gift in (*inside, *outside))),
        tuple(dict.fromkeys(who for gift in gifts for who in gift.decided_by)),
        tuple(("contributions", index) for index in indices),
    )


def _sum(gifts: Iterable[Contribution], *, most: bool = False) -> Number | None:
    amounts = [bounds(gift.amount)[most] for gift in gifts if gift.amount is not None]
    if math.inf in amounts:
        return math.inf
    total = sum(map(Fraction, amounts), Fraction(0))
    return (int(total) if total.denominator == 1 else float(total)) if amounts else None


def inside_share(programme: Programme, *, kinds: str | Sequence[str] = ()) -> Reading:
    """The share of what was given that came from inside, by kind, unit and period; without better or worse.

    Parameters
    ----------
    programme
        The programme.
    kinds
        The kinds that count; empty for all.

    Returns
    -------
    Reading
        Its parts are the kinds, each a share, an interval where an amount is inexact, or, unvalued, no value with a
        note. The value is the only part's, or None: kinds are never summed.

    References
    ----------
    Pretty (1995) on material incentives; Laverack (2001). Unpaid labour may be exploitation.
    """
    parts: list[tuple[str, Reading]] = []
    refs: list[Ref] = []
    for pot in pots(programme):
        if pot.status != ContributionStatus.GIVEN or (kinds and pot.kind not in as_keys(kinds)):
            continue
        name = " ".join(part for part in (pot.kind, pot.unit, pot.period) if part)
        note = _unvalued(pot)
        share = Reading(
            pot.share,
            n=len(pot.refs),
            of="contributions",
            evidence=traces(programme, pot.refs),
            derived=derived(programme, pot.refs),
            note=note,
        )
        parts.append((name, share))
        refs += pot.refs
    return Reading(
        parts[0][1].value if len(parts) == 1 else None,
        n=len(refs),
        of="contributions",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        parts=tuple(parts),
    )


def _unvalued(pot: Pot) -> Text | None:
    if pot.unvalued_inside or pot.unvalued_outside:
        return Text(
            id=f"belum dinilai: {pot.unvalued_inside} dari dalam, {pot.unvalued_outside} dari luar",
            en=f"unvalued: {pot.unvalued_inside} from inside, {pot.unvalued_outside} from outside",
        )
    if pot.inside is None or pot.outside is None:
        missing = ("dari dalam", "inside") if pot.inside is None else ("dari luar", "outside")
        return Text(id=f"belum ada catatan sumbangan {missing[0]}", en=f"no contribution from {missing[1]} is recorded")
    return None


def led_inside(programme: Programme) -> Reading:
    """The share of activities with a known leader that are led from inside or jointly.

    Parameters
    ----------
    programme
        The programme.

    Returns
    -------
    Reading
        A share of activities, an interval where some leaders are not recorded.

    References
    ----------
    Local leadership: Rifkin, Muller and Bichmann (1988); Laverack (2001). A title is not leadership.
    """
    return share_of_activities(programme, lambda activity: activity.led_by)


def lasting(programme: Programme, *, months: float) -> Reading:
    """How many inside bodies were still active so many months after the end, or after the last outside money.

    Parameters
    ----------
    programme
        The programme: activities led from inside with ``active_until``.
    months
        How long they must have lasted.

    Returns
    -------
    Reading
        A number of bodies, of those with evidence; its parts are the whole months of each. Needs a later visit.

    References
    ----------
    The article: strong community organisations, lasting results.
    """
    end = _end(programme)
    parts: list[tuple[str, Reading]] = []
    refs: list[Ref] = []
    enough = 0
    for index, activity in enumerate(programme.activities):
        if activity.active_until is None or not led_by_inside(programme, activity):
            continue
        start = end or (activity.date.last if activity.date else None)
        if start is None:
            continue
        ref: Ref = ("activities", index)
        lasted = max(0, _months(start, activity.active_until.last))
        reading = Reading(lasted, of="months", evidence=traces(programme, [ref]), derived=derived(programme, [ref]))
        parts.append((activity.key, reading))
        refs.append(ref)
        enough += lasted >= months
    return Reading(
        enough if parts else None,
        n=len(parts),
        of="inside bodies",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        parts=tuple(parts),
    )


def _months(start: dt.date, until: dt.date) -> int:
    """Whole months by the calendar; the last day of a month completes it."""
    months = (until.year - start.year) * 12 + until.month - start.month
    complete = until.day >= start.day or until.day == calendar.monthrange(until.year, until.month)[1]
    return months if complete else months - 1


def _end(programme: Programme) -> dt.date | None:
    """The last day of outside money, or of the programme."""
    money = [
        gift.period.last
        for gift in programme.contributions
        if gift.kind == ContributionKind.MONEY
        and gift.status is ContributionStatus.GIVEN
        and gift.period is not None
        and not programme.inside(gift.from_)
    ]
    return max(money) if money else (programme.period.last if programme.period else None)


@attrs.frozen(repr=False)
class Contributions(Result):
    """What was given, promised and pooled, inside and outside, by kind, unit and period.

    Parameters
    ----------
    pots
        One for each kind, unit, period and status.
    sources
        The citations of each pot, in the same order.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> pots = pb.assess(pb.example("pnpm_paseban")).contributions.pots
    >>> [(pot.kind, pot.status, pot.unvalued_inside) for pot in pots][0]
    ('labour', 'given', 1)
    """

    kind: ClassVar[str] = "contributions"

    pots: tuple[Pot, ...]
    sources: tuple[str | None, ...]

    def rows(self) -> list[Row]:
        """One row for each pot; sums over kinds are not made."""
        return [
            {
                "kind": pot.kind,
                "unit": pot.unit,
                "period": pot.period,
                "status": pot.status,
                "inside": plain(pot.inside),
                "outside": plain(pot.outside),
                "inside_most": plain(pot.inside_most),
                "outside_most": plain(pot.outside_most),
                "unvalued_inside": pot.unvalued_inside,
                "unvalued_outside": pot.unvalued_outside,
                "at_least": pot.at_least,
                "inside_share": None if isinstance(pot.share, tuple) else plain(pot.share),
                "inside_share_low": bounds_of(pot.share)[0],
                "inside_share_high": bounds_of(pot.share)[1],
                "givers": "; ".join(pot.givers),
                "decided_by": "; ".join(pot.deciders) or None,
                "references": sources,
            }
            for pot, sources in zip(self.pots, self.sources, strict=True)
        ]

    def __repr__(self) -> str:
        return f"Contributions of {len({pot.kind for pot in self.pots})} kinds in {len(self.pots)} lines"


def contributions_of(programme: Programme) -> Contributions:
    """The contributions of a programme."""
    found = pots(programme)
    return Contributions(found, tuple(references(traces(programme, pot.refs)) for pot in found))
