"""What made a measure change: which part of it, by the Shapley value; more who are poor, or poorer ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import factorial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .alkire_foster import whole_weights
from .linearisation import quotient

__all__ = ["FactorShares", "change_by_factor", "change_by_indicator", "change_by_part"]

Array = NDArray[np.float64]
# A value of each set of parts is needed: with more parts there would be too many sets.
MOST_PARTS = 12


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


def change_by_part(evaluate: Callable[[Array], Array], before: Array, after: Array) -> Array:
    r"""What each part of a measure brought about when all parts changed, by the Shapley value.

    .. math::

        \phi_j = \sum_{S \not\ni j} \frac{|S|! \, (p - |S| - 1)!}{p!} \left( v(S \cup \{j\}) - v(S) \right)

    with v(S) the measure where the parts in S are as after the change and the others as before it.

    Parameters
    ----------
    evaluate
        The measure of parts of shape (n, p), shape (n,).
    before, after
        Shape (n, p): the parts, at most 12.

    Returns
    -------
    array of float64, shape (n, p)
        Each row adds up to the change of the measure.

    Raises
    ------
    InvalidInput
        If there are more than 12 parts, the two are not of one shape, or a part is NaN.

    References
    ----------
    Shorrocks, A. F. (2013). Decomposition procedures for distributional analysis: a unified framework based on the
    Shapley value. Journal of Economic Inequality 11, 99-126.

    Examples
    --------
    >>> change_by_part(lambda parts: parts.prod(axis=1), np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]])).tolist()
    [[6.0, 4.0]]
    """
    if before.shape != after.shape:
        raise InvalidInput(fault("shape", "after", given=after.shape, expected=before.shape))
    if gaps := [fault("has_gaps", name) for name, one in (("before", before), ("after", after)) if np.isnan(one).any()]:
        raise InvalidInput(gaps)
    parts = before.shape[1]
    if parts > MOST_PARTS:
        raise InvalidInput(fault("out_of_range", "before", given=parts, low=1, high=MOST_PARTS))
    weights = [factorial(size) * factorial(parts - size - 1) / factorial(parts) for size in range(parts)]
    found = np.zeros(before.shape)
    for number in range(2**parts):
        chosen = np.array([number >> j & 1 for j in range(parts)], dtype=bool)
        value, size = evaluate(np.where(chosen, after, before)), int(chosen.sum())
        for j in range(parts):
            if chosen[j]:
                found[:, j] += weights[size - 1] * value
            else:
                found[:, j] -= weights[size] * value
    return found
