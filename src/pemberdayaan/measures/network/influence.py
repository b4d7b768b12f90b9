"""Who is influential by their ties, beside who is powerful by what was said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import attrs

from ...catalogue.library import framework
from ...errors import InvalidInput, fault
from ...model.periods import as_period
from ...model.programme import Programme
from ..involvement import stakeholder_key
from ..placement import Placed, placements_of
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Influence", "RankAgreement", "StatedRatings", "influence"]

POSITIONS = ("partners", "betweenness", "pagerank", "katz", "bonacich", "hub", "authority")
GRID, CLASSES = "mendelow-1991", "mitchell-1997"
# Up to here betweenness stands beside the others; `centralization` has it for larger networks.
COUNTED = 1_000
# Of what series allow, how much is taken where nobody says.
SHARE = 0.5


@attrs.frozen
class StatedRatings:
    """What was said of each actor, in the order of the actors; None where nothing was, or sources disagree.

    Parameters
    ----------
    power, interest
        As numbers: of the stakeholder's record or an attribute, else the step of Mendelow's grid (0 low, 1 high), else
        of Mitchell's power (0 not held, 1 held).
    salience
        How many of Mitchell's three attributes are held, where all were rated.
    places, classes
        The cell in Mendelow's grid, and Mitchell's class.
    sources
        Pairs of ``"power"``, ``"interest"`` or ``"salience"`` and where it was taken from.
    """

    power: tuple[float | None, ...]
    interest: tuple[float | None, ...]
    salience: tuple[float | None, ...]
    places: tuple[str | None, ...]
    classes: tuple[str | None, ...]
    sources: tuple[tuple[str, str], ...]


@attrs.frozen
class RankAgreement:
    """Whether those who are rated high stand high in the network.

    Parameters
    ----------
    rated
        ``"power"``, ``"interest"`` or ``"salience"``.
    position
        One of the positions in the network.
    tau
        Kendall's rank correlation, tau-b, over the rated actors; None where it is not defined. No test: a list of
        stakeholders is no sample.
    n
        The number of rated actors.
    why
        Why there is none.
    """

    rated: str
    position: str
    tau: float | None
    n: int
    why: str | None = None


@attrs.frozen(eq=False, repr=False)
class Influence(Result):
    """Positions in the network, and ratings beside them.

    Parameters
    ----------
    actors
        The actors.
    positions
        Pairs of a name and an array of shape (n,), read-only, nan inside and null in rows where it is not defined:
        ``partners`` (in either direction), ``betweenness``, ``pagerank``, ``katz``, ``bonacich``, ``hub``,
        ``authority``.
    damping, alpha, beta
        What the scores were made with.
    limit
        What alpha and the size of beta must stay below: one over the leading eigenvalue; None where all is allowed.
    ratings
        What was said of the actors; None if nothing was.
    agreement
        Whether those who are rated high stand high.
    why
        Pairs of a position and why it is not defined.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "influence"

    actors: tuple[Any, ...]
    positions: tuple[tuple[str, NDArray[np.float64]], ...]
    damping: float
    alpha: float
    beta: float
    limit: float | None
    ratings: StatedRatings | None
    agreement: tuple[RankAgreement, ...]
    why: tuple[tuple[str, str], ...]
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each actor."""
        none = (None,) * len(self.actors)
        said = self.ratings
        columns: dict[str, Any] = {"actor": self.actors}
        columns |= {name: values.tolist() for name, values in self.positions}
        columns |= {
            "power": said.power if said else none,
            "interest": said.interest if said else none,
            "salience": said.salience if said else none,
            "place": said.places if said else none,
            "class": said.classes if said else none,
        }
        return [{name: plain(values[i]) for name, values in columns.items()} for i in range(len(self.actors))]

    def of(self, position: str) -> NDArray[np.float64]:
        """The scores of a position.

        Raises
        ------
        InvalidInput
            If there is no such position.
        """
        if position not in (found := dict(self.positions)):
            raise InvalidInput(fault("no_such", noun="measure", given=position, choices=tuple(found)))
        return found[position]

    @property
    def sign(self) -> str:
        """What the sign of beta makes of power."""
        if not self.beta:
            return "zero: power is the number of ties"
        if self.beta > 0:
            return "positive: powerful are those whose partners are well connected"
        return "negative: powerful are those whose partners have few others to turn to"

    def __repr__(self) -> str:
        scores = self.of("pagerank").tolist()
        first = sorted(range(len(scores)), key=lambda i: -scores[i])[:3]
        named = ", ".join(f"{self.actors[i]} {scores[i]:.3f}" for i in first)
        beside = "".join(f"; {name} rated for {n}" for name, n in {one.rated: one.n for one in self.agreement}.items())
        return f"Influence of {len(self.actors)} actors by PageRank: {named or 'nobody'}{beside}"


def influence(
    network: Network | Programme | nx.Graph[Any],
    *,
    damping: float = 0.85,
    alpha: float | None = None,
    beta: float | None = None,
    weighted: bool = False,
) -> Influence:
    r"""Scores of actors by the scores of those they are tied to; beside them what was said of their power.

    PageRank: how often a walk along the ties that starts anew at random passes. Katz:
    :math:`(I - \alpha A^\top)^{-1} 1`, the walks that end at an actor. Both count ties that come in. Bonacich power:
    :math:`(I - \beta A)^{-1} A 1` by ties that go out, scaled to a sum of squares of n.

    Parameters
    ----------
    network
        A network, a programme or a networkx graph. Of a programme the ratings of its stakeholders come along: their
        power and interest, and their place in the grids of Mendelow and of Mitchell, Agle and Wood, the latest ones. A
        network may have the attributes ``power`` and ``interest``.
    damping
        The chance that the walk goes on, from 0 to below 1.
    alpha
        From 0 to below one over the leading eigenvalue; None is half of that.
    beta
        Between minus and plus one over the leading eigenvalue; None is half of it. Above 0 an actor gains from
        well-connected partners, as where knowledge spreads; below 0 from partners with few others to turn to, as in
        bargaining; at 0 it is the number of ties.
    weighted
        True takes the strength of ties.

    Returns
    -------
    Influence
        ``agreement`` tells whether the powerful on paper sit in the middle. A position is a chance to influence, and
        not yet influence.

    Raises
    ------
    InvalidInput
        If ``damping``, ``alpha`` or ``beta`` is out of its range, all at once; for strength if ``strongest`` is unsaid.

    References
    ----------
    Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. Computer Networks 30.
    Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18(1), 39-43.
    Bonacich, P. (1987). Power and centrality: a family of measures. American Journal of Sociology 92(5), 1170-1182.
    Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46(5), 604-632.

    Examples
    --------
    >>> import networkx as nx
    >>> influence(nx.DiGraph([("women", "office"), ("youth", "office"), ("office", "bank")]))
    Influence of 4 actors by PageRank: bank 0.412, office 0.338, women 0.125
    """
    from ...kernels.centrality import spectral_radius

    held = network_of(network)
    weights = _strength(held) if weighted else None
    radius = spectral_radius(*held.arcs, held.n, weights=weights)
    limit = 1 / radius if radius else None
    chosen_alpha, chosen_beta = (SHARE * (limit or 1) if one is None else one for one in (alpha, beta))
    _check(damping, chosen_alpha, chosen_beta, limit)
    why: dict[str, str] = {}
    positions = _positions(held, weights, (damping, chosen_alpha, chosen_beta), why)
    ratings = _ratings(network, held)
    for array in positions.values():
        array.flags.writeable = False
    return Influence(
        held.actors,
        tuple((name, positions[name]) for name in POSITIONS),
        damping,
        chosen_alpha,
        chosen_beta,
        limit,
        ratings,
        tuple(_agreement(ratings, positions)) if ratings else (),
        tuple(why.items()),
        Provenance(programme=network.key if isinstance(network, Programme) else None, digest=held.digest()),
    )


def _check(damping: float, alpha: float, beta: float, limit: float | None) -> None:
    high = "..." if limit is None else limit
    end = float("inf") if limit is None else limit
    faults = []
    if not 0 <= damping < 1:
        faults.append(fault("out_of_range", "damping", given=damping, low=0, high=1))
    if not 0 <= alpha < end:
        faults.append(fault("out_of_range", "alpha", given=alpha, low=0, high=high))
    if not -end < beta < end:
        faults.append(fault("out_of_range", "beta", given=beta, low=f"-{high}", high=high))
    if faults:
        raise InvalidInput(faults)


def _strength(held: Network) -> NDArray[np.float64]:
    import numpy as np  # a third of what importing this library costs

    return held.strength if held.directed else np.concatenate([held.strength, held.strength])


def _positions(
    held: Network, weights: NDArray[np.float64] | None, factors: tuple[float, float, float], why: dict[str, str]
) -> dict[str, NDArray[np.float64]]:
    import numpy as np  # a third of what importing this library costs

    from ...kernels.centrality import bonacich, hubs, katz, pagerank
    from ...kernels.graphs import either_way
    from ...kernels.paths import dependencies

    n, (tails, heads), (damping, alpha, beta) = held.n, held.arcs, factors
    nothing = np.full(n, np.nan)
    partners = np.bincount(np.concatenate(either_way(tails, heads, n)), minlength=n)
    between = nothing
    if n <= COUNTED:
        between = dependencies(tails, heads, n).total / (1 if held.directed else 2)
    else:
        why["betweenness"] = f"more than {COUNTED:,} actors: centralization(of='betweenness') has it"
    pointing = hubs(tails, heads, n, weights=weights)
    if pointing is None:
        why["hub"] = why["authority"] = "parts of the network share the lead" if held.m else "no tie"
    power = bonacich(tails, heads, n, attenuation=beta, weights=weights)
    if not held.m:
        why["bonacich"] = "no tie"
    return {
        "partners": partners.astype(float),
        "betweenness": between.copy(),
        "pagerank": pagerank(tails, heads, n, damping=damping, weights=weights),
        "katz": katz(tails, heads, n, attenuation=alpha, weights=weights),
        "bonacich": power if held.m else nothing.copy(),
        "hub": nothing.copy() if pointing is None else pointing[0],
        "authority": nothing.copy() if pointing is None else pointing[1],
    }


# --- what was said -------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """A unit's place in a grid."""

    steps: Mapping[str, int]
    cell: str | None
    axes: int


def _ratings(network: Any, held: Network) -> StatedRatings | None:
    """The ratings of the actors, if there is one."""
    records = _recorded(network, held)
    grid, classes = (_said(network, key) for key in (GRID, CLASSES))
    sources: dict[str, str] = {}

    def values(name: str, *among: tuple[str, Mapping[Any, float | None]]) -> tuple[float | None, ...]:
        for source, found in among:
            if any(found.get(actor) is not None for actor in held.actors):
                sources[name] = source
                return tuple(found.get(actor) for actor in held.actors)
        return (None,) * held.n

    def steps(placed: Mapping[str, Said], axis: str) -> Mapping[Any, float | None]:
        return {who: said.steps.get(axis) for who, said in placed.items()}

    salience = {who: sum(said.steps.values()) for who, said in classes.items() if len(said.steps) == said.axes}
    held_power = (CLASSES, steps(classes, "power"))
    power = values("power", ("record", records["power"]), (GRID, steps(grid, "power")), held_power)
    interest = values("interest", ("record", records["interest"]), (GRID, steps(grid, "interest")))
    found = StatedRatings(
        power,
        interest,
        values("salience", (CLASSES, salience)),
        tuple(grid[who].cell if who in grid else None for who in held.actors),
        tuple(classes[who].cell if who in classes else None for who in held.actors),
        tuple(sources.items()),
    )
    return found if sources else None


def _recorded(network: Any, held: Network) -> dict[str, Mapping[Any, float | None]]:
    """Power and interest as they stand in the records of a programme, or among the attributes of a network."""
    if isinstance(network, Programme):
        return {name: {one.key: getattr(one, name) for one in network.stakeholders} for name in ("power", "interest")}
    found: dict[str, Mapping[Any, float | None]] = {}
    for name in ("power", "interest"):
        given = held.attributes.get(name, (None,) * held.n)
        known = {actor: plain(value) for actor, value in zip(held.actors, given, strict=True)}
        found[name] = {who: value for who, value in known.items() if isinstance(value, (int, float))}
    return found


def _said(network: Any, key: str) -> dict[str, Said]:
    """The latest place of each stakeholder in the grid of a framework; none where sources disagree."""
    if not isinstance(network, Programme):
        return {}
    about = framework(key)
    (grid,) = about.grids
    places = {axis.key: {step: i for i, step in enumerate(axis.steps)} for axis in grid.axes}
    latest: dict[str, list[Placed]] = {}
    placements = placements_of(network, about)
    for one in placements.placed if placements else ():
        who = None if one.about is None else stakeholder_key(one.about)
        # frameworks may rate an element of one name, each on a scale of its own
        if who is None or any(step not in places[axis] for axis, step in one.at):
            continue
        before = latest.setdefault(who, [])
        if before and _day(before[0]) < _day(one):
            before.clear()
        if not before or _day(before[0]) == _day(one):
            before.append(one)
    return {
        who: Said({axis: places[axis][step] for axis, step in one.at}, next(iter(one.cells), None), len(places))
        for who, (one, *others) in latest.items()
        if not others
    }


def _day(one: Placed) -> int:
    return as_period(one.period).last.toordinal() if one.period else 0


def _agreement(ratings: StatedRatings, positions: Mapping[str, NDArray[np.float64]]) -> Iterator[RankAgreement]:
    import numpy as np  # a third of what importing this library costs

    from ...kernels.ranks import tau_b

    for rated, _ in ratings.sources:
        said = np.array([np.nan if one is None else one for one in getattr(ratings, rated)], np.float64)
        for position, scores in positions.items():
            known = ~np.isnan(said) & ~np.isnan(scores)
            n = int(known.sum())
            tau = tau_b(said[known], scores[known]) if n > 2 else None
            why = "fewer than three rated" if n < 3 else "all are rated alike, or stand alike"
            yield RankAgreement(rated, position, tau, n, None if tau is not None else why)
