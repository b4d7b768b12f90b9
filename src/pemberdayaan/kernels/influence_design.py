"""Influence summed by group and sampling unit, and the standard errors that come of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .amounts import by_group, spread_out
from .linearisation import ratio_errors
from .patterns import check_rows
from .survey_design import DesignTable, cell_totals, design_cells

__all__ = ["InfluenceErrors", "influence_errors", "influence_table"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Codes = NDArray[np.integer[Any]]


class InfluenceErrors(NamedTuple):
    """Standard errors of measures by group.

    Attributes
    ----------
    se
        Shape (groups, k).
    df
        Shape (groups,): degrees of freedom.
    """

    se: Array
    df: Index


def influence_table(
    influence: Array,
    units: Codes,
    strata: Index,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
) -> DesignTable:
    """Weight times influence by group and sampling unit, and the share of the weight of the group.

    Parameters
    ----------
    influence
        Shape (n,) or (n, k): of k measures of the group of each row.
    units
        Shape (n,): the sampling unit of each row, codes from 0.
    strata
        Shape (units,): the stratum of each unit.
    weights, groups, n_groups
        As in the measures.

    Returns
    -------
    DesignTable
        With k + 1 sums; those of a measure by unit are the scores for `linearisation.covariance`.

    Raises
    ------
    InvalidInput
        If a weight is negative or not finite, or a code is outside its range.

    Examples
    --------
    >>> from pemberdayaan.kernels.influence import gini_influence
    >>> z = gini_influence(np.array([1.0, 2.0, 6.0]))
    >>> influence_table(z, np.array([0, 0, 1]), np.array([0, 0])).sums.round(4).tolist()
    [[0.037, 0.6667], [-0.037, 0.3333]]
    """
    columns = influence[:, np.newaxis] if influence.ndim == 1 else influence
    check_rows(len(columns), weights=weights, cells=groups, n_cells=n_groups)
    cells = design_cells(groups, units, n_groups=n_groups, n_units=len(strata))
    ones = np.ones(len(columns)) if weights is None else np.asarray(weights, np.float64)
    sizes = by_group(ones, None, groups, n_groups)
    share = np.divide(1.0, sizes, out=np.zeros(n_groups), where=sizes > 0)
    both = np.column_stack([columns, np.broadcast_to(spread_out(share, groups), len(columns))])
    sums = cell_totals(both, cells.codes, n_cells=len(cells.groups), weights=weights)
    return DesignTable(cells.groups, cells.units, sums, strata, n_groups)


def influence_errors(
    influence: Array,
    units: Codes,
    strata: Index,
    *,
    weights: NDArray[Any] | None = None,
    groups: Codes | None = None,
    n_groups: int = 1,
    single_psu: str = "raise",
    fractions: Array | None = None,
) -> InfluenceErrors:
    r"""The standard errors of measures by group, from the influence of the rows, with strata and sampling units.

    .. math:: V = \sum_h (1 - f_h) \frac{n_h}{n_h - 1} \sum_a (e_{ha} - \bar{e}_h)^2, \quad
        e_{ha} = \sum_{k \in a} w_k z_k

    Parameters
    ----------
    influence, units, strata, weights, groups, n_groups
        As in `influence_table`. Units without a row of a group count in its strata.
    single_psu, fractions
        As in `linearisation.ratio_errors`.

    Returns
    -------
    InfluenceErrors
        0 for a group without weight.

    Raises
    ------
    InvalidInput
        As in `influence_table` and `linearisation.ratio_errors`.

    References
    ----------
    Deville, J. C. (1999). Variance estimation for complex statistics and estimators: linearization and residual
    techniques. Survey Methodology 25(2), 193-203.

    Examples
    --------
    >>> from pemberdayaan.kernels.influence import gini_influence
    >>> z = gini_influence(np.array([1.0, 2.0, 3.0, 7.0]))
    >>> found = influence_errors(z, np.arange(4), np.zeros(4, np.int64))
    >>> found.se.round(4).tolist(), found.df.tolist()
    ([[0.0794]], [3])
    """
    table = influence_table(influence, units, strata, weights=weights, groups=groups, n_groups=n_groups)
    measures = table.sums.shape[1] - 1
    # The shares of a group add up to 1 and its influence to 0, so each measure is a ratio of 0 with the influence as
    # its score.
    above = np.eye(measures + 1, measures)
    below = np.zeros((measures + 1, measures))
    below[-1] = 1.0
    found = ratio_errors(table, above, below, single_psu=single_psu, fractions=fractions, undefined=0.0)
    return InfluenceErrors(found.se, found.df)
