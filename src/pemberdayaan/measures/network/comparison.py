"""Two networks of the same actors: what stayed, what went, what came."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import InvalidInput, fault
from ..result import Provenance, Result, Row, plain
from .chance import draws
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

    Any_Network = Network | Programme | nx.Graph[Any]

__all__ = ["Comparison", "compare", "compare_stages", "tie_matrix"]


@attrs.frozen(repr=False)
class Comparison(Result):
    """Two networks, tie by tie.

    Parameters
    ----------
    actors
        How many actors are in either.
    only_before, only_after
        The actors of the one that the other lacks; they have no ties there.
    kept, lost, new
        The number of ties in both, in the first only, in the second only.
    jaccard
        Kept over all that are in either; None where neither has a tie.
    hamming
        The ordered pairs of actors that are tied in one and not in the other; an undirected tie is two.
    correlation
        Pearson's correlation of the two matrices off their diagonal; None where one is full or empty.
    p_value
        The share of renumberings of the first that correlate at least as much, (k + 1)/(K + 1); None without
        permutations.
    by_group
        Pairs of two groups and the ties kept, lost and new from the one to the other; empty without ``by``.
    why
        Why a value is None.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "comparison"

    actors: int
    only_before: tuple[Any, ...]
    only_after: tuple[Any, ...]
    kept: int
    lost: int
    new: int
    jaccard: float | None
    hamming: int
    correlation: float | None
    p_value: float | None
    by_group: tuple[tuple[tuple[Any, Any], tuple[int, int, int]], ...]
    why: str | None
    provenance: Provenance

    @property
    def value(self) -> float | None:
        """The Jaccard similarity."""
        return self.jaccard

    def rows(self) -> list[Row]:
        """One row for the whole, and one for each pair of groups."""
        head: Row = {"source": None, "target": None, "kept": self.kept, "lost": self.lost, "new": self.new}
        head |= {name: getattr(self, name) for name in ("jaccard", "hamming", "correlation", "p_value")}
        rows = [head]
        for (a, b), (kept, lost, new) in self.by_group:
            row: Row = {"source": plain(a), "target": plain(b), "kept": kept, "lost": lost, "new": new}
            union = kept + lost + new
            row |= {"jaccard": kept / union if union else None, "hamming": None, "correlation": None, "p_value": None}
            rows.append(row)
        return rows

    def __repr__(self) -> str:
        jaccard = "-" if self.jaccard is None else f"{self.jaccard:.3f}"
        return f"Comparison: {self.kept} ties kept, {self.lost} lost, {self.new} new; Jaccard {jaccard}"


def compare(
    before: Any_Network,
    after: Any_Network,
    *,
    by: str | None = None,
    permutations: int = 0,
    rng: np.random.Generator | int | None = None,
) -> Comparison:
    """Compare two networks of the same actors, as two stages or two kinds of tie.

    Parameters
    ----------
    before, after
        Networks, programmes or networkx graphs, both directed or both not. Ties are there or not; actors are matched by
        name, and one that a network lacks has no ties in it.
    by
        An attribute; ties are counted by pair of groups too. An actor's group is that of the second network, where it
        is in it.
    permutations
        How many renumberings the correlation is tested with.
    rng
        A seed or generator.

    Returns
    -------
    Comparison

    Raises
    ------
    InvalidInput
        If one is directed and the other not, or an actor lacks the attribute; for permutations or a seed that are no
        whole number, or below 0.

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks. Social Networks 10, 359-381 (the permutation test).

    Examples
    --------
    >>> import networkx as nx
    >>> compare(nx.DiGraph([("a", "b"), ("b", "c")]), nx.DiGraph([("a", "b"), ("c", "a")]))
    Comparison: 1 ties kept, 1 lost, 1 new; Jaccard 0.333
    """
    import numpy as np  # a third of what importing this library costs

    first, second = network_of(before), network_of(after)
    if first.directed != second.directed:
        raise InvalidInput(fault("two_kinds"))
    drawn, seed = draws(permutations, rng)
    actors = tuple(dict.fromkeys([*first.actors, *second.actors]))
    ours, theirs = set(first.actors), set(second.actors)
    one, other = (_keys(network, actors) for network in (first, second))
    kept = np.intersect1d(one, other)
    lost, new = np.setdiff1d(one, other), np.setdiff1d(other, one)
    every = len(kept) + len(lost) + len(new)
    correlation, p_value, why = _correlated(first, second, actors, permutations, drawn)
    return Comparison(
        len(actors),
        tuple(one for one in first.actors if one not in theirs),
        tuple(one for one in second.actors if one not in ours),
        len(kept),
        len(lost),
        len(new),
        len(kept) / every if every else None,
        (len(lost) + len(new)) * (1 if first.directed else 2),
        correlation,
        p_value,
        () if by is None else _by_group(first, second, actors, by, (kept, lost, new)),
        why if every else "neither network has a tie",
        Provenance(digest=first.digest()[:8] + second.digest()[:8], seed=seed),
    )


def compare_stages(networks: Iterable[Any_Network], *, by: str | None = None) -> tuple[Comparison, ...]:
    """Compare each stage with the one before it.

    Parameters
    ----------
    networks
        Two or more, in their order.
    by
        An attribute; ties are counted by pair of groups too.

    Returns
    -------
    tuple of Comparison
        One fewer than there are networks.

    Examples
    --------
    >>> import networkx as nx
    >>> [one.new for one in compare_stages([nx.path_graph(2), nx.path_graph(3), nx.path_graph(4)])]
    [1, 1]
    """
    return tuple(compare(a, b, by=by) for a, b in pairwise([network_of(one) for one in networks]))


def _keys(network: Network, actors: tuple[Any, ...]) -> NDArray[np.int64]:
    """One number for each tie, by the places of its ends among all actors; of an undirected tie the lower end first."""
    import numpy as np  # a third of what importing this library costs

    place = {actor: i for i, actor in enumerate(actors)}
    where = np.fromiter((place[actor] for actor in network.actors), np.int64, network.n)
    tails, heads = where[network.tails], where[network.heads]
    if not network.directed:
        tails, heads = np.minimum(tails, heads), np.maximum(tails, heads)
    return np.asarray(tails * len(actors) + heads)


def tie_matrix(network: Network, actors: tuple[Any, ...]) -> NDArray[np.float64]:
    """Who is tied to whom, 1 or 0, in the order of those actors."""
    import numpy as np  # a third of what importing this library costs

    n = len(actors)
    keys = _keys(network, actors)
    matrix = np.zeros((n, n))
    matrix[keys // max(n, 1), keys % max(n, 1)] = 1
    return matrix if network.directed else np.maximum(matrix, matrix.T)


def _correlated(
    first: Network, second: Network, actors: tuple[Any, ...], permutations: int, rng: np.random.Generator
) -> tuple[float | None, float | None, str | None]:
    from ...kernels.dyads import permuted_correlations

    n = len(actors)
    cells = n * (n - 1)
    a, b = ((network.m if network.directed else 2 * network.m) for network in (first, second))
    if a in (0, cells) or b in (0, cells):
        return None, None, "a full or empty network correlates with nothing"
    found = _of_counts(first, second, actors, cells)
    if not permutations:
        return found, None, None
    drawn = permuted_correlations(tie_matrix(first, actors), tie_matrix(second, actors), permutations, rng=rng)
    return found, (1 + int((drawn >= found - 1e-12).sum())) / (permutations + 1), None


def _of_counts(first: Network, second: Network, actors: tuple[Any, ...], cells: int) -> float:
    """Pearson's correlation of two 0/1 matrices, from the numbers of ties alone."""
    import numpy as np  # a third of what importing this library costs

    both = len(np.intersect1d(_keys(first, actors), _keys(second, actors)))
    ways = 1 if first.directed else 2
    p, q, r = (ways * count / cells for count in (first.m, second.m, both))
    return float((r - p * q) / np.sqrt(p * (1 - p) * q * (1 - q)))


def _by_group(
    first: Network, second: Network, actors: tuple[Any, ...], by: str, keys: tuple[Any, Any, Any]
) -> tuple[tuple[tuple[Any, Any], tuple[int, int, int]], ...]:
    """Ties kept, lost and new by pair of groups."""
    group: dict[Any, Any] = {}
    for network in (first, second):
        codes, names = network.groups(by)
        group |= {actor: names[code] for actor, code in zip(network.actors, codes, strict=True)}
    n = len(actors)
    counts: dict[tuple[Any, Any], list[int]] = {}
    for which, found in enumerate(keys):
        for key in found.tolist():
            pair = (group[actors[key // n]], group[actors[key % n]])
            if not first.directed:
                pair = (min(pair, key=str), max(pair, key=str))
            counts.setdefault(pair, [0, 0, 0])[which] += 1
    ordered = sorted(counts.items(), key=lambda item: tuple(map(str, item[0])))
    return tuple((pair, (count[0], count[1], count[2])) for pair, count in ordered)
