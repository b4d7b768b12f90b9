"""How unequally amounts are spread: Gini, generalised entropy with both of Theil, Atkinson."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .amounts import Amounts, amounts, by_group, ordered, running, settled, spread_out

__all__ = [
    "FORMS",
    "atkinson",
    "check_aversion",
    "check_form",
    "entropy_terms",
    "generalised_entropy",
    "gini",
    "sample_factor",
    "theil_l",
    "theil_t",
]

Array = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]

FORMS = ("population", "sample")

# Numbers that are held at once; a few arrays of so many lie in the cache of one core.
_AT_ONCE = 32_768


def _area(values: Array, weights: Array | None, size: float) -> float:
    """The sum of W (size - W) times the step to the next value, W the running weight; no term is below 0."""
    area, passed = 0.0, 0.0
    places = np.arange(1.0, _AT_ONCE + 1)
    for start in range(0, len(values) - 1, _AT_ONCE):
        block = values[start : start + _AT_ONCE + 1]
        steps = block[1:] - block[:-1]
        if weights is None:
            below = places[: len(steps)] + start
        else:
            below = np.cumsum(weights[start : start + len(steps)])
            below += passed
            passed = float(below[-1])
        # Not as a product of vectors: waiting for the threads of the linear algebra takes longer than the block.
        steps *= below
        steps *= np.maximum(size - below, 0)
        area += float(steps.sum())
    return area


def _areas(amount: Amounts, groups: Codes) -> Array:
    """`_area` in each group."""
    n_groups = len(amount.sizes)
    rows = ordered(amount.values, weights=amount.weights, groups=groups, n_groups=n_groups)
    counts = np.diff(rows.starts)
    codes = np.repeat(np.arange(n_groups), counts)
    steps = np.zeros(len(codes))
    steps[:-1] = np.diff(rows.values)
    steps[rows.starts[1:][counts > 0] - 1] = 0.0
    below = running(rows.weights, rows.starts)
    above = np.maximum(amount.sizes[codes] - below, 0)
    return by_group(steps * below * above, None, codes, n_groups)


def check_form(form: str) -> None:
    """Raise unless a form of the Gini index has this name.

    Parameters
    ----------
    form
        One of `FORMS`.

    Raises
    ------
    InvalidInput
        If it is another.

    Examples
    --------
    >>> check_form("population")
    """
    if form not in FORMS:
        raise InvalidInput(fault("not_a_choice", "form", given=str(form), noun="form", choices=FORMS))


def gini(
    values: NDArray[Any],
    *,
    form: str = "population",
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The Gini index: the mean absolute difference of two rows over twice the mean.

    .. math:: G = \frac{1}{2 W S} \sum_i \sum_j w_i w_j |x_i - x_j|
        = \frac{1}{W S} \sum_i W_i (W - W_i) (x_{(i+1)} - x_{(i)}), \quad G_{sample} = \frac{n}{n - 1} G

    with W the sum of the weights, S of the weighted values, W_i of the weights of the i lowest values.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    form
        ``"population"``: the rows are all there is; ``"sample"``: times n / (n - 1), n the number of rows with a weight
        above 0, so that the mean difference is that of two different rows.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    undefined
        What stands for a group where it is not defined; None raises.

    Returns
    -------
    array of float64, shape (groups,)
        From 0, all equal, to 1 - 1/n (population form) or 1 (sample form, without weights), one has all.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite; if a group has no weight, nothing to share or, in the sample
        form, fewer than two rows; or the form is another.

    References
    ----------
    Gini, C. (1912). Variabilità e mutabilità. Cuppini, Bologna. Deltas, G. (2003). The small-sample bias of the Gini
    coefficient. Review of Economics and Statistics 85(1), 226-234.

    Examples
    --------
    >>> gini(np.array([1.0, 2.0, 3.0, 4.0])).tolist()
    [0.25]
    >>> gini(np.array([1.0, 2.0, 3.0, 4.0]), form="sample").round(4).tolist()
    [0.3333]
    >>> gini(np.array([0.0, 1.0, 5.0]), groups=np.array([0, 0, 1]), n_groups=2).tolist()
    [0.5, 0.0]
    """
    check_form(form)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    if groups is not None:
        area = _areas(amount, groups) if len(values) else np.zeros(n_groups)
    elif amount.weights is None:
        area = np.array([_area(np.sort(amount.values), None, amount.sizes[0])])
    else:
        rows = ordered(amount.values, weights=amount.weights)
        area = np.array([_area(rows.values, rows.weights, amount.sizes[0])])
    lawful = amount.lawful & (amount.sizes > 0)
    found = np.divide(area, amount.sizes, out=np.zeros_like(area), where=lawful)
    np.divide(found, amount.totals, out=found, where=lawful)
    if form == "population":
        return settled(found, amount, undefined)
    times, alone = sample_factor(amount)
    return settled(found * times, amount, undefined, [("one_row", alone)])


def sample_factor(amount: Amounts) -> tuple[Array, NDArray[np.bool_]]:
    """What the population form of the Gini index is multiplied by, and where one row is all there is.

    Parameters
    ----------
    amount
        From `amounts`.

    Returns
    -------
    times : array of float64, shape (groups,)
        n / (n - 1), n the number of rows with a weight above 0; 1 for a single row.
    alone : array of bool, shape (groups,)

    Examples
    --------
    >>> times, alone = sample_factor(amounts(np.array([1.0, 2.0, 4.0]), weights=np.array([1.0, 0.0, 2.0])))
    >>> times.tolist(), alone.tolist()
    ([2.0], [False])
    """
    counted = np.ones(len(amount.values)) if amount.weights is None else (amount.weights > 0).astype(np.float64)
    rows = by_group(counted, None, amount.groups, len(amount.sizes))
    return np.divide(rows, rows - 1, out=np.ones_like(rows), where=rows > 1), rows == 1


def entropy_terms(amount: Amounts, alpha: float) -> tuple[Array, Array, NDArray[np.bool_]]:
    r"""What each row adds to the generalised entropy of its group; no term is below 0.

    .. math:: \phi_\alpha(r) = \frac{r^\alpha - 1 - \alpha (r - 1)}{\alpha (\alpha - 1)}, \quad
        \phi_1(r) = r \ln r - r + 1, \quad \phi_0(r) = r - 1 - \ln r

    Parameters
    ----------
    amount
        From `amounts`.
    alpha
        Finite.

    Returns
    -------
    ratios, terms : arrays of float64, shape (n,)
        Each value over the mean of its group, r; and its term, of which the weighted mean is the entropy.
    zeros : array of bool, shape (groups,)
        Which groups have a value of 0 that has no term.

    Raises
    ------
    InvalidInput
        If alpha is not finite.

    Examples
    --------
    >>> ratios, terms, zeros = entropy_terms(amounts(np.array([1.0, 3.0])), 2.0)
    >>> ratios.tolist(), terms.tolist(), zeros.tolist()
    ([0.5, 1.5], [0.125, 0.125], [False])
    """
    if not np.isfinite(alpha):
        raise InvalidInput(fault("not_finite", "alpha", given=str(alpha)))
    means = np.divide(amount.totals, amount.sizes, out=np.ones_like(amount.totals), where=amount.lawful)
    ratios = amount.values / spread_out(means, amount.groups)
    off = ratios - 1
    if alpha == 2:
        return ratios, off * off / 2, np.zeros(len(means), bool)
    some = ratios > 0
    logs = np.log(ratios, out=np.zeros_like(ratios), where=some)
    if alpha == 1:
        return ratios, ratios * logs - off, np.zeros(len(means), bool)
    if alpha == 0:
        terms = off - logs
    else:
        with np.errstate(over="ignore"):
            terms = (np.expm1(alpha * logs) - alpha * off) / (alpha * (alpha - 1))
    if alpha > 0:
        terms[~some] = 1 / alpha
        return ratios, terms, np.zeros(len(means), bool)
    terms[~some] = 0.0
    zeros = by_group((~some).astype(np.float64), amount.weights, amount.groups, len(means))
    return ratios, terms, zeros > 0


def _entropy(amount: Amounts, alpha: float) -> tuple[Array, list[tuple[str, NDArray[np.bool_]]]]:
    """The generalised entropy of each group, and where a 0 keeps it from being defined."""
    _, terms, zeros = entropy_terms(amount, alpha)
    with np.errstate(invalid="ignore", over="ignore"):
        sums = by_group(terms, amount.weights, amount.groups, len(amount.sizes))
    if not np.isfinite(sums).all():
        raise InvalidInput(fault("not_finite", "values", given="inf"))
    found = np.divide(sums, amount.sizes, out=np.zeros_like(sums), where=amount.sizes > 0)
    return np.maximum(found, 0.0), [("zero_amounts", zeros & amount.lawful)]


def generalised_entropy(
    values: NDArray[Any],
    alpha: float,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""The generalised entropy; alpha says how much the top counts, and the bottom the lower it is.

    .. math:: GE(\alpha) = \frac{1}{\alpha (\alpha - 1)}
        \left[ \frac{1}{W} \sum_i w_i \left( \frac{x_i}{\mu} \right)^\alpha - 1 \right]

    with the limits of alpha = 1, Theil's T, and alpha = 0, Theil's L; GE(2) is half the squared coefficient of
    variation.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN; above 0 where alpha is at most 0.
    alpha
        Finite.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    undefined
        What stands for a group where it is not defined; None raises.

    Returns
    -------
    array of float64, shape (groups,)
        At least 0, all equal.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite; if a group has no weight, nothing to share or, with alpha at
        most 0, a value of 0; or alpha is not finite, or so large that the sum is not.

    References
    ----------
    Cowell, F. A. (2011). Measuring Inequality, 3rd ed., chapter 3. Oxford University Press.

    Examples
    --------
    >>> generalised_entropy(np.array([1.0, 3.0]), 2).tolist()
    [0.125]
    """
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    found, zeros = _entropy(amount, alpha)
    return settled(found, amount, undefined, zeros)


def theil_t(
    values: NDArray[Any],
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""Theil's T, the generalised entropy of alpha = 1.

    .. math:: T = \frac{1}{W} \sum_i w_i \frac{x_i}{\mu} \ln \frac{x_i}{\mu}

    Parameters
    ----------
    values, weights, groups, n_groups, undefined
        As in `generalised_entropy`; a value of 0 adds 0 to the sum.

    Returns
    -------
    array of float64, shape (groups,)
        From 0, all equal, to ln n, one has all.

    Raises
    ------
    InvalidInput
        As in `generalised_entropy`.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. North-Holland.

    Examples
    --------
    >>> theil_t(np.array([0.0, 0.0, 0.0, 1.0])).round(4).tolist(), round(float(np.log(4)), 4)
    ([1.3863], 1.3863)
    """
    return generalised_entropy(values, 1.0, weights=weights, groups=groups, n_groups=n_groups, undefined=undefined)


def theil_l(
    values: NDArray[Any],
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""Theil's L, the mean logarithmic deviation, the generalised entropy of alpha = 0.

    .. math:: L = \frac{1}{W} \sum_i w_i \ln \frac{\mu}{x_i}

    Parameters
    ----------
    values, weights, groups, n_groups, undefined
        As in `generalised_entropy`; every value above 0.

    Returns
    -------
    array of float64, shape (groups,)
        At least 0, all equal.

    Raises
    ------
    InvalidInput
        As in `generalised_entropy`.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. North-Holland.

    Examples
    --------
    >>> theil_l(np.array([1.0, 1.0, 2.0, 4.0])).round(4).tolist(), round(float(np.log(2) / 4), 4)
    ([0.1733], 0.1733)
    """
    return generalised_entropy(values, 0.0, weights=weights, groups=groups, n_groups=n_groups, undefined=undefined)


def check_aversion(epsilon: float) -> float:
    """An aversion to inequality that is lawful.

    Parameters
    ----------
    epsilon
        Finite, at least 0.

    Returns
    -------
    float

    Raises
    ------
    InvalidInput
        If it is negative or not finite.

    Examples
    --------
    >>> check_aversion(1)
    1.0
    """
    if not 0 <= epsilon < np.inf:
        raise InvalidInput(fault("negative" if epsilon < 0 else "not_finite", "epsilon", given=str(epsilon)))
    return float(epsilon)


def atkinson(
    values: NDArray[Any],
    epsilon: float,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    undefined: float | None = None,
) -> Array:
    r"""Atkinson's index: the share of the total that could be spared if the rest were shared equally.

    .. math:: A(\epsilon) = 1 - \left[ \frac{1}{W} \sum_i w_i \left( \frac{x_i}{\mu} \right)^{1 - \epsilon}
        \right]^{1 / (1 - \epsilon)}, \quad A(1) = 1 - \frac{1}{\mu} \exp \frac{1}{W} \sum_i w_i \ln x_i

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN; above 0 where epsilon is at least 1.
    epsilon
        The aversion to inequality, at least 0.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    undefined
        What stands for a group where it is not defined; None raises.

    Returns
    -------
    array of float64, shape (groups,)
        From 0, all equal or epsilon 0, to below 1.

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite; if a group has no weight, nothing to share or, with epsilon at
        least 1, a value of 0; or epsilon is negative or not finite, or so large that the sum is not finite.

    References
    ----------
    Atkinson, A. B. (1970). On the measurement of inequality. Journal of Economic Theory 2(3), 244-263.

    Examples
    --------
    >>> atkinson(np.array([1.0, 4.0]), 1).round(4).tolist(), atkinson(np.array([1.0, 4.0]), 0.5).round(4).tolist()
    ([0.2], [0.1])
    """
    power = 1 - check_aversion(epsilon)
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    entropy, zeros = _entropy(amount, power)
    if power:
        entropy = np.log1p(power * (power - 1) * entropy) / -power
    return settled(-np.expm1(-entropy), amount, undefined, zeros)
