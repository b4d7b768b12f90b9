"""What holds a graph together: vertex cuts, k-connected parts, cut nodes, and what is left as nodes go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints, compressed

__all__ = ["CutNodes", "Shrinking", "cut_nodes", "k_components", "shrinking"]

Near = Mapping[int, set[int]]


# --- k-connected parts ------------------------------------------------------------------------------------------------


def k_components(first: NDArray[np.integer], second: NDArray[np.integer], n: int) -> dict[int, tuple[Ints, ...]]:
    """The k-components of a graph for every k: the largest sets that no fewer than k nodes can part.

    Each of them has more than k nodes, and k or more must go before it comes apart or one node is left. A part is first
    peeled of nodes with fewer than k neighbours; then a set of k nodes that no cut smaller than k parts grows by every
    node that has k neighbours in it or k paths to it; whatever is behind a smaller cut is looked at by itself, together
    with the cut.

    Parameters
    ----------
    first, second
        Shape (edges,): the ends of each edge, each pair once, without loops.
    n
        The number of nodes.

    Returns
    -------
    dict
        From k = 1 to the last that there is: the sets as sorted arrays, the larger first. They may share nodes.

    References
    ----------
    Moody, J. and White, D. R. (2003). Structural cohesion and embeddedness. American Sociological Review 68(1),
    103-127. Even, S. (1975). An algorithm for determining whether the connectivity of a graph is at least k. SIAM
    Journal on Computing 4(3), 393-396, for the growing set.

    Examples
    --------
    >>> found = k_components(np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), 4)
    >>> {k: [part.tolist() for part in parts] for k, parts in found.items()}
    {1: [[0, 1, 2, 3]], 2: [[0, 1, 2]]}
    """
    near: list[set[int]] = [set() for _ in range(n)]
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        near[a].add(b)
        near[b].add(a)
    found: dict[int, tuple[Ints, ...]] = {}
    holds: dict[frozenset[int], int] = {}
    parts = [frozenset(piece) for piece in _pieces(range(n), dict(enumerate(near))) if len(piece) > 1]
    while parts:
        k = len(found) + 1
        found[k] = tuple(np.array(part, np.int64) for part in sorted(map(sorted, parts), key=lambda one: -len(one)))
        for part in parts:
            if part not in holds:
                holds[part] = _holds(part, near, k)
        parts = [inner for part in parts for inner in ([part] if k < holds[part] else _k_connected(part, near, k + 1))]
    return found


def _holds(nodes: Set[int], near: list[set[int]], k: int) -> int:
    """The most nodes that a k-connected set withstands the loss of, less one."""
    inside = {v: near[v] & nodes for v in nodes}
    low, high = k, min(map(len, inside.values()))
    tried = high
    while low < high:
        parts, smallest = _divided(inside, tried)
        if parts:
            high = tried = smallest  # that cut parts it, so no more can be had
        else:
            low = tried
    return low


def _k_connected(nodes: Set[int], near: list[set[int]], k: int) -> list[frozenset[int]]:
    """The largest k-connected sets among some nodes."""
    waiting, seen, whole = [frozenset(nodes)], {frozenset(nodes)}, set()
    while waiting:
        inside = _peeled(waiting.pop(), near, k)
        for piece in _pieces(inside, inside):
            parts, _ = _divided({v: inside[v] for v in piece}, k)
            if not parts:
                whole.add(frozenset(piece))
            fresh = [part for part in map(frozenset, parts) if part not in seen]
            seen.update(fresh)
            waiting += fresh
    return [one for one in whole if not any(one < other for other in whole)]


def _peeled(nodes: Set[int], near: list[set[int]], k: int) -> dict[int, set[int]]:
    """The neighbours of each node among those left, after every node with fewer than k of them is gone, and again."""
    inside = {v: near[v] & nodes for v in nodes}
    low = [v for v in inside if len(inside[v]) < k]
    while low:
        v = low.pop()
        for w in inside.pop(v):
            inside[w].discard(v)
            if len(inside[w]) == k - 1:
                low.append(w)
    return inside


def _pieces(nodes: Iterable[int], near: Near) -> list[set[int]]:
    """The connected components of a graph."""
    left, pieces = set(nodes), []
    while left:
        piece = _reached(left.pop(), near, frozenset())
        left -= piece
        pieces.append(piece)
    return pieces


def _reached(start: int, near: Near, closed: Set[int]) -> set[int]:
    """The nodes that can be reached around some that are closed."""
    piece, front = {start}, [start]
    while front:
        fresh = near[front.pop()] - piece - closed
        piece |= fresh
        front += fresh
    return piece


def _divided(near: Near, k: int) -> tuple[list[set[int]], int]:
    """Smaller parts that hold every k-connected set of a connected graph, and the smallest cut found between them.

    No parts if the whole is k-connected.
    """
    block = {max(near, key=lambda v: (len(near[v]), -v))}
    linked = {v: len(near[v] & block) for v in near}
    while len(block) < k:
        # those with many neighbours in the block are seldom in need of a flow
        new = max(near.keys() - block, key=lambda v: (linked[v], len(near[v]), -v))
        for old in block - near[new]:
            cut = None if len(near[old] & near[new]) >= k else _cut(new, near[old], near, k)
            if cut is not None:
                pieces = _pieces(near.keys() - cut, {v: near[v] - cut for v in near})
                return [piece | cut for piece in pieces], len(cut)
        block.add(new)
        for w in near[new]:
            linked[w] += 1
    return _around(block, linked, near, k)


def _around(block: set[int], linked: dict[int, int], near: Near, k: int) -> tuple[list[set[int]], int]:
    """Grow a block of k nodes to all that no cut smaller than k parts from it; it and what lies behind cuts are parts."""
    parts: list[set[int]] = []
    smallest = k
    waiting = set(near.keys() - block)
    ready = [v for v in waiting if linked[v] >= k]
    while waiting:
        v = ready.pop() if ready else max(waiting, key=lambda v: (linked[v], -v))
        cut = None if linked[v] >= k else _cut(v, block, near, k)
        if cut is not None:
            smallest = min(smallest, len(cut))
            behind = _reached(v, near, cut)
            waiting -= behind
            parts.append(behind | cut)
            continue
        block.add(v)
        waiting.discard(v)
        for w in near[v]:
            linked[w] += 1
            if linked[w] == k and w in waiting:
                ready.append(w)
    return ([block, *parts] if parts else []), smallest


def _cut(start: int, targets: Set[int], near: Near, k: int) -> set[int] | None:
    """Fewer than k nodes that part a node from all targets but themselves, the nearest to it; None if there are none.

    Paths that share no node are found one by one, each by a search that may turn earlier ones back.
    """
    before, free = _short(start, targets, near)
    for _ in range(k - len(targets) + len(free)):
        came, end = _searched(start, free, near, before)
        if end is None:
            return {v for v in came if v in before and ~v not in came}
        _take(start, end, came, before)
        free.discard(end)
    return None


def _short(start: int, targets: Set[int], near: Near) -> tuple[dict[int, int], set[int]]:
    """Paths of one and two steps that share no node, as whence each node on them is entered, and targets left over."""
    direct = near[start] & targets
    before = dict.fromkeys(direct, start)
    free = set(targets - direct)
    for v in near[start] - direct:
        ends = near[v] & free
        if ends:
            end = min(ends)
            before |= {v: start, end: v}
            free.discard(end)
    return before, free


def _searched(start: int, free: Set[int], near: Near, before: dict[int, int]) -> tuple[dict[int, int], int | None]:
    """Whence each node is entered and left in a search for one more path to a free target, and the target found.

    A node on a path of before is two: v where it is entered, ~v where it is left. The way from the one to the other is
    taken, and the path can only be followed back.
    """
    came, front = {start: start}, [start]
    for state in front:  # it grows
        if state in before:
            back = before[state] if before[state] == start else ~before[state]
            if back not in came:
                came[back] = state
                front.append(back)
            continue
        v = state if state >= 0 else ~state
        if state < 0 and v not in came:
            came[v] = state
            front.append(v)
        fresh = near[v].difference(came)
        if not fresh.isdisjoint(free):
            end = min(fresh & free)
            came[end] = state
            return came, end
        came.update(dict.fromkeys(fresh, state))
        front.extend(fresh)
    return came, None


def _take(start: int, end: int, came: dict[int, int], before: dict[int, int]) -> None:
    """Add the path that was found, and take out the steps of others that it turns back."""
    gone, new, state = [], [], end
    while state != start:
        earlier = came[state]
        if state < 0:
            gone.append(earlier)
        elif earlier != ~state:
            new.append((state, earlier if earlier >= 0 else ~earlier))
        state = earlier
    for v in gone:
        del before[v]
    before.update(new)


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
