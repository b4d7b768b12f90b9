"""A network at a glance: density, reciprocity, components, hierarchy, transitivity, census; one row each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs

from ...errors import InvalidInput, fault
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["PROFILE", "GraphProfile", "Profiled", "graph_profile"]

# A least upper bound is looked for up to so many strong components in a weak one.
BOUNDED = 2_000
# How many of the six ordered triples of each closed triad are transitive.
TRANSITIVE = MappingProxyType({"030T": 1, "120D": 2, "120U": 2, "120C": 1, "210": 3, "300": 6})
# Triads of ties without direction, by the number of ties.
WITHOUT_DIRECTION = MappingProxyType({"0": "003", "1": "102", "2": "201", "3": "300"})

# What each number is.
PROFILE: Mapping[str, str] = MappingProxyType(
    {
        "actors": "actors",
        "ties": "ties; without direction each pair once",
        "density": "ties over possible ties",
        "reciprocity_dyadic": "mutual and null dyads over all dyads",
        "reciprocity_edgewise": "directed ties that are returned over all",
        "reciprocity_log_ratio": "logarithm of edgewise reciprocity over density",
        "reciprocity_correlation": "correlation of each cell of the matrix with the one across the diagonal",
        "asymmetric_dyads": "dyads with a tie one way over all dyads",
        "components_weak": "components where a tie joins either way",
        "components_strong": "components whose actors reach each other along the ties",
        "largest_component": "share of actors in the largest weak component",
        "isolates": "actors without a tie",
        "connectedness": "pairs of actors in one weak component over all pairs (Krackhardt)",
        "hierarchy": "pairs with a path one way only over pairs with a path (Krackhardt); 0 without a path",
        "efficiency": "1 less the share of possible ties beyond a tree that are there, either direction (Krackhardt)",
        "efficiency_directed": "the same of directed ties, each direction a tie of its own",
        "least_upper_bound": "1 less the share of pairs that nobody stands over as the lowest (Krackhardt)",
        "transitivity": "paths of two ties whose ends are tied, over paths of two ties with different ends (weak)",
        "degree_assortativity": "correlation over ties of the source's ties out with the target's ties in",
        "dyads_mutual": "dyads with a tie both ways",
        "dyads_asymmetric": "dyads with a tie one way",
        "dyads_null": "dyads without a tie",
    }
)


@attrs.frozen
class Profiled:
    """One number of a profile.

    Parameters
    ----------
    name
        A key of ``PROFILE``, or ``"triads_"`` and a kind of the census.
    value
        None where it is not defined.
    low, high
        Its range for networks of as many actors; None for no end.
    note
        What it is, or why there is none.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    note: str


@attrs.frozen(eq=False, repr=False)
class GraphProfile(Result):
    """What kind of network it is.

    Parameters
    ----------
    directed
        Whether ties have a direction; without one a tie holds both ways.
    numbers
        In the order of ``PROFILE``, then the census of triads: of directed ties the sixteen kinds of Holland and
        Leinhardt, else by the number of ties.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "graph_profile"

    directed: bool
    numbers: tuple[Profiled, ...]
    provenance: Provenance

    def of(self, name: str) -> float | None:
        """The number of that name.

        Raises
        ------
        InvalidInput
            If there is none.
        """
        for one in self.numbers:
            if one.name == name:
                return one.value
        raise InvalidInput(
            fault("no_such", noun="measure", given=name, choices=tuple(one.name for one in self.numbers))
        )

    def rows(self) -> list[Row]:
        """One row for each number, with its range."""
        return [
            {
                "name": one.name,
                "value": plain(one.value),
                "low": plain(one.low),
                "high": plain(one.high),
                "note": one.note,
            }
            for one in self.numbers
        ]

    def __repr__(self) -> str:
        told = [
            f"{name} {'-' if value is None else f'{value:.3g}'}"
            for name in ("density", "reciprocity_edgewise", "components_weak", "transitivity")
            for value in (self.of(name),)
        ]
        return f"GraphProfile of {self.of('actors')} actors with {self.of('ties')} ties: {', '.join(told)}"


def graph_profile(network: Network | Programme | nx.Graph[Any]) -> GraphProfile:
    """Density, reciprocity, components, Krackhardt's four dimensions, transitivity and census of a network.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph.

    Returns
    -------
    GraphProfile
        Density falls as networks grow: compare networks of like size, with like questions asked of like respondents.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis. Cambridge University Press.
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In Computational Organization Theory,
    89-111. Lawrence Erlbaum.
    Holland, P. W. and Leinhardt, S. (1970). A method for detecting structure in sociometric data. American Journal of
    Sociology 76(3), 492-513.

    Examples
    --------
    >>> import networkx as nx
    >>> found = graph_profile(nx.florentine_families_graph())
    >>> found
    GraphProfile of 15 actors with 20 ties: density 0.19, reciprocity_edgewise 1, components_weak 1, transitivity 0.191
    >>> round(found.of("efficiency"), 4)
    0.9341
    """
    held = network_of(network)
    seen = _seen(held)
    numbers = [*_sizes(held, seen), *_dimensions(held, seen), *_patterns(held, seen)]
    ordered = sorted(numbers, key=lambda one: list(PROFILE).index(one.name) if one.name in PROFILE else len(PROFILE))
    return GraphProfile(held.directed, tuple(ordered), Provenance(digest=held.digest()))


class Seen(NamedTuple):
    """What the numbers are made of."""

    n: int
    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    mutual: int
    weak: NDArray[np.int64]
    strong: int
    census: Mapping[str, int]

    @property
    def dyads(self) -> int:
        """The number of pairs of actors."""
        return self.n * (self.n - 1) // 2

    @property
    def arcs(self) -> int:
        """The number of ties, each direction for itself."""
        return len(self.tails)


def _seen(held: Network) -> Seen:
    import numpy as np  # a third of what importing this library costs

    from ...kernels.graphs import arc_keys, contains, distinct_arcs
    from ...kernels.paths import components
    from ...kernels.triads import triad_census

    n = held.n
    tails, heads = distinct_arcs(*held.arcs, n)
    mutual = int(contains(arc_keys(tails, heads, n), arc_keys(heads, tails, n)).sum()) // 2
    weak = np.bincount(components(tails, heads, n)) if n else np.zeros(0, np.int64)
    strong = len(weak) if not held.directed else len(np.unique(components(tails, heads, n, strong=True)))
    return Seen(n, tails, heads, mutual, weak, strong, triad_census(tails, heads, n))


def _made(
    name: str, above: float | None, below: float = 1, *, low: float | None = 0, high: float | None = 1, why: str = ""
) -> Profiled:
    """A number over another one, or why there is none."""
    value = None if above is None or not below else above / below
    return Profiled(name, value, low, high, PROFILE[name] if value is not None else why)


def _count(name: str, value: int, high: int | None, low: int = 0, note: str | None = None) -> Profiled:
    return Profiled(name, value, low, high, note or PROFILE[name])


def _sizes(held: Network, seen: Seen) -> Iterator[Profiled]:
    """Density, reciprocity and components."""
    import numpy as np  # a third of what importing this library costs

    n, dyads, arcs, mutual = seen.n, seen.dyads, seen.arcs, seen.mutual
    few, empty = "fewer than two actors", "no tie"
    asymmetric = arcs - 2 * mutual
    density = arcs / (2 * dyads) if dyads else 0.0
    edgewise = 2 * mutual / arcs if arcs else 0.0
    yield _count("actors", n, None)
    yield _count("ties", held.m, 2 * dyads if held.directed else dyads)
    yield _made("density", arcs, 2 * dyads, why=few)
    yield _made("reciprocity_dyadic", dyads - asymmetric, dyads, why=few)
    yield _made("reciprocity_edgewise", 2 * mutual, arcs, why=empty)
    why = empty if not arcs else "no tie is returned"
    ratio = math.log(edgewise / density) if mutual else None
    yield _made("reciprocity_log_ratio", ratio, low=None, high=None, why=why)
    spread = density * (1 - density)
    # over all cells beside the diagonal: the mean of the products less the square of the mean
    across = mutual / dyads - density**2 if dyads else None
    yield _made("reciprocity_correlation", across, spread, low=-1, why="all cells are alike" if dyads else few)
    yield _made("asymmetric_dyads", asymmetric, dyads, why=few)
    yield _count("components_weak", len(seen.weak), n, min(n, 1))
    yield _count("components_strong", seen.strong, n, min(n, 1))
    yield _made("largest_component", int(seen.weak.max(initial=0)), n, why="no actor")
    yield _count("isolates", int(np.count_nonzero(seen.weak == 1)), n)


def _dimensions(held: Network, seen: Seen) -> Iterator[Profiled]:
    """Krackhardt's four: 1 and 1 and 1 and 1 is an outtree, an organisation chart."""
    from ...kernels.graphs import either_way
    from ...kernels.hierarchy import pairs_reached, without_upper_bound

    parts = [int(size) for size in seen.weak]
    joined = sum(size * (size - 1) // 2 for size in parts)
    tree, beyond = sum(size - 1 for size in parts), sum((size - 1) * (size - 2) // 2 for size in parts)
    small = "no component of three actors"
    yield _made("connectedness", joined, seen.dyads, why="fewer than two actors")
    reached, both = pairs_reached(seen.tails, seen.heads, seen.n) if held.directed else (joined, joined)
    yield _made("hierarchy", reached - both, reached or 1)
    ties = len(either_way(seen.tails, seen.heads, seen.n)[0])
    yield _made("efficiency", beyond - (ties - tree), beyond, why=small)
    arcs = sum((size - 1) ** 2 for size in parts)
    yield _made("efficiency_directed", arcs - (seen.arcs - tree), arcs, why="no tie")
    missing = without_upper_bound(seen.tails, seen.heads, seen.n, most=BOUNDED) if held.directed else 0
    whole = None if missing is None else beyond - missing
    large = f"more than {BOUNDED:,} strong components in one weak component"
    yield _made("least_upper_bound", whole, beyond, why=small if whole is not None else large)


def _patterns(held: Network, seen: Seen) -> Iterator[Profiled]:
    """Transitivity, assortativity by degree, and the census of dyads and triads."""
    import numpy as np  # a third of what importing this library costs

    n, mutual, census = seen.n, seen.mutual, seen.census
    out, into = np.bincount(seen.tails, minlength=n), np.bincount(seen.heads, minlength=n)
    two_paths = int(out @ into) - 2 * mutual
    closed = sum(census[kind] * many for kind, many in TRANSITIVE.items())
    yield _made("transitivity", closed, two_paths, why="no path of two ties")
    source, target = out[seen.tails].astype(float), into[seen.heads].astype(float)
    alike = len(source) < 2 or source.min() == source.max() or target.min() == target.max()
    correlation = None if alike else float(np.corrcoef(source, target)[0, 1])
    yield _made("degree_assortativity", correlation, low=-1, why="all actors at the ends of ties have as many")
    yield _count("dyads_mutual", mutual, seen.dyads)
    yield _count("dyads_asymmetric", seen.arcs - 2 * mutual, seen.dyads)
    yield _count("dyads_null", seen.dyads - seen.arcs + mutual, seen.dyads)
    kinds = {kind: kind for kind in census} if held.directed else WITHOUT_DIRECTION
    every = n * (n - 1) * (n - 2) // 6
    for name, kind in kinds.items():
        note = f"triads of kind {name}" if held.directed else f"triads with {name} ties"
        yield _count(f"triads_{name}", census[kind], every, note=note)
