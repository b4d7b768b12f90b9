"""What there is evidence for, what there is none for, and what to ask next, and whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from ..model.elements import Element, Indicator
from ..model.evidence import Observation, Reading, Remark
from ..model.framework import Framework
from ..model.programme import COLLECTIONS, Programme
from ..model.rules import ProfileRule
from ..model.text import Text
from .gate import Gate, Status
from .observed import rates_another
from .profile import Profile
from .result import Result, Row

__all__ = ["Coverage", "Covered", "Question", "Questions", "coverage_of", "questions_of"]


@attrs.frozen
class Covered:
    """How much evidence there is for an element.

    Parameters
    ----------
    address
        The element.
    known, of
        How many of its indicators, or ratings, have evidence.
    records
        How many records that is.
    """

    address: str
    known: int
    of: int
    records: int


@attrs.frozen(repr=False)
class Coverage(Result):
    """The evidence behind an assessment.

    Parameters
    ----------
    elements
        The criteria and the profile's elements, each with its evidence.
    records
        Pairs of a collection and its number of records.
    default_source
        How many records rest on the file's default source alone.
    unmatched
        The addresses that observations name and the framework does not have, with how often.
    remarks
        What the file itself says about conflicts, breaks, gaps and rules.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> coverage = pb.assess(pb.example("lkms_kartini")).coverage
    >>> [(one.address, one.known, one.of) for one in coverage.elements if one.address == "principle.ham"]
    [('principle.ham', 0, 3)]
    """

    kind: ClassVar[str] = "coverage"

    elements: tuple[Covered, ...]
    records: tuple[tuple[str, int], ...]
    default_source: int
    unmatched: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...]

    def rows(self) -> list[Row]:
        """One row for each element, collection and remark."""
        rows: list[Row] = [_row("element", one.address, one.known, one.of, None) for one in self.elements]
        rows += [_row("records", name, count, None, None) for name, count in self.records]
        rows.append(_row("records", "default_source", self.default_source, None, None))
        rows += [_row("unmatched", address, count, None, None) for address, count in self.unmatched]
        rows += [_row("remark", one.kind.value, None, None, str(one.what)) for one in self.remarks]
        return rows

    def __repr__(self) -> str:
        known = sum(one.known > 0 for one in self.elements)
        return f"Coverage: evidence on {known} of {len(self.elements)} elements"


def _row(section: str, what: str, known: int | None, of: int | None, note: str | None) -> Row:
    return {"section": section, "what": what, "known": known, "of": of, "note": note}


def coverage_of(programme: Programme, framework: Framework, gate: Gate | None, profile: Profile | None) -> Coverage:
    """The coverage of a programme's evidence."""
    elements: list[Covered] = []
    for one in gate.criteria if gate else ():
        read = [each.reading for each in one.indicators]
        elements.append(_covered(f"criterion.{one.criterion}", read))
    for address in dict.fromkeys(line.address for line in profile.lines) if profile else ():
        assert profile is not None
        elements.append(_covered(address, [line.reading for line in profile.of(address)]))
    rated = {line.address for line in profile.lines} if profile else set()
    elements += [
        Covered(element.address, 0, 0, 0) for element in _shown(framework, profile) if element.address not in rated
    ]
    records = tuple((name, len(getattr(programme, name))) for name in COLLECTIONS)
    sourced = [one for name in COLLECTIONS for one in getattr(programme, name) if hasattr(one, "source")]
    unmatched: dict[str, int] = {}
    for observation in programme.observations:
        if observation.element is not None and not _known(observation, framework):
            unmatched[observation.element] = unmatched.get(observation.element, 0) + 1
    alone = sum(not one.source for one in sourced) if programme.source else 0
    return Coverage(tuple(elements), records, alone, tuple(unmatched.items()), programme.remarks)


def _known(one: Observation, framework: Framework) -> bool:
    return not rates_another(one, framework) and (one.element in framework or one.element in framework.labels)


def _shown(framework: Framework, profile: Profile | None) -> tuple[Element, ...]:
    if profile is None:
        return ()
    rule = framework.rule(profile.rule)
    return framework.shown_by(rule) if isinstance(rule, ProfileRule) else ()


def _covered(address: str, readings: Iterable[Reading]) -> Covered:
    every = list(readings)
    records = {trace.record for reading in every for trace in reading.evidence}
    return Covered(address, sum(reading.known for reading in every), len(every), len(records))


@attrs.frozen
class Question:
    """What to ask next, and whom.

    Parameters
    ----------
    element
        The address of what it would be evidence for.
    text
        The question; None where the framework has none.
    whom
        The stakeholders to ask; empty where the programme has none of the sectors.
    sectors
        The sectors to ask.
    about
        What is not recorded, by key.
    why
        ``"none"`` no evidence, ``"partly"`` not enough to decide, ``"contested"`` sources disagree.
    """

    element: str
    text: Text | None
    whom: tuple[str, ...]
    sectors: tuple[str, ...]
    about: tuple[str, ...]
    why: str


@attrs.frozen(repr=False)
class Questions(Result):
    """What to ask next: first what keeps the verdict open, then what is missing from the profile.

    Parameters
    ----------
    questions
        In that order.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> first = pb.assess(pb.example("praga_polnoc")).questions.questions[0]
    >>> first.element, first.why
    ('indicator.participation_phases', 'partly')
    """

    kind: ClassVar[str] = "questions"

    questions: tuple[Question, ...]

    def rows(self) -> list[Row]:
        """One row for each question."""
        return [
            {
                "element": one.element,
                "question": None if one.text is None else str(one.text),
                "whom": "; ".join(one.whom or one.sectors) or None,
                "about": "; ".join(one.about) or None,
                "why": one.why,
            }
            for one in self.questions
        ]

    def __repr__(self) -> str:
        lines = [f"  {one.text or one.element} [{', '.join(one.whom or one.sectors)}]" for one in self.questions[:10]]
        return "\n".join([f"{len(self.questions)} questions", *lines])


def questions_of(
    programme: Programme, framework: Framework, gate: Gate | None, coverage: Coverage, readings: Mapping[str, Reading]
) -> Questions:
    """The questions that the evidence leaves open."""
    asked: dict[str, Question] = {}
    for criterion in gate.criteria if gate else ():
        disputed = criterion.contested and criterion.status is not Status.UNKNOWN
        for one in criterion.indicators:
            if (one.status is Status.UNKNOWN and criterion.status is Status.UNKNOWN) or (
                disputed and one.reading.contested
            ):
                asked.setdefault(one.indicator, _question(programme, framework, one.indicator, one.reading))
    for key, reading in readings.items():
        if not reading.known or reading.contested:
            asked.setdefault(key, _question(programme, framework, key, reading))
    bare = [
        Question(one.address, None, _asked(programme, ("community", "community_organisation")), (), (), "none")
        for one in coverage.elements
        if one.of == 0
    ]
    return Questions((*asked.values(), *bare))


def _question(programme: Programme, framework: Framework, key: str, reading: Reading) -> Question:
    indicator = framework[f"indicator.{key}"]
    assert isinstance(indicator, Indicator)
    why = "contested" if reading.contested else ("partly" if reading.known else "none")
    whom = _asked(programme, indicator.whom)
    return Question(indicator.address, indicator.question, whom, indicator.whom, reading.missing, why)


def _asked(programme: Programme, sectors: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(sectors)
    return tuple(one.key for sector in wanted for one in programme.stakeholders if one.sector.value == sector)
