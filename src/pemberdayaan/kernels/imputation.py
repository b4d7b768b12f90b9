"""Missing values filled in: from the column, from a group, from near rows, from the unit's own past."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault
from .arrays import missing_cells

__all__ = ["IMPUTATIONS", "last", "linear", "mean", "median", "nearest"]

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]
Left = Literal["raise", "keep"]

_LEFT = ("raise", "keep")


def _holes(values: Array, **of_rows: NDArray[Any] | None) -> Mask:
    """Where values are missing; what belongs to the rows is as long as they are."""
    faults = [
        fault("wrong_length", name, given=len(given), expected=len(values))
        for name, given in of_rows.items()
        if given is not None and len(given) != len(values)
    ]
    if faults:
        raise InvalidInput(faults)
    empty = missing_cells(values, "skip")
    return np.zeros(values.shape, dtype=bool) if empty is None else empty


def _named(rows: NDArray[np.intp]) -> str:
    return ", ".join(str(row) for row in rows[:5]) + ", ..." * (len(rows) > 5)


def _nowhere(empty: Mask) -> list[Fault]:
    return [fault("nothing_to_fill", f"[{j}]") for j in np.flatnonzero(empty.all(axis=0))] if len(empty) else []


def _by_group(values: Array, groups: Codes | None, centre: Callable[[Array], Any]) -> Array:
    """Gaps filled with the centre of the available values of the same group and column."""
    empty = _holes(values, groups=groups)
    faults = _nowhere(empty)
    filled = np.array(values, order="K")
    without = {int(one.where[1:-1]) for one in faults}
    codes = np.zeros(len(values), dtype=np.int64) if groups is None else groups
    for group in np.unique(codes):
        rows = np.flatnonzero(codes == group)
        part = empty[rows]
        for j in np.flatnonzero(part.any(axis=0)):
            known = values[rows[~part[:, j]], j]
            if len(known):
                filled[rows[part[:, j]], j] = centre(known)
            elif j not in without:
                faults.append(fault("group_to_fill", f"[{j}]", given=str(group)))
    if faults:
        raise InvalidInput(faults)
    return filled


def mean(values: Array, *, groups: Codes | None = None) -> Array:
    """Fills each gap with the mean of the available values of its column, or of its group in it.

    Parameters
    ----------
    values
        Shape (n, k), finite; NaN where there is no value.
    groups
        Shape (n,): a code for the group of each row; None for one group.

    Returns
    -------
    array of float64, shape (n, k)
        A new array without NaN; what was there is as it was.

    Raises
    ------
    InvalidInput
        If a value is infinite, or a column or a group in it has gaps and no value, for every such column and group.

    Examples
    --------
    >>> mean(np.array([[1.0], [3.0], [np.nan]]))[:, 0].tolist()
    [1.0, 3.0, 2.0]
    >>> mean(np.array([[1.0], [3.0], [np.nan]]), groups=np.array([0, 1, 1]))[:, 0].tolist()
    [1.0, 3.0, 3.0]
    """
    return _by_group(values, groups, np.mean)


def median(values: Array, *, groups: Codes | None = None) -> Array:
    """Fills each gap with the median of the available values of its column, or of its group in it.

    Parameters
    ----------
    values, groups
        As in `mean`.

    Returns
    -------
    array of float64, shape (n, k)
        A new array without NaN; what was there is as it was.

    Raises
    ------
    InvalidInput
        As `mean`.

    Examples
    --------
    >>> median(np.array([[1.0], [3.0], [10.0], [np.nan]]))[:, 0].tolist()
    [1.0, 3.0, 10.0, 3.0]
    """
    return _by_group(values, groups, np.median)


def _comparable(values: Array, empty: Mask) -> tuple[Array, Array, Mask]:
    """The columns that vary, times a power of 2 each and 0 in gaps; their standard deviations; where values are."""
    known = ~empty
    low = values.min(axis=0, where=known, initial=np.inf)
    high = values.max(axis=0, where=known, initial=-np.inf)
    varies = high > low
    known, low, high = known[:, varies], low[varies], high[varies]
    # So that squares neither overflow nor vanish; a power of 2 leaves equal differences equal.
    power = np.frexp(high / 2 - low / 2)[1]
    unit = np.where(known, np.ldexp(values[:, varies], -power), 0.0)
    count = known.sum(axis=0)
    centred = np.where(known, unit - unit.sum(axis=0) / count, 0.0)
    return unit, np.sqrt((centred * centred).sum(axis=0) / (count - 1)), known


def nearest(values: Array, *, neighbours: int = 5) -> Array:
    """Fills each gap with the mean of the nearest rows that have a value there.

    The distance of two rows is the mean squared difference over the columns that both have, each column divided by the
    standard deviation (ddof 1) of its available values; columns of one value only say nothing and are left out. Among
    equal distances the earlier row is nearer. A row that shares no column is no neighbour; where there are fewer
    neighbours than asked for, those there are stand in.

    Parameters
    ----------
    values
        Shape (n, k), finite; NaN where there is no value. The work is n k for every row with a gap.
    neighbours
        How many rows, at least 1.

    Returns
    -------
    array of float64, shape (n, k)
        A new array without NaN; what was there is as it was.

    Raises
    ------
    InvalidInput
        If a value is infinite, or a gap has no neighbour, for every such column; or `neighbours` is below 1.

    References
    ----------
    Troyanskaya, O. et al. (2001). Missing value estimation methods for DNA microarrays. Bioinformatics 17(6), 520-525.

    Examples
    --------
    >>> values = np.array([[1.0, 10.0], [1.1, 20.0], [9.0, 90.0], [1.0, np.nan]])
    >>> nearest(values, neighbours=2)[3].tolist()
    [1.0, 15.0]
    """
    if neighbours < 1:
        raise InvalidInput(fault("too_few", "neighbours", given=neighbours, noun="neighbours", least=1))
    empty = _holes(values)
    faults = _nowhere(empty)
    if faults:
        raise InvalidInput(faults)
    filled = np.array(values, order="K")
    if not empty.any():
        return filled
    unit, sd, known = _comparable(values, empty)
    alone: dict[int, list[int]] = {}
    for i in np.flatnonzero(empty.any(axis=1)):
        own = known[i]
        shared = known[:, own]
        apart = np.where(shared, unit[:, own] - unit[i, own], 0.0) / sd[own]
        common = shared.sum(axis=1)
        distance = np.einsum("ij,ij->i", apart, apart) / np.maximum(common, 1)
        order = np.argsort(np.where(common > 0, distance, np.inf), kind="stable")
        order = order[common[order] > 0]
        for j in np.flatnonzero(empty[i]):
            donors = order[~empty[order, j]][:neighbours]
            if len(donors):
                filled[i, j] = values[donors, j].mean()
            else:
                alone.setdefault(int(j), []).append(int(i))
    if alone:
        lists = {j: np.array(rows) for j, rows in sorted(alone.items())}
        raise InvalidInput(
            [fault("no_neighbour", f"[{j}]", count=len(rows), rows=_named(rows)) for j, rows in lists.items()]
        )
    return filled


def _in_time(empty: Mask, units: Codes, times: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The order of the rows by unit and time, and in that order where the unit of each begins."""
    wrong = np.flatnonzero(~np.isfinite(times))
    if len(wrong):
        raise InvalidInput([fault("not_finite", f"times[{i}]", given=str(times[i])) for i in wrong])
    order = np.lexsort((times, units))
    ordered, at = units[order], times[order]
    same = ordered[1:] == ordered[:-1]
    twice = np.flatnonzero(same & (at[1:] == at[:-1]))
    if len(twice):
        told = [(order[i], order[i + 1]) for i in twice]
        raise InvalidInput(
            [fault("time_repeated", f"times[{b}]", given=float(times[b]), rows=f"{a}, {b}") for a, b in told]
        )
    starts = np.flatnonzero(np.append(True, ~same)[: len(order)])
    return order, np.repeat(starts, np.diff(starts, append=len(order)))


def _columns(
    values: Array, units: Codes, times: Array, left: Left
) -> tuple[Array, Iterator[tuple[NDArray[np.intp], int, NDArray[np.intp]]]]:
    """A copy to fill, and for each column with gaps the order of rows and the last known place before each place."""
    if left not in _LEFT:
        raise InvalidInput(fault("not_a_choice", "left", given=str(left), noun="choice", choices=_LEFT))
    empty = _holes(values, units=units, times=times)
    order, begins = _in_time(empty, units, times)

    def known_before() -> Iterator[tuple[NDArray[np.intp], int, NDArray[np.intp]]]:
        for j in np.flatnonzero(empty.any(axis=0)):
            places = np.where(empty[order, j], -1, np.arange(len(order)))
            before = np.maximum.accumulate(places)
            yield order, int(j), np.where(before >= begins, before, -1)

    return np.array(values, order="K"), known_before()


def _settled(filled: Array, left: Left, code: str) -> Array:
    """What is filled, if nothing is left or may be left."""
    empty = np.isnan(filled)
    if left == "raise" and empty.any():
        rows = {j: np.flatnonzero(empty[:, j]) for j in np.flatnonzero(empty.any(axis=0))}
        raise InvalidInput([fault(code, f"[{j}]", count=len(one), rows=_named(one)) for j, one in rows.items()])
    return filled


def last(values: Array, *, units: Codes, times: Array, left: Left = "raise") -> Array:
    """Fills each gap with the last value that its unit had before.

    Parameters
    ----------
    values
        Shape (n, k), finite; NaN where there is no value. A row is one unit at one time, in any order.
    units
        Shape (n,): a code for the unit of each row.
    times
        Shape (n,): finite numbers, no unit twice at one time.
    left
        What becomes of gaps before the first value of a unit: ``"raise"``, or ``"keep"`` them NaN.

    Returns
    -------
    array of float64, shape (n, k)
        A new array; what was there is as it was.

    Raises
    ------
    InvalidInput
        If a value is infinite; or a unit stands twice at one time; or gaps are left, for every such column.

    Examples
    --------
    >>> values = np.array([[5.0], [np.nan], [7.0]])
    >>> last(values, units=np.array([0, 0, 0]), times=np.array([2019.0, 2020.0, 2021.0]))[:, 0].tolist()
    [5.0, 5.0, 7.0]
    """
    filled, columns = _columns(values, units, times, left)
    for order, j, before in columns:
        carried = before >= 0
        filled[order[carried], j] = values[order[before[carried]], j]
    return _settled(filled, left, "no_earlier")


def linear(values: Array, *, units: Codes, times: Array, left: Left = "raise") -> Array:
    r"""Fills each gap on the straight line between the unit's values before and after.

    .. math:: x_0 + (x_1 - x_0)\,\frac{t - t_0}{t_1 - t_0}

    Parameters
    ----------
    values, units, times
        As in `last`.
    left
        What becomes of gaps before the first and after the last value of a unit, where no line is drawn:
        ``"raise"``, or ``"keep"`` them NaN.

    Returns
    -------
    array of float64, shape (n, k)
        A new array; what was there is as it was.

    Raises
    ------
    InvalidInput
        As `last`.

    Examples
    --------
    >>> values = np.array([[5.0], [np.nan], [8.0]])
    >>> linear(values, units=np.array([0, 0, 0]), times=np.array([2018.0, 2020.0, 2021.0]))[:, 0].tolist()
    [5.0, 7.0, 8.0]
    """
    filled, columns = _columns(values, units, times, left)
    for order, j, before in columns:
        column, at, places = values[order, j], times[order], np.arange(len(order))
        # The next known place of the same unit: the first one that has this place's last known one behind it.
        known = np.flatnonzero(~np.isnan(column))
        after = np.append(known, len(order))[np.searchsorted(known, places)]
        inside = (before >= 0) & (before < places) & (after < len(order))
        inside[inside] = units[order[after[inside]]] == units[order[inside]]
        a, b, t = before[inside], after[inside], places[inside]
        share = (at[t] - at[a]) / (at[b] - at[a])
        filled[order[t], j] = column[a] * (1 - share) + column[b] * share
    return _settled(filled, left, "no_line")


IMPUTATIONS: Mapping[str, Callable[..., Array]] = MappingProxyType(
    {"mean": mean, "median": median, "nearest": nearest, "last": last, "linear": linear}
)
