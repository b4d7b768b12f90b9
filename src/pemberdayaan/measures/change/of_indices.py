"""Scores of an index as rounds: the mean of their units at each node, of a panel those that all rounds know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.amounts import by_group
from ...kernels.linearisation import quotient
from ...model.index_rule import Aggregation, ScalingMethod, WeightingMethod
from ..cells import is_blank
from ..index import IndexScores
from ..sums import codes_of_keys
from .lines import LostLine, Movement
from .of_samples import Gathered, apart, gathered, not_grouped
from .taken import Taken, check_names, mean_round
from .units import UnitChanges

__all__ = ["IndexRounds", "Part", "index_rounds", "of_one_time", "parts_of"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
CONFIDENCE = 0.95
# Scaled or weighted by what a table itself holds: a score of one table then says nothing beside that of another.
BY_TABLE = frozenset(ScalingMethod) - {
    ScalingMethod.NONE,
    ScalingMethod.GOALPOSTS,
    ScalingMethod.DISTANCE_TO_TARGET,
}
OF_TABLE = frozenset(WeightingMethod) - {WeightingMethod.GIVEN, WeightingMethod.EQUAL}


@attrs.frozen(eq=False)
class Part:
    """The units of one time.

    Parameters
    ----------
    scores
        The scores that they stand in.
    rows
        Their places.
    time
        The time; None where the scores have none.
    """

    scores: IndexScores
    rows: Index
    time: Any = None

    @property
    def units(self) -> list[Any]:
        """Their keys."""
        units = self.scores.units
        return [units[row] for row in self.rows.tolist()]

    @property
    def named(self) -> bool:
        """Whether units are known by name."""
        return not isinstance(self.scores.units, range)

    def at(self, node: str) -> Array:
        """Their scores at a node."""
        return self.scores.scores[node][self.rows]


def parts_of(scores: IndexScores) -> list[Part]:
    """The times that some scores stand for, in order; units whose time is not known are left out."""
    rows = np.arange(len(scores.units))
    if scores.times is None:
        return [Part(scores, rows)]
    times = scores.times
    known = sorted({one for one in times if not is_blank(one)})
    codes = {one: i for i, one in enumerate(known)}
    place = np.array([codes.get(one, -1) for one in times])
    return [Part(scores, rows[place == i], one) for i, one in enumerate(known)]


def of_one_time(results: Sequence[IndexScores]) -> list[Part]:
    """Scores that stand for one time each.

    Raises
    ------
    InvalidInput
        For scores of several times.
    """
    parts = [parts_of(one) for one in results]
    faults = [
        fault("several_rounds", "$", count=len(each), times=", ".join(str(one.time) for one in each[:5]))
        for each in parts
        if len(each) > 1
    ]
    if faults:
        raise InvalidInput(faults)
    return [one for each in parts for one in each]


@attrs.frozen(eq=False)
class IndexRounds:
    """Scores of an index as rounds, with the units that count in each.

    Parameters
    ----------
    gathered
        The rounds.
    parts
        The units of each; in a panel those that all rounds have, in one order.
    nodes
        The nodes of each round.
    values
        Of each round, shape (units, nodes): the scores that count.
    groups
        Of each round the code of each unit, None for one group; and what each group is called.
    """

    gathered: Gathered
    parts: tuple[Part, ...]
    nodes: tuple[tuple[str, ...], ...]
    values: tuple[Array, ...]
    groups: tuple[tuple[Index | None, tuple[Any, ...]], ...]

    def pair(self, first: int, last: int) -> Gathered:
        """The rounds with what two of them share, and in a panel say of each unit."""
        ends = self.parts[first], self.parts[last]
        if self.gathered.unit is None:
            by = None if self.groups[first][0] is None else self.parts[first].scores.group_name
            return attrs.evolve(self.gathered, shared=_shared(ends, by))
        moved = _moved(*ends, self.groups[0])
        units = _units(*ends, self.nodes[last], (self.values[first], self.values[last]), self.groups[0])
        return attrs.evolve(self.gathered, moved=moved, units=units)

    def means(self, number: int, column: Array) -> Mapping[Any, float]:
        """By group the mean of a column over the units whose index counts in a round; NaN where there is none."""
        codes, labels = self.groups[number]
        part = self.parts[number]
        weights = part.scores.sample.weights
        counted = ~np.isnan(self.values[number][:, 0]) * (1.0 if weights is None else weights[part.rows])
        sums = by_group(np.where(counted > 0, column, 0.0), counted, codes, len(labels))
        sizes = by_group(counted, None, codes, len(labels))
        return dict(zip(labels, quotient(sums, sizes, undefined=float("nan")).tolist(), strict=True))


def index_rounds(
    parts: Sequence[Part], unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> IndexRounds:
    """Scores of an index; in a panel a unit counts at a node where every round knows it.

    Raises
    ------
    InvalidInput
        For another column of units or groups, scores that go by their own tables, or no unit in all rounds.
    """
    faults = not_grouped(by, *(one.scores.group_name for one in parts))
    if unit is not None and not all(one.named and one.scores.unit_name == unit for one in parts):
        faults += _units_faults(parts, unit)
    if faults:
        raise InvalidInput(faults)
    _refuse_by_table(parts)
    kept = tuple(parts)
    if unit is not None:
        places = _in_all([one.units for one in parts])
        if not len(places[0]):
            raise InvalidInput(apart("unit", "unit", parts[0].units, parts[-1].units))
        kept = tuple(attrs.evolve(one, rows=one.rows[at]) for one, at in zip(parts, places, strict=True))
    nodes = _nodes(parts, names or {})
    values = tuple(np.column_stack([one.at(node) for node in each]) for one, each in zip(kept, nodes, strict=True))
    if unit is not None:
        missing = np.any([np.isnan(one) for one in values], axis=0)
        values = tuple(np.where(missing, np.nan, one) for one in values)
    groups = tuple(_groups(kept[0] if unit is not None else one, by) for one in kept)
    takens = [
        _taken(one, each, numbers, group, panel=unit is not None)
        for one, each, numbers, group in zip(kept, nodes, values, groups, strict=True)
    ]
    found = gathered([one.scores for one in parts], takens, names, unit)
    found = attrs.evolve(
        found,
        times=tuple(one.time for one in parts),
        shared=_shared(kept, by),
        lost=(*found.lost, *(_lost(parts, kept) if unit is not None else ())),
    )
    return IndexRounds(found, kept, nodes, values, groups)


def _units_faults(parts: Sequence[Part], unit: str) -> list[Fault]:
    """Rounds that do not know units by name, or by another column."""
    names = ("before", "after") if len(parts) == 2 else tuple(f"[{i}]" for i in range(len(parts)))
    return [
        fault("no_such", f"{name}.unit", noun="column", given=unit, choices=(one.scores.unit_name,))
        if one.named
        else fault("units_unnamed", f"{name}.unit", given=unit)
        for name, one in zip(names, parts, strict=True)
        if not one.named or one.scores.unit_name != unit
    ]


def _refuse_by_table(parts: Sequence[Part]) -> None:
    """Raise where scores were scaled or weighted by what their own tables hold, and the tables are not one."""
    if len({one.scores.provenance.digest for one in parts}) == 1:
        return
    scores = parts[0].scores
    scaling, weighting = scores.rule.scaling.method, scores.rule.weighting
    goalposts = [scores.tree.goalposts.get(one) for one in scores.steps.indicators]
    fixed = scaling is ScalingMethod.AROUND_REFERENCE and not any(
        one is None or None in (one.low, one.high) for one in goalposts
    )
    faults = []
    if scores.steps.indicators and scaling in BY_TABLE and not fixed:
        faults.append(fault("by_table", "after.rule.scaling", given=scaling.value))
    if any(scores.rule.aggregation_of(node) is Aggregation.COPELAND for node in scores.nodes):
        faults.append(fault("by_table", "after.rule.aggregation", given=Aggregation.COPELAND.value))
    if weighting in OF_TABLE:
        faults.append(fault("by_table", "after.rule.weighting", given=weighting.value))
    if faults:
        raise InvalidInput(faults)


def _in_all(units: Sequence[Sequence[Any]]) -> list[Index]:
    """The places of those that all have, in the order of the first."""
    places = [{one: i for i, one in enumerate(each)} for each in units]
    common = [one for one in places[0] if all(one in place for place in places)]
    return [np.array([place[one] for one in common], np.int64) for place in places]


def _nodes(parts: Sequence[Part], names: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The nodes of each round; the first by their names in the others, in the order of the first."""
    first = parts[0].scores.nodes
    check_names(names, first, parts[-1].scores.nodes)
    new = [names.get(one, one) for one in first]
    kept = [i for i, one in enumerate(new) if all(one in each.scores.nodes for each in parts[1:])]
    if not kept:
        told = {"first": first[0], "second": parts[-1].scores.nodes[0]}
        raise InvalidInput(fault("nothing_in_both", "$", noun="node", **told))
    return (tuple(first[i] for i in kept), *[tuple(new[i] for i in kept)] * (len(parts) - 1))


def _groups(part: Part, by: str | None) -> tuple[Index | None, tuple[Any, ...]]:
    """The group of each unit, and what each is called."""
    if by is None:
        return None, ("all",)
    groups = part.scores.groups or ()
    return codes_of_keys([groups[row] for row in part.rows.tolist()])


def _taken(
    part: Part, nodes: tuple[str, ...], values: Array, groups: tuple[Index | None, tuple[Any, ...]], *, panel: bool
) -> Taken:
    scores = part.scores
    sample = scores.sample.among(part.rows) if panel else scores.sample.kept(part.rows)
    made_by = (
        ("framework", scores.framework.key),
        ("version", scores.framework.version),
        ("rule", scores.rule),
        ("columns", scores.cover.used),
    )
    found = mean_round(values, sample, *groups, CONFIDENCE)
    return Taken(found, groups[1], (("all", "mean", nodes),), made_by, scores.tree.labels, CONFIDENCE)


def _shared(parts: Sequence[Part], by: str | None) -> dict[Any, int] | None:
    """How many units of each group of the first are in all; None where they are not known by name."""
    if not all(one.named for one in parts):
        return None
    (rows, *_) = _in_all([one.units for one in parts])
    part = attrs.evolve(parts[0], rows=parts[0].rows[rows])
    codes, labels = _groups(part, by)
    if codes is None:
        return {"all": len(part.rows)}
    return dict(zip(labels, np.bincount(codes, minlength=len(labels)).tolist(), strict=True))


def _moved(before: Part, after: Part, groups: tuple[Index | None, tuple[Any, ...]]) -> tuple[Movement, ...]:
    """How many units rose and fell by class."""
    if not before.scores.classes or before.scores.classes != after.scores.classes:
        return ()
    first, second = (one.scores.class_code[one.rows] for one in (before, after))
    known = (first >= 0) & (second >= 0)
    found = []
    for place, label in enumerate(groups[1]):
        here = known if groups[0] is None else known & (groups[0] == place)
        up, same, down = (
            int(np.count_nonzero(here & one)) for one in (second > first, second == first, second < first)
        )
        found.append(Movement(label, "class", up, same, down, 0, up + same + down))
    return tuple(found)


def _units(
    before: Part,
    after: Part,
    nodes: tuple[str, ...],
    values: tuple[Array, Array],
    groups: tuple[Index | None, tuple[Any, ...]],
) -> UnitChanges:
    codes, labels = groups
    named = None if codes is None else tuple(labels[one] for one in codes.tolist())
    return UnitChanges(before.scores.unit_name, tuple(before.units), named, nodes, *values, after.scores.frame_library)


def _lost(parts: Sequence[Part], kept: Sequence[Part]) -> Iterator[LostLine]:
    """The units that are not in all rounds, and those that are and have no score in one."""
    last = len(parts) - 1
    for number, (part, own) in enumerate(zip(parts, kept, strict=True)):
        alone = np.setdiff1d(part.rows, own.rows)
        reason = "only_before" if number == 0 else "only_after" if number == last else "not_in_all"
        yield from (LostLine("unit", part.scores.units[row], reason) for row in alone.tolist())
    unscored = np.any([np.isnan(one.scores.index[one.rows]) for one in kept], axis=0)
    units = kept[0].units
    yield from (LostLine("unit", units[row], "not_scored") for row in np.flatnonzero(unscored).tolist())
