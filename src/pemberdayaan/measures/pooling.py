"""Several rounds as one design: the sampling units that they share, and how their estimates covary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

import attrs
import numpy as np
from numpy.typing import NDArray

from ..kernels.intervals import Changes, changes, t_interval
from ..kernels.linearisation import covariance
from ..kernels.survey_design import cell_totals, stratum_sizes
from .sampling import Units

__all__ = ["Compared", "Layout", "Measured", "Pool", "Round", "Term", "compared"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
NAN = float("nan")
# Whose, which measure, and of which elements; None for a measure that has one value.
Layout = tuple[tuple[str, str, tuple[str, ...] | None], ...]
# The number of a round, and the place of a group in it.
Term = tuple[int, int]
ERRORS = ("absolute_se", "relative_se", "yearly_se", "yearly_relative_se")


class Round(Protocol):
    """Estimates of a sample, and what each of its sampling units adds to them."""

    @property
    def units(self) -> Units:
        """The sampling units."""

    def told(self, place: int, what: str) -> Array:
        """The ``estimate``, ``se``, ``low``, ``high`` or ``n`` of each value of the group in that place."""

    def met(self, place: int) -> Index:
        """The sampling units where somebody of a group is."""

    def adds(self, place: int) -> Array:
        """Shape (units met, values): what each of these units adds to each value of a group; the others add nothing."""


@attrs.frozen(eq=False)
class Measured:
    """A round whose measures of each group are at hand.

    Parameters
    ----------
    units
        The sampling units.
    numbers
        ``estimate``, ``se``, ``low``, ``high`` and ``n``, each of shape (groups, values).
    cells
        The group and the sampling unit of each row of ``scores``.
    scores
        Shape (cells, values): what the rows of a group in a unit add.
    """

    units: Units
    numbers: dict[str, Array]
    cells: tuple[Index, Index]
    scores: Array

    def told(self, place: int, what: str) -> Array:
        """The numbers of a group."""
        found: Array = self.numbers[what][place]
        return found

    def met(self, place: int) -> Index:
        """The sampling units where somebody of a group is."""
        found: Index = self.cells[1][self.cells[0] == place]
        return found

    def adds(self, place: int) -> Array:
        """What each of the units met adds to each value of a group."""
        found: Array = self.scores[self.cells[0] == place]
        return found


@attrs.frozen(eq=False)
class _Alone:
    """The design of one round.

    Parameters
    ----------
    units
        Its sampling units.
    """

    units: Units

    @cached_property
    def sizes(self) -> Index:
        """How many units each stratum has."""
        return stratum_sizes(self.units.strata, self.units.copies)

    def covariance(self, scores: Sequence[Array], units: Sequence[Index]) -> tuple[Array, int]:
        """Shape (values, k, k): of k estimates from what some units add to each; and units less strata.

        The other units of the strata where these lie add nothing, and stand together as one with copies.
        """
        own = self.units
        count, k = scores[0].shape[1], len(scores)
        here = np.unique(np.concatenate(units))
        whole = np.zeros((len(here), k * count))
        for i, (one, at) in enumerate(zip(scores, units, strict=True)):
            whole[np.searchsorted(here, at), i * count : (i + 1) * count] = one
        strata, codes = np.unique(own.strata[here], return_inverse=True)
        copies = np.ones(len(here), np.int64) if own.copies is None else own.copies[here]
        rest = self.sizes[strata] - np.bincount(codes.reshape(-1), copies, minlength=len(strata)).astype(np.int64)
        idle = np.flatnonzero(rest)
        found = covariance(
            np.vstack([whole, np.zeros((len(idle), k * count))]),
            np.concatenate([codes.reshape(-1), idle]),
            copies=np.concatenate([copies, rest[idle]]),
            spread=None if own.spread is None else np.concatenate([own.spread[here], np.zeros(len(idle))]),
            single_psu=own.policy,
            fractions=None if own.fractions is None else own.fractions[strata],
        )
        at = np.arange(count)
        return found.reshape(k, count, k, count)[:, at, :, at], int((self.sizes[strata] - 1).sum())


@attrs.frozen(eq=False)
class _Joined:
    r"""Designs as one: a unit that several rounds know is one unit, and each round keeps its own spread.

    .. math::

        C_{st} = \sum_h \sqrt{(1 - f_{sh}) (1 - f_{th}) \frac{n_{sh}}{n_{sh} - 1} \frac{n_{th}}{n_{th} - 1}}
        \sum_{a \in s \cap t} (e_{sa} - \bar e_{sh}) (e_{ta} - \bar e_{th})

    over the units a that rounds s and t share: rounds of the same units have the covariance of one design, and rounds
    that share none are independent.

    Parameters
    ----------
    strata
        Shape (units,): the stratum of each unit of all together.
    places
        By the number of each round, the place of its units among them.
    fractions
        Shape (rounds, strata): the share of each stratum that each round drew.
    single_psu
        What a stratum with a single unit adds.

    References
    ----------
    Wood, J. (2008). On the covariance between related Horvitz-Thompson estimators. Journal of Official Statistics
    24(1), 53-78.
    """

    strata: Index
    places: tuple[Index, ...]
    fractions: Array
    single_psu: str

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """Shape (rounds, units): which units each round has."""
        found = np.zeros((len(self.places), len(self.strata)), bool)
        for number, one in enumerate(self.places):
            found[number, one] = True
        return found

    @cached_property
    def sizes(self) -> Index:
        """Shape (rounds, rounds, strata): how many units of each stratum two rounds share."""
        count, rounds = self.fractions.shape[1], range(len(self.places))
        found = [
            [np.bincount(self.strata[self.inside[s] & self.inside[t]], minlength=count) for t in rounds] for s in rounds
        ]
        return np.array(found)

    def covariance(self, numbers: Sequence[int], scores: Sequence[Array], units: Sequence[Index]) -> tuple[Array, int]:
        """Shape (values, k, k): of k estimates from what some units add to each; and units less strata.

        The degrees of freedom are those of the round that has fewest, which is cautious.
        """
        here = np.unique(np.concatenate(units))
        strata, codes = np.unique(self.strata[here], return_inverse=True)
        codes = codes.reshape(-1)
        off, means = [], []
        for number, one, at in zip(numbers, scores, units, strict=True):
            whole = np.zeros((len(here), one.shape[1]))
            whole[np.searchsorted(here, at)] = one
            size, times = self.sizes[number, number, strata, np.newaxis], self._times(number, strata)
            mean = cell_totals(whole, codes, n_cells=len(strata)) / np.maximum(size, 1)
            # The scores of an estimate add up to 0 over the sample, and so does the mean that a single unit is held to.
            mean[size[:, 0] == 1] = 0.0
            mean *= times
            means.append(mean)
            off.append(whole * times[codes] - mean[codes] * self.inside[number, here, np.newaxis])
        found = np.empty((scores[0].shape[1], len(scores), len(scores)))
        for i, first in enumerate(numbers):
            for j, second in enumerate(numbers[: i + 1]):
                met = np.bincount(codes[self.inside[first, here] & self.inside[second, here]], minlength=len(strata))
                # Units that both rounds have and where nobody is lie one mean away from each.
                idle = self.sizes[first, second, strata] - met
                found[:, i, j] = found[:, j, i] = (off[i] * off[j]).sum(axis=0) + idle @ (means[i] * means[j])
        freedom = [int(np.maximum(self.sizes[one, one, strata] - 1, 0).sum()) for one in numbers]
        return found, min(freedom)

    def _times(self, number: int, strata: Index) -> Array:
        """Shape (strata, 1): the root of what the squares of each stratum count for in a round."""
        size = self.sizes[number, number, strata]
        alone = float(self.single_psu == "centre")
        times = np.where(size > 1, size / np.maximum(size - 1, 1), alone) * (1 - self.fractions[number, strata])
        found: Array = np.sqrt(times)[:, np.newaxis]
        return found


class Pool:
    """Rounds of one measure, and the design that they share.

    Parameters
    ----------
    rounds
        The rounds.
    same_units
        Whether a unit of one name in a stratum of one name is one unit in all, so that the rounds covary. Rounds whose
        units have no names are samples of their own.
    """

    rounds: tuple[Round, ...]
    joined: bool

    def __init__(self, rounds: Sequence[Round], same_units: bool = True) -> None:
        self.rounds = tuple(rounds)
        units = [one.units for one in rounds]
        self.joined = same_units and all(one.keys is not None for one in units)
        self._joined = _joined(units) if self.joined else None
        self._alone = [_Alone(one) for one in units]

    @property
    def shared(self) -> int:
        """How many sampling units are in the first round and in the last."""
        return self.shared_by(0, len(self.rounds) - 1)

    def shared_by(self, first: int, last: int) -> int:
        """How many sampling units are in both of two rounds."""
        return 0 if self._joined is None else int(self._joined.inside[[first, last]].all(axis=0).sum())

    def covariances(self, terms: Sequence[Term]) -> tuple[Array, int]:
        """Shape (values, k, k): the covariance of k estimates of each value, NaN where one has none; and its freedom.

        The degrees of freedom are those of the smallest sample, which is cautious.
        """
        numbers = [number for number, _ in terms]
        adds = [self.rounds[number].adds(place) for number, place in terms]
        met = [self.rounds[number].met(place) for number, place in terms]
        if self._joined is not None and len(set(numbers)) > 1:
            places = [self._joined.places[number][units] for number, units in zip(numbers, met, strict=True)]
            found, freedom = self._joined.covariance(numbers, adds, places)
        else:
            found, freedom = self._apart(numbers, adds, met)
        # What has no error of its own gives no other any.
        unknown = np.isnan([self.rounds[number].told(place, "se") for number, place in terms]).any(axis=0)
        found[unknown] = NAN
        return found, freedom

    def _apart(self, numbers: Sequence[int], adds: Sequence[Array], met: Sequence[Index]) -> tuple[Array, int]:
        """The covariance of terms whose rounds share nothing."""
        found = np.zeros((adds[0].shape[1], len(numbers), len(numbers)))
        freedom = []
        for number in dict.fromkeys(numbers):
            here = [i for i, one in enumerate(numbers) if one == number]
            both, df = self._alone[number].covariance([adds[i] for i in here], [met[i] for i in here])
            found[np.ix_(range(len(found)), here, here)] = both
            freedom.append(df)
        return found, min(freedom)


def _joined(units: Sequence[Units]) -> _Joined:
    keys = list(dict.fromkeys(key for one in units for key in one.keys or ()))
    place = {key: i for i, key in enumerate(keys)}
    number = {name: i for i, name in enumerate(dict.fromkeys(name for one in units for name in one.strata_keys))}
    places = tuple(np.array([place[key] for key in one.keys or ()], np.int64) for one in units)
    strata = np.zeros(len(keys), np.int64)
    fractions = np.zeros((len(units), len(number)))
    for i, one in enumerate(units):
        codes = np.array([number[name] for name in one.strata_keys], np.int64)
        strata[places[i]] = codes[one.strata]
        if one.fractions is not None:
            fractions[i, codes] = one.fractions
    return _Joined(strata, places, fractions, units[0].policy)


@attrs.frozen(eq=False)
class Compared:
    """Changes between pairs of terms.

    Parameters
    ----------
    pairs
        The two terms of each.
    found
        For each pair the changes of all values.
    df
        The degrees of freedom of each.
    low, high
        Shape (pairs, values): the interval of the absolute change.
    """

    pairs: tuple[tuple[Term, Term], ...]
    found: tuple[Changes, ...]
    df: tuple[int, ...]
    low: Array
    high: Array


def compared(
    pool: Pool, pairs: Iterable[tuple[Term, Term]], *, years: float | None = None, confidence: float = 0.95
) -> Compared:
    """The change of every value from the first to the second term of each pair, with its error."""
    known = tuple(pairs)
    found, freedom, limits = [], [], []
    for first, second in known:
        both, df = pool.covariances((first, second))
        ends = [pool.rounds[number].told(place, "estimate") for number, place in (first, second)]
        part = _changes(ends[0], ends[1], both, years)
        if df <= 0:
            part = part._replace(**{name: np.full_like(part.absolute, NAN) for name in ERRORS})
        found.append(part)
        freedom.append(df)
        limits.append(t_interval(part.absolute, part.absolute_se, np.array(df), confidence=confidence, undefined=NAN))
    return Compared(
        known,
        tuple(found),
        tuple(freedom),
        np.array([low for low, _ in limits]),
        np.array([high for _, high in limits]),
    )


def _changes(before: Array, after: Array, covariances: Array, years: float | None) -> Changes:
    """The changes where both ends are defined; NaN elsewhere."""
    known = ~np.isnan(before) & ~np.isnan(after)
    ends = [np.where(known, end, 0.0) for end in (before, after)]
    covariances = np.where(known[:, np.newaxis, np.newaxis], covariances, 0.0)
    found = changes(ends[0], ends[1], covariances, years=1.0 if years is None else years, undefined=NAN)
    return Changes._make(np.where(known, values, NAN) for values in found)
