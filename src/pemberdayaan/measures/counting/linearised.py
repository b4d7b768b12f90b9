"""What each sampling unit adds to an estimate: for errors of what is made of several estimates."""

from __future__ import annotations

import attrs
import numpy as np

from ...kernels.linearisation import covariance, ratio_scores
from ...kernels.survey_design import stratum_sizes
from .estimating import Block, forms_of
from .scores import CountingScores
from .tally import Array, Index, Units

__all__ = ["Layout", "Pooled", "UnitScores", "itself", "layout_of", "pooled"]

Layout = tuple[tuple[str, str, tuple[str, ...] | None], ...]


@attrs.frozen(eq=False)
class Pooled:
    """Two designs as one: the units that both know are one unit.

    Parameters
    ----------
    strata
        Shape (units,): the stratum of each unit of the two together.
    first, second
        The place of each unit of either among them.
    fractions
        The share of the units of each stratum that was drawn; None where the two do not say the same.
    single_psu
        What a stratum with a single unit adds.
    copies, spread
        How many identical units each stands for, and how these differ in weight; None for one.
    """

    strata: Index
    first: Index
    second: Index
    fractions: Array | None
    single_psu: str
    copies: Index | None = None
    spread: Array | None = None

    @property
    def shared(self) -> int:
        """How many units both know."""
        return len(np.intersect1d(self.first, self.second))

    def strata_met(self, first: Index, second: Index) -> Index:
        """The strata where some units of the first or of the second lie."""
        return np.unique(self.strata[np.concatenate([self.first[first], self.second[second]])])

    def df(self, strata: Index) -> int:
        """Units less strata, of some strata."""
        return int((stratum_sizes(self.strata, self.copies)[strata] - 1).sum())

    def covariances(self, first: Array, second: Array, strata: Index) -> Array:
        """Shape (r, 2, 2): of each pair of estimates, from their scores by unit, shape (units, r).

        Units outside `strata` have none.
        """
        count = first.shape[1]
        both = np.zeros((len(self.strata), 2 * count))
        both[self.first, :count] = first
        both[self.second, count:] = second
        here = np.isin(self.strata, strata)
        whole = covariance(
            both[here],
            np.searchsorted(strata, self.strata[here]),
            copies=None if self.copies is None else self.copies[here],
            spread=None if self.spread is None else self.spread[here],
            single_psu=self.single_psu,
            fractions=None if self.fractions is None else self.fractions[strata],
        )
        at = np.arange(count)
        found = np.empty((count, 2, 2))
        found[:, 0, 0], found[:, 1, 1] = whole[at, at], whole[count + at, count + at]
        found[:, 0, 1] = found[:, 1, 0] = whole[at, count + at]
        return found


def itself(units: Units) -> Pooled:
    """The design of one sample, whose groups covary through the units that they share."""
    at = np.arange(len(units.strata))
    return Pooled(units.strata, at, at, units.fractions, units.policy, units.copies, units.spread)


def pooled(first: Units, second: Units) -> Pooled | None:
    """Two designs as one; None where units have no names, so that none of the one is known to be one of the other."""
    if first.keys is None or second.keys is None:
        return None
    keys = list(dict.fromkeys([*first.keys, *second.keys]))
    place = {key: i for i, key in enumerate(keys)}
    names = list(dict.fromkeys([*first.strata_keys, *second.strata_keys]))
    number = {name: i for i, name in enumerate(names)}
    at = [np.array([place[key] for key in one.keys or ()], dtype=np.int64) for one in (first, second)]
    strata = np.zeros(len(keys), np.int64)
    for one, where in zip((first, second), at, strict=True):
        codes = np.array([number[name] for name in one.strata_keys], dtype=np.int64)
        strata[where] = codes[one.strata]
    fractions = None
    if first.fractions is not None and second.fractions is not None and first.strata_keys == second.strata_keys:
        fractions = first.fractions if np.array_equal(first.fractions, second.fractions) else None
    return Pooled(strata, at[0], at[1], fractions, first.policy)


class UnitScores:
    """What each sampling unit adds to the measures of some scores; the sums behind them are made once.

    Parameters
    ----------
    scores
        The scores.
    """

    def __init__(self, scores: CountingScores) -> None:
        self.forms = forms_of(scores.tally, scores.how)

    def of(self, layout: Layout, group: int) -> Array:
        """Shape (units, values): what each unit adds to each value of a layout, in one group."""
        found: dict[tuple[str, str], Array] = {}
        for who, forms in self.forms.items():
            for form in forms:
                adds = ratio_scores(form.table, form.numerators, form.denominators, groups=[group])[:, 0]
                adds = adds if form.combine is None else adds @ form.combine
                found |= {(who, name): adds[:, list(at)] * sign for name, (at, sign) in form.measures.items()}
        return np.hstack([found[who, measure] for who, measure, _ in layout])


def layout_of(blocks: tuple[Block, ...]) -> Layout:
    """The values of some blocks, in order."""
    return tuple((one.who, one.measure, one.indicators) for one in blocks)
