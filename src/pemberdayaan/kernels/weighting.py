"""Weights of the parts of a whole: given, by the budgets or comparisons of people, or from the data themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault
from .arrays import missing_cells
from .association import pearson

__all__ = [
    "WEIGHTINGS",
    "Ahp",
    "Doubt",
    "Pca",
    "ahp",
    "benefit_of_the_doubt",
    "budget_allocation",
    "critic",
    "entropy",
    "equal",
    "pca",
    "rescaled",
]

Array = NDArray[np.float64]

# The mean consistency index of random reciprocal matrices of 3 to 10 things (Saaty 1980).
_RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}

# Reciprocals are written with three decimals: 0.143 for 1/7.
_RECIPROCAL = 5e-3


class Ahp(NamedTuple):
    """Weights from pairwise comparisons, and how consistent these are."""

    weights: Array
    lambda_max: float
    consistency_index: float
    consistency_ratio: float | None


class Pca(NamedTuple):
    """Weights from the first principal component, the share of the variance that it explains, and a warning."""

    weights: Array
    explained: float
    negative: bool


class Doubt(NamedTuple):
    """The score of each unit under the weights that favour it most, and these weights."""

    scores: Array
    weights: Array


def equal(k: int) -> Array:
    """The same weight for each of k parts.

    Parameters
    ----------
    k
        At least 1.

    Returns
    -------
    array of float64, shape (k,), of sum 1.

    Raises
    ------
    InvalidInput
        If k is below 1.

    Examples
    --------
    >>> equal(4).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    if k < 1:
        raise InvalidInput(fault("too_few", given=k, noun="items", least=1))
    return np.full(k, 1 / k)


def rescaled(weights: Array) -> Array:
    r"""Given weights over their sum.

    .. math:: w_j / \sum_i w_i

    Parameters
    ----------
    weights
        Shape (k,), at least 0, not all 0.

    Returns
    -------
    array of float64, shape (k,), of sum 1.

    Raises
    ------
    InvalidInput
        If a weight is negative, infinite or NaN, or all are 0.

    Examples
    --------
    >>> rescaled(np.array([1.0, 3.0])).tolist()
    [0.25, 0.75]
    """
    given = np.asarray(weights, dtype=float)
    if given.ndim != 1:
        raise InvalidInput(fault("shape", "weights", given=str(given.shape), expected="(k,)"))
    faults = [fault("not_finite", f"weights[{j}]", given=given[j].item()) for j in np.flatnonzero(~np.isfinite(given))]
    faults += [fault("negative", f"weights[{j}]", given=given[j].item()) for j in np.flatnonzero(given < 0)]
    if faults:
        raise InvalidInput(faults)
    if not given.max(initial=0.0) > 0:
        raise InvalidInput(fault("weights_zero", "weights"))
    # Their sum might be more than a float holds.
    shares = given / given.max()
    found: Array = shares / shares.sum()
    return found


def budget_allocation(points: Array) -> Array:
    r"""Weights by budget allocation: the mean over experts of the shares in which each divides points over the parts.

    .. math:: w_j = \frac{1}{E} \sum_e \frac{b_{ej}}{\sum_i b_{ei}}

    Parameters
    ----------
    points
        Shape (experts, k), at least 0. Each expert may have a total of its own, since shares are taken expert by
        expert: all experts count the same.

    Returns
    -------
    array of float64, shape (k,), of sum 1.

    Raises
    ------
    InvalidInput
        If there is no expert; points are negative, infinite or missing; an expert gave none. All experts' faults.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators. OECD Publishing: budget allocation process.

    Examples
    --------
    >>> budget_allocation(np.array([[50.0, 50.0], [20.0, 80.0]])).tolist()
    [0.35, 0.65]
    """
    if points.ndim != 2 or 0 in points.shape:
        raise InvalidInput(fault("shape", "points", given=str(points.shape), expected="(experts, k)"))
    shares, faults = [], list[Fault]()
    for i, row in enumerate(points):
        try:
            shares.append(rescaled(row))
        except InvalidInput as error:
            faults += [
                fault(one.code, one.where.replace("weights", f"points[{i}]"), **one.values) for one in error.faults
            ]
    if faults:
        raise InvalidInput(faults)
    found: Array = np.mean(shares, axis=0)
    return found


def _comparison_faults(comparisons: Array) -> list[Fault]:
    faults = []
    for i, j in np.argwhere(~(np.isfinite(comparisons) & (comparisons > 0))):
        given = comparisons[i, j].item()
        faults.append(fault("out_of_range", f"[{i}, {j}]", given=given, low="> 0", high="inf"))
    if not faults:
        wrong = np.abs(comparisons * comparisons.T - 1) > _RECIPROCAL
        for i, j in np.argwhere(np.triu(wrong)):
            given, other = comparisons[i, j].item(), comparisons[j, i].item()
            faults.append(fault("not_reciprocal", f"[{i}, {j}]", given=given, other=other))
    return faults


def ahp(comparisons: Array) -> Ahp:
    r"""Weights from pairwise comparisons by the analytic hierarchy process: the principal eigenvector.

    .. math:: A w = \lambda_{max} w, \qquad CI = \frac{\lambda_{max} - k}{k - 1}, \qquad CR = \frac{CI}{RI(k)}

    Parameters
    ----------
    comparisons
        Shape (k, k), above 0: how many times part i is as important as part j. An entry times its mirror image is 1
        within half a per cent, so that reciprocals with three decimals pass.

    Returns
    -------
    Ahp
        ``weights`` (k,) of sum 1; ``lambda_max``; ``consistency_index``, at least 0, and 0 for a single part;
        ``consistency_ratio``, by custom acceptable up to 0.1, None for fewer than 3 parts, which are always consistent,
        and for more than 10, for which no random index is given here.

    Raises
    ------
    InvalidInput
        If the matrix is not square, positive and reciprocal; all entries that are not.

    References
    ----------
    Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill: RI 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45 and
    1.49 for 3 to 10 parts.

    Examples
    --------
    >>> found = ahp(np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]))
    >>> found.weights.round(3).tolist(), round(found.consistency_ratio, 3)
    ([0.637, 0.258, 0.105], 0.033)
    """
    k = len(comparisons)
    if comparisons.shape != (k, k) or k == 0:
        raise InvalidInput(fault("shape", given=str(comparisons.shape), expected="(k, k)"))
    faults = _comparison_faults(comparisons)
    if faults:
        raise InvalidInput(faults)
    values, vectors = np.linalg.eig(comparisons)
    # By Perron and Frobenius the largest eigenvalue of a positive matrix is real, and its vector of one sign.
    first = int(values.real.argmax())
    largest = float(values[first].real)
    index = max((largest - k) / max(k - 1, 1), 0.0)
    random = _RANDOM_INDEX.get(k)
    return Ahp(rescaled(np.abs(vectors[:, first].real)), largest, index, None if random is None else index / random)


def entropy(values: Array) -> Array:
    r"""Weights by how unevenly each column is spread over the rows (Shannon's entropy).

    .. math:: p_{ij} = \frac{x_{ij}}{\sum_i x_{ij}}, \quad e_j = -\frac{\sum_i p_{ij} \ln p_{ij}}{\ln n}, \quad
              w_j = \frac{1 - e_j}{\sum_l (1 - e_l)}

    Parameters
    ----------
    values
        Shape (n, k), at least 0, no NaN; on a ratio scale, since it changes with a shift.

    Returns
    -------
    array of float64, shape (k,), of sum 1
        0 for a column that does not vary; 1 for a single column.

    Raises
    ------
    InvalidInput
        If a value is missing or negative, or no column varies.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379-423.

    Zeleny, M. (1982). Multiple Criteria Decision Making. McGraw-Hill.

    Examples
    --------
    >>> entropy(np.array([[1.0, 1.0], [1.0, 3.0]])).tolist()
    [0.0, 1.0]
    """
    missing_cells(values)
    below = values.min(axis=0, initial=np.inf)
    if (below < 0).any():
        raise InvalidInput(fault("negative", f"[{j}]", given=below[j].item()) for j in np.flatnonzero(below < 0))
    if values.shape[1] == 1:
        return np.ones(1)
    flat = values.max(axis=0, initial=-np.inf) <= below
    if flat.all():
        raise InvalidInput(fault("no_spread"))
    diversity = np.zeros(values.shape[1])
    for j in np.flatnonzero(~flat):
        column = values[:, j] / values[:, j].max()
        # 1 - e, from the shares against 1/n: nothing cancels where they are nearly even.
        relative = column / column.mean()
        logs = np.log(relative, out=np.zeros(len(column)), where=relative > 0)
        diversity[j] = max(np.mean(relative * logs - relative + 1) / np.log(len(column)), 0.0)
    return rescaled(diversity)


def _varied(values: Array) -> None:
    missing_cells(values)
    flat = values.max(axis=0, initial=-np.inf) <= values.min(axis=0, initial=np.inf)
    if flat.any():
        raise InvalidInput(fault("no_spread", f"[{j}]") for j in np.flatnonzero(flat))


def critic(values: Array) -> Array:
    r"""Weights by contrast and conflict (CRITIC): the spread of each column times how little it goes with the others.

    .. math:: C_j = \sigma_j \sum_l (1 - r_{jl}), \qquad w_j = C_j / \sum_l C_l

    with the standard deviation of the column between its minimum, 0, and maximum, 1.

    Parameters
    ----------
    values
        Shape (n, k), no NaN, each column in the direction of the whole.

    Returns
    -------
    array of float64, shape (k,), of sum 1
        1 for a single column.

    Raises
    ------
    InvalidInput
        If a value is missing; columns do not vary; or all go together entirely, so that no conflict is left to weigh.

    References
    ----------
    Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective weights in multiple criteria problems:
    the CRITIC method. Computers & Operations Research 22(7), 763-770.

    Examples
    --------
    >>> critic(np.array([[1.0, 2.0, 4.0], [2.0, 4.0, 3.0], [3.0, 6.0, 1.0]])).round(3).tolist()
    [0.248, 0.248, 0.505]
    """
    _varied(values)
    if values.shape[1] == 1:
        return np.ones(1)
    low = values.min(axis=0)
    contrast = ((values - low) / (values.max(axis=0) - low)).std(axis=0)
    conflict = (1 - pearson(values)).sum(axis=0)
    # What is left of columns that go together entirely is rounding.
    return rescaled(np.where(conflict > 1e-12, contrast * conflict, 0.0))


def pca(values: Array) -> Pca:
    r"""Weights by the first principal component of the correlation matrix, rescaled to sum 1.

    .. math:: R v = \lambda_1 v, \qquad w_j = v_j / \sum_l v_l, \qquad \text{explained} = \lambda_1 / k

    Parameters
    ----------
    values
        Shape (n, k), no NaN.

    Returns
    -------
    Pca
        ``weights`` (k,) of sum 1. A column that goes against the others gets a weight below 0, and then ``negative``
        is True: such weights are no importances, and no mean takes them; turn or drop the column, or weigh otherwise.
        ``explained``: the share of the component in the variance of the standardised columns.

    Raises
    ------
    InvalidInput
        If a value is missing; columns do not vary; or the loadings add up to 0, so that they cannot be rescaled.

    References
    ----------
    Jolliffe, I. T. (2002). Principal Component Analysis, 2nd edition. Springer.

    Examples
    --------
    >>> found = pca(np.array([[1.0, 2.0, 1.0], [2.0, 1.0, 2.0], [3.0, 3.0, 4.0]]))
    >>> found.weights.round(3).tolist(), round(found.explained, 3), found.negative
    ([0.348, 0.286, 0.366], 0.815, False)
    """
    _varied(values)
    k = values.shape[1]
    eigenvalues, vectors = np.linalg.eigh(pearson(values))
    loadings = vectors[:, -1]
    total = loadings.sum()
    if abs(total) <= 1e-9 * np.abs(loadings).sum():
        raise InvalidInput(fault("weights_zero"))
    weights: Array = loadings / total
    # A loading of 0 comes out as rounding of either sign.
    weights[np.abs(weights) <= 1e-12 * np.abs(weights).max()] = 0.0
    return Pca(weights, float(eigenvalues[-1] / k), bool((weights < 0).any()))


def _undominated(values: Array) -> Array:
    """The distinct rows that no other row reaches in every column."""
    left = np.unique(values, axis=0)
    left = left[np.argsort(-left.sum(axis=1), kind="stable")]
    best = []
    while len(left):
        # What has the largest sum is reached by nothing that is left.
        best.append(left[0])
        left = left[1:][(left[1:] > left[0]).any(axis=1)]
    return np.array(best)


def _bounds(k: int, low: float | Array, high: float | Array) -> tuple[Array, Array]:
    """The bounds of the share of each column, from 0 to 1 and in order."""
    faults = [
        fault("wrong_length", name, given=np.size(one), expected=k)
        for name, one in (("low", low), ("high", high))
        if np.shape(one) not in ((), (k,))
    ]
    if faults:
        raise InvalidInput(faults)
    lows, highs = (np.broadcast_to(np.asarray(one, dtype=float), (k,)) for one in (low, high))
    for j, (least, most) in enumerate(zip(lows.tolist(), highs.tolist(), strict=True)):
        wrong = [one for one in (least, most) if not 0 <= one <= 1]
        if wrong:
            faults.append(fault("out_of_range", f"[{j}]", given=wrong[0], low=0, high=1))
        elif least > most:
            faults.append(fault("reversed", f"[{j}]", first=least, last=most))
    if faults:
        raise InvalidInput(faults)
    return lows, highs


def _keep_bounds(present: NDArray[np.bool_], lows: Array, highs: Array) -> None:
    """Refuses bounds which the shares of a row cannot keep with the parts that it has."""
    # Sums of decimals such as ten times 0.1 miss 1 by their rounding.
    short = (present @ highs < 1 - 1e-12) | (lows.sum() > 1 + 1e-12) | (~present & (lows > 0)).any(axis=1)
    if short.any():
        rows = np.flatnonzero(short)
        named = ", ".join(str(row) for row in rows[:5]) + ", ..." * (len(rows) > 5)
        low, high = ("/".join(f"{one:g}" for one in np.unique(each)) for each in (lows, highs))
        raise InvalidInput(fault("share_bounds", count=len(rows), rows=named, low=low, high=high))


def _most_favourable(
    own: Array, present: NDArray[np.bool_], others: Array, lows: Array, highs: Array
) -> tuple[float, Array]:
    """The score of a row, and the weights under which it is nearest to the best of the others."""
    from scipy.optimize import linprog

    k = int(present.sum())
    lows, highs = lows[present, np.newaxis], highs[present, np.newaxis]
    # In what each part adds to the score, over the largest part: free of the units of the parts and of the row.
    parts = own[present] / own.max()
    bounded = np.concatenate([highs[:, 0] < 1, lows[:, 0] > 0])
    shares = np.vstack([np.eye(k) - highs, lows - np.eye(k)])[bounded]
    ratios = others[:, present] / parts
    found = linprog(
        -np.ones(k),
        A_ub=np.vstack([ratios, shares]),
        b_ub=np.concatenate([np.ones(len(ratios)), np.zeros(len(shares))]),
        method="highs",
    )
    if not found.success:
        raise InvalidInput(fault("unsolved", detail=found.message))
    weights = np.zeros(len(own))
    weights[present] = np.maximum(np.asarray(found.x, dtype=float), 0.0) / parts
    # Shares do not change with the scale of the weights, so at the optimum the best of the others is exactly at 1.
    weights = weights / np.max(others @ weights)
    # No row is better than the best of the others; what is above is the rounding of two orders of summing.
    return min(float(own @ weights), 1.0), weights


def benefit_of_the_doubt(values: Array, *, low: float | Array = 0.0, high: float | Array = 1.0) -> Doubt:
    r"""The score of each unit under its own most favourable weights.

    .. math:: s_i = \max_w \sum_k w_k x_{ik} \quad \text{subject to} \quad \sum_k w_k x_{jk} \le 1 \;\; \forall j, \quad
              w \ge 0, \quad \text{low}_k \le \frac{w_k x_{ik}}{\sum_l w_l x_{il}} \le \text{high}_k

    One linear programme is solved for each unit; only units that no other reaches in every part can bind, so only they
    stand in the constraints.

    Parameters
    ----------
    values
        Shape (n, k), at least 0, something above 0 in every row, no NaN.
    low, high
        The bounds of the share of each part in a unit's own score, from 0 to 1: a number, or shape (k,). Without them
        a unit may rest its case on one part alone.

    Returns
    -------
    Doubt
        ``scores`` (n,), above 0 and at most 1: 1 for a unit that nobody surpasses under its own weights. ``weights``
        (n, k), one best choice of perhaps several: on the scale of the values, they do not add up to 1, and
        ``(weights * values).sum(axis=1)`` are the scores. The bounds hold to the solver's 1e-7.

    Raises
    ------
    InvalidInput
        If a value is missing or negative; a row has nothing above 0; a bound is out of its range; no weights keep the
        shares of a row within the bounds. A part at 0 has share 0; so has one that is, each part against its column's
        largest, below 1e-12 of the row's largest.

    References
    ----------
    Cherchye, L., Moesen, W., Rogge, N. & Van Puyenbroeck, T. (2007). An introduction to 'benefit of the doubt'
    composite indicators. Social Indicators Research 82, 111-145.

    Examples
    --------
    >>> benefit_of_the_doubt(np.array([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]])).scores.round(6).tolist()
    [1.0, 1.0, 0.8]
    """
    missing_cells(values)
    faults = [
        fault("negative", f"[{j}]", given=values[:, j].min().item()) for j in np.flatnonzero((values < 0).any(axis=0))
    ]
    nothing = np.flatnonzero(values.max(axis=1) <= 0)
    if nothing.size and not faults:
        named = ", ".join(str(row) for row in nothing[:5]) + ", ..." * (len(nothing) > 5)
        faults.append(fault("not_positive", count=len(nothing), rows=named, given="benefit_of_the_doubt"))
    if faults:
        raise InvalidInput(faults)
    lows, highs = _bounds(values.shape[1], low, high)
    if len(values) == 0:
        return Doubt(np.empty(0), np.empty(values.shape))
    largest = values.max(axis=0)
    scale = np.where(largest > 0, largest, 1.0)
    of_largest = values / scale
    present = of_largest > 1e-12 * of_largest.max(axis=1, keepdims=True)
    _keep_bounds(present, lows, highs)
    others = _undominated(of_largest)
    found = [_most_favourable(*one, others, lows, highs) for one in zip(of_largest, present, strict=True)]
    return Doubt(np.array([score for score, _ in found]), np.array([weights for _, weights in found]) / scale)


WEIGHTINGS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "equal": equal,
        "entropy": entropy,
        "critic": critic,
        "pca": pca,
        "benefit_of_the_doubt": benefit_of_the_doubt,
    }
)
