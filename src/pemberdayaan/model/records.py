"""What a programme's file records: stages, activities, who took part, who gave, who gained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .fields import as_bool, as_count, as_key, as_keys, as_str, choose, member
from .noun import Noun
from .periods import Period, as_period
from .scales import Distribution, Quantity, as_distribution, as_quantities, as_quantity
from .stakeholders import Basis, as_basis, headcount_faults
from .text import Text, as_text

__all__ = [
    "EVALUATION",
    "IMPLEMENTATION",
    "PLANNING",
    "Activity",
    "Contribution",
    "ContributionKind",
    "ContributionStatus",
    "Decides",
    "Initiative",
    "Participation",
    "Phase",
    "ProgrammeBenefit",
    "ProgrammeStage",
]


class Phase(StrEnum):
    """The parts of a programme's cycle, that every programme's own stages are mapped to."""

    IDENTIFY = "identify"
    PLAN = "plan"
    DECIDE = "decide"
    IMPLEMENT = "implement"
    EVALUATE = "evaluate"
    REPORT = "report"
    BENEFIT = "benefit"
    MAINTAIN = "maintain"


def as_phase(value: Phase | str) -> Phase:
    """A `Phase`, or the text that names it."""
    return choose(Phase, "phase", value)


PLANNING = frozenset({Phase.IDENTIFY, Phase.PLAN, Phase.DECIDE})
IMPLEMENTATION = frozenset({Phase.IMPLEMENT})
EVALUATION = frozenset({Phase.EVALUATE, Phase.REPORT})


class Decides(StrEnum):
    """Whether a side decides: without the other side of the community's border, together with it, or not."""

    ALONE = "alone"
    JOINTLY = "jointly"
    NO = "no"


def as_decides(value: Decides | str) -> Decides:
    """A `Decides`, or the text that names it."""
    return choose(Decides, "way to decide", value)


class ContributionKind(StrEnum):
    """The kinds of contribution that have a name of their own; a file may use others."""

    MONEY = "money"
    LABOUR = "labour"
    GOODS = "goods"
    LAND = "land"
    SKILL = "skill"
    IDEAS = "ideas"
    TIME = "time"
    FOOD = "food"


class ContributionStatus(StrEnum):
    """Whether something was given, promised, or put into a common pool."""

    GIVEN = "given"
    PROMISED = "promised"
    POOLED = "pooled"


def as_contribution_status(value: ContributionStatus | str) -> ContributionStatus:
    """A `ContributionStatus`, or the text that names it."""
    return choose(ContributionStatus, "status", value)


def as_phases(value: str | Phase | Iterable[str | Phase]) -> tuple[Phase, ...]:
    """One phase or several."""
    phase = as_phase
    return tuple(phase(one) for one in as_keys(value))


@attrs.frozen
class ProgrammeStage(Noun):
    """A stage in the programme's own words.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    phases
        The phases of the cycle that it covers; ``phase`` in files.
    source, note
        Where it is said, and what else is known.

    Examples
    --------
    >>> ProgrammeStage("rembuk", "Hamlet meetings", ["identify", "plan"]).phases
    (<Phase.IDENTIFY: 'identify'>, <Phase.PLAN: 'plan'>)
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    phases: tuple[Phase, ...] = attrs.field(converter=as_phases, metadata={"file": "phase"})
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    def _faults(self) -> Iterator[Fault]:
        if not self.phases:
            yield fault("missing_key", given="phase")


@attrs.frozen
class Initiative(Noun):
    """Who started it: whose idea, who decided to start, who set it up. An absent part is no evidence.

    Parameters
    ----------
    idea, decision, setup
        The stakeholders, each complete: who is not named did not.
    basis, source, note
        Stated or derived, where it is said, what else is known.

    Examples
    --------
    >>> Initiative(idea="residents", decision=["residents", "office"]).setup  # no evidence
    ()
    """

    idea: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    decision: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    setup: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen
class Activity(Noun):
    """Something that was done: a meeting, a training, a road; or a number of equal ones.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    stage
        The programme's stage that it belongs to.
    type
        What kind of activity, as ``"training"``.
    led_by
        The stakeholders that lead it, complete.
    initiated_by
        Who decided that it should be; short for an initiative with a decision alone.
    initiative
        Whose idea, who decided, who set it up.
    date
        When it was.
    active_until
        How long what it made went on: a team, a fund, a pump.
    count
        How many equal activities the record stands for; at least 0.
    realised
        How many of them were carried out.
    place, basis, source, note
        Where, stated or derived, where it is said, what else is known.

    Examples
    --------
    >>> meeting = Activity("meeting", "Hamlet meetings", initiated_by="residents", date="2022-01", count=4)
    >>> meeting.decided_by, meeting.date.last
    (('residents',), datetime.date(2022, 1, 31))
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    stage: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "stage"})
    type: str | None = attrs.field(default=None, converter=optional(as_str))
    led_by: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    initiated_by: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    initiative: Initiative | None = attrs.field(default=None, validator=member(Initiative))
    date: Period | None = attrs.field(default=None, converter=optional(as_period))
    active_until: Period | None = attrs.field(default=None, converter=optional(as_period))
    count: int = attrs.field(default=1, converter=as_count)
    realised: int | None = attrs.field(default=None, converter=optional(as_count))
    place: str | None = attrs.field(default=None, converter=optional(as_str))
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who decided that it should be."""
        return self.initiated_by or (self.initiative.decision if self.initiative else ())

    def _faults(self) -> Iterator[Fault]:
        if self.initiated_by and self.initiative is not None:
            yield fault("both", "initiated_by", first="initiated_by", second="initiative")
        if self.date and self.active_until and self.active_until.last < self.date.first:
            yield fault("reversed", "active_until", first=str(self.date), last=str(self.active_until))
        if self.realised is not None and self.realised > self.count:
            yield fault("out_of_range", "realised", given=self.realised, low=0, high=self.count)


@attrs.frozen
class Participation(Noun):
    """Who took part in an activity, a stage, or the whole programme, and how deeply.

    Parameters
    ----------
    who
        The stakeholder.
    stage, activity
        What it took part in: one of the two, or neither for the whole programme.
    group
        The group of its people that the record is about.
    people, women, men
        Numbers of persons, at least 0, exact or a `Quantity`.
    groups
        Numbers of persons of other groups, by key; a mapping is accepted.
    takes_part
        True or false where the source says it without a number.
    depth
        One or several levels of the scale.
    distribution
        Respondents by level of the scale.
    scale
        The programme's own scale, or ``framework-key.scale``.
    decides
        See `Decides`.
    basis, period, rater, source, note
        Stated or derived, when, by whom it was said, where, what else is known.

    Examples
    --------
    >>> Participation("residents", stage="plan", people=Quantity(about=60), women=25, decides="jointly").people
    Quantity(about=60)
    >>> Participation("residents", stage="plan", people=20, women=25)
    Traceback (most recent call last):
        ...
    pemberdayaan.errors.InvalidInput: 1 fault: women + men (25) are more than people (20) @ people
    """

    who: str = attrs.field(converter=as_key, metadata={"ref": "stakeholder"})
    stage: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "stage"})
    activity: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "activity"})
    group: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "group"})
    people: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    women: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    men: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    groups: tuple[tuple[str, float | Quantity], ...] = attrs.field(
        default=(), converter=as_quantities, metadata={"ref_keys": "group"}
    )
    takes_part: bool | None = attrs.field(default=None, converter=optional(as_bool))
    depth: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    distribution: Distribution | None = attrs.field(default=None, converter=optional(as_distribution))
    scale: str | None = attrs.field(default=None, converter=optional(as_str), metadata={"ref": "scale"})
    decides: Decides | None = attrs.field(default=None, converter=optional(as_decides))
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    rater: str | None = attrs.field(default=None, converter=optional(as_str))
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    def _faults(self) -> Iterator[Fault]:
        if self.stage is not None and self.activity is not None:
            yield fault("both", "activity", first="stage", second="activity")
        yield from headcount_faults(self.people, self.women, self.men)
        if (self.depth or self.distribution) and self.scale is None:
            yield fault("no_scale", "depth")


@attrs.frozen
class Contribution(Noun):
    """What somebody gave, promised or pooled.

    Parameters
    ----------
    from_
        The stakeholder that it starts from; ``from`` in files.
    kind
        A `ContributionKind` or a word of your own.
    via
        The stakeholders that it passes through.
    to
        Who receives it.
    amount, unit
        How much, at least 0, exact or a `Quantity`. No amount means unvalued, and is lawful. Money
        without unit is in the programme's currency.
    label
        What it is.
    period, status
        When; given, promised or pooled.
    decided_by
        Who decided on its use.
    basis, source, note
        Stated or derived, where it is said, what else is known.

    Examples
    --------
    >>> Contribution("residents", "labour", amount=240, unit="HOK").status.value
    'given'
    >>> Contribution("residents", "land").amount is None  # given, and unvalued
    True
    """

    from_: str = attrs.field(converter=as_key, metadata={"ref": "stakeholder", "file": "from"})
    kind: str = attrs.field(converter=as_key)
    via: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    to: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "about"})
    amount: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    unit: str | None = attrs.field(default=None, converter=optional(as_str))
    label: Text | None = attrs.field(default=None, converter=optional(as_text))
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    status: ContributionStatus = attrs.field(default=ContributionStatus.GIVEN, converter=as_contribution_status)
    decided_by: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen
class ProgrammeBenefit(Noun):
    """What a group gained.

    Parameters
    ----------
    group
        The group or the stakeholder that gained.
    what
        What it gained.
    people
        How many persons, at least 0.
    amount, unit
        How much, at least 0, exact or a `Quantity`.
    period, arm
        When; which of several compared states.
    counting
        How what several groups share was counted, as ``"naming"`` or ``"equal_split"``.
    basis, source, note
        Stated or derived, where it is said, what else is known.

    Examples
    --------
    >>> ProgrammeBenefit("upper_hamlet", "Water at the house", people=100, period=2023).people
    100
    """

    group: str = attrs.field(converter=as_key, metadata={"ref": "group or stakeholder"})
    what: Text | None = attrs.field(default=None, converter=optional(as_text))
    people: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    amount: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    unit: str | None = attrs.field(default=None, converter=optional(as_str))
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    arm: str | None = attrs.field(default=None, converter=optional(as_str))
    counting: str | None = attrs.field(default=None, converter=optional(as_key))
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))
