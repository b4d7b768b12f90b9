"""Lorenz and concentration curves: what share of a total the poorest hold, and how a good follows another order."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .amounts import Amounts, Ordered, amounts, by_group, ordered, running, settled, spread_out

__all__ = [
    "Curve",
    "Ranked",
    "check_shares",
    "concentration_curve",
    "concentration_index",
    "concentration_values",
    "crossings",
    "generalised_lorenz_curve",
    "lorenz_curve",
    "lorenz_values",
    "ranked",
]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Codes = NDArray[np.integer[Any]]


class Curve(NamedTuple):
    """A curve of shares, from (0, 0) on.

    Attributes
    ----------
    population
        Shape (n + 1,): the share of the population, from 0 to 1.
    total
        Shape (n + 1,): the share of the total that it holds; of a generalised curve this times the mean.
    """

    population: Array
    total: Array


class Ranked(NamedTuple):
    """Amounts in the order of something else, those of one rank levelled to their mean.

    Attributes
    ----------
    rows
        The rows in order of the ranks; ``rows.values`` are the levelled amounts.
    middles
        Shape (n,): the weight of the group that ranks below each row and half of what ranks with it.
    heads
        Shape (ranks,): where each new rank of each group begins.
    """

    rows: Ordered
    middles: Array
    heads: Index


def check_shares(at: Array, name: str = "at") -> Array:
    """Shares of the population that may be asked for.

    Parameters
    ----------
    at
        Shape (k,): from 0 to 1.
    name
        What they are called in a fault.

    Returns
    -------
    array of float64, shape (k,)

    Raises
    ------
    InvalidInput
        If one is outside 0 to 1.

    Examples
    --------
    >>> check_shares(np.array([0.0, 0.4, 1.0])).tolist()
    [0.0, 0.4, 1.0]
    """
    shares = np.asarray(at, np.float64)
    if shares.ndim != 1:
        raise InvalidInput(fault("shape", name, given=shares.shape, expected="(k,)"))
    wrong = ~((shares >= 0) & (shares <= 1))
    if wrong.any():
        raise InvalidInput(fault("out_of_range", name, given=float(shares[wrong][0]), low=0, high=1))
    return shares


def crossings(rows: Ordered, sizes: Array, at: Array, *, beyond: float = 0.0, side: Any = "left") -> Index:
    """The place in each group where its running weight reaches shares of the whole.

    Parameters
    ----------
    rows
        Rows in order within each group.
    sizes
        Shape (groups,): the weight of each group.
    at
        Shape (k,), or (groups, k) where each group has its own: from 0 to 1.
    beyond
        What is added to each weight that is looked for.
    side
        ``"left"``: the first place that reaches it; ``"right"``: the first that passes it.

    Returns
    -------
    array of int64, shape (groups, k)

    Examples
    --------
    >>> crossings(ordered(np.array([1.0, 2.0, 3.0, 4.0])), np.array([4.0]), np.array([0.3, 0.5, 1.0])).tolist()
    [[1, 1, 3]]
    """
    base = np.concatenate([[0.0], np.cumsum(sizes)[:-1]])
    along = running(rows.weights, rows.starts)
    along += np.repeat(base, np.diff(rows.starts))
    sought = base[:, np.newaxis] + sizes[:, np.newaxis] * at + beyond
    places = np.searchsorted(along, sought, side=side)
    first, last = rows.starts[:-1, np.newaxis], rows.starts[1:, np.newaxis] - 1
    return np.maximum(np.minimum(np.maximum(places, first), last), 0)


def _held(rows: Ordered, amount: Amounts, at: Array) -> Array:
    """The share of its total that each share of each group holds, on the line between two rows."""
    groups = len(amount.sizes)
    if not len(rows.values):
        return np.zeros((groups, len(at)))
    weights = np.ones(len(rows.values)) if rows.weights is None else rows.weights
    place = crossings(rows, amount.sizes, at)
    slope = rows.values[place]
    past = running(rows.weights, rows.starts)[place] - amount.sizes[:, np.newaxis] * at
    held = running(weights * rows.values, rows.starts)[place] - past * slope
    found = np.zeros_like(held)
    np.divide(held, amount.totals[:, np.newaxis], out=found, where=amount.lawful[:, np.newaxis])
    found[:, at == 0], found[:, at == 1] = 0.0, 1.0
    clipped: Array = np.clip(found, 0.0, 1.0)
    return clipped


def lorenz_values(
    values: NDArray[Any],
    at: Array,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The share of the total that the poorest shares of the population hold.

    .. math:: L(p) = \frac{1}{S} \Bigl( S_{i-1} + (p W - W_{i-1}) x_i \Bigr), \quad W_{i-1} < p W \le W_i

    with W and S the running sums of the weights and of the weighted values, from the lowest value on: a row on the
    cut is split.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    at
        Shape (k,): shares of the population, from 0 to 1.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    undefined
        What stands for a group without weight or with nothing to share; None raises.

    Returns
    -------
    array of float64, shape (groups, k)
        From 0 to 1, at most `at`.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, a share is outside 0 to 1, or it is not defined for a group.

    References
    ----------
    Langel, M. and Tillé, Y. (2011). Statistical inference for the quintile share ratio. Journal of Statistical
    Planning and Inference 141, 2976-2985.

    Examples
    --------
    >>> lorenz_values(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.25, 0.375, 0.5])).tolist()
    [[0.1, 0.2, 0.3]]
    """
    shares = check_shares(at)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    rows = ordered(amount.values, weights=amount.weights, groups=groups, n_groups=n_groups)
    return settled(_held(rows, amount, shares), amount, undefined)


def _curve(rows: Ordered, amount: Amounts) -> Curve:
    settled(np.zeros(1), amount, None)
    weights = np.ones(len(rows.values)) if rows.weights is None else rows.weights
    population, total = np.cumsum(weights), np.cumsum(weights * rows.values)
    return Curve(np.concatenate([[0.0], population / population[-1]]), np.concatenate([[0.0], total / total[-1]]))


def lorenz_curve(values: NDArray[Any], *, weights: NDArray[Any] | None = None) -> Curve:
    """The Lorenz curve: what share of the total each share of the population holds, the poorest first.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    Curve
        Convex, from (0, 0) to (1, 1); below the diagonal.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, or the total is 0.

    References
    ----------
    Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American Statistical
    Association 9(70), 209-219.

    Examples
    --------
    >>> curve = lorenz_curve(np.array([3.0, 1.0, 4.0, 2.0]))
    >>> curve.population.tolist(), curve.total.tolist()
    ([0.0, 0.25, 0.5, 0.75, 1.0], [0.0, 0.1, 0.3, 0.6, 1.0])
    """
    amount = amounts(values, weights=weights)
    return _curve(ordered(amount.values, weights=amount.weights), amount)


def generalised_lorenz_curve(values: NDArray[Any], *, weights: NDArray[Any] | None = None) -> Curve:
    """The Lorenz curve times the mean, for distributions with different means.

    Parameters
    ----------
    values, weights
        As in `lorenz_curve`.

    Returns
    -------
    Curve
        Convex, from (0, 0) to (1, mean), in the unit of the values.

    Raises
    ------
    InvalidInput
        As in `lorenz_curve`.

    References
    ----------
    Shorrocks, A. F. (1983). Ranking income distributions. Economica 50(197), 3-17.

    Examples
    --------
    >>> generalised_lorenz_curve(np.array([3.0, 1.0, 4.0, 2.0])).total.tolist()
    [0.0, 0.25, 0.75, 1.5, 2.5]
    """
    amount = amounts(values, weights=weights)
    curve = _curve(ordered(amount.values, weights=amount.weights), amount)
    return Curve(curve.population, curve.total * (amount.totals[0] / amount.sizes[0]))


def ranked(amount: Amounts, ranks: NDArray[Any]) -> Ranked:
    """Amounts in the order of something else, those of one rank levelled to their mean.

    Parameters
    ----------
    amount
        From `amounts`.
    ranks
        Shape (n,): what the rows are ordered by, finite; of any sign and in any unit.

    Returns
    -------
    Ranked

    Raises
    ------
    InvalidInput
        If there are not as many ranks as rows, or one is missing or not finite.

    Examples
    --------
    >>> found = ranked(amounts(np.array([4.0, 1.0, 3.0])), np.array([2.0, 1.0, 2.0]))
    >>> found.rows.values.tolist(), found.middles.tolist()
    ([1.0, 3.5, 3.5], [0.5, 2.0, 2.0])
    """
    if ranks.shape != amount.values.shape:
        raise InvalidInput(
            fault("unequal", "ranks", first="ranks", given=ranks.size, second="values", other=amount.values.size)
        )
    by = np.ascontiguousarray(ranks, np.float64)
    if not np.isfinite(by).all():
        gaps = bool(np.isnan(by).any())
        raise InvalidInput(fault("has_gaps", "ranks") if gaps else fault("not_finite", "ranks", given="inf"))
    rows = ordered(by, weights=amount.weights, groups=amount.groups, n_groups=len(amount.sizes))
    if not len(by):
        return Ranked(rows, by, np.zeros(0, np.int64))
    new = np.ones(len(by), bool)
    new[1:] = rows.values[1:] != rows.values[:-1]
    new[rows.starts[rows.starts < len(by)]] = True
    heads = np.flatnonzero(new)
    lengths = np.diff(heads, append=len(by))
    weights = np.ones(len(by)) if rows.weights is None else rows.weights
    held = amount.values[rows.order]
    size, total = np.add.reduceat(weights, heads), np.add.reduceat(weights * held, heads)
    level = np.divide(total, size, out=np.zeros_like(total), where=size > 0)
    last = running(rows.weights, rows.starts)[heads + lengths - 1]
    return Ranked(rows._replace(values=np.repeat(level, lengths)), np.repeat(last - size / 2, lengths), heads)


def concentration_curve(values: NDArray[Any], ranks: NDArray[Any], *, weights: NDArray[Any] | None = None) -> Curve:
    """What share of a total is held by each share of the population, in the order of something else.

    Parameters
    ----------
    values
        Shape (n,): what is held, at least 0, no NaN.
    ranks
        Shape (n,): what the population is ordered by, the lowest first; rows of one rank hold their mean.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    Curve
        Above the diagonal where the lowest ranks hold more than their share.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, a rank is missing or not finite, or the total is 0.

    References
    ----------
    O'Donnell, O., van Doorslaer, E., Wagstaff, A. and Lindelow, M. (2008). Analyzing Health Equity Using Household
    Survey Data, chapter 7. World Bank.

    Examples
    --------
    >>> concentration_curve(np.array([4.0, 1.0, 3.0]), np.array([2.0, 1.0, 2.0])).total.tolist()
    [0.0, 0.125, 0.5625, 1.0]
    """
    amount = amounts(values, weights=weights)
    return _curve(ranked(amount, ranks).rows, amount)


def concentration_values(
    values: NDArray[Any],
    ranks: NDArray[Any],
    at: Array,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    """The concentration curve at given shares of the population.

    Parameters
    ----------
    values, ranks
        As in `concentration_curve`.
    at, weights, groups, n_groups, undefined
        As in `lorenz_values`.

    Returns
    -------
    array of float64, shape (groups, k)

    Raises
    ------
    InvalidInput
        As in `concentration_curve`, or if a share is outside 0 to 1.

    Examples
    --------
    >>> concentration_values(np.array([4.0, 1.0, 3.0, 2.0]), np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.5])).tolist()
    [[0.5]]
    """
    shares = check_shares(at)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    return settled(_held(ranked(amount, ranks).rows, amount, shares), amount, undefined)


def concentration_index(
    values: NDArray[Any],
    ranks: NDArray[Any],
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""Twice the area between the diagonal and the concentration curve.

    .. math:: C = \frac{2}{S W} \sum_i w_i y_i R_i - 1, \quad
        R_i = \sum_{j: r_j < r_i} w_j + \frac{1}{2} \sum_{j: r_j = r_i} w_j

    Parameters
    ----------
    values, ranks
        As in `concentration_curve`.
    weights, groups, n_groups, undefined
        As in `lorenz_values`.

    Returns
    -------
    array of float64, shape (groups,)
        Between -1 and 1: below 0 where the lowest ranks hold more than their share. With the values as their own
        ranks it is the Gini index.

    Raises
    ------
    InvalidInput
        As in `concentration_curve`.

    References
    ----------
    Kakwani, N., Wagstaff, A. and van Doorslaer, E. (1997). Socioeconomic inequalities in health: measurement,
    computation, and statistical inference. Journal of Econometrics 77, 87-103.

    Examples
    --------
    >>> concentration_index(np.array([4.0, 1.0, 3.0, 2.0]), np.array([1.0, 2.0, 3.0, 4.0])).round(12).tolist()
    [-0.1]
    """
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    found = ranked(amount, ranks)
    codes = None if groups is None else np.repeat(np.arange(n_groups), np.diff(found.rows.starts))
    above = 2 * found.middles - spread_out(amount.sizes, codes)
    area = by_group(found.rows.values * above, found.rows.weights, codes, n_groups)
    index = np.divide(area, amount.sizes * amount.totals, out=np.zeros_like(area), where=amount.lawful)
    return settled(index, amount, undefined)
