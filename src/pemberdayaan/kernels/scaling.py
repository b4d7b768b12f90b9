"""Columns in different units made comparable: each brought to one scale.

The direction of a column is applied before, with `directed`; here more is always better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import Fault, InvalidInput, fault
from . import ranking
from .arrays import missing_cells
from .moments import extent

__all__ = [
    "SCALINGS",
    "around_reference",
    "borda",
    "directed",
    "distance_to_maximum",
    "distance_to_reference",
    "distance_to_target",
    "fraction_of_maximum",
    "goalposts",
    "minmax",
    "percentile_rank",
    "rank",
    "scaled",
    "zscore",
]

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Missing = Literal["raise", "skip"]

# Cells that are worked on at once, so that what is made on the way stays in the cache.
_AT_ONCE = 16_384


def _parts(values: Array) -> Iterator[tuple[slice, slice]]:
    """Pieces of a table that lie together in memory: rows of it, or pieces of one column."""
    n, k = values.shape
    if abs(values.strides[1]) <= abs(values.strides[0]):
        step = max(1, _AT_ONCE // k)
        yield from ((slice(start, start + step), slice(None)) for start in range(0, n, step))
        return
    for j in range(k):
        yield from ((slice(start, start + _AT_ONCE), slice(j, j + 1)) for start in range(0, n, _AT_ONCE))


def _linear(
    values: Array,
    shift: Array,
    spread: Array,
    *,
    span: tuple[float, float] = (0.0, 1.0),
    within: tuple[float, float] | None = None,
    into: Array | None = None,
) -> Array:
    """Values less shift over spread, from the unit interval to the span, cut to within."""
    floor, width = span[0], span[1] - span[0]
    found = np.empty_like(values) if into is None else into
    try:
        with np.errstate(over="raise"):
            for rows, columns in _parts(values):
                cells = found[rows, columns]
                np.subtract(values[rows, columns], shift[columns], out=cells)
                cells /= spread[columns]
                if width != 1:
                    cells *= width
                if floor != 0:
                    cells += floor
                if within is not None:
                    np.clip(cells, *within, out=cells)
    except FloatingPointError:
        raise InvalidInput(fault("not_finite", given="inf")) from None
    return found


def _fixed(given: ArrayLike, name: str, k: int) -> Array:
    """One finite number for each column."""
    numbers = np.asarray(given, dtype=np.float64)
    if numbers.ndim and numbers.shape != (k,):
        raise InvalidInput(fault("wrong_length", name, given=numbers.size, expected=k))
    wrong = np.flatnonzero(~np.isfinite(np.atleast_1d(numbers)))
    if len(wrong):
        where = [f"{name}[{j}]" if numbers.ndim else name for j in wrong]
        raise InvalidInput(
            [fault("not_finite", one, given=str(numbers.flat[j])) for one, j in zip(where, wrong, strict=True)]
        )
    return np.broadcast_to(numbers, k)


def _spread(low: Array, high: Array, code: str) -> Array:
    """How far high stands above low, for every column; NaN where a column has no value."""
    with np.errstate(over="ignore"):
        spread: Array = high - low
    faults = [fault(code, f"[{j}]", low=float(low[j]), high=float(high[j])) for j in np.flatnonzero(high <= low)]
    faults += [fault("not_finite", f"[{j}]", given="inf") for j in np.flatnonzero(np.isposinf(spread))]
    if faults:
        raise InvalidInput(faults)
    return spread


def _ends(values: Array, missing: Missing) -> tuple[Array, Array]:
    """The smallest and largest available value of each column of a table that its policy allows."""
    if missing in ("raise", "skip") and values.ndim == 2 and values.size:
        low, high = values.min(axis=0), values.max(axis=0)
        # A gap or an infinite value shows in the ends, so a complete table is not read a third time.
        if np.isfinite(low).all() and np.isfinite(high).all():
            return low, high
    return extent(values, missing_cells(values, missing))


def _limits(
    values: Array, low: ArrayLike | None, high: ArrayLike | None, missing: Missing
) -> tuple[Array, Array, Array]:
    """The two limits and the spread: what is given, and of the data where nothing is."""
    lower = upper = np.empty(0)
    if low is None or high is None:
        lower, upper = _ends(values, missing)
    else:
        missing_cells(values, missing)
    k = values.shape[1]
    lower = lower if low is None else _fixed(low, "low", k)
    upper = upper if high is None else _fixed(high, "high", k)
    code = "no_spread" if low is None and high is None else "limits"
    return lower, upper, _spread(lower, upper, code)


def _spanned(span: tuple[float, float]) -> tuple[float, float]:
    """The span, if its ceiling is above its floor."""
    floor, ceiling = _fixed(span, "span", 2).tolist()
    if not floor < ceiling:
        raise InvalidInput(fault("limits", "span", low=floor, high=ceiling))
    return floor, ceiling


def directed(values: Array, directions: ArrayLike) -> Array:
    """Values times the direction of their column, so that more is better in each.

    Parameters
    ----------
    values
        Shape (n, k); NaN stays NaN.
    directions
        Shape (k,): 1 where more is better, -1 where less is.

    Returns
    -------
    array of float64, shape (n, k)

    Raises
    ------
    InvalidInput
        If a direction is neither 1 nor -1, for every such column; or there are not k.

    Examples
    --------
    >>> directed(np.array([[1.0, 2.0]]), [1, -1]).tolist()
    [[1.0, -2.0]]
    """
    signs = _fixed(np.atleast_1d(np.asarray(directions, dtype=np.float64)), "directions", values.shape[1])
    wrong = np.flatnonzero(np.abs(signs) != 1)
    if len(wrong):
        told = [(f"[{j}]", f"{signs[j]:g}") for j in wrong]
        raise InvalidInput(
            [fault("not_a_choice", where, given=given, noun="direction", choices=("1", "-1")) for where, given in told]
        )
    found: Array = values * signs
    # No -0.0, which is shown with its sign.
    found += 0.0
    return found


def minmax(
    values: Array,
    *,
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
    span: tuple[float, float] = (0.0, 1.0),
    missing: Missing = "raise",
) -> Array:
    r"""Each column from its lower to its upper limit.

    .. math:: f + (c - f)\,\frac{x - \min}{\max - \min}

    Parameters
    ----------
    values
        Shape (n, k).
    low, high
        A number or shape (k,): the limits; None for the smallest and largest available value of each column.
    span
        Floor f and ceiling c of the result. Values beyond limits that are given leave it.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: NaN stays NaN.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or an upper limit is not above its lower limit; for every
        such column.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, step 5. Paris: OECD Publishing.

    Examples
    --------
    >>> minmax(np.array([[1.0, 10.0], [2.0, 40.0], [5.0, 30.0]]), span=(0, 100))[:, 0].tolist()
    [0.0, 25.0, 100.0]
    """
    ends = _spanned(span)
    lower, _, spread = _limits(values, low, high, missing)
    return _linear(values, lower, spread, span=ends)


def _positive(values: Array, limits: tuple[Array, Array], logged: Mask) -> list[Fault]:
    """Every value and limit that has no logarithm, among the columns that need one."""
    faults = []
    for j in np.flatnonzero(logged):
        rows = np.flatnonzero(values[:, j] <= 0)
        if len(rows):
            named = ", ".join(str(row) for row in rows[:5]) + ", ..." * (len(rows) > 5)
            faults.append(fault("not_positive", f"[{j}]", count=len(rows), rows=named, given="log"))
        for name, limit in zip(("low", "high"), limits, strict=True):
            if limit[j] <= 0:
                faults.append(fault("limit_not_positive", f"{name}[{j}]", given=float(limit[j])))
    return faults


def goalposts(
    values: Array,
    *,
    low: ArrayLike,
    high: ArrayLike,
    log: bool | NDArray[np.bool_] = False,
    clip: bool = False,
    span: tuple[float, float] = (0.0, 1.0),
    missing: Missing = "raise",
) -> Array:
    r"""Each column between goalposts that are fixed beforehand.

    .. math:: f + (c - f)\,\frac{x - \text{low}}{\text{high} - \text{low}} \quad\text{or}\quad
        f + (c - f)\,\frac{\ln x - \ln\text{low}}{\ln\text{high} - \ln\text{low}}

    Parameters
    ----------
    values, missing
        As in `minmax`.
    low, high
        A number or shape (k,): the goalposts.
    log
        One or shape (k,): whether logarithms are taken; values and goalposts are above 0 there.
    clip
        Whether values beyond the goalposts are cut to the span.
    span
        Floor f and ceiling c.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        As `minmax`; and where a logarithm is taken of what is not above 0, for every such column.

    References
    ----------
    UNDP (2024). Human Development Report 2023/24, technical note 1.

    Examples
    --------
    >>> goalposts(np.array([[52.5, 100.0]]), low=[20, 10], high=[85, 1000], log=np.array([False, True])).round(
    ...     12
    ... ).tolist()
    [[0.5, 0.5]]
    """
    ends = _spanned(span)
    missing_cells(values, missing)
    k = values.shape[1]
    lower, upper = _fixed(low, "low", k), _fixed(high, "high", k)
    if np.ndim(log) and np.shape(log) != (k,):
        raise InvalidInput(fault("wrong_length", "log", given=np.size(log), expected=k))
    logged = np.broadcast_to(np.asarray(log, dtype=bool), k)
    faults = _positive(values, (lower, upper), logged)
    faults += [
        fault("limits", f"[{j}]", low=float(lower[j]), high=float(upper[j])) for j in np.flatnonzero(upper <= lower)
    ]
    if faults:
        raise InvalidInput(faults)
    within = ends if clip else None
    if not logged.any():
        return _linear(values, lower, _spread(lower, upper, "limits"), span=ends, within=within)
    taken = np.array(values, order="K")
    lower, upper = np.array(lower), np.array(upper)
    for j in np.flatnonzero(logged):
        taken[:, j] = np.log(values[:, j])
    lower[logged], upper[logged] = np.log(lower[logged]), np.log(upper[logged])
    return _linear(taken, lower, _spread(lower, upper, "limits"), span=ends, within=within, into=taken)


def scaled(
    values: Array,
    *,
    low: float,
    high: float,
    span: tuple[float, float] = (0.0, 1.0),
    missing: Missing = "raise",
) -> Array:
    """All columns between the same two fixed limits.

    Parameters
    ----------
    values, missing
        As in `minmax`.
    low, high
        The limits of every column.
    span
        Floor and ceiling of the result; values beyond the limits leave it.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or `high` is not above `low`.

    Examples
    --------
    >>> scaled(np.array([[1.0, 5.0]]), low=1, high=5, span=(0, 100)).tolist()
    [[0.0, 100.0]]
    """
    for name, one in (("low", low), ("high", high)):
        if np.ndim(one):
            raise InvalidInput(fault("wrong_length", name, given=np.size(one), expected=1))
    return minmax(values, low=low, high=high, span=span, missing=missing)


def zscore(values: Array, *, mean: float = 0.0, sd: float = 1.0, ddof: int = 1, missing: Missing = "raise") -> Array:
    r"""Each column with one mean and one standard deviation.

    .. math:: m + s\,\frac{x - \bar x}{s_x}

    Parameters
    ----------
    values, missing
        As in `minmax`.
    mean, sd
        The mean m and the standard deviation s > 0 of the result.
    ddof
        0 or 1: what is taken off n where a standard deviation is computed.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or a column has one value only; for every such column.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, step 5. Paris: OECD Publishing.

    Examples
    --------
    >>> zscore(np.array([[1.0], [2.0], [3.0]])).tolist()
    [[-1.0], [0.0], [1.0]]
    """
    if ddof not in (0, 1):
        raise InvalidInput(fault("not_a_choice", "ddof", given=str(ddof), noun="choice", choices=("0", "1")))
    _fixed(mean, "mean", 1)
    if not 0 < sd < np.inf:
        raise InvalidInput(fault("not_above_zero", "sd", given=str(sd)))
    low, _, spread = _limits(values, None, None, missing)
    # From the unit interval, where squares neither overflow nor vanish.
    found = _linear(values, low, spread)
    gapped = bool(np.isnan(found.sum()))
    count = (~np.isnan(found)).sum(axis=0) if gapped else np.full(values.shape[1], len(values))
    found -= (np.nansum(found, axis=0) if gapped else found.sum(axis=0)) / np.maximum(count, 1)
    squares = np.nansum(found * found, axis=0) if gapped else np.einsum("ij,ij->j", found, found)
    own = np.sqrt(squares / np.maximum(count - ddof, 1))
    found *= sd / np.where(own > 0, own, 1.0)
    found += mean
    return found


def rank(values: Array, *, missing: Missing = "raise") -> Array:
    """The rank of each value within its column, 1 the smallest; ties have the lowest of their ranks.

    Parameters
    ----------
    values, missing
        As in `minmax`.

    Returns
    -------
    array of float64, shape (n, k)
        From 1 to n.

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``, for every such column.

    Examples
    --------
    >>> rank(np.array([[7.0], [9.0], [7.0]]))[:, 0].tolist()
    [1.0, 3.0, 1.0]
    """
    return ranking.rank(values, ties="min", descending=False, missing=missing)


def percentile_rank(values: Array, *, missing: Missing = "raise") -> Array:
    r"""The share of the other values of the column that are smaller.

    .. math:: \frac{\operatorname{rank} - 1}{n - 1}

    Parameters
    ----------
    values, missing
        As in `minmax`; at least 2 available values in each column.

    Returns
    -------
    array of float64, shape (n, k)
        From 0 to 1.

    Raises
    ------
    InvalidInput
        As `rank`; and if a column has one available value, for every such column.

    Examples
    --------
    >>> percentile_rank(np.array([[7.0], [9.0], [8.0]]))[:, 0].tolist()
    [0.0, 1.0, 0.5]
    """
    ranks = rank(values, missing=missing)
    count = (~np.isnan(ranks)).sum(axis=0)
    single = np.flatnonzero(count == 1)
    if len(single):
        raise InvalidInput([fault("too_few", f"[{j}]", given=1, noun="values", least=2) for j in single])
    return _linear(ranks, np.ones(len(count)), np.maximum(count - 1.0, 1.0), into=ranks)


def borda(values: Array, *, missing: Missing = "raise") -> Array:
    """How many values of the column are smaller: the points of a Borda count.

    Parameters
    ----------
    values, missing
        As in `minmax`.

    Returns
    -------
    array of float64, shape (n, k)
        From 0 to n - 1.

    Raises
    ------
    InvalidInput
        As `rank`.

    Examples
    --------
    >>> borda(np.array([[7.0], [9.0], [7.0]]))[:, 0].tolist()
    [0.0, 2.0, 0.0]
    """
    points = rank(values, missing=missing)
    points -= 1
    return points


def distance_to_target(values: Array, *, target: ArrayLike, clip: bool = True, missing: Missing = "raise") -> Array:
    r"""How much of the way from the smallest value to a target is done.

    .. math:: \min\left(1, \frac{x - \min}{\text{target} - \min}\right)

    Parameters
    ----------
    values, missing
        As in `minmax`.
    target
        A number or shape (k,): above the smallest value of its column.
    clip
        Whether what is beyond the target counts as 1.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or a target is not above the smallest value; for every
        such column.

    Examples
    --------
    >>> distance_to_target(np.array([[1.0], [2.0], [9.0]]), target=5)[:, 0].tolist()
    [0.0, 0.25, 1.0]
    """
    low, _, spread = _limits(values, None, target, missing)
    return _linear(values, low, spread, within=(-np.inf, 1.0) if clip else None)


def distance_to_maximum(values: Array, *, missing: Missing = "raise") -> Array:
    r"""1 less the distance from the largest value, as a share of the range.

    .. math:: 1 - \frac{\max - x}{\max - \min}

    Parameters
    ----------
    values, missing
        As in `minmax`.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`
        From 0 to 1.

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or a column has one value only; for every such column.

    Examples
    --------
    >>> distance_to_maximum(np.array([[1.0], [2.0], [5.0]]))[:, 0].tolist()
    [0.0, 0.25, 1.0]
    """
    _, high, spread = _limits(values, None, None, missing)
    return _linear(values, high, spread, span=(1.0, 2.0))


def distance_to_reference(values: Array, *, row: int, clip: bool = False, missing: Missing = "raise") -> Array:
    r"""1 less the distance from a reference unit, as a share of its distance from the smallest value.

    .. math:: 1 - \frac{x_\text{ref} - x}{x_\text{ref} - \min}

    Parameters
    ----------
    values, missing
        As in `minmax`.
    row
        Which row is the reference, from 0 to n - 1; it has no gap and stands above the smallest value of each column.
    clip
        Whether what is beyond the reference counts as 1.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: NaN stays NaN; the reference has no gap.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"`` or in the reference; or the reference has the smallest
        value of a column; for every such column. If there is no such row.

    Examples
    --------
    >>> distance_to_reference(np.array([[1.0], [3.0], [9.0]]), row=1)[:, 0].tolist()
    [0.0, 1.0, 4.0]
    """
    lowest = _ends(values, missing)[0]
    if not 0 <= row < len(values):
        raise InvalidInput(fault("out_of_range", "row", given=row, low=0, high=len(values) - 1))
    reference = values[row].copy()
    if np.isnan(reference).any():
        raise InvalidInput([fault("has_gaps", f"[{j}]") for j in np.flatnonzero(np.isnan(reference))])
    spread = _spread(lowest, reference, "limits")
    return _linear(values, reference, spread, span=(1.0, 2.0), within=(-np.inf, 1.0) if clip else None)


def fraction_of_maximum(values: Array, *, missing: Missing = "raise") -> Array:
    r"""Each value over the largest of its column.

    .. math:: x / \max

    Parameters
    ----------
    values, missing
        As in `minmax`; the largest value of each column above 0.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`
        At most 1.

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``; or a largest value is not above 0; for every such column.

    Examples
    --------
    >>> fraction_of_maximum(np.array([[1.0], [2.0], [4.0]]))[:, 0].tolist()
    [0.25, 0.5, 1.0]
    """
    largest = _ends(values, missing)[1]
    wrong = np.flatnonzero(largest <= 0)
    if len(wrong):
        raise InvalidInput([fault("maximum_not_positive", f"[{j}]", given=float(largest[j])) for j in wrong])
    return _linear(values, np.zeros(len(largest)), largest)


def around_reference(
    values: Array,
    *,
    reference: ArrayLike,
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
    missing: Missing = "raise",
) -> Array:
    r"""Each column on a scale where a reference value is 100 and the range of the data 60 wide.

    .. math:: 60\,\frac{x - (\text{ref} - \Delta)}{2\Delta} + 70, \qquad \Delta = \frac{\sup - \inf}{2}

    This is the scaling of the adjusted Mazziotta-Pareto index.

    Parameters
    ----------
    values, missing
        As in `minmax`.
    reference
        A number or shape (k,): what is 100, as the mean of a base year.
    low, high
        A number or shape (k,): inf and sup over all units and years that are compared; None for those of the column.

    Returns
    -------
    array of float64, shape (n, k), in the memory order of `values`

    Raises
    ------
    InvalidInput
        As `minmax`.

    References
    ----------
    Mazziotta, M. and Pareto, A. (2016). On a generalized non-compensatory composite index for measuring socio-economic
    phenomena. Social Indicators Research 127(3), 983-1003.

    Examples
    --------
    >>> around_reference(np.array([[1.0], [3.0], [5.0]]), reference=3)[:, 0].tolist()
    [70.0, 100.0, 130.0]
    """
    spread = _limits(values, low, high, missing)[2]
    # 60 (x - ref + D) / 2D + 70, so written that the reference is 100 to the last digit.
    return _linear(values, _fixed(reference, "reference", values.shape[1]), spread, span=(100.0, 160.0))


SCALINGS: Mapping[str, Callable[..., Array]] = MappingProxyType(
    {
        "minmax": minmax,
        "goalposts": goalposts,
        "zscore": zscore,
        "scaled": scaled,
        "rank": rank,
        "percentile_rank": percentile_rank,
        "borda": borda,
        "distance_to_target": distance_to_target,
        "distance_to_maximum": distance_to_maximum,
        "distance_to_reference": distance_to_reference,
        "fraction_of_maximum": fraction_of_maximum,
        "around_reference": around_reference,
    }
)
