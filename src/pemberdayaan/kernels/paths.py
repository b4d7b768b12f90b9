"""Shortest paths between all nodes of a graph: how far, how many, and through whom."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .graphs import Ints, compressed, distinct_arcs

__all__ = ["Dependencies", "Distances", "components", "dependencies", "distance_sums", "distances_to", "stress"]

Floats = NDArray[np.float64]
# Words of 64 nodes that are searched for at once: the memory is this times the arcs.
WORDS = 8
# Cells of the table of nodes by sources that are held at once, and the most sources.
CELLS, SOURCES = 1_000_000, 64
# What one step along one arc costs when it is looked up, in steps of a matrix product.
LOOKED_UP = 40
ONES = np.array([byte.bit_count() for byte in range(256)], np.uint8)


class Distances(NamedTuple):
    """How far each node is from the others.

    Parameters
    ----------
    reached
        Shape (n,): how many other nodes it reaches along the arcs.
    far
        Shape (n,): the sum of the distances to those.
    near
        Shape (n,): the sum of one over the distances.
    """

    reached: Ints
    far: Ints
    near: Floats


def distance_sums(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> Distances:
    """The distances from each node to all others, added up.

    All nodes are looked for at once, each as one bit: a step takes in the bits of a node's neighbours.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1; loops and repeated arcs are left out.
    n
        The number of nodes.

    References
    ----------
    Then, M., Kaufmann, M., Chirigati, F. and others (2014). The more the merrier: efficient multi-source graph
    traversal. Proceedings of the VLDB Endowment 8(4), 449-460.

    Examples
    --------
    >>> [part.tolist() for part in distance_sums(np.array([0, 1]), np.array([1, 2]), 3)]
    [[2, 1, 0], [3, 1, 0], [1.5, 1.0, 0.0]]
    """
    tails, heads = distinct_arcs(tails, heads, n)
    return distances_to(tails, heads, n, np.arange(n))


def distances_to(tails: Ints, heads: Ints, n: int, targets: Ints) -> Distances:
    """The distances from each node to some targets, added up; a target that stands twice counts twice.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): each arc once, without loops, sorted by tail.
    n
        The number of nodes.
    targets
        Shape (targets,): nodes.

    Examples
    --------
    >>> distances_to(np.array([0]), np.array([1]), 2, np.array([1, 1])).reached.tolist()
    [2, 0]
    """
    found = Distances(np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n))
    for first in range(0, len(targets), 64 * WORDS):
        _search(tails, heads, n, targets[first : first + 64 * WORDS], found)
    return found


def _search(tails: Ints, heads: Ints, n: int, targets: Ints, found: Distances) -> None:
    """Add the distances to some targets."""
    words = -(-len(targets) // 64)
    front = np.zeros((n, words), np.uint64)
    bits = np.arange(len(targets))
    np.bitwise_or.at(front, (targets, bits // 64), np.uint64(1) << (bits % 64).astype(np.uint64))
    unseen = ~front
    distance = 0
    while True:
        distance += 1
        arcs = np.flatnonzero(_any(front)[heads] & _any(unseen)[tails])
        if not len(arcs):
            return
        sources = tails[arcs]
        starts = np.flatnonzero(np.diff(sources, prepend=-1))
        rows = sources[starts]
        met = np.bitwise_or.reduceat(np.take(front, heads[arcs], axis=0), starts, axis=0) & unseen[rows]
        front[:] = 0
        front[rows] = met
        unseen[rows] &= ~met
        count = ONES[met.view(np.uint8)].sum(axis=1, dtype=np.int64)
        found.reached[rows] += count
        found.far[rows] += count * distance
        found.near[rows] += count / distance


def _any(bits: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """The rows with a bit."""
    return np.asarray(bits.any(axis=1), np.bool_)


def components(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, strong: bool = False) -> Ints:
    """The number of the component that each node is in, from 0.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1.
    n
        The number of nodes.
    strong
        Whether two nodes of one component must reach each other along the arcs; else an arc joins either way.

    Examples
    --------
    >>> components(np.array([0]), np.array([1]), 3).tolist()
    [0, 0, 1]
    """
    from scipy import sparse
    from scipy.sparse import csgraph

    graph = sparse.csr_array((np.ones(len(tails), np.int8), (tails, heads)), shape=(n, n))
    labels = csgraph.connected_components(graph, directed=True, connection="strong" if strong else "weak")[1]
    return np.asarray(labels, np.int64)


# --- through whom ----------------------------------------------------------------------------------------------------


class Dependencies(NamedTuple):
    """How much the paths from some sources depend on each node, added up over the sources.

    Parameters
    ----------
    total, squares
        Shape (n,): the sum over sources of the node's share in the shortest paths to all targets, and of its square.
    sums
        Shape (sources,): for each source the sum over all nodes.
    crossed
        Shape (n,): the sum over sources of the node's share times that sum.
    """

    total: Floats
    squares: Floats
    sums: Floats
    crossed: Floats


def dependencies(
    tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, sources: NDArray[np.integer] | None = None
) -> Dependencies:
    """How much the shortest paths run through each node; over all sources this is betweenness of ordered pairs.

    Many sources are searched at once, step by step: by a product with the matrix of the graph where much of it is
    reached, along the arcs of the nodes just reached where little is.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1; loops and repeated arcs are left out.
    n
        The number of nodes.
    sources
        Shape (k,): where paths begin; None for all nodes.

    Raises
    ------
    InvalidInput
        If two nodes are joined by more shortest paths than a float can count.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163-177.
    Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. International Journal of Bifurcation and
    Chaos 17(7), 2303-2318, for a sample of sources.

    Examples
    --------
    >>> dependencies(np.array([0, 1]), np.array([1, 2]), 3).total.tolist()
    [0.0, 1.0, 0.0]
    """
    found = Dependencies(np.zeros(n), np.zeros(n), np.zeros(n if sources is None else len(sources)), np.zeros(n))
    done = 0
    for share in _shares(tails, heads, n, sources, counted=False):
        sums = share.sum(axis=0)
        found.total[:] += share.sum(axis=1)
        found.squares[:] += np.einsum("ij,ij->i", share, share)
        found.crossed[:] += share @ sums
        found.sums[done : done + len(sums)] = sums
        done += len(sums)
    return found


def stress(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> Floats:
    """How many shortest paths between two others run through each node; ordered pairs.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1; loops and repeated arcs are left out.
    n
        The number of nodes.

    References
    ----------
    Shimbel, A. (1953). Structural parameters of communication networks. Bulletin of Mathematical Biophysics 15.

    Examples
    --------
    >>> stress(np.array([0, 1]), np.array([1, 2]), 3).tolist()
    [0.0, 1.0, 0.0]
    """
    counts = np.zeros(n)
    for share in _shares(tails, heads, n, None, counted=True):
        counts += share.sum(axis=1)
    return counts


def _shares(tails: Any, heads: Any, n: int, sources: Any, *, counted: bool) -> Any:
    """For blocks of sources the share of each node in the paths from each, shape (n, block)."""
    walk = _Walk(*distinct_arcs(tails, heads, n), n)
    every = np.arange(n) if sources is None else np.asarray(sources, np.int64)
    block = max(1, min(SOURCES, CELLS // max(n, 1)))
    for first in range(0, len(every), block):
        yield walk.back(every[first : first + block], counted=counted)


class _Walk:
    """A graph that is walked from many sources at once; a cell is a node times the sources, plus the source."""

    def __init__(self, tails: Ints, heads: Ints, n: int) -> None:
        from scipy import sparse

        self.n, self.arcs = n, len(tails)
        self.starts, self.heads = compressed(tails, heads, n)
        self.degree = np.diff(self.starts)
        ones = np.ones(len(tails))
        self.out: Any = sparse.csr_array((ones, self.heads, self.starts), shape=(n, n))
        self.into: Any = sparse.csr_array(self.out.T)

    def dense(self, front: Ints, width: int) -> bool:
        """Whether a matrix product costs less than a look at each arc of the front."""
        reached = int(self.degree[front // width].sum())
        return reached * LOOKED_UP > (self.arcs + 10 * self.n) * width

    def along(self, front: Ints, width: int) -> tuple[Ints, Ints]:
        """The places in the front and the cells at the other end of the arcs that leave it."""
        node, column = np.divmod(front, width)
        many = self.degree[node]
        place = np.repeat(np.arange(len(front)), many)
        arc = np.arange(len(place)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(self.starts[node], many)
        return place, self.heads[arc] * width + column[place]

    def forth(self, sources: Ints) -> tuple[Floats, NDArray[np.int32], list[Ints]]:
        """The number of shortest paths to each cell, its distance, and the cells of each distance."""
        width = len(sources)
        paths, distance = np.zeros(self.n * width), np.full(self.n * width, -1, np.int32)
        table = np.zeros(self.n * width)
        front = sources * width + np.arange(width)
        shells = []
        paths[front], distance[front] = 1, 0
        while len(front):
            shells.append(front)
            if self.dense(front, width):
                table[front] = paths[front]
                met = (self.into @ table.reshape(self.n, width)).ravel()
                table[front] = 0
                reached = np.flatnonzero((met > 0) & (distance < 0))
                paths[reached] = met[reached]
            else:
                place, cells = self.along(front, width)
                fresh = distance[cells] < 0
                cells = cells[fresh]
                np.add.at(paths, cells, paths[front[place[fresh]]])
                reached = np.unique(cells)
            distance[reached] = len(shells)
            front = reached
        if not np.isfinite(paths).all():
            raise InvalidInput(fault("path_count"))
        return paths, distance, shells

    def back(self, sources: Ints, *, counted: bool) -> Floats:
        """The share of each node in the paths from each source, or how many of them run through it."""
        width = len(sources)
        paths, distance, shells = self.forth(sources)
        share, table = np.zeros(self.n * width), np.zeros(self.n * width)
        for step in range(len(shells) - 1, 0, -1):
            reached, before = shells[step], shells[step - 1]
            table[reached] = (1 + share[reached]) / (1 if counted else paths[reached])
            if self.dense(before, width):
                given = (self.out @ table.reshape(self.n, width)).ravel()[before]
            else:
                place, cells = self.along(before, width)
                next_on = distance[cells] == step
                given = np.bincount(place[next_on], table[cells[next_on]], minlength=len(before))
            table[reached] = 0
            share[before] = given * (1 if counted else paths[before])
        share[sources * width + np.arange(width)] = 0
        if counted:
            share *= paths
        return share.reshape(self.n, width)
