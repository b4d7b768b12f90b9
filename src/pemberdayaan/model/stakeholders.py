"""Who is concerned: actors with their sector, groups with their headcounts, and ties."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .fields import as_bool, as_key, as_keys, as_number, as_tuple, choose, members
from .noun import Noun
from .periods import Period, as_period
from .scales import Quantity, as_quantities, as_quantity, bounds
from .text import Text, as_text

__all__ = ["Axis", "Basis", "Group", "Headcount", "Sector", "Stakeholder", "Tie", "TieKind"]


class Sector(StrEnum):
    """Where a stakeholder belongs."""

    COMMUNITY = "community"
    COMMUNITY_ORGANISATION = "community_organisation"
    VILLAGE_GOVERNMENT = "village_government"
    GOVERNMENT = "government"
    STATE_ENTERPRISE = "state_enterprise"
    NGO = "ngo"
    PRIVATE = "private"
    ACADEMIA = "academia"
    MEDIA = "media"
    DONOR = "donor"
    OTHER = "other"

    @property
    def inside(self) -> bool | None:
        """Inside or outside the community; None where the file must say it."""
        return _INSIDE.get(self)


def as_sector(value: Sector | str) -> Sector:
    """A `Sector`, or the text that names it."""
    return choose(Sector, "sector", value)


_INSIDE = {
    Sector.COMMUNITY: True,
    Sector.COMMUNITY_ORGANISATION: True,
    Sector.GOVERNMENT: False,
    Sector.STATE_ENTERPRISE: False,
    Sector.NGO: False,
    Sector.PRIVATE: False,
    Sector.DONOR: False,
}


class Basis(StrEnum):
    """Whether a source states a fact, or it is derived from what the source says."""

    STATED = "stated"
    DERIVED = "derived"


def as_basis(value: Basis | str) -> Basis:
    """A `Basis`, or the text that names it."""
    return choose(Basis, "basis", value)


class Axis(StrEnum):
    """The line along which a group differs from the rest of the community."""

    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    GENDER = "gender"
    STATUS = "status"
    AGE = "age"
    DISABILITY = "disability"
    PLACE = "place"
    OTHER = "other"


def as_axis(value: Axis | str) -> Axis:
    """A `Axis`, or the text that names it."""
    return choose(Axis, "axis", value)


class TieKind(StrEnum):
    """The kinds of tie that have a name of their own; a file may use others."""

    KNOWLEDGE = "knowledge"
    EXPERIENCE = "experience"
    RESOURCES = "resources"
    POLICY = "policy"
    FUNDING = "funding"


@attrs.frozen
class Stakeholder(Noun):
    """Somebody with a part in the programme: a body, or people by their role.

    Parameters
    ----------
    key, label
        Its name in files and on paper; people by their role, never by name.
    sector
        A `Sector`.
    inside
        Whether it belongs to the community. Follows from the sector; must be said for the others
        (village government, academia, media, other).
    role
        What it does in the programme.
    power, interest
        Ratings, where a source gives them.
    person
        True for a single person, who is shown by the role.
    source, note
        Where it is said, and what else is known.

    Examples
    --------
    >>> Stakeholder("kades", "Village head", "village_government", inside=False).inside
    False
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    sector: Sector = attrs.field(converter=as_sector)
    inside: bool | None = attrs.field(default=None, converter=optional(as_bool))
    role: Text | None = attrs.field(default=None, converter=optional(as_text))
    power: float | None = attrs.field(default=None, converter=optional(as_number))
    interest: float | None = attrs.field(default=None, converter=optional(as_number))
    person: bool = attrs.field(default=False, converter=as_bool)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    def __attrs_post_init__(self) -> None:
        Noun.__attrs_post_init__(self)
        if self.inside is None:
            object.__setattr__(self, "inside", self.sector.inside)

    def _faults(self) -> Iterator[Fault]:
        fixed = self.sector.inside
        if fixed is None and self.inside is None:
            yield fault("inside_unsaid", "inside", given=self.sector.value)
        elif fixed is not None and self.inside not in (None, fixed):
            yield fault("inside_fixed", "inside", given=self.sector.value, expected=str(fixed).lower())


def headcount_faults(
    people: float | Quantity | None, women: float | Quantity | None, men: float | Quantity | None
) -> Iterator[Fault]:
    """Women and men together are not more than the people there may be."""
    if people is None or (women is None and men is None):
        return
    parts = sum(bounds(part)[0] for part in (women, men) if part is not None)
    total = bounds(people)[1]
    if parts > total and not (isinstance(people, Quantity) and people.about is not None):
        yield fault("parts_over_total", "people", parts=f"{parts:g}", total=f"{total:g}")


@attrs.frozen
class Headcount(Noun):
    """How many people a group has at a time.

    Parameters
    ----------
    period
        When they were counted.
    people, women, men
        Numbers of persons, at least 0, exact or a `Quantity`; women and men together at most people.
    others
        Numbers of persons by other groups' keys; a mapping is accepted.
    source, note
        Where it is said, and what else is known.

    Examples
    --------
    >>> Headcount(2019, people=63693, women=34254, men=29439).women
    34254
    """

    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    people: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    women: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    men: float | Quantity | None = attrs.field(default=None, converter=optional(as_quantity))
    others: tuple[tuple[str, float | Quantity], ...] = attrs.field(
        default=(), converter=as_quantities, metadata={"ref_keys": "group"}
    )
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    def _faults(self) -> Iterator[Fault]:
        yield from headcount_faults(self.people, self.women, self.men)


@attrs.frozen
class Group(Noun):
    """A part of the people: the poor, a hamlet, farm labourers, the residents as a whole.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    of
        The stakeholder that its people belong to.
    axis
        The line along which it differs, see `Axis`.
    headcounts
        How many people it has, by date.
    source, note
        Where it is said, and what else is known.

    Examples
    --------
    >>> Group(
    ...     "upper", "Upper hamlet", of="residents", axis="place", headcounts=[Headcount(2022, people=120)]
    ... ).axis.value
    'place'
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    of: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "stakeholder"})
    axis: Axis | None = attrs.field(default=None, converter=optional(as_axis))
    headcounts: tuple[Headcount, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Headcount))
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen
class Tie(Noun):
    """A tie from one stakeholder to another.

    Parameters
    ----------
    from_, to
        The two stakeholders; ``from`` in files. What flows goes from the one to the other.
    kind
        One or several: a `TieKind` or a word of your own.
    label
        What the tie is, in the words of the source.
    weight
        Its strength, at least 0; which end of the scale is strong is said where strength is used.
    period, reported_by, basis, source, note
        When, by which stakeholder, stated or derived, where it is said, what else is known.

    Examples
    --------
    >>> Tie("office", "committee", ["funding", "policy"]).kind
    ('funding', 'policy')
    """

    from_: str = attrs.field(converter=as_key, metadata={"ref": "stakeholder", "file": "from"})
    to: str = attrs.field(converter=as_key, metadata={"ref": "stakeholder"})
    kind: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    label: Text | None = attrs.field(default=None, converter=optional(as_text))
    weight: float | None = attrs.field(default=None, converter=optional(as_number))
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    reported_by: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stakeholder"})
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    def _faults(self) -> Iterator[Fault]:
        if self.weight is not None and self.weight < 0:
            yield fault("negative", "weight", given=self.weight)
