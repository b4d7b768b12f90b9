"""Dual cut-off counting under many sets of weights at once."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .linearisation import quotient
from .patterns import check_rows, unpack

__all__ = ["SetEstimates", "weight_set_estimates"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

# Numbers that are held at once, and patterns that are unpacked together.
_AT_ONCE = 1_000_000
_PATTERNS = 1 << 16
# The most columns that one code holds.
_PACKED = 64
# Below it whole numbers in floats are exact.
_EXACT = 2**53


class SetEstimates(NamedTuple):
    """The measures of dual cut-off counting by set of weights and group.

    Attributes
    ----------
    H, A, M0
        Shape (sets, groups): the share of the poor, their mean score, and the product of the two.
    """

    H: Array
    A: Array
    M0: Array


def weight_set_estimates(
    codes: NDArray[np.unsignedinteger[Any]],
    sets: Index,
    lines: Index,
    *,
    sample_weights: NDArray[Any] | None = None,
    groups: NDArray[np.integer[Any]] | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> SetEstimates:
    r"""H, A and M0 of each group under each set of weights, from rows or from a table of the patterns that occur.

    With the weights :math:`w_{sj}` of set s, whose sum is :math:`D_s`, and its line :math:`z_s`:

    .. math::

        c_{si} = \sum_j w_{sj} x_{ij}, \quad
        H_s = \frac{\sum_i v_i [c_{si} \ge z_s]}{\sum_i v_i}, \quad
        M_{0s} = \frac{\sum_i v_i c_{si} [c_{si} \ge z_s]}{D_s \sum_i v_i}, \quad A_s = \frac{M_{0s}}{H_s}

    Scores are whole numbers, so no set decides anybody on its line by a float. Rows of one group and pattern are added
    up first; what is held besides the results does not grow with the number of sets.

    Parameters
    ----------
    codes
        Shape (n,), from `pack`: the pattern of each row, or of each group and pattern that occurs.
    sets
        Shape (s, d): the weights of the d indicators, whole, at least 0 and not all 0, their sum below 2**53; weights
        that were drawn are rounded to whole numbers before, over 10**6, say.
    lines
        Shape (s,): from `poverty_line` with the sum of each set, at least 1.
    sample_weights
        Shape (n,): what each row counts for; None for 1.
    groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    n_groups
        How many groups there are.
    undefined
        What stands in A where nobody is poor, and in everything where there is nobody; None raises.

    Returns
    -------
    SetEstimates
        Exact up to the division where weights of the sample are whole and sums of scores below 2**53.

    Raises
    ------
    InvalidInput
        If weights or lines are not such numbers, a code is outside its range, a weight of the sample is negative or not
        finite, or a measure is not defined and `undefined` does not say what to put there.

    References
    ----------
    Alkire, S. and Foster, J. (2011). Counting and multidimensional poverty measurement. Journal of Public Economics
    95, 476-487.

    Examples
    --------
    >>> codes, counted = np.array([0, 1, 2, 3], dtype=np.uint16), np.array([5, 1, 1, 3])
    >>> found = weight_set_estimates(codes, np.array([[1, 2], [1, 1]]), np.array([2, 1]), sample_weights=counted)
    >>> [value[:, 0].round(4).tolist() for value in found]
    [[0.4, 0.5], [0.9167, 0.8], [0.3667, 0.4]]
    """
    from scipy.sparse import csc_array

    check_rows(len(codes), weights=sample_weights, cells=groups, n_cells=n_groups)
    totals = _set_totals(sets, lines)
    width = sets.shape[1]
    check_rows(len(codes), cells=codes, n_cells=1 << width)
    known, place = np.unique(codes, return_inverse=True)
    counted = np.ones(len(codes)) if sample_weights is None else sample_weights.astype(np.float64)
    homes = np.zeros(len(codes), np.int64) if groups is None else groups
    table = csc_array((counted, (homes, place.reshape(-1))), shape=(n_groups, len(known)))
    poor, scored = np.zeros((2, n_groups, len(sets)))
    for first in range(0, len(known), _PATTERNS):
        bits = unpack(known[first : first + _PATTERNS], width).astype(np.float64)
        part = table[:, first : first + _PATTERNS].tocsr()
        step = max(1, _AT_ONCE // len(bits))
        for start in range(0, len(sets), step):
            some = slice(start, start + step)
            # Whole numbers below 2**53, so that a product of floats is exact, and fast.
            scores = bits @ sets[some].T.astype(np.float64)
            above = (scores >= lines[some]).astype(np.float64)
            poor[:, some] += np.asarray(part @ above)
            scores *= above
            scored[:, some] += np.asarray(part @ scores)
    everyone = np.bincount(homes, counted, minlength=n_groups).astype(np.float64)[:, np.newaxis]
    return SetEstimates(
        quotient(poor, everyone, undefined=undefined).T,
        quotient(scored, totals * poor, undefined=undefined).T,
        quotient(scored, totals * everyone, undefined=undefined).T,
    )


def _set_totals(sets: Index, lines: Index) -> Array:
    """The sum of the weights of each set, if sets and lines are what they should be."""
    for name, numbers in (("sets", sets), ("lines", lines)):
        if numbers.dtype.kind not in "iu":
            found = str(numbers.dtype)
            raise InvalidInput(fault("wrong_type", name, given=name, found=found, expected="a whole number"))
    if sets.ndim != 2:
        raise InvalidInput(fault("shape", "sets", given=sets.shape, expected="(s, d)"))
    if lines.shape != (len(sets),):
        raise InvalidInput(fault("shape", "lines", given=lines.shape, expected=(len(sets),)))
    if not 1 <= sets.shape[1] <= _PACKED:
        raise InvalidInput(fault("out_of_range", "sets", given=sets.shape[1], low=1, high=_PACKED))
    # In floats, since a sum of whole numbers could run over.
    totals = np.asarray(sets.astype(np.float64).sum(axis=1), np.float64)
    lawful = (sets >= 0).all(axis=1) & (totals > 0)
    if not lawful.all():
        at = int(np.argmin(lawful))
        raise InvalidInput(fault("bad_weight", f"sets[{at}]", given=int(sets[at].min())))
    if (totals >= _EXACT).any():
        at = int(np.argmax(totals))
        raise InvalidInput(fault("out_of_range", f"sets[{at}]", given=int(totals[at]), low=1, high=_EXACT - 1))
    if (lines < 1).any():
        given, high = int(lines.min()), int(totals.max(initial=1))
        raise InvalidInput(fault("out_of_range", "lines", given=given, low=1, high=high))
    return totals
