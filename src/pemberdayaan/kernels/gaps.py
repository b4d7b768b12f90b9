"""How far below their cut-offs the poor are: the gaps that M1 and M2 average."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .alkire_foster import whole_weights

__all__ = ["censored_gaps", "gap_ratios"]

Array = NDArray[np.float64]
Weights = Sequence[int] | NDArray[np.int64]


def censored_gaps(values: Array, cutoffs: Array, weights: Weights, line: int) -> Array:
    r"""The normalised gaps of the poor; 0 for what is not deprived and for whoever is not poor.

    .. math:: g_{ij} = \frac{z_j - x_{ij}}{z_j} \text{ if } x_{ij} < z_j \text{ and } \sum_j w_j [x_{ij} < z_j] \ge t

    Parameters
    ----------
    values
        Shape (n, d): cardinal values, at least 0, no NaN.
    cutoffs
        Shape (d,): the deprivation cut-offs z, above 0; who has z is not deprived.
    weights
        d whole numbers.
    line
        From `alkire_foster.poverty_line`, t.

    Returns
    -------
    array of float64, shape (n, d)
        From 0 to 1. Their squares are the gaps of M2.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, or a cut-off is not above 0; every such column is named.

    References
    ----------
    Alkire, S. and Foster, J. (2011). Counting and multidimensional poverty measurement. Journal of Public Economics
    95, 476-487.

    Examples
    --------
    >>> censored_gaps(np.array([[5.0, 2.0], [4.0, 9.0]]), np.array([10.0, 4.0]), [1, 1], 2).tolist()
    [[0.5, 0.5], [0.0, 0.0]]
    """
    whole = whole_weights(weights)
    if values.shape[1:] != (len(whole),) or cutoffs.shape != (len(whole),):
        raise InvalidInput(fault("shape", "values", given=values.shape, expected=(len(values), len(whole))))
    faults = []
    for j, cutoff in enumerate(cutoffs):
        if not 0 < cutoff < np.inf:
            faults.append(fault("cutoff_value", f"cutoffs[{j}]", given=float(cutoff)))
        column = values[:, j]
        if np.isnan(column).any():
            faults.append(fault("has_gaps", f"values[{j}]"))
        elif (column < 0).any():
            faults.append(fault("negative", f"values[{j}]", given=float(column.min())))
        elif np.isinf(column).any():
            faults.append(fault("not_finite", f"values[{j}]", given=float(column.max())))
    if faults:
        raise InvalidInput(faults)
    deprived = values < cutoffs
    poor = deprived @ whole >= line
    return np.where(deprived & poor[:, np.newaxis], (cutoffs - values) / cutoffs, 0.0)


def gap_ratios(weights: Weights) -> tuple[Array, Array]:
    r"""M1 and M2 as ratios of weighted sums of 1, of the gaps and of their squares.

    .. math:: M_\alpha = \frac{1}{D \sum_i s_i} \sum_i s_i \sum_j w_j g_{ij}^\alpha

    Parameters
    ----------
    weights
        d whole numbers.

    Returns
    -------
    numerators, denominators : arrays of float64, shape (1 + 2 d, 2)
        For `quotient` and `ratio_errors`, over sums of the columns ``[1, gaps, gaps**2]``.

    Examples
    --------
    >>> gaps = censored_gaps(np.array([[5.0, 2.0], [4.0, 9.0]]), np.array([10.0, 4.0]), [1, 1], 2)
    >>> sums = np.hstack([np.ones((2, 1)), gaps, gaps**2]).sum(axis=0)
    >>> above, below = gap_ratios([1, 1])
    >>> (sums @ above / (sums @ below)).tolist()
    [0.25, 0.125]
    """
    whole = whole_weights(weights).astype(np.float64)
    none = np.zeros_like(whole)
    numerators = np.array([[0.0, *whole, *none], [0.0, *none, *whole]]).T
    denominators = np.zeros_like(numerators)
    denominators[0] = whole.sum()
    return numerators, denominators
