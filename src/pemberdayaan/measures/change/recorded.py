"""Results of a programme's records as a round: values by name, without any sampling."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from ...catalogue import library
from ...model.evidence import Number, Reading, Trace
from ...model.framework import Framework
from ...model.periods import Period
from ...model.programme import Programme
from ...model.scales import Level, Scale
from ..assessment import Assessment
from ..collaboration import Collaboration
from ..gate import Gate
from ..matrix import Matrix
from ..network.profile import GraphProfile
from ..profile import Line, Profile
from ..resources import Contributions, Pot
from ..result import Provenance, Result

__all__ = ["MEASURED", "RECORDED", "Entry", "Recorded", "alike", "pots_by_kind", "recorded"]

# At the end of a part's name, or all of it: the period that it is of, which another round has its own of.
PERIOD = re.compile(r"(^|\s+)\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?$")
# How many the raters were, as in "100 respondents".
COUNT = re.compile(r"\d+\s*")
# Their whole is the lowest, or a share, of the parts that happen to be recorded.
OVER_PARTS = frozenset(
    ("justice.representation", "justice.benefit_gap", "participation.decision_share", "participation.depth")
)
# What a part is called that has no other name than its period.
MEASURED = "measured"
STATUS = Scale("status", "Status", "ordinal", levels=[Level("unmet", "Not met"), Level("met", "Met")])
PRESENCE = Scale("presence", "Presence", "ordinal", levels=[Level("absent", "Absent"), Level("present", "Present")])


@attrs.frozen
class Entry:
    """One value of a programme.

    Parameters
    ----------
    who, measure, element
        What tells it from others: the part of an assessment, what was measured, and of what.
    value
        A number, an interval, a level, or None where there is no evidence.
    n
        What it rests on.
    form
        What has to be the same in another round: the scale, the unit, what the denominator counts.
    scale
        What orders its levels.
    touched
        The keys of what it is about: a break that names one of them lies in it.
    evidence
        The records that it rests on, as ``participations[3]``.
    rater
        Who rated it, without how many they are; two that are named have to be the same.
    address
        The element or criterion that it is evidence on.
    barred
        Why it is compared with no other time: ``"follow_up"``, since what began later had less time to last;
        ``"spans"``, since an amount is of more time than the round; None otherwise.
    parts
        The parts that it stands for, where it is the lowest of them or a share: two have to stand for the same.
    counted
        Whether it is counted among what moved: parts of what is counted are not.
    """

    who: str
    measure: str
    element: str | None
    value: str | Number | tuple[Number, Number] | None
    n: float | None = None
    form: tuple[str | None, ...] = ()
    scale: Scale | None = None
    touched: frozenset[str] = frozenset()
    evidence: tuple[str, ...] = ()
    rater: str | None = None
    address: str | None = None
    barred: str | None = None
    parts: tuple[str, ...] = ()
    counted: bool = True

    @property
    def of(self) -> str | None:
        """What its denominator counts."""
        return self.form[2] if len(self.form) > 2 else None

    @property
    def ends(self) -> tuple[Number, Number]:
        """The lowest and the highest that its number may be; equal for an exact one."""
        assert self.value is not None  # a level and what is not known have no ends
        assert not isinstance(self.value, str)
        return self.value if isinstance(self.value, tuple) else (self.value, self.value)

    @property
    def name(self) -> tuple[str, str, str | None]:
        """What tells it from others."""
        return self.who, self.measure, self.element


@attrs.frozen
class Recorded:
    """The values of a result, and what they were made by.

    Parameters
    ----------
    entries
        The values, by name.
    made_by
        What has to be the same in another round: pairs of a name and a value.
    """

    entries: Mapping[tuple[str, str, str | None], Entry]
    made_by: tuple[tuple[str, Any], ...]


@attrs.frozen
class Held:
    """What the values of a result are read by.

    Parameters
    ----------
    scales
        By the names that records use.
    framework
        What it was held against, where that is known.
    programme
        Where the result holds it.
    """

    scales: Mapping[str, Scale]
    framework: Framework | None
    programme: Programme | None

    def measure_of(self, indicator: str | None) -> str | None:
        """The measure that computes an indicator."""
        found = self.framework.indicators if self.framework is not None else ()
        return next((one.measure for one in found if one.key == indicator), None)


def recorded(result: Result) -> Recorded:
    """A programme's result as values by name; of one name the first stands, as they stand in the order of records."""
    found: dict[tuple[str, str, str | None], Entry] = {}
    for one in RECORDED[type(result)](result, _held(result)):
        found.setdefault(one.name, one)
    origin: Provenance | None = getattr(result, "provenance", None)
    made_by: tuple[tuple[str, Any], ...] = ()
    if origin is not None:
        made_by = (("framework", origin.framework), ("version", origin.framework_version), ("rule", origin.rule))
    if isinstance(result, GraphProfile):
        made_by = (*made_by, ("directed", result.directed))
    return Recorded(found, made_by)


def alike(one: Entry, other: Entry) -> bool:
    """Whether two values have one form: the same unit and denominator, on a scale of the same levels."""
    scales = [None if each.scale is None else each.scale.levels for each in (one, other)]
    levels = [tuple(level.key for level in each) for each in scales if each is not None]
    return one.form == other.form and len(set(levels)) < 2


def _held(result: Result) -> Held:
    """The scales by the names that records use: the programme's own, and those of the framework."""
    found: dict[str, Scale] = {}
    origin: Provenance | None = getattr(result, "provenance", None)
    key = origin.framework if origin is not None else None
    held = result.framework if isinstance(result, Assessment) else None
    if held is None and key is not None and key in library.frameworks():
        held = library.framework(key)
    for one in held.scales if held is not None else ():
        found |= {one.key: one, f"{held.key}.{one.key}": one} if held is not None else {}
    for one in result.scales if isinstance(result, Assessment) else ():
        found[one.key if one.framework in (None, "") else f"{one.framework}.{one.key}"] = one
    return Held(found, held, result.programme if isinstance(result, Assessment) else None)


def _records(traces: Iterable[Trace]) -> tuple[str, ...]:
    return tuple(one.record for one in traces)


def _of_gate(gate: Gate, held: Held) -> Iterator[Entry]:
    every = tuple(dict.fromkeys(trace for one in gate.criteria for trace in one.evidence))
    whole: dict[str, Any] = {"scale": STATUS, "form": (gate.judged,)}
    yield Entry("gate", "verdict", None, _known(gate.verdict.value), evidence=_records(every), counted=False, **whole)
    for one in gate.criteria:
        yield Entry(
            "gate",
            "criterion",
            one.criterion,
            _known(one.status.value),
            evidence=_records(one.evidence),
            address=f"criterion.{one.criterion}",
            **whole,
        )


def _known(status: str) -> str | None:
    return None if status == "unknown" else status


def _of_matrix(matrix: Matrix, held: Held) -> Iterator[Entry]:
    for one in matrix.cells:
        name = f"{one.stage or 'programme'} {one.actor}"
        touched = frozenset(part for part in (one.stage, one.actor) if part)
        shared: dict[str, Any] = {"touched": touched, "evidence": _records(one.evidence)}
        if one.scale is not None:
            scale = held.scales.get(one.scale)
            levels = {**shared, "evidence": _on_scale(held.programme, shared["evidence"], one.scale)}
            yield Entry("matrix", f"depth {one.scale}", name, one.highest, one.n, (one.scale,), scale, **levels)
        if one.present is not None:
            there = "present" if one.present else "absent"
            yield Entry("matrix", "present", name, there, scale=PRESENCE, counted=one.scale is None, **shared)


def _on_scale(programme: Programme | None, records: tuple[str, ...], scale: str) -> tuple[str, ...]:
    """The records that say a level on a scale: others of the cell only say that somebody was there."""
    if programme is None:
        return records
    found = ((where, *where.rstrip("]").partition("[")) for where in records)
    return tuple(
        where
        for where, name, _, index in found
        if getattr(getattr(programme, name)[int(index)], "scale", None) == scale
    )


def _of_profile(profile: Profile, held: Held) -> Iterator[Entry]:
    computed = {(one.address, part) for one in profile.lines if one.how == "computed" for part, _ in one.reading.parts}
    for line in profile.lines:
        if line.how == "rated" and (line.address, _bare(line.part)) in computed:
            continue  # a computed indicator has it among its parts
        measure = line.indicator or line.element
        of = " ".join(part for part in (line.about, line.part) if part) or None
        whole = _of_reading(line, held, measure, of, line.reading, line.scale)
        parts = [] if line.how == "rated" else list(_parts(line, held, measure))
        among = frozenset(word for one in parts for word in one.touched)
        whole = attrs.evolve(whole, element=_bare(of), touched=whole.touched | among)
        if held.measure_of(line.indicator) in OVER_PARTS:
            whole = attrs.evolve(whole, parts=tuple(sorted(one.element or "" for one in parts)))
        yield whole
        yield from parts


def _parts(line: Line, held: Held, measure: str) -> Iterator[Entry]:
    """The parts of a line; the period behind a name is left out where the round has only one."""
    names = [_bare(part) or MEASURED for part, _ in line.reading.parts]
    for name, (part, reading) in zip(names, line.reading.parts, strict=True):
        found = _of_reading(line, held, measure, name if names.count(name) == 1 else part, reading, None)
        alone = line.reading.value is None  # a whole that has no value of its own, as of rights
        yield attrs.evolve(found, counted=alone, evidence=found.evidence or _records(line.reading.evidence))


def _bare(part: str | None) -> str | None:
    """The name of a part, without the period that stands behind it."""
    return None if part is None else PERIOD.sub("", part) or None


def _of_reading(
    line: Line, held: Held, measure: str, element: str | None, reading: Reading, scale: str | None
) -> Entry:
    text = reading.value if isinstance(reading.value, str) else None
    home = held.scales.get(scale or "")
    if home is None and text is not None:
        # A level whose scale is not named: the only scale that has it.
        homes = [one for one in dict.fromkeys(held.scales.values()) if text in one]
        home = homes[0] if len({one.key for one in homes}) == 1 else None
    touched = {line.element, line.address, *(element or "").split(), *([line.about] if line.about else [])}
    touched |= {f"indicator.{line.indicator}", line.indicator} if line.indicator else set()
    return Entry(
        "profile",
        measure,
        element,
        reading.value,
        reading.n,
        (line.how, scale, reading.of),
        home,
        frozenset(touched | {one.rpartition(".")[2] for one in touched}),
        _records(reading.evidence),
        COUNT.sub("", line.rater).casefold().strip() if line.rater else None,
        line.address,
        "follow_up" if held.measure_of(line.indicator) == "resources.lasting" else None,
    )


def _of_contributions(found: Contributions, held: Held) -> Iterator[Entry]:
    """The sums of the round by kind, unit and status, however many periods they were written for."""
    length = None if held.programme is None else _length(held.programme.period)
    for key, pot in pots_by_kind(found).items():
        name = " ".join(part for part in key if part)
        pots = [one for one in found.pots if (one.kind, one.unit, one.status) == key]
        ends = ((pot.inside, pot.inside_most), (pot.outside, pot.outside_most))
        shared: dict[str, Any] = {
            "touched": frozenset(pot.givers),
            "evidence": tuple(f"{collection}[{index}]" for collection, index in pot.refs),
            "barred": "spans" if _beyond(pots, held.programme) else None,
        }
        for measure, (low, most), unvalued in zip(
            ("inside", "outside"), ends, (pot.unvalued_inside, pot.unvalued_outside), strict=True
        ):
            # What has no amount is not nothing.
            value = None if low is None or unvalued else low if most is None or most == low else (low, most)
            yield Entry("contributions", measure, name, value, len(pot.refs), (length,), **shared)
        yield Entry("contributions", "inside_share", name, pot.share, len(pot.refs), **shared)


def pots_by_kind(found: Contributions) -> dict[tuple[str, str | None, str], Pot]:
    """What was given by kind, unit and status, whenever that was."""
    written: dict[tuple[str, str | None, str], list[Pot]] = {}
    for one in found.pots:
        written.setdefault((one.kind, one.unit, one.status), []).append(one)
    return {key: _together(pots) for key, pots in written.items()}


def _together(pots: Sequence[Pot]) -> Pot:
    """What was given in all of the periods of a round."""

    def total(name: str) -> Number | None:
        known = [value for one in pots if (value := getattr(one, name)) is not None]
        whole = sum(map(Fraction, known)) if math.inf not in known else math.inf
        return whole if known else None

    return attrs.evolve(
        pots[0],
        period=None,
        inside=total("inside"),
        outside=total("outside"),
        inside_most=total("inside_most"),
        outside_most=total("outside_most"),
        unvalued_inside=sum(one.unvalued_inside for one in pots),
        unvalued_outside=sum(one.unvalued_outside for one in pots),
        givers=tuple(dict.fromkeys(who for one in pots for who in one.givers)),
        refs=tuple(ref for one in pots for ref in one.refs),
    )


def _length(period: Period | None) -> str | None:
    """How long a round is, to a tenth of a year: amounts of rounds that are not equally long are not compared."""
    return None if period is None else f"{((period.last - period.first).days + 1) / 365.25:.1f}"


def _beyond(pots: Iterable[Pot], programme: Programme | None) -> bool:
    """Whether an amount was written for more time than the round has."""
    round_ = None if programme is None else programme.period
    written = [Period(one.period) for one in pots if one.period]
    return round_ is not None and any(one.first < round_.first or one.last > round_.last for one in written)


def _of_collaboration(found: Collaboration, held: Held) -> Iterator[Entry]:
    programme = held.programme
    many = {name: len(getattr(programme, name)) if programme else 0 for name in ("ties", "stakeholders")}
    for name in ("actors", "ties", "density", "reciprocity", "cross_border", "cross_sector"):
        collection = "stakeholders" if name == "actors" else "ties"
        evidence = tuple(f"{collection}[{i}]" for i in range(many[collection]))
        form = (str(found.complete),)
        # A file without any tie does not say that there is none.
        told = found.ties or found.complete or name == "actors"
        value = getattr(found, name) if told else None
        yield Entry("collaboration", name, None, value, form=form, evidence=evidence)


def _of_graph(found: GraphProfile, held: Held) -> Iterator[Entry]:
    for one in found.numbers:
        yield Entry("network", one.name, None, one.value)


def _of_assessment(found: Assessment, held: Held) -> Iterator[Entry]:
    for part in (found.gate, found.matrix, found.profile, found.contributions, found.collaboration):
        if part is not None:
            yield from RECORDED[type(part)](part, held)


# How each result of a programme is read; a change of another kind is refused by name.
RECORDED: Mapping[type[Result], Any] = {
    Assessment: _of_assessment,
    Gate: _of_gate,
    Matrix: _of_matrix,
    Profile: _of_profile,
    Contributions: _of_contributions,
    Collaboration: _of_collaboration,
    GraphProfile: _of_graph,
}


def names_of(kinds: Iterable[type[Result]]) -> tuple[str, ...]:
    """What kinds of results are called."""
    return tuple(one.__name__ for one in kinds)
