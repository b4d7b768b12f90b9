"""What is left of a graph as nodes go: the nodes that hold others to the rest, and the largest component that stays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints, compressed

__all__ = ["CutNodes", "Shrinking", "cut_nodes", "shrinking"]

# --- cut nodes --------------------------------------------------------------------------------------------------------


class CutNodes(NamedTuple):
    """The nodes that a component comes apart without.

    Parameters
    ----------
    nodes
        Shape (cut nodes,): sorted.
    pieces
        Shape (cut nodes,): how many pieces the node's component is in without it.
    parted
        Shape (cut nodes, groups): how many nodes of each group are in all of them but the largest; of equally large
        ones the one with the lowest node is not counted.
    """

    nodes: Ints
    pieces: Ints
    parted: Ints


Run = tuple[int, int]


def cut_nodes(
    first: NDArray[np.integer], second: NDArray[np.integer], n: int, *, groups: NDArray[np.integer] | None = None
) -> CutNodes:
    """The nodes without which others can no longer reach each other, by one search in depth.

    Parameters
    ----------
    first, second
        Shape (edges,): the ends of each edge, each pair once, without loops.
    n
        The number of nodes.
    groups
        Shape (n,): the group of each node, from 0; None if all are of one.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation. Communications of
    the ACM 16(6), 372-378.

    Examples
    --------
    >>> found = cut_nodes(np.array([0, 1, 1]), np.array([1, 2, 3]), 4)
    >>> found.nodes.tolist(), found.pieces.tolist(), found.parted.tolist()
    ([1], [3], [[2]])
    """
    group = np.zeros(n, np.int64) if groups is None else np.asarray(groups, np.int64)
    starts, heads = compressed(np.concatenate([first, second]), np.concatenate([second, first]), n)
    order, behind, bounds = _in_depth(starts.tolist(), heads.tolist(), n)
    at = np.array(order, np.int64)
    before = np.zeros((n + 1, int(group.max(initial=0)) + 1), np.int64)  # of each group, in the order of the search
    before[np.arange(1, n + 1), group[at]] = 1
    np.cumsum(before, axis=0, out=before)
    place = np.argsort(at)
    found, pieces, parted = [], [], []
    for v in sorted(behind):
        k = int(np.searchsorted(bounds, place[v], side="right"))
        whole, runs = (bounds[k - 1], bounds[k]), behind[v]
        count = len(runs) + (whole[0] != place[v])  # what lies before the node in the search is a piece too
        if count > 1:
            found.append(v)
            pieces.append(count)
            kept = _largest(int(place[v]), whole, runs, at)
            off = [before[b] - before[a] for a, b in (runs if kept is None else [kept])]
            other = before[whole[1]] - before[whole[0]] - (np.arange(before.shape[1]) == group[v])
            parted.append(np.sum(off, axis=0) if kept is None else other - off[0])
    return CutNodes(
        np.array(found, np.int64),
        np.array(pieces, np.int64),
        np.array(parted, np.int64).reshape(-1, before.shape[1]),
    )


def _in_depth(starts: list[int], heads: list[int], n: int) -> tuple[list[int], dict[int, list[Run]], list[int]]:
    """The nodes in the order of a search in depth, the runs in it that each node alone holds, and where trees begin."""
    entered, low, at = [-1] * n, [0] * n, starts[:-1]
    order: list[int] = []
    behind: dict[int, list[Run]] = {}
    bounds: list[int] = []
    for root in range(n):
        if entered[root] >= 0:
            continue
        bounds.append(len(order))
        entered[root] = low[root] = len(order)
        order.append(root)
        path = [root]
        while path:
            v = path[-1]
            if at[v] < starts[v + 1]:
                w = heads[at[v]]
                at[v] += 1
                if entered[w] < 0:
                    entered[w] = low[w] = len(order)
                    order.append(w)
                    path.append(w)
                elif entered[w] < low[v]:
                    low[v] = entered[w]
                continue
            path.pop()
            if path and low[v] >= entered[path[-1]]:
                behind.setdefault(path[-1], []).append((entered[v], len(order)))
            elif path and low[v] < low[path[-1]]:
                low[path[-1]] = low[v]
    return order, behind, [*bounds, n]


def _largest(place: int, whole: Run, runs: list[Run], order: Ints) -> Run | None:
    """The run that is the largest piece without the node at that place; None if it is the piece around the runs."""
    sizes = [b - a for a, b in runs]
    rest = whole[1] - whole[0] - 1 - sum(sizes)
    size = max(*sizes, rest)
    equal: list[Run | None] = [run for run in runs if run[1] - run[0] == size]
    if rest == size:
        equal.append(None)
    if len(equal) == 1:
        return equal[0]
    around = np.ones(whole[1] - whole[0], bool)
    for a, b in [*runs, (place, place + 1)]:
        around[a - whole[0] : b - whole[0]] = False

    def lowest(run: Run | None) -> int:
        return int((order[slice(*whole)][around] if run is None else order[slice(*run)]).min())

    return min(equal, key=lowest)


# --- as nodes go ------------------------------------------------------------------------------------------------------


class Shrinking(NamedTuple):
    """What is left of a graph after each removal; the first value is that of the whole.

    Parameters
    ----------
    largest
        Shape (removals + 1,): the nodes in the largest component.
    components
        Shape (removals + 1,): the number of components.
    """

    largest: Ints
    components: Ints


def shrinking(
    first: NDArray[np.integer], second: NDArray[np.integer], n: int, removed: NDArray[np.integer]
) -> Shrinking:
    """The largest component and the number of components as nodes go one after the other.

    Read from the end, an edge comes once both of its nodes are there; only the edges of a spanning tree that prefers
    the early ones join anything, and those are joined one by one.

    Parameters
    ----------
    first, second
        Shape (edges,): the ends of each edge, each pair once, without loops.
    n
        The number of nodes.
    removed
        Shape (removals,): which nodes go, in order; each once.

    References
    ----------
    Newman, M. E. J. and Ziff, R. M. (2001). Fast Monte Carlo algorithm for site or bond percolation. Physical Review E
    64, 016706, for adding instead of removing.

    Examples
    --------
    >>> found = shrinking(np.array([0, 1, 2]), np.array([1, 2, 3]), 4, np.array([1, 0]))
    >>> found.largest.tolist(), found.components.tolist()
    ([4, 2, 2], [1, 2, 1])
    """
    from scipy import sparse
    from scipy.sparse import csgraph

    steps = len(removed)
    gone = np.full(n, steps, np.int64)
    gone[removed] = np.arange(steps)
    lasts = np.minimum(gone[first], gone[second])  # after how many removals the edge is still there
    late = sparse.csr_array((steps + 1.0 - lasts, (first, second)), shape=(n, n))
    tree = sparse.coo_array(csgraph.minimum_spanning_tree(late))
    order = np.argsort(tree.data, kind="stable")
    largest = _joined(tree.row[order].tolist(), tree.col[order].tolist(), n)
    there = np.searchsorted(tree.data[order], steps + 1.0 - np.arange(steps + 1), side="right")
    left = n - np.arange(steps + 1)
    return Shrinking(np.where(left > 0, largest[there], 0), left - there)


def _joined(first: list[int], second: list[int], n: int) -> Ints:
    """The largest component before and after each edge of a forest joins two of them."""
    above, size = list(range(n)), [1] * n
    largest = [1]
    for a, b in zip(first, second, strict=True):
        while above[a] != a:
            above[a] = a = above[above[a]]
        while above[b] != b:
            above[b] = b = above[above[b]]
        if size[a] < size[b]:
            a, b = b, a
        above[b] = a
        size[a] += size[b]
        largest.append(max(largest[-1], size[a]))
    return np.array(largest, np.int64)
