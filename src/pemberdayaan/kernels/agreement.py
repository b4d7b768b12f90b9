"""Krippendorff's alpha: one minus the disagreement seen over the disagreement that chance would give."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["krippendorff_alpha", "krippendorff_draws", "unit_disagreement"]

MEASUREMENTS = ("nominal", "ordinal", "interval", "ratio")


def krippendorff_alpha(
    ratings: NDArray[np.float64],
    *,
    measurement: str = "ordinal",
    multiplicities: NDArray[np.int64] | None = None,
) -> float:
    r"""Krippendorff's alpha of a table with gaps.

    .. math:: \alpha = 1 - \frac{\sum_{ck} o_{ck} \delta_{ck}^2}{\sum_{ck} e_{ck} \delta_{ck}^2}

    with o the coincidences within units and e those expected from the values alone.

    Parameters
    ----------
    ratings
        Shape (raters, units); NaN where a rater gave no value.
    measurement
        ``"nominal"``, ``"ordinal"``, ``"interval"`` or ``"ratio"``: what a distance between two values is.
    multiplicities
        Shape (units,): how often each unit counts, as a bootstrap draws them; None for once.

    Returns
    -------
    float
        At most 1; 0 where raters agree as chance would.

    Raises
    ------
    InvalidInput
        If no unit has two values, or all values that can be compared are equal.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Examples
    --------
    >>> ratings = np.array([[1, 2, 3, 3, 2], [1, 2, 3, 3, 1], [np.nan, 2, 3, 2, 2]])
    >>> round(krippendorff_alpha(ratings, measurement="nominal"), 4)
    0.5873
    """
    return _alpha(*_counted(ratings), measurement, multiplicities)


def krippendorff_draws(
    ratings: NDArray[np.float64], multiplicities: Iterable[NDArray[np.float64]], *, measurement: str = "ordinal"
) -> NDArray[np.float64]:
    """Krippendorff's alpha of samples drawn from the units; NaN where it is not defined.

    Parameters
    ----------
    ratings, measurement
        As in `krippendorff_alpha`.
    multiplicities
        One of shape (units,) for each draw: how often each unit counts.

    Returns
    -------
    array of float64, shape (draws,)

    Examples
    --------
    >>> ratings = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 2.0]])
    >>> krippendorff_draws(ratings, np.array([[1.0, 1, 1], [3, 0, 0]]), measurement="nominal").round(4).tolist()
    [0.5455, nan]
    """
    counts, values = _counted(ratings)
    found: list[float] = []
    for counted in multiplicities:
        try:
            found.append(_alpha(counts, values, measurement, counted))
        except InvalidInput:
            found.append(np.nan)
    return np.array(found)


def _alpha(
    counts: NDArray[np.float64],
    values: NDArray[np.float64],
    measurement: str,
    multiplicities: NDArray[np.int64] | NDArray[np.float64] | None,
) -> float:
    coincidences = _coincidences(counts, multiplicities)
    margins = coincidences.sum(axis=0)
    total = margins.sum()
    if not total > 0:
        raise InvalidInput(fault("no_pair"))
    distance = _distances(values, margins, measurement)
    expected = ((np.outer(margins, margins) - np.diag(margins)) * distance).sum()
    if not expected > 0:
        raise InvalidInput(fault("no_spread"))
    return float(1 - (total - 1) * (coincidences * distance).sum() / expected)


def unit_disagreement(ratings: NDArray[np.float64], *, measurement: str = "ordinal") -> NDArray[np.float64]:
    """The mean squared distance between two values of a unit; NaN where a unit has fewer than two.

    Weighted by the number of its values, it adds up to the disagreement that `krippendorff_alpha` sees.

    Parameters
    ----------
    ratings
        Shape (raters, units); NaN where a rater gave no value.
    measurement
        As in `krippendorff_alpha`.

    Returns
    -------
    array of float64, shape (units,)

    Examples
    --------
    >>> unit_disagreement(np.array([[1.0, 1.0], [1.0, 3.0]]), measurement="interval").tolist()
    [0.0, 4.0]
    """
    counts, values = _counted(ratings)
    margins = _coincidences(counts, None).sum(axis=0)
    distance = _distances(values, margins, measurement)
    size = counts.sum(axis=1)
    pairs = np.where(size > 1, size * (size - 1), np.nan)
    apart: NDArray[np.float64] = (counts @ distance * counts).sum(axis=1) / pairs
    return apart


def _counted(ratings: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often each value stands in each unit, and the values, rising."""
    ratings = np.asarray(ratings, dtype=np.float64)
    known = ~np.isnan(ratings)
    values, codes = np.unique(ratings[known], return_inverse=True)
    units = np.broadcast_to(np.arange(ratings.shape[1]), ratings.shape)[known]
    flat = np.bincount(units * len(values) + codes, minlength=ratings.shape[1] * len(values))
    return flat.reshape(ratings.shape[1], len(values)).astype(np.float64), values


def _coincidences(
    counts: NDArray[np.float64], multiplicities: NDArray[np.int64] | NDArray[np.float64] | None
) -> NDArray[np.float64]:
    size = counts.sum(axis=1)
    share = np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0)
    if multiplicities is not None:
        share = share * multiplicities
    weighted = counts * share[:, np.newaxis]
    together: NDArray[np.float64] = weighted.T @ counts - np.diag(weighted.sum(axis=0))
    return together


def _distances(values: NDArray[np.float64], margins: NDArray[np.float64], measurement: str) -> NDArray[np.float64]:
    """The squared distance between any two values; the ordinal one counts the values that lie between."""
    if measurement == "nominal":
        differ: NDArray[np.float64] = (values[:, np.newaxis] != values).astype(np.float64)
        return differ
    if measurement == "ordinal":
        values = np.cumsum(margins) - margins / 2
    apart: NDArray[np.float64] = values[:, np.newaxis] - values
    if measurement == "ratio":
        both = values[:, np.newaxis] + values
        apart = np.divide(apart, both, out=np.zeros_like(both), where=both != 0)
    if measurement in MEASUREMENTS:
        squared: NDArray[np.float64] = apart**2
        return squared
    raise InvalidInput(
        fault("not_a_choice", "measurement", given=measurement, noun="measurement", choices=MEASUREMENTS)
    )
