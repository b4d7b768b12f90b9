"""Dual cut-off counting: who is poor by a weighted count of deprivations, and what follows for groups."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .linearisation import quotient
from .patterns import marked_sums, pattern_scores, row_scores, unpack

__all__ = [
    "Estimates",
    "GroupShares",
    "Ratios",
    "common_weights",
    "estimates",
    "group_shares",
    "pattern_sums",
    "poverty_line",
    "ratios",
    "row_sums",
    "whole_weights",
]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Weights = Sequence[int] | NDArray[np.int64]


def whole_weights(weights: Weights) -> Index:
    """The weights of the indicators as an array, if they are whole numbers, at least 0 and not all 0.

    Parameters
    ----------
    weights
        d whole numbers.

    Returns
    -------
    array of int64, shape (d,)

    Raises
    ------
    InvalidInput
        If they are anything else.

    Examples
    --------
    >>> whole_weights([3, 2]).tolist()
    [3, 2]
    """
    found = np.asarray(weights)
    if found.dtype.kind not in "iu" or found.ndim != 1:
        wrong = fault("wrong_type", "weights", given="weights", found=str(found.dtype), expected="a whole number")
        raise InvalidInput(wrong)
    if (found < 0).any() or not found.any():
        raise InvalidInput(fault("bad_weight", "weights", given=int(found.min())))
    return found.astype(np.int64)


def common_weights(weights: Sequence[Fraction], *, whole: Fraction | int = 1) -> Index:
    r"""Weights as whole numbers over their least common denominator.

    .. math:: w_j = D \omega_j, \quad \sum_j w_j = D

    Parameters
    ----------
    weights
        d fractions, at least 0, that add up to `whole`.
    whole
        What they add up to; 1, unless they are given over another denominator.

    Returns
    -------
    array of int64, shape (d,)
        Their sum is the denominator D.

    Raises
    ------
    InvalidInput
        If a weight is no fraction or whole number, is negative, or they do not add up.

    Examples
    --------
    >>> common_weights([Fraction(1, 10), Fraction(1, 15), Fraction(5, 6)]).tolist()
    [3, 2, 25]
    """
    for j, weight in enumerate(weights):
        _exact(weight, f"weights[{j}]")
        if weight < 0:
            raise InvalidInput(fault("negative", f"weights[{j}]", given=str(weight)))
    total = sum(weights, Fraction(0))
    if total != whole or not total:
        raise InvalidInput(fault("weights_sum", "weights", given=str(total), expected=str(whole)))
    parts = [Fraction(weight) / total for weight in weights]
    denominator = lcm(*(part.denominator for part in parts))
    return np.array([int(part * denominator) for part in parts], dtype=np.int64)


def _exact(value: Any, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        found = type(value).__name__
        raise InvalidInput(fault("wrong_type", where, given=str(value), found=found, expected="a fraction"))


def poverty_line(cutoff: Fraction | int, denominator: int, *, strict: bool = False) -> int:
    r"""The least whole score that is poor.

    .. math:: \lceil k D \rceil \text{ if poor means } c \ge k, \quad \lfloor k D \rfloor + 1 \text{ if } c > k

    Parameters
    ----------
    cutoff
        k in (0, 1], exact: a float is refused, since people stand on the line.
    denominator
        The sum of the whole weights, D.
    strict
        Whether a score on the cut-off is not poor yet.

    Returns
    -------
    int
        A row is poor when its whole score is at least this.

    Raises
    ------
    InvalidInput
        If the cut-off is no fraction, or not in (0, 1].

    Examples
    --------
    >>> poverty_line(Fraction(1, 5), 30), poverty_line(Fraction(1, 5), 30, strict=True)
    (6, 7)
    >>> poverty_line(Fraction(1, 3), 10)
    4
    """
    _exact(cutoff, "cutoff")
    if not 0 < cutoff <= 1:
        raise InvalidInput(fault("cutoff", "cutoff", given=str(cutoff)))
    return floor(cutoff * denominator) + 1 if strict else ceil(cutoff * denominator)


def pattern_sums(table: Array, weights: Weights, line: int) -> Array:
    """What every estimate is made of, by group, from the table of patterns.

    Parameters
    ----------
    table
        Shape (groups, 2**d): from `pattern_table`.
    weights
        d whole numbers.
    line
        From `poverty_line`.

    Returns
    -------
    array of float64, shape (groups, 2 + 2 d)
        Weighted sums: of all, of the poor, of those deprived in each indicator, of the poor deprived in each.

    Raises
    ------
    InvalidInput
        If the table has not 2**d columns, or a weight is negative.

    Examples
    --------
    >>> pattern_sums(np.array([[5.0, 1.0, 1.0, 3.0]]), [1, 2], 2).tolist()
    [[10.0, 4.0, 4.0, 4.0, 3.0, 4.0]]
    """
    whole = whole_weights(weights)
    if table.shape[1] != 1 << len(whole):
        raise InvalidInput(fault("shape", "table", given=table.shape, expected=(len(table), 1 << len(whole))))
    bits = unpack(np.arange(table.shape[1], dtype=np.uint64), len(whole)).astype(np.float64)
    poor = (pattern_scores(whole) >= line).astype(np.float64)[:, np.newaxis]
    found: Array = table @ np.hstack([np.ones_like(poor), poor, bits, bits * poor])
    return found


def row_sums(
    codes: NDArray[np.unsignedinteger[Any]],
    weights: Weights,
    line: int,
    *,
    sample_weights: NDArray[Any] | None = None,
    cells: NDArray[np.integer[Any]] | None = None,
    n_cells: int = 1,
) -> Array:
    """The sums of `pattern_sums` from the rows themselves, by any cells and for up to 64 indicators.

    Cells of group and sampling unit (`design_cells`) give the sums that standard errors need.

    Parameters
    ----------
    codes
        Shape (n,), from `pack`.
    weights
        d whole numbers.
    line
        From `poverty_line`.
    sample_weights
        Shape (n,): what each row counts for; None for 1.
    cells
        Shape (n,): codes from 0 to n_cells - 1; None for one cell.
    n_cells
        How many cells there are.

    Returns
    -------
    array of float64, shape (n_cells, 2 + 2 d)

    Raises
    ------
    InvalidInput
        If a code is outside its range, or a weight is negative or not finite.

    Examples
    --------
    >>> row_sums(np.array([0, 1, 3, 3], dtype=np.uint16), [1, 2], 2, cells=np.array([0, 0, 0, 1]), n_cells=2).tolist()
    [[3.0, 1.0, 2.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]]
    """
    whole = whole_weights(weights)
    scores = pattern_scores(whole) if len(whole) <= 16 else row_scores(codes, whole)
    return marked_sums(codes, len(whole), scores >= line, weights=sample_weights, cells=cells, n_cells=n_cells)


class Ratios(NamedTuple):
    """Which combinations of the sums each measure divides.

    Attributes
    ----------
    measures
        The name of each ratio.
    indicators
        The place of its indicator; None where it has none.
    numerators, denominators
        Shape (sums, ratios).
    """

    measures: tuple[str, ...]
    indicators: tuple[int | None, ...]
    numerators: Array
    denominators: Array


def ratios(weights: Weights) -> Ratios:
    r"""The measures as ratios of the sums of `pattern_sums` and `row_sums`; `ratio_errors` gives their errors.

    With D the sum of the weights, q the poor, n all and :math:`q_j` the poor deprived in j:

    .. math::

        H = \frac{q}{n}, \quad A = \frac{\sum_j w_j q_j}{D q}, \quad M_0 = \frac{\sum_j w_j q_j}{D n}, \quad
        h_j = \frac{n_j}{n}, \quad h_j(k) = \frac{q_j}{n}, \quad
        \frac{w_j q_j}{D n}, \quad \frac{w_j q_j}{\sum_l w_l q_l}

    Parameters
    ----------
    weights
        d whole numbers.

    Returns
    -------
    Ratios
        H, A, M0, then for each indicator the raw headcount, the censored headcount, the absolute contribution and the
        contribution. 1 - M0 and the other complements have the errors of what they complement.

    Examples
    --------
    >>> found = ratios([1, 2])
    >>> found.measures[:5], found.indicators[:5], found.numerators.shape
    (('H', 'A', 'M0', 'raw_headcount', 'raw_headcount'), (None, None, None, 0, 1), (6, 11))
    """
    whole = whole_weights(weights).astype(np.float64)
    width, denominator = len(whole), whole.sum()
    everyone, poor = np.eye(2 + 2 * width)[:2]
    raw, censored = np.eye(2 + 2 * width)[2 : 2 + width], np.eye(2 + 2 * width)[2 + width :]
    counted = whole @ censored
    over = [everyone, denominator * poor, denominator * everyone]
    by_indicator: list[tuple[str, Array, Array]] = [
        ("raw_headcount", raw, everyone),
        ("censored_headcount", censored, everyone),
        ("absolute_contribution", whole[:, np.newaxis] * censored, denominator * everyone),
        ("contribution", whole[:, np.newaxis] * censored, counted),
    ]
    return Ratios(
        ("H", "A", "M0", *(name for name, _, _ in by_indicator for _ in range(width))),
        (None, None, None, *(j for _ in by_indicator for j in range(width))),
        np.vstack([poor, counted, counted, *(above for _, above, _ in by_indicator)]).T,
        np.vstack([*over, *(np.tile(below, (width, 1)) for _, _, below in by_indicator)]).T,
    )


class Estimates(NamedTuple):
    """The measures of dual cut-off counting; arrays of the shape of the groups, or of groups and indicators.

    Attributes
    ----------
    H, A, M0
        The share of the poor, their mean score, and the product of the two.
    He, Hne, Aa
        The share of those who are not poor, H again, and the adequacy of the poor, 1 - A.
    empowerment
        1 - M0 = He + Hne Aa, which the empowerment indices call 5DE or 3DE.
    raw_headcount, censored_headcount
        The share deprived in each indicator, and poor and deprived in it.
    contribution
        The part of M0 that each indicator has; the parts add up to 1.
    """

    H: Array
    A: Array
    M0: Array
    He: Array
    Hne: Array
    Aa: Array
    empowerment: Array
    raw_headcount: Array
    censored_headcount: Array
    contribution: Array


def estimates(sums: Array, weights: Weights, *, undefined: float | None = None) -> Estimates:
    """The measures of dual cut-off counting from sums; each is one division.

    Parameters
    ----------
    sums
        Shape (..., 2 + 2 d): from `pattern_sums`, `row_sums` or `curve_sums`, or from a database in the same order.
    weights
        d whole numbers, those that the sums were made with.
    undefined
        What stands in A, Aa and the contributions where nobody is poor, and in everything where there is nobody; None
        raises. Where nobody is poor M0 is 0 and 1 - M0 is 1.

    Returns
    -------
    Estimates

    Raises
    ------
    InvalidInput
        If a measure is not defined and `undefined` does not say what to put there.

    References
    ----------
    Alkire, S. and Foster, J. (2011). Counting and multidimensional poverty measurement. Journal of Public Economics
    95, 476-487. Alkire, S. et al. (2013). The Women's Empowerment in Agriculture Index. World Development 52, 71-91.

    Examples
    --------
    >>> found = estimates(np.array([[10.0, 4.0, 4.0, 4.0, 3.0, 4.0]]), [1, 2])
    >>> [value.round(4).tolist() for value in (found.H, found.A, found.M0, found.contribution)]
    [[0.4], [0.9167], [0.3667], [[0.2727, 0.7273]]]
    """
    whole = whole_weights(weights).astype(np.float64)
    width, denominator = len(whole), whole.sum()
    if sums.shape[-1] != 2 + 2 * width:
        raise InvalidInput(fault("shape", "sums", given=sums.shape, expected=(*sums.shape[:-1], 2 + 2 * width)))
    everyone, poor = sums[..., 0], sums[..., 1]
    censored = sums[..., 2 + width :] * whole
    # Summed here and not multiplied by a matrix, so that whole sums stay whole in any order.
    counted = censored.sum(axis=-1)
    return Estimates(
        H=quotient(poor, everyone, undefined=undefined),
        A=quotient(counted, denominator * poor, undefined=undefined),
        M0=quotient(counted, denominator * everyone, undefined=undefined),
        He=quotient(everyone - poor, everyone, undefined=undefined),
        Hne=quotient(poor, everyone, undefined=undefined),
        Aa=quotient(denominator * poor - counted, denominator * poor, undefined=undefined),
        empowerment=quotient(denominator * everyone - counted, denominator * everyone, undefined=undefined),
        raw_headcount=quotient(sums[..., 2 : 2 + width], everyone[..., np.newaxis], undefined=undefined),
        censored_headcount=quotient(sums[..., 2 + width :], everyone[..., np.newaxis], undefined=undefined),
        contribution=quotient(censored, counted[..., np.newaxis], undefined=undefined),
    )


class GroupShares(NamedTuple):
    """How groups make up the whole.

    Attributes
    ----------
    population, contribution
        Shape (groups,): the share of each group in all, and in M0; each adds up to 1.
    """

    population: Array
    contribution: Array


def group_shares(sums: Array, weights: Weights, *, undefined: float | None = None) -> GroupShares:
    """The share of each group in the population and in M0.

    Parameters
    ----------
    sums
        Shape (groups, 2 + 2 d); the groups do not overlap.
    weights
        d whole numbers.
    undefined
        What stands in the shares where the whole is 0; None raises.

    Returns
    -------
    GroupShares

    Raises
    ------
    InvalidInput
        If there is nobody, or nobody is poor, and `undefined` does not say what to put there.

    Examples
    --------
    >>> sums = np.array([[6.0, 1.0, 1.0, 1.0], [4.0, 3.0, 3.0, 3.0]])
    >>> [share.tolist() for share in group_shares(sums, [1])]
    [[0.6, 0.4], [0.25, 0.75]]
    """
    whole = whole_weights(weights).astype(np.float64)
    counted = (sums[:, 2 + len(whole) :] * whole).sum(axis=1)
    return GroupShares(
        quotient(sums[:, 0], np.full(len(sums), sums[:, 0].sum()), undefined=undefined),
        quotient(counted, np.full(len(sums), counted.sum()), undefined=undefined),
    )
