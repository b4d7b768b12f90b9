"""Which actors hold together so firmly that no few of them can part the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import InvalidInput, fault
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["Cohesion", "cohesion"]

# Up to how many actors the exact search is made.
LARGEST = 2_000


@attrs.frozen(eq=False, repr=False)
class Cohesion(Result):
    """The k-components of a network.

    Parameters
    ----------
    actors
        Shape (n,).
    levels
        For k = 1, 2, ...: the sets of actors, the larger first; sets of one k may share up to k - 1 actors.
    embeddedness
        Shape (n,): the highest k of a set that the actor is in; 0 for one without ties.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "cohesion"

    actors: tuple[Any, ...]
    levels: tuple[tuple[frozenset[Any], ...], ...]
    embeddedness: NDArray[np.int64]
    provenance: Provenance

    @property
    def components(self) -> dict[int, tuple[frozenset[Any], ...]]:
        """For each k the sets of actors."""
        return dict(enumerate(self.levels, start=1))

    @property
    def value(self) -> int:
        """The highest k that there is."""
        return len(self.levels)

    def rows(self) -> list[Row]:
        """One row for each actor."""
        return [
            {"actor": plain(actor), "embeddedness": level}
            for actor, level in zip(self.actors, self.embeddedness.tolist(), strict=True)
        ]

    def __repr__(self) -> str:
        said = [f"k={k}: {', '.join(str(len(one)) for one in sets[:5])}" for k, sets in self.components.items()]
        return f"Cohesion of {len(self.actors)} actors, sizes by k: {'; '.join(said) or 'no ties'}"


def cohesion(network: Network | Programme | nx.Graph[Any]) -> Cohesion:
    """The k-components, found exactly, and how deep each actor is embedded in them.

    A k-component is a largest set of more than k actors that holds together unless at least k of them leave: between
    any two of its actors run k ways that share nobody else. The sets of k + 1 lie within those of k.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph of at most 2,000 actors; a tie in either direction counts, whatever
        its strength.

    Returns
    -------
    Cohesion
        Only the loss of k others can part an actor of embeddedness k from those it is so embedded with.

    Raises
    ------
    InvalidInput
        For more than 2,000 actors: the search is exact, and its time grows with their square and more.

    References
    ----------
    Moody, J. and White, D. R. (2003). Structural cohesion and embeddedness: a hierarchical concept of social groups.
    American Sociological Review 68(1), 103-127.

    Examples
    --------
    >>> import networkx as nx
    >>> found = cohesion(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]))
    >>> [sorted(one) for one in found.components[2]]
    [['a', 'b', 'c']]
    >>> found.rows()[-1]
    {'actor': 'd', 'embeddedness': 1}
    """
    import numpy as np  # a third of what importing this library costs

    from ...kernels.connectivity import k_components
    from ...kernels.graphs import either_way

    held = network_of(network)
    if held.n > LARGEST:
        raise InvalidInput(fault("too_many_actors", "network", given=held.n, limit=LARGEST))
    found = k_components(*either_way(held.tails, held.heads, held.n), held.n)
    embeddedness = np.zeros(held.n, np.int64)
    for k, parts in found.items():
        for part in parts:
            embeddedness[part] = k
    embeddedness.flags.writeable = False
    levels = tuple(tuple(frozenset(held.actors[i] for i in part) for part in parts) for parts in found.values())
    return Cohesion(held.actors, levels, embeddedness, Provenance(digest=held.digest()))
