"""The place of each value among the values of its column, and what ties get."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .arrays import missing_cells

__all__ = ["TIES", "rank"]

Array = NDArray[np.float64]
Missing = Literal["raise", "skip"]

TIES = ("min", "max", "average", "dense")


def _places(starts: NDArray[np.bool_], ties: str) -> Array:
    """The rank of each place in sorted order, given where a run of tied values starts."""
    if ties == "dense":
        return np.cumsum(starts).astype(np.float64)
    first = np.flatnonzero(starts)
    lengths = np.diff(first, append=len(starts))
    of_run = {
        "min": first + 1.0,
        "max": first + lengths * 1.0,
        "average": first + (lengths + 1) / 2,
    }[ties]
    return np.repeat(of_run, lengths)


def _of_column(column: Array, ties: str, tolerance: float) -> Array:
    """Ranks from the smallest up; NaN, which a sort puts last, stays NaN."""
    order = np.argsort(column)
    ordered = column[order]
    known = len(column)
    if known and np.isnan(ordered[-1]):
        known = int(np.searchsorted(ordered, np.nan))
    ordered = ordered[:known]
    starts = np.ones(known, dtype=bool)
    if tolerance:
        with np.errstate(over="ignore"):
            np.greater(ordered[1:] - ordered[:-1], tolerance, out=starts[1:])
    else:
        np.not_equal(ordered[1:], ordered[:-1], out=starts[1:])
    ranks = np.empty(len(column))
    ranks[order[known:]] = np.nan
    ranks[order[:known]] = np.arange(1.0, known + 1) if starts.all() else _places(starts, ties)
    return ranks


def rank(
    values: Array,
    *,
    ties: str = "min",
    descending: bool = True,
    tolerance: float = 0.0,
    missing: Missing = "raise",
) -> Array:
    """The rank of each value within its column.

    Values stand in order; two neighbours that differ by at most `tolerance` are tied, and so is a run of such
    neighbours. A tie from place a to place b has the rank a (``"min"``), b (``"max"``), (a + b)/2 (``"average"``), or
    one more than the tie before it (``"dense"``).

    Parameters
    ----------
    values
        Shape (n,) or (n, k); each column is ranked by itself.
    ties
        What ties get, one of `TIES`.
    descending
        Whether 1 is the largest value rather than the smallest.
    tolerance
        At least 0, in the unit of the values.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: NaN has no rank and stays NaN.

    Returns
    -------
    array of float64, the shape of `values`
        From 1 to n.

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``, for every such column; or an option is another.

    Examples
    --------
    >>> rank(np.array([7.0, 9.0, 9.0, 4.0])).tolist()
    [3.0, 1.0, 1.0, 4.0]
    >>> rank(np.array([7.0, 9.0, 9.0, 4.0]), ties="average", descending=False).tolist()
    [2.0, 3.5, 3.5, 1.0]
    """
    if ties not in TIES:
        raise InvalidInput(fault("not_a_choice", "ties", given=str(ties), noun="tie rule", choices=TIES))
    if not 0 <= tolerance < np.inf:
        raise InvalidInput(fault("negative" if tolerance < 0 else "not_finite", "tolerance", given=str(tolerance)))
    table = values[:, np.newaxis] if values.ndim == 1 else values
    missing_cells(table, missing)
    ranks = np.empty_like(table)
    for j, column in enumerate(table.T):
        ranks[:, j] = _of_column(-column if descending else np.ascontiguousarray(column), ties, tolerance)
    return ranks[:, 0] if values.ndim == 1 else ranks
