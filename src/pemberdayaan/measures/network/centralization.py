"""How far a network hangs on its most central actor."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from enum import StrEnum
from importlib.util import find_spec
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs

from ...errors import InvalidInput, fault
from ...model.fields import choose, wrong_type
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["Centrality", "Centralization", "Counting", "Normaliser", "arcs_either_way", "betweenness", "centralization"]

# Up to here paths are counted from every actor; above, from a sample, or by igraph where that takes a minute or so.
COUNTED = 5_000
HANDED_OVER = 2_000_000_000
PIVOTS = 1_000


class Centrality(StrEnum):
    """What makes an actor central."""

    DEGREE = "degree"
    IN_DEGREE = "in_degree"
    OUT_DEGREE = "out_degree"
    TOTAL_DEGREE = "total_degree"
    CLOSENESS = "closeness"
    HARMONIC = "harmonic"
    BETWEENNESS = "betweenness"
    EIGENVECTOR = "eigenvector"


class Normaliser(StrEnum):
    """What the differences are divided by."""

    LARGEST = "largest"
    STAR = "star"


class Counting(StrEnum):
    """How the paths were counted."""

    WHOLE = "whole"
    SAMPLED = "sampled"
    IGRAPH = "igraph"


# The largest sum of differences that a network of n actors can have, and how it is written.
Largest = tuple[str, Any]
UNDIRECTED: Mapping[Centrality, Largest] = MappingProxyType(
    {
        Centrality.DEGREE: ("(n-1)(n-2)", lambda n: (n - 1) * (n - 2)),
        Centrality.CLOSENESS: ("(n-1)(n-2)/(2n-3)", lambda n: (n - 1) * (n - 2) / (2 * n - 3)),
        Centrality.HARMONIC: ("(n-2)/2", lambda n: (n - 2) / 2),
        Centrality.BETWEENNESS: ("(n-1)^2(n-2)/2", lambda n: (n - 1) ** 2 * (n - 2) / 2),
        Centrality.EIGENVECTOR: ("n-2", lambda n: n - 2),
    }
)
DIRECTED: Mapping[Centrality, Largest] = MappingProxyType(
    {
        Centrality.IN_DEGREE: ("(n-1)^2", lambda n: (n - 1) ** 2),
        Centrality.OUT_DEGREE: ("(n-1)^2", lambda n: (n - 1) ** 2),
        Centrality.TOTAL_DEGREE: ("2(n-1)(n-2)", lambda n: 2 * (n - 1) * (n - 2)),
        Centrality.HARMONIC: ("n-1", lambda n: n - 1),
        Centrality.BETWEENNESS: ("(n-1)^2(n-2)", lambda n: (n - 1) ** 2 * (n - 2)),
        Centrality.EIGENVECTOR: ("n-1", lambda n: n - 1),
    }
)
STAR: Largest = ("(n-1)(1-1/sqrt(n-1))", lambda n: (n - 1) * (1 - 1 / (n - 1) ** 0.5) if n > 1 else 0)


@attrs.frozen(eq=False, repr=False)
class Centralization(Result):
    """How unequal the centrality of the actors is, from 0 to 1.

    Parameters
    ----------
    of
        The centrality.
    directed
        Whether the direction of ties counted.
    value
        The sum of the differences to the most central actor over the largest such sum; None where it is not defined.
    normaliser, largest
        The largest sum as a formula in n, and as a number.
    attained
        Whether some network has that sum; False where it is only a bound, so that the value stays below 1.
    counting
        How shortest paths were counted: all of them, from a sample of actors, or all of them by igraph.
    pivots
        From how many actors, where it was a sample.
    error
        The standard error of the value, where it was a sample.
    why
        Why there is no value, or no scores.
    actors, scores
        Shape (n,): the score of each actor; read-only, nan inside and null in rows where it is not defined.
    errors
        Shape (n,): the standard error of each score, where it was a sample.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "centralization"

    of: Centrality
    directed: bool
    value: float | None
    normaliser: str
    largest: float
    attained: bool
    counting: Counting
    pivots: int | None
    error: float | None
    why: str | None
    actors: tuple[Any, ...]
    scores: NDArray[np.float64]
    errors: NDArray[np.float64] | None
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each actor."""
        errors = [None] * len(self.actors) if self.errors is None else self.errors.tolist()
        return [
            {"actor": plain(actor), "of": self.of.value, "score": plain(score), "error": plain(error)}
            for actor, score, error in zip(self.actors, self.scores.tolist(), errors, strict=True)
        ]

    def __repr__(self) -> str:
        ways = "directed" if self.directed else "undirected"
        value = f"not defined ({self.why})" if self.value is None else f"{self.value:.4f}"
        spread = "" if self.error is None else f" +- {self.error:.4f} from {self.pivots} actors"
        return f"Centralization by {self.of}: {value}{spread}, {ways}, {self.normaliser} with n = {len(self.actors)}"


def centralization(
    network: Network | Programme | nx.Graph[Any],
    *,
    of: Centrality | str = Centrality.DEGREE,
    normaliser: Normaliser | str = Normaliser.LARGEST,
    either_way: bool = False,
    weighted: bool = False,
    pivots: int | None = None,
    rng: np.random.Generator | int | None = None,
) -> Centralization:
    r"""How far a network hangs on its most central actor.

    :math:`\sum_i (\max_j x_j - x_i)` over the largest such sum that any network of as many actors can have: 1 for a
    star (of all but ``eigenvector``), 0 where all are alike.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph.
    of
        ``"degree"``, of directed ties ``"in_degree"``, ``"out_degree"`` or ``"total_degree"`` (which ``"degree"`` then
        is); ``"closeness"``, (n - 1) over the sum of distances; ``"harmonic"``, the mean of one over the distances from
        the actor, 0 where there is no path; ``"betweenness"``, not normalised, of directed ties over ordered pairs;
        ``"eigenvector"``, the largest score 1, of directed ties by those that come in.
    normaliser
        ``"largest"``, or for ``"eigenvector"`` the sum of a ``"star"``; a star has the largest sum of the others.
    either_way
        True takes two actors as tied whichever direction their tie has.
    weighted
        True takes the strength of ties; of ``"eigenvector"`` only, for no other form has a largest sum then.
    pivots
        From how many actors, drawn at random, to count paths for ``"betweenness"``. None counts from all up to 5,000
        actors; above, igraph counts all of them where it is installed and the work is bounded, else 1,000 are drawn.
        Where several actors are nearly the most central, the highest of a sample errs upward.
    rng
        A seed or generator.

    Returns
    -------
    Centralization
        With the scores by actor. Central is not empowered: a funder in the middle is a dependence.

    Raises
    ------
    InvalidInput
        For closeness of directed ties, or where some actors do not reach each other; for a degree of ties without
        direction that needs one; for strength where the form is not defined; for pivots outside 2 to n.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215-239.

    Examples
    --------
    >>> import networkx as nx
    >>> centralization(nx.florentine_families_graph(), of="betweenness")
    Centralization by betweenness: 0.4368, undirected, (n-1)^2(n-2)/2 with n = 15
    """
    import numpy as np  # a third of what importing this library costs

    from ..drawing import generator

    held, chosen = network_of(network), choose(Centrality, "centrality", of)
    shape = choose(Normaliser, "normaliser", normaliser)
    directed = held.directed and not either_way
    if chosen is Centrality.DEGREE and directed:
        chosen = Centrality.TOTAL_DEGREE
    elif chosen is Centrality.TOTAL_DEGREE and not directed:
        chosen = Centrality.DEGREE
    faults = list(_refused(held, chosen, directed, weighted, pivots))
    if faults:
        raise InvalidInput(faults)
    drawn, seed = generator(rng)
    arcs = arcs_either_way(held) if either_way else held.arcs
    found = _scored(held, chosen, arcs, directed, weighted, pivots, drawn)
    star = chosen is Centrality.EIGENVECTOR and shape is Normaliser.STAR
    text, largest = STAR if star else (DIRECTED if directed else UNDIRECTED)[chosen]
    top = float(largest(held.n)) if held.n else 0.0
    value, error, why = _value(found, top, held.n, 1 if directed else 2)
    for array in (found.scores, *([] if found.errors is None else [found.errors])):
        array.flags.writeable = False
    sampled = found.counting is Counting.SAMPLED
    return Centralization(
        chosen,
        directed,
        value,
        text,
        top,
        not (directed and chosen is Centrality.EIGENVECTOR),
        found.counting,
        len(found.parts.sums) if sampled and found.parts is not None else None,
        error,
        why,
        held.actors,
        np.asarray(found.scores),
        found.errors,
        Provenance(digest=held.digest(), rule=(chosen.value, text), seed=seed if sampled else None),
    )


class Scored(NamedTuple):
    """Scores, and how they were found."""

    scores: NDArray[np.float64]
    why: str | None = None
    counting: Counting = Counting.WHOLE
    errors: NDArray[np.float64] | None = None
    parts: Any = None


def _refused(held: Network, of: Centrality, directed: bool, weighted: bool, pivots: int | None) -> Any:
    """Why a form is not defined here."""
    if of in (Centrality.IN_DEGREE, Centrality.OUT_DEGREE) and not directed:
        yield fault("needs_direction", "of")
    if of is Centrality.CLOSENESS and directed:
        yield fault("directed_form", "of", given=of.value, options="harmonic")
    if of is Centrality.CLOSENESS and not directed and _apart(held):
        yield fault("apart", "of", given=of.value, options="harmonic")
    if weighted and of is not Centrality.EIGENVECTOR:
        yield fault("weighted_form", "weighted", given=of.value)
    if pivots is not None and not _whole_number(pivots):
        yield wrong_type(pivots, "a whole number").under("pivots")
    elif pivots is not None and not 2 <= pivots <= max(held.n, 2):
        yield fault("out_of_range", "pivots", given=pivots, low=2, high=held.n)


def _whole_number(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def _apart(held: Network) -> bool:
    from ...kernels.paths import components

    return bool(held.n and components(*held.arcs, held.n).max())


def arcs_either_way(held: Network) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The arcs, both ways, of all pairs with a tie in either direction."""
    import numpy as np  # a third of what importing this library costs

    from ...kernels.graphs import either_way

    first, second = either_way(held.tails, held.heads, held.n)
    return np.concatenate([first, second]), np.concatenate([second, first])


def _scored(
    held: Network, of: Centrality, arcs: Any, directed: bool, weighted: bool, pivots: int | None, rng: Any
) -> Scored:
    import numpy as np  # a third of what importing this library costs

    from ...kernels.paths import distance_sums

    tails, heads = arcs
    n = held.n
    out, into = np.bincount(tails, minlength=n), np.bincount(heads, minlength=n)
    match of:
        case Centrality.DEGREE | Centrality.OUT_DEGREE:
            return Scored(out.astype(float))
        case Centrality.IN_DEGREE:
            return Scored(into.astype(float))
        case Centrality.TOTAL_DEGREE:
            return Scored((out + into).astype(float))
        case Centrality.HARMONIC:
            return Scored(distance_sums(tails, heads, n).near / max(n - 1, 1))
        case Centrality.CLOSENESS:
            return Scored(max(n - 1, 0) / np.maximum(distance_sums(tails, heads, n).far, 1))
        case Centrality.BETWEENNESS:
            return betweenness(tails, heads, n, directed=directed, pivots=pivots, rng=rng)
    return _eigenvector(held, arcs, directed, weighted)


def _eigenvector(held: Network, arcs: Any, directed: bool, weighted: bool) -> Scored:
    """The scores by the ties that come in."""
    import numpy as np  # a third of what importing this library costs

    from ...kernels.centrality import leading_vector

    tails, heads = arcs
    weights = _strengths(held, arcs, directed) if weighted else None
    found = leading_vector(heads, tails, held.n, weights=weights)
    if found.vector is not None:
        return Scored(found.vector)
    why = "no tie leads back to where it began" if not found.shares else "parts of the network share the lead"
    return Scored(np.full(held.n, np.nan), why)


def _strengths(held: Network, arcs: Any, directed: bool) -> NDArray[np.float64]:
    """The strength of each arc; without direction that of the ties of both directions together."""
    import numpy as np  # a third of what importing this library costs

    from ...kernels.graphs import arc_keys, contains

    keys, strength = arc_keys(held.tails, held.heads, held.n), held.strength

    def of(tails: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.float64]:
        wanted = arc_keys(tails, heads, held.n)
        there = contains(keys, wanted)
        found = np.zeros(len(wanted))
        found[there] = strength[np.searchsorted(keys, wanted[there])]
        return found

    tails, heads = arcs
    return of(tails, heads) if directed else of(tails, heads) + of(heads, tails)


def betweenness(
    tails: NDArray[np.int64],
    heads: NDArray[np.int64],
    n: int,
    *,
    directed: bool,
    pivots: int | None,
    rng: np.random.Generator,
) -> Scored:
    """Betweenness: whole, by igraph, or from a sample of actors with its standard errors."""
    import numpy as np  # a third of what importing this library costs

    from ...kernels.paths import dependencies

    halves = 1 if directed else 2
    if pivots is None and n > COUNTED and find_spec("igraph") and n * len(tails) <= HANDED_OVER:
        igraph = importlib.import_module("igraph")  # not among what this library needs
        graph = igraph.Graph(n=n, edges=np.stack([tails, heads], axis=1), directed=True)
        return Scored(np.array(graph.betweenness(), np.float64) / halves, counting=Counting.IGRAPH)
    count = min(n, n if n <= COUNTED else PIVOTS) if pivots is None else pivots
    if count >= n:
        return Scored(dependencies(tails, heads, n).total / halves)
    parts = dependencies(tails, heads, n, sources=rng.choice(n, count, replace=False))
    scale = n / count
    squares = parts.squares - parts.total**2 / count
    variance = n**2 * (1 - count / n) / count * np.maximum(squares, 0) / (count - 1)
    return Scored(
        parts.total * scale / halves,
        counting=Counting.SAMPLED,
        errors=np.sqrt(variance) / halves,
        parts=parts,
    )


def _value(found: Scored, top: float, n: int, halves: int) -> tuple[float | None, float | None, str | None]:
    """The value, its standard error, and why there is none."""
    if top <= 0:
        return None, None, f"{n} actors are too few"
    if found.why is not None:
        return None, None, found.why
    first = int(found.scores.argmax())
    value = float((found.scores[first] - found.scores).sum()) / top
    if found.parts is None:
        return value, None, None
    # each pivot gives n times the first actor's share less the sum of all shares
    parts, count = found.parts, len(found.parts.sums)
    mean = (n * parts.total[first] - parts.sums.sum()) / count
    squares = n**2 * parts.squares[first] - 2 * n * parts.crossed[first] + (parts.sums**2).sum()
    variance = max(float(squares) - count * float(mean) ** 2, 0) / (count - 1) / count * (1 - count / n)
    return value, n * variance**0.5 / top / halves, None
