"""Two arcs in a row that no third closes, by the groups of their three nodes; and the census of triads."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import Ints, arc_keys, contains, distinct_arcs, either_way, triangles

__all__ = [
    "CENSUS",
    "ROLES",
    "OpenPaths",
    "group_paths",
    "open_paths",
    "role_counts",
    "role_moments",
    "triad_census",
    "whole_moments",
]

# By which of source, middle and target stand in one group: all, the outer two, the first two, the last two, none.
ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
# The sixteen kinds of triad in the order of Holland and Leinhardt.
CENSUS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)
ORDERS = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))


class OpenPaths(NamedTuple):
    """What is needed to count the open two-paths of a graph by any grouping of its nodes.

    Parameters
    ----------
    nodes
        The number of nodes.
    tails, heads
        Shape (arcs,): each arc once, without loops.
    returned
        Shape (returned arcs,): the places of the arcs that run both ways.
    closed
        Shape (3, closed): source, middle and target of the two-paths that an arc from source to target closes.
    """

    nodes: int
    tails: Ints
    heads: Ints
    returned: Ints
    closed: Ints


def open_paths(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> OpenPaths:
    """List what closes the two-paths of a graph, once for all groupings.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1; loops and repeated arcs are left out.
    n
        The number of nodes.

    Examples
    --------
    >>> open_paths(np.array([0, 1, 0]), np.array([1, 2, 2]), 3).closed.T.tolist()
    [[0, 1, 2]]
    """
    tails, heads = distinct_arcs(tails, heads, n)
    keys = arc_keys(tails, heads, n)
    returned = np.flatnonzero(contains(keys, arc_keys(heads, tails, n)))
    three = triangles(*either_way(tails, heads, n), n)
    joined = {(a, b): contains(keys, arc_keys(three[a], three[b], n)) for a, b, _ in ORDERS}
    closed = [three[[i, j, k]][:, joined[i, j] & joined[j, k] & joined[i, k]] for i, j, k in ORDERS]
    return OpenPaths(n, tails, heads, returned, np.concatenate(closed, axis=1))


def _role(source: Ints, middle: Ints, target: Ints) -> Ints:
    """The place in `ROLES` of the groups of three nodes."""
    first, last, outer = source == middle, middle == target, source == target
    return np.select([first & last, outer, first, last], [0, 1, 2, 3], 4)


def role_counts(paths: OpenPaths, groups: NDArray[np.integer]) -> Ints:
    """How often each node stands in the middle of an open two-path, by the groups of the three.

    Parameters
    ----------
    paths
        Of `open_paths`.
    groups
        Shape (nodes,): the group of each node, from 0.

    Returns
    -------
    array of int64, shape (nodes, 5)
        In the order of `ROLES`.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> paths = open_paths(np.array([0, 1]), np.array([1, 2]), 3)
    >>> role_counts(paths, np.array([0, 0, 1]))[1].tolist()
    [0, 0, 1, 0, 0]
    """
    n, group = paths.nodes, np.asarray(groups, np.int64)
    into, out = (_by_group(paths, group, inward) for inward in (True, False))
    same = group[paths.tails] == group[paths.heads]
    in_all, out_all = np.bincount(paths.heads, minlength=n), np.bincount(paths.tails, minlength=n)
    in_same = np.bincount(paths.heads[same], minlength=n)
    out_same = np.bincount(paths.tails[same], minlength=n)
    back = np.bincount(paths.tails[paths.returned], minlength=n)
    back_same = np.bincount(paths.tails[paths.returned[same[paths.returned]]], minlength=n)
    outer = np.asarray(into.multiply(out).sum(axis=1)).ravel() - back
    coordinator = in_same * out_same - back_same
    representative, gatekeeper = in_same * (out_all - out_same), (in_all - in_same) * out_same
    itinerant = outer - coordinator
    liaison = in_all * out_all - back - coordinator - itinerant - representative - gatekeeper
    counts = np.stack([coordinator, itinerant, representative, gatekeeper, liaison], axis=1)
    source, middle, target = paths.closed
    roles = _role(group[source], group[middle], group[target])
    return counts - np.bincount(middle * 5 + roles, minlength=5 * n).reshape(n, 5)


def _by_group(paths: OpenPaths, groups: Ints, inward: bool) -> Any:
    """A sparse matrix: how many arcs run between each node and each group."""
    from scipy import sparse

    nodes, others = (paths.heads, paths.tails) if inward else (paths.tails, paths.heads)
    ones = np.ones(len(nodes), np.int64)
    shape = (paths.nodes, int(groups.max(initial=0)) + 1)
    return sparse.csr_array(sparse.coo_array((ones, (nodes, groups[others])), shape=shape))


def group_paths(paths: OpenPaths, groups: NDArray[np.integer]) -> Ints:
    """How many open two-paths run from each group to each group, through anybody.

    Parameters
    ----------
    paths
        Of `open_paths`.
    groups
        Shape (nodes,): the group of each node, from 0.

    Returns
    -------
    array of int64, shape (groups, groups)
        Source in rows, target in columns.

    Examples
    --------
    >>> group_paths(open_paths(np.array([0, 1]), np.array([1, 2]), 3), np.array([0, 0, 1])).tolist()
    [[0, 1], [0, 0]]
    """
    group = np.asarray(groups, np.int64)
    size = int(group.max(initial=0)) + 1
    every = (_by_group(paths, group, True).T @ _by_group(paths, group, False)).toarray()
    every -= np.diag(np.bincount(group[paths.heads[paths.returned]], minlength=size))
    source, _, target = paths.closed
    closed = np.bincount(group[source] * size + group[target], minlength=size**2).reshape(size, size)
    counts: Ints = every - closed
    return counts


# --- if arcs fell by chance ----------------------------------------------------------------------------------------


def role_moments(
    sizes: NDArray[np.integer], group: NDArray[np.integer], density: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of `role_counts` and their total, if every arc were there with the same chance.

    Parameters
    ----------
    sizes
        Shape (groups,): the number of nodes in each group.
    group
        Shape (k,): the groups of the nodes that are asked for.
    density
        The chance of an arc.

    Returns
    -------
    mean, sd : array of float64, shape (k, 6)
        The five of `ROLES`, and the total.

    References
    ----------
    Gould and Fernandez (1989); the couples of paths that share their source or their target are counted exactly.

    Examples
    --------
    >>> mean, sd = role_moments(np.array([3, 2]), np.array([0]), 0.5)
    >>> mean[0].tolist()
    [0.25, 0.25, 0.5, 0.5, 0.0, 1.5]
    """
    sizes, group = np.asarray(sizes, np.float64), np.asarray(group)
    total = sizes.sum()
    own = sizes[group]
    p, q = density**2 * (1 - density), density**3 * (1 - density) ** 3
    others = total - own
    squares, cubes = (sizes**2).sum() - own**2, (sizes**3).sum() - own**3
    pairs = {
        "coordinator": (own - 1) * (own - 2),
        "itinerant": squares - others,
        "representative": (own - 1) * others,
        "gatekeeper": (own - 1) * others,
        "liaison": others**2 - squares,
        "total": np.full_like(own, (total - 1) * (total - 2)),
    }
    # couples of ordered pairs that share a node: sum of s(s - 1)(s - 2), and of s t (2 others - s - t - 2)
    shared = {
        "coordinator": 2 * pairs["coordinator"] * (own - 3),
        "itinerant": 2 * (cubes - 3 * squares + 2 * others),
        "representative": pairs["representative"] * (total - 3),
        "gatekeeper": pairs["gatekeeper"] * (total - 3),
        "liaison": (2 * others - 2) * pairs["liaison"] - 2 * (others * squares - cubes),
        "total": 2 * pairs["total"] * (total - 3),
    }
    mean = np.stack([pairs[name] * p for name in pairs], axis=1) + 0.0  # no minus zero
    variance = np.stack([pairs[name] * p * (1 - p) + shared[name] * q for name in pairs], axis=1)
    return mean, np.sqrt(np.maximum(variance, 0))


def whole_moments(sizes: NDArray[np.integer], density: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of the sums of `role_counts` over all nodes, under the same chance.

    Parameters
    ----------
    sizes
        Shape (groups,): the number of nodes in each group.
    density
        The chance of an arc.

    Returns
    -------
    mean, sd : array of float64, shape (6,)
        The five of `ROLES`, and the total.

    References
    ----------
    Gould and Fernandez (1989) for the mean; the variance counts every couple of paths that share one or two arcs, or an
    arc that one needs and the other must not have.

    Examples
    --------
    >>> mean, sd = whole_moments(np.array([2, 2]), 0.5)
    >>> mean.tolist()
    [0.0, 1.0, 1.0, 1.0, 0.0, 3.0]
    """
    s = np.asarray(sizes, np.float64)
    n, d = s.sum(), density
    p = d**2 * (1 - d)
    own, q, c, o = p * (1 - p), d**3 * (1 - d) ** 3, d**5 * (1 - d), d**4 * (1 - d) ** 2

    def within(m: NDArray[np.float64]) -> NDArray[np.float64]:
        return m * (m - 1) * (m - 2) * (own + (4 * m - 10) * q + (m - 3) * c - (4 * m - 10) * o)

    # outer two in one group h, the middle in another, g
    h, g = s[:, None], s[None, :]
    apart = ~np.eye(len(s), dtype=bool)
    outer = (h * (h - 1) * g * (own + 2 * (h + g - 3) * q + (n - h - 1) * c))[apart].sum()
    two = (s * (s - 1) * (n - s) * (own + (n - 3) * q + (s - 2) * c - (2 * s - 3) * o)).sum()
    squares, cubes = (s**2).sum(), (s**3).sum()
    # over h, g, f all different: sums of products of sizes, with one more factor where a term has it
    every = n**3 - 3 * n * squares + 2 * cubes
    one_more = squares * (n**2 - squares) - 2 * cubes * n + 2 * (s**4).sum()
    fixed = own + (4 * n - 2) * q + (n - 1) * c - (4 * n - 2) * o
    each = -(4 + 2 + 2) * q - 2 * c + (3 + 2 + 3) * o
    none = every * fixed + one_more * each
    pairs = np.array([(s * (s - 1) * (s - 2)).sum(), (h * (h - 1) * g)[apart].sum(), (s * (s - 1) * (n - s)).sum()])
    means = np.array([pairs[0], pairs[1], pairs[2], pairs[2], every, n * (n - 1) * (n - 2)]) * p
    variance = np.array([within(s).sum(), outer, two, two, none, within(np.array([n]))[0]])
    return means, np.sqrt(np.maximum(variance, 0))


# --- the census ----------------------------------------------------------------------------------------------------


def triad_census(tails: NDArray[np.integer], heads: NDArray[np.integer], n: int) -> dict[str, int]:
    """How many of all triads are of each of the sixteen kinds.

    Triads with two or three joined pairs are found from the neighbours of each node and the list of triangles, the
    others by counting: no triad without a tie is ever looked at.

    Parameters
    ----------
    tails, heads
        Shape (arcs,): nodes from 0 to n - 1; loops and repeated arcs are left out.
    n
        The number of nodes.

    Returns
    -------
    dict
        In the order of `CENSUS`; the counts are whole numbers of any size, and add up to n(n - 1)(n - 2)/6.

    References
    ----------
    Holland, P. W. and Leinhardt, S. (1970). A method for detecting structure in sociometric data. American Journal
    of Sociology 76(3), 492-513.

    Examples
    --------
    >>> {kind: k for kind, k in triad_census(np.array([0, 1]), np.array([1, 2]), 4).items() if k}
    {'003': 1, '012': 2, '021C': 1}
    """
    tails, heads = distinct_arcs(tails, heads, n)
    keys = arc_keys(tails, heads, n)
    mutual = contains(keys, arc_keys(heads, tails, n))
    both = np.bincount(tails[mutual], minlength=n)
    out = np.bincount(tails[~mutual], minlength=n)
    into = np.bincount(heads[~mutual], minlength=n)
    first, second = either_way(tails, heads, n)
    three = triangles(first, second, n)
    wedges = {
        "021D": _pairs(out),
        "021U": _pairs(into),
        "021C": int(out @ into),
        "111D": int(both @ into),
        "111U": int(both @ out),
        "201": _pairs(both),
    }
    closed, corners = _in_triangles(keys, three, n)
    counts = {kind: many - corners[kind] for kind, many in wedges.items()} | closed
    degree = np.bincount(first, minlength=n) + np.bincount(second, minlength=n)
    doubled = contains(keys, arc_keys(first, second, n)) & contains(keys, arc_keys(second, first, n))
    alone = n - degree[first] - degree[second]  # beside them, and not joined to either; common ones were taken twice
    edges = np.searchsorted(first * n + second, _edge_keys(three, n))
    alone = alone + np.bincount(edges.ravel(), minlength=len(first))
    counts |= {"012": int(alone[~doubled].sum()), "102": int(alone[doubled].sum())}
    counts["003"] = n * (n - 1) * (n - 2) // 6 - sum(counts.values())
    return {kind: counts[kind] for kind in CENSUS}


def _pairs(counts: Ints) -> int:
    return int((counts * (counts - 1) // 2).sum())


def _edge_keys(three: Ints, n: int) -> Ints:
    """The edges of each triangle, whose nodes are sorted."""
    return np.stack([three[a] * n + three[b] for a, b in ((0, 1), (0, 2), (1, 2))])


def _in_triangles(keys: Ints, three: Ints, n: int) -> tuple[dict[str, int], dict[str, int]]:
    """The kinds of the triangles, and how many pairs of their sides would be wedges of each kind."""
    arc = {(a, b): contains(keys, arc_keys(three[a], three[b], n)) for a in range(3) for b in range(3) if a != b}
    double = {(a, b): arc[a, b] & arc[b, a] for a, b in ((0, 1), (0, 2), (1, 2))}
    doubles = np.sum(list(double.values()), axis=0)
    # arcs that are not returned, by the node that sends them
    sent = np.stack([sum((arc[a, b] & ~arc[b, a]).astype(np.int64) for b in range(3) if b != a) for a in range(3)])
    apart = np.stack([~(double[min(b, c), max(b, c)]) for b, c in ((1, 2), (0, 2), (0, 1))])
    third = np.take_along_axis(sent, np.argmin(apart, axis=0)[None], axis=0)[0]  # of the node beside the mutual pair
    one, cyclic = doubles == 1, (sent == 1).all(axis=0)
    kinds = {
        "030T": (doubles == 0) & ~cyclic,
        "030C": (doubles == 0) & cyclic,
        "120D": one & (third == 2),
        "120U": one & (third == 0),
        "120C": one & (third == 1),
        "210": doubles == 2,
        "300": doubles == 3,
    }
    corners = dict.fromkeys(("021D", "021U", "021C", "111D", "111U", "201"), 0)
    for middle, left, right in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        to_left, to_right = arc[middle, left], arc[middle, right]
        from_left, from_right = arc[left, middle], arc[right, middle]
        two_left, two_right = to_left & from_left, to_right & from_right
        corners["201"] += int((two_left & two_right).sum())
        corners["111D"] += int((two_left & ~to_right).sum() + (two_right & ~to_left).sum())
        corners["111U"] += int((two_left & ~from_right).sum() + (two_right & ~from_left).sum())
        corners["021D"] += int((~from_left & ~from_right).sum())
        corners["021U"] += int((~to_left & ~to_right).sum())
        corners["021C"] += int((~from_left & ~to_right).sum() + (~to_left & ~from_right).sum())
    return {kind: int(found.sum()) for kind, found in kinds.items()}, corners
