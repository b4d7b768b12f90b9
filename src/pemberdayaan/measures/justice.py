"""For whom: who is represented, who benefits, which lines of difference are seen at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from ..model.evidence import Number, Reading
from ..model.fields import as_keys
from ..model.programme import Programme
from ..model.scales import Quantity, bounds
from ..model.stakeholders import as_axis
from ..model.text import Text
from .involvement import derived, traces
from .kleene import Ref
from .participation.lines import band_of
from .participation.of_records import Heads, counted_heads, largest, population_heads

__all__ = ["axes_seen", "benefit_gap", "representation"]


def ordered(reading: Reading) -> float:
    """A number to sort by; what has none comes last."""
    return float(reading.value) if isinstance(reading.value, (int, float, Fraction)) else math.inf


def exact(count: float | Quantity | None) -> Number | None:
    """A number that is known exactly or about."""
    if count is None:
        return None
    low, high = bounds(count)
    return low if low == high else None


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
    population = population_heads(programme, sexes=("women",))
    counted = [one for one in counted_heads(programme, sexes=("women",)) if one.heads.exact]
    parts: list[tuple[str, Reading]] = []
    for (role, period, group), one in largest(counted, lambda one: (one.role, one.period, one.group)).items():
        heads, base = one.heads, population.get((period, group)) or population.get((None, group))
        if base is None or base.share[0] == 0:
            continue
        name = " ".join(part for part in (role, group, period) if part)
        reading = _ratio_reading(programme, heads, base, (low, high))
        pairs = (("share", heads), ("share_in_population", base))
        shares = tuple((said, Reading(each.share[0], n=float(each.all[0]), of="persons")) for said, each in pairs)
        parts.append((name, attrs.evolve(reading, parts=shares)))
    parts.sort(key=lambda part: ordered(part[1]))
    if not parts:
        return Reading(of="persons", missing=() if population else ("population",))
    least = parts[0][1]
    return attrs.evolve(least, parts=tuple(parts))


_BANDS: Mapping[str, Text] = {
    "under": Text(id="kurang terwakili", en="under-represented"),
    "about": Text(id="sekitar setara", en="about at parity"),
    "over": Text(id="lebih terwakili", en="over-represented"),
}


def _ratio_reading(programme: Programme, heads: Heads, base: Heads, band: tuple[float, float]) -> Reading:
    ratio, refs = heads.share[0] / base.share[0], (heads.ref, base.ref)
    return Reading(
        ratio,
        n=float(heads.all[0]),
        of="persons",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        note=_BANDS[band_of(ratio, ratio, band) or "about"],
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
