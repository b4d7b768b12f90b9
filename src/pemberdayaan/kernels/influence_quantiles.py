r"""What each row adds to a ratio of two quantiles, with the slope of the quantiles by Woodruff's interval.

A quantile has no influence without the density there, f. What a density is estimated by, a kernel with the bandwidth of
a normal distribution, is far off where amounts are skew. So the slope of the logarithm of the quantile is taken between
the two ends of the interval that Woodruff gives a quantile, which needs no bandwidth and no shape:

.. math:: s_p = \frac{1}{Q(p) f(Q(p))} \approx \frac{\ln Q(b) - \ln Q(a)}{b - a}, \quad
    a, b = p \mp z_{0.975} \sqrt{p (1 - p) / m}, \quad m = \Bigl( \sum_k w_k \Bigr)^2 \Big/ \sum_k w_k^2
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .amounts import Amounts, amounts, by_group, ordered, spread_out
from .shares import quantile_ratio, quantiles_of

__all__ = ["quantile_ratio_influence"]

Array = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]

# The 0.975 quantile of the normal distribution: the interval that the slope is taken over is the usual one of 95 %.
_REACH = 1.959963984540054


def quantile_ratio_influence(
    values: NDArray[Any],
    upper: float = 0.9,
    lower: float = 0.1,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on a quantile over another, P90/P10 by default.

    .. math:: z_k = R \bigl( z_k(\ln Q(u)) - z_k(\ln Q(l)) \bigr), \quad
        z_k(\ln Q(p)) = \frac{s_p}{W} \bigl( p - 1[x_k \le Q(p)] \bigr)

    where rows that have the quantile itself count below it in part, so that p of the weight lies below. Where the lower
    end of Woodruff's interval is 0 the slope is that of the quantile over the quantile.

    Parameters
    ----------
    values, upper, lower, weights, groups, n_groups
        As in `shares.quantile_ratio`.
    undefined
        None raises where it is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n,)
        0 in a group where the amounts do not differ about both quantiles: nothing tells how far these would move.

    Raises
    ------
    InvalidInput
        As in `shares.quantile_ratio`.

    References
    ----------
    Woodruff, R. S. (1952). Confidence intervals for medians and other position measures. Journal of the American
    Statistical Association 47(260), 635-646. Francisco, C. A. and Fuller, W. A. (1991). Quantile estimation with a
    complex survey design. Annals of Statistics 19(1), 454-469.

    Examples
    --------
    >>> z = quantile_ratio_influence(np.array([1.0, 2.0, 4.0, 8.0]), 0.75, 0.25)
    >>> z.round(4).tolist()
    [1.2618, -1.2618, -1.2618, 1.2618]
    """
    keep: dict[str, Any] = {"weights": weights, "groups": groups, "n_groups": n_groups}
    ratio = quantile_ratio(values, upper, lower, **keep, undefined=None if undefined is None else 0.0)
    amount = amounts(values, **keep)
    found = np.zeros(len(amount.values))
    if len(found):
        for share, sign in ((upper, 1.0), (lower, -1.0)):
            cut, slope = _slope(amount, share)
            below = share - _below(amount, cut, share)
            found += sign * spread_out(ratio * slope, groups) * below
        np.divide(found, spread_out(amount.sizes, groups), out=found, where=spread_out(amount.sizes, groups) > 0)
    return found


def _slope(amount: Amounts, share: float) -> tuple[Array, Array]:
    """The quantile of each group, and how fast its logarithm rises with the share."""
    sizes = amount.sizes
    ones, squared = np.ones(len(amount.values)), None if amount.weights is None else amount.weights**2
    squares = by_group(ones, squared, amount.groups, len(sizes))
    several = np.divide(sizes**2, squares, out=np.ones_like(sizes), where=squares > 0)
    reach = _REACH * np.sqrt(share * (1 - share) / several)
    # Not past the middle of the first and of the last row, unless the quantile itself lies there.
    start = np.maximum(share - reach, np.minimum(share, 0.5 / several))
    end = np.minimum(share + reach, np.maximum(share, 1 - 0.5 / several))
    rows = ordered(amount.values, weights=amount.weights, groups=amount.groups, n_groups=len(sizes))
    low, cut, high = quantiles_of(rows, sizes, np.column_stack([start, np.full_like(start, share), end])).T
    with np.errstate(divide="ignore", invalid="ignore"):
        rise = np.where(low > 0, np.log(high / low), (high - low) / cut)
    lawful = (cut > 0) & (end > start)
    return cut, np.divide(rise, end - start, out=np.zeros_like(rise), where=lawful)


def _below(amount: Amounts, cut: Array, share: float) -> Array:
    """Whether each row lies below the quantile of its group; of the rows on it the part that the share takes."""
    line, n_groups = spread_out(cut, amount.groups), len(amount.sizes)
    less, same = (
        by_group(where.astype(np.float64), amount.weights, amount.groups, n_groups)
        for where in (amount.values < line, amount.values == line)
    )
    part = np.divide(share * amount.sizes - less, same, out=np.zeros_like(less), where=same > 0)
    found: Array = (amount.values < line) + (amount.values == line) * spread_out(part.clip(0, 1), amount.groups)
    return found
