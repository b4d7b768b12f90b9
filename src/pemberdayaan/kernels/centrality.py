"""Scores of nodes by the scores of their neighbours: the leading eigenvector, PageRank, Katz, Bonacich, hubs."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints
from .paths import components

__all__ = ["Leading", "bonacich", "hubs", "katz", "leading_vector", "pagerank", "spectral_radius"]

Floats = NDArray[np.float64]
# Up to here a matrix is decomposed or solved whole.
WHOLE = 500
SOLVED = 2_000
# How often a search for an eigenvalue starts anew before it looks from elsewhere.
RESTARTS = 200
# Two eigenvalues that differ by less, relatively, are one; iterations stop at the other.
ALIKE = 1e-9
SMALL = 1e-15


class Leading(NamedTuple):
    """The leading eigenvector of a graph.

    Parameters
    ----------
    value
        The leading eigenvalue; 0 if no arc is on a cycle.
    vector
        Shape (n,): nonnegative, the largest entry 1; None where it is not defined.
    shares
        How many components have that eigenvalue: with none, or with two and more, no vector stands out.
    """

    value: float
    vector: Floats | None
    shares: int


def _matrix(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, weights: Floats | None) -> Any:
    from scipy import sparse

    values = np.ones(len(tails)) if weights is None else np.asarray(weights, np.float64)
    return sparse.csr_array(sparse.coo_array((values, (tails, heads)), shape=(n, n)))


def leading_vector(
    tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, weights: Floats | None = None
) -> Leading:
    """The scores that are in proportion to the sum of the scores of the nodes that each node's arcs go to.

    The leading eigenvalue is the largest of those of the strong components. Where one component alone has it, the
    vector is unique: positive there and at all nodes that reach it, 0 elsewhere.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1, each arc once; an undirected graph has its arcs both ways.
    n
        The number of nodes.
    weights
        Shape (arcs,): positive; None for 1.

    References
    ----------
    Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal of
    Mathematical Sociology 2(1), 113-120.

    Examples
    --------
    >>> star = leading_vector(np.array([0, 0, 1, 2]), np.array([1, 2, 0, 0]), 3)
    >>> [round(float(one), 6) for one in star.vector]
    [1.0, 0.707107, 0.707107]
    """
    matrix = _matrix(tails, heads, n, weights)
    value, members = _leading(matrix, tails, heads, n)
    if len(members) != 1:
        return Leading(value, None, len(members))
    core, vector = members[0][0], np.zeros(n)
    vector[core] = members[0][1]
    rest = np.setdiff1d(np.arange(n), core)
    given = np.asarray(matrix[rest] @ vector)
    if given.any():
        # nonnegative but for rounding
        vector[rest] = np.maximum(_resolvent(matrix[rest][:, rest], 1 / value, given / value), 0)
    return Leading(value, vector / vector.max(), 1)


def spectral_radius(
    tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, weights: Floats | None = None
) -> float:
    """The leading eigenvalue of a graph; 0 if no arc is on a cycle.

    Parameters
    ----------
    tails, heads, n, weights
        As in `leading_vector`.

    Examples
    --------
    >>> round(spectral_radius(np.array([0, 1]), np.array([1, 0]), 3), 9)
    1.0
    """
    return _leading(_matrix(tails, heads, n, weights), tails, heads, n)[0]


Part = tuple[Ints, Floats]


def _leading(matrix: Any, tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> tuple[float, list[Part]]:
    """The leading eigenvalue, and the nodes of the strong components that have it, with its vector there."""
    labels = components(tails, heads, n, strong=True)
    within = labels[tails] == labels[heads]
    busy = np.unique(labels[tails[within]])
    if not len(busy):
        return 0.0, []
    sums = np.bincount(tails[within], weights=matrix[tails[within], heads[within]], minlength=n)
    bounds = np.zeros(labels.max() + 1)
    np.maximum.at(bounds, labels, sums)  # no eigenvalue is above the largest row sum
    order = np.argsort(labels, kind="stable")
    ends = np.searchsorted(labels[order], [busy, busy + 1])
    best, members = 0.0, list[Part]()
    for place in np.argsort(-bounds[busy], kind="stable"):
        if bounds[busy[place]] < best * (1 - ALIKE):
            break
        nodes = order[ends[0][place] : ends[1][place]]
        value, vector = _perron(matrix[nodes][:, nodes])
        if value > best * (1 + ALIKE):
            best, members = value, []
        if value >= best * (1 - ALIKE):
            members.append((nodes, vector))
    return best, members


def _perron(block: Any) -> tuple[float, Floats]:
    """The leading eigenvalue and vector of an irreducible matrix; both are real and positive."""
    from scipy.sparse import linalg

    size = block.shape[0]
    symmetric = abs(block - block.T).max() == 0
    if size <= WHOLE:
        decompose: Any = np.linalg.eigh if symmetric else np.linalg.eig
        values, vectors = decompose(block.toarray())
        first = np.argmax(values.real)
        return float(values[first].real), np.abs(vectors[:, first].real)
    find: Any = linalg.eigsh if symmetric else linalg.eigs
    which = "LA" if symmetric else "LR"
    start = np.ones(size)
    try:
        values, vectors = find(block, k=1, which=which, v0=start, ncv=20, maxiter=RESTARTS)
    except linalg.ArpackNoConvergence:
        # Eigenvalues that crowd below the first one come apart seen from just above it.
        above = float(block.sum(axis=1).max()) * (1 + ALIKE)
        values, vectors = find(block.tocsc(), k=1, sigma=above, v0=start)
    return float(values[0].real), np.abs(vectors[:, 0].real)


def _resolvent(matrix: Any, factor: float, right: Floats) -> Floats:
    """The x with x = factor matrix x + right, where the series of powers converges."""
    from scipy import sparse
    from scipy.sparse import linalg

    if matrix.shape[0] <= SOLVED:
        system = sparse.csc_array(sparse.eye_array(matrix.shape[0]) - factor * matrix)
        solved: Floats = np.atleast_1d(linalg.spsolve(system, right))
        return solved
    total = term = right
    while np.abs(term).max() > SMALL * np.abs(total).max():
        term = factor * (matrix @ term)
        total = total + term
    return total


def pagerank(
    tails: NDArray[np.integer],
    heads: NDArray[np.integer],
    n: int,
    *,
    damping: float = 0.85,
    weights: Floats | None = None,
) -> Floats:
    """How often each node is visited by a walk along the arcs that starts anew at random.

    Parameters
    ----------
    tails, heads, n, weights
        As in `leading_vector`.
    damping
        The chance of going on, from 0 to below 1; from a node without arcs the walk always starts anew.

    Returns
    -------
    array of float64, shape (n,)
        They add up to 1.

    References
    ----------
    Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. Computer Networks 30.

    Examples
    --------
    >>> pagerank(np.array([0, 1]), np.array([1, 0]), 2).tolist()
    [0.5, 0.5]
    """
    matrix = _matrix(tails, heads, n, weights)
    out = np.asarray(matrix.sum(axis=1)).ravel()
    stuck = out == 0
    share = np.where(stuck, 0, 1 / np.where(stuck, 1, out))
    into = matrix.T.tocsr()
    score = np.full(n, 1 / max(n, 1))
    # each step leaves at most `damping` of what was wrong
    steps = math.ceil(math.log(SMALL) / math.log(damping)) if damping else 1
    for _ in range(steps if n else 0):
        before = score
        walked = damping * (into @ (score * share))
        score = walked + (1 - walked.sum()) / n
        if np.abs(score - before).sum() <= SMALL:
            break
    return score


def katz(
    tails: NDArray[np.integer],
    heads: NDArray[np.integer],
    n: int,
    *,
    attenuation: float,
    weights: Floats | None = None,
) -> Floats:
    """How many walks end at each node, the empty one among them, each arc of a walk counting `attenuation`.

    Parameters
    ----------
    tails, heads, n, weights
        As in `leading_vector`.
    attenuation
        From 0 to below one over the spectral radius.

    References
    ----------
    Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18(1), 39-43.

    Examples
    --------
    >>> katz(np.array([0, 1]), np.array([1, 2]), 3, attenuation=0.5).tolist()
    [1.0, 1.5, 1.75]
    """
    return _resolvent(_matrix(heads, tails, n, weights), attenuation, np.ones(n))


def bonacich(
    tails: NDArray[np.integer],
    heads: NDArray[np.integer],
    n: int,
    *,
    attenuation: float,
    weights: Floats | None = None,
) -> Floats:
    """The sum over a node's arcs of one plus `attenuation` times the score of the node they go to.

    Parameters
    ----------
    tails, heads, n, weights
        As in `leading_vector`.
    attenuation
        Between minus and plus one over the spectral radius. Above 0 a node gains from neighbours that score high, below
        0 from neighbours that score low.

    Returns
    -------
    array of float64, shape (n,)
        Scaled so that the squares add up to n; all 0 where there is no arc.

    References
    ----------
    Bonacich, P. (1987). Power and centrality: a family of measures. American Journal of Sociology 92(5), 1170-1182.

    Examples
    --------
    >>> bonacich(np.array([0, 1]), np.array([1, 0]), 2, attenuation=0.5).tolist()
    [1.0, 1.0]
    """
    matrix = _matrix(tails, heads, n, weights)
    score = _resolvent(matrix, attenuation, np.asarray(matrix.sum(axis=1)).ravel())
    length = float(np.sqrt((score**2).sum()))
    return score * (np.sqrt(n) / length) if length else score


def hubs(
    tails: NDArray[np.integer], heads: NDArray[np.integer], n: int, *, weights: Floats | None = None
) -> tuple[Floats, Floats] | None:
    """Hubs point to good authorities, authorities are pointed to by good hubs.

    Parameters
    ----------
    tails, heads, n, weights
        As in `leading_vector`.

    Returns
    -------
    hubs, authorities : array of float64, shape (n,)
        The largest of each 1; None where there is no arc, or several parts of the graph share the lead.

    References
    ----------
    Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46(5), 604-632.

    Examples
    --------
    >>> [part.tolist() for part in hubs(np.array([0, 1]), np.array([2, 2]), 3)]
    [[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    # each node twice, as one that points and as one that is pointed to: no product of the matrix with itself
    one, other = np.asarray(tails, np.int64), np.asarray(heads, np.int64) + n
    both = None if weights is None else np.concatenate([weights, weights])
    found = leading_vector(np.concatenate([one, other]), np.concatenate([other, one]), 2 * n, weights=both).vector
    if found is None:
        return None
    first, second = found[:n], found[n:]
    return first / first.max(), second / second.max()
