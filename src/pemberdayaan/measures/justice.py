"""For whom: who is represented, who benefits, which lines of difference are seen at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from ..model.evidence import Number, Reading
from ..model.fields import as_keys
from ..model.programme import Programme
from ..model.records import Decides, Participation
from ..model.scales import Quantity, bounds
from ..model.stakeholders import Group, Headcount, as_axis
from ..model.text import Text
from .involvement import derived, traces
from .kleene import Ref

__all__ = ["axes_seen", "benefit_gap", "representation"]


def ordered(reading: Reading) -> float:
    """A number to sort by; what has none comes last."""
    return float(reading.value) if isinstance(reading.value, (int, float, Fraction)) else math.inf


@attrs.frozen
class Share:
    """A group among some people: its number, all of them, and the record."""

    group: Number
    all: Number
    ref: Ref

    @property
    def value(self) -> Fraction:
        """The group's share."""
        return Fraction(self.group) / Fraction(self.all)


# By role, period and group.
_Shares = dict[tuple[str, str | None, str], Share]


def exact(count: float | Quantity | None) -> Number | None:
    """A number that is known exactly or about."""
    if count is None:
        return None
    low, high = bounds(count)
    return low if low == high else None


def _shares(record: Participation | Headcount, ref: Ref) -> dict[str, Share]:
    """The share of women and of every other group in one record."""
    found: dict[str, Share] = {}
    women, men, people = exact(record.women), exact(record.men), exact(record.people)
    total = people
    if record.people is None and women is not None and men is not None:
        total = women + men
    if not total:
        return found
    if women is None and men is not None and people is not None and isinstance(record, Headcount):
        women = people - men
    if women is not None and women >= 0:
        found["women"] = Share(women, total, ref)
    others = record.groups if isinstance(record, Participation) else record.others
    for group, count in others:
        number = exact(count)
        if number is not None:
            found[group] = Share(number, total, ref)
    return found


def _population(programme: Programme) -> dict[tuple[str | None, str], Share]:
    """The shares in the population, by period and group."""
    found: dict[tuple[str | None, str], Share] = {}
    for index, group in enumerate(programme.groups):
        if group.key != programme.population:
            continue
        for headcount in group.headcounts:
            period = headcount.period.text if headcount.period else None
            for name, share in _shares(headcount, ("groups", index)).items():
                found[period, name] = share
    for index, group in enumerate(programme.groups):
        _add_group(programme, found, group, index)
    return found


def _add_group(programme: Programme, found: dict[tuple[str | None, str], Share], group: Group, index: int) -> None:
    """A group with a headcount of its own, of the population's at the same time."""
    whole = programme.group.get(programme.population or "")
    totals = {h.period: exact(h.people) for h in whole.headcounts} if whole else {}
    for headcount in group.headcounts:
        people, total = exact(headcount.people), totals.get(headcount.period)
        if people is not None and total and group is not whole:
            found.setdefault(
                (headcount.period.text if headcount.period else None, group.key),
                Share(people, total, ("groups", index)),
            )


def _roles(programme: Programme) -> _Shares:
    """The shares among participants and deciders, by role, period and group."""
    found: _Shares = {}
    for index, record in enumerate(programme.participations):
        if not programme.inside(record.who):
            continue
        activity = programme.activity[record.activity] if record.activity else None
        when = record.period or (activity.date if activity else None)
        roles = ["participants"]
        if record.decides in (Decides.ALONE, Decides.JOINTLY):
            roles.append("deciders")
        for group, share in _shares(record, ("participations", index)).items():
            for role in roles:
                _keep(found, (role, when.text if when else None, group), share)
    return found


def _keep(found: _Shares, key: tuple[str, str | None, str], share: Share) -> None:
    """The largest record counts; of equally large ones the one with the lower share."""
    held = found.get(key)
    if held is None or share.all > held.all or (share.all == held.all and share.group < held.group):
        found[key] = share


def _beneficiaries(programme: Programme) -> _Shares:
    """The shares among people who benefit, where persons are recorded for the group and for all of the same thing."""
    found: _Shares = {}
    whole = {
        (one.what, one.period, one.arm): exact(one.people)
        for one in programme.benefits
        if one.group == programme.population and one.people is not None
    }
    for index, benefit in enumerate(programme.benefits):
        people, total = exact(benefit.people), whole.get((benefit.what, benefit.period, benefit.arm))
        if people is not None and total and benefit.group != programme.population:
            period = benefit.period.text if benefit.period else None
            _keep(found, ("beneficiaries", period, benefit.group), Share(people, total, ("benefits", index)))
    return found


def representation(programme: Programme, *, low: float = 0.8, high: float = 1.25) -> Reading:
    """A group's share among participants, deciders or beneficiaries over its share in the population.

    Parameters
    ----------
    programme
        The programme, with a ``population`` counted in the same period.
    low, high
        The band around parity that is shown.

    Returns
    -------
    Reading
        The ratio that is lowest; its parts are the roles, groups and periods, least represented first, and the parts
        of each are the two shares. Parity is 1, two-sided. Parity of heads is not parity of voice.

    References
    ----------
    Sustainable Development Goals, indicator 16.7.1; the band is the four-fifths rule.
    """
    population = _population(programme)
    parts: list[tuple[str, Reading]] = []
    for (role, period, group), share in {**_roles(programme), **_beneficiaries(programme)}.items():
        base = population.get((period, group)) or population.get((None, group))
        if base is None or base.group == 0:
            continue
        refs = (share.ref, base.ref)
        name = " ".join(part for part in (role, group, period) if part)
        ratio = share.value / base.value
        reading = _ratio_reading(programme, ratio, share, refs, low, high)
        shares = [("share", Reading(share.value, n=float(share.all), of="persons"))]
        shares += [("share_in_population", Reading(base.value, n=float(base.all), of="persons"))]
        parts.append((name, attrs.evolve(reading, parts=tuple(shares))))
    parts.sort(key=lambda part: ordered(part[1]))
    if not parts:
        return Reading(of="persons", missing=() if population else ("population",))
    least = parts[0][1]
    return attrs.evolve(least, parts=tuple(parts))


def _ratio_reading(
    programme: Programme, ratio: Fraction, share: Share, refs: Sequence[Ref], low: float, high: float
) -> Reading:
    if ratio < Fraction(str(low)):
        band = Text(id="kurang terwakili", en="under-represented")
    elif ratio > Fraction(str(high)):
        band = Text(id="lebih terwakili", en="over-represented")
    else:
        band = Text(id="sekitar setara", en="about at parity")
    return Reading(
        ratio,
        n=float(share.all),
        of="persons",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        note=band,
    )


def benefit_gap(programme: Programme) -> Reading:
    """The benefit a head of the group that gains least over that of the group that gains most.

    Parameters
    ----------
    programme
        The programme: benefits with an amount, for groups with a headcount or persons.

    Returns
    -------
    Reading
        A ratio from 0 to 1; its parts are the counting rules, units, arms and periods of each benefit. What one
        group gained in several records of the same benefit is added up. It says nothing where every project names
        every group. Needs differ.

    References
    ----------
    The article: an equal chance to benefit.
    """
    per_head: dict[tuple[str, Text | None], dict[str, list[tuple[Fraction, Ref]]]] = {}
    for index, benefit in enumerate(programme.benefits):
        amount, heads = exact(benefit.amount), _heads(programme, benefit.people, benefit.group, benefit.period)
        if amount is None or not heads:
            continue
        period = benefit.period.text if benefit.period else None
        name = " ".join(part for part in (benefit.counting, benefit.unit, benefit.arm, period) if part) or "benefit"
        gains = per_head.setdefault((name, benefit.what), {}).setdefault(benefit.group, [])
        gains.append((Fraction(amount) / Fraction(heads), ("benefits", index)))
    parts: list[tuple[str, Reading]] = []
    for (name, what), groups in per_head.items():
        values = [sum((value for value, _ in gains), Fraction(0)) for gains in groups.values()]
        if len(groups) > 1 and max(values) > 0:
            refs = [ref for gains in groups.values() for _, ref in gains]
            gap = Reading(
                min(values) / max(values),
                n=len(groups),
                of="groups",
                evidence=traces(programme, refs),
                derived=derived(programme, refs),
                note=what,
            )
            parts.append((name, gap))
    if not parts:
        return Reading(of="groups")
    return attrs.evolve(min((part for _, part in parts), key=ordered), parts=tuple(parts))


def _heads(programme: Programme, people: float | Quantity | None, group: str, period: object) -> Number | None:
    own = exact(people)
    if own is not None:
        return own
    counts = programme.group[group].headcounts if group in programme.group else ()
    dated = [one for one in counts if one.period == period] or [one for one in counts if one.period is None]
    return exact(dated[0].people) if dated else None


def axes_seen(programme: Programme, *, axes: str | Iterable[str]) -> Reading:
    """The share of the named lines of difference for which participants are counted.

    Parameters
    ----------
    programme
        The programme.
    axes
        The lines, see `pemberdayaan.Axis`; the article names four.

    Returns
    -------
    Reading
        A share of the axes, None where no axis is counted; its parts are the axes that are seen. A measure of
        the file, not of the programme;
        recording may harm.

    References
    ----------
    Disaggregation in the Sustainable Development Goals; the article: without distinction of ethnicity, religion,
    gender or social status.
    """
    wanted = tuple(as_axis(axis).value for axis in as_keys(axes))
    seen: dict[str, Ref] = {}
    of_group: Mapping[str, str] = {one.key: one.axis.value for one in programme.groups if one.axis}
    for index, record in enumerate(programme.participations):
        by_sex = record.women is not None or record.men is not None
        counted = record.people is not None or by_sex
        named = [group for group, _ in record.groups] + ([record.group] if record.group and counted else [])
        found = {of_group[group] for group in named if group in of_group}
        if by_sex:
            found.add("gender")
        for axis in found:
            seen.setdefault(axis, ("participations", index))
    hit = [axis for axis in wanted if axis in seen]
    return Reading(
        Fraction(len(hit), len(wanted)) if hit else None,
        n=len(wanted),
        of="axes",
        evidence=traces(programme, [seen[axis] for axis in hit]),
        missing=tuple(axis for axis in wanted if axis not in seen),
        parts=tuple((axis, Reading("counted", evidence=traces(programme, [seen[axis]]))) for axis in hit),
    )
