"""Units compared two by two: by how much weight each outranks the other, and how many it outranks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .arrays import missing_cells
from .weighting import equal, rescaled

__all__ = ["copeland", "outranking"]

Array = NDArray[np.float64]

# Pairs of units that are held at once, at 25 bytes each.
_AT_ONCE = 2_000_000

# Weights for and against that differ by less are equal but for rounding, as 0.1 + 0.2 and 0.3.
_EVEN = 1e-12


def _weights(values: Array, weights: Array | None) -> Array:
    k = values.shape[1]
    if weights is None:
        return equal(k)
    if len(weights) != k:
        raise InvalidInput(fault("wrong_length", "weights", given=len(weights), expected=k))
    return rescaled(weights)


def _compared(values: Array, weights: Array) -> Iterator[tuple[slice, Array]]:
    """Some rows of the comparison of all with all at a time."""
    n = len(values)
    columns = np.asfortranarray(values)
    step = max(1, _AT_ONCE // max(n, 1))
    for start in range(0, n, step):
        rows = slice(start, min(start + step, n))
        net = np.zeros((rows.stop - start, n))
        for j in np.flatnonzero(weights):
            own, others = columns[rows, j, np.newaxis], columns[:, j]
            net += weights[j] * ((own > others).view(np.int8) - (own < others).view(np.int8))
        yield rows, net


def outranking(values: Array, weights: Array | None = None) -> Array:
    r"""For every two units, the weight of the parts in which one is above the other, less that of the reverse.

    .. math:: a_{ij} = \sum_k w_k \operatorname{sign}(x_{ik} - x_{jk})

    Parameters
    ----------
    values
        Shape (n, k), no NaN.
    weights
        Shape (k,), at least 0, rescaled to sum 1; None for equal ones.

    Returns
    -------
    array of float64, shape (n, n)
        From -1 to 1, antisymmetric. It takes O(n^2) memory and O(n^2 k) time.

    Raises
    ------
    InvalidInput
        If a value is missing, or the weights are not as said.

    References
    ----------
    Munda, G. & Nardo, M. (2009). Noncompensatory/nonlinear composite indicators for ranking countries: a defensible
    setting. Applied Economics 41(12), 1513-1523.

    Examples
    --------
    >>> outranking(np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([3.0, 1.0])).tolist()
    [[0.0, 0.5], [-0.5, 0.0]]
    """
    missing_cells(values)
    shares = _weights(values, weights)
    found = np.empty((len(values), len(values)))
    for rows, net in _compared(values, shares):
        found[rows] = net
    return found


def copeland(
    values: Array,
    weights: Array | None = None,
    *,
    missing: Literal["raise", "skip"] = "raise",
    availability: float = 0.0,
) -> Array:
    """Copeland's score: how many units a unit outranks, less how many outrank it.

    One unit outranks another if the parts in which it is above weigh more than those in which it is below.

    Parameters
    ----------
    values
        Shape (n, k).
    weights
        Shape (k,), at least 0, rescaled to sum 1; None for equal ones.
    missing
        ``"raise"``, or ``"skip"``: a row with a gap gives NaN and stays out of the comparison.
    availability
        The least share of parts that a row has, from 0 to 1; a row with a gap is out anyhow, so it changes nothing.

    Returns
    -------
    array of float64, shape (n,)
        Whole numbers from -(n - 1) to n - 1 that add up to 0. It takes O(n^2 k) time, and about 64 MB at most.

    Raises
    ------
    InvalidInput
        If a value is missing, or the weights or the availability are not as said.

    References
    ----------
    Copeland, A. H. (1951). A reasonable social welfare function. Seminar on applications of mathematics to social
    sciences, University of Michigan.

    Examples
    --------
    >>> copeland(np.array([[3.0, 3.0], [2.0, 1.0], [1.0, 2.0]])).tolist()
    [2.0, -1.0, -1.0]
    """
    if not 0 <= availability <= 1:
        raise InvalidInput(fault("out_of_range", "availability", given=availability, low=0, high=1))
    empty = missing_cells(values, missing)
    shares = _weights(values, weights)
    whole = np.ones(len(values), dtype=bool) if empty is None else ~empty.any(axis=1)
    scores = np.empty(int(whole.sum()))
    for rows, net in _compared(values[whole], shares):
        scores[rows] = np.count_nonzero(net > _EVEN, axis=1) - np.count_nonzero(net < -_EVEN, axis=1)
    found = np.full(len(values), np.nan)
    found[whole] = scores
    return found
