"""Ratios of sums and how sure they are: linearised standard errors and covariances from sampling units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .survey_design import DesignTable, cell_totals, check_copies, degrees_of_freedom, group_totals, stratum_sizes

__all__ = ["RatioErrors", "covariance", "quotient", "ratio_errors", "ratio_scores", "share_errors"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

# Numbers that are held at once.
_AT_ONCE = 500_000
_POLICIES = ("raise", "centre", "skip")


class RatioErrors(NamedTuple):
    """Ratios by group with their standard errors.

    Attributes
    ----------
    estimate, se
        Shape (groups, ratios).
    df
        Shape (groups,): degrees of freedom.
    """

    estimate: Array
    se: Array
    df: Index


def quotient(numerators: Array, denominators: Array, *, undefined: float | None = None) -> Array:
    """The ratio of sums where there is something to divide by.

    Parameters
    ----------
    numerators, denominators
        Of one shape; denominators at least 0.
    undefined
        What stands where the denominator is 0; None raises.

    Returns
    -------
    array of float64

    Raises
    ------
    InvalidInput
        If a denominator is 0 and `undefined` does not say what to put there.

    Examples
    --------
    >>> quotient(np.array([1.0, 0.0]), np.array([4.0, 0.0]), undefined=0.0).tolist()
    [0.25, 0.0]
    """
    lawful = denominators > 0
    if lawful.all():
        found: Array = numerators / denominators
        return found
    if undefined is None:
        raise InvalidInput(fault("nothing_to_divide_by", count=int((~lawful).sum())))
    filled = np.full(np.broadcast_shapes(numerators.shape, denominators.shape), undefined)
    np.divide(numerators, denominators, out=filled, where=lawful)
    return filled


class _Runs(NamedTuple):
    """The cells in order of group and stratum, where each pair of the two begins, and how many units it has."""

    order: Index
    starts: Index
    groups: Index
    strata: Index
    units: Index
    copies: Index | None
    spread: Array | None


def _runs(groups: Index, strata: Index, copies: Index | None, spread: Array | None) -> _Runs:
    order = np.lexsort((strata, groups))
    by_group, by_stratum = groups[order], strata[order]
    new = np.ones(len(order), bool)
    new[1:] = (by_group[1:] != by_group[:-1]) | (by_stratum[1:] != by_stratum[:-1])
    starts = np.flatnonzero(new)
    ordered = None if copies is None else copies[order]
    units = np.diff(starts, append=len(order)) if ordered is None else np.add.reduceat(ordered, starts)
    apart = None if spread is None else spread[order]
    return _Runs(order, starts, by_group[starts], by_stratum[starts], units, ordered, apart)


def _multipliers(sizes: Index, occurring: Index, single_psu: str, fractions: Array | None) -> Array:
    """What the squares of each stratum count for; 1 where a single unit is centred, 0 where it is skipped."""
    if single_psu not in ("raise", "centre", "skip"):
        raise InvalidInput(fault("not_a_choice", noun="single-PSU policy", given=single_psu, choices=list(_POLICIES)))
    single = sizes == 1
    if single_psu == "raise" and single[occurring].any():
        lonely = np.unique(occurring[single[occurring]])
        raise InvalidInput([fault("lonely_psu", "strata", given=int(one)) for one in lonely])
    times = np.full(len(sizes), float(single_psu == "centre"))
    np.divide(sizes, sizes - 1, out=times, where=sizes > 1)
    if fractions is None:
        return times
    if fractions.shape != sizes.shape:
        raise InvalidInput(fault("shape", "fractions", given=fractions.shape, expected=sizes.shape))
    if not ((fractions >= 0) & (fractions <= 1)).all():
        worst = fractions[~((fractions >= 0) & (fractions <= 1))][0]
        raise InvalidInput(fault("out_of_range", "fractions", given=float(worst), low=0, high=1))
    times *= 1 - fractions
    return times


def _squares(scores: Array, runs: _Runs, sizes: Index, single_psu: str) -> Array:
    """Squared distances from the mean of the stratum, all its units counted, the empty ones as 0; by run."""
    ordered = scores[runs.order]
    size = sizes[runs.strata]
    mean = np.add.reduceat(ordered, runs.starts, axis=0) / size[:, np.newaxis]
    if single_psu == "centre":
        # The scores of a ratio add up to 0 over the sample, so the mean of all units is 0.
        mean[size == 1] = 0
    nearest = np.repeat(mean, np.diff(runs.starts, append=len(ordered)), axis=0)
    if runs.copies is not None:
        nearest *= runs.copies[:, np.newaxis]
    within = None if runs.spread is None else ordered**2 * runs.spread[:, np.newaxis]
    ordered -= nearest
    ordered *= ordered
    if runs.copies is not None:
        ordered /= runs.copies[:, np.newaxis]
    if within is not None:
        ordered += within
    squares: Array = np.add.reduceat(ordered, runs.starts, axis=0)
    return squares + (size - runs.units)[:, np.newaxis] * mean**2


def ratio_errors(
    table: DesignTable,
    numerators: Array,
    denominators: Array,
    *,
    combine: Array | None = None,
    single_psu: str = "raise",
    fractions: Array | None = None,
    undefined: float | None = None,
) -> RatioErrors:
    r"""Ratios of sums by group, with linearised standard errors.

    .. math::

        R = \frac{Y}{X}, \quad e_{ha} = \frac{Y_{ha} - R X_{ha}}{X}, \quad
        V = \sum_h (1 - f_h) \frac{n_h}{n_h - 1} \sum_{a=1}^{n_h} (e_{ha} - \bar{e}_h)^2

    over the sampling units a of the strata h. Each group is a domain: every unit of the sample counts in n_h, those
    without a row of the group with e = 0. A unit that stands for m copies with the score e together counts m times in
    n_h and adds :math:`(e - m \bar{e}_h)^2 / m`.

    Parameters
    ----------
    table
        Weighted sums by group and sampling unit, s of them.
    numerators, denominators
        Shape (s, r): what each ratio divides, as combinations of the sums.
    combine
        Shape (r, q): combinations of the ratios, whose estimates and errors are given instead.
    single_psu
        A stratum with one unit, where the group occurs: ``"raise"``; ``"centre"`` takes the distance from the mean of
        all units; ``"skip"`` lets it add nothing.
    fractions
        Shape (strata,): the share of the units of each stratum that were drawn, f_h; None for none to speak of.
    undefined
        What stands where a denominator is 0; None raises.

    Returns
    -------
    RatioErrors

    Raises
    ------
    InvalidInput
        If a denominator is 0, a stratum has one unit, a unit with copies has cells in two groups, or a fraction is not
        in 0 to 1.

    References
    ----------
    Wolter, K. M. (2007). Introduction to Variance Estimation, 2nd ed., chapter 6. Springer.

    Examples
    --------
    >>> sums = np.array([[2.0, 1.0], [2.0, 0.0], [2.0, 2.0]])
    >>> table = DesignTable(np.zeros(3, np.int64), np.arange(3), sums, np.zeros(3, np.int64), 1)
    >>> found = ratio_errors(table, np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]]))
    >>> found.estimate.round(4).tolist(), found.se.round(4).tolist(), found.df.tolist()
    ([[0.5]], [[0.2887]], [2])
    """
    check_copies(table)
    whole = group_totals(table)
    over = whole @ denominators
    ratios = quotient(whole @ numerators, over, undefined=0.0 if undefined is not None else None)
    copies = None if table.copies is None else table.copies[table.units]
    spread = None if table.spread is None else table.spread[table.units]
    runs = _runs(table.groups, table.strata[table.units], copies, spread)
    sizes = stratum_sizes(table.strata, table.copies)
    times = _multipliers(sizes, runs.strata, single_psu, fractions)[runs.strata]
    count = numerators.shape[1] if combine is None else combine.shape[1]
    variance = np.zeros((table.n_groups, count))
    step = numerators.shape[1] if combine is not None else max(1, _AT_ONCE // max(1, len(table.groups)))
    for first in range(0, numerators.shape[1], step):
        part = slice(first, first + step)
        scores = _scores(table, numerators[:, part], denominators[:, part], ratios[:, part], over[:, part])
        scores, part = (scores, part) if combine is None else (scores @ combine, slice(None))
        squares = times[:, np.newaxis] * _squares(scores, runs, sizes, single_psu)
        heads = np.flatnonzero(np.diff(runs.groups, prepend=-1))
        variance[runs.groups[heads], part] = np.add.reduceat(squares, heads, axis=0)
    lawful = over > 0 if combine is None else np.logical_and.reduce(over > 0, axis=1, keepdims=True)
    found = ratios if combine is None else ratios @ combine
    empty = 0.0 if undefined is None else undefined
    return RatioErrors(
        np.where(lawful, found, empty), np.where(lawful, np.sqrt(variance), empty), degrees_of_freedom(table)
    )


def _scores(table: DesignTable, numerators: Array, denominators: Array, ratios: Array, over: Array) -> Array:
    """The linearised score of each cell, 0 where the ratio is not defined."""
    off = table.sums @ numerators - ratios[table.groups] * (table.sums @ denominators)
    return quotient(off, over[table.groups], undefined=0.0)


def ratio_scores(table: DesignTable, numerators: Array, denominators: Array, *, groups: Sequence[int]) -> Array:
    """The linearised score of every sampling unit, for covariances of groups (rounds, say) with each other.

    Parameters
    ----------
    table, numerators, denominators
        As in `ratio_errors`.
    groups
        The groups asked for.

    Returns
    -------
    array of float64, shape (units, groups asked for, r)
        0 for units without a row of the group, and for a ratio that is not defined; of all copies of a unit together.

    Raises
    ------
    InvalidInput
        If a unit with copies has cells in two groups.

    Examples
    --------
    >>> sums = np.array([[2.0, 1.0], [2.0, 0.0], [2.0, 2.0]])
    >>> table = DesignTable(np.zeros(3, np.int64), np.arange(3), sums, np.zeros(3, np.int64), 1)
    >>> ratio_scores(table, np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]]), groups=[0])[:, 0, 0].round(4).tolist()
    [0.0, -0.1667, 0.1667]
    """
    check_copies(table)
    whole = group_totals(table)
    over = whole @ denominators
    ratios = quotient(whole @ numerators, over, undefined=0.0)
    found = np.zeros((len(table.strata), len(groups), numerators.shape[1]))
    for place, group in enumerate(groups):
        at = np.flatnonzero(table.groups == group)
        part = table._replace(groups=table.groups[at], units=table.units[at], sums=table.sums[at])
        found[part.units, place] = _scores(part, numerators, denominators, ratios, over)
    return found


def covariance(
    scores: Array,
    strata: Index,
    *,
    copies: Index | None = None,
    spread: Array | None = None,
    single_psu: str = "raise",
    fractions: Array | None = None,
) -> Array:
    r"""The covariance of estimates from the scores of the sampling units.

    .. math::

        C = \sum_h (1 - f_h) \frac{n_h}{n_h - 1}
        \sum_{a=1}^{n_h} (e_{ha} - \bar{e}_h)(e_{ha} - \bar{e}_h)^\top

    Parameters
    ----------
    scores
        Shape (units, k): from `ratio_scores`, or combinations of them.
    strata
        Shape (units,): the stratum of each unit, codes from 0.
    copies
        Shape (units,): how many identical units each stands for, whose scores together are given; None for 1 each.
    spread
        Shape (units,): how these differ in weight, as in `DesignTable`; None for 0.
    single_psu, fractions
        As in `ratio_errors`.

    Returns
    -------
    array of float64, shape (k, k)

    Raises
    ------
    InvalidInput
        If a stratum has one unit, the copies are not whole numbers of at least 1, or a fraction is not in 0 to 1.

    Examples
    --------
    >>> covariance(np.array([[1.0, 2.0], [-1.0, -2.0]]), np.zeros(2, np.int64)).tolist()
    [[4.0, 8.0], [8.0, 16.0]]
    """
    sizes = stratum_sizes(strata, copies)
    times = _multipliers(sizes, strata, single_psu, fractions)[strata, np.newaxis]
    means = cell_totals(scores, strata, n_cells=len(sizes)) / np.maximum(sizes, 1)[:, np.newaxis]
    if single_psu == "centre":
        means[sizes == 1] = scores.sum(axis=0) / sizes.sum()
    nearest = means[strata]
    within = None if spread is None else times * spread[:, np.newaxis]
    if copies is not None:
        nearest *= copies[:, np.newaxis]
        times = times / copies[:, np.newaxis]
    off = scores - nearest
    found: Array = (off * times).T @ off
    if within is not None:
        found += (scores * within).T @ scores
    return found


def share_errors(
    table: DesignTable,
    numerator: Array,
    denominator: Array,
    *,
    single_psu: str = "raise",
    fractions: Array | None = None,
) -> RatioErrors:
    """The share of each group in a sum over all groups, with linearised standard errors.

    Parameters
    ----------
    table
        Weighted sums by group and sampling unit, s of them; the groups do not overlap.
    numerator, denominator
        Shape (s,): what is divided, as combinations of the sums: of the group, and of all groups together.
    single_psu, fractions
        As in `ratio_errors`.

    Returns
    -------
    RatioErrors
        With one ratio for each group; the degrees of freedom are those of the whole sample.

    Raises
    ------
    InvalidInput
        If the sum over all groups is 0, a stratum has one unit, a unit with copies has cells in two groups, or a
        fraction is not in 0 to 1.

    Examples
    --------
    >>> sums, strata = np.array([[1.0], [3.0], [1.0], [3.0]]), np.zeros(2, np.int64)
    >>> table = DesignTable(np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]), sums, strata, 2)
    >>> found = share_errors(table, np.ones(1), np.ones(1))
    >>> found.estimate.tolist(), found.se.tolist(), found.df.tolist()
    ([[0.25], [0.75]], [[0.0], [0.0]], [1, 1])
    """
    check_copies(table)
    units = len(table.strata)
    part, over = table.sums @ numerator, table.sums @ denominator
    all_over = np.bincount(table.units, over, minlength=units)
    total = all_over.sum()
    by_group = cell_totals(part[:, np.newaxis], table.groups, n_cells=table.n_groups)[:, 0]
    shares = quotient(by_group, np.full(table.n_groups, float(total)))
    se = np.empty(table.n_groups)
    step = max(1, _AT_ONCE // units)
    for first in range(0, table.n_groups, step):
        some = np.arange(first, min(first + step, table.n_groups))
        at = np.flatnonzero((table.groups >= first) & (table.groups < first + step))
        scores = -all_over[:, np.newaxis] * shares[some]
        scores[table.units[at], table.groups[at] - first] += part[at]
        se[some] = _errors(scores / total, table, single_psu, fractions)
    whole = table._replace(groups=np.zeros(len(table.units), np.int64), n_groups=1)
    df = np.repeat(degrees_of_freedom(whole), table.n_groups)
    return RatioErrors(shares[:, np.newaxis], se[:, np.newaxis], df)


def _errors(scores: Array, table: DesignTable, single_psu: str, fractions: Array | None) -> Array:
    """The errors of what has these scores, of every unit of the table."""
    sizes = stratum_sizes(table.strata, table.copies)
    runs = _runs(np.zeros(len(table.strata), np.int64), table.strata, table.copies, table.spread)
    times = _multipliers(sizes, runs.strata, single_psu, fractions)[runs.strata]
    found: Array = np.sqrt(times @ _squares(scores, runs, sizes, single_psu))
    return found
