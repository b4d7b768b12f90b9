"""Parity between pairs: how many women have less than the man of their household, and how far they are behind."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .alkire_foster import poverty_line
from .linearisation import quotient
from .survey_design import cell_totals

__all__ = [
    "Parity",
    "censored_scores",
    "empowerment_index",
    "index_ratios",
    "parity",
    "parity_ratios",
    "parity_statistics",
    "parity_sums",
]

Array = NDArray[np.float64]
Scores = NDArray[np.integer[Any]]


def censored_scores(scores: Scores, denominator: int, cutoff: Fraction) -> tuple[NDArray[np.int64], int]:
    r"""Inadequacy scores, those below the cut-off raised to it, as whole numbers.

    .. math:: c' = \max(c, k)

    Parameters
    ----------
    scores
        Whole scores from 0 to the denominator, of any shape.
    denominator
        What they are parts of.
    cutoff
        k in (0, 1], exact.

    Returns
    -------
    scores : array of int64, of the same shape
    denominator : int
        What they are parts of now; more than before only if the cut-off falls between two scores.

    Raises
    ------
    InvalidInput
        If a score is outside its range, or the cut-off is no fraction or not in (0, 1].

    Examples
    --------
    >>> scores, denominator = censored_scores(np.array([0, 6, 9]), 30, Fraction(1, 5))
    >>> scores.tolist(), denominator
    ([6, 6, 9], 30)
    >>> scores, denominator = censored_scores(np.array([0, 4]), 10, Fraction(1, 3))
    >>> scores.tolist(), denominator
    ([10, 12], 30)
    """
    poverty_line(cutoff, denominator)
    for end in (scores.min(initial=0), scores.max(initial=0)):
        if not 0 <= end <= denominator:
            raise InvalidInput(fault("out_of_range", "scores", given=int(end), low=0, high=denominator))
    line = Fraction(cutoff) * denominator
    return np.maximum(scores.astype(np.int64) * line.denominator, line.numerator), denominator * line.denominator


def parity_statistics(women: Scores, men: Scores, denominator: int, cutoff: Fraction) -> Array:
    r"""For each pair 1, whether she lacks parity, and by how much she is behind.

    .. math:: \text{she lacks parity if } c'_W > c'_M; \quad g = \frac{c'_W - c'_M}{1 - c'_M}, \text{ else } 0

    Parameters
    ----------
    women, men
        Shape (n,): whole inadequacy scores of the two of each pair.
    denominator
        What they are parts of.
    cutoff
        k in (0, 1], exact.

    Returns
    -------
    array of float64, shape (n, 3)
        Whether she lacks parity is decided in whole numbers. Weighted sums of the columns go into `parity`.

    Raises
    ------
    InvalidInput
        If there are not as many women as men, a score is outside its range, or the cut-off not in (0, 1].

    Examples
    --------
    >>> parity_statistics(np.array([12, 6, 3]), np.array([3, 9, 0]), 30, Fraction(1, 5)).tolist()
    [[1.0, 1.0, 0.25], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    if women.shape != men.shape:
        raise InvalidInput(fault("unequal", first="women", given=women.size, second="men", other=men.size))
    hers, whole = censored_scores(women, denominator, cutoff)
    his, _ = censored_scores(men, denominator, cutoff)
    lacking = hers > his
    # Who is behind leaves him short of the whole, so nothing is divided by 0.
    gaps = np.divide(hers - his, whole - his, out=np.zeros(hers.shape), where=lacking)
    return np.stack([np.ones(hers.shape), lacking.astype(np.float64), gaps], axis=-1)


def parity_sums(
    women: Scores,
    men: Scores,
    denominator: int,
    cutoff: Fraction,
    *,
    weights: NDArray[Any] | None = None,
    groups: NDArray[np.integer[Any]] | None = None,
    n_groups: int = 1,
) -> Array:
    """Weighted sums by group of what `parity_statistics` says of each pair.

    A table that a database has summed already (one row for each group and pair of scores, its weight the sum) goes in
    as well.

    Parameters
    ----------
    women, men, denominator, cutoff
        As in `parity_statistics`.
    weights
        Shape (n,): what each pair counts for; None for 1.
    groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    n_groups
        How many groups there are.

    Returns
    -------
    array of float64, shape (n_groups, 3)
        Of all pairs, of those without parity, and of the gaps.

    Raises
    ------
    InvalidInput
        As `parity_statistics`; or if a code is outside its range, or a weight is negative or not finite.

    Examples
    --------
    >>> parity_sums(np.array([12, 6]), np.array([3, 9]), 30, Fraction(1, 5), weights=np.array([2, 1])).tolist()
    [[3.0, 2.0, 0.5]]
    """
    statistics = parity_statistics(women, men, denominator, cutoff)
    return cell_totals(statistics, groups, n_cells=n_groups, weights=weights)


class Parity(NamedTuple):
    """Gender parity by group.

    Attributes
    ----------
    H_GPI
        The share of pairs without parity.
    I_GPI
        The mean gap of those.
    GPI
        1 - H_GPI I_GPI.
    """

    H_GPI: Array
    I_GPI: Array
    GPI: Array


def parity(sums: Array, *, undefined: float | None = None) -> Parity:
    """The Gender Parity Index and its two parts.

    Parameters
    ----------
    sums
        Shape (..., 3): from `parity_sums`.
    undefined
        What stands in the mean gap where every pair has parity (GPI is 1 there), and in everything where there is no
        pair; None raises.

    Returns
    -------
    Parity

    Raises
    ------
    InvalidInput
        If a measure is not defined and `undefined` does not say what to put there.

    References
    ----------
    Alkire, S., Meinzen-Dick, R., Peterman, A., Quisumbing, A., Seymour, G. and Vaz, A. (2013). The Women's Empowerment
    in Agriculture Index. World Development 52, 71-91.

    Examples
    --------
    >>> [value.round(4).tolist() for value in parity(np.array([[3.0, 2.0, 0.5]]))]
    [[0.6667], [0.25], [0.8333]]
    """
    pairs, lacking, gaps = sums[..., 0], sums[..., 1], sums[..., 2]
    return Parity(
        quotient(lacking, pairs, undefined=undefined),
        quotient(gaps, lacking, undefined=undefined),
        quotient(pairs - gaps, pairs, undefined=undefined),
    )


def parity_ratios() -> tuple[Array, Array]:
    """H_GPI, I_GPI and 1 - GPI as ratios of the sums of `parity_sums`.

    Returns
    -------
    numerators, denominators : arrays of float64, shape (3, 3)
        For `ratio_errors`; GPI has the error of 1 - GPI.

    Examples
    --------
    >>> above, below = parity_ratios()
    >>> sums = np.array([3.0, 2.0, 0.5])
    >>> (sums @ above / (sums @ below)).round(4).tolist()
    [0.6667, 0.25, 0.1667]
    """
    pairs, lacking, gaps = np.eye(3)
    return np.stack([lacking, gaps, gaps], axis=1), np.stack([pairs, lacking, pairs], axis=1)


def _share(weight: Fraction) -> float:
    if not 0 <= weight <= 1:
        raise InvalidInput(fault("out_of_range", "weight", given=str(weight), low=0, high=1))
    return float(weight)


def empowerment_index(empowerment: Array, gender_parity: Array, *, weight: Fraction = Fraction(9, 10)) -> Array:
    r"""The index of empowerment and parity.

    .. math:: \omega E + (1 - \omega) P

    Parameters
    ----------
    empowerment
        1 - M0 of the women, which WEAI calls 5DE.
    gender_parity
        GPI, of the same shape.
    weight
        Of empowerment, from 0 to 1; 9/10 as in WEAI.

    Returns
    -------
    array of float64

    Raises
    ------
    InvalidInput
        If the weight is outside 0 to 1.

    References
    ----------
    Alkire, S. et al. (2013). The Women's Empowerment in Agriculture Index. World Development 52, 71-91.

    Examples
    --------
    >>> empowerment_index(np.array([0.8]), np.array([0.9])).round(4).tolist()
    [0.81]
    """
    share = _share(weight)
    return share * empowerment + _share(1 - weight) * gender_parity


def index_ratios(
    numerators: Array, denominators: Array, *, weight: Fraction = Fraction(9, 10)
) -> tuple[Array, Array, Array]:
    r"""The index as a combination of two ratios over one table of sums, which gives it a standard error.

    .. math:: 1 - \left(\omega M_0 + (1 - \omega) \overline{g}\right)

    Parameters
    ----------
    numerators, denominators
        Shape (s,): what M0 of the women divides, as combinations of their s sums.
    weight
        Of empowerment, from 0 to 1.

    Returns
    -------
    numerators, denominators : arrays of float64, shape (s + 3, 2)
        Over the sums of the women and, after them, the three of `parity_sums`, by the same cells.
    combine : array of float64, shape (2, 1)
        Gives 1 - index, which has the error of the index.

    Raises
    ------
    InvalidInput
        If the weight is outside 0 to 1.

    Examples
    --------
    >>> above, below, combine = index_ratios(np.array([0.0, 1.0]), np.array([30.0, 0.0]))
    >>> sums = np.array([10.0, 60.0, 8.0, 3.0, 0.8])
    >>> (sums @ above / (sums @ below) @ combine).round(4).tolist()
    [0.19]
    """
    width = len(numerators)
    above, below = np.zeros((width + 3, 2)), np.zeros((width + 3, 2))
    above[:width, 0], below[:width, 0] = numerators, denominators
    gaps_over, gaps_under = parity_ratios()
    above[width:, 1], below[width:, 1] = gaps_over[:, 2], gaps_under[:, 2]
    return above, below, np.array([[_share(weight)], [_share(1 - weight)]])
