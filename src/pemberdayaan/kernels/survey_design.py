"""What a sample's design says: sums by group and sampling unit, degrees of freedom, samples drawn anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .patterns import check_rows

__all__ = [
    "Cells",
    "DesignTable",
    "cell_totals",
    "check_copies",
    "degrees_of_freedom",
    "design_cells",
    "group_totals",
    "replicate_totals",
    "sampling_units",
    "stratum_sizes",
    "units_met",
]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

# Up to so many pairs of codes a look-up of all of them is faster than sorting the rows.
_LOOKED_UP = 1 << 24
# Numbers that are held at once.
_AT_ONCE = 4_000_000


class DesignTable(NamedTuple):
    """Weighted sums by group and sampling unit; all that errors need of a sample.

    Attributes
    ----------
    groups, units
        Shape (m,): the group and the sampling unit of each cell; a pair stands once.
    sums
        Shape (m, s): the weighted sums of each cell, over all copies of its unit.
    strata
        Shape (units,): the stratum of each sampling unit, codes from 0. Units without a row belong here too: a domain
        keeps every unit of the sample.
    n_groups
        How many groups there are.
    copies
        Shape (units,): how many identical sampling units each stands for, at least 1; None for 1 each. A unit that
        stands for several has one cell or none: what is told by group is another unit in another group.
    spread
        Shape (units,): how the copies of a unit differ in weight: their squared distances from their mean weight added
        up, over the square of their weights together; None for 0.
    """

    groups: Index
    units: Index
    sums: Array
    strata: Index
    n_groups: int
    copies: Index | None = None
    spread: Array | None = None


class Cells(NamedTuple):
    """The pairs of group and sampling unit that occur, and the pair of each row.

    Attributes
    ----------
    codes
        Shape (n,): the cell of each row.
    groups, units
        Shape (m,): the group and the unit of each cell.
    """

    codes: NDArray[np.integer[Any]]
    groups: Index
    units: Index


def _paired(first: NDArray[Any], second: NDArray[Any], n_second: int, pairs: int) -> tuple[NDArray[Any], Index]:
    """A code for each pair of codes that occurs, in order of first and second; and the pairs as numbers."""
    if pairs > _LOOKED_UP:
        known, codes = np.unique(first.astype(np.int64) * n_second + second, return_inverse=True)
        return codes.reshape(-1), known
    seen = np.zeros(pairs, bool)
    steps = [slice(start, start + _AT_ONCE) for start in range(0, len(first), _AT_ONCE)]
    for block in steps:
        seen[first[block].astype(np.int64) * n_second + second[block]] = True
    code = np.cumsum(seen, dtype=np.int32) - np.int32(1)
    codes = np.empty(len(first), np.int32)
    for block in steps:
        codes[block] = code[first[block].astype(np.int64) * n_second + second[block]]
    return codes, np.flatnonzero(seen)


def sampling_units(strata: NDArray[np.integer[Any]], psu: NDArray[np.integer[Any]]) -> tuple[NDArray[Any], Index]:
    """One code for each primary sampling unit of each stratum: units of two strata with one name are two units.

    Parameters
    ----------
    strata, psu
        Shape (n,): codes from 0.

    Returns
    -------
    units : array of whole numbers, shape (n,)
        Codes from 0, in order of stratum and unit.
    strata : array of int64, shape (units,)
        The stratum of each unit.

    Raises
    ------
    InvalidInput
        If a code is negative, or there are not as many of one as of the other.

    Examples
    --------
    >>> units, strata = sampling_units(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 0]))
    >>> units.tolist(), strata.tolist()
    ([0, 1, 2, 2], [0, 0, 1])
    """
    rows = len(strata)
    n_strata, n_psu = int(strata.max(initial=0)) + 1, int(psu.max(initial=0)) + 1
    check_rows(rows, cells=strata, n_cells=n_strata)
    check_rows(rows, cells=psu, n_cells=n_psu)
    codes, known = _paired(strata, psu, n_psu, n_strata * n_psu)
    return codes, known // n_psu


def design_cells(
    groups: NDArray[np.integer[Any]] | None, units: NDArray[np.integer[Any]], *, n_groups: int, n_units: int
) -> Cells:
    """The pairs of group and sampling unit that occur.

    Parameters
    ----------
    groups, units
        Shape (n,): codes from 0; groups None for one group.
    n_groups, n_units
        How many there are of each.

    Returns
    -------
    Cells
        For `cell_totals` or `marked_sums`, which add up rows by ``codes``.

    Raises
    ------
    InvalidInput
        If a code is outside its range.

    Examples
    --------
    >>> cells = design_cells(np.array([0, 1, 0]), np.array([2, 2, 2]), n_groups=2, n_units=3)
    >>> cells.codes.tolist(), cells.groups.tolist(), cells.units.tolist()
    ([0, 1, 0], [0, 1], [2, 2])
    """
    rows = len(units)
    check_rows(rows, cells=groups, n_cells=n_groups)
    check_rows(rows, cells=units, n_cells=n_units)
    home = np.full(n_units, -1)
    home[units] = 0 if groups is None else groups
    steps = [slice(start, start + _AT_ONCE) for start in range(0, rows, _AT_ONCE)]
    if groups is None or all(bool((home[units[block]] == groups[block]).all()) for block in steps):
        # Each unit lies in one group, so a cell is a unit.
        present = np.flatnonzero(home >= 0)
        codes = units if len(present) == n_units else (np.cumsum(home >= 0) - 1)[units]
        return Cells(codes, home[present], present)
    codes, known = _paired(groups, units, n_units, n_groups * n_units)
    return Cells(codes, known // n_units, known % n_units)


def cell_totals(
    values: NDArray[Any],
    cells: NDArray[np.integer[Any]] | None,
    *,
    n_cells: int = 1,
    weights: NDArray[Any] | None = None,
) -> Array:
    r"""Weighted sums of columns by cell.

    .. math:: Y_{ca} = \sum_{i \in a} s_i y_{ic}

    Parameters
    ----------
    values
        Shape (n, s), no NaN.
    cells
        Shape (n,): codes from 0 to n_cells - 1; None for one cell.
    n_cells
        How many cells there are.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    array of float64, shape (n_cells, s)

    Raises
    ------
    InvalidInput
        If a value is missing, a code is outside its range, or a weight is negative or not finite.

    Examples
    --------
    >>> cell_totals(np.array([[1, 0], [1, 1], [1, 1]]), np.array([0, 0, 1]), n_cells=2).tolist()
    [[2.0, 1.0], [1.0, 1.0]]
    """
    check_rows(len(values), weights=weights, cells=cells, n_cells=n_cells)
    codes = np.zeros(len(values), np.int64) if cells is None else cells
    totals = np.empty((n_cells, values.shape[1]))
    for j in range(values.shape[1]):
        column = values[:, j] if weights is None else values[:, j] * weights
        totals[:, j] = np.bincount(codes, column, minlength=n_cells)
    if np.isnan(totals).any():
        raise InvalidInput(fault("has_gaps"))
    return totals


def group_totals(table: DesignTable) -> Array:
    """The sums of each group.

    Parameters
    ----------
    table
        Sums by group and sampling unit.

    Returns
    -------
    array of float64, shape (groups, s)

    Examples
    --------
    >>> strata, sums = np.zeros(2, np.int64), np.array([[1.0], [2.0]])
    >>> group_totals(DesignTable(np.array([0, 0]), np.array([0, 1]), sums, strata, 1)).tolist()
    [[3.0]]
    """
    return cell_totals(table.sums, table.groups, n_cells=table.n_groups)


def stratum_sizes(strata: Index, copies: Index | None = None) -> Index:
    """How many sampling units each stratum has, every copy counted.

    Parameters
    ----------
    strata
        Shape (units,): the stratum of each unit, codes from 0.
    copies
        Shape (units,): how many identical units each stands for, whole and at least 1; None for 1 each.

    Returns
    -------
    array of int64, shape (strata,)

    Raises
    ------
    InvalidInput
        If there are not as many copies as units, or they are not whole numbers of at least 1.

    Examples
    --------
    >>> strata = np.array([0, 0, 1])
    >>> stratum_sizes(strata).tolist(), stratum_sizes(strata, np.array([2, 3, 1])).tolist()
    ([2, 1], [5, 1])
    """
    if copies is None:
        return np.bincount(strata)
    if copies.shape != strata.shape:
        raise InvalidInput(fault("shape", "copies", given=copies.shape, expected=strata.shape))
    if copies.dtype.kind not in "iu":
        found = str(copies.dtype)
        raise InvalidInput(fault("wrong_type", "copies", given="copies", found=found, expected="a whole number"))
    if len(copies) and copies.min() < 1:
        raise InvalidInput(fault("out_of_range", "copies", given=int(copies.min()), low=1, high=int(copies.max())))
    return np.bincount(strata, copies).astype(np.int64)


def check_copies(table: DesignTable) -> None:
    """Raise unless each unit that stands for several has one cell or none.

    Parameters
    ----------
    table
        Sums by group and sampling unit.

    Raises
    ------
    InvalidInput
        If a unit with copies has cells in two groups, or the copies are not whole numbers of at least 1.

    Examples
    --------
    >>> strata, sums = np.zeros(2, np.int64), np.ones((2, 1))
    >>> check_copies(DesignTable(np.array([0, 1]), np.array([0, 1]), sums, strata, 2, np.array([5, 3])))
    """
    if table.copies is None:
        return
    stratum_sizes(table.strata, table.copies)
    cells = np.bincount(table.units, minlength=len(table.strata))
    apart = np.flatnonzero((cells > 1) & (table.copies > 1))
    if len(apart):
        one = int(apart[0])
        values = {"given": one, "copies": int(table.copies[one]), "count": int(cells[one])}
        raise InvalidInput(fault("copies_apart", "copies", **values))


def degrees_of_freedom(table: DesignTable) -> Index:
    """Sampling units less strata, of the strata where each group occurs; every copy of a unit counts.

    Parameters
    ----------
    table
        Sums by group and sampling unit.

    Returns
    -------
    array of int64, shape (groups,)

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1999). Analysis of Health Surveys, section 5.2. Wiley.

    Examples
    --------
    >>> strata, sums = np.array([0, 0, 0, 1, 1]), np.ones((2, 1))
    >>> degrees_of_freedom(DesignTable(np.array([0, 1]), np.array([0, 4]), sums, strata, 2)).tolist()
    [2, 1]
    """
    sizes = stratum_sizes(table.strata, table.copies)
    occurring = np.unique(table.groups * len(sizes) + table.strata[table.units])
    found = np.zeros(table.n_groups, np.int64)
    np.add.at(found, occurring // len(sizes), sizes[occurring % len(sizes)] - 1)
    return found


def units_met(table: DesignTable) -> Index:
    """In how many sampling units each group has a cell.

    Parameters
    ----------
    table
        Sums by group and sampling unit.

    Returns
    -------
    array of int64, shape (groups,)
        Those of one unit have no spread between units, whatever the degrees of freedom.

    Examples
    --------
    >>> strata, sums = np.zeros(3, np.int64), np.ones((3, 1))
    >>> units_met(DesignTable(np.array([0, 0, 1]), np.array([0, 1, 2]), sums, strata, 2)).tolist()
    [2, 1]
    """
    counted = None if table.copies is None else table.copies[table.units]
    return np.bincount(table.groups, counted, minlength=table.n_groups).astype(np.int64)


def replicate_totals(table: DesignTable, multiplicities: Iterable[Array]) -> Iterator[Array]:
    """The sums of each group in samples drawn anew from the sampling units.

    Parameters
    ----------
    table
        Weighted sums by group and sampling unit.
    multiplicities
        Arrays of shape (some draws, units): what each unit counts for in each draw, as `resampling.multiplicities`
        makes them with ``strata=table.strata, copies=table.copies``.

    Yields
    ------
    array of float64, shape (some draws, groups, s)

    Raises
    ------
    InvalidInput
        If a unit with copies has cells in two groups.

    Examples
    --------
    >>> sums, strata = np.array([[1.0], [3.0]]), np.zeros(2, np.int64)
    >>> table = DesignTable(np.array([0, 1]), np.array([0, 1]), sums, strata, 2)
    >>> [one.tolist() for one in replicate_totals(table, [np.array([[2.0, 0.0], [0.0, 2.0]])])]
    [[[[2.0], [0.0]], [[0.0], [6.0]]]]
    """
    check_copies(table)
    order = np.lexsort((table.units, table.groups))
    units, sums = table.units[order], table.sums[order]
    ends = np.searchsorted(table.groups[order], np.arange(table.n_groups + 1))
    for drawn in multiplicities:
        found = np.zeros((len(drawn), table.n_groups, sums.shape[1]))
        for group, (start, stop) in enumerate(pairwise(ends)):
            found[:, group] = drawn[:, units[start:stop]] @ sums[start:stop]
        yield found
