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
from ..kernels.survey_design import stratum_sizes
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
class _Joined:
    """Designs as one: the units that several know are one unit.

    Parameters
    ----------
    strata
        Shape (units,): the stratum of each unit of all together.
    places
        By the number of each round, the place of its units among them.
    fractions, single_psu, copies, spread
        As in `Units`; fractions are None where the rounds do not say the same.
    """

    strata: Index
    places: dict[int, Index]
    fractions: Array | None
    single_psu: str
    copies: Index | None = None
    spread: Array | None = None

    @cached_property
    def sizes(self) -> Index:
        """How many units each stratum has."""
        return stratum_sizes(self.strata, self.copies)

    def covariance(self, scores: Sequence[Array], units: Sequence[Index]) -> tuple[Array, int]:
        """Shape (values, k, k): of k estimates from what some units add to each; and units less strata.

        The other units of the strata where these lie add nothing, and stand together as one with copies.
        """
        count, k = scores[0].shape[1], len(scores)
        here = np.unique(np.concatenate(units))
        whole = np.zeros((len(here), k * count))
        for i, (one, at) in enumerate(zip(scores, units, strict=True)):
            whole[np.searchsorted(here, at), i * count : (i + 1) * count] = one
        strata, codes = np.unique(self.strata[here], return_inverse=True)
        copies = np.ones(len(here), np.int64) if self.copies is None else self.copies[here]
        rest = self.sizes[strata] - np.bincount(codes.reshape(-1), copies, minlength=len(strata)).astype(np.int64)
        idle = np.flatnonzero(rest)
        found = covariance(
            np.vstack([whole, np.zeros((len(idle), k * count))]),
            np.concatenate([codes.reshape(-1), idle]),
            copies=np.concatenate([copies, rest[idle]]),
            spread=None if self.spread is None else np.concatenate([self.spread[here], np.zeros(len(idle))]),
            single_psu=self.single_psu,
            fractions=None if self.fractions is None else self.fractions[strata],
        )
        at = np.arange(count)
        return found.reshape(k, count, k, count)[:, at, :, at], int((self.sizes[strata] - 1).sum())


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
        self._designs = (
            [_joined(units)]
            if self.joined
            else [
                _Joined(one.strata, {i: np.arange(len(one.strata))}, one.fractions, one.policy, one.copies, one.spread)
                for i, one in enumerate(units)
            ]
        )

    @property
    def shared(self) -> int:
        """How many sampling units are in more than one round."""
        if not self.joined:
            return 0
        (design,) = self._designs
        return int((np.bincount(np.concatenate(list(design.places.values()))) > 1).sum())

    def covariances(self, terms: Sequence[Term]) -> tuple[Array, int]:
        """Shape (values, k, k): the covariance of k estimates of each value, NaN where one has none; and its freedom.

        Of samples of their own the degrees of freedom are those of the smallest, which is cautious.
        """
        adds = [self.rounds[number].adds(place) for number, place in terms]
        found = np.zeros((adds[0].shape[1], len(terms), len(terms)))
        freedom = []
        for design in self._designs:
            here = [i for i, (number, _) in enumerate(terms) if number in design.places]
            if not here:
                continue
            met = [design.places[terms[i][0]][self.rounds[terms[i][0]].met(terms[i][1])] for i in here]
            both, df = design.covariance([adds[i] for i in here], met)
            found[np.ix_(range(len(found)), here, here)] = both
            freedom.append(df)
        # What has no error of its own gives no other any.
        unknown = np.isnan([self.rounds[number].told(place, "se") for number, place in terms]).any(axis=0)
        found[unknown] = NAN
        return found, min(freedom)


def _joined(units: Sequence[Units]) -> _Joined:
    keys = list(dict.fromkeys(key for one in units for key in one.keys or ()))
    place = {key: i for i, key in enumerate(keys)}
    number = {name: i for i, name in enumerate(dict.fromkeys(name for one in units for name in one.strata_keys))}
    places = {i: np.array([place[key] for key in one.keys or ()], np.int64) for i, one in enumerate(units)}
    strata = np.zeros(len(keys), np.int64)
    for i, one in enumerate(units):
        codes = np.array([number[name] for name in one.strata_keys], np.int64)
        strata[places[i]] = codes[one.strata]
    first = units[0]
    same = all(
        one.fractions is not None
        and first.fractions is not None
        and one.strata_keys == first.strata_keys
        and np.array_equal(one.fractions, first.fractions)
        for one in units
    )
    return _Joined(strata, places, first.fractions if same else None, first.policy)


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
