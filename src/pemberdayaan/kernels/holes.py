"""How far the neighbours of a node are tied to each other: constraint and redundancy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints, arc_keys, contains, either_way, triangles

__all__ = ["Holes", "holes"]

Floats = NDArray[np.float64]


class Holes(NamedTuple):
    """What `holes` finds; a node without neighbours has 0 in each, which is no value of it.

    Parameters
    ----------
    first, second
        Shape (pairs,): the ends of each pair of neighbours, the smaller first.
    forth, back
        Shape (pairs,): the constraint that the second lays on the first, and the first on the second.
    degree
        Shape (n,): the number of neighbours.
    constraint, effective, hierarchy
        Shape (n,): the constraint of all neighbours together; neighbours less the redundancy of each; how far the
        constraint comes from one neighbour, 0 to 1.
    """

    first: Ints
    second: Ints
    forth: Floats
    back: Floats
    degree: Ints
    constraint: Floats
    effective: Floats
    hierarchy: Floats


def holes(tails: NDArray[np.integer], heads: NDArray[np.integer], strengths: Floats, n: int) -> Holes:
    r"""Burt's measures of the holes around each node.

    With :math:`s_{ij} = a_{ij} + a_{ji}` and :math:`p_{ij} = s_{ij} / \sum_k s_{ik}`, the constraint that :math:`j`
    lays on :math:`i` is :math:`c_{ij} = (p_{ij} + \sum_q p_{iq} p_{qj})^2`; as
    :math:`\sum_q p_{iq} p_{qj} = \frac{1}{s_i} \sum_q s_{iq} s_{qj} / s_q`, one number for each pair serves both ways.
    It is summed over the triangles: no two neighbours of a hub are looked at that are not joined.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1; loops are left out.
    strengths
        Shape (arcs,): above 0; those of repeated and returned arcs are added.
    n
        The number of nodes.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.

    Examples
    --------
    >>> found = holes(np.array([0, 0, 0]), np.array([1, 2, 3]), np.ones(3), 4)
    >>> found.constraint.round(4).tolist(), found.effective.tolist()
    ([0.3333, 1.0, 1.0, 1.0], [3.0, 1.0, 1.0, 1.0])
    """
    first, second = either_way(tails, heads, n)
    keys = arc_keys(first, second, n)
    given = arc_keys(np.minimum(tails, heads), np.maximum(tails, heads), n)
    kept = contains(keys, given)  # all but the loops
    tie = _sums(np.searchsorted(keys, given[kept]), strengths[kept], len(keys))
    total = _at_ends(first, second, tie, tie, n)
    strongest = np.zeros(n)
    np.maximum.at(strongest, first, tie)
    np.maximum.at(strongest, second, tie)
    through, redundant = _over_triangles(keys, triangles(first, second, n), tie, total, strongest)
    forth, back = (((tie + through) / total[end]) ** 2 for end in (first, second))
    degree = np.bincount(first, minlength=n) + np.bincount(second, minlength=n)
    constraint = _at_ends(first, second, forth, back, n)
    tied = degree > 0
    effective = np.where(tied, degree - redundant / np.where(tied, total, 1), 0.0)
    return Holes(
        first, second, forth, back, degree, constraint, effective, _hierarchy(first, second, forth, back, degree)
    )


def _at_ends(first: Ints, second: Ints, forth: Floats, back: Floats, n: int) -> Floats:
    """The sum at each node of what its pairs give it."""
    return _sums(first, forth, n) + _sums(second, back, n)


def _sums(places: Ints, values: Floats, n: int) -> Floats:
    """The values added up by place."""
    return np.asarray(np.bincount(places, weights=values, minlength=n), np.float64)


def _over_triangles(keys: Ints, three: Ints, tie: Floats, total: Floats, strongest: Floats) -> tuple[Floats, Floats]:
    """For each pair the sum over q of s_iq s_qj / s_q; for each node the redundancy of its neighbours times s_i."""
    n = len(total)
    side = {
        corner: np.searchsorted(keys, arc_keys(three[a], three[b], n))
        for corner, (a, b) in enumerate(((1, 2), (0, 2), (0, 1)))
    }
    through, redundant = np.zeros(len(keys)), np.zeros(n)
    for here, left, right in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        # the side named by a corner is the one that does not touch it
        to_left, to_right, across = tie[side[right]], tie[side[left]], tie[side[here]]
        through += _sums(side[here], to_left * to_right / total[three[here]], len(keys))
        shared = across * (to_left / strongest[three[right]] + to_right / strongest[three[left]])
        redundant += _sums(three[here], shared, n)
    return through, redundant


def _hierarchy(first: Ints, second: Ints, forth: Floats, back: Floats, degree: Ints) -> Floats:
    """Coleman and Theil's inequality of the constraint over the neighbours; 1 of a single neighbour."""
    n = len(degree)
    many = degree > 1
    mean = _at_ends(first, second, forth, back, n) / np.maximum(degree, 1)
    parts = []
    for end, part in ((first, forth), (second, back)):
        ratio = part / mean[end]
        parts.append(ratio * np.log(ratio))
    uneven = _at_ends(first, second, parts[0], parts[1], n)
    size = np.where(many, degree, 2)
    found: Floats = np.where(many, np.maximum(uneven / (size * np.log(size)), 0.0), (degree == 1).astype(np.float64))
    return found
