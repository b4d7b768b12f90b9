"""Graphs as arrays: arcs from tail to head, numbered nodes, neighbours in one long list."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["Ints", "arc_keys", "compressed", "contains", "distinct_arcs", "either_way", "triangles"]

Ints = NDArray[np.int64]
# Pairs of neighbours that are looked up at once; it bounds the memory.
BLOCK = 4_000_000


def arc_keys(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> Ints:
    """One number for each arc, in the order of tails and then heads.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1.
    n
        The number of nodes.
    """
    return tails.astype(np.int64) * n + heads


def distinct_arcs(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> tuple[Ints, Ints]:
    """Every arc once, without loops, sorted by tail and head.

    Examples
    --------
    >>> [part.tolist() for part in distinct_arcs(np.array([1, 0, 1, 2]), np.array([0, 2, 0, 2]), 3)]
    [[0, 1], [2, 0]]
    """
    keys = np.sort(arc_keys(tails, heads, n)[np.asarray(tails) != heads])  # np.unique hashes, which is slower by far
    first = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    keys = keys[first]
    sources = keys // max(n, 1)
    return sources, keys - sources * n


def either_way(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> tuple[Ints, Ints]:
    """Every pair of nodes with an arc in either direction once, the smaller node first; without loops.

    Examples
    --------
    >>> [part.tolist() for part in either_way(np.array([1, 0, 2]), np.array([0, 1, 1]), 3)]
    [[0, 1], [1, 2]]
    """
    return distinct_arcs(np.minimum(tails, heads), np.maximum(tails, heads), n)


def compressed(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> tuple[Ints, Ints]:
    """The heads of each node's arcs, one node after the other, and where each node's begin.

    Parameters
    ----------
    tails, heads
        Shape (arcs,); in any order.
    n
        The number of nodes.

    Returns
    -------
    starts : shape (n + 1,)
    heads : shape (arcs,)
        Sorted within a node.

    Examples
    --------
    >>> [part.tolist() for part in compressed(np.array([2, 0, 0]), np.array([1, 2, 1]), 3)]
    [[0, 2, 2, 3], [1, 2, 1]]
    """
    keys = np.sort(arc_keys(tails, heads, n))
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(tails, minlength=n), out=starts[1:])
    return starts, keys - np.repeat(np.arange(n), np.diff(starts)) * n


def contains(keys: Ints, wanted: Ints) -> NDArray[np.bool_]:
    """Which of the wanted numbers stand among sorted ones.

    Examples
    --------
    >>> contains(np.array([1, 4, 9]), np.array([4, 5, 10])).tolist()
    [True, False, False]
    """
    if len(keys) == 0:
        return np.zeros(len(wanted), bool)
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    found: NDArray[np.bool_] = keys[at] == wanted
    return found


def triangles(first: NDArray[np.integer], second: NDArray[np.integer], n: int) -> NDArray[np.int64]:
    """Every three nodes of which each two are joined.

    Each edge points from its end of lower degree to the other, so that no node has more than the root of twice the
    edges ahead of it: a hub costs no more than its edges, O(m^1.5) in all.

    Parameters
    ----------
    first, second
        Shape (edges,): the ends of each edge, each pair once, without loops.
    n
        The number of nodes.

    Returns
    -------
    array of int64, shape (3, triangles)

    References
    ----------
    Chiba, N. and Nishizeki, T. (1985). Arboricity and subgraph listing algorithms. SIAM Journal on Computing 14(1).

    Examples
    --------
    >>> triangles(np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), 4).T.tolist()
    [[0, 1, 2]]
    """
    degree = np.bincount(first, minlength=n) + np.bincount(second, minlength=n)
    rank = np.empty(n, np.int64)
    rank[np.lexsort((np.arange(n), degree))] = np.arange(n)
    tails, heads = np.minimum(rank[first], rank[second]), np.maximum(rank[first], rank[second])
    starts, ahead = compressed(tails, heads, n)
    keys = arc_keys(np.repeat(np.arange(n), np.diff(starts)), ahead, n)
    found = [np.empty((3, 0), np.int64)]
    for lower, upper in _blocks(starts, len(ahead)):
        found.append(_closed(starts, ahead, keys, n, lower, upper))
    back = np.argsort(rank)
    return np.sort(back[np.concatenate(found, axis=1)], axis=0)


def _blocks(starts: Ints, arcs: int) -> list[tuple[int, int]]:
    """Runs of arcs, each with a bounded number of pairs of an arc and one after it from the same node."""
    tails = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    after = starts[tails + 1] - np.arange(arcs) - 1
    total = np.cumsum(after)
    cuts = np.unique(np.searchsorted(total, np.arange(BLOCK, total[-1], BLOCK))) + 1 if arcs else np.empty(0, np.int64)
    edges = [0, *(int(cut) for cut in cuts if cut < arcs), arcs]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _closed(starts: Ints, ahead: Ints, keys: Ints, n: int, lower: int, upper: int) -> Ints:
    """The triangles whose first two sides begin with one of those arcs."""
    arcs = np.arange(lower, upper)
    tails = np.searchsorted(starts, arcs, side="right") - 1
    after = starts[tails + 1] - arcs - 1
    repeated = np.repeat(arcs, after)
    within = np.arange(after.sum()) - np.repeat(np.cumsum(after) - after, after)
    other = repeated + 1 + within
    joined = contains(keys, arc_keys(ahead[repeated], ahead[other], n))
    repeated, other = repeated[joined], other[joined]
    return np.stack([np.searchsorted(starts, repeated, side="right") - 1, ahead[repeated], ahead[other]])
