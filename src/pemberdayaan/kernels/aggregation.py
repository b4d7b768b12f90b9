"""One number from the parts of a whole, row by row: means and their kin, with weights and gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .arrays import missing_cells
from .outranking import copeland
from .weighting import equal, rescaled

__all__ = [
    "AGGREGATIONS",
    "arithmetic",
    "geometric",
    "harmonic",
    "mazziotta_pareto",
    "median",
    "minimum",
    "owa",
    "power",
]

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Missing = Literal["raise", "skip"]

# Cells of the table that are worked on at once, so that what is made on the way stays in the cache.
_AT_ONCE = 100_000


def _shares(values: Array, weights: Array | None) -> Array:
    """Weights of sum 1: (k,), or (n, k) as they stand."""
    k = values.shape[1]
    if weights is None:
        return equal(k)
    given = np.asarray(weights, dtype=float)
    if given.ndim == 1:
        if len(given) != k:
            raise InvalidInput(fault("wrong_length", "weights", given=len(given), expected=k))
        return rescaled(given)
    if given.shape != values.shape:
        raise InvalidInput(fault("shape", "weights", given=str(given.shape), expected=str(values.shape)))
    faults = [
        fault("weight", f"weights[:, {j}]", count=int(wrong.sum()), rows=_named(wrong))
        for j, wrong in enumerate((~(np.isfinite(given) & (given >= 0))).T)
        if wrong.any()
    ]
    nothing = given.max(axis=1, initial=0.0) == 0
    if nothing.any() and not faults:
        faults = [fault("weights_zero", f"weights[{i}]") for i in np.flatnonzero(nothing)[:5]]
    if faults:
        raise InvalidInput(faults)
    return given


def _named(wrong: Mask) -> str:
    """The first rows of those that are wrong."""
    rows = np.flatnonzero(wrong)
    return ", ".join(str(row) for row in rows[:5]) + ", ..." * (len(rows) > 5)


def _one_set(weights: Array | None, given: str) -> None:
    """Refuses weights that differ from row to row."""
    if weights is not None and np.ndim(weights) > 1:
        raise InvalidInput(fault("not_with", "weights", given=given, other="(n, k)"))


def _lacking(empty: Mask, shares: Array, availability: float) -> Mask:
    """Rows that have too few parts, or none that counts."""
    known = ~empty
    count = known.sum(axis=1)
    few: Mask = (count / empty.shape[1] < availability) | ((known & (shares > 0)).sum(axis=1) == 0)
    return few


def _dot(values: Array, weights: Array) -> Array:
    """The weighted sum of each row."""
    found: Array = values @ weights if weights.ndim == 1 else np.einsum("ij,ij->i", values, weights)
    return found


def _reweighted(shares: Array, empty: Mask) -> Array:
    """For each row the weights of the parts that it has, with the sum that all have."""
    kept = np.where(empty, 0.0, shares)
    total = kept.sum(axis=1, keepdims=True)
    whole = shares.sum(axis=-1, keepdims=True)
    found: Array = kept * np.divide(whole, total, out=np.zeros_like(total), where=total > 0)
    return found


def _rowwise(
    values: Array, shares: Array, empty: Mask | None, availability: float, mean: Callable[[Array, Array], Array]
) -> Array:
    """`mean` of blocks of rows and their weights; a gap is passed as 1 with the weight 0."""
    n, k = values.shape
    found = np.empty(n)
    step = max(1, _AT_ONCE // k)
    for start in range(0, n, step):
        rows = slice(start, start + step)
        block, own = values[rows], shares if shares.ndim == 1 else shares[rows]
        if empty is None:
            found[rows] = mean(block, own)
            continue
        lacking = _lacking(empty[rows], own, availability)
        kept = ~lacking
        out = np.full(len(block), np.nan)
        holes = empty[rows][kept]
        out[kept] = mean(np.where(holes, 1.0, block[kept]), _reweighted(own if own.ndim == 1 else own[kept], holes))
        found[rows] = out
    return found


def _checked(values: Array, weights: Array | None, missing: Missing, availability: float) -> tuple[Array, Mask | None]:
    """The weights, and where gaps are."""
    if not 0 <= availability <= 1:
        raise InvalidInput(fault("out_of_range", "availability", given=availability, low=0, high=1))
    empty = missing_cells(values, missing)
    return _shares(values, weights), empty


def _above(values: Array, shares: Array, given: str, *, zero: bool = False) -> None:
    """Refuses columns that count and have values below 0, or at 0 unless `zero`."""
    faults = []
    for j in np.flatnonzero(shares):
        column = values[:, j]
        wrong = column < 0 if zero else column <= 0
        if wrong.any():
            where, count, rows = f"[{j}]", int(wrong.sum()), _named(wrong)
            faults.append(
                fault("negative", where, given=float(column[wrong].min()))
                if zero
                else fault("not_positive", where, given=given, count=count, rows=rows)
            )
    if faults:
        raise InvalidInput(faults)


def arithmetic(
    values: Array, weights: Array | None = None, *, missing: Missing = "raise", availability: float = 0.0
) -> Array:
    r"""The weighted arithmetic mean of each row.

    .. math:: \sum_k w_k x_k

    Parameters
    ----------
    values
        Shape (n, k).
    weights
        Shape (k,), at least 0, rescaled to sum 1; None for equal ones. Here alone also shape (n, k), a set for each
        row, which is taken as it stands and *not* rescaled: the weights of `weighting.benefit_of_the_doubt` give its
        scores.
    missing
        ``"raise"``, or ``"skip"``: the weights of the parts that a row has are raised in proportion, to the sum that
        all have.
    availability
        Under ``"skip"``, the least share of its parts (their count, not their weight) that a row has, from 0 to 1.

    Returns
    -------
    array of float64, shape (n,)
        NaN for a row that has fewer parts than `availability` asks, or none with a weight above 0.

    Raises
    ------
    InvalidInput
        If a value is missing or infinite, or the weights or the availability are not as said.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators. OECD Publishing.

    Examples
    --------
    >>> arithmetic(np.array([[1.0, 5.0], [2.0, np.nan]]), np.array([3.0, 1.0]), missing="skip").tolist()
    [2.0, 2.0]
    """
    if (
        values.ndim == 2
        and values.shape[1]
        and (weights is None or np.ndim(weights) == 1)
        and missing in ("raise", "skip")
    ):
        shares = _shares(values, weights)
        # A gap makes its row NaN where every part counts, so that the sums themselves tell whether there is one.
        if 0 <= availability <= 1 and shares.min() > 0:
            with np.errstate(invalid="ignore", over="ignore"):
                found: Array = values @ shares
            if np.isfinite(found).all():
                return found
    shares, empty = _checked(values, weights, missing, availability)
    return _rowwise(values, shares, empty, availability, _dot)


def _geometric(block: Array, weights: Array) -> Array:
    # A part without weight may be 0, whose logarithm times 0 would not be a number.
    found: Array = np.exp(_dot(np.log(np.where(weights > 0, block, 1.0)), weights))
    return found


def _harmonic(block: Array, weights: Array) -> Array:
    least = block.min(axis=1, initial=np.inf, where=weights > 0)
    # Against the least of the row, so that no quotient is more than a float holds.
    found: Array = least / _dot(least[:, np.newaxis] / np.where(weights > 0, block, np.inf), weights)
    return found


def _power(block: Array, weights: Array, exponent: float) -> Array:
    counts = np.broadcast_to(weights > 0, block.shape)
    with np.errstate(divide="ignore"):
        logs = np.log(block, out=np.zeros_like(block), where=counts)
        signed = np.where(counts, np.sign(exponent) * logs, -np.inf)
        # The part that counts most has the quotient 1 and the others at most that: nothing overflows.
        top = signed.max(axis=1, keepdims=True)
        top = np.where(np.isfinite(top), top, 0.0)
        steps = abs(exponent) * (signed - top)
        less = _dot(np.expm1(steps), weights)
        # Near exponent 0 the sum is near 1 and its logarithm lives in what it lacks; far from it in the sum itself.
        grown = np.where(less > -0.5, np.log1p(np.maximum(less, -0.5)), np.log(_dot(np.exp(steps), weights)))
    found: Array = np.exp(np.sign(exponent) * top[:, 0] + grown / exponent)
    return found


def _power_mean(
    values: Array, weights: Array | None, exponent: float, missing: Missing, availability: float, name: str
) -> Array:
    _one_set(weights, name)
    shares, empty = _checked(values, weights, missing, availability)
    _above(values, shares, name, zero=exponent > 0)
    if exponent == 0:
        return _rowwise(values, shares, empty, availability, _geometric)
    if exponent == -1:
        return _rowwise(values, shares, empty, availability, _harmonic)
    return _rowwise(values, shares, empty, availability, lambda block, own: _power(block, own, exponent))


def geometric(
    values: Array, weights: Array | None = None, *, missing: Missing = "raise", availability: float = 0.0
) -> Array:
    r"""The weighted geometric mean of each row: a low part is not made up for by a high one in full.

    .. math:: \exp \sum_k w_k \ln x_k

    Parameters
    ----------
    values
        Shape (n, k), above 0 in every part with a weight above 0; nothing is nudged away from 0.
    weights, missing, availability
        As in `arithmetic`, with one set of weights.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `arithmetic`; and for every part with values that are not above 0.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators. OECD Publishing.

    Examples
    --------
    >>> geometric(np.array([[2.0, 8.0]])).round(12).tolist()
    [4.0]
    """
    return _power_mean(values, weights, 0.0, missing, availability, "geometric")


def harmonic(
    values: Array, weights: Array | None = None, *, missing: Missing = "raise", availability: float = 0.0
) -> Array:
    r"""The weighted harmonic mean of each row: still nearer to the lowest part than the geometric one.

    .. math:: 1 \Big/ \sum_k \frac{w_k}{x_k}

    Parameters
    ----------
    values, weights, missing, availability
        As in `geometric`.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `geometric`.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators. OECD Publishing.

    Examples
    --------
    >>> harmonic(np.array([[2.0, 6.0]])).tolist()
    [3.0]
    """
    return _power_mean(values, weights, -1.0, missing, availability, "harmonic")


def power(
    values: Array,
    weights: Array | None = None,
    *,
    exponent: float,
    missing: Missing = "raise",
    availability: float = 0.0,
) -> Array:
    r"""The weighted power mean of each row.

    .. math:: \left(\sum_k w_k x_k^p\right)^{1/p}

    Parameters
    ----------
    values
        Shape (n, k), in every part with a weight above 0: above 0 for exponents up to 0, at least 0 for those above it;
        any number for 1. (A whole exponent of a number below 0 could be computed, but the mean would not rise with it.)
    weights, missing, availability
        As in `arithmetic`, with one set of weights.
    exponent
        p: 1 is the arithmetic mean, 0 the geometric (the limit), -1 the harmonic.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `arithmetic`; if the exponent is not finite; for every part with values out of its range.

    References
    ----------
    Hardy, G. H., Littlewood, J. E. & Polya, G. (1934). Inequalities. Cambridge University Press.

    Examples
    --------
    >>> power(np.array([[1.0, 7.0]]), exponent=2.0).round(12).tolist()
    [5.0]
    """
    if not np.isfinite(exponent):
        raise InvalidInput(fault("not_finite", "exponent", given=exponent))
    if exponent == 1:
        _one_set(weights, "power")
        return arithmetic(values, weights, missing=missing, availability=availability)
    return _power_mean(values, weights, exponent, missing, availability, "power")


def _median(block: Array, weights: Array) -> Array:
    order = block.argsort(axis=1)
    ordered = np.take_along_axis(block, order, axis=1)
    reached = np.take_along_axis(np.broadcast_to(weights, block.shape), order, axis=1).cumsum(axis=1)
    # Sums of shares miss one half by their rounding.
    lower = (reached >= 0.5 - 1e-12).argmax(axis=1)[:, np.newaxis]
    upper = (reached > 0.5 + 1e-12).argmax(axis=1)[:, np.newaxis]
    middle: Array = (np.take_along_axis(ordered, lower, axis=1) + np.take_along_axis(ordered, upper, axis=1))[:, 0] / 2
    return middle


def median(
    values: Array, weights: Array | None = None, *, missing: Missing = "raise", availability: float = 0.0
) -> Array:
    r"""The weighted median of each row: the mean of the lower and the upper one.

    The lower is the least value at which the weights of what is not above it reach one half, the upper the least at
    which they exceed it. With equal weights it is the plain median.

    Parameters
    ----------
    values
        Shape (n, k).
    weights, missing, availability
        As in `arithmetic`, with one set of weights.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `arithmetic`.

    References
    ----------
    Cormen, T. H., Leiserson, C. E., Rivest, R. L. & Stein, C. (2009). Introduction to Algorithms, 3rd edition. MIT
    Press, problem 9-2: weighted median.

    Examples
    --------
    >>> median(np.array([[1.0, 5.0, 2.0]]), np.array([1.0, 2.0, 1.0])).tolist()
    [3.5]
    """
    _one_set(weights, "median")
    shares, empty = _checked(values, weights, missing, availability)
    return _rowwise(values, shares, empty, availability, _median)


def minimum(
    values: Array, weights: Array | None = None, *, missing: Missing = "raise", availability: float = 0.0
) -> Array:
    r"""The least part of each row: nothing is made up for.

    .. math:: \min_{k:\, w_k > 0} x_k

    Parameters
    ----------
    values
        Shape (n, k).
    weights, missing, availability
        As in `arithmetic`, with one set of weights: a part of weight 0 stays out, otherwise weights change nothing.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `arithmetic`.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators. OECD Publishing: non-compensatory aggregation.

    Examples
    --------
    >>> minimum(np.array([[3.0, 2.0, np.nan]]), missing="skip").tolist()
    [2.0]
    """
    _one_set(weights, "minimum")
    shares, empty = _checked(values, weights, missing, availability)

    def least(block: Array, own: Array) -> Array:
        found: Array = block.min(axis=1, initial=np.inf, where=own > 0)
        return found

    return _rowwise(values, shares, empty, availability, least)


def owa(
    values: Array,
    weights: Array | None = None,
    *,
    order_weights: Array,
    missing: Missing = "raise",
    availability: float = 0.0,
) -> Array:
    r"""The ordered weighted average of each row: weights belong to places in its order, the largest first.

    .. math:: \sum_k v_k x_{(k)}, \qquad x_{(1)} \ge \dots \ge x_{(K)}

    Parameters
    ----------
    values
        Shape (n, k).
    weights
        None, or equal ones: weights of parts have no place beside weights of places.
    order_weights
        Shape (k,), at least 0, rescaled to sum 1: (1, 0, ...) is the maximum, (..., 0, 1) the minimum.
    missing
        ``"raise"``, or ``"skip"``: a row with a gap gives NaN, since its parts have not all their places.
    availability
        As in `arithmetic`; a row with a gap is out anyhow, so it changes nothing.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `arithmetic`; if `weights` are not equal.

    References
    ----------
    Yager, R. R. (1988). On ordered weighted averaging aggregation operators in multicriteria decisionmaking. IEEE
    Transactions on Systems, Man, and Cybernetics 18(1), 183-190.

    Examples
    --------
    >>> owa(np.array([[1.0, 5.0, 3.0]]), order_weights=np.array([1.0, 0.0, 1.0])).tolist()
    [3.0]
    """
    _one_set(weights, "owa")
    shares, empty = _checked(values, weights, missing, availability)
    if weights is not None and np.ptp(weights) != 0:
        raise InvalidInput(fault("not_with", "weights", given="owa", other="weights"))
    places = np.asarray(order_weights, dtype=float)
    if len(places) != len(shares):
        raise InvalidInput(fault("wrong_length", "order_weights", given=len(places), expected=len(shares)))
    try:
        places = rescaled(places)[::-1]
    except InvalidInput as error:
        raise InvalidInput(fault(one.code, f"order_{one.where}", **one.values) for one in error.faults) from None
    return _rowwise(
        values, shares, empty, 1.0 if empty is not None else 0.0, lambda block, _: np.sort(block, axis=1) @ places
    )


def mazziotta_pareto(
    values: Array,
    weights: Array | None = None,
    *,
    penalty: Literal["minus", "plus"] = "minus",
    missing: Missing = "raise",
    availability: float = 0.0,
) -> Array:
    r"""The Mazziotta-Pareto index of each row: its mean, less (or with) a penalty for parts that are out of balance.

    .. math:: M \mp \frac{S^2}{M}, \qquad M = \sum_k w_k x_k, \quad S^2 = \sum_k w_k (x_k - M)^2

    The index of 2013 takes values of mean 100 and standard deviation 10, so that it compares units of one year; the
    adjusted one of 2016 is the same formula on values of 70 to 130 around a reference (`scaling.around_reference`),
    which compares years.

    Parameters
    ----------
    values
        Shape (n, k), with means above 0.
    weights, missing, availability
        As in `arithmetic`, with one set of weights.
    penalty
        ``"minus"`` where more is better, ``"plus"`` where more is worse, as poverty.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        As `arithmetic`; if the mean of a row is not above 0, or the penalty is another.

    References
    ----------
    Mazziotta, M. & Pareto, A. (2016). On a generalized non-compensatory composite index for measuring socio-economic
    phenomena. Social Indicators Research 127, 983-1003.

    Examples
    --------
    >>> mazziotta_pareto(np.array([[90.0, 110.0], [100.0, 100.0]])).tolist()
    [99.0, 100.0]
    """
    if penalty not in ("minus", "plus"):
        choices = ["minus", "plus"]
        raise InvalidInput(fault("not_a_choice", "penalty", given=str(penalty), noun="penalty", choices=choices))
    _one_set(weights, "mazziotta_pareto")
    shares, empty = _checked(values, weights, missing, availability)
    means = arithmetic(values, weights, missing=missing, availability=availability)
    low = means <= 0
    if low.any():
        raise InvalidInput(fault("not_positive", given="mazziotta_pareto", count=int(low.sum()), rows=_named(low)))
    sign = -1.0 if penalty == "minus" else 1.0

    def penalised(block: Array, own: Array) -> Array:
        mean = _dot(block, own)
        return mean + sign * _dot((block - mean[:, np.newaxis]) ** 2, own) / mean

    return _rowwise(values, shares, empty, availability, penalised)


AGGREGATIONS: Mapping[str, Callable[..., Array]] = MappingProxyType(
    {
        "arithmetic": arithmetic,
        "geometric": geometric,
        "harmonic": harmonic,
        "power": power,
        "median": median,
        "minimum": minimum,
        "owa": owa,
        "mazziotta_pareto": mazziotta_pareto,
        "copeland": copeland,
    }
)
