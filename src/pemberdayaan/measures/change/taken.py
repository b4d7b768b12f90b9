"""Results of samples as rounds: what was measured, by what rule, and what each sampling unit adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...kernels.amounts import by_group, spread_out
from ...kernels.intervals import t_interval
from ...kernels.linearisation import quotient
from ...model.index_rule import ScalingMethod, WeightingMethod
from ...model.text import Text
from ..counting import CountingScores
from ..counting.rounds import CountingRound
from ..index import IndexScores
from ..pooling import Layout, Measured, Round
from ..sampling import Sample, Units

__all__ = ["Picked", "Taken", "aligned", "flat", "mean_round", "of_counting", "of_index", "refuse_by_table", "together"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
NAN = float("nan")
# Scaled or weighted by what a table itself holds: a score of one table then says nothing beside that of another.
BY_TABLE = frozenset(ScalingMethod) - {
    ScalingMethod.NONE,
    ScalingMethod.GOALPOSTS,
    ScalingMethod.DISTANCE_TO_TARGET,
}
OF_TABLE = frozenset(WeightingMethod) - {WeightingMethod.GIVEN, WeightingMethod.EQUAL}


@attrs.frozen(eq=False)
class Taken:
    """A result as a round.

    Parameters
    ----------
    round
        Its estimates.
    groups
        What each group is called.
    layout
        Whose, which measure, and of which elements, in the order of the values.
    made_by
        What has to be the same in another round: pairs of a name and a value.
    labels
        What elements are called.
    confidence
        Of its intervals.
    """

    round: Round
    groups: tuple[Any, ...]
    layout: Layout
    made_by: tuple[tuple[str, Any], ...]
    labels: Mapping[str, Text]
    confidence: float


def of_counting(scores: CountingScores) -> Taken:
    """Counting, by its own groups.

    Raises
    ------
    InvalidInput
        If missing values are bounded, so that there are no estimates.
    """
    if scores.worst is not None:
        raise InvalidInput(fault("bounded_change", "$"))
    found = CountingRound(scores)
    made_by = (
        ("framework", scores.framework.key),
        ("version", scores.framework.version),
        ("indicators", scores.indicators),
        ("weights", scores.weights),
        ("cutoff", (str(scores.how.cutoff), scores.how.line)),
        ("who", scores.whos),
    )
    labels = {one.key: one.label for one in scores.framework.indicators}
    return Taken(found, scores.groups, found.layout, made_by, labels, scores.how.confidence)


def of_index(
    scores: IndexScores,
    sample: Sample,
    nodes: tuple[str, ...],
    values: Array,
    groups: tuple[Index | None, tuple[Any, ...]],
    confidence: float,
) -> Taken:
    """The mean score of some units at each node, by group.

    Parameters
    ----------
    scores
        The scores.
    sample
        Of the units that are taken.
    nodes, values
        The nodes, and shape (units, nodes): the scores that count, NaN for those that do not.
    groups
        The code of the group of each, None for one; and what each code stands for.
    confidence
        Of the intervals.
    """
    found = mean_round(values, sample, *groups, confidence)
    made_by = (
        ("framework", scores.framework.key),
        ("version", scores.framework.version),
        ("rule", scores.rule),
        ("columns", scores.cover.used),
    )
    return Taken(found, groups[1], (("all", "mean", nodes),), made_by, scores.tree.labels, confidence)


def mean_round(
    values: Array, sample: Sample, groups: Index | None, labels: tuple[Any, ...], confidence: float
) -> Measured:
    """Weighted means by group of some columns, NaN left out of each."""
    n_groups = len(labels)
    means, influence, counts = (np.empty((n_groups, values.shape[1])) for _ in range(3))
    influence = np.zeros(values.shape)
    for j, column in enumerate(values.T):
        here = ~np.isnan(column)
        filled, one = np.where(here, column, 0.0), here.astype(np.float64)
        size = by_group(one, sample.weights, groups, n_groups)
        means[:, j] = quotient(by_group(filled, sample.weights, groups, n_groups), size, undefined=NAN)
        counts[:, j] = by_group(one, None, groups, n_groups)
        centre, whole = (spread_out(each, groups) for each in (np.nan_to_num(means[:, j]), size))
        influence[:, j] = one * quotient(filled - centre, np.broadcast_to(whole, filled.shape), undefined=0.0)
    table = sample.table(influence, groups, n_groups)
    se, df = sample.errors(influence, groups, n_groups)
    se = np.where(np.isnan(means), NAN, se)
    low, high = t_interval(means, se, df[:, np.newaxis], confidence=confidence, undefined=NAN)
    numbers = {"estimate": means, "se": se, "low": low, "high": high, "n": counts}
    return Measured(sample.units, numbers, (table.groups, table.units), table.sums[:, :-1])


def refuse_by_table(before: IndexScores, after: IndexScores) -> None:
    """Raise where scores were scaled or weighted by what their own tables hold, and the tables are not one."""
    if before is after or before.provenance.digest == after.provenance.digest:
        return
    scaling, weighting = before.rule.scaling.method, before.rule.weighting
    fixed = {one for one in before.steps.indicators if one in before.tree.goalposts}
    ends = scaling is ScalingMethod.MINMAX and len(fixed) == len(before.steps.indicators)
    faults = []
    if before.steps.indicators and scaling in BY_TABLE and not ends:
        faults.append(fault("by_table", "after.rule.scaling", given=scaling.value))
    if weighting in OF_TABLE:
        faults.append(fault("by_table", "after.rule.weighting", given=weighting.value))
    if faults:
        raise InvalidInput(faults)


def together(before: Sequence[Any], after: Sequence[Any]) -> tuple[Index, Index]:
    """The places of those that both have, in the order of the first."""
    place = {one: i for i, one in enumerate(after)}
    pairs = [(i, place[one]) for i, one in enumerate(before) if one in place]
    first, second = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    return first, second


@attrs.frozen(eq=False)
class Picked:
    """A round of which some values are taken.

    Parameters
    ----------
    round
        The round.
    values
        The places of the values that are taken.
    """

    round: Round
    values: Index

    @property
    def units(self) -> Units:
        """The sampling units."""
        return self.round.units

    def told(self, place: int, what: str) -> Array:
        """The numbers of a group."""
        return self.round.told(place, what)[self.values]

    def met(self, place: int) -> Index:
        """The sampling units where somebody of a group is."""
        return self.round.met(place)

    def adds(self, place: int) -> Array:
        """What each sampling unit adds to each value of a group."""
        return self.round.adds(place)[:, self.values]


def flat(layout: Layout) -> list[tuple[str, str, str | None]]:
    """Who, measure and element of each value."""
    return [(who, measure, key) for who, measure, keys in layout for key in (keys or (None,))]


def aligned(
    before: Taken, after: Taken, names: Mapping[str, str]
) -> tuple[Taken, Taken, list[tuple[str, str, str | None]], list[tuple[str, str]]]:
    """Two rounds with the values that both have, what these are, and the elements that only one has."""
    first, second = flat(before.layout), flat(after.layout)
    new = [
        (who, names.get(measure, measure), None if key is None else names.get(key, key)) for who, measure, key in first
    ]
    place = {one: i for i, one in enumerate(second)}
    kept = [i for i, one in enumerate(new) if one in place]
    if not kept:
        raise InvalidInput(fault("nothing_in_both", "$", noun="element", first=str(first[0]), second=str(second[0])))
    shown = [new[i] for i in kept]
    lost = [(_name(one), "only_before") for one, named in zip(first, new, strict=True) if named not in place]
    lost += [(_name(one), "only_after") for one in second if one not in shown]
    pairs = ((before, kept), (after, [place[one] for one in shown]))
    takens = [attrs.evolve(one, round=Picked(one.round, np.array(at, np.int64))) for one, at in pairs]
    return takens[0], takens[1], shown, lost


def _name(value: tuple[str, str, str | None]) -> str:
    return " ".join(part for part in value if part is not None)
