"""Rows of noughts and ones as whole numbers: packed, tallied by group, and the sums that the tallies give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault

__all__ = [
    "check_rows",
    "complete",
    "marked_sums",
    "pack",
    "pattern_scores",
    "pattern_table",
    "row_scores",
    "unpack",
]

Codes = NDArray[np.unsignedinteger[Any]]

# Rows worked on together: few calls, and the blocks stay in the cache of a processor.
_AT_ONCE = 1 << 17
# Cells that a table of pieces holds at most; past it there are more passes over the rows.
_CELLS = 1 << 21
# The most columns whose patterns are all counted in one table, and that one code holds.
_TABLED, _PACKED = 16, 64


def _columns(values: Sequence[NDArray[Any]] | NDArray[Any]) -> list[NDArray[Any]]:
    found = [values[:, j] for j in range(values.shape[1])] if isinstance(values, np.ndarray) else list(values)
    if not 1 <= len(found) <= _PACKED:
        raise InvalidInput(fault("out_of_range", "columns", given=len(found), low=1, high=_PACKED))
    for j, column in enumerate(found):
        at = f"columns[{j}]"
        if column.dtype.kind not in "buif":
            raise InvalidInput(fault("wrong_type", at, given=at, found=str(column.dtype), expected="a number"))
        if len(column) != len(found[0]):
            other = len(found[0])
            raise InvalidInput(fault("unequal", at, first=at, given=len(column), second="columns[0]", other=other))
    return found


def _some(wrong: NDArray[np.bool_]) -> dict[str, Any]:
    return {"count": int(wrong.sum()), "rows": ", ".join(map(str, np.flatnonzero(wrong)[:5]))}


def _faults(columns: list[NDArray[Any]], gaps: bool) -> list[Fault]:
    """What keeps the columns from being noughts and ones; with `gaps`, missing values too."""
    found = []
    for j, column in enumerate(columns):
        missing = np.isnan(column) if column.dtype.kind == "f" else np.zeros(len(column), bool)
        if gaps and missing.any():
            found.append(fault("has_gaps", f"columns[{j}]"))
        wrong = ~missing & (column != 0) & (column != 1)
        if wrong.any():
            given = column[np.argmax(wrong)].item()
            found.append(fault("not_binary_value", f"columns[{j}]", given=given, **_some(wrong)))
    return found


def pack(values: Sequence[NDArray[Any]] | NDArray[Any], *, missing: str = "raise") -> Codes:
    r"""One whole number for each row of noughts and ones: bit j is column j.

    .. math:: \text{code}_i = \sum_j 2^j x_{ij}

    Parameters
    ----------
    values
        d columns of shape (n,), or one array of shape (n, d); 0 or 1 (bool, whole numbers or floats), d from 1 to 64.
        Columns of one byte are fastest.
    missing
        ``"raise"``; or NaN counts as 1 (``"worst"``) or as 0 (``"best"``).

    Returns
    -------
    array of shape (n,)
        uint16 up to 16 columns, uint32 up to 32, uint64 beyond.

    Raises
    ------
    InvalidInput
        If a value is neither 0 nor 1, or is missing; every such column is named.

    Examples
    --------
    >>> pack(np.array([[1, 0, 0], [0, 1, 1]])).tolist()
    [1, 6]
    >>> pack([np.array([1.0, np.nan]), np.array([0.0, 1.0])], missing="worst").tolist()
    [1, 3]
    """
    if missing not in ("raise", "worst", "best"):
        raise InvalidInput(fault("policy", given=missing, options="raise, worst, best"))
    columns = _columns(values)
    rows = len(columns[0])
    width = 2 if len(columns) <= 16 else 4 if len(columns) <= 32 else 8
    codes = np.empty(rows, f"u{width}")
    packed, seen = np.empty((2, _AT_ONCE), np.uint8)
    shifted = np.empty(_AT_ONCE, codes.dtype)
    for start in range(0, rows, _AT_ONCE):
        block = [_as_bytes(column[start : start + _AT_ONCE], missing) for column in columns]
        found = codes[start : start + _AT_ONCE]
        octet, any_of, moved = (one[: len(found)] for one in (packed, seen, shifted))
        any_of[:] = 0
        for first in range(0, len(block), 8):
            byte = block[first : first + 8]
            octet[:] = byte[-1]
            for column in reversed(byte[:-1]):
                np.add(octet, octet, out=octet)
                np.bitwise_or(octet, column, out=octet)
            for column in byte:
                np.bitwise_or(any_of, column, out=any_of)
            moved[:] = octet
            np.left_shift(moved, first, out=moved)
            if first:
                np.bitwise_or(found, moved, out=found)
            else:
                found[:] = moved
        if any_of.max() > 1:
            raise InvalidInput(_faults(columns, missing == "raise"))
    return codes


def _as_bytes(column: NDArray[Any], missing: str) -> NDArray[np.uint8]:
    """The column as bytes; what is neither 0 nor 1 becomes 2."""
    if column.dtype.itemsize == 1 and column.dtype.kind in "bu":
        return column.view(np.uint8)
    one = column == 1
    if column.dtype.kind == "f" and missing != "raise":
        gaps = np.isnan(column)
        known = one | (column == 0) | gaps
        one = one | gaps if missing == "worst" else one
    else:
        known = one | (column == 0)
    return np.where(known, one, np.uint8(2)).astype(np.uint8, copy=False)


def unpack(codes: Codes, width: int) -> NDArray[np.uint8]:
    """The rows of noughts and ones that `pack` made the codes of.

    Parameters
    ----------
    codes
        Shape (n,).
    width
        How many columns.

    Returns
    -------
    array of uint8, shape (n, width)

    Examples
    --------
    >>> unpack(np.array([1, 6], dtype=np.uint16), 3).tolist()
    [[1, 0, 0], [0, 1, 1]]
    """
    bits = np.arange(width, dtype=np.uint64)
    return ((codes.astype(np.uint64)[:, np.newaxis] >> bits) & np.uint64(1)).astype(np.uint8)


def complete(values: Sequence[NDArray[Any]] | NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows have a value in every column.

    Parameters
    ----------
    values
        As in `pack`; NaN where there is none.

    Returns
    -------
    array of bool, shape (n,)

    Examples
    --------
    >>> complete(np.array([[1.0, np.nan], [0.0, 1.0]])).tolist()
    [False, True]
    """
    columns = _columns(values)
    known = np.ones(len(columns[0]), bool)
    for column in columns:
        if column.dtype.kind == "f":
            known &= ~np.isnan(column)
    return known


def check_rows(
    rows: int,
    *,
    weights: NDArray[Any] | None = None,
    cells: NDArray[np.integer[Any]] | None = None,
    n_cells: int = 1,
) -> None:
    """Raise unless each row has a lawful weight and belongs to one of the cells.

    Parameters
    ----------
    rows
        How many rows there are.
    weights
        Shape (rows,): what each row counts for, finite and at least 0; None for 1.
    cells
        Shape (rows,): codes from 0 to n_cells - 1; None for 0.
    n_cells
        How many cells there are.

    Raises
    ------
    InvalidInput
        If a weight is negative or not finite, a code is outside its range, or there are more or fewer than the rows.

    Examples
    --------
    >>> check_rows(2, weights=np.array([1.0, 0.5]), cells=np.array([0, 1]), n_cells=2)
    """
    for name, given in (("weights", weights), ("cells", cells)):
        if given is not None and given.shape != (rows,):
            raise InvalidInput(fault("unequal", name, first=name, given=given.size, second="rows", other=rows))
    if rows and weights is not None:
        finite = weights.dtype.kind in "bui" or weights.max() < np.inf
        if not (finite and weights.min() >= 0):
            raise InvalidInput(fault("weight", "weights", **_some(~((weights >= 0) & (weights < np.inf)))))
    # Seen as unsigned, a negative code is a very large one: one look instead of two.
    if rows and cells is not None and cells.view(f"u{cells.dtype.itemsize}").max() >= n_cells:
        worst = cells.min() if cells.min() < 0 else cells.max()
        raise InvalidInput(fault("out_of_range", "cells", given=int(worst), low=0, high=n_cells - 1))


def _tally(
    size: int,
    rows: int,
    keys: Callable[[slice], NDArray[np.int64]],
    weights: NDArray[Any] | None,
    outside: Callable[[], None],
) -> NDArray[np.float64]:
    """The weight of the rows by key; whole weights are added as whole numbers. `outside` tells of a key that is."""
    kind: Any = np.int32 if rows < 2**31 else np.int64
    if weights is not None:
        whole = weights.dtype.kind in "bui" and int(weights.max(initial=0)) * rows < 2**53
        kind = np.int64 if whole else np.float64
    counts = np.zeros(size, kind)
    one = kind(1)
    for start in range(0, rows, _AT_ONCE):
        block = slice(start, start + _AT_ONCE)
        key = keys(block)
        # Seen as unsigned, a negative key is a very large one; asked here, where the block is in the cache.
        if key.view(np.uint64).max() >= size:
            outside()
        np.add.at(counts, key, one if weights is None else weights[block].astype(kind, copy=False))
    return counts.astype(np.float64)


def pattern_table(
    codes: Codes,
    width: int,
    *,
    weights: NDArray[Any] | None = None,
    groups: NDArray[np.integer[Any]] | None = None,
    n_groups: int = 1,
) -> NDArray[np.float64]:
    """The weight of the rows by group and pattern.

    A table that a database has summed already (one row for each group and pattern, its weight the sum) goes in as well.

    Parameters
    ----------
    codes
        Shape (n,), from `pack`.
    width
        How many columns were packed, 1 to 16.
    weights
        Shape (n,): what each row counts for; None for 1.
    groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    n_groups
        How many groups there are.

    Returns
    -------
    array of float64, shape (n_groups, 2**width)
        Exact below 2**53 where the weights are whole.

    Raises
    ------
    InvalidInput
        If the width is over 16 (`marked_sums` does without a table), a code is outside its range, or a weight is
        negative or not finite.

    Examples
    --------
    >>> pattern_table(np.array([1, 3, 1], dtype=np.uint16), 2, groups=np.array([0, 0, 1]), n_groups=2).tolist()
    [[0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 0.0]]
    """
    if not 1 <= width <= _TABLED:
        raise InvalidInput(fault("out_of_range", "width", given=width, low=1, high=_TABLED))
    check_rows(len(codes), cells=codes, n_cells=1 << width)
    check_rows(len(codes), weights=weights)
    if groups is not None and len(groups) != len(codes):
        check_rows(len(codes), cells=groups)
    buffer, wide = np.empty((2, _AT_ONCE), np.int64)

    def keys(block: slice) -> NDArray[np.int64]:
        part = codes[block]
        key, pattern = buffer[: len(part)], wide[: len(part)]
        if groups is None:
            key[:] = part
        else:
            # Casts apart from sums: one that casts as it adds takes the slow way.
            pattern[:] = part
            np.left_shift(groups[block].astype(np.int64, copy=False), width, out=key)
            np.bitwise_or(key, pattern, out=key)
        return key

    def outside() -> None:
        check_rows(len(codes), cells=groups, n_cells=n_groups)

    return _tally(n_groups << width, len(codes), keys, weights, outside).reshape(n_groups, -1)


def pattern_scores(weights: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    r"""The weighted sum of each pattern.

    .. math:: c(\text{code}) = \sum_j w_j\, \text{bit}_j(\text{code})

    Parameters
    ----------
    weights
        d whole numbers, d at most 16.

    Returns
    -------
    array of int64, shape (2**d,)

    Examples
    --------
    >>> pattern_scores([1, 2, 3]).tolist()
    [0, 1, 2, 3, 3, 4, 5, 6]
    """
    if len(weights) > _TABLED:
        raise InvalidInput(fault("out_of_range", "weights", given=len(weights), low=0, high=_TABLED))
    scores = np.zeros(1, np.int64)
    for weight in weights:
        scores = np.concatenate([scores, scores + int(weight)])
    return scores


def row_scores(codes: Codes, weights: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """The weighted sum of each row, whatever the number of columns.

    Parameters
    ----------
    codes
        Shape (n,), from `pack`.
    weights
        d whole numbers, d at most 64.

    Returns
    -------
    array of int64, shape (n,)

    Examples
    --------
    >>> row_scores(pack(np.array([[1, 0, 0], [0, 1, 1]])), [1, 2, 3]).tolist()
    [1, 5]
    """
    scores = np.zeros(len(codes), np.int64)
    for first in range(0, len(weights), _TABLED):
        piece = (codes >> codes.dtype.type(first)) & codes.dtype.type(2**_TABLED - 1)
        known = pattern_scores(weights[first : first + _TABLED])
        check_rows(len(codes), cells=piece, n_cells=len(known))
        scores += known[piece]
    return scores


def marked_sums(
    codes: Codes,
    width: int,
    marked: NDArray[np.bool_],
    *,
    weights: NDArray[Any] | None = None,
    cells: NDArray[np.integer[Any]] | None = None,
    n_cells: int = 1,
) -> NDArray[np.float64]:
    """Sums by cell: of the weights, of the marked rows, of each column, and of each column where the row is marked.

    The columns are counted some at a time, in tables of cell x mark x pattern of these columns that are small enough
    to be quick, so neither the number of cells nor that of columns needs a large table.

    Parameters
    ----------
    codes
        Shape (n,), from `pack`.
    width
        How many columns were packed, d.
    marked
        Up to 16 columns shape (2**d,): which patterns are marked; beyond, shape (n,): which rows are.
    weights
        Shape (n,): what each row counts for; None for 1.
    cells
        Shape (n,): codes from 0 to n_cells - 1; None for one cell.
    n_cells
        How many cells there are.

    Returns
    -------
    array of float64, shape (n_cells, 2 + 2 d)
        Columns: all, marked, the d columns, the d columns of marked rows; exact below 2**53 where weights are whole.

    Raises
    ------
    InvalidInput
        If a code is outside its range, or a weight is negative or not finite.

    Examples
    --------
    >>> codes = pack(np.array([[1, 0], [1, 1], [0, 1]]))
    >>> marked_sums(codes, 2, np.array([False, False, False, True])).tolist()
    [[3.0, 1.0, 2.0, 2.0, 1.0, 1.0]]
    """
    rows = len(codes)
    check_rows(rows, weights=weights)
    check_rows(rows, cells=codes, n_cells=1 << width)
    if cells is not None and len(cells) != rows:
        check_rows(rows, cells=cells)

    def outside() -> None:
        check_rows(rows, cells=cells, n_cells=n_cells)

    by_pattern = width <= _TABLED
    expected = 1 << width if by_pattern else rows
    if len(marked) != expected:
        raise InvalidInput(fault("shape", "marked", given=marked.shape, expected=(expected,)))
    room = max(1, min(_TABLED, _CELLS.bit_length() - 2 - int(max(n_cells - 1, 0)).bit_length()))
    step = -(-width // -(-width // room))
    sums = np.zeros((n_cells, 2 + 2 * width))
    for first in range(0, width, step):
        taken = min(step, width - first)
        keys = _keys(codes, first, taken, marked, by_pattern, cells)
        table = _tally(n_cells << (taken + 1), rows, keys, weights, outside)
        table = table.reshape(n_cells, 2, 1 << taken)
        bits = unpack(np.arange(1 << taken, dtype=np.uint64), taken).astype(np.float64)
        both = table.sum(axis=1)
        if first == 0:
            sums[:, 0], sums[:, 1] = both.sum(axis=1), table[:, 1].sum(axis=1)
        sums[:, 2 + first : 2 + first + taken] = both @ bits
        sums[:, 2 + width + first : 2 + width + first + taken] = table[:, 1] @ bits
    return sums


def _keys(
    codes: Codes,
    first: int,
    taken: int,
    marked: NDArray[np.bool_],
    by_pattern: bool,
    cells: NDArray[np.integer[Any]] | None,
) -> Callable[[slice], NDArray[np.int64]]:
    """Cell, mark and the bits from `first` on, as one number for each row of a block."""
    buffer, wide = np.empty((2, _AT_ONCE), np.int64)
    mask = (1 << taken) - 1
    if by_pattern:
        known = ((np.arange(len(marked)) >> first) & mask) | (marked.astype(np.int64) << taken)
        known = known.astype(np.min_scalar_type(2 * mask + 1))

    def keys(block: slice) -> NDArray[np.int64]:
        part = codes[block]
        key, pattern = buffer[: len(part)], wide[: len(part)]
        if cells is None:
            key[:] = 0
        else:
            np.left_shift(cells[block].astype(np.int64, copy=False), taken + 1, out=key)
        if by_pattern:
            pattern[:] = known[part]
        else:
            kind = part.dtype.type
            pattern[:] = (part >> kind(first)) & kind(mask)
            np.bitwise_or(key, marked[block].astype(np.int64) << taken, out=key)
        np.bitwise_or(key, pattern, out=key)
        return key

    return keys
