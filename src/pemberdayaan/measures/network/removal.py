"""What breaks when an actor leaves: those who hold others to the rest, and what is left as more leave."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import InvalidInput, fault
from ...model.fields import choose, wrong_type
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of, place_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["CriticalActors", "RemovalCurve", "RemovalOrder", "critical_actors", "removal_curve"]

# Faults of one kind that are told one by one.
TOLD = 5


@attrs.frozen(eq=False, repr=False)
class CriticalActors(Result):
    """Who cuts others off by leaving.

    Parameters
    ----------
    by
        The attribute that says the group; None if groups are not told apart.
    actors, groups
        Shape (n,): the actors, and the group of each (None without ``by``).
    names
        The groups in the order of the columns of ``cut_off``; one None without ``by``.
    pieces
        Shape (n,): in how many components the others of the actor's own component are left; 0 for an actor without
        ties, 1 for one that is not critical.
    cut_off
        Shape (n, groups): how many actors of each group are then outside the largest of these; of equally large ones
        the one with the actor first in the network counts as the largest.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "critical_actors"

    by: str | None
    actors: tuple[Any, ...]
    groups: tuple[Any, ...]
    names: tuple[Any, ...]
    pieces: NDArray[np.int64]
    cut_off: NDArray[np.int64]
    provenance: Provenance

    @property
    def critical(self) -> tuple[Any, ...]:
        """The actors that cut others off, those who cut off most first."""
        total = self.cut_off.sum(axis=1)
        found = sorted((i for i in range(len(self.actors)) if self.pieces[i] > 1), key=lambda i: -int(total[i]))
        return tuple(self.actors[i] for i in found)

    @property
    def value(self) -> int:
        """How many actors are critical."""
        return int((self.pieces > 1).sum())

    def rows(self) -> list[Row]:
        """One row for each actor."""
        total = self.cut_off.sum(axis=1).tolist()
        rows: list[Row] = []
        for i, (actor, pieces) in enumerate(zip(self.actors, self.pieces.tolist(), strict=True)):
            row: Row = {"actor": plain(actor)}
            if self.by is not None:
                row["group"] = plain(self.groups[i])
            row |= {"critical": pieces > 1, "pieces": pieces, "cut_off": total[i]}
            if self.by is not None:
                row |= {f"cut_off_{name}": int(self.cut_off[i, j]) for j, name in enumerate(self.names)}
            rows.append(row)
        return rows

    def of(self, actor: Any) -> dict[Any, int]:
        """How many actors of each group one actor cuts off."""
        place = place_of(self.actors, actor)
        return {name: int(self.cut_off[place, j]) for j, name in enumerate(self.names)}

    def __repr__(self) -> str:
        total = dict(zip(self.actors, self.cut_off.sum(axis=1).tolist(), strict=True))
        named = ", ".join(f"{actor} cuts off {total[actor]}" for actor in self.critical[:3])
        return f"CriticalActors: {self.value} of {len(self.actors)}{f': {named}' if named else ''}"


def critical_actors(network: Network | Programme | nx.Graph[Any], *, by: str | None = None) -> CriticalActors:
    """The actors without whom others can no longer reach each other, and how many each cuts off.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph; a tie in either direction counts.
    by
        The attribute that says the group, as ``"sector"``, to count those cut off by group.

    Returns
    -------
    CriticalActors
        An actor that holds nobody is not dispensable: it may give what no tie shows.

    Raises
    ------
    InvalidInput
        If an actor lacks the attribute.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation. Communications of
    the ACM 16(6), 372-378.

    Examples
    --------
    >>> import networkx as nx
    >>> found = critical_actors(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")]))
    >>> found
    CriticalActors: 2 of 5: c cuts off 2, d cuts off 1
    """
    import numpy as np  # a third of what importing this library costs

    from ...kernels.graphs import either_way
    from ...kernels.vertex_removal import cut_nodes

    held = network_of(network)
    codes, names = (np.zeros(held.n, np.int64), (None,)) if by is None else held.groups(by)
    first, second = either_way(held.tails, held.heads, held.n)
    found = cut_nodes(first, second, held.n, groups=codes)
    pieces = (np.bincount(np.concatenate([first, second]), minlength=held.n) > 0).astype(np.int64)
    pieces[found.nodes] = found.pieces
    cut_off = np.zeros((held.n, len(names)), np.int64)
    cut_off[found.nodes] = found.parted
    for array in (pieces, cut_off):
        array.flags.writeable = False
    groups = tuple(names[code] for code in codes)
    return CriticalActors(by, held.actors, groups, names, pieces, cut_off, Provenance(digest=held.digest()))


class RemovalOrder(StrEnum):
    """In what order actors leave."""

    RANDOM = "random"
    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    SECTOR = "sector"


@attrs.frozen(eq=False, repr=False)
class RemovalCurve(Result):
    """What is left of a network as its actors leave.

    Parameters
    ----------
    order
        How the order was made; None if it was given.
    by
        The attribute that says the group; None if groups are not told.
    size
        The number of actors at first.
    leaving, groups
        Shape (removals,): who leaves, in order, and the group of each (None without ``by``).
    largest, components
        Shape (removals + 1,): the actors in the largest component, and the number of components, before anybody leaves
        and after each removal.
    counting
        How betweenness was counted, where the order is by it: ``whole``, ``sampled`` or ``igraph``.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "removal_curve"

    order: RemovalOrder | None
    by: str | None
    size: int
    leaving: tuple[Any, ...]
    groups: tuple[Any, ...]
    largest: NDArray[np.int64]
    components: NDArray[np.int64]
    counting: str | None
    provenance: Provenance

    @property
    def share(self) -> tuple[float | None, ...]:
        """The largest component as a share of all actors there were at first; None in a network without actors."""
        return tuple(plain(one / self.size) if self.size else None for one in self.largest.tolist())  # type: ignore[misc]

    @property
    def value(self) -> float | None:
        """The mean share after each removal, Schneider's R where all leave; None if nobody does."""
        if not self.leaving:
            return None
        return float(self.largest[1:].mean()) / self.size

    @property
    def half(self) -> int | None:
        """After how many removals the largest component first holds less than half of all actors; None if never."""
        below = (2 * self.largest < self.size).nonzero()[0]
        return int(below[0]) if len(below) else None

    def rows(self) -> list[Row]:
        """One row for the whole network, then one for each removal."""
        rows: list[Row] = []
        steps = zip((None, *self.leaving), (None, *self.groups), self.largest.tolist(), self.share, strict=True)
        for removed, (actor, group, largest, share) in enumerate(steps):
            row: Row = {"removed": removed, "actor": plain(actor)}
            if self.by is not None:
                row["group"] = plain(group)
            rows.append(row | {"largest": largest, "share": share, "components": int(self.components[removed])})
        return rows

    def __repr__(self) -> str:
        how = "as given" if self.order is None else f"by {self.order}" if self.order != "random" else "at random"
        mean = "" if self.value is None else f", mean share {self.value:.3f}"
        half = "" if self.half is None else f", below half after {self.half}"
        return f"RemovalCurve of {self.size} actors, {len(self.leaving)} leaving {how}{mean}{half}"


def removal_curve(
    network: Network | Programme | nx.Graph[Any],
    *,
    order: RemovalOrder | str | Sequence[Any] = RemovalOrder.DEGREE,
    by: str | None = None,
    rng: np.random.Generator | int | None = None,
) -> RemovalCurve:
    """The share of all actors in the largest component as actors leave one after the other.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph; a tie in either direction counts.
    order
        ``"random"``; ``"degree"``, most partners first; ``"betweenness"``, the highest first; ``"sector"``, whole
        groups, the one with the most ties first, within it by degree; or the actors themselves in the order in which
        they leave, all or some. Degree and betweenness are those of the whole network and are not counted anew; of
        equal actors the one first in the network leaves first.
    by
        The attribute that says the group, which the rows then tell; for the order by sector ``"sector"`` if it is not
        said.
    rng
        A seed or generator, for the random order and a sampled betweenness.

    Returns
    -------
    RemovalCurve
        Compare an order by degree with a random one: a network that only the first breaks hangs on a few.

    Raises
    ------
    InvalidInput
        For an unknown order, an actor that is not in the network or leaves twice, or one without the attribute.

    References
    ----------
    Albert, R., Jeong, H. and Barabasi, A.-L. (2000). Error and attack tolerance of complex networks. Nature 406,
    378-382. Schneider, C. M. and others (2011). Mitigation of malicious attacks on networks. PNAS 108(10), 3838-3841.

    Examples
    --------
    >>> import networkx as nx
    >>> found = removal_curve(nx.star_graph(4))
    >>> found.share
    (1.0, 0.2, 0.2, 0.2, 0.2, 0.0)
    >>> found.half
    1
    """
    from ...kernels.graphs import either_way
    from ...kernels.vertex_removal import shrinking
    from ..drawing import generator

    held = network_of(network)
    chosen = choose(RemovalOrder, "removal order", order) if isinstance(order, str) else None
    told = "sector" if by is None and chosen is RemovalOrder.SECTOR else by
    codes, names = (None, ()) if told is None else held.groups(told)
    first, second = either_way(held.tails, held.heads, held.n)
    drawn, seed = generator(rng)
    if chosen is None:
        places, counting = _given(held, order), None
    else:
        places, counting = _ordered(chosen, first, second, held.n, codes, drawn)
    found = shrinking(first, second, held.n, places)
    for array in found:
        array.flags.writeable = False
    by_chance = chosen is RemovalOrder.RANDOM or counting == "sampled"
    return RemovalCurve(
        chosen,
        told,
        held.n,
        tuple(held.actors[i] for i in places),
        tuple(None if codes is None else names[codes[i]] for i in places),
        found.largest,
        found.components,
        counting,
        Provenance(
            digest=held.digest(),
            rule=("given" if chosen is None else chosen.value,),
            seed=seed if by_chance else None,
        ),
    )


def _given(held: Network, order: Any) -> NDArray[np.int64]:
    """The places of actors that the user names."""
    import numpy as np  # a third of what importing this library costs

    try:
        wanted = list(order)
    except TypeError:
        raise InvalidInput(wrong_type(order, "a list").under("order")) from None
    place = {actor: i for i, actor in enumerate(held.actors)}
    known = [isinstance(one, Hashable) and one in place for one in wanted]
    choices = tuple(map(str, held.actors[:1000]))
    unknown = [i for i, found in enumerate(known) if not found][:TOLD]
    faults = [fault("no_such", f"order[{i}]", noun="actor", given=str(wanted[i]), choices=choices) for i in unknown]
    seen: set[Any] = set()
    for i, one in enumerate(wanted):
        if known[i] and one in seen:
            faults.append(fault("repeated_key", f"order[{i}]", given=str(one)))
        elif known[i]:
            seen.add(one)
    if faults:
        raise InvalidInput(faults)
    return np.array([place[one] for one in wanted], np.int64)


def _ordered(
    order: RemovalOrder,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    n: int,
    codes: NDArray[np.int64] | None,
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], str | None]:
    """The places of all actors as they leave, and how betweenness was counted."""
    import numpy as np  # a third of what importing this library costs

    if order is RemovalOrder.RANDOM:
        return rng.permutation(n), None
    ends, others = np.concatenate([first, second]), np.concatenate([second, first])
    if order is RemovalOrder.BETWEENNESS:
        from .centralization import betweenness

        scored = betweenness(ends, others, n, directed=False, pivots=None, rng=rng)
        # sums of floats in another order differ in the last digits: such scores are equal
        return np.argsort(-np.round(scored.scores, 6), kind="stable"), scored.counting.value
    degree = np.bincount(ends, minlength=n)
    if codes is None or order is RemovalOrder.DEGREE:
        return np.argsort(-degree, kind="stable"), None
    ties = np.bincount(codes, weights=degree)
    return np.lexsort((np.arange(n), -degree, codes, -ties[codes])), None
