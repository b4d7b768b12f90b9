"""Scores of an index as rounds: the mean of their units at each node, of a panel those that all rounds know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...model.index_rule import ScalingMethod, WeightingMethod
from ..cells import is_blank
from ..index import IndexScores
from ..sums import codes_of_keys
from .lines import LostLine, Movement
from .of_samples import Gathered, gathered, not_grouped
from .taken import Taken, mean_round
from .units import UnitChanges

__all__ = ["IndexRounds", "Part", "index_rounds", "parts_of"]

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
        """The rounds with what two of them say of each unit, where it is a panel."""
        if self.gathered.unit is None:
            return self.gathered
        ends = self.parts[first], self.parts[last]
        moved = _moved(*ends, self.groups[0])
        units = _units(*ends, self.nodes[last], (self.values[first], self.values[last]), self.groups[0])
        return attrs.evolve(self.gathered, moved=moved, units=units)

    def mean(self, number: int, label: Any, column: Array) -> float:
        """The mean of a column over the units of a group whose index counts in a round."""
        codes, labels = self.groups[number]
        here = ~np.isnan(self.values[number][:, 0])
        if codes is not None:
            here &= codes == labels.index(label)
        part = self.parts[number]
        weights = part.scores.sample.weights
        return float(np.average(column[here], weights=None if weights is None else weights[part.rows][here]))


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
        known = tuple(dict.fromkeys(one.scores.unit_name for one in parts if one.named))
        faults.append(fault("no_such", "unit", noun="column", given=unit, choices=known))
    if faults:
        raise InvalidInput(faults)
    _refuse_by_table(parts)
    named = all(one.named for one in parts)
    places = _in_all([one.units for one in parts]) if named else []
    if unit is not None and not len(places[0]):
        told = {"first": str(parts[0].units[0]), "second": str(parts[-1].units[0])}
        raise InvalidInput(fault("nothing_in_both", "unit", noun="unit", **told))
    kept = tuple(parts)
    if unit is not None:
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
        shared=_shared(attrs.evolve(parts[0], rows=parts[0].rows[places[0]]), by) if named else None,
        lost=(*found.lost, *(_lost(parts, kept) if unit is not None else ())),
    )
    return IndexRounds(found, kept, nodes, values, groups)


def _refuse_by_table(parts: Sequence[Part]) -> None:
    """Raise where scores were scaled or weighted by what their own tables hold, and the tables are not one."""
    if len({one.scores.provenance.digest for one in parts}) == 1:
        return
    scores = parts[0].scores
    scaling, weighting = scores.rule.scaling.method, scores.rule.weighting
    fixed = scaling is ScalingMethod.MINMAX and all(one in scores.tree.goalposts for one in scores.steps.indicators)
    faults = []
    if scores.steps.indicators and scaling in BY_TABLE and not fixed:
        faults.append(fault("by_table", "after.rule.scaling", given=scaling.value))
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


def _shared(part: Part, by: str | None) -> dict[Any, int]:
    """How many units of each group are in all rounds."""
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
