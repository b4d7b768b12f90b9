"""Dual cut-off counting at every cut-off at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .alkire_foster import whole_weights
from .patterns import marked_sums, pattern_scores, row_scores, unpack

__all__ = ["ScoreSums", "curve_sums", "pattern_score_sums", "row_score_sums"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Weights = Sequence[int] | NDArray[np.int64]


class ScoreSums(NamedTuple):
    """Weighted sums by group and score.

    Attributes
    ----------
    scores
        Shape (c,): the whole scores there are, rising.
    sums
        Shape (groups, c, 1 + d): of all with this score, and of those deprived in each indicator.
    """

    scores: Index
    sums: Array


def pattern_score_sums(table: Array, weights: Weights) -> ScoreSums:
    """The sums by group and score from the table of patterns.

    Parameters
    ----------
    table
        Shape (groups, 2**d): from `pattern_table`.
    weights
        d whole numbers.

    Returns
    -------
    ScoreSums

    Raises
    ------
    InvalidInput
        If the table has not 2**d columns, or a weight is negative.

    Examples
    --------
    >>> found = pattern_score_sums(np.array([[5.0, 1.0, 1.0, 3.0]]), [1, 1])
    >>> found.scores.tolist(), found.sums.tolist()
    ([0, 1, 2], [[[5.0, 0.0, 0.0], [2.0, 1.0, 1.0], [3.0, 3.0, 3.0]]])
    """
    whole = whole_weights(weights)
    if table.shape[1] != 1 << len(whole):
        raise InvalidInput(fault("shape", "table", given=table.shape, expected=(len(table), 1 << len(whole))))
    scores = pattern_scores(whole)
    order = np.argsort(scores, kind="stable")
    known, starts = np.unique(scores[order], return_index=True)
    bits = unpack(order.astype(np.uint64), len(whole))
    ordered = table[:, order]
    sums = np.empty((len(table), len(known), 1 + len(whole)))
    sums[:, :, 0] = np.add.reduceat(ordered, starts, axis=1)
    for j in range(len(whole)):
        sums[:, :, 1 + j] = np.add.reduceat(ordered * bits[:, j], starts, axis=1)
    return ScoreSums(known, sums)


def row_score_sums(
    codes: NDArray[np.unsignedinteger[Any]],
    weights: Weights,
    *,
    sample_weights: NDArray[Any] | None = None,
    groups: NDArray[np.integer[Any]] | None = None,
    n_groups: int = 1,
) -> ScoreSums:
    """The sums by group and score from the rows themselves, for up to 64 indicators.

    Parameters
    ----------
    codes
        Shape (n,), from `pack`.
    weights
        d whole numbers.
    sample_weights
        Shape (n,): what each row counts for; None for 1.
    groups
        Shape (n,): codes from 0 to n_groups - 1; None for one group.
    n_groups
        How many groups there are.

    Returns
    -------
    ScoreSums
        With the scores that occur.

    Raises
    ------
    InvalidInput
        If a code is outside its range, or a weight is negative or not finite.

    Examples
    --------
    >>> found = row_score_sums(np.array([0, 1, 3], dtype=np.uint16), [1, 1])
    >>> found.scores.tolist(), found.sums.tolist()
    ([0, 1, 2], [[[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]])
    """
    whole = whole_weights(weights)
    width = len(whole)
    known, place = np.unique(row_scores(codes, whole), return_inverse=True)
    cells = place.reshape(-1) if groups is None else groups.astype(np.int64) * len(known) + place.reshape(-1)
    nobody = np.zeros(1 << width if width <= 16 else len(codes), bool)
    sums = marked_sums(codes, width, nobody, weights=sample_weights, cells=cells, n_cells=n_groups * len(known))
    return ScoreSums(known, np.delete(sums[:, : 2 + width], 1, axis=1).reshape(n_groups, len(known), 1 + width))


def curve_sums(by_score: ScoreSums, lines: Sequence[int] | Index | None = None) -> tuple[Index, Array]:
    """The sums of `alkire_foster.pattern_sums` for every poverty line.

    Parameters
    ----------
    by_score
        The sums by group and score.
    lines
        The whole scores from which on one is poor, at least 1; None for every score above 0 there is, between which
        nothing changes.

    Returns
    -------
    lines : array of int64, shape (lines,)
    sums : array of float64, shape (lines, groups, 2 + 2 d)
        For `alkire_foster.estimates`.

    Raises
    ------
    InvalidInput
        If a line is below 1.

    Examples
    --------
    >>> by_score = pattern_score_sums(np.array([[5.0, 1.0, 1.0, 3.0]]), [1, 1])
    >>> lines, sums = curve_sums(by_score)
    >>> lines.tolist(), sums[:, 0, 1].tolist()
    ([1, 2], [5.0, 3.0])
    """
    scores, sums = by_score
    chosen = scores[scores > 0] if lines is None else np.asarray(lines, np.int64)
    if (chosen < 1).any():
        raise InvalidInput(fault("out_of_range", "lines", given=int(chosen.min()), low=1, high=int(scores.max())))
    # Those at a score or above it; above the last there is nobody.
    above = np.zeros((sums.shape[0], len(scores) + 1, sums.shape[2]))
    above[:, :-1] = np.cumsum(sums[:, ::-1], axis=1)[:, ::-1]
    poor = above[:, np.searchsorted(scores, chosen)].swapaxes(0, 1)
    found = np.empty((*poor.shape[:2], 2 * poor.shape[2]))
    found[..., 0], found[..., 1] = above[:, 0, 0], poor[..., 0]
    width = poor.shape[2] - 1
    found[..., 2 : 2 + width], found[..., 2 + width :] = above[:, 0, 1:], poor[..., 1:]
    return chosen, found
