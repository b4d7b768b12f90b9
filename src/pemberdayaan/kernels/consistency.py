"""How far columns measure one thing: Cronbach's alpha, and each column against the sum of the others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["alpha_without", "cronbach_alpha", "cronbach_draws", "rest_correlation"]

Array = NDArray[np.float64]

# Rows times draws that are held at once.
_AT_ONCE = 4_000_000


def _covariance(values: Array, weights: Array | None) -> Array:
    """The covariance of the columns; ddof 1, as the covariance form of alpha takes it (it cancels there)."""
    if np.isnan(values).any():
        raise InvalidInput(fault("has_gaps"))
    counted = np.ones(len(values)) if weights is None else weights
    if weights is not None and not weights.max() > 0:
        raise InvalidInput(fault("weights_zero"))
    # What weights are counted in does not matter, and very small ones would vanish when they are multiplied.
    counted = counted / counted.max()
    total = counted.sum()
    centred = values - (counted @ values) / total
    covariance: Array = (centred * counted[:, np.newaxis]).T @ centred / max(total - 1, 1)
    return covariance


def _alpha(covariance: Array) -> float:
    items = len(covariance)
    whole = covariance.sum()
    # Rounding of the sums, not spread: a total that is constant has no alpha.
    if items < 2 or not whole > 1e-12 * np.abs(covariance).sum():
        return np.nan
    return float(items / (items - 1) * (1 - np.trace(covariance) / whole))


def cronbach_alpha(values: Array, *, weights: Array | None = None) -> float:
    r"""Cronbach's alpha in the covariance form.

    .. math:: \alpha = \frac{k}{k - 1}\left(1 - \frac{\sum_j \sigma_j^2}{\sigma_T^2}\right)

    Parameters
    ----------
    values
        Shape (n, k), n and k at least 2, no NaN.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    float
        At most 1.

    Raises
    ------
    InvalidInput
        If a value is missing, or the sum of the columns does not vary.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, 297-334.

    Examples
    --------
    >>> cronbach_alpha(np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0]]))
    1.0
    """
    alpha = _alpha(_covariance(values, weights))
    if np.isnan(alpha):
        raise InvalidInput(fault("no_spread"))
    return alpha


def alpha_without(values: Array, *, weights: Array | None = None) -> Array:
    """Cronbach's alpha without each column in turn; NaN where it is not defined.

    Parameters
    ----------
    values, weights
        As in `cronbach_alpha`.

    Returns
    -------
    array of float64, shape (k,)

    Examples
    --------
    >>> alpha_without(np.array([[1.0, 2.0, 5.0], [2.0, 3.0, 1.0], [3.0, 4.0, 2.0]])).round(3).tolist()
    [-2.571, -2.571, 1.0]
    """
    covariance = _covariance(values, weights)
    kept = [np.delete(np.delete(covariance, j, 0), j, 1) for j in range(len(covariance))]
    return np.array([_alpha(one) for one in kept])


def rest_correlation(values: Array, *, weights: Array | None = None) -> Array:
    """The correlation of each column with the sum of the others; NaN where one of the two does not vary.

    Parameters
    ----------
    values, weights
        As in `cronbach_alpha`.

    Returns
    -------
    array of float64, shape (k,)

    Examples
    --------
    >>> rest_correlation(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])).round(6).tolist()
    [1.0, 1.0]
    """
    covariance = _covariance(values, weights)
    own = np.diag(covariance)
    with_rest = covariance.sum(axis=1) - own
    rest = covariance.sum() - 2 * covariance.sum(axis=1) + own
    scale = np.abs(covariance).sum()
    found = np.full(len(own), np.nan)
    varies = (own > 1e-12 * scale) & (rest > 1e-12 * scale)
    found[varies] = with_rest[varies] / np.sqrt(own[varies] * rest[varies])
    return found


def cronbach_draws(values: Array, multiplicities: Array | Iterable[Array]) -> Array:
    """Cronbach's alpha of samples drawn from the rows; NaN where it is not defined.

    Parameters
    ----------
    values
        Shape (n, k), no NaN.
    multiplicities
        Shape (draws, n): what each row counts for in each draw; or several such arrays.

    Returns
    -------
    array of float64, shape (draws,)

    Examples
    --------
    >>> values = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [4.0, 4.0]])
    >>> cronbach_draws(values, np.array([[1.0, 1, 1, 1], [2, 0, 0, 2], [4, 0, 0, 0]])).round(4).tolist()
    [0.8889, 1.0, nan]
    """
    if np.isnan(values).any():
        raise InvalidInput(fault("has_gaps"))
    items = values.shape[1]
    centred = values - values.mean(axis=0)
    columns = np.column_stack([centred, centred.sum(axis=1)])
    squares = columns**2
    step = max(1, _AT_ONCE // len(values))
    blocks = [multiplicities] if isinstance(multiplicities, np.ndarray) else multiplicities
    found = [np.empty(0)]
    for drawn in (block[start : start + step] for block in blocks for start in range(0, len(block), step)):
        total = drawn.sum(axis=1, keepdims=True)
        total[total == 0] = np.nan
        power = drawn @ squares / total
        spread = power - (drawn @ columns / total) ** 2
        parts, whole = spread[:, :items].sum(axis=1), spread[:, items]
        # What is left of a difference of equal numbers is rounding, not spread.
        defined = whole > 1e-12 * power.sum(axis=1)
        ratio = np.divide(parts, whole, out=np.full(len(whole), np.nan), where=defined)
        found.append(items / (items - 1) * (1 - ratio))
    return np.concatenate(found)
