"""Who was there and who decided: one fact for each stage and actor, gathered from every record once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

import attrs

from ..model.evidence import Remark, RemarkKind, Trace
from ..model.programme import Programme
from ..model.records import Decides, Participation, Phase
from ..model.scales import Scale, bounds
from ..model.stakeholders import Basis, Sector
from .kleene import KEPT, Fact, Ref, either

__all__ = [
    "Involvement",
    "derived",
    "describe",
    "disputes",
    "disputes_on",
    "insiders",
    "involvement",
    "median_level",
    "ordinary",
    "period_of",
    "present",
    "stage_of",
    "stages_of",
    "stakeholder_key",
    "traces",
]

# By stage and actor, then by activity ("" for the stage itself): what a record says, of which group, its index.
Said = tuple[bool, str | None, int]
Records = dict[tuple[str, str], dict[str, list[Said]]]


@attrs.frozen
class Involvement:
    """Facts by stage and actor.

    Parameters
    ----------
    presence
        Whether the actor took part in the stage.
    decision
        Whether the actor decides in the stage, alone or jointly, by what the records say about deciding.
    """

    presence: Mapping[tuple[str, str], Fact]
    decision: Mapping[tuple[str, str], Fact]


def insiders(programme: Programme) -> tuple[str, ...]:
    """The stakeholders of the community."""
    return tuple(one.key for one in programme.stakeholders if one.inside)


def stages_of(programme: Programme, phases: Iterable[Phase]) -> tuple[str, ...]:
    """The programme's stages that cover one of the phases."""
    wanted = frozenset(phases)
    return tuple(stage.key for stage in programme.stages if wanted & set(stage.phases))


def ordinary(programme: Programme) -> Programme | None:
    """The programme seen from its ordinary members: officers and their bodies stand outside.

    None if the file records no ordinary members, or no officers that would make a difference.
    """
    members = {one.key for one in programme.stakeholders if one.sector is Sector.COMMUNITY}
    officers = {one.key for one in programme.stakeholders if one.inside} - members
    if not members or not officers:
        return None
    others = tuple(
        attrs.evolve(one, sector=Sector.OTHER, inside=False) if one.key in officers else one
        for one in programme.stakeholders
    )
    # Who decides alone decides without the outside; of the members that says nothing.
    records = tuple(
        attrs.evolve(one, decides=Decides.JOINTLY) if one.who in officers and one.decides is Decides.ALONE else one
        for one in programme.participations
    )
    return attrs.evolve(programme, stakeholders=others, participations=records)


def traces(programme: Programme, refs: Iterable[Ref]) -> tuple[Trace, ...]:
    """The records, with what they say and where it is said."""
    return tuple(_trace(programme, *ref) for ref in list(dict.fromkeys(refs))[:KEPT])


def derived(programme: Programme, refs: Iterable[Ref]) -> bool:
    """Whether there are records, and every one is derived."""
    bases = {_basis(programme, *ref) for ref in refs}
    return bases == {Basis.DERIVED}


def _basis(programme: Programme, collection: str, index: int) -> Basis:
    if collection == "initiative":
        return programme.initiative.basis if programme.initiative else Basis.STATED
    basis: Basis = getattr(getattr(programme, collection)[index], "basis", Basis.STATED)
    return basis


def _trace(programme: Programme, collection: str, index: int) -> Trace:
    if collection == "initiative":
        assert programme.initiative is not None  # nobody refers to one that is not there
        started = programme.initiative
        return Trace("initiative", describe(started), programme.citation(started), started.basis)
    record = getattr(programme, collection)[index]
    if isinstance(record, Remark):
        sources = tuple(citation for citation, _ in record.claims)
        return Trace(f"{collection}[{index}]", str(record.what), sources or programme.citation(record))
    return Trace(
        f"{collection}[{index}]", describe(record), programme.citation(record), _basis(programme, collection, index)
    )


def describe(record: attrs.AttrsInstance) -> str:
    """A record in keys and numbers, short."""
    shown = []
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name in {"source", "note", "label", "basis", "rater", "initiative", "headcounts"} or value in (
            None,
            (),
            field.default,
        ):
            continue
        text = "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
        shown.append(f"{field.metadata.get('file', field.name)}={text[:80]}")
    return " ".join(shown)


def present(programme: Programme, record: Participation) -> bool | None:
    """Whether the record says that its actor took part."""
    if record.takes_part is not None:
        return record.takes_part
    if record.decides in (Decides.ALONE, Decides.JOINTLY):
        return True
    counts = [bounds(n) for n in (record.people, record.women, record.men) if n is not None]
    counts += [bounds(n) for _, n in record.groups]
    if any(low > 0 for low, _ in counts):
        return True
    if record.people is not None and bounds(record.people)[1] == 0:
        return False
    return _above_lowest(programme, record)


def _above_lowest(programme: Programme, record: Participation) -> bool | None:
    scale = programme.scale.get(record.scale or "")
    if scale is None or scale.lowest is None:
        return None
    levels = set(record.depth)
    if record.distribution is not None:
        levels |= {level for level, count in record.distribution.counts if count > 0}
    if not levels:
        return None
    return levels != {scale.lowest}


def median_level(scale: Scale, counts: Iterable[tuple[str, float]]) -> str | None:
    """The lower median of respondents over the levels of an ordered scale; None where nobody is counted."""
    ordered = sorted((scale.position(level), Fraction(count)) for level, count in counts)
    half = sum((count for _, count in ordered), Fraction(0)) / 2
    seen = Fraction(0)
    for position, count in ordered:
        seen += count
        if seen >= half > 0:
            return scale.levels[position].key
    return None


@lru_cache(maxsize=4)
def involvement(programme: Programme) -> Involvement:
    """Every fact of presence and decision, from one pass over the records."""
    presence: Records = {}
    decision: Records = {}
    alone: dict[str, list[int]] = {}
    for index, record in enumerate(programme.participations):
        stage = stage_of(programme, record)
        if stage is None:
            continue
        there = present(programme, record)
        for truth, facts in ((there, presence), (_decides(record, there), decision)):
            if truth is not None:
                facts.setdefault((stage, record.who), {}).setdefault(record.activity or "", []).append(
                    (truth, record.group, index)
                )
        if record.decides is Decides.ALONE and not programme.inside(record.who):
            alone.setdefault(stage, []).append(index)
    led, whole = _led(programme), _activities_of(programme)
    presences = {
        key: _stage_fact(presence.get(key, {}), whole.get(key[0], set()), led.get(key, []))
        for key in presence.keys() | led.keys()
    }
    deciding = {key: _stage_fact(places, whole.get(key[0], set()), []) for key, places in decision.items()}
    return Involvement(presences, _without_the_inside(programme, deciding, alone))


def stage_of(programme: Programme, record: Participation) -> str | None:
    """The stage of a record, its own or its activity's; None for the whole programme."""
    return programme.activity[record.activity].stage if record.activity else record.stage


def period_of(programme: Programme, record: Participation) -> str | None:
    """The period of a record, its own or its activity's."""
    when = record.period or (programme.activity[record.activity].date if record.activity else None)
    return when.text if when else None


def _activities_of(programme: Programme) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for activity in programme.activities:
        if activity.stage is not None:
            found.setdefault(activity.stage, set()).add(activity.key)
    return found


def _decides(record: Participation, there: bool | None) -> bool | None:
    if record.decides is not None:
        return record.decides is not Decides.NO
    return False if there is False else None


def _led(programme: Programme) -> dict[tuple[str, str], list[int]]:
    led: dict[tuple[str, str], list[int]] = {}
    for index, activity in enumerate(programme.activities):
        for who in activity.led_by:
            if activity.stage is not None:
                led.setdefault((activity.stage, who), []).append(index)
    return led


def _stage_fact(places: Mapping[str, list[Said]], activities: set[str], led: list[int]) -> Fact:
    """From the facts of the stage itself and of its activities to the stage.

    Absent from the stage is who is said to be, or who is absent from every activity of it. Who is said to be absent
    and took part in something is contested, at whatever time: `Programme.during` tells the times apart.
    """
    facts = {activity: _place_fact(records) for activity, records in places.items()}
    leading = [Fact(True, (("activities", index),)) for index in led[:KEPT]]
    yes = [fact for fact in (*facts.values(), *leading) if fact.truth]
    own = facts.get("", Fact())
    denied = any(group is None and not truth for truth, group, _ in places.get("", ()))
    if denied and yes:
        return Fact(None, (), (*own.evidence, *own.contested, *either(yes).evidence)[:KEPT])
    if yes:
        return either(yes)
    disputed = tuple(ref for fact in facts.values() for ref in fact.contested)
    if disputed:
        return Fact(None, (), disputed[:KEPT])
    absent = [activity for activity, fact in facts.items() if fact.truth is False]
    if own.truth is False or (activities and activities <= set(absent)):
        return Fact(False, tuple(ref for activity in absent for ref in facts[activity].evidence)[:KEPT])
    return Fact()


def _place_fact(records: list[Said]) -> Fact:
    """From the records of one actor in one place: what the whole and its groups say."""

    def shown(chosen: list[int]) -> tuple[Ref, ...]:
        return tuple(("participations", index) for index in chosen[:KEPT])

    yes = [index for truth, _, index in records if truth]
    no = [index for truth, group, index in records if not truth and group is None]
    by_group: dict[str, set[bool]] = {}
    for truth, group, _ in records:
        if group is not None:
            by_group.setdefault(group, set()).add(truth)
    if yes and no:
        return Fact(None, (), shown(no + yes))
    sure = [index for truth, group, index in records if truth and (group is None or by_group[group] == {True})]
    if sure:
        return Fact(True, shown(sure))
    if yes:
        return Fact(None, (), shown([index for _, _, index in records]))
    return Fact(False, shown(no)) if no else Fact()


def _without_the_inside(
    programme: Programme, decision: dict[tuple[str, str], Fact], alone: Mapping[str, list[int]]
) -> dict[tuple[str, str], Fact]:
    """Where an outside actor decides alone, nobody inside decides."""
    found = dict(decision)
    for stage, indices in alone.items():
        said: tuple[Ref, ...] = tuple(("participations", index) for index in indices[:KEPT])
        for who in insiders(programme):
            own = found.get((stage, who), Fact())
            if own.truth:
                found[stage, who] = Fact(None, (), (*own.evidence, *said))
            elif own.truth is None and not own.contested:
                found[stage, who] = Fact(False, said)
    return found


def stakeholder_key(name: str) -> str | None:
    """The key of a stakeholder that a record is about; None if it says that it is about something else."""
    kind, dot, key = name.partition(".")
    return name if not dot else (key if kind == "stakeholder" else None)


def disputes(programme: Programme, actors: Iterable[str], stages: Iterable[str] | None = None) -> Iterator[Ref]:
    """The remarks on conflicts that touch one of the actors in one of the stages."""
    among, within = set(actors), None if stages is None else set(stages)
    for index, remark in enumerate(programme.remarks):
        touches = among & {stakeholder_key(name) for name in remark.about}
        when = within is None or bool(within & set(remark.stage))
        if remark.kind is RemarkKind.CONFLICT and touches and when:
            yield "remarks", index


def disputes_on(programme: Programme, addresses: Iterable[str | None]) -> Iterator[Ref]:
    """The remarks on conflicts that name one of the addresses of a framework."""
    named = set(addresses)
    for index, remark in enumerate(programme.remarks):
        if remark.kind is RemarkKind.CONFLICT and named & set(remark.element):
            yield "remarks", index
