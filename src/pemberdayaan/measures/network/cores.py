"""Who is in the core of a network, and who at its edge."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...model.fields import choose
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

    from ...model.programme import Programme

__all__ = ["CorePattern", "CorePeriphery", "Finding", "core_periphery"]

# The starts of a search times the actors, and the fewest and the most starts.
WORK, FEWEST, MOST = 40_000, 2, 200


class CorePattern(StrEnum):
    """Where the ideal network has ties."""

    ANY_CORE = "any_core"
    CORE_CORE = "core_core"
    MISSING = "missing"


class Finding(StrEnum):
    """How the core was found."""

    EXHAUSTIVE = "exhaustive"
    SEARCH = "search"


@attrs.frozen(eq=False, repr=False)
class CorePeriphery(Result):
    """The core that an ideal pattern fits best.

    Parameters
    ----------
    pattern
        The ideal: ``any_core`` has a tie wherever one of the two is in the core; ``core_core`` only within the core;
        ``missing`` within the core and none in the periphery, the cells between the two left out.
    actors
        Shape (n,).
    core
        The actors in the core, in the order of the network.
    value
        Pearson's correlation of the network's matrix with the pattern, over the cells off the diagonal; None if it is
        not defined for any core.
    finding
        ``exhaustive`` if every core was tried, so that none is better; ``search`` if one better may exist.
    starts
        From how many cores a search began.
    equal
        How many cores reach the value, of which this is the one with the fewest actors and then the first in the order
        of the network; None after a search.
    why
        Why there is no value.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "core_periphery"

    pattern: CorePattern
    actors: tuple[Any, ...]
    core: tuple[Any, ...]
    value: float | None
    finding: Finding
    starts: int | None
    equal: int | None
    why: str | None
    provenance: Provenance

    @property
    def correlation(self) -> float | None:
        """The value by its name."""
        return self.value

    def rows(self) -> list[Row]:
        """One row for each actor; nobody is said to be in or out where there is no value."""
        core = set(self.core)
        return [
            {"actor": plain(actor), "core": None if self.value is None else actor in core, "why": self.why}
            for actor in self.actors
        ]

    def __repr__(self) -> str:
        if self.value is None:
            return f"CorePeriphery ({self.pattern}) of {len(self.actors)} actors: {self.why}"
        how = "every core tried" if self.finding is Finding.EXHAUSTIVE else f"a search from {self.starts} starts"
        others = f", {self.equal - 1} other cores as good" if self.equal is not None and self.equal > 1 else ""
        return (
            f"CorePeriphery ({self.pattern}): {len(self.core)} of {len(self.actors)} actors, "
            f"correlation {self.value:.3f} ({how}{others})"
        )


def core_periphery(
    network: Network | Programme | nx.Graph[Any],
    *,
    pattern: CorePattern | str = CorePattern.ANY_CORE,
    rng: np.random.Generator | int | None = None,
) -> CorePeriphery:
    """Split the actors in a core and a periphery, so that an ideal pattern fits best.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph; ties as they run, there or not, whatever their strength.
    pattern
        ``"any_core"``, ``"core_core"`` or ``"missing"``. The three choose different cores: name it with the result.
    rng
        A seed or generator for the starts of a search.

    Returns
    -------
    CorePeriphery
        Up to 24 actors every core is tried; above, the best of a search by single moves and exchanges from many starts.
        A core that leaves the pattern without variation (empty, all; of one actor, or all but one, as the pattern has
        it) is no candidate.

    Raises
    ------
    InvalidInput
        For an unknown pattern.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social Networks 21(4), 375-395.

    Examples
    --------
    >>> import networkx as nx
    >>> core_periphery(nx.star_graph(4), pattern="any_core")
    CorePeriphery (any_core): 1 of 5 actors, correlation 1.000 (every core tried)
    """
    from ...kernels.cores import EXACT, best_core, searched_core
    from ..drawing import generator

    held, chosen = network_of(network), choose(CorePattern, "core pattern", pattern)
    small = held.n <= EXACT
    starts = None if small else min(MOST, max(FEWEST, WORK // held.n))
    drawn, seed = generator(rng)
    if starts is None:
        found = best_core(*held.arcs, held.n, pattern=chosen.value)
    else:
        found = searched_core(*held.arcs, held.n, pattern=chosen.value, starts=starts, rng=drawn)
    return CorePeriphery(
        chosen,
        held.actors,
        () if found is None else tuple(held.actors[i] for i in found.core),
        None if found is None else found.correlation,
        Finding.EXHAUSTIVE if small else Finding.SEARCH,
        starts,
        None if found is None else found.equal,
        "no core leaves both the ties and the pattern something that varies" if found is None else None,
        Provenance(digest=held.digest(), rule=(chosen.value,), seed=None if small else seed),
    )
