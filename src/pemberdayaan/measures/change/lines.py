"""What changed between two rounds, line by line, and what could not be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from ...errors import InvalidInput, fault
from ...model.text import Text
from ..pooling import Pool, Term
from ..result import Items, Library, Provenance, Result, Row, plain
from .units import UnitChanges

__all__ = ["Change", "ChangeLine", "LostLine", "LostLines", "Movement", "Movements"]

# How many lines are told.
SHOWN = 12


@attrs.frozen
class ChangeLine:
    """One value in two rounds.

    Parameters
    ----------
    group
        Of whom; ``"all"`` without groups, and None for a programme.
    who
        Whose share it is, or the part of an assessment that it stands in.
    measure, element
        What was measured, and of which indicator, node, stage or group; None for the whole.
    before, after
        The two values; None for a level, for an interval, and where there is none.
    before_low, before_high, after_low, after_high
        The interval of each: of sampling, or of what is not recorded.
    before_level, after_level
        The two levels, on an ordinal or nominal scale.
    absolute, se, low, high
        After less before, its standard error, and its interval; without a standard error the interval is a bound.
    relative, relative_se
        The change over the value before; None where that is not above 0.
    yearly, yearly_relative
        The change for each year, and the yearly rate of growth; None where the years are not said.
    n_before, n_after, n_both
        What each rests on, and how many units are in both; None where units are not known by name.
    df
        Degrees of freedom of the interval.
    moved
        ``"up"``, ``"down"`` or ``"same"`` for what is ordinal, ``"other"`` for another level without order.
    why
        Why there is no change: ``"no_before"``, ``"no_after"``, ``"undecided"`` (a criterion of which one round cannot
        tell), ``"another_form"`` (another scale, unit or counting rule), ``"another_rater"``, ``"other_parts"`` (the
        lowest, or a share, of other groups or phases), ``"break"``, ``"undated"`` (one of the two rests on records
        without a date, which count in every round), ``"same_records"`` (both rest on the same), ``"follow_up"`` (what
        began later had less time to last), ``"spans"`` (an amount is of more time than the round); or ``"bounds"``: the
        limits are those of what is not recorded; ``"no_error"``: no error can be told; None otherwise.
    """

    group: Any
    who: str | None
    measure: str
    element: str | None = None
    before: float | None = None
    after: float | None = None
    before_low: float | None = None
    before_high: float | None = None
    after_low: float | None = None
    after_high: float | None = None
    before_level: str | None = None
    after_level: str | None = None
    absolute: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    relative: float | None = None
    relative_se: float | None = None
    yearly: float | None = None
    yearly_relative: float | None = None
    n_before: float | None = None
    n_after: float | None = None
    n_both: int | None = None
    df: int | None = None
    moved: str | None = None
    why: str | None = None

    @property
    def name(self) -> tuple[Any, str | None, str, str | None]:
        """What tells it from other lines."""
        return self.group, self.who, self.measure, self.element


@attrs.frozen
class LostLine:
    """What stands in one round only, or could not be compared.

    Parameters
    ----------
    what
        ``"group"``, ``"unit"``, ``"element"`` or ``"line"``.
    key
        Which.
    reason
        ``"only_before"``, ``"only_after"``, ``"not_in_all"``, ``"not_scored"``, ``"no_evidence"``, or as in
        `change.ChangeLine`.
    """

    what: str
    key: Any
    reason: str


@attrs.frozen(repr=False)
class LostLines(Items[LostLine]):
    """What stands in one round only, or could not be compared.

    Parameters
    ----------
    items
        One for each.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "lost_lines"

    def __repr__(self) -> str:
        kinds = [f"{one.what} {one.reason}" for one in self.items]
        told = ", ".join(f"{kinds.count(one)} {one}" for one in dict.fromkeys(kinds))
        return f"LostLines: {told or 'none'}"


@attrs.frozen
class Movement:
    """How many moved on an ordinal scale; levels are never subtracted.

    Parameters
    ----------
    group
        Of whom.
    element
        What moved: ``"class"`` for the classes of an index, or the part of an assessment.
    up, same, down
        How many stand higher, as high, and lower than before.
    other
        How many have another level on a scale without order.
    n
        How many are known in both rounds.
    """

    group: Any
    element: str
    up: int
    same: int
    down: int
    other: int
    n: int


@attrs.frozen(repr=False)
class Movements(Items[Movement]):
    """How many moved up and down.

    Parameters
    ----------
    items
        One for each group and element.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "movements"

    def __repr__(self) -> str:
        told = "; ".join(
            f"{one.group or ''} {one.element}: {one.up} up, {one.same} same, {one.down} down".strip()
            for one in self.items[:SHOWN]
        )
        return f"Movements: {told or 'none'}"


@attrs.frozen(eq=False, repr=False)
class Change(Result):
    """What changed between two rounds of one rule.

    It is a change, not evidence of effect: for that a comparison group has to stand beside it, see `change.against`.

    Parameters
    ----------
    of
        The kind of the results that were compared.
    lines
        One for each group, who, measure and element.
    times
        What the two rounds are called; None where they have no name.
    years
        What lies between them; None where it is not said.
    unit
        The column by which units are the same in both rounds; None for a repeated cross-section.
    shared
        How many sampling units both know, through which they covary.
    moved
        How many moved up and down, on ordinal scales.
    lost
        What stands in one round only.
    confidence
        Of the intervals; None where there are none of sampling.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    against
        The two groups of a difference in differences, whose changes are subtracted; None for a change.
    assumptions
        What has to hold for a difference in differences to be an effect.
    pool, terms, values
        Of samples: the rounds and the design that they share, for each group its places in the two, and who, measure
        and element of each value.
    labels
        What elements are called.
    units
        The scores of each unit, in a panel of an index.
    """

    kind: ClassVar[str] = "change"

    of: str
    lines: tuple[ChangeLine, ...]
    times: tuple[Any, Any] | None
    years: float | None
    unit: str | None
    shared: int
    moved: Movements
    lost: LostLines
    confidence: float | None
    provenance: Provenance
    frame_library: Library | None = None
    against: tuple[Any, Any] | None = None
    assumptions: tuple[Text, ...] = ()
    pool: Pool | None = None
    terms: Mapping[Any, tuple[Term, Term]] = attrs.field(factory=dict)
    values: tuple[tuple[str, str, str | None], ...] = ()
    labels: Mapping[str, Text] = attrs.field(factory=dict)
    units: UnitChanges | None = None

    @property
    def groups(self) -> tuple[Any, ...]:
        """Whose change there is."""
        return tuple(dict.fromkeys(one.group for one in self.lines))

    def line(
        self, measure: str, element: str | None = None, *, group: Any = None, who: str | None = None
    ) -> ChangeLine:
        """One line; the first group and who that has it, unless they are said.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        for one in self.lines:
            asked = (group is None or group in (one.group, str(one.group))) and who in (None, one.who)
            if one.measure == measure and one.element == element and asked:
                return one
        known = dict.fromkeys(" ".join(filter(None, (one.measure, one.element))) for one in self.lines)
        given = " ".join(str(part) for part in (measure, element, group, who) if part is not None)
        raise InvalidInput(fault("no_such", "measure", noun="line", given=given, choices=tuple(known)))

    def rows(self) -> list[Row]:
        """One row for each line."""
        names = [field.name for field in attrs.fields(ChangeLine)]
        return [{name: plain(getattr(one, name)) for name in names} for one in self.lines]

    def __repr__(self) -> str:
        between = f" from {self.times[0]} to {self.times[1]}" if self.times else ""
        told = [f"Change of {self.of}{between}: {len(self.lines)} lines, {len(self.groups)} groups"]
        if self.against is not None:
            told = [f"Difference in differences of {self.of}{between}: {self.against[0]} against {self.against[1]}"]
        told += [f"  {_told(one)}" for one in self.lines[:SHOWN]]
        told += [f"  ... {len(self.lines) - SHOWN} more lines"] if len(self.lines) > SHOWN else []
        told += [repr(self.moved)] if len(self.moved) else []
        told += [f"{len(self.lost)} not compared: see lost"] if len(self.lost) else []
        told += ["a change, not evidence of effect"] if self.against is None else []
        told += [f"  assumes: {one['en']}" for one in self.assumptions]
        return self._told("\n".join(told))


def _told(one: ChangeLine) -> str:
    parts = [str(part) for part in (one.group, one.who, one.measure, one.element) if part is not None]
    name = " ".join(part for part in parts if part != "all") or one.measure
    if one.before_level is not None or one.after_level is not None:
        return f"{name}: {one.before_level or '-'} -> {one.after_level or '-'} ({one.moved or one.why})"
    if one.absolute is None and one.low is None:
        return f"{name}: {one.why or 'not defined'}"
    change = "" if one.absolute is None else f"{one.absolute:+.4g} "
    return name + ": " + change + ("" if one.low is None else f"({one.low:+.4g} to {one.high:+.4g})")
