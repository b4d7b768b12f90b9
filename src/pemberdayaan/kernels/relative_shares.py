"""A group's share among some over its share among all, with the scores that errors are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .linearisation import quotient
from .survey_design import DesignTable, check_copies, group_totals

__all__ = ["RelativeShares", "relative_shares"]

Array = NDArray[np.float64]


class RelativeShares(NamedTuple):
    """Shares of groups among the marked and among all, and how the two compare.

    Attributes
    ----------
    share, base
        Shape (asked for,): the share among the marked, and among all.
    ratio, gap
        Shape (asked for,): the first over the second, and the first less the second.
    ratio_scores, gap_scores
        Shape (units, asked for): the linearised score of each sampling unit; they add up to 0.
    """

    share: Array
    base: Array
    ratio: Array
    gap: Array
    ratio_scores: Array
    gap_scores: Array


def relative_shares(
    table: DesignTable, *, base: Array | None = None, asked: Sequence[int] | None = None
) -> RelativeShares:
    r"""The share of each group among the marked over its share among all, with linearised scores of the units.

    .. math::

        a_g = \frac{A_g}{A}, \quad p_g = \frac{C_g}{C}, \quad R_g = \frac{a_g}{p_g}, \quad
        e_{gu} = \frac{A_{gu} - a_g A_u}{A\, p_g} - R_g \frac{C_{gu} - p_g C_u}{C\, p_g}

    with A the weight of the marked and C that of all, by group g and sampling unit u. The scores of the gap
    :math:`a_g - p_g` are :math:`p_g e_{gu}` without R. Where the shares among all are given, they have no error, and
    the second part is left out.

    Parameters
    ----------
    table
        Two weighted sums by group and sampling unit: of the marked, and of all.
    base
        Shape (groups,): the shares among all where they are known, above 0; None takes them from the table.
    asked
        The groups; None for all.

    Returns
    -------
    RelativeShares
        Ratios of at least 0; weighted by the shares among all, those of all groups average to 1.

    Raises
    ------
    InvalidInput
        If nobody is marked, a group has no weight, a base is not above 0, or a unit with copies has cells in two
        groups.

    References
    ----------
    United Nations Statistics Division, metadata of indicator 16.7.1 of the Sustainable Development Goals, for the
    ratio; Wolter, K. M. (2007). Introduction to Variance Estimation, 2nd ed., chapter 6. Springer, for the scores.

    Examples
    --------
    Of four people half are women, and of the two who decide none is.

    >>> sums = np.array([[0.0, 1.0], [0.0, 1.0], [1.0, 1.0], [1.0, 1.0]])
    >>> table = DesignTable(np.array([0, 0, 1, 1]), np.arange(4), sums, np.zeros(4, np.int64), 2)
    >>> found = relative_shares(table)
    >>> found.ratio.tolist(), found.gap.tolist()
    ([0.0, 2.0], [-0.5, 0.5])
    """
    check_copies(table)
    groups = np.arange(table.n_groups) if asked is None else np.asarray(asked, np.int64)
    totals = group_totals(table)
    marked, everybody = totals.sum(axis=0).tolist()
    share = quotient(totals[groups, 0], np.full(len(groups), marked))
    wide = base is None
    known = quotient(totals[:, 1], np.full(table.n_groups, everybody)) if base is None else base
    if not (known[groups] > 0).all():
        raise InvalidInput(fault("nothing_to_divide_by", count=int((~(known[groups] > 0)).sum())))
    among = known[groups]
    ratio = share / among
    first = _apart(table, 0, groups, share) / marked
    second = _apart(table, 1, groups, among) / everybody if wide else np.zeros_like(first)
    return RelativeShares(share, among, ratio, share - among, (first - ratio * second) / among, first - second)


def _apart(table: DesignTable, column: int, groups: NDArray[np.int64], share: Array) -> Array:
    """What each unit has of each group beyond its share of what the unit has."""
    n_units = len(table.strata)
    sums = table.sums[:, column]
    found: Array = -np.bincount(table.units, sums, minlength=n_units)[:, np.newaxis] * share
    for place, group in enumerate(groups.tolist()):
        here = table.groups == group
        found[table.units[here], place] += sums[here]
    return found
