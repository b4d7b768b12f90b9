"""Taking part: in which phases, how many, how deeply, with what say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ...model.evidence import Reading
from ...model.periods import as_period
from ...model.programme import Programme
from ...model.records import EVALUATION, IMPLEMENTATION, PLANNING, Participation, Phase, as_phases
from ...model.scales import Quantity, Scale, bounds
from ...model.text import Text
from ..initiative import share_of, side
from ..involvement import (
    derived,
    disputes,
    insiders,
    involvement,
    median_level,
    period_of,
    stage_of,
    stages_of,
    traces,
)
from ..kleene import Fact, Ref, either

__all__ = ["decision_share", "depth", "heeded", "phases", "reach", "rungs", "taking_part"]

GROUPS: Mapping[str, frozenset[Phase]] = {
    "planning": PLANNING,
    "implementation": IMPLEMENTATION,
    "evaluation": EVALUATION,
}


def phase_set(given: str | Iterable[str]) -> frozenset[Phase]:
    """The phases that a framework's argument names."""
    return frozenset(as_phases(given))


def taking_part(programme: Programme, phases: Iterable[Phase]) -> Fact:
    """Whether anybody inside takes part in a stage of these phases."""
    facts = involvement(programme).presence
    inside = insiders(programme)
    return either([facts.get((stage, who), Fact()) for stage in stages_of(programme, phases) for who in inside])


def phases(programme: Programme) -> Reading:
    """In how many of planning, implementation and evaluation somebody inside takes part.

    Parameters
    ----------
    programme
        The programme; its stages are mapped to phases.

    Returns
    -------
    Reading
        A number from 0 to 3, an interval where some are not recorded; its parts are the three phases.
        At least 3 is the article's "from planning to evaluation"; at least 1 its literal "takes part too".

    References
    ----------
    The cycle of participation: Cohen and Uphoff (1980).
    """
    facts = {name: taking_part(programme, group) for name, group in GROUPS.items()}
    yes = sum(fact.truth is True for fact in facts.values())
    unknown = tuple(name for name, fact in facts.items() if fact.truth is None)
    refs = [ref for fact in facts.values() for ref in fact.evidence]
    found = {name: _phase_reading(programme, facts[name], group) for name, group in GROUPS.items()}
    value: int | tuple[int, int] | None = (yes, yes + len(unknown)) if unknown else yes
    return Reading(
        None if len(unknown) == len(GROUPS) else value,
        n=len(GROUPS) - len(unknown),
        of="phases",
        evidence=traces(programme, refs),
        contested=tuple(trace for reading in found.values() for trace in reading.contested),
        derived=derived(programme, refs),
        missing=unknown,
        parts=tuple(found.items()),
    )


def _phase_reading(programme: Programme, fact: Fact, group: frozenset[Phase]) -> Reading:
    disputed = disputes(programme, insiders(programme), stages_of(programme, group))
    return Reading(
        None if fact.truth is None else ("present" if fact.truth else "absent"),
        evidence=traces(programme, fact.evidence),
        contested=traces(programme, (*fact.contested, *disputed)),
        derived=derived(programme, fact.evidence),
    )


def population_of(programme: Programme, period: str | None) -> tuple[float | Quantity, Ref] | None:
    """The number of people of the community at that time, or else the one that names no time."""
    if programme.population is None:
        return None
    index = next(i for i, group in enumerate(programme.groups) if group.key == programme.population)
    counts = [one for one in programme.groups[index].headcounts if one.people is not None]
    dated = [one for one in counts if one.period is not None and one.period.text == period]
    chosen = dated or [one for one in counts if one.period is None]
    if not chosen or chosen[0].people is None:
        return None
    return chosen[0].people, ("groups", index)


def _persons(record: Participation) -> tuple[float, float] | None:
    """The least and the most persons of a record."""
    if record.people is not None:
        return bounds(record.people)
    if record.women is None or record.men is None:
        return None
    (least_women, most_women), (least_men, most_men) = bounds(record.women), bounds(record.men)
    return least_women + least_men, most_women + most_men


def reach(programme: Programme, *, phases: Iterable[str] = tuple(Phase)) -> Reading:
    """Persons inside who take part over the persons of the community, by phase and period.

    The largest number recorded for a phase and period counts: attendances are not persons, and are not added up.

    Parameters
    ----------
    programme
        The programme, with a ``population`` that has a headcount for the same period.
    phases
        The phases that count.

    Returns
    -------
    Reading
        A share of persons, an interval where a number is inexact: the largest of the latest period, since at least so
        many took part; its parts are the phases and periods.

    References
    ----------
    Denominators as in the indicators of the Sustainable Development Goals.
    """
    counts: dict[tuple[str, Phase], list[tuple[tuple[float, float], int]]] = {}
    wanted = phase_set(phases)
    for index, record in enumerate(programme.participations):
        stage, people = stage_of(programme, record), _persons(record)
        if stage is None or people is None or not programme.inside(record.who):
            continue
        for phase in wanted & set(programme.stage[stage].phases):
            counts.setdefault((period_of(programme, record) or "", phase), []).append((people, index))
    parts: list[tuple[str, Reading]] = []
    by_period: dict[str, list[Reading]] = {}
    for period, phase in sorted(counts, key=lambda key: (_last_day(key[0]), key[0], list(Phase).index(key[1]))):
        reading = _reached(programme, period, counts[period, phase])
        if reading is not None:
            by_period.setdefault(period, []).append(reading)
            parts.append((f"{phase.value} {period}".strip(), reading))
    if not parts:
        return Reading(of="persons", missing=() if programme.population else ("population",))
    *_, latest = by_period.values()
    return attrs.evolve(max(latest, key=_ends), parts=tuple(parts))


def _ends(reading: Reading) -> tuple[Any, Any]:
    return reading.value if isinstance(reading.value, tuple) else (reading.value, reading.value)


def _last_day(period: str) -> int:
    return as_period(period).last.toordinal() if period else 0


def _reached(programme: Programme, period: str, counts: list[tuple[tuple[float, float], int]]) -> Reading | None:
    """The largest of some numbers of persons over the population at that time."""
    population = population_of(programme, period or None)
    if population is None:
        return None
    fewest, most = bounds(population[0])
    (least, _), index = max(counts)
    low, high = _ratio(least, most), _ratio(max(people[1] for people, _ in counts), fewest)
    if low is None or high is None:
        return None
    high = max(low, high)
    refs: list[Ref] = [("participations", index), population[1]]
    return Reading(
        low if low == high else (low, high),
        n=fewest if fewest == most else None,
        of="persons",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
    )


def _ratio(part: float, whole: float) -> Fraction | None:
    """A share, at most all where the part is open; None of nobody."""
    if whole == 0:
        return None
    if math.inf in (part, whole):
        return Fraction(int(whole != math.inf))
    return Fraction(part) / Fraction(whole)


def decision_share(programme: Programme) -> Reading:
    """The share of recorded phases in which somebody inside decides, alone or jointly.

    Parameters
    ----------
    programme
        The programme.

    Returns
    -------
    Reading
        A share of the phases for which it is recorded whether the inside decides; its parts are the phases.

    References
    ----------
    Cohen and Uphoff (1980); the phases weigh equally, which is ours.
    """
    facts = involvement(programme).decision
    inside = insiders(programme)
    found: list[tuple[str, Fact]] = []
    for phase in Phase:
        stages = stages_of(programme, (phase,))
        found.append((phase.value, either([facts.get((stage, who), Fact()) for stage in stages for who in inside])))
    known = [fact for _, fact in found if fact.truth is not None]
    refs = [ref for fact in known for ref in fact.evidence]
    return Reading(
        Fraction(sum(fact.truth is True for fact in known), len(known)) if known else None,
        n=len(known),
        of="phases",
        evidence=traces(programme, refs),
        contested=traces(programme, [ref for _, fact in found for ref in fact.contested]),
        derived=derived(programme, refs),
        note=Text(
            id=f"{len(known)} dari {len(Phase)} fase tercatat", en=f"{len(known)} of {len(Phase)} phases are recorded"
        ),
        missing=tuple(name for name, fact in found if fact.truth is None),
        parts=tuple((name, decision(programme, fact)) for name, fact in found if fact.truth is not None),
    )


def decision(programme: Programme, fact: Fact) -> Reading:
    """A known fact of deciding, as a reading."""
    said = "decides" if fact.truth else "does_not_decide"
    return Reading(said, evidence=traces(programme, fact.evidence), derived=derived(programme, fact.evidence))


def rungs(programme: Programme, scale: str) -> dict[tuple[str | None, str], list[tuple[str, int]]]:
    """The levels that are recorded on a scale, by stage (None: the whole programme) and actor, with the record.

    Respondents over levels stand for one level, their lower median.
    """
    found: dict[tuple[str | None, str], list[tuple[str, int]]] = {}
    for index, record in enumerate(programme.participations):
        if record.scale != scale:
            continue
        levels = list(record.depth)
        ladder = programme.scale.get(scale)
        if record.distribution is not None and ladder is not None and ladder.ordered:
            median = median_level(ladder, record.distribution.counts)
            levels += [median] if median is not None else []
        stage = stage_of(programme, record)
        for level in levels:
            found.setdefault((stage, record.who), []).append((level, index))
    return found


def depth(programme: Programme, *, scale: str, phases: Iterable[str] = tuple(Phase)) -> Reading:
    """The rung of the inside actors: by phase their lower median, and of these the lowest.

    Parameters
    ----------
    programme
        The programme.
    scale
        The ladder, the programme's own or ``framework-key.scale``.
    phases
        The phases that count.

    Returns
    -------
    Reading
        A level of the scale; its parts are the phases, and ``"programme"`` for rungs of the whole.

    References
    ----------
    Arnstein (1969); Rifkin, Muller and Bichmann (1988). An ordinal scale bears a median and a minimum.
    """
    ladder = programme.scale.get(scale)
    if ladder is not None and not ladder.ordered:
        unordered = Text(id="tingkat skala ini tidak berurutan", en="the levels of this scale have no order")
        return Reading(of="rungs", note=unordered)
    found = rungs(programme, scale)
    inside = set(insiders(programme))
    parts: list[tuple[str, Reading]] = []
    wanted = phase_set(phases)
    for phase in [phase for phase in Phase if phase in wanted]:
        stages = set(stages_of(programme, (phase,)))
        here = [one for (stage, who), levels in found.items() if stage in stages and who in inside for one in levels]
        if here and ladder is not None:
            parts.append((phase.value, _lower_median(programme, ladder, here)))
    lowest = min(parts, key=lambda part: ladder.position(str(part[1].value)), default=None) if ladder else None
    overall = [one for (stage, who), levels in found.items() if stage is None and who in inside for one in levels]
    if overall and ladder is not None:
        parts.append(("programme", _lower_median(programme, ladder, overall)))
    headline = lowest or (parts[-1] if parts else None)
    if headline is None:
        return Reading(of="rungs")
    name, reading = headline
    note = (
        Text(id=f"fase: {name}", en=f"phase: {name}")
        if lowest
        else Text(id="untuk seluruh program", en="for the whole programme")
    )
    return Reading(
        reading.value,
        n=reading.n,
        of="rungs",
        evidence=reading.evidence,
        derived=reading.derived,
        note=note,
        parts=tuple(parts),
    )


def _lower_median(programme: Programme, ladder: Scale, levels: list[tuple[str, int]]) -> Reading:
    known = sorted((ladder.position(level), index) for level, index in levels if level in ladder)
    middle, _ = known[(len(known) - 1) // 2]
    refs: list[Ref] = [("participations", index) for _, index in known]
    return Reading(
        ladder.levels[middle].key,
        n=len(known),
        of="rungs",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
    )


def heeded(programme: Programme) -> Reading:
    """The share of what the inside proposed that was carried out.

    Parameters
    ----------
    programme
        The programme: activities decided from inside or jointly, with ``count`` and ``realised``.

    Returns
    -------
    Reading
        A share of proposals; scarce money lowers it too.

    References
    ----------
    The article: decisions heed interests and aspirations; community-driven development (Mansuri and Rao 2004).
    """
    proposed = realised = 0
    refs: list[Ref] = []
    for index, activity in enumerate(programme.activities):
        if activity.realised is not None and side(programme, activity.decided_by) in ("inside", "joint"):
            proposed += activity.count
            realised += activity.realised
            refs.append(("activities", index))
    return Reading(
        share_of(realised, proposed - realised, 0) if proposed else None,
        n=proposed,
        of="proposals",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
    )
