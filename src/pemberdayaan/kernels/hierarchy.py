"""Who is over whom: which nodes reach which along the arcs, and the lowest that reaches two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints, compressed, distinct_arcs
from .paths import components, distances_to

__all__ = ["pairs_reached", "without_upper_bound"]


def pairs_reached(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> tuple[int, int]:
    """How many pairs of nodes have a path one way at least, and how many have one both ways.

    Nodes that reach each other reach the same others, so they are searched from as one.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1.
    n
        The number of nodes.

    Examples
    --------
    >>> pairs_reached(np.array([0, 1, 1]), np.array([1, 0, 2]), 4)
    (3, 1)
    """
    strong = components(tails, heads, n, strong=True)
    sizes = np.bincount(strong)
    between = strong[tails] != strong[heads]
    above, below = distinct_arcs(strong[tails][between], strong[heads][between], len(sizes))
    one_way = int(sizes @ distances_to(above, below, len(sizes), strong).reached)
    both = int((sizes * (sizes - 1) // 2).sum())
    return one_way + both, both


def without_upper_bound(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, most: int) -> int | None:
    """How many pairs of one weak component have no least upper bound.

    A node that reaches both of a pair is a bound of it (a node reaches itself), and the least one if every other bound
    reaches it. Nodes that reach each other are one here.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1.
    n
        The number of nodes.
    most
        How many strong components a weak one may have; work and memory grow with the cube and the square of it.

    Returns
    -------
    int, or None if a weak component has more.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In Carley, K. M. and Prietula, M. J.
    (eds.), Computational Organization Theory, 89-111. Lawrence Erlbaum.

    Examples
    --------
    >>> without_upper_bound(np.array([0, 1]), np.array([2, 2]), 3, most=10)
    1
    """
    weak, strong = (components(tails, heads, n, strong=which) for which in (False, True))
    sizes = np.bincount(strong)
    home = np.zeros(len(sizes), np.int64)
    home[strong] = weak
    between = strong[tails] != strong[heads]
    above, below = distinct_arcs(strong[tails][between], strong[heads][between], len(sizes))
    many = np.bincount(home)
    if many.max(initial=0) > most:
        return None
    missing = 0
    place = np.zeros(len(sizes), np.int64)
    for part in np.flatnonzero(many > 2):  # of two, one reaches the other
        nodes = np.flatnonzero(home == part)
        place[nodes] = np.arange(len(nodes))
        inside = home[above] == part
        missing += _unbounded(place[above[inside]], place[below[inside]], sizes[nodes])
    return missing


def _unbounded(above: Ints, below: Ints, sizes: Ints) -> int:
    """The pairs without a least upper bound in a graph without cycles, each node counting for `sizes` of them."""
    n = len(sizes)
    over = np.eye(n, dtype=bool)  # over[a, b]: b reaches a
    rank = _ranks(above, below, n)
    starts, under = compressed(above, below, n)
    for node in np.argsort(rank, kind="stable"):
        over[under[starts[node] : starts[node + 1]]] |= over[node]
    common = over.astype(np.float32)
    counts = common @ common.T
    own = over.sum(axis=1)
    # a least bound has itself the most nodes over it, of all bounds: all of them
    first = np.argsort(-own, kind="stable")
    over, ordered = over[:, first], own[first]
    missing = 0
    for node in range(n - 1):
        shared = over[node] & over[node + 1 :]
        lowest = shared.argmax(axis=1)
        bounded = shared.any(axis=1) & (ordered[lowest] == counts[node, node + 1 :])
        missing += int(sizes[node]) * int(sizes[node + 1 :][~bounded].sum())
    return missing


def _ranks(above: Ints, below: Ints, n: int) -> Ints:
    """A number for each node that is higher than those of all nodes that reach it."""
    starts, under = compressed(above, below, n)
    waiting = np.bincount(below, minlength=n)
    rank = np.zeros(n, np.int64)
    ready = np.flatnonzero(waiting == 0)
    step = 0
    while len(ready):
        rank[ready] = step
        step += 1
        many = starts[ready + 1] - starts[ready]
        arcs = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many - starts[ready], many)
        np.subtract.at(waiting, under[arcs], 1)
        ready = np.unique(under[arcs][waiting[under[arcs]] == 0])
    return rank
