"""Do ties run within sectors or between them? The E-I index, against chance."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs

from ..result import Provenance, Result, Row, plain
from .chance import draws
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

__all__ = ["ExternalInternal", "OutwardTies", "external_internal"]

NO_TIE = "no tie"


@attrs.frozen
class OutwardTies:
    """The ties of a sector or an actor, outward and inward.

    Parameters
    ----------
    about, group
        The sector or the actor, and its sector.
    external, internal
        Ties to others, and to one's own; of directed ties those of both directions.
    value
        (external - internal) / (external + internal); None without a tie.
    expected
        The same of all the ties that there could be; None where there could be none.
    """

    about: Any
    group: Any
    external: int
    internal: int
    value: float | None
    expected: float | None


@attrs.frozen(eq=False, repr=False)
class ExternalInternal(Result):
    """The E-I index: from -1, all ties within a sector, to 1, all between sectors.

    Parameters
    ----------
    by
        The attribute that says the sector.
    directed
        Whether ties have a direction; then each direction is a tie.
    external, internal
        The ties between sectors, and within one.
    value
        (external - internal) / (external + internal); None without a tie.
    expected
        The exact mean over all ways to deal the sectors to the actors, which is the value if every tie there could be
        were there: larger sectors have more room inside.
    rescaled
        The value between the lowest and the highest that as many ties allow, moved to -1 and 1; None where these are
        one.
    p_at_most, p_at_least
        The shares of labellings with a value as low, and as high, ties among them, (k + 1)/(K + 1); None without
        permutations or ties.
    p_value
        Twice the smaller of the two, at most 1.
    permutations
        How many labellings.
    assortativity
        Newman's coefficient: 1 if all ties run within sectors, 0 as expected from the number of ties of each sector;
        None where it is not defined.
    sectors, actors
        The ties of each sector, and of each actor.
    names, mixing
        The sectors, and shape (sectors, sectors): the ties from the one in the row to the one in the column; without
        direction a symmetric table with each tie of two sectors in both places. Read-only.
    why
        Why there is no value, no rescaled value or no assortativity.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "external_internal"

    by: str
    directed: bool
    external: int
    internal: int
    value: float | None
    expected: float | None
    rescaled: float | None
    p_at_most: float | None
    p_at_least: float | None
    p_value: float | None
    permutations: int
    assortativity: float | None
    sectors: tuple[OutwardTies, ...]
    actors: tuple[OutwardTies, ...]
    names: tuple[Any, ...]
    mixing: NDArray[np.int64]
    why: tuple[tuple[str, str], ...]
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for the whole network, one for each sector, one for each actor."""
        whole = OutwardTies(None, None, self.external, self.internal, self.value, self.expected)
        rows = [self._row("network", whole, self.rescaled, self.p_at_most, self.p_at_least)]
        rows += [self._row("sector", one) for one in self.sectors]
        return rows + [self._row("actor", one) for one in self.actors]

    def _row(self, level: str, one: OutwardTies, *tested: float | None) -> Row:
        rescaled, at_most, at_least = tested or (None, None, None)
        return {
            "level": level,
            "about": plain(one.about),
            "group": plain(one.group),
            "external": one.external,
            "internal": one.internal,
            "value": plain(one.value),
            "expected": plain(one.expected),
            "rescaled": plain(rescaled),
            "p_at_most": plain(at_most),
            "p_at_least": plain(at_least),
        }

    def pairs(self) -> list[Row]:
        """One row for each two sectors: how many ties run from the one to the other."""
        return [
            {"source": plain(a), "target": plain(b), "ties": int(self.mixing[i, j])}
            for i, a in enumerate(self.names)
            for j, b in enumerate(self.names)
        ]

    def __repr__(self) -> str:
        if self.value is None:
            return f"ExternalInternal by {self.by}: not defined ({NO_TIE})"
        chance = f", expected {self.expected:+.3f}" if self.expected is not None else ""
        tested = f", p {self.p_value:.3g} of {self.permutations} labellings" if self.p_value is not None else ""
        return f"ExternalInternal by {self.by}: {self.value:+.3f}{chance}{tested}"


def external_internal(
    network: Network | Programme | nx.Graph[Any],
    *,
    by: str = "sector",
    permutations: int = 0,
    rng: np.random.Generator | int | None = None,
) -> ExternalInternal:
    r"""Whether ties run between sectors or within them.

    :math:`(E - I)/(E + I)` for :math:`E` ties between and :math:`I` within sectors. The value alone says little: where
    no sector is large most ties cannot but cross a border. Hold it against the expected one.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph.
    by
        The attribute that says the sector.
    permutations
        How many random labellings to compare with: the sectors are shuffled over the actors, the ties stay.
    rng
        A seed or generator.

    Returns
    -------
    ExternalInternal
        A value below the expected one looks inward, above it outward.

    Raises
    ------
    InvalidInput
        If an actor lacks the attribute; for permutations or a seed that are no whole number, or below 0.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental simulation.
    Social Psychology Quarterly 51(2), 123-140. Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E
    67, 026126, for the assortativity.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("women", "youth"), ("youth", "office"), ("office", "bank")])
    >>> sectors = {"women": "community", "youth": "community", "office": "government", "bank": "private"}
    >>> nx.set_node_attributes(graph, sectors, "sector")
    >>> external_internal(graph)
    ExternalInternal by sector: +0.333, expected +0.667
    """
    held = network_of(network)
    drawn, seed = draws(permutations, rng)
    codes, names = held.groups(by)
    mixing = _mixing(held, codes, len(names))
    internal = int(mixing.trace())
    external = held.m - internal
    sizes = tuple(int((codes == code).sum()) for code in range(len(names)))
    tested = _tested(held, codes, external, permutations, drawn)
    rescaled, assortativity = _rescaled(held, sizes, external), _assortativity(mixing, held.directed)
    mixing.flags.writeable = False
    return ExternalInternal(
        by,
        held.directed,
        external,
        internal,
        _ratio(external, internal),
        _expected(sizes, held.n),
        rescaled.value,
        *tested,
        permutations,
        assortativity.value,
        _of_sectors(mixing, names, sizes, held),
        _of_actors(held, codes, names, sizes),
        names,
        mixing,
        tuple(
            (name, found.why)
            for name, found in (
                ("value", Found(None, None if held.m else NO_TIE)),
                ("rescaled", rescaled),
                ("assortativity", assortativity),
            )
            if found.why is not None
        ),
        Provenance(digest=held.digest(), rule=(by,), seed=seed),
    )


class Found(NamedTuple):
    """A value, or why there is none."""

    value: float | None
    why: str | None = None


def _ratio(external: int, internal: int) -> float | None:
    total = external + internal
    return float(Fraction(external - internal, total)) if total else None


def _expected(sizes: tuple[int, ...], n: int) -> float | None:
    """The mean over all labellings: every two actors have one sector with the same chance."""
    if n < 2:
        return None
    return float(1 - 2 * Fraction(sum(size * (size - 1) for size in sizes), n * (n - 1)))


def _mixing(held: Network, codes: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    import numpy as np  # a third of what importing this library costs

    table = np.bincount(codes[held.tails] * groups + codes[held.heads], minlength=groups**2).reshape(groups, groups)
    if held.directed:
        return table
    both: NDArray[np.int64] = table + table.T - np.diag(np.diag(table))
    return both


def _rescaled(held: Network, sizes: tuple[int, ...], external: int) -> Found:
    """The value between the ends that as many ties leave open."""
    ties = held.m
    if not ties:
        return Found(None, NO_TIE)
    halves = 1 if held.directed else 2
    inside = sum(size * (size - 1) for size in sizes) // halves
    outside = held.n * (held.n - 1) // halves - inside
    high = Fraction(1) if ties <= outside else Fraction(2 * outside - ties, ties)
    low = Fraction(-1) if ties <= inside else Fraction(ties - 2 * inside, ties)
    if high == low:
        return Found(None, "as many ties leave no other value open")
    value = Fraction(2 * external - ties, ties)
    return Found(float(2 * (value - low) / (high - low) - 1))


def _assortativity(mixing: NDArray[np.int64], directed: bool) -> Found:
    """Newman's coefficient on arcs: a tie without direction is two."""
    import numpy as np  # a third of what importing this library costs

    arcs = mixing if directed else mixing + np.diag(np.diag(mixing))
    total = int(arcs.sum())
    if not total:
        return Found(None, NO_TIE)
    out, into = (tuple(map(int, arcs.sum(axis=axis))) for axis in (1, 0))
    chance = Fraction(sum(a * b for a, b in zip(out, into, strict=True)), total**2)
    if chance == 1:
        return Found(None, "every tie begins and ends in one sector")
    return Found(float((Fraction(int(arcs.trace()), total) - chance) / (1 - chance)))


def _of_sectors(
    mixing: NDArray[np.int64], names: tuple[Any, ...], sizes: tuple[int, ...], held: Network
) -> tuple[OutwardTies, ...]:
    found = []
    for i, (name, size) in enumerate(zip(names, sizes, strict=True)):
        internal = int(mixing[i, i])
        external = int(mixing[i].sum()) - internal
        if held.directed:
            external += int(mixing[:, i].sum()) - internal
        # twice as many ends outside as within, for a tie within has both
        chance = _ratio(2 * size * (held.n - size), size * (size - 1))
        found.append(OutwardTies(name, name, external, internal, _ratio(external, internal), chance))
    return tuple(found)


def _of_actors(
    held: Network, codes: NDArray[np.int64], names: tuple[Any, ...], sizes: tuple[int, ...]
) -> tuple[OutwardTies, ...]:
    import numpy as np  # a third of what importing this library costs

    ends = np.concatenate([held.tails, held.heads])
    crossing = np.tile(codes[held.tails] != codes[held.heads], 2)
    external = np.bincount(ends[crossing], minlength=held.n).tolist()
    internal = np.bincount(ends[~crossing], minlength=held.n).tolist()
    chances = [_ratio(held.n - size, size - 1) for size in sizes]
    return tuple(
        OutwardTies(actor, names[code], outward, inward, _ratio(outward, inward), chances[code])
        for actor, code, outward, inward in zip(held.actors, codes.tolist(), external, internal, strict=True)
    )


def _tested(
    held: Network, codes: NDArray[np.int64], external: int, permutations: int, rng: np.random.Generator
) -> tuple[float | None, float | None, float | None]:
    """The shares of labellings with as few, and as many, ties between sectors; and the two-sided p."""
    import numpy as np  # a third of what importing this library costs

    if not permutations or not held.m:
        return None, None, None
    few = many = 1  # the labelling that is there is one of them
    for _ in range(permutations):
        drawn = rng.permutation(codes)
        crossing = int(np.count_nonzero(drawn[held.tails] != drawn[held.heads]))
        few += crossing <= external
        many += crossing >= external
    every = permutations + 1
    return few / every, many / every, min(1.0, 2 * min(few, many) / every)
