"""Splitting a graph in a dense core and a sparse periphery: the split that an ideal pattern fits best."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints, compressed

__all__ = ["EXACT", "PATTERNS", "Split", "best_core", "searched_core"]

# Up to how many nodes every core is tried, and how many of them are the low ones of a block.
EXACT, LOW = 24, 16
# Differences of correlations that may be rounding.
CLOSE = 1e-12
# How many nodes on each side are tried for an exchange.
EXCHANGED = 64
# How far chance disturbs the order of degrees, as the deviation of their logarithm.
DISTURBED = (0.2, 0.5, 1.0, 2.0)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Counts(NamedTuple):
    """What a pattern needs to know of some cores; whole numbers or arrays of them.

    Parameters
    ----------
    size
        How many nodes are in the core.
    inside, touching
        How many arcs run within it, and how many have an end in it.
    """

    size: Any
    inside: Any
    touching: Any


class Split(NamedTuple):
    """The best core found.

    Parameters
    ----------
    core
        Sorted.
    correlation
        Between the matrix of the graph and the pattern.
    equal
        How many cores reach it; None if not every core was tried.
    """

    core: Ints
    correlation: float
    equal: int | None


Cells = tuple[Any, Any, Any, Any]


def _any_core(counts: Counts, n: int, arcs: int) -> Cells:
    cells = n * (n - 1)
    return cells, cells - (n - counts.size) * (n - counts.size - 1), arcs, counts.touching


def _core_core(counts: Counts, n: int, arcs: int) -> Cells:
    return n * (n - 1), counts.size * (counts.size - 1), arcs, counts.inside


def _missing(counts: Counts, n: int, arcs: int) -> Cells:
    core = counts.size * (counts.size - 1)
    outer = (n - counts.size) * (n - counts.size - 1)
    return core + outer, core, counts.inside + arcs - counts.touching, counts.inside


# By name: the number of cells off the diagonal, of those that should hold an arc, of arcs, and of arcs in such cells.
# An arc should be wherever an end is in the core; only within it; or within it, with the cells between it and the
# others left out.
PATTERNS: Mapping[str, Callable[[Counts, int, int], Cells]] = {
    "any_core": _any_core,
    "core_core": _core_core,
    "missing": _missing,
}


def _correlations(cells: Cells) -> Floats:
    """Pearson's correlations of the arcs with the pattern; minus infinity where either is the same in all cells."""
    total, ideal, arcs, hits = (np.asarray(part, np.float64) for part in cells)
    spread = ideal * (total - ideal) * (arcs * (total - arcs))
    defined = spread > 0
    return np.where(defined, (total * hits - ideal * arcs) / np.sqrt(np.where(defined, spread, 1)), -np.inf)


def _exact(cells: Cells) -> Fraction:
    """The square of a correlation, with its sign."""
    total, ideal, arcs, hits = (int(part) for part in cells)
    top = total * hits - ideal * arcs
    return Fraction(top * abs(top), ideal * (total - ideal) * arcs * (total - arcs))


# --- every core -------------------------------------------------------------------------------------------------------


def best_core(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, pattern: str) -> Split | None:
    """The core whose pattern has the highest correlation with a graph, found by trying every core.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): each arc once, without loops; an edge without direction is two.
    n
        The number of nodes, at most `EXACT`.
    pattern
        A key of `PATTERNS`.

    Returns
    -------
    Split or None
        Of equally good cores the one with the fewest nodes, and of those the first in order of their nodes; None if no
        core leaves both the graph and the pattern something that varies.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social Networks 21(4), 375-395.

    Examples
    --------
    >>> out, back = np.array([0, 0, 0]), np.array([1, 2, 3])
    >>> best_core(np.concatenate([out, back]), np.concatenate([back, out]), 4, pattern="any_core").core.tolist()
    [0]
    """
    ties = np.zeros((n, n), np.int64)
    np.add.at(ties, (tails, heads), 1)
    # the first node is the highest bit: of two cores of one size the first in order is the higher number
    both, arcs = (ties + ties.T)[::-1, ::-1], len(tails)
    low = _low_cores(both, min(n, LOW))
    kept: dict[tuple[int, int, int], list[int]] = {}
    best = -np.inf
    for high in range(0, 1 << n, len(low.size)):
        counts = _with_high(low, both, high)
        found = _correlations(PATTERNS[pattern](counts, n, arcs))
        best = max(best, float(found.max()))
        if best > -np.inf:
            _keep(kept, counts, np.flatnonzero(found >= best - CLOSE), high)
    if not kept:
        return None
    exact = {key: _exact(PATTERNS[pattern](Counts(*key), n, arcs)) for key in kept}
    top = max(exact.values())
    equal = [key for key in exact if exact[key] == top]
    size = min(key[0] for key in equal)
    number = max(kept[key][1] for key in equal if key[0] == size)
    core = np.flatnonzero([number >> (n - 1 - i) & 1 for i in range(n)])
    correlation = float(_correlations(PATTERNS[pattern](Counts(*equal[0]), n, arcs)))
    return Split(core, correlation, sum(kept[key][0] for key in equal))


def _sums(values: Ints) -> Ints:
    """The sum of the values whose bits are set, for every number."""
    total = np.zeros(1, np.int64)
    for value in values:
        total = np.concatenate([total, total + value])
    return total


def _low_cores(both: Ints, low: int) -> Counts:
    """The counts of every core of low nodes, by the number whose bits are its nodes."""
    inside = np.zeros(1, np.int64)
    for bit in range(low):
        inside = np.concatenate([inside, inside + _sums(both[bit, :bit])])
    return Counts(_sums(np.ones(low, np.int64)), inside, _sums(both.sum(axis=1)[:low]) - inside)


def _with_high(cores: Counts, both: Ints, high: int) -> Counts:
    """The counts of the same cores with some high nodes beside the low ones."""
    given = np.array([high >> i & 1 for i in range(len(both))], bool)
    low = len(cores.size).bit_length() - 1
    within = int(both[np.ix_(given, given)].sum()) // 2
    across = _sums(both[:low, given].sum(axis=1))
    touching = int(both[given].sum()) - within
    return Counts(cores.size + int(given.sum()), cores.inside + within + across, cores.touching + touching - across)


def _keep(kept: dict[tuple[int, int, int], list[int]], counts: Counts, places: Ints, high: int) -> None:
    """Note how many cores have the same counts, and the highest number among them."""
    base = int(counts.touching.max()) + 1
    keys = (counts.size * base + counts.inside)[places] * base + counts.touching[places]
    same, where, many = np.unique(keys, return_inverse=True, return_counts=True)
    last = np.zeros(len(same), np.int64)
    np.maximum.at(last, where, places)
    for key, count, place in zip(same.tolist(), many.tolist(), last.tolist(), strict=True):
        entry = kept.setdefault((key // base**2, key // base % base, key % base), [0, 0])
        entry[0] += count
        entry[1] = max(entry[1], high + place)


# --- a search ---------------------------------------------------------------------------------------------------------


def searched_core(
    tails: NDArray[np.integer],
    heads: NDArray[np.integer],
    n: int,
    *,
    pattern: str,
    starts: int = 20,
    rng: np.random.Generator,
) -> Split | None:
    """A core whose pattern has a high correlation with a graph: no move or exchange of single nodes makes it higher.

    The first start is the best of the cores that hold the nodes of highest degree, later ones of those in an order
    that chance has disturbed.

    Parameters
    ----------
    tails, heads, n, pattern
        As for `best_core`, for any number of nodes.
    starts
        From how many cores the search begins.
    rng
        Disturbs the order.

    Examples
    --------
    >>> out, back = np.array([0, 0, 0]), np.array([1, 2, 3])
    >>> arcs = np.concatenate([out, back]), np.concatenate([back, out])
    >>> searched_core(*arcs, 4, pattern="any_core", rng=np.random.default_rng(1)).core.tolist()
    [0]
    """
    around, near = compressed(np.concatenate([tails, heads]), np.concatenate([heads, tails]), n)
    graph = _Graph(around, near, np.diff(around), len(tails), pattern)
    best: tuple[float, Bools] | None = None
    for start in range(starts):
        disturbed = (
            graph.degree * np.exp(rng.normal(0, DISTURBED[start % len(DISTURBED)], n)) if start else graph.degree
        )
        begun = _best_prefix(np.argsort(-disturbed, kind="stable"), tails, heads, n, pattern)
        if begun is None:
            return None
        found = _climbed(begun, graph)
        if best is None or found[0] > best[0] + CLOSE:
            best = found
    return None if best is None else Split(np.flatnonzero(best[1]), best[0], None)


class _Graph(NamedTuple):
    """A graph by the neighbours of each node, arcs both ways, and the pattern it is held against."""

    around: Ints
    near: Ints
    degree: Ints
    arcs: int
    pattern: str

    def neighbours(self, node: int) -> Ints:
        return self.near[self.around[node] : self.around[node + 1]]

    def worth(self, size: Any, inside: Any, degrees: Any) -> Floats:
        """The correlations of cores of which the degrees of all nodes are known in sum."""
        return _correlations(
            PATTERNS[self.pattern](Counts(size, inside, degrees - inside), len(self.degree), self.arcs)
        )


def _best_prefix(order: Ints, tails: Any, heads: Any, n: int, pattern: str) -> Bools | None:
    """The best of the cores that hold the first nodes of an order."""
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n)
    a, b = rank[tails], rank[heads]
    inside = np.cumsum(np.bincount(np.maximum(a, b), minlength=n))
    touching = np.cumsum(np.bincount(np.minimum(a, b), minlength=n))
    found = _correlations(PATTERNS[pattern](Counts(np.arange(1, n + 1), inside, touching), n, len(tails)))
    if not len(found) or found.max() == -np.inf:
        return None
    core: Bools = rank <= int(np.argmax(found))
    return core


def _climbed(core: Bools, graph: _Graph) -> tuple[float, Bools]:
    """Move or exchange the nodes that raise the correlation most, until none does."""
    joined = np.add.reduceat(np.append(core[graph.near], False).astype(np.int64), graph.around[:-1])
    joined[graph.degree == 0] = 0
    value = float(graph.worth(core.sum(), joined[core].sum() // 2, graph.degree[core].sum()))
    while True:
        size, inside, degrees = int(core.sum()), int(joined[core].sum()) // 2, int(graph.degree[core].sum())
        sign = np.where(core, -1, 1)
        moved = graph.worth(size + sign, inside + sign * joined, degrees + sign * graph.degree)
        changed = [int(np.argmax(moved))]
        gain = float(moved[changed[0]])
        if gain <= value + CLOSE:
            gain, changed = _exchanged(core, joined, moved, graph)
        if gain <= value + CLOSE:
            return value, core
        value = gain
        for node in changed:
            np.add.at(joined, graph.neighbours(node), -1 if core[node] else 1)
            core[node] = not core[node]


def _exchanged(core: Bools, joined: Ints, moved: Floats, graph: _Graph) -> tuple[float, list[int]]:
    """The best exchange of a node of the core for another, among those whose move alone costs least."""
    order = np.argsort(-moved, kind="stable")
    leaving, coming = order[core[order]][:EXCHANGED], order[~core[order]][:EXCHANGED]
    place = np.full(len(core), -1)
    place[coming] = np.arange(len(coming))
    between = np.zeros((len(leaving), len(coming)), np.int64)
    for row, node in zip(between, leaving, strict=True):
        met = place[graph.neighbours(node)]
        np.add.at(row, met[met >= 0], 1)
    inside = joined[core].sum() // 2 - joined[leaving][:, None] + joined[coming][None, :] - between
    degrees = graph.degree[core].sum() - graph.degree[leaving][:, None] + graph.degree[coming][None, :]
    worth = graph.worth(core.sum(), inside, degrees)
    i, j = divmod(int(np.argmax(worth)), len(coming))
    return float(worth[i, j]), [int(leaving[i]), int(coming[j])]
