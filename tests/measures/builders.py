"""Small programmes, made in one line."""

from typing import Any

import attrs

import pemberdayaan as pb
from pemberdayaan.model.evidence import Number

RUNG = "arnstein-1969.rung"
LADDER = attrs.evolve(pb.framework("arnstein-1969").scale["rung"], framework="arnstein-1969", source=())
ARTICLE = pb.framework("pemberdayaan-masyarakat")

Value = str | Number | tuple[Number, Number] | None


def actor(key: str, sector: str = "community", **said: Any) -> pb.Stakeholder:
    """A stakeholder that is called by its key."""
    return pb.Stakeholder(key, key.title(), sector, **said)


def stages(*phases: str) -> list[pb.ProgrammeStage]:
    """One stage for each phase, with its name."""
    return [pb.ProgrammeStage(phase, phase.title(), phase) for phase in phases]


def part(who: str, where: str | None = None, **said: Any) -> pb.Participation:
    """That somebody took part in a stage, or how."""
    return pb.Participation(who, stage=where, **said)


def programme(*stakeholders: pb.Stakeholder, **records: Any) -> pb.Programme:
    """A programme of these stakeholders, which knows Arnstein's ladder."""
    own = records.pop("scales", ())
    return pb.Programme("p", "P", stakeholders=stakeholders, scales=[LADDER, *own], **records)


def read(measure: str, of: pb.Programme, **arguments: Any) -> pb.Reading:
    """What a measure finds in a programme."""
    return pb.PROGRAMME_MEASURES[measure](of, **arguments)


def values(reading: pb.Reading) -> dict[str, Value]:
    """The values of the parts by their names, each of which is there once."""
    found = {name: each.value for name, each in reading.parts}
    assert len(found) == len(reading.parts)
    return found


def records(traces: tuple[pb.Trace, ...]) -> list[str]:
    """Which records some traces point to."""
    return sorted(trace.record for trace in traces)


def indicator(criterion: pb.CriterionResult, key: str) -> pb.IndicatorResult:
    """One indicator of a criterion."""
    return next(one for one in criterion.indicators if one.indicator == key)


def criterion(gate: pb.Gate | None, key: str, *, inside: bool = False) -> pb.CriterionResult:
    """One criterion of a gate, as it is judged or for any inside actor."""
    assert gate is not None
    return next(one for one in (gate.inside if inside else gate.criteria) if one.criterion == key)
