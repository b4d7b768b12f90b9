"""Amounts that are shared out: which are lawful, their totals by group, and their order within it by a packed key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .patterns import check_rows

__all__ = ["Amounts", "Ordered", "amounts", "by_group", "ordered", "running", "settled", "spread_out"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Codes = NDArray[np.integer[Any]]

# Numbers that are held at once; two arrays of so many lie in the cache of one core.
_AT_ONCE = 32_768
# With fewer bits left for the value than this, most rows would have to be put in order a second time.
_LEAST_BITS = 16


class Amounts(NamedTuple):
    """Amounts that have been looked at, with the totals of each group.

    Attributes
    ----------
    values
        Shape (n,): finite and at least 0.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups
        Shape (n,): codes from 0; None for one group.
    sizes, totals
        Shape (groups,): the weight of each group, and its weighted sum of values.
    """

    values: Array
    weights: Array | None
    groups: Codes | None
    sizes: Array
    totals: Array

    @property
    def lawful(self) -> NDArray[np.bool_]:
        """Which groups have something to share."""
        return self.totals > 0


class Ordered(NamedTuple):
    """Rows by group, and within each group from the lowest value to the highest.

    Attributes
    ----------
    order
        Shape (n,): the row at each place.
    values
        Shape (n,): the value at each place.
    weights
        Shape (n,): the weight at each place; None for 1.
    starts
        Shape (groups + 1,): where each group begins; the last is n.
    """

    order: Index
    values: Array
    weights: Array | None
    starts: Index


def by_group(column: Array, weights: Array | None, groups: Codes | None, n_groups: int) -> Array:
    """The weighted sum of a column in each group.

    Parameters
    ----------
    column
        Shape (n,).
    weights, groups
        Shape (n,): None for 1, and for one group.
    n_groups
        How many groups there are.

    Returns
    -------
    array of float64, shape (groups,)

    Examples
    --------
    >>> by_group(np.array([1.0, 2.0, 3.0]), None, np.array([1, 0, 1]), 2).tolist()
    [2.0, 4.0]
    """
    if groups is None:
        # Not as a product of vectors, which would wait for the threads of the linear algebra.
        return np.array([column.sum() if weights is None else np.einsum("i,i->", column, weights)])
    counted: Array = column if weights is None else column * weights
    return np.bincount(groups, weights=counted, minlength=n_groups).astype(np.float64, copy=False)


def spread_out(by_groups: Array, groups: Codes | None) -> Array:
    """What belongs to the group of each row; one number for all where there is one group.

    Parameters
    ----------
    by_groups
        Shape (groups,).
    groups
        Shape (n,): codes from 0; None for one group.

    Returns
    -------
    array of float64, shape (n,), or (1,) where there is one group

    Examples
    --------
    >>> spread_out(np.array([5.0, 7.0]), np.array([1, 1, 0])).tolist()
    [7.0, 7.0, 5.0]
    """
    return by_groups if groups is None else by_groups[groups]


def _checked(values: NDArray[Any]) -> Array:
    if values.ndim != 1:
        raise InvalidInput(fault("shape", "values", given=values.shape, expected="(n,)"))
    column = np.ascontiguousarray(values, np.float64)
    if len(column) and not (column.min() >= 0 and column.max() < np.inf):
        faults = []
        if np.isnan(column).any():
            faults.append(fault("has_gaps", "values"))
        if (below := np.flatnonzero(column < 0)).size:
            rows = ", ".join(map(str, below[:5]))
            faults.append(fault("negative_amounts", "values", count=below.size, rows=rows))
        if np.isinf(column).any():
            faults.append(fault("not_finite", "values", given="inf"))
        raise InvalidInput(faults)
    return column


def amounts(
    values: NDArray[Any],
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
) -> Amounts:
    """Amounts that may be shared out, with the totals of each group.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    weights
        Shape (n,): what each row counts for, finite and at least 0; None for 1.
    groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    n_groups
        How many groups there are.

    Returns
    -------
    Amounts

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, a weight is negative or not finite, or a code is outside its
        range.

    Examples
    --------
    >>> found = amounts(np.array([1.0, 3.0, 0.0]), groups=np.array([0, 0, 1]), n_groups=2)
    >>> found.sizes.tolist(), found.totals.tolist(), found.lawful.tolist()
    ([2.0, 1.0], [4.0, 0.0], [True, False])
    """
    column = _checked(values)
    check_rows(len(column), weights=weights, cells=groups, n_cells=n_groups)
    if groups is None and n_groups != 1:
        raise InvalidInput(fault("unequal", "groups", first="groups", given=1, second="n_groups", other=n_groups))
    counted = None if weights is None else np.ascontiguousarray(weights, np.float64)
    if counted is not None:
        sizes = by_group(counted, None, groups, n_groups)
    elif groups is None:
        sizes = np.array([float(len(column))])
    else:
        sizes = np.bincount(groups, minlength=n_groups).astype(np.float64)
    with np.errstate(over="ignore"):
        totals = by_group(column, counted, groups, n_groups)
    if not np.isfinite(totals).all():
        raise InvalidInput(fault("not_finite", "values", given="inf"))
    return Amounts(column, counted, groups, sizes, totals)


def settled(
    found: Array, amount: Amounts, undefined: float | None, others: Iterable[tuple[str, NDArray[np.bool_]]] = ()
) -> Array:
    """What was found for each group, once it is clear for which groups it is not defined.

    Parameters
    ----------
    found
        Shape (groups,) or (groups, k); changed in place.
    amount
        What it was found from.
    undefined
        What stands for a group without weight, without anything to share, or for which one of `others` is true; None
        raises.
    others
        Codes of faults, each with the groups that have it, shape (groups,).

    Returns
    -------
    array of float64, the shape of `found`

    Raises
    ------
    InvalidInput
        If it is not defined for a group and `undefined` does not say what to put there; every reason is named.

    Examples
    --------
    >>> some = amounts(np.array([1.0, 0.0]), groups=np.array([0, 1]), n_groups=2)
    >>> settled(np.array([0.5, 0.5]), some, -1.0).tolist()
    [0.5, -1.0]
    """
    empty = amount.sizes == 0
    reasons = [("empty_groups", empty), ("nothing_to_share", ~empty & ~amount.lawful), *others]
    faults = []
    for code, where in reasons:
        if not where.any():
            continue
        if undefined is None:
            some = ", ".join(map(str, np.flatnonzero(where)[:5]))
            faults.append(fault(code, "values", count=int(where.sum()), groups=some))
        else:
            found[where] = undefined
    if faults:
        raise InvalidInput(faults)
    return found


def running(column: Array | None, starts: Index) -> Array:
    """Running totals that begin anew with each group.

    Parameters
    ----------
    column
        Shape (n,): in order of the groups; None for ones.
    starts
        Shape (groups + 1,): where each group begins, as in `Ordered`.

    Returns
    -------
    array of float64, shape (n,)

    Examples
    --------
    >>> running(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0, 2, 2, 4])).tolist()
    [1.0, 3.0, 3.0, 7.0]
    """
    rows = int(starts[-1])
    if len(starts) == 2:
        return np.arange(1.0, rows + 1) if column is None else np.cumsum(column)
    counts = np.diff(starts)
    places = np.arange(1.0, rows + 1) - np.repeat(starts[:-1], counts)
    if column is None:
        return places
    # Steps about the mean of the group come back to 0 at its end, so no group is rounded by the size of all.
    codes = np.repeat(np.arange(len(counts)), counts)
    means = np.bincount(codes, column, minlength=len(counts)) / np.maximum(counts, 1)
    step = np.repeat(means, counts)
    off = np.cumsum(column - step)
    before = np.concatenate([[0.0], off])[starts[:-1]]
    found: Array = off - np.repeat(before, counts) + places * step
    return found


def _packed(values: Array, groups: Codes | None, n_groups: int, width: int) -> NDArray[np.uint64] | None:
    """Group, leading bits of the value and row in one number; None where too few bits would be left for the value."""
    left = 64 - width - (n_groups - 1).bit_length()
    if left < _LEAST_BITS:
        return None
    bits = values.view(np.int64)
    if bits.min() < 0:
        # Numbers below 0 stand in the opposite order of their bits, the sign apart.
        bits = bits ^ (bits >> 63 & np.iinfo(np.int64).max)
    low = bits.min()
    keys: NDArray[np.uint64] = bits.view(np.uint64) - low.view(np.uint64)
    keys >>= np.uint64(max(0, (int(bits.max()) - int(low)).bit_length() - left))
    if groups is not None:
        keys |= groups.astype(np.uint64) << np.uint64(left)
    keys <<= np.uint64(width)
    for start in range(0, len(keys), _AT_ONCE):
        block = keys[start : start + _AT_ONCE]
        block |= np.arange(start, start + len(block), dtype=np.uint64)
    return keys


def _gathered(order: Index, values: Array, weights: Array | None) -> tuple[Array, Array | None]:
    """Values and weights in order; side by side, so that each row is fetched from memory once."""
    if weights is None:
        return values[order], None
    pairs = np.empty(len(values), np.complex128)
    pairs.real, pairs.imag = values, weights
    first, second = np.empty(len(order)), np.empty(len(order))
    for start in range(0, len(order), _AT_ONCE):
        block = slice(start, start + _AT_ONCE)
        some = pairs[order[block]]
        first[block], second[block] = some.real, some.imag
    return first, second


def _mend(found: Ordered, keys: NDArray[np.uint64], back: Index, width: int) -> None:
    """Put in order, in place, the runs of rows whose keys do not tell them apart, around the places that go back."""
    heads = np.unique(keys[back] >> np.uint64(width))
    first = np.searchsorted(keys, heads << np.uint64(width))
    last = np.searchsorted(keys, (heads << np.uint64(width)) | np.uint64((1 << width) - 1), side="right")
    sizes = last - first
    places = np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    by = places[np.lexsort((found.values[places], np.repeat(np.arange(len(heads)), sizes)))]
    for column in (found.order, found.values, found.weights):
        if column is not None:
            column[places] = column[by]


def ordered(values: Array, *, weights: Array | None = None, groups: Codes | None = None, n_groups: int = 1) -> Ordered:
    """Rows by group, and within each group from the lowest value to the highest.

    The leading bits of the value and the row are packed into one whole number, which sorts faster than rows are sorted
    by value; the few rows that these bits do not tell apart are put in order afterwards, so that the order is exact.

    Parameters
    ----------
    values
        Shape (n,): finite.
    weights, groups, n_groups
        As in `amounts`.

    Returns
    -------
    Ordered

    Examples
    --------
    >>> found = ordered(np.array([3.0, 1.0, 2.0]), groups=np.array([1, 1, 0]), n_groups=2)
    >>> found.order.tolist(), found.values.tolist(), found.starts.tolist()
    ([2, 1, 0], [2.0, 1.0, 3.0], [0, 1, 3])
    """
    rows = len(values)
    sizes = np.array([rows]) if groups is None else np.bincount(groups, minlength=n_groups)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    if not rows:
        return Ordered(np.zeros(0, np.int64), values, weights, starts)
    width = rows.bit_length()
    keys = _packed(values, groups, n_groups, width)
    if keys is None:
        order: Index = np.lexsort((values, np.zeros(rows) if groups is None else groups))
        return Ordered(order, *_gathered(order, values, weights), starts)
    keys.sort()
    order = (keys & np.uint64((1 << width) - 1)).view(np.int64)
    found = Ordered(order, *_gathered(order, values, weights), starts)
    falls = found.values[1:] < found.values[:-1]
    inner = starts[1:-1]
    falls[inner[(inner > 0) & (inner < rows)] - 1] = False
    if falls.any():
        _mend(found, keys, np.flatnonzero(falls), width)
    return found
