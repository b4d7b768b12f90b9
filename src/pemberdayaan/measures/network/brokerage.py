"""Who stands between whom: the five roles of a broker, against chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ..result import Provenance, Result, Row, plain
from .chance import draws
from .ties import Network, network_of, place_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["Brokerage", "brokerage"]

NAMES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")


@attrs.frozen(eq=False, repr=False)
class Brokerage(Result):
    """How often each actor is a go-between, by role.

    Parameters
    ----------
    by
        The attribute that says the group.
    actors, groups
        Shape (n,): the actors, and the group of each.
    directed
        Whether ties have a direction. Without one each pair of partners counts once, and representative and gatekeeper
        are the same number.
    counts
        Shape (n, 6): coordinator, itinerant, representative, gatekeeper, liaison and their total; read-only.
    expected, sd
        Shape (n, 6), of directed networks: if every tie were there with the chance of the network's density.
    z
        Shape (n, 6), of directed networks: (count - expected) / sd; nan inside and null in rows where sd is 0.
    p_values
        Shape (n, 6): the share of random labellings in which the actor's count is at least as high, (k + 1)/(K + 1);
        nan inside and null in rows for the total, which does not depend on the labels. None without permutations.
    whole
        Of the whole network, by role: count, expected, sd, z (directed), p (permutations).
    pairs
        Pairs of two groups, and the number of open two-paths from the one to the other through anybody.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "brokerage"

    by: str
    actors: tuple[Any, ...]
    groups: tuple[Any, ...]
    directed: bool
    counts: NDArray[np.int64]
    expected: NDArray[np.float64] | None
    sd: NDArray[np.float64] | None
    z: NDArray[np.float64] | None
    p_values: NDArray[np.float64] | None
    whole: tuple[tuple[str, tuple[tuple[str, float | None], ...]], ...]
    pairs: tuple[tuple[tuple[Any, Any], int], ...]
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each actor."""
        rows: list[Row] = []
        for i, (actor, group) in enumerate(zip(self.actors, self.groups, strict=True)):
            row: Row = {"actor": plain(actor), "group": plain(group)}
            row |= {name: int(self.counts[i, j]) for j, name in enumerate(NAMES)}
            for prefix, table in (("expected", self.expected), ("sd", self.sd), ("z", self.z), ("p", self.p_values)):
                if table is not None:
                    row |= {f"{prefix}_{name}": plain(float(table[i, j])) for j, name in enumerate(NAMES)}
            rows.append(row)
        return rows

    def of(self, actor: Any) -> dict[str, int]:
        """The counts of one actor by role."""
        place = place_of(self.actors, actor)
        return {name: int(self.counts[place, j]) for j, name in enumerate(NAMES)}

    def __repr__(self) -> str:
        totals = self.counts[:, -1]
        most = sorted(range(len(self.actors)), key=lambda i: -int(totals[i]))[:3]
        named = ", ".join(f"{self.actors[i]} {int(totals[i])}" for i in most if totals[i])
        return f"Brokerage of {len(self.actors)} actors by {self.by}: {named or 'nobody brokers'}"


def brokerage(
    network: Network | Programme | nx.Graph[Any],
    *,
    by: str = "sector",
    permutations: int = 0,
    rng: np.random.Generator | int | None = None,
) -> Brokerage:
    r"""Count how often each actor stands between two who are not tied to each other, by the groups of the three.

    For ties :math:`i \to j \to k`, :math:`i \ne k`, without a tie :math:`i \to k`, the broker :math:`j` is a
    *coordinator* if all are of one group, an *itinerant* broker if the outer two are of one and it is not, a
    *representative* if it shares the group of the source, a *gatekeeper* if it shares that of the target, and a
    *liaison* between three groups.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph.
    by
        The attribute that says the group.
    permutations
        How many random labellings to compare with: the groups are shuffled over the actors, the ties stay.
    rng
        A seed or generator.

    Returns
    -------
    Brokerage
        The more actors a group has, the more of its roles fall to chance: read the counts beside ``z`` (directed, every
        tie with the same chance) or ``p`` (permutations).

    Raises
    ------
    InvalidInput
        If an actor lacks the attribute; for permutations or a seed that are no whole number, or below 0.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
    networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph([("women", "committee"), ("committee", "office")])
    >>> sectors = {"women": "community", "committee": "community", "office": "government"}
    >>> nx.set_node_attributes(graph, sectors, "sector")
    >>> brokerage(graph).of("committee")["representative"]
    1
    """
    from ...kernels.triads import group_paths, open_paths

    held = network_of(network)
    drawn, seed = draws(permutations, rng)
    codes, names = held.groups(by)
    paths = open_paths(*held.arcs, held.n)
    counts = _counts(paths, codes, directed=held.directed)
    expected, sd = _by_chance(held, codes, len(names))
    p_values, p_whole = _permuted(paths, codes, counts, permutations, drawn, held.directed)
    between = group_paths(paths, codes)
    return Brokerage(
        by,
        held.actors,
        tuple(names[code] for code in codes),
        held.directed,
        _fixed(counts),
        _fixed(expected),
        _fixed(sd),
        _fixed(_scores(counts, expected, sd)),
        _fixed(p_values),
        _whole(held, codes, len(names), counts, p_whole),
        tuple(((a, b), int(between[i, j])) for i, a in enumerate(names) for j, b in enumerate(names) if between[i, j]),
        Provenance(digest=held.digest(), rule=(by,), seed=seed),
    )


def _fixed(array: Any) -> Any:
    if array is not None:
        array.flags.writeable = False
    return array


def _counts(paths: Any, codes: NDArray[np.int64], *, directed: bool) -> NDArray[np.int64]:
    """The five roles and their total; of ties that hold both ways each pair of partners once."""
    import numpy as np  # a third of what importing this library costs

    from ...kernels.triads import role_counts

    counts = role_counts(paths, codes)
    if directed:
        return np.column_stack([counts, counts.sum(axis=1)])
    halved = counts // np.array([2, 2, 1, 1, 2])  # both orders of a pair were counted; these two swap with the order
    return np.column_stack([halved, halved.sum(axis=1) - halved[:, 3]])


def _by_chance(held: Network, codes: NDArray[np.int64], groups: int) -> tuple[Any, Any]:
    import numpy as np  # a third of what importing this library costs

    from ...kernels.triads import role_moments

    if not held.directed or held.n < 2:
        return None, None
    sizes = np.bincount(codes, minlength=groups)
    mean, sd = role_moments(sizes, np.arange(groups), held.m / (held.n * (held.n - 1)))
    return mean[codes], sd[codes]


def _scores(counts: Any, expected: Any, sd: Any) -> Any:
    """The z scores, nan where the standard deviation is 0."""
    import numpy as np  # a third of what importing this library costs

    if expected is None:
        return None
    defined = sd > 0
    return np.where(defined, (counts - expected) / np.where(defined, sd, 1), np.nan)


def _permuted(
    paths: Any,
    codes: NDArray[np.int64],
    counts: NDArray[np.int64],
    permutations: int,
    rng: np.random.Generator,
    directed: bool,
) -> tuple[Any, Any]:
    import numpy as np  # a third of what importing this library costs

    if not permutations:
        return None, None
    at_least, whole = np.ones(counts.shape), np.ones(len(NAMES))
    total = counts.sum(axis=0)
    for _ in range(permutations):
        drawn = _counts(paths, rng.permutation(codes), directed=directed)
        at_least += drawn >= counts
        whole += drawn.sum(axis=0) >= total
    at_least[:, -1], whole[-1] = np.nan, np.nan  # the total is the same under every labelling
    return at_least / (permutations + 1), whole / (permutations + 1)


def _whole(
    held: Network, codes: NDArray[np.int64], groups: int, counts: NDArray[np.int64], p_whole: Any
) -> tuple[tuple[str, tuple[tuple[str, float | None], ...]], ...]:
    """What the roles are in the whole network, against chance."""
    import numpy as np  # a third of what importing this library costs

    from ...kernels.triads import whole_moments

    total = counts.sum(axis=0)
    found: dict[str, Any] = {"count": total}
    if held.directed and held.n > 1:
        mean, sd = whole_moments(np.bincount(codes, minlength=groups), held.m / (held.n * (held.n - 1)))
        found |= {"expected": mean, "sd": sd, "z": _scores(total, mean, sd)}
    if p_whole is not None:
        found["p"] = p_whole
    return tuple(
        (name, tuple((key, plain(float(values[j]))) for key, values in found.items()))  # type: ignore[misc]
        for j, name in enumerate(NAMES)
    )
