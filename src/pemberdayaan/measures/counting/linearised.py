"""What each sampling unit adds to an estimate: for errors of what is made of several estimates."""

from __future__ import annotations

import attrs
import numpy as np

from ...kernels.alkire_foster import ratios
from ...kernels.gaps import gap_ratios
from ...kernels.gender_parity import index_ratios, parity_ratios
from ...kernels.linearisation import covariance, ratio_scores
from ...kernels.survey_design import DesignTable, stratum_sizes
from .estimating import Block, beside
from .scores import CountingScores
from .tally import Array, Index, Units

__all__ = ["Layout", "Pooled", "layout_of", "pooled", "unit_scores"]

# Complements move against what they complement.
AGAINST = {"He": "H", "Hne": "H", "Aa": "A", "5DE": "M0", "3DE": "M0"}
SIGN = {"He": -1.0, "Hne": 1.0, "Aa": -1.0, "5DE": -1.0, "3DE": -1.0}

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

    def df(self, first: Index, second: Index) -> int:
        """Units less strata, of the strata where some units of the first or of the second lie."""
        met = np.unique(self.strata[np.concatenate([self.first[first], self.second[second]])])
        sizes = stratum_sizes(self.strata, self.copies)
        return int((sizes[met] - 1).sum())

    def covariances(self, first: Array, second: Array) -> Array:
        """Shape (r, 2, 2): of each pair of estimates, from their scores by unit, shape (units, r)."""
        count = first.shape[1]
        both = np.zeros((len(self.strata), 2 * count))
        both[self.first, :count] = first
        both[self.second, count:] = second
        whole = covariance(
            both,
            self.strata,
            copies=self.copies,
            spread=self.spread,
            single_psu=self.single_psu,
            fractions=self.fractions,
        )
        at = np.arange(count)
        found = np.empty((count, 2, 2))
        found[:, 0, 0], found[:, 1, 1] = whole[at, at], whole[count + at, count + at]
        found[:, 0, 1] = found[:, 1, 0] = whole[at, count + at]
        return found


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


def unit_scores(scores: CountingScores, layout: Layout, group: int) -> Array:
    """Shape (units, values): what each unit adds to each value of a layout, in one group."""
    tables = {who: _Scores(scores, who, group) for who in dict.fromkeys(who for who, _, _ in layout)}
    parts = [tables[who].of(measure) for who, measure, _ in layout]
    return np.hstack(parts)


class _Scores:
    """The scores by unit of some people in one group, made once for each form of ratios."""

    def __init__(self, scores: CountingScores, who: str, group: int) -> None:
        how, tally = scores.how, scores.tally
        self.how = how
        weights = np.array(how.weights)
        width = len(weights)
        form = ratios(weights)
        self.places = {
            name: [i for i, one in enumerate(form.measures) if one == name] for name in dict.fromkeys(form.measures)
        }
        women = tally.table("women" if who == "pairs" else who, weights, how.line)
        plain = women._replace(sums=women.sums[:, : 2 + 2 * width])
        self.found: dict[str, Array] = {}
        if who == "pairs":
            table = tally.pair_table(how.denominator, how.cutoff)
            parity = self._of(table, group, *parity_ratios())
            above, below, combine = index_ratios(form.numerators[:, 2], form.denominators[:, 2], weight=1 - how.parity_weight)
            index = self._of(beside(plain, table), group, above, below) @ combine
            self.found = {"H_GPI": parity[:, [0]], "I_GPI": parity[:, [1]], "GPI": -parity[:, [2]], "index": -index}
            return
        levels = self._of(plain, group, form.numerators, form.denominators)
        self.found = {name: levels[:, at] for name, at in self.places.items()}
        if how.gaps:
            sums = np.column_stack([women.sums[:, 0], women.sums[:, 2 + 2 * width :] / weights.sum()])
            gaps = self._of(women._replace(sums=sums), group, *gap_ratios([1]))
            self.found |= {"M1": gaps[:, [0]], "M2": gaps[:, [1]]}

    @staticmethod
    def _of(table: DesignTable, group: int, numerators: Array, denominators: Array) -> Array:
        return ratio_scores(table, numerators, denominators, groups=[group])[:, 0]

    def of(self, measure: str) -> Array:
        """The scores of one measure."""
        source = AGAINST.get(measure, measure)
        return self.found[source] * SIGN.get(measure, 1.0)


def layout_of(blocks: tuple[Block, ...]) -> Layout:
    """The values of some blocks, in order."""
    return tuple((one.who, one.measure, one.indicators) for one in blocks)
