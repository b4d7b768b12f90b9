"""What holds a graph together: vertex cuts, and the parts that none smaller than k divides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints

__all__ = ["k_components"]

Near = Mapping[int, set[int]]


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
    """How many nodes must go before a k-connected set comes apart."""
    inside = {v: near[v] & nodes for v in nodes}
    high = min(map(len, inside.values()))
    while high > k:
        parts, smallest = _divided(inside, high)
        if not parts:
            break
        high = smallest
    return high


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
    """A block grown from k nodes to all that no smaller cut parts from it, and what is behind such cuts."""
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
