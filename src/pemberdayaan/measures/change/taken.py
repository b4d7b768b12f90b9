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
from ...model.text import Text
from ..counting import CountingScores
from ..counting.rounds import CountingRound, rule_of
from ..pooling import Layout, Measured, Round
from ..sampling import Sample, Units

__all__ = ["Picked", "Taken", "aligned", "check_names", "flat", "mean_round", "of_counting"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
NAN = float("nan")
Value = tuple[str, str, str | None]


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
        raise InvalidInput(fault("bounded_scores", "$"))
    found = CountingRound(scores)
    labels = {one.key: one.label for one in scores.framework.indicators}
    return Taken(found, scores.groups, found.layout, rule_of(scores), labels, scores.how.confidence)


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
    se = np.where(_several(values, sample, groups, n_groups), se, NAN)
    low, high = t_interval(means, se, df[:, np.newaxis], confidence=confidence, undefined=NAN)
    numbers = {"estimate": means, "se": se, "low": low, "high": high, "n": counts}
    return Measured(sample.units, numbers, (table.groups, table.units), table.sums[:, :-1])


def _several(values: Array, sample: Sample, groups: Index | None, n_groups: int) -> NDArray[np.bool_]:
    """Shape (groups, columns): where more than one sampling unit has a value that counts."""
    codes = np.zeros(len(values), np.int64) if groups is None else groups
    counts = np.ones(len(values), bool) if sample.weights is None else sample.weights > 0
    found = np.empty((n_groups, values.shape[1]), bool)
    for j, column in enumerate(values.T):
        if not np.isnan(column).any():
            # `Sample.errors` knows the units of a whole column.
            found[:, j] = True
            continue
        here = counts & ~np.isnan(column)
        cells = np.unique(codes[here] * len(sample.units.strata) + sample.unit[here])
        found[:, j] = np.bincount(cells // len(sample.units.strata), minlength=n_groups) > 1
    return found


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
        """What each of the units met adds to each value of a group."""
        return self.round.adds(place)[:, self.values]


def flat(layout: Layout) -> list[Value]:
    """Who, measure and element of each value."""
    return [(who, measure, key) for who, measure, keys in layout for key in (keys or (None,))]


def aligned(
    rounds: Sequence[Taken], names: Mapping[str, str]
) -> tuple[tuple[Taken, ...], tuple[Value, ...], list[tuple[str, str]]]:
    """Rounds with the values that all have, what these are, and the elements that not all have, with the reason."""
    listed = [flat(one.layout) for one in rounds]
    first, last = (
        tuple(dict.fromkeys(one for value in each for one in value[1:] if one)) for each in listed[:1] + listed[-1:]
    )
    check_names(names, first, last)
    renamed = [(who, names.get(one, one), None if key is None else names.get(key, key)) for who, one, key in listed[0]]
    places = [{one: i for i, one in enumerate(each)} for each in (renamed, *listed[1:])]
    values = tuple(one for one in renamed if all(one in place for place in places))
    if not values:
        told = {"first": _name(listed[0][0]), "second": _name(listed[-1][0])}
        raise InvalidInput(fault("nothing_in_both", "$", noun="element", **told))
    lost = [(_name(old), "only_before") for old, one in zip(listed[0], renamed, strict=True) if one not in values]
    lost += [(_name(one), "only_after") for one in listed[-1] if one not in values]
    kept = tuple(
        attrs.evolve(one, round=Picked(one.round, np.array([place[value] for value in values], np.int64)))
        for one, place in zip(rounds, places, strict=True)
    )
    return kept, values, lost


def check_names(names: Mapping[str, str], first: Sequence[str], last: Sequence[str]) -> None:
    """Raise unless names lead from elements of the first round to elements of the last, each to its own.

    Raises
    ------
    InvalidInput
        For a name that no round has, or two that lead to one.
    """
    faults = [
        fault("no_such", f"names.{one}", noun="element", given=str(one), choices=tuple(choices))
        for given, choices in ((names.keys(), first), (names.values(), last))
        for one in given
        if one not in choices
    ]
    led = [names.get(one, one) for one in first]
    twice = [one for one in dict.fromkeys(names.values()) if led.count(one) > 1]
    faults += [fault("repeated_key", f"names.{one}", given=str(one)) for one in twice]
    if faults:
        raise InvalidInput(faults)


def _name(value: Value) -> str:
    return " ".join(part for part in value if part is not None)
