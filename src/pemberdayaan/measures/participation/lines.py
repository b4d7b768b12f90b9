"""What representation is made of: a line for each role and group, the gap between groups, and who was left out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import InvalidInput, fault
from ...model.evidence import Number
from ..result import Items, Provenance

if TYPE_CHECKING:
    from .people import People

__all__ = [
    "FEWEST",
    "LeftOut",
    "LeftOutPeople",
    "ParityGap",
    "ParityGaps",
    "Representation",
    "Represented",
    "as_band",
    "band_of",
    "is_few",
    "least_first",
]

# Groups of fewer people are not broken down further in a report.
FEWEST = 5
# How many lines are told.
SHOWN = 12


def as_band(band: Any) -> tuple[float, float]:
    """The ends of a band around parity.

    Raises
    ------
    InvalidInput
        If they are not two numbers, the first from 0 to 1 and the second from 1 on.
    """
    found = tuple(band) if isinstance(band, (tuple, list)) else (band,)
    numbers = all(isinstance(one, (int, float, Fraction)) and not isinstance(one, bool) for one in found)
    if len(found) != 2 or not numbers or not 0 <= found[0] <= 1 <= found[1] < math.inf:
        raise InvalidInput(fault("parity_band", "band", given=str(band)))
    return found[0], found[1]


def band_of(low: Number | None, high: Number | None, band: tuple[float, float]) -> str | None:
    """Where a ratio that lies between two numbers stands: under, about or over the band; None where it may be either.

    Parameters
    ----------
    low, high
        Its ends, equal for one number; None where there is none.
    band
        The ends belong to it, and mean what they say: 0.8 is four fifths.
    """
    least, most = (Fraction(str(end)) for end in band)
    if low is None or high is None:
        return None
    if high < least:
        return "under"
    if low > most:
        return "over"
    return "about" if least <= low and high <= most else None


def is_few(*counts: Number | None) -> bool:
    """Whether one of the groups has people, and fewer than are broken down in a report."""
    return any(one is not None and 0 < one < FEWEST for one in counts)


@attrs.frozen
class Represented:
    """One group in one role: its share there beside its share in the population.

    Parameters
    ----------
    role
        ``"participants"``, ``"deciders"`` or ``"beneficiaries"`` of a programme's records; a column of a frame.
    stage, period
        Where and when; None where nothing says it.
    group
        ``"women"``, ``"men"`` or the key of a group; a value of the column of groups.
    share, population_share
        From 0 to 1; None where they are not one number.
    ratio
        Share over population share; parity is 1, and it is two-sided.
    se, low, high
        Of the ratio: its standard error, and its interval or, with ``how`` of ``"bounds"``, its bounds.
    gap, gap_se, gap_low, gap_high
        Share less population share, the same way; 0.01 is one point.
    n_group, n
        How many people of the group there are in the role, and how many people in all; of a survey those who were met.
    n_population
        How many people the population share is of.
    df
        Degrees of freedom of the intervals.
    band
        ``"under"``, ``"about"`` or ``"over"`` by the ratio; None where bounds do not tell.
    few
        Whether the group has people in the role or in the population, and fewer than five: it is not broken down
        further in a report.
    how
        ``"counted"``, ``"bounds"``, ``"linearised"``, or ``"exact"``: the interval of Clopper and Pearson of the share,
        over the population share.
    why
        Why there is no sampling interval, or another one: ``"complete_count"``, ``"inexact_count"``,
        ``"none_in_role"``, ``"all_in_role"`` (the group is nobody, or everybody, in the role), ``"everybody_in_role"``
        (all who were met are in it), ``"no_error"`` (a single sampling unit tells no spread); None otherwise.
    references
        The citations of the records.
    """

    role: str
    stage: str | None
    period: str | None
    group: Any
    share: Number | None
    population_share: Number | None
    ratio: Number | None
    se: float | None
    low: Number | None
    high: Number | None
    gap: Number | None
    gap_se: float | None
    gap_low: Number | None
    gap_high: Number | None
    n_group: Number | None
    n: Number | None
    n_population: Number | None
    df: int | None
    band: str | None
    few: bool
    how: str
    why: str | None
    references: str | None = None


def least_first(lines: Iterable[Represented]) -> tuple[Represented, ...]:
    """In order of the ratio; what has only bounds stands at the most that it may be, and last without."""

    def most(line: Represented) -> tuple[bool, Number]:
        end = line.high if line.ratio is None else line.ratio
        return end is None, 0 if end is None else end

    return tuple(sorted(lines, key=most))


@attrs.frozen
class ParityGap:
    """The two groups of one line of difference that take part least and most, by their rates of participation.

    Parameters
    ----------
    role, stage, period
        As in `Represented`.
    axis
        The line of difference, as ``"gender"``; the column of groups of a frame.
    lowest, highest
        The two groups.
    lowest_rate, highest_rate
        People in the role over people of the group; None where how many a group has is not counted as the role is.
    difference, difference_se, difference_low, difference_high
        The highest rate less the lowest.
    ratio, ratio_se, ratio_low, ratio_high
        The lowest rate over the highest, from 0 to 1.
    groups
        How many groups they are of.
    df
        Degrees of freedom.
    why
        Why there is no interval: ``"complete_count"``; ``"chosen"``: of more than two groups the ends were picked for
        being the ends, which intervals do not allow for; ``"none_in_role"``, ``"everybody_in_role"``, ``"no_error"``
        as in `Represented`; None otherwise.
    """

    role: str
    stage: str | None
    period: str | None
    axis: str
    lowest: Any
    highest: Any
    lowest_rate: Number | None
    highest_rate: Number | None
    difference: Number | None
    difference_se: float | None
    difference_low: float | None
    difference_high: float | None
    ratio: Number
    ratio_se: float | None
    ratio_low: float | None
    ratio_high: float | None
    groups: int
    df: int | None
    why: str | None


@attrs.frozen(repr=False)
class ParityGaps(Items[ParityGap]):
    """The gap between the groups that take part least and most, for each role and line of difference.

    Parameters
    ----------
    items
        One for each.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "parity_gaps"

    def __repr__(self) -> str:
        told = [f"{one.role}: {one.lowest} {float(one.ratio):.2f} of {one.highest}" for one in self.items[:SHOWN]]
        return f"ParityGaps: {'; '.join(told) or 'none'}"


@attrs.frozen
class LeftOut:
    """People, or a record, that stand in no line.

    Parameters
    ----------
    role, stage, period, group
        As in `Represented`; None for all.
    reason
        ``"no_group"``, ``"no_role"``, ``"no_weight"``: people of a frame without an answer, or with a weight of 0;
        ``"no_population_share"``, ``"no_population"``: the group is not counted in the population at that time, or is
        nobody there.
    n
        How many people; None where it is not one number.
    """

    role: str | None
    stage: str | None
    period: str | None
    group: Any
    reason: str
    n: Number | None


@attrs.frozen(repr=False)
class LeftOutPeople(Items[LeftOut]):
    """Who stands in no line, and why.

    Parameters
    ----------
    items
        One for each role and reason.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "left_out_people"

    def __repr__(self) -> str:
        told = []
        for one in self.items[:SHOWN]:
            parts = (one.role, one.stage, one.period, one.group, one.reason, one.n)
            told.append(" ".join(str(part) for part in parts if part is not None))
        return f"LeftOutPeople: {'; '.join(told) or 'none'}"


@attrs.frozen(repr=False)
class Representation(Items[Represented]):
    """Who is represented among those who take part, decide or benefit, least represented first.

    Parity of heads is not parity of voice.

    Parameters
    ----------
    items
        One `participation.Represented` for each role, stage, period and group.
    frame_library
        The library that `to_frame` gives.
    parity_gap
        The groups that take part least and most.
    lost
        Who stands in no line, and why.
    of
        ``"records"`` of a programme or ``"people"`` of a frame.
    ends
        The ends of the band around parity.
    confidence
        Of the intervals.
    provenance
        Where it comes from.
    people
        The rows that were asked for, of a frame; None for records.
    """

    kind: ClassVar[str] = "representation"

    parity_gap: ParityGaps = attrs.field(factory=ParityGaps)
    lost: LeftOutPeople = attrs.field(factory=LeftOutPeople)
    of: str = "records"
    ends: tuple[float, float] = (0.8, 1.25)
    confidence: float = 0.95
    provenance: Provenance = attrs.field(factory=Provenance)
    people: People | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def least(self) -> Represented:
        """The line of the group that is least represented."""
        return self.items[0]

    def __repr__(self) -> str:
        told = [f"Representation of {self.of}: {len(self.items)} lines, least represented first"]
        told += [f"  {_told(one)}" for one in self.items[:SHOWN]]
        told += [f"  ... {len(self.items) - SHOWN} more"] if len(self.items) > SHOWN else []
        return self._told("\n".join(told))


def _told(line: Represented) -> str:
    name = ", ".join(str(one) for one in (line.role, line.stage, line.period, line.group) if one is not None)
    ends = [float(one) for one in (line.low, line.high) if one is not None]
    between = f"{ends[0]:.3g} to {ends[1]:.3g}" if len(ends) == 2 else ""
    found = between if line.ratio is None else f"{float(line.ratio):.3g}" + (f" ({between})" if between else "")
    return f"{name}: {found or 'no bounds'}" + (f", {line.band}" if line.band else "") + (", few" if line.few else "")
