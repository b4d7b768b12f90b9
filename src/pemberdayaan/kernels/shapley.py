"""What made a measure of counting change: more who are poor, poorer ones, or which indicator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .alkire_foster import whole_weights
from .linearisation import quotient

__all__ = ["FactorShares", "change_by_factor", "change_by_indicator"]

Array = NDArray[np.float64]


class FactorShares(NamedTuple):
    """The change of M0 taken apart.

    Attributes
    ----------
    incidence, intensity
        What the change of H, and of A, brought about; they add up to the change of M0.
    """

    incidence: Array
    intensity: Array


def change_by_factor(
    incidence_before: Array, adjusted_before: Array, incidence_after: Array, adjusted_after: Array
) -> FactorShares:
    r"""The change of M0 = H A into that of H and that of A, by the Shapley value.

    .. math::

        \Delta M_0 = \Delta H \frac{A_1 + A_2}{2} + \Delta A \frac{H_1 + H_2}{2}

    Parameters
    ----------
    incidence_before, incidence_after
        H at the two times, at least 0; of any shape.
    adjusted_before, adjusted_after
        M0 at the two times. A is the quotient; where H is 0 the A of the other time stands for it.

    Returns
    -------
    FactorShares

    References
    ----------
    Shorrocks, A. F. (2013). Decomposition procedures for distributional analysis: a unified framework based on the
    Shapley value. Journal of Economic Inequality 11, 99-126.

    Examples
    --------
    >>> found = change_by_factor(np.array([0.5]), np.array([0.2]), np.array([0.4]), np.array([0.12]))
    >>> found.incidence.round(4).tolist(), found.intensity.round(4).tolist()
    ([-0.035], [-0.045])
    """
    first = quotient(adjusted_before, incidence_before, undefined=0.0)
    second = quotient(adjusted_after, incidence_after, undefined=0.0)
    first, second = np.where(incidence_before > 0, first, second), np.where(incidence_after > 0, second, first)
    return FactorShares(
        (incidence_after - incidence_before) * (first + second) / 2,
        (second - first) * (incidence_before + incidence_after) / 2,
    )


def change_by_indicator(
    censored_before: Array, censored_after: Array, weights: Sequence[int] | NDArray[np.int64]
) -> Array:
    r"""The part of each indicator in the change of M0.

    .. math:: \frac{w_j}{D} \Delta h_j(k)

    Parameters
    ----------
    censored_before, censored_after
        Shape (..., d): the censored headcounts at the two times.
    weights
        d whole numbers; D is their sum.

    Returns
    -------
    array of float64, shape (..., d)
        They add up to the change of M0.

    Raises
    ------
    InvalidInput
        If a weight is negative or no whole number.

    Examples
    --------
    >>> change_by_indicator(np.array([0.4, 0.2]), np.array([0.2, 0.2]), [3, 1]).round(4).tolist()
    [-0.15, 0.0]
    """
    whole = whole_weights(weights)
    found: Array = whole / whole.sum() * (censored_after - censored_before)
    return found
