"""Who is counted in a programme's records: people of a group among the participants, and in the population."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

import attrs

from ...model.evidence import Number
from ...model.programme import Programme
from ...model.records import Decides, Participation
from ...model.scales import Quantity, bounds
from ...model.stakeholders import Group, Headcount
from ..involvement import period_of, stage_of
from ..kleene import Ref

__all__ = ["ROLES", "SEXES", "Counted", "Heads", "counted_heads", "largest", "population_heads"]

ROLES = ("participants", "deciders", "beneficiaries")
SEXES = ("women", "men")

Count = tuple[Number, Number]
Key = TypeVar("Key", bound=Hashable)
NOBODY = Fraction(0)


@attrs.frozen
class Heads:
    """People of a group among some people, each number between the least and the most that it may be.

    Parameters
    ----------
    group, all
        How many of the group, and of everybody.
    share
        The group's share.
    ref
        The record.
    """

    group: Count
    all: Count
    share: tuple[Fraction, Fraction]
    ref: Ref

    @property
    def exact(self) -> bool:
        """Whether both numbers are one."""
        return self.group[0] == self.group[1] and self.all[0] == self.all[1]

    def of_rest(self) -> Heads:
        """Everybody else among the same people."""
        (least, most), (fewest, all_) = self.group, self.all
        rest = (fewest - most, all_ - least) if self.exact else (max(0, fewest - most), max(0, all_ - least))
        return Heads(rest, self.all, (1 - self.share[1], 1 - self.share[0]), self.ref)


@attrs.frozen
class Counted:
    """What one record counts of one group in one role.

    Parameters
    ----------
    role
        One of `ROLES`.
    stage, period
        Where and when; None where the record says neither.
    group
        ``"women"``, ``"men"`` or a group's key.
    heads
        The numbers.
    among
        What tells the people they are among from those of other records.
    """

    role: str
    stage: str | None
    period: str | None
    group: str
    heads: Heads
    among: Hashable


def _count(number: float | Quantity | None) -> Count | None:
    return None if number is None else bounds(number)


def _over(part: Number, whole: Number) -> Fraction:
    """A share that may have an open end: 0 of ever more, all where the part is open or nobody is sure to be there."""
    if part == 0 or whole == math.inf:
        return NOBODY
    return Fraction(1) if part == math.inf or whole == 0 else Fraction(part) / Fraction(whole)


def _among(group: Count | None, whole: Count | None, ref: Ref, rest: Count | None = None) -> Heads | None:
    """A group among all, whose number is that of the group and of the rest where that is known."""
    if group is None or whole is None or whole[1] == 0:
        return None
    if group[0] == group[1] and whole[0] == whole[1]:
        share = Fraction(group[0]) / Fraction(whole[0])
        return Heads(group, whole, (share, share), ref)
    least, most = whole[1], whole[0]
    if rest is not None:
        least, most = group[0] + rest[1], group[1] + rest[0]
    return Heads(group, whole, (_over(group[0], least), min(Fraction(1), _over(group[1], most))), ref)


def _in_record(record: Participation | Headcount, ref: Ref, sexes: Sequence[str]) -> dict[str, Heads]:
    """The sexes that are asked for and every other group in one record."""
    people, by_sex = _count(record.people), {sex: _count(getattr(record, sex)) for sex in SEXES}
    women, men = by_sex.values()
    if people is None and women is not None and men is not None:
        told = {
            sex: _among(by_sex[sex], (women[0] + men[0], women[1] + men[1]), ref, by_sex[other])
            for sex, other in zip(SEXES, SEXES[::-1], strict=True)
        }
        whole: Count | None = (women[0] + men[0], women[1] + men[1])
    else:
        told, whole = {sex: _among(by_sex[sex], people, ref) for sex in SEXES}, people
        if isinstance(record, Headcount):
            # Of a population everybody is counted as one of the two; among participants some may be of unknown sex.
            for sex, other in zip(SEXES, SEXES[::-1], strict=True):
                known, own = told[other], told[sex]
                if known is not None and (by_sex[sex] is None or (known.exact and not (own and own.exact))):
                    told[sex] = known.of_rest()
    found = {sex: heads for sex in sexes if (heads := told[sex]) is not None and heads.group[0] >= 0}
    for group, number in record.groups if isinstance(record, Participation) else record.others:
        heads = _among(_count(number), whole, ref)
        if heads is not None and (heads.exact or group not in found or not found[group].exact):
            found[group] = heads
    return found


def population_heads(
    programme: Programme, *, inexact: bool = False, sexes: Sequence[str] = SEXES
) -> dict[tuple[str | None, str], Heads]:
    """The groups among the population, by period and group.

    Parameters
    ----------
    programme
        The programme, with a ``population``.
    inexact
        Whether numbers that are not exact stand where there are no exact ones.
    sexes
        Which of the two are asked for.
    """
    said: list[tuple[tuple[str | None, str], Heads, bool]] = []
    for index, group in enumerate(programme.groups):
        for headcount in group.headcounts if group.key == programme.population else ():
            period = headcount.period.text if headcount.period else None
            for name, heads in _in_record(headcount, ("groups", index), sexes).items():
                said.append(((period, name), heads, False))
    for index, group in enumerate(programme.groups):
        said += [(key, heads, True) for key, heads in _own_headcounts(programme, group, index)]
    found: dict[tuple[str | None, str], Heads] = {}
    for exact in (False, True) if inexact else (True,):
        here: dict[tuple[str | None, str], Heads] = {}
        for key, heads, own in said:
            if heads.exact is exact and not (own and key in here):
                here[key] = heads
        found |= here
    return found


def _own_headcounts(programme: Programme, group: Group, index: int) -> Iterator[tuple[tuple[str | None, str], Heads]]:
    """A group with a headcount of its own, of the population's at the same time."""
    whole = programme.group.get(programme.population or "")
    totals = {one.period: _count(one.people) for one in whole.headcounts} if whole else {}
    for headcount in group.headcounts if group is not whole else ():
        heads = _among(_count(headcount.people), totals.get(headcount.period), ("groups", index))
        if heads is not None:
            yield (headcount.period.text if headcount.period else None, group.key), heads


def counted_heads(programme: Programme, *, sexes: Sequence[str] = SEXES) -> Iterator[Counted]:
    """What each record counts of a group among participants, deciders and beneficiaries, inside the community.

    Parameters
    ----------
    programme
        The programme.
    sexes
        Which of the two are asked for.
    """
    for index, record in enumerate(programme.participations):
        if not programme.inside(record.who):
            continue
        roles = ROLES[:2] if record.decides in (Decides.ALONE, Decides.JOINTLY) else ROLES[:1]
        stage, period = stage_of(programme, record), period_of(programme, record)
        for group, heads in _in_record(record, ("participations", index), sexes).items():
            for role in roles:
                yield Counted(role, stage, period, group, heads, heads.ref)
    yield from _beneficiaries(programme)


def _beneficiaries(programme: Programme) -> Iterator[Counted]:
    """People who benefit, where persons are recorded for the group and for all of the same thing."""
    whole = {
        (one.what, one.period, one.arm): _count(one.people)
        for one in programme.benefits
        if one.group == programme.population and one.people is not None
    }
    for index, benefit in enumerate(programme.benefits):
        among = (benefit.what, benefit.period, benefit.arm)
        heads = _among(_count(benefit.people), whole.get(among), ("benefits", index))
        if heads is not None and benefit.group != programme.population:
            period = benefit.period.text if benefit.period else None
            yield Counted(ROLES[2], None, period, benefit.group, heads, among)


def largest(counted: Iterable[Counted], key: Callable[[Counted], Key]) -> dict[Key, Counted]:
    """For each key the record of most people, and of equally large ones that with fewer of the group.

    Attendances are not persons, and are not added up.
    """
    found: dict[Key, Counted] = {}
    for one in counted:
        held = found.get(key(one))
        fewer = held is not None and one.heads.all == held.heads.all and one.heads.group < held.heads.group
        if held is None or one.heads.all > held.heads.all or fewer:
            found[key(one)] = one
    return found
