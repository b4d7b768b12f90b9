"""The verb: who is represented among those who take part, decide or benefit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from numbers import Real
from typing import Any

from ...errors import Fault, InvalidInput, fault
from ...model.evidence import Number
from ...model.fields import wrong_type
from ...model.programme import Programme
from ..intervals import confidence_faults
from ..involvement import traces
from ..result import Provenance, digest_of, references
from .lines import (
    LeftOut,
    LeftOutPeople,
    ParityGap,
    ParityGaps,
    Representation,
    Represented,
    as_band,
    band_of,
    is_few,
    least_first,
)
from .of_records import ROLES, SEXES, Count, Counted, Heads, counted_heads, largest, population_heads

__all__ = ["representation"]

Pair = tuple[Counted, Heads]


def representation(
    data: Any,
    *,
    group: str | None = None,
    roles: str | Iterable[str] | None = None,
    population: Mapping[Any, float] | None = None,
    band: tuple[float, float] = (0.8, 1.25),
    confidence: float = 0.95,
) -> Representation:
    r"""A group's share among those in a role over its share in the population, least represented first.

    .. math:: R_g = \frac{P(g \mid \text{role})}{P(g)}

    Parity is 1, two-sided: above it another group stands below. Parity of heads is not parity of voice.

    Parameters
    ----------
    data
        A `Programme`, whose records count who took part, decided and benefited; or a frame or a `Population` of people,
        one row for each, of one round.
    group
        Of a frame: the column of groups.
    roles
        Of a frame: columns of 0 and 1, as who took part in planning, who decides, who benefits; None takes everybody
        for a participant, and needs ``population``. Of a programme: some of ``"participants"``, ``"deciders"``,
        ``"beneficiaries"``; None takes all.
    population
        Of a frame: how many people of each group there are, as a census says, above 0 and without error. The frame may
        then hold those in the role alone. None takes the groups' shares among all rows.
    band
        The band around parity that is called ``"about"``; the ends belong to it. The default is the four-fifths rule.
    confidence
        Of the intervals, in (0, 1).

    Returns
    -------
    Representation
        Ratios of at least 0 and gaps from -1 to 1. For each role, stage, period and group of a programme the largest
        record counts, an exact one before an inexact one; such counts are complete, so there is no sampling interval,
        and an inexact one gives bounds. Of a frame shares are weighted, errors are linearised over the design's
        sampling units, and intervals of ratios stand on the log scale. Where nobody or everybody in the role is of the
        group, the interval is that of Clopper and Pearson for Kish's effective number of people, over the population
        share: it knows neither clusters nor the error of that share. With ``population`` no interval passes what a
        share of 0 or 1 would give. Rows without a group or a role are left out and
        counted in ``lost``.

    Raises
    ------
    InvalidInput
        For an unknown column or role, marks other than 0 and 1, nobody in a role, several rounds, a group of those in
        a role that ``population`` lacks, a number there that is not above 0, a band that does not lie around 1, a
        programme without numbers of its population or of participants by group, and what does not suit the data.

    References
    ----------
    Sustainable Development Goals, indicators 16.7.1 and 16.7.2; the band: Uniform Guidelines on Employee Selection
    Procedures (1978), 29 CFR 1607.4 D. Wolter, K. M. (2007). Introduction to Variance Estimation, 2nd ed., chapter 6.
    Springer. Kish, L. (1965). Survey Sampling, section 11.7. Wiley.

    Examples
    --------
    >>> import pandas as pd
    >>> people = pd.DataFrame({"sex": list("wwwwwmmmmm"), "decides": [1, 0, 0, 0, 0, 1, 1, 1, 0, 0]})
    >>> representation(people, group="sex", roles="decides")
    Representation of people: 2 lines, least represented first
      decides, w: 0.5 (0.0853 to 2.93), under, few
      decides, m: 1.5 (0.754 to 2.99), over, few

    A village has 1,000 people; of the 60 at its meeting 15 were women.

    >>> meeting = pd.DataFrame({"sex": ["w"] * 15 + ["m"] * 45})
    >>> found = representation(meeting, group="sex", population={"w": 510, "m": 490})
    >>> found.least.group, round(found.least.ratio, 2), found.least.band
    ('w', 0.49, 'under')
    """
    ends = as_band(band)
    names = _names(roles)
    faults = confidence_faults(confidence)
    if isinstance(data, Programme):
        faults += _suits_records(group, names, population)
        if faults:
            raise InvalidInput(faults)
        return _of_records(data, ROLES if names is None else names, ends, confidence)
    faults += _suits_people(group, names, population)
    if faults or group is None:
        raise InvalidInput(faults)
    from .of_people import people_represented  # arrays, which a programme's records do without

    return people_represented(data, group, names, population, ends, confidence)


def _names(roles: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """The names of the roles, each once."""
    if roles is None:
        return None
    if not isinstance(roles, Iterable):
        raise InvalidInput(wrong_type(roles, "a list").under("roles"))
    names = (roles,) if isinstance(roles, str) else tuple(roles)
    faults = [fault("repeated_key", f"roles[{i}]", given=one) for i, one in enumerate(names) if one in names[:i]]
    if not names:
        faults.append(fault("missing_key", "roles", given="roles"))
    if faults:
        raise InvalidInput(faults)
    return names


def _suits_records(group: Any, roles: tuple[str, ...] | None, population: Any) -> list[Fault]:
    faults = [
        fault("not_for_records", name, given=name)
        for name, given in (("group", group), ("population", population))
        if given is not None
    ]
    wrong = [(i, one) for i, one in enumerate(roles or ()) if one not in ROLES]
    return faults + [fault("not_a_choice", f"roles[{i}]", noun="role", given=one, choices=ROLES) for i, one in wrong]


def _suits_people(group: Any, roles: Any, population: Any) -> list[Fault]:
    faults = [] if group is not None else [fault("missing_key", "group", given="group")]
    if group is not None and not isinstance(group, str):
        faults.append(wrong_type(group, "text").under("group"))
    if population is None:
        return faults if roles is not None else [*faults, fault("one_of", "roles", options="roles, population")]
    if not isinstance(population, Mapping):
        return [*faults, wrong_type(population, "a table").under("population")]
    if not population:
        faults.append(fault("missing_key", "population", given="population"))
    for name, number in population.items():
        if not _above_zero(number):
            faults.append(fault("not_above_zero", f"population.{name}", given=number))
    return faults


def _above_zero(number: object) -> bool:
    return not isinstance(number, bool) and isinstance(number, Real) and 0 < float(number) < math.inf


def _of_records(
    programme: Programme, roles: tuple[str, ...], band: tuple[float, float], confidence: float
) -> Representation:
    """The lines that a programme's records give."""
    population = population_heads(programme, inexact=True)
    counted = [one for one in counted_heads(programme) if one.role in roles]
    faults = [] if population else [fault("no_population_heads", "$.population")]
    faults += [] if counted else [fault("nobody_counted", "$.participations", given=", ".join(roles))]
    if faults:
        raise InvalidInput(faults)
    pairs: list[Pair] = []
    lost: list[LeftOut] = []
    for one in _kept(counted):
        base = population.get((one.period, one.group)) or population.get((None, one.group))
        if base is not None and base.share[1] > 0:
            pairs.append((one, base))
            continue
        reason = "no_population_share" if base is None else "no_population"
        lost.append(LeftOut(one.role, one.stage, one.period, one.group, reason, _number(one.heads.group)))
    if not pairs:
        names = ", ".join(dict.fromkeys(str(one.group) for one in lost))
        raise InvalidInput(fault("groups_without_share", "$.groups", given=names))
    return Representation(
        least_first(_line(programme, one, base, band) for one, base in pairs),
        parity_gap=ParityGaps(tuple(_gaps(programme, pairs))),
        lost=LeftOutPeople(tuple(lost)),
        of="records",
        ends=band,
        confidence=confidence,
        provenance=Provenance(
            programme=programme.key,
            digest=digest_of(programme),
            measures=(("representation", f"{__name__}.representation"),),
        ),
    )


def _kept(counted: Iterable[Counted]) -> Iterator[Counted]:
    """The largest record of each role, stage, period and group; an exact one before an inexact one."""
    said = list(counted)
    found: dict[tuple[str, str | None, str | None, str], Counted] = {}
    for exact in (False, True):
        held = [one for one in said if one.heads.exact is exact]
        found |= largest(held, lambda one: (one.role, one.stage, one.period, one.group))
    yield from found.values()


def _number(count: Count) -> Number | None:
    return count[0] if count[0] == count[1] else None


def _line(programme: Programme, one: Counted, base: Heads, band: tuple[float, float]) -> Represented:
    (least, most), (fewest, all_) = one.heads.share, base.share
    exact = one.heads.exact and base.exact
    low, high = least / all_, (most / fewest if fewest else None)
    n_group, of_group = _number(one.heads.group), _number(base.group)
    share, among = (pair[0] if pair[0] == pair[1] else None for pair in (one.heads.share, base.share))
    return Represented(
        one.role,
        one.stage,
        one.period,
        one.group,
        share,
        among,
        low if exact else None,
        None,
        None if exact else low,
        None if exact else high,
        least - all_ if exact else None,
        None,
        None if exact else least - all_,
        None if exact else most - fewest,
        n_group,
        _number(one.heads.all),
        _number(base.all),
        None,
        band_of(low, high, band),
        is_few(n_group, of_group),
        "counted" if exact else "bounds",
        "complete_count" if exact else "inexact_count",
        references(traces(programme, (one.heads.ref, base.ref))),
    )


def _gaps(programme: Programme, pairs: Iterable[Pair]) -> Iterator[ParityGap]:
    """The groups that take part least and most, of one line of difference among the same people."""
    axes = {one.key: one.axis.value for one in programme.groups if one.axis} | dict.fromkeys(SEXES, "gender")
    alike: dict[Any, list[Pair]] = {}
    for one, base in pairs:
        if one.heads.exact and base.exact and one.group in axes:
            key = (one.role, one.stage, one.period, axes[one.group], one.among)
            alike.setdefault(key, []).append((one, base))
    for (role, stage, period, axis, _), held in alike.items():
        rates = {one.group: Fraction(one.heads.group[0]) / Fraction(base.group[0]) for one, base in held}
        lowest, highest = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
        low, high = rates[lowest], rates[highest]
        if len(rates) > 1 and high > 0:
            none = (None, None, None)
            yield ParityGap(
                role,
                stage,
                period,
                axis,
                lowest,
                highest if highest != lowest else list(rates)[-1],
                low,
                high,
                high - low,
                *none,
                low / high,
                *none,
                len(rates),
                None,
                "complete_count",
            )
