"""What a column of numbers is like: its ends, its centre and spread, skewness and kurtosis, how many differ."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .arrays import missing_cells

__all__ = ["Description", "bias_corrected", "describe", "extent", "kurtosis", "skewness"]

Array = NDArray[np.float64]
Missing = Literal["raise", "skip"]

# Cells that are worked on at once, so that what is made on the way stays in the cache.
_AT_ONCE = 100_000


class Description(NamedTuple):
    """What each column is like; every field has shape (k,).

    Parameters
    ----------
    min, max, mean, median, sd
        Of the available values; sd with ddof 1.
    skewness, kurtosis
        G1 and excess G2, both bias-corrected.
    available
        The share of rows that have a value.
    nonzero, unique, same
        Of the available values: the share that is not 0, the number of different values over all, and the share of the
        most frequent value.
    """

    min: Array
    max: Array
    mean: Array
    median: Array
    sd: Array
    skewness: Array
    kurtosis: Array
    available: Array
    nonzero: Array
    unique: Array
    same: Array


def extent(values: Array, empty: NDArray[np.bool_] | None = None) -> tuple[Array, Array]:
    """The smallest and the largest available value of each column; NaN where a column has none.

    Parameters
    ----------
    values
        Shape (n, k), n at least 1.
    empty
        Shape (n, k): where values are missing, as `arrays.missing_cells` tells; None if none is.

    Returns
    -------
    two arrays of float64, shape (k,)

    Raises
    ------
    InvalidInput
        If there is no row.

    Examples
    --------
    >>> low, high = extent(np.array([[1.0, 5.0], [3.0, 2.0]]))
    >>> low.tolist(), high.tolist()
    ([1.0, 2.0], [3.0, 5.0])
    """
    if len(values) == 0:
        raise InvalidInput(fault("no_rows"))
    if empty is None:
        return values.min(axis=0), values.max(axis=0)
    return np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)


def _corrected(values: Array) -> tuple[Array, Array]:
    known = ~np.isnan(values)
    n = known.sum(axis=0).astype(np.float64)
    low = values.min(axis=0, where=known, initial=np.inf)
    high = values.max(axis=0, where=known, initial=-np.inf)
    varies = high > low
    low, high = np.where(varies, low, -1.0), np.where(varies, high, 1.0)
    counted = known & varies
    # Measured from the middle in units of half the spread, fourth powers neither overflow nor vanish.
    reach = np.maximum(high / 2 - low / 2, np.finfo(np.float64).smallest_subnormal)
    centred = np.where(counted, values - (low / 2 + high / 2), 0.0) / reach
    centred = np.where(counted, centred - centred.sum(axis=0) / np.maximum(n, 1), 0.0)
    squares = centred * centred
    second = np.where(varies, squares.sum(axis=0), 1.0) / np.maximum(n, 1)
    third = (squares * centred).sum(axis=0) / np.maximum(n, 1)
    fourth = (squares * squares).sum(axis=0) / np.maximum(n, 1)
    g1, g2 = third / second**1.5, fourth / second**2 - 3
    skew, kurt = np.full((2, values.shape[1]), np.nan)
    enough = varies & (n > 2)
    m = n[enough]
    skew[enough] = np.sqrt(m * (m - 1)) / (m - 2) * g1[enough]
    enough = varies & (n > 3)
    m = n[enough]
    kurt[enough] = (m - 1) / ((m - 2) * (m - 3)) * ((m + 1) * g2[enough] + 6)
    return skew, kurt


def bias_corrected(values: Array) -> tuple[Array, Array]:
    r"""Skewness G1 and excess kurtosis G2 of the available values of each column.

    .. math::

        G_1 = \frac{\sqrt{n(n-1)}}{n-2}\,\frac{m_3}{m_2^{3/2}}, \qquad
        G_2 = \frac{n-1}{(n-2)(n-3)}\left((n+1)\left(\frac{m_4}{m_2^2}-3\right)+6\right)

    with the central moments :math:`m_r = \frac1n\sum_i (x_i - \bar x)^r`.

    Parameters
    ----------
    values
        Shape (n, k), finite; NaN is left out.

    Returns
    -------
    two arrays of float64, shape (k,)
        NaN where not defined: fewer than 3 (G1) or 4 (G2) available values, or a column of one value only.

    References
    ----------
    Joanes, D. N. and Gill, C. A. (1998). Comparing measures of sample skewness and kurtosis. Journal of the Royal
    Statistical Society, Series D 47(1), 183-189.

    Examples
    --------
    >>> g1, g2 = bias_corrected(np.array([[1.0], [2.0], [3.0], [10.0]]))
    >>> g1.round(4).tolist(), g2.round(4).tolist()
    ([1.7636], [3.228])
    """
    skew, kurt = np.empty((2, values.shape[1]))
    step = max(1, _AT_ONCE // max(len(values), 1))
    for start in range(0, values.shape[1], step):
        part = slice(start, start + step)
        skew[part], kurt[part] = _corrected(values[:, part])
    return skew, kurt


def _defined(values: Array, missing: Missing, which: int, least: int) -> Array:
    empty = missing_cells(values, missing)
    found = bias_corrected(values)[which]
    faults = []
    for j in np.flatnonzero(np.isnan(found)):
        count = len(values) if empty is None else int((~empty[:, j]).sum())
        few = fault("too_few", f"[{j}]", given=count, noun="values", least=least)
        faults.append(few if count < least else fault("no_spread", f"[{j}]"))
    if faults:
        raise InvalidInput(faults)
    return found


def skewness(values: Array, *, missing: Missing = "raise") -> Array:
    """The bias-corrected skewness G1 of each column, as `bias_corrected` has it.

    Parameters
    ----------
    values
        Shape (n, k), at least 3 available values in each column.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: of the available values.

    Returns
    -------
    array of float64, shape (k,)

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or a column has too few values or one value only.

    Examples
    --------
    >>> skewness(np.array([[1.0], [2.0], [3.0], [10.0]])).round(4).tolist()
    [1.7636]
    """
    return _defined(values, missing, 0, 3)


def kurtosis(values: Array, *, missing: Missing = "raise") -> Array:
    """The bias-corrected excess kurtosis G2 of each column, as `bias_corrected` has it.

    Parameters
    ----------
    values
        Shape (n, k), at least 4 available values in each column.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: of the available values.

    Returns
    -------
    array of float64, shape (k,)

    Raises
    ------
    InvalidInput
        As `skewness`.

    Examples
    --------
    >>> kurtosis(np.array([[1.0], [2.0], [3.0], [10.0]])).round(4).tolist()
    [3.228]
    """
    return _defined(values, missing, 1, 4)


def _of_column(column: Array) -> tuple[float, ...]:
    """Ends, mean, median and sd; shares that are not 0, that differ, that are the most frequent."""
    ordered = np.sort(column)
    n = len(ordered)
    if n == 0:
        return (np.nan,) * 8
    runs = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    longest = int(np.diff(runs, append=n).max())
    middle = float(ordered[(n - 1) // 2] / 2 + ordered[n // 2] / 2)
    sd = float(ordered.std(ddof=1)) if n > 1 else np.nan
    # A column of one value is left with the rounding of its mean.
    sd = 0.0 if n > 1 and len(runs) == 1 else sd
    shares = (np.count_nonzero(ordered) / n, len(runs) / n, longest / n)
    return float(ordered[0]), float(ordered[-1]), float(ordered.mean()), middle, sd, *shares


def describe(values: Array) -> Description:
    """Statistics of each column over its available values; gaps are part of what is described.

    Parameters
    ----------
    values
        Shape (n, k), n at least 1, finite; NaN where there is no value.

    Returns
    -------
    Description
        NaN where not defined: sd, skewness and kurtosis of fewer than 2, 3 and 4 values, skewness and kurtosis of a
        column of one value only, and all but `available` of a column without values.

    Raises
    ------
    InvalidInput
        If a value is infinite, or there is no row.

    References
    ----------
    Becker, W., Caperna, G., Del Sorbo, M., Norlen, H., Papadimitriou, E. and Saisana, M. (2022). COINr: an R package
    for developing composite indicators. Journal of Open Source Software 7(78), 4567.

    Examples
    --------
    >>> found = describe(np.array([[1.0], [2.0], [2.0], [0.0], [np.nan]]))
    >>> found.mean.tolist(), found.available.tolist(), found.nonzero.tolist(), found.same.tolist()
    ([1.25], [0.8], [0.75], [0.5])
    """
    empty = missing_cells(values, "skip")
    if len(values) == 0:
        raise InvalidInput(fault("no_rows"))
    rows = [_of_column(column if empty is None else column[~np.isnan(column)]) for column in values.T]
    low, high, mean, median, sd, nonzero, unique, same = np.array(rows).T
    available = np.ones(values.shape[1]) if empty is None else 1 - empty.mean(axis=0)
    return Description(low, high, mean, median, sd, *bias_corrected(values), available, nonzero, unique, same)
