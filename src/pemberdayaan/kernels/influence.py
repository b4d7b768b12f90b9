r"""What each row adds to a measure of inequality, so that a measure has an error with strata and sampling units.

The influence of row k on a measure M is the derivative of M by the weight of k,

.. math:: z_k = \frac{\partial M}{\partial w_k}, \quad \sum_k w_k z_k = 0, \quad
    \widehat{V}(M) = \widehat{V} \Bigl( \sum_k w_k z_k \Bigr)

so the sums of weight times influence by sampling unit are the scores that errors are made of, in `influence_design`
(Deville, J. C. (1999). Variance estimation for complex statistics and estimators. Survey Methodology 25, 193-203).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .amounts import Amounts, amounts, by_group, ordered, running, settled, spread_out
from .dispersion import atkinson, check_aversion, check_form, entropy_terms, gini, sample_factor
from .lorenz import check_shares, concentration_index, lorenz_values, ranked
from .shares import check_bands, quantiles, share_ratio

__all__ = [
    "atkinson_influence",
    "concentration_influence",
    "entropy_influence",
    "gini_influence",
    "lorenz_influence",
    "share_influence",
    "share_ratio_influence",
]

Array = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]


def _ratio(above: Array, below: Array) -> Array:
    """A quotient by group, 0 for a group with nothing to divide by."""
    return np.divide(above, below, out=np.zeros(np.broadcast_shapes(above.shape, below.shape)), where=below > 0)


def _rowwise(found: Array, amount: Amounts, defined: NDArray[np.bool_]) -> Array:
    """Influence by row, 0 in groups where the measure is not defined."""
    if not defined.all():
        found[~defined if amount.groups is None else ~defined[amount.groups]] = 0.0
    return found


def gini_influence(
    values: NDArray[Any],
    *,
    form: str = "population",
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on the Gini index of its group.

    .. math:: z_k = \frac{1}{W S} \sum_j w_j |x_k - x_j| - G \left( \frac{1}{W} + \frac{x_k}{S} \right)

    in the sample form times n / (n - 1).

    Parameters
    ----------
    values, form, weights, groups, n_groups
        As in `dispersion.gini`.
    undefined
        None raises where the measure is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As in `dispersion.gini`.

    References
    ----------
    Langel, M. and Tillé, Y. (2013). Variance estimation of the Gini index: revisiting a result several times published.
    Journal of the Royal Statistical Society A 176(2), 521-540.

    Examples
    --------
    >>> gini_influence(np.array([1.0, 2.0, 3.0])).round(4).tolist()
    [0.0556, -0.037, -0.0185]
    """
    check_form(form)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    filled = None if undefined is None else 0.0
    index = gini(values, form=form, weights=weights, groups=groups, n_groups=n_groups, undefined=filled)
    times, alone = sample_factor(amount) if form == "sample" else (np.ones(n_groups), np.zeros(n_groups, bool))
    rows = ordered(amount.values, weights=amount.weights, groups=groups, n_groups=n_groups)
    codes = None if groups is None else np.repeat(np.arange(n_groups), np.diff(rows.starts))
    sizes, totals = spread_out(amount.sizes, codes), spread_out(amount.totals, codes)
    below = running(rows.weights, rows.starts)
    held = running(rows.values if rows.weights is None else rows.values * rows.weights, rows.starts)
    distance = rows.values * (2 * below - sizes) + totals - 2 * held
    with np.errstate(invalid="ignore", divide="ignore"):
        found = spread_out(times, codes) * distance / (sizes * totals)
        found -= spread_out(index, codes) * (1 / sizes + rows.values / totals)
    by_row = np.empty_like(found)
    by_row[rows.order] = found
    return _rowwise(by_row, amount, amount.lawful & ~alone)


def entropy_influence(
    values: NDArray[Any],
    alpha: float,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on the generalised entropy of its group: alpha 1 for Theil's T, 0 for Theil's L.

    .. math:: z_k = \frac{1}{W} \bigl( \phi_\alpha(r_k) - GE - \alpha \, GE (r_k - 1) \bigr), \quad r_k = x_k / \mu

    with the terms of `dispersion.entropy_terms`.

    Parameters
    ----------
    values, alpha, weights, groups, n_groups
        As in `dispersion.generalised_entropy`.
    undefined
        None raises where the measure is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As in `dispersion.generalised_entropy`.

    References
    ----------
    Biewen, M. and Jenkins, S. P. (2006). Variance estimation for generalized entropy and Atkinson inequality indices:
    the complex survey data case. Oxford Bulletin of Economics and Statistics 68(3), 371-383.

    Examples
    --------
    >>> entropy_influence(np.array([1.0, 3.0]), 2).tolist()
    [0.0625, -0.0625]
    """
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    ratios, terms, zeros = entropy_terms(amount, alpha)
    entropy = _ratio(by_group(terms, amount.weights, groups, n_groups), amount.sizes)
    if not np.isfinite(entropy).all():
        raise InvalidInput(fault("not_finite", "values", given="inf"))
    settled(np.zeros(n_groups), amount, undefined, [("zero_amounts", zeros & amount.lawful)])
    level = spread_out(entropy, groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (terms - level - alpha * level * (ratios - 1)) / spread_out(amount.sizes, groups)
    return _rowwise(found, amount, amount.lawful & ~zeros)


def atkinson_influence(
    values: NDArray[Any],
    epsilon: float,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on Atkinson's index of its group.

    .. math:: z_k = \epsilon (1 - A)^\epsilon \, z_k(GE_{1 - \epsilon})

    because Atkinson's index is a function of the generalised entropy of alpha = 1 - epsilon.

    Parameters
    ----------
    values, epsilon, weights, groups, n_groups
        As in `dispersion.atkinson`.
    undefined
        None raises where the measure is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As in `dispersion.atkinson`.

    References
    ----------
    Biewen, M. and Jenkins, S. P. (2006). Variance estimation for generalized entropy and Atkinson inequality indices:
    the complex survey data case. Oxford Bulletin of Economics and Statistics 68(3), 371-383.

    Examples
    --------
    >>> atkinson_influence(np.array([1.0, 4.0]), 1).round(4).tolist()
    [0.0373, -0.0373]
    """
    power = 1 - check_aversion(epsilon)
    keep: dict[str, Any] = {"weights": weights, "groups": groups, "n_groups": n_groups, "undefined": undefined}
    found = entropy_influence(values, power, **keep)
    index = atkinson(values, epsilon, **{**keep, "undefined": None if undefined is None else 0.0})
    return found * spread_out(epsilon * (1 - index) ** epsilon, groups)


def lorenz_influence(
    values: NDArray[Any],
    at: Array,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on the Lorenz curve of its group at given shares of the population.

    .. math:: z_k = \frac{1}{S} \bigl( \min(x_k - q_p, 0) + p \, q_p - L(p) \, x_k \bigr)

    with q the value on the cut, or the mean of the two where a row ends on it, which is the mean of the slopes on both
    sides. No density stands in it: what the cut moves by is lost and won at the same value.

    Parameters
    ----------
    values, at, weights, groups, n_groups
        As in `lorenz.lorenz_values`.
    undefined
        None raises where the curve is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n, k)

    Raises
    ------
    InvalidInput
        As in `lorenz.lorenz_values`.

    References
    ----------
    Beach, C. M. and Davidson, R. (1983). Distribution-free statistical inference with Lorenz curves and income shares.
    Review of Economic Studies 50(4), 723-735. Langel, M. and Tillé, Y. (2011). Statistical inference for the quintile
    share ratio. Journal of Statistical Planning and Inference 141, 2976-2985.

    Examples
    --------
    >>> lorenz_influence(np.array([1.0, 3.0]), np.array([0.75]))[:, 0].tolist()
    [-0.09375, 0.09375]
    """
    shares = check_shares(at)
    filled = None if undefined is None else 0.0
    held = lorenz_values(values, shares, weights=weights, groups=groups, n_groups=n_groups, undefined=filled)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    found = np.zeros((len(amount.values), len(shares)))
    if not len(found):
        return found
    inner = (shares > 0) & (shares < 1)
    cuts = np.zeros((n_groups, len(shares)))
    cuts[:, inner] = quantiles(values, shares[inner], weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    totals = spread_out(amount.totals, groups)
    for j in np.flatnonzero(inner):
        cut = spread_out(cuts[:, j], groups)
        lost = np.minimum(amount.values - cut, 0) + shares[j] * cut - spread_out(held[:, j], groups) * amount.values
        np.divide(lost, totals, out=found[:, j], where=np.broadcast_to(totals > 0, lost.shape))
    return _rowwise(found, amount, amount.lawful)


def share_influence(
    values: NDArray[Any],
    edges: Array,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    """The influence of each row on what bands of the population of its group hold.

    Parameters
    ----------
    values, edges, weights, groups, n_groups
        As in `shares.quantile_shares`.
    undefined
        None raises where they are not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n, k)
        The difference of `lorenz_influence` at the two edges of each band.

    Raises
    ------
    InvalidInput
        As in `shares.quantile_shares`.

    Examples
    --------
    >>> share_influence(np.array([1.0, 3.0]), np.array([0.0, 0.75, 1.0])).tolist()
    [[-0.09375, 0.09375], [0.09375, -0.09375]]
    """
    shares = check_shares(edges, "edges")
    if len(shares) < 2 or (np.diff(shares) <= 0).any():
        raise InvalidInput(fault("not_ascending", "edges", given=shares.tolist()))
    along = lorenz_influence(values, shares, weights=weights, groups=groups, n_groups=n_groups, undefined=undefined)
    found: Array = np.diff(along, axis=1)
    return found


def share_ratio_influence(
    values: NDArray[Any],
    top: float,
    bottom: float,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on what the richest of its group hold over what the poorest do.

    .. math:: z_k = - \frac{z_k(L(1 - t)) + R \, z_k(L(b))}{L(b)}

    Parameters
    ----------
    values, top, bottom, weights, groups, n_groups
        As in `shares.share_ratio`; 0.1 and 0.4 for the Palma ratio.
    undefined
        None raises where it is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As in `shares.share_ratio`.

    References
    ----------
    Langel, M. and Tillé, Y. (2011). Statistical inference for the quintile share ratio. Journal of Statistical
    Planning and Inference 141, 2976-2985.

    Examples
    --------
    >>> share_ratio_influence(np.array([1.0, 2.0, 5.0]), 0.4, 0.4).round(4).tolist()
    [1.1224, -1.6327, 0.5102]
    """
    cuts = check_bands(top, bottom)
    keep: dict[str, Any] = {"weights": weights, "groups": groups, "n_groups": n_groups}
    filled = None if undefined is None else 0.0
    ratio = share_ratio(values, top, bottom, **keep, undefined=filled)
    low = lorenz_values(values, cuts, **keep, undefined=filled)[:, 1]
    along = lorenz_influence(values, cuts, **keep, undefined=filled)
    factor = _ratio(np.ones(n_groups), low)
    return -spread_out(factor, groups) * (along[:, 0] + spread_out(ratio, groups) * along[:, 1])


def concentration_influence(
    values: NDArray[Any],
    ranks: NDArray[Any],
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The influence of each row on the concentration index of its group.

    .. math:: z_k = \frac{2}{S W} ( y_k R_k + S - S_k ) - (C + 1) \left( \frac{y_k}{S} + \frac{1}{W} \right)

    with R the weight below each row and half of its own rank's, and S_k the weighted values likewise.

    Parameters
    ----------
    values, ranks, weights, groups, n_groups
        As in `lorenz.concentration_index`.
    undefined
        None raises where it is not defined; any number lets the rows of such a group have an influence of 0.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As in `lorenz.concentration_index`.

    References
    ----------
    Kakwani, N., Wagstaff, A. and van Doorslaer, E. (1997). Socioeconomic inequalities in health: measurement,
    computation, and statistical inference. Journal of Econometrics 77, 87-103.

    Examples
    --------
    >>> concentration_influence(np.array([1.0, 2.0, 5.0]), np.array([2.0, 1.0, 3.0])).round(4).tolist()
    [0.0104, -0.0625, 0.0521]
    """
    filled = None if undefined is None else 0.0
    keep: dict[str, Any] = {"weights": weights, "groups": groups, "n_groups": n_groups}
    index = concentration_index(values, ranks, **keep, undefined=filled)
    amount = amounts(values, **keep)
    by_rank = ranked(amount, ranks)
    rows, codes = by_rank.rows, None
    if groups is not None:
        codes = np.repeat(np.arange(n_groups), np.diff(rows.starts))
    own = amount.values[rows.order]
    counted = rows.values if rows.weights is None else rows.values * rows.weights
    lengths = np.diff(by_rank.heads, append=len(own))
    level = np.add.reduceat(counted, by_rank.heads) if len(own) else counted
    last = running(counted, rows.starts)[by_rank.heads + lengths - 1]
    half = np.repeat(last - level / 2, lengths)
    sizes, totals = spread_out(amount.sizes, codes), spread_out(amount.totals, codes)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = 2 * (own * by_rank.middles + totals - half) / (sizes * totals)
        found -= (spread_out(index, codes) + 1) * (own / totals + 1 / sizes)
    by_row = np.empty_like(found)
    by_row[rows.order] = found
    return _rowwise(by_row, amount, amount.lawful)
