"""How far columns go together: Pearson's correlation and the correlation ratio."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .arrays import missing_cells

__all__ = ["correlation_ratio", "pearson"]

Array = NDArray[np.float64]
Missing = Literal["raise", "skip"]

# Spread this small against the size of what is summed is what rounding leaves of none.
_ROUNDING = 1e-12


def _centred(values: Array, empty: NDArray[np.bool_] | None) -> Array:
    """Columns less their means and over their largest distance from it, 0 where a value is missing."""
    known: NDArray[np.bool_] | np.bool_ = np.True_ if empty is None else ~empty
    low = values.min(axis=0, initial=np.inf, where=known)
    high = values.max(axis=0, initial=-np.inf, where=known)
    # Divided before it is added up: a column may be near the largest number that a float holds.
    largest = np.maximum(np.abs(low), np.abs(high))
    centred = values / np.where((largest > 0) & np.isfinite(largest), largest, 1.0)
    count = len(values) if empty is None else (~empty).sum(axis=0)
    centred -= centred.sum(axis=0, where=known) / np.maximum(count, 1)
    if empty is not None:
        centred[empty] = 0.0
    # A column of one value is left with the rounding of its mean, one of none with no mean at all.
    centred[:, low >= high] = 0.0
    reach = np.abs(centred).max(axis=0, initial=0.0)
    centred /= np.where(reach > 0, reach, 1.0)
    return centred


def _over_pairs(centred: Array, empty: NDArray[np.bool_] | None) -> tuple[Array, Array, Array]:
    """For each column and each other: the rows that have both, and the column's sum and sum of squares over them."""
    shape = (centred.shape[1],) * 2
    if empty is None:
        sums, squares = centred.sum(axis=0)[:, np.newaxis], (centred**2).sum(axis=0)[:, np.newaxis]
        return np.full(shape, float(len(centred))), np.broadcast_to(sums, shape), np.broadcast_to(squares, shape)
    known = (~empty).astype(float)
    return known.T @ known, centred.T @ known, (centred**2).T @ known


def pearson(values: Array, *, missing: Missing = "raise", undefined: Literal["raise", "nan"] = "raise") -> Array:
    r"""Pearson's correlation of every two columns.

    .. math:: r_{ij} = \frac{\sum (x_i - \bar x_i)(x_j - \bar x_j)}
              {\sqrt{\sum (x_i - \bar x_i)^2 \sum (x_j - \bar x_j)^2}}

    with sums and means over the rows that have both values.

    Parameters
    ----------
    values
        Shape (n, k).
    missing
        ``"raise"``, or ``"skip"``: each pair of columns is taken over the rows that have both.
    undefined
        What happens where one of two columns does not vary, or fewer than two rows have both: ``"raise"``, or
        ``"nan"``: NaN stands there, on the diagonal too.

    Returns
    -------
    array of float64, shape (k, k)
        From -1 to 1, symmetric, 1 on the diagonal. Under ``"skip"`` it need not be positive semidefinite.

    Raises
    ------
    InvalidInput
        If a value is missing or infinite; or a correlation is not defined, for each column, and for each pair of
        columns that vary on their own and not over the rows that have both.

    References
    ----------
    Pearson, K. (1896). Mathematical contributions to the theory of evolution, III. Philosophical Transactions of the
    Royal Society A 187, 253-318.

    Examples
    --------
    >>> pearson(np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 2.0], [3.0, 6.0, 1.0]])).round(6).tolist()
    [[1.0, 1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]
    """
    if undefined not in ("raise", "nan"):
        raise InvalidInput(
            fault("not_a_choice", "undefined", given=str(undefined), noun="choice", choices=["raise", "nan"])
        )
    empty = missing_cells(values, missing)
    centred = _centred(values, empty)
    pairs, sums, squares = _over_pairs(centred, empty)
    counted = np.maximum(pairs, 1)
    spread = squares - sums**2 / counted
    varies = spread > _ROUNDING * squares
    defined = varies & varies.T
    if undefined == "raise" and not defined.all():
        alone = np.diag(defined)
        faults = [fault("no_spread", f"[{j}]") for j in np.flatnonzero(~alone)]
        both = np.triu(~defined & alone & alone[:, np.newaxis], 1)
        raise InvalidInput(faults + [fault("no_spread", f"[{i}, {j}]") for i, j in np.argwhere(both)])
    together = centred.T @ centred - sums * sums.T / counted
    found = np.full(pairs.shape, np.nan)
    found[defined] = np.clip(together[defined] / (np.sqrt(spread) * np.sqrt(spread.T))[defined], -1.0, 1.0)
    np.fill_diagonal(found, np.where(np.diag(defined), 1.0, np.nan))
    return found


def _slices(x: Array, count: int) -> NDArray[np.int64]:
    """Which slice each row is in, from 0: by the middle of the places of its value, so that ties stay together."""
    _, which, sizes = np.unique(x, return_inverse=True, return_counts=True)
    middle = np.cumsum(sizes) - sizes / 2
    return np.unique(np.floor(middle * count / len(x))[which], return_inverse=True)[1].astype(np.int64)


def correlation_ratio(x: Array, y: Array, *, slices: int | None = None) -> float:
    r"""The share of the variance of y that its mean given x explains: the first-order importance of x for y.

    .. math:: \eta^2 = \frac{\operatorname{Var}(E[y \mid x])}{\operatorname{Var}(y)}, \qquad
              \hat\epsilon^2 = 1 - \frac{SS_w / (n - m)}{SS_t / (n - 1)}

    with the sums of squares within m slices of x and in total. The plain ratio of the sums of squares would be about
    (m - 1)/(n - 1) where x says nothing; this one, Kelley's epsilon squared, is about 0.

    Parameters
    ----------
    x, y
        Shape (n,), n at least 4, no NaN.
    slices
        Into how many slices of equally many rows the order of x is cut, from 2 to n - 1; equal values of x stay in one
        slice, so there may be fewer. None for :math:`(2 n^2)^{1/5}`: slices that are too wide lose up to
        :math:`1/m^2` of the share (what of the variance of a line is within slices), narrow ones make it uncertain
        by about :math:`\sqrt{2m}/n`, and that many make the sum of the squares of both least.

    Returns
    -------
    float
        From 0 to 1; an estimate below 0 is 0.

    Raises
    ------
    InvalidInput
        If a value is missing or infinite, the lengths differ, there are too few rows or slices, or x or y does not
        vary.

    References
    ----------
    Kelley, T. L. (1935). An unbiased correlation ratio measure. Proceedings of the National Academy of Sciences 21,
    554-559.

    Paruolo, P., Saisana, M. & Saltelli, A. (2013). Ratings and rankings: voodoo or science? Journal of the Royal
    Statistical Society A 176(3), 609-634.

    Examples
    --------
    >>> x = np.linspace(-1.0, 1.0, 1000)
    >>> round(correlation_ratio(x, x**2), 2)
    0.98
    """
    if len(x) != len(y):
        raise InvalidInput(fault("wrong_length", "y", given=len(y), expected=len(x)))
    missing_cells(np.column_stack([x, y]))
    n = len(x)
    if n < 4:
        raise InvalidInput(fault("too_few", given=n, noun="unit", least=4))
    count = max(2, round((2 * n**2) ** 0.2)) if slices is None else slices
    if not 2 <= count <= n - 1:
        raise InvalidInput(fault("out_of_range", "slices", given=count, low=2, high=n - 1))
    flat = [name for name, one in (("x", x), ("y", y)) if one.min() == one.max()]
    if flat:
        raise InvalidInput(fault("no_spread", name) for name in flat)
    which = _slices(x, count)
    sizes = np.bincount(which)
    m = len(sizes)
    if m < 2:
        raise InvalidInput(fault("no_spread", "x"))
    centred = y - y.mean()
    centred = centred / np.abs(centred).max()
    within = ((centred - (np.bincount(which, centred) / sizes)[which]) ** 2).sum()
    total = ((centred - centred.mean()) ** 2).sum()
    return float(np.clip(1 - within / (n - m) / (total / (n - 1)), 0.0, 1.0))
