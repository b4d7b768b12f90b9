"""Counting whole numbers of a short range, and what the counts say: sums, means, medians, spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["lower_median", "moments", "tally", "upper_median"]

# Up to so many steps, comparing with each is faster than making indices of the values.
_COMPARE = 12


def tally(
    columns: Sequence[NDArray[Any]],
    low: int,
    high: int,
    *,
    weights: NDArray[np.float64] | None = None,
    rows: NDArray[np.bool_] | None = None,
) -> NDArray[np.float64]:
    """How often each whole number from low to high stands in each column; anything else is not counted.

    Parameters
    ----------
    columns
        k arrays of shape (n,), whole numbers or floats; NaN where there is none.
    low, high
        The ends of the range.
    weights
        Shape (n,): what each row counts for; None for 1.
    rows
        Shape (n,): which rows count; None for all.

    Returns
    -------
    array of float64, shape (k, high - low + 1)
        Counts, exact below 2**53 where the weights are whole.

    Examples
    --------
    >>> tally([np.array([1.0, 2.0, 2.0, np.nan])], 1, 3).tolist()
    [[1.0, 2.0, 0.0]]
    """
    steps = high - low + 1
    counts = np.zeros((len(columns), steps))
    for row, cells in zip(counts, columns, strict=True):
        if weights is None and steps <= _COMPARE:
            found = (cells == low + step for step in range(steps))
            row[:] = [np.count_nonzero(one if rows is None else one & rows) for one in found]
        else:
            known = (cells >= low) & (cells <= high) & (cells == np.floor(cells))
            known = known if rows is None else known & rows
            codes = cells[known].astype(np.int64) - low
            row[:] = np.bincount(codes, None if weights is None else weights[known], minlength=steps)
    return counts


def lower_median(counts: NDArray[Any]) -> NDArray[np.int64]:
    """The first step at which half of the counts is reached; -1 where there are none.

    Parameters
    ----------
    counts
        Shape (..., steps), not negative; whole numbers or floats.

    Returns
    -------
    array of int64, shape (...)
        Indices of steps.

    Examples
    --------
    >>> lower_median(np.array([[1, 1, 0], [0, 1, 2]])).tolist()
    [0, 2]
    """
    reached = np.cumsum(counts, axis=-1)
    total = reached[..., -1:]
    return np.where(total[..., 0] > 0, np.argmax(2 * reached >= total, axis=-1), -1)


def upper_median(counts: NDArray[Any]) -> NDArray[np.int64]:
    """The first step at which more than half of the counts is reached; -1 where there are none.

    Parameters
    ----------
    counts
        Shape (..., steps), not negative; whole numbers or floats.

    Returns
    -------
    array of int64, shape (...)
        Indices of steps.

    Examples
    --------
    >>> upper_median(np.array([[1, 1, 0], [0, 1, 2]])).tolist()
    [1, 2]
    """
    reached = np.cumsum(counts, axis=-1)
    total = reached[..., -1:]
    return np.where(total[..., 0] > 0, np.argmax(2 * reached > total, axis=-1), -1)


def moments(
    counts: NDArray[np.float64], steps: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The sum of the counts, of the values, and of the squared distances from the mean.

    Parameters
    ----------
    counts
        Shape (k, steps); each row has a count above 0.
    steps
        Shape (steps,): the value of each step.

    Returns
    -------
    total, sum, squares : arrays of shape (k,)

    Raises
    ------
    InvalidInput
        If a row has no count.

    Examples
    --------
    >>> [part.tolist() for part in moments(np.array([[1.0, 0.0, 1.0]]), np.array([1.0, 2.0, 3.0]))]
    [[2.0], [4.0], [2.0]]
    """
    total = counts.sum(axis=1)
    if not (total > 0).all():
        raise InvalidInput(fault("all_missing"))
    sums = counts @ steps
    distance = steps[np.newaxis, :] - (sums / total)[:, np.newaxis]
    return total, sums, (counts * distance**2).sum(axis=1)
