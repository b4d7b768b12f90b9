"""Who is free among partners that do not know each other, and who is held by partners that all do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of, place_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["StructuralHoles", "structural_holes"]


@attrs.frozen(eq=False, repr=False)
class StructuralHoles(Result):
    """Burt's measures of each actor; of one without partners nan inside, null in rows and ``"no partners"`` as the why.

    Parameters
    ----------
    actors
        Shape (n,).
    partners
        Shape (n,): how many others have a tie with the actor, in either direction.
    constraint
        Shape (n,): how far the partners hold the actor, because its ties are few or the partners are tied to each
        other. Above 0; 1 with a single partner, and more only where a few partners are strongly tied to each
        other.
    effective_size
        Shape (n,): the partners less what each repeats of the others, 1 to the number of partners.
    efficiency
        Shape (n,): effective size by partner.
    hierarchy
        Shape (n,): how far the constraint comes from one partner alone, 0 (from all alike) to 1.
    pairs
        Shape (pairs, 2): the places of two actors with a tie.
    dyadic
        Shape (pairs, 2): the constraint that the second lays on the first, and the first on the second.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "structural_holes"

    actors: tuple[Any, ...]
    partners: NDArray[np.int64]
    constraint: NDArray[np.float64]
    effective_size: NDArray[np.float64]
    efficiency: NDArray[np.float64]
    hierarchy: NDArray[np.float64]
    pairs: NDArray[np.int64]
    dyadic: NDArray[np.float64]
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each actor."""
        columns = ("constraint", "effective_size", "efficiency", "hierarchy")
        values = [getattr(self, name).tolist() for name in columns]
        rows: list[Row] = []
        for actor, partners, *found in zip(self.actors, self.partners.tolist(), *values, strict=True):
            row: Row = {"actor": plain(actor), "partners": partners}
            row |= {name: plain(value) for name, value in zip(columns, found, strict=True)}
            rows.append(row | {"why": None if partners else "no partners"})
        return rows

    def of(self, actor: Any) -> Row:
        """The row of one actor."""
        return self.rows()[place_of(self.actors, actor)]

    def held_by(self, actor: Any) -> dict[Any, float]:
        """How much each partner constrains an actor, the most first; it adds up to the actor's constraint."""
        place = place_of(self.actors, actor)
        found: dict[Any, float] = {}
        for here, other, column in ((0, 1, 0), (1, 0, 1)):
            for pair in (self.pairs[:, here] == place).nonzero()[0]:
                found[self.actors[self.pairs[pair, other]]] = float(self.dyadic[pair, column])
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def __repr__(self) -> str:
        tied = [i for i in range(len(self.actors)) if self.partners[i]]
        free = sorted(tied, key=lambda i: float(self.constraint[i]))[:3]
        named = ", ".join(f"{self.actors[i]} {self.constraint[i]:.3f}" for i in free)
        return f"StructuralHoles of {len(self.actors)} actors, the least constrained: {named or 'nobody has partners'}"


def structural_holes(network: Network | Programme | nx.Graph[Any]) -> StructuralHoles:
    r"""Burt's constraint, effective size, efficiency and hierarchy of each actor.

    With :math:`a_{ij}` the strength of the tie from :math:`i` to :math:`j` and
    :math:`p_{ij} = (a_{ij} + a_{ji}) / \sum_k (a_{ik} + a_{ki})`, the constraint is
    :math:`\sum_j (p_{ij} + \sum_q p_{iq} p_{qj})^2` over partners :math:`j`; the effective size is
    :math:`\sum_j (1 - \sum_q p_{iq} m_{jq})` with :math:`m_{jq} = (a_{jq} + a_{qj}) / \max_k (a_{jk} + a_{kj})`.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph. Partners are those with a tie in either direction; a tie that is
        returned counts twice. Weights are used where the network has them.

    Returns
    -------
    StructuralHoles
        Low constraint is room to act between others, and says nothing of the use that is made of it.

    Raises
    ------
    InvalidInput
        If ties have weights and the network does not say which end of the scale is the strongest.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.

    Examples
    --------
    >>> import networkx as nx
    >>> found = structural_holes(nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c"), ("a", "b")]))
    >>> found.of("hub")["effective_size"]
    2.3333333333333335
    >>> round(found.of("hub")["constraint"], 4)
    0.6111
    """
    import numpy as np  # a third of what importing this library costs

    from ...kernels.holes import holes

    held = network_of(network)
    found = holes(held.tails, held.heads, held.strength, held.n)
    tied = found.degree > 0
    size = np.where(tied, found.effective, np.nan)
    columns = (
        found.degree,
        np.where(tied, found.constraint, np.nan),
        size,
        size / np.maximum(found.degree, 1),
        np.where(tied, found.hierarchy, np.nan),
        np.stack([found.first, found.second], axis=1),
        np.stack([found.forth, found.back], axis=1),
    )
    for column in columns:
        column.flags.writeable = False
    return StructuralHoles(held.actors, *columns, Provenance(digest=held.digest()))
