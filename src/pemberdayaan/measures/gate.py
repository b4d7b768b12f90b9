"""The gate: criteria, each met, unmet or unknown, and the verdict over them in Kleene logic."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

import attrs

from ..model.elements import Indicator
from ..model.evidence import Number, Reading, Trace
from ..model.framework import Framework
from ..model.rules import Condition, GateRule, Join
from ..model.text import Text
from .kleene import all_of, any_of
from .result import Provenance, Result, Row, bounds_of, plain, references

__all__ = ["CriterionResult", "Gate", "IndicatorResult", "Status", "decide", "judge", "status"]


class Status(StrEnum):
    """What a criterion comes to."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


def status(truth: bool | None) -> Status:
    """The status of a truth value."""
    return Status.UNKNOWN if truth is None else (Status.MET if truth else Status.UNMET)


def decide(value: str | Number | tuple[Number, Number] | None, when: Condition) -> bool | None:
    """Whether a value meets a condition; unknown where there is none, or where an interval lies across it.

    Examples
    --------
    >>> decide((2, 3), Condition(at_least=3)) is None, decide((1, 2), Condition(at_least=3))
    (True, False)
    """
    if value is None:
        return None
    if when.is_:
        return value in when.is_ if isinstance(value, str) else None
    if isinstance(value, str):
        return None
    low, high = value if isinstance(value, tuple) else (value, value)
    truths = {_passes(end, when) for end in (low, high)}
    return truths.pop() if len(truths) == 1 else None


def _passes(number: Number, when: Condition) -> bool | None:
    if number != number:
        return None
    limit = when.threshold
    if isinstance(number, float) and limit is not None and number == float(limit):
        number = limit  # as near to the line as a float can be is on it
    if when.at_least is not None:
        return number >= when.at_least
    if when.above is not None:
        return number > when.above
    if when.at_most is not None:
        return number <= when.at_most
    return when.below is not None and number < when.below


@attrs.frozen
class IndicatorResult:
    """An indicator, what was read for it, and what that decides.

    Parameters
    ----------
    indicator
        Its key.
    reading
        What was found.
    status
        Met, unmet or unknown.
    """

    indicator: str
    reading: Reading
    status: Status


@attrs.frozen
class CriterionResult:
    """A criterion and the indicators that decide it.

    Parameters
    ----------
    criterion
        Its key.
    status
        Met, unmet or unknown.
    join
        Whether all or any of the indicators must be met.
    indicators
        The results of the indicators, in the framework's order.
    qualifiers
        Words for the verdict, as "in an invited space".
    """

    criterion: str
    status: Status
    join: Join
    indicators: tuple[IndicatorResult, ...]
    qualifiers: tuple[Text, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is evidence for it."""
        return any(one.reading.known for one in self.indicators)

    @property
    def deciding(self) -> tuple[IndicatorResult, ...]:
        """The indicators whose status is the criterion's."""
        return tuple(one for one in self.indicators if one.status is self.status)

    @property
    def contested(self) -> tuple[Trace, ...]:
        """The records on the deciding facts that contradict each other."""
        return tuple(dict.fromkeys(trace for one in self.deciding for trace in one.reading.contested))

    @property
    def derived(self) -> bool:
        """Whether it would not be decided without derived readings."""
        if self.status is Status.UNKNOWN:
            return False
        needs_every_one = (self.status is Status.MET) is (self.join is Join.ALL)
        rests = (any if needs_every_one else all)(one.reading.derived for one in self.deciding)
        return bool(self.deciding) and rests

    @property
    def evidence(self) -> tuple[Trace, ...]:
        """The records that decide it."""
        return tuple(dict.fromkeys(trace for one in self.deciding for trace in one.reading.evidence))


def judge(framework: Framework, rule: GateRule, readings: dict[str, Reading]) -> tuple[CriterionResult, ...]:
    """The criteria of a gate, from the readings of its indicators by key."""
    return tuple(_criterion(framework, key, join, readings) for key, join in rule.decide)


def _criterion(framework: Framework, key: str, join: Join, readings: dict[str, Reading]) -> CriterionResult:
    results = tuple(
        IndicatorResult(one.key, readings[one.key], status(decide(readings[one.key].value, one.met_when)))
        for one in deciding_indicators(framework, key)
        if one.met_when is not None
    )
    truths = [{Status.MET: True, Status.UNMET: False, Status.UNKNOWN: None}[one.status] for one in results]
    truth = (all_of(truths) if join is Join.ALL else any_of(truths)) if truths else None
    met = [one.indicator for one in results if one.status is Status.MET]
    alone = truth is True and len(met) == 1 and len(results) > 1 and join is Join.ANY
    qualifier = framework[f"indicator.{met[0]}"] if alone else None
    words = (qualifier.qualifier,) if isinstance(qualifier, Indicator) and qualifier.qualifier else ()
    return CriterionResult(key, status(truth), join, results, words)


def deciding_indicators(framework: Framework, criterion: str) -> tuple[Indicator, ...]:
    """The indicators that decide a criterion."""
    return tuple(
        one for one in framework.indicators if one.part_of == f"criterion.{criterion}" and one.met_when is not None
    )


@attrs.frozen(repr=False)
class Gate(Result):
    """The verdict of a gate rule.

    Parameters
    ----------
    rule
        The key of the rule.
    judged
        ``"members"``: the criteria are judged for ordinary members; ``"inside"``: the file records none apart from
        others inside.
    criteria
        The criteria as they are judged.
    inside
        The criteria for any inside actor, officers included.
    provenance
        Where the result comes from; a framework that was not checked against its source says so in what is shown.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> gate = pb.assess(pb.example("lkms_kartini")).gate
    >>> gate.judged, [(one.criterion, one.status.value) for one in gate.criteria]
    ('members', [('inisiatif', 'unmet'), ('ikut_serta', 'unmet'), ('subjek', 'unmet')])
    """

    kind: ClassVar[str] = "gate"

    rule: str
    judged: str
    criteria: tuple[CriterionResult, ...]
    inside: tuple[CriterionResult, ...]
    provenance: Provenance | None = attrs.field(default=None, eq=False)

    @property
    def verdict(self) -> Status:
        """Met if every criterion is met, unmet if one is not, else unknown."""
        truths = {Status.MET: True, Status.UNMET: False, Status.UNKNOWN: None}
        return status(all_of(truths[one.status] for one in self.criteria))

    @property
    def known(self) -> int:
        """The number of criteria with evidence."""
        return sum(one.known for one in self.criteria)

    def officers_only(self, criterion: str) -> bool:
        """Whether a criterion is met through the officers, and not by ordinary members."""
        own = {one.criterion: one.status for one in self.criteria}
        any_inside = {one.criterion: one.status for one in self.inside}
        return any_inside[criterion] is Status.MET and own[criterion] is not Status.MET

    def rows(self) -> list[Row]:
        """One row for each criterion and indicator, for those judged and for any inside actor."""
        rows: list[Row] = []
        groups = [(self.judged, self.criteria)] + ([("inside", self.inside)] if self.judged != "inside" else [])
        for who, criteria in groups:
            for one in criteria:
                rows.append(_row(who, one.criterion, None, one.status, one.contested, one.derived, one.evidence, None))
                rows += [
                    _row(
                        who,
                        one.criterion,
                        each.indicator,
                        each.status,
                        each.reading.contested,
                        each.reading.derived,
                        each.reading.evidence,
                        each.reading,
                    )
                    for each in one.indicators
                ]
        return rows

    def __repr__(self) -> str:
        words = {Status.MET: "criteria met", Status.UNMET: "criteria not met", Status.UNKNOWN: "cannot tell"}
        lines = [f"{words[self.verdict]} ({self.known} of {len(self.criteria)} criteria have evidence)"]
        for one in self.criteria:
            notes = [str(text) for text in one.qualifiers]
            notes += ["contested"] if one.contested else []
            notes += ["on derived readings only"] if one.derived else []
            notes += ["through its officers only"] if self.officers_only(one.criterion) else []
            lines.append(f"  {one.criterion}: {one.status}" + (f" ({'; '.join(notes)})" if notes else ""))
        return self._told("\n".join(lines))


def _row(
    who: str,
    criterion: str,
    indicator: str | None,
    found: Status,
    contested: Iterable[Trace],
    derived: bool,
    evidence: tuple[Trace, ...],
    reading: Reading | None,
) -> Row:
    value = reading.value if reading else None
    low, high = bounds_of(value)
    return {
        "who": who,
        "criterion": criterion,
        "indicator": indicator,
        "status": found.value,
        "contested": bool(tuple(contested)),
        "derived": derived,
        "value": None if isinstance(value, tuple) else plain(value),
        "low": low,
        "high": high,
        "n": plain(reading.n) if reading else None,
        "of": reading.of if reading else None,
        "references": references(evidence),
    }
