"""What bands of the population hold, from the poorest to the richest, and ratios of what two of them hold."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .amounts import Ordered, amounts, ordered, settled
from .lorenz import check_shares, crossings, lorenz_values

__all__ = ["check_bands", "palma", "quantile_ratio", "quantile_shares", "quantiles", "quantiles_of", "share_ratio"]

Array = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]

# What the running weight may differ from a cut by rounding, as a share of the whole weight.
_ROUNDING = 1e-12


def quantile_shares(
    values: NDArray[Any],
    edges: Array,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The share of the total that each band of the population holds.

    .. math:: S_j = L(e_{j+1}) - L(e_j)

    with L the Lorenz curve: a row on an edge is split between the two bands.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    edges
        Shape (k + 1,): shares of the population that divide the bands, ascending; ``[0, 0.2, 0.4, 0.6, 0.8, 1]`` for
        quintiles.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    undefined
        What stands for a group without weight or with nothing to share; None raises.

    Returns
    -------
    array of float64, shape (groups, k)
        From 0 to 1; they add up to 1 where the edges go from 0 to 1.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, the edges do not ascend from 0 to 1, or it is not defined for a
        group.

    References
    ----------
    Langel, M. and Tillé, Y. (2011). Statistical inference for the quintile share ratio. Journal of Statistical
    Planning and Inference 141, 2976-2985.

    Examples
    --------
    >>> quantile_shares(np.array([4.0, 1.0, 3.0, 2.0]), np.array([0.0, 0.5, 0.75, 1.0])).round(12).tolist()
    [[0.3, 0.3, 0.4]]
    """
    shares = check_shares(edges, "edges")
    if len(shares) < 2 or (np.diff(shares) <= 0).any():
        raise InvalidInput(fault("not_ascending", "edges", given=shares.tolist()))
    held = lorenz_values(values, shares, weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    found: Array = np.maximum(np.diff(held, axis=1), 0.0)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    return settled(found, amount, undefined)


def check_bands(top: float, bottom: float) -> Array:
    """The cuts below the top band and above the bottom band.

    Parameters
    ----------
    top, bottom
        Shares of the population, above 0, together at most 1.

    Returns
    -------
    array of float64, shape (2,)
        ``[1 - top, bottom]``.

    Raises
    ------
    InvalidInput
        If one is outside 0 to 1, or they overlap.

    Examples
    --------
    >>> check_bands(0.1, 0.4).tolist()
    [0.9, 0.4]
    """
    for name, band in (("top", top), ("bottom", bottom)):
        if not 0 < band < 1:
            raise InvalidInput(fault("out_of_range", name, given=float(band), low=0, high=1))
    if top + bottom > 1:
        raise InvalidInput(fault("out_of_range", "top", given=float(top), low=0, high=1 - bottom))
    return np.array([1 - top, bottom])


def share_ratio(
    values: NDArray[Any],
    top: float,
    bottom: float,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""What the richest hold over what the poorest hold: S80/S20 with top and bottom 0.2.

    .. math:: \frac{1 - L(1 - t)}{L(b)}

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    top, bottom
        Shares of the population, above 0, together at most 1.
    weights, groups, n_groups
        As in `quantile_shares`.
    undefined
        What stands for a group without weight, with nothing to share, or of which the bottom holds nothing; None
        raises.

    Returns
    -------
    array of float64, shape (groups,)
        At least top / bottom, all equal.

    Raises
    ------
    InvalidInput
        As in `quantile_shares`, or if the bands overlap, or the bottom holds nothing.

    References
    ----------
    Eurostat (2023). Statistics Explained, Glossary: Income quintile share ratio (S80/S20).

    Examples
    --------
    >>> share_ratio(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), 0.2, 0.2).round(12).tolist()
    [5.0]
    """
    cuts = check_bands(top, bottom)
    held = lorenz_values(values, cuts, weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    nothing = (held[:, 1] <= 0) & amount.lawful
    found = np.divide(1 - held[:, 0], held[:, 1], out=np.zeros(len(held)), where=held[:, 1] > 0)
    return settled(found, amount, undefined, [("nothing_below", nothing)])


def palma(
    values: NDArray[Any],
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    """The Palma ratio: what the richest tenth holds over what the poorest four tenths hold.

    Parameters
    ----------
    values, weights, groups, n_groups, undefined
        As in `share_ratio`.

    Returns
    -------
    array of float64, shape (groups,)
        At least 0.25, all equal.

    Raises
    ------
    InvalidInput
        As in `share_ratio`.

    References
    ----------
    Palma, J. G. (2011). Homogeneous middles vs. heterogeneous tails, and the end of the 'inverted-U'. Development and
    Change 42(1), 87-153.

    Examples
    --------
    >>> palma(np.arange(1.0, 11.0)).round(12).tolist()
    [1.0]
    """
    return share_ratio(values, 0.1, 0.4, weights=weights, groups=groups, n_groups=n_groups, undefined=undefined)


def quantiles_of(rows: Ordered, sizes: Array, at: Array) -> Array:
    """The quantiles of rows that are in order, where each group may have its own shares.

    Parameters
    ----------
    rows
        Rows in order within each group, at least one.
    sizes
        Shape (groups,): the weight of each group.
    at
        Shape (k,) or (groups, k): shares of the population, above 0 and below 1.

    Returns
    -------
    array of float64, shape (groups, k)
        As in `quantiles`.

    Examples
    --------
    >>> some = ordered(np.array([1.0, 2.0, 5.0, 9.0]), groups=np.array([0, 0, 1, 1]), n_groups=2)
    >>> quantiles_of(some, np.array([2.0, 2.0]), np.array([[0.5], [0.9]])).tolist()
    [[1.5], [9.0]]
    """
    near = _ROUNDING * float(sizes.sum())
    low = crossings(rows, sizes, at, beyond=-near)
    high = crossings(rows, sizes, at, beyond=near, side="right")
    found: Array = rows.values[low] / 2 + rows.values[high] / 2
    return found


def quantiles(
    values: NDArray[Any],
    at: Array,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The value below which given shares of the population lie (definition 2 of Hyndman and Fan).

    .. math:: Q(p) = x_i \text{ if } W_{i-1} < p W < W_i, \quad (x_i + x_{i+1}) / 2 \text{ if } p W = W_i

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    at
        Shape (k,): shares of the population, above 0 and below 1.
    weights, groups, n_groups
        As in `quantile_shares`.
    undefined
        What stands for a group without weight; None raises.

    Returns
    -------
    array of float64, shape (groups, k)
        In the unit of the values. A row that stands for several counts as so many rows.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, a share is not between 0 and 1, or a group has no weight.

    References
    ----------
    Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. American Statistician 50(4), 361-365.

    Examples
    --------
    >>> quantiles(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.5, 0.6])).tolist()
    [[2.5, 3.0]]
    """
    shares = check_shares(at)
    if ((shares == 0) | (shares == 1)).any():
        raise InvalidInput(fault("out_of_range", "at", given=float(shares.min()), low=0, high=1))
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    rows = ordered(amount.values, weights=amount.weights, groups=groups, n_groups=n_groups)
    found = np.zeros((n_groups, len(shares)))
    if len(rows.values):
        found = quantiles_of(rows, amount.sizes, shares)
    # Nothing is divided by the total here, so a group where all have 0 is lawful.
    return settled(found, amount._replace(totals=np.ones(n_groups)), undefined)


def quantile_ratio(
    values: NDArray[Any],
    upper: float = 0.9,
    lower: float = 0.1,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    """A quantile over another, P90/P10 by default.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    upper, lower
        Shares of the population, lower below upper.
    weights, groups, n_groups
        As in `quantile_shares`.
    undefined
        What stands for a group without weight, with nothing to share, or of which the lower quantile is 0; None raises.

    Returns
    -------
    array of float64, shape (groups,)
        At least 1.

    Raises
    ------
    InvalidInput
        As in `quantiles`; if the lower quantile is 0, or the shares stand the other way round.

    References
    ----------
    Haughton, J. and Khandker, S. R. (2009). Handbook on Poverty and Inequality, chapter 6. World Bank.

    Examples
    --------
    >>> quantile_ratio(np.arange(1.0, 11.0)).round(12).tolist()
    [6.333333333333]
    """
    if not lower < upper:
        raise InvalidInput(fault("not_ascending", "lower", given=[float(lower), float(upper)]))
    cuts = np.array([upper, lower])
    both = quantiles(values, cuts, weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    lowest = (both[:, 1] <= 0) & amount.lawful
    found = np.divide(both[:, 0], both[:, 1], out=np.zeros(len(both)), where=both[:, 1] > 0)
    return settled(found, amount, undefined, [("nothing_below", lowest)])
