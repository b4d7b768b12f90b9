"""The parts of a framework: criteria, stages, principles, goals, indicators and what else a theory names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .adequacy import Adequacy
from .fields import (
    as_arguments,
    as_bool,
    as_fraction,
    as_key,
    as_keys,
    as_str,
    choose,
    member,
)
from .noun import Noun
from .records import Phase, as_phases
from .rules import Condition
from .stakeholders import Sector
from .text import Text, as_text

__all__ = [
    "ELEMENTS",
    "ActivityType",
    "Actor",
    "Benefit",
    "Component",
    "Criterion",
    "Direction",
    "Domain",
    "Element",
    "Facet",
    "Goal",
    "Indicator",
    "Outcome",
    "Principle",
    "ProgrammeType",
    "Role",
    "Stage",
]


class Direction(StrEnum):
    """Whether more of an indicator is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


def as_direction(value: Direction | str) -> Direction:
    """A `Direction`, or the text that names it."""
    return choose(Direction, "direction", value)


# A kind without fields of its own is a plain subclass: making an attrs class anew for each would slow the import.


@attrs.frozen
class Element(Noun):
    """A part of a framework.

    Parameters
    ----------
    key, label
        Its name in files and on paper; the key is unique within its kind.
    definition
        What it means, in our own words.
    part_of
        The address of the element that it belongs to.
    also
        Other names in use; each finds it.
    quote
        The few words of the source that it stands for.
    note
        What else is known.

    Examples
    --------
    >>> Principle("kemandirian", Text(id="Kemandirian", en="Self-reliance")).address
    'principle.kemandirian'
    """

    kind: ClassVar[str] = "element"

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    definition: Text | None = attrs.field(default=None, converter=optional(as_text))
    part_of: str | None = attrs.field(default=None, converter=optional(as_str), metadata={"ref": "element"})
    also: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    quote: str | None = attrs.field(default=None, converter=optional(as_str))
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    @property
    def address(self) -> str:
        """``kind.key``, by which relations, observations and matches name it."""
        return f"{self.kind}.{self.key}"


class Criterion(Element):
    """What must hold for the framework to apply its name."""

    __slots__ = ()
    kind = "criterion"


@attrs.frozen
class Stage(Element):
    """A stage or strategy of the framework.

    Parameters
    ----------
    phases
        The phases of a programme's cycle that it covers, none for a strategy; ``phase`` in files.
    """

    kind = "stage"

    phases: tuple[Phase, ...] = attrs.field(default=(), converter=as_phases, kw_only=True, metadata={"file": "phase"})


class Principle(Element):
    """A guideline that empowerment follows."""

    __slots__ = ()
    kind = "principle"


class Component(Element):
    """A part of a principle; an index, or a part of one that has parts itself."""

    __slots__ = ()
    kind = "component"


class Goal(Element):
    """What empowerment aims at."""

    __slots__ = ()
    kind = "goal"


class Benefit(Element):
    """What a community gains."""

    __slots__ = ()
    kind = "benefit"


class Outcome(Element):
    """What comes of it in the long run."""

    __slots__ = ()
    kind = "outcome"


class Role(Element):
    """A role that an actor may have."""

    __slots__ = ()
    kind = "role"


@attrs.frozen
class Actor(Element):
    """Who takes part.

    Parameters
    ----------
    sectors
        The sectors of a programme's stakeholders that it stands for.
    """

    kind = "actor"

    sectors: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)

    def _faults(self) -> Iterator[Fault]:
        yield from _sector_faults("sectors", self.sectors)


class ActivityType(Element):
    """A kind of activity."""

    __slots__ = ()
    kind = "activity_type"


class ProgrammeType(Element):
    """A kind of programme."""

    __slots__ = ()
    kind = "programme_type"


class Domain(Element):
    """A domain that is rated."""

    __slots__ = ()
    kind = "domain"


class Facet(Element):
    """One side of a framework that crosses several."""

    __slots__ = ()
    kind = "facet"


@attrs.frozen
class Indicator(Element):
    """What is observed or computed as evidence for an element.

    Parameters
    ----------
    measure
        The programme measure that computes it, as ``"participation.phases"``; None if it is only rated.
    arguments
        What the measure is told; ``with`` in files. Pairs, a mapping is accepted.
    met_when
        The threshold that decides a criterion.
    qualifier
        Words for the verdict where this indicator alone meets its criterion.
    scale
        The key of the framework's scale that its values stand on.
    direction, weight, cutoff
        Whether more is better; its weight in an index; the value below which a unit is deprived.
    adequate
        How the answers of a survey make a person adequate in it.
    question
        What to ask where there is no evidence.
    whom
        The sectors to ask.
    actors
        The keys of the framework's actors that can change it.
    limit
        What it cannot show.
    source
        The ground of the indicator and its numbers.
    ours
        True if it is this library's own and not the source's.

    Examples
    --------
    >>> lasting = Indicator(
    ...     "lasting", "Bodies that last", measure="resources.lasting", arguments={"months": 12}, whom="community"
    ... )
    >>> lasting.arguments
    (('months', 12),)
    """

    kind = "indicator"

    measure: str | None = attrs.field(default=None, converter=optional(as_str), kw_only=True)
    arguments: tuple[tuple[str, Any], ...] = attrs.field(
        default=(), converter=as_arguments, kw_only=True, metadata={"file": "with"}
    )
    met_when: Condition | None = attrs.field(default=None, validator=member(Condition), kw_only=True)
    qualifier: Text | None = attrs.field(default=None, converter=optional(as_text), kw_only=True)
    scale: str | None = attrs.field(default=None, converter=optional(as_key), kw_only=True, metadata={"ref": "scale"})
    direction: Direction = attrs.field(default=Direction.NONE, converter=as_direction, kw_only=True)
    weight: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    cutoff: Fraction | None = attrs.field(default=None, converter=optional(as_fraction), kw_only=True)
    adequate: Adequacy | None = attrs.field(default=None, validator=member(Adequacy), kw_only=True)
    question: Text | None = attrs.field(default=None, converter=optional(as_text), kw_only=True)
    whom: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)
    actors: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True)
    limit: Text | None = attrs.field(default=None, converter=optional(as_text), kw_only=True)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, kw_only=True, metadata={"ref": "reference"})
    ours: bool = attrs.field(default=False, converter=as_bool, kw_only=True)

    def _faults(self) -> Iterator[Fault]:
        yield from _sector_faults("whom", self.whom)
        if self.arguments and self.measure is None:
            yield fault("missing_key", given="measure")


def _sector_faults(where: str, sectors: tuple[str, ...]) -> Iterator[Fault]:
    known = tuple(sector.value for sector in Sector)
    for i, given in enumerate(sectors):
        if given not in known:
            yield fault("not_a_choice", f"{where}[{i}]", given=given, noun="sector", choices=known)


# The sections of a framework's file that hold elements, and the class of each.
ELEMENTS: Mapping[str, type[Element]] = {
    "criteria": Criterion,
    "stages": Stage,
    "principles": Principle,
    "components": Component,
    "goals": Goal,
    "benefits": Benefit,
    "outcomes": Outcome,
    "roles": Role,
    "actors": Actor,
    "activity_types": ActivityType,
    "programme_types": ProgrammeType,
    "domains": Domain,
    "facets": Facet,
    "indicators": Indicator,
}
