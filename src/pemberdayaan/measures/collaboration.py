"""Who works with whom across the community's border."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import attrs
import networkx as nx

from ..model.evidence import Reading
from ..model.fields import as_keys
from ..model.programme import Programme
from ..model.records import ContributionStatus
from ..model.stakeholders import Sector, TieKind, as_sector
from .graphs import collaboration_graph
from .involvement import derived, stakeholder_key, traces
from .justice import exact
from .kleene import Ref
from .resources import pots
from .result import Result, Row, plain

if TYPE_CHECKING:
    from .network.dependence import Dependence

__all__ = [
    "Collaboration",
    "collaboration_of",
    "exchange",
    "sectors",
    "support",
]


def _flows(programme: Programme, kind: str) -> Mapping[str, list[Ref]]:
    """The records that carry something of a kind over the border, inward and outward."""
    found: dict[str, list[Ref]] = {}
    for index, tie in enumerate(programme.ties):
        if kind in tie.kind:
            _add(programme, found, tie.from_, (tie.to,), ("ties", index))
    if kind == TieKind.RESOURCES:
        for index, gift in enumerate(programme.contributions):
            if gift.status is ContributionStatus.GIVEN and gift.amount != 0:
                known = [
                    key for key in map(stakeholder_key, gift.to) if key is not None and key in programme.stakeholder
                ]
                _add(programme, found, gift.from_, known, ("contributions", index))
    return found


def _add(programme: Programme, found: dict[str, list[Ref]], source: str, targets: Iterable[str], ref: Ref) -> None:
    for target in targets:
        if programme.inside(source) != programme.inside(target):
            found.setdefault("outward" if programme.inside(source) else "inward", []).append(ref)


def exchange(programme: Programme, *, kinds: str | Sequence[str]) -> Reading:
    """How many kinds of exchange flow both ways over the community's border.

    Parameters
    ----------
    programme
        The programme: its ties, and for resources also its contributions.
    kinds
        The kinds of exchange.

    Returns
    -------
    Reading
        A number of kinds, an interval where ties are not complete; its parts are the kinds: ``"both"``,
        ``"inward"``, ``"outward"``, or ``"none"`` where the file says that its ties are complete.

    References
    ----------
    The article: exchange of knowledge, experience and resources; PARTNER rates ties too.
    """
    parts: list[tuple[str, Reading]] = []
    refs: list[Ref] = []
    for kind in as_keys(kinds):
        flows = _flows(programme, kind)
        records = [ref for found in flows.values() for ref in found]
        refs += records
        way = "both" if len(flows) == 2 else next(iter(flows), "none" if programme.ties_complete else None)
        reading = Reading(
            way, n=len(records), of="ties", evidence=traces(programme, records), derived=derived(programme, records)
        )
        parts.append((kind, reading))
    both = sum(part.value == "both" for _, part in parts)
    open_ended = not programme.ties_complete and both < len(parts)
    none_known = not refs and not programme.ties_complete
    return Reading(
        None if none_known else ((both, len(parts)) if open_ended else both),
        n=len(parts),
        of="kinds of exchange",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        missing=tuple(kind for kind, part in parts if part.value is None),
        parts=tuple(parts),
    )


def sectors(programme: Programme, *, sectors: str | Sequence[str]) -> Reading:
    """How many of the outside sectors are tied directly to an inside actor.

    Parameters
    ----------
    programme
        The programme.
    sectors
        The sectors that count; village government is government too, a state enterprise is private too.

    Returns
    -------
    Reading
        A number of sectors; its parts are the sectors that are tied. Presence is not partnership.

    References
    ----------
    The article: community, government and others.
    """
    alike = {Sector.VILLAGE_GOVERNMENT: Sector.GOVERNMENT, Sector.STATE_ENTERPRISE: Sector.PRIVATE}
    found: dict[str, list[Ref]] = {}
    for index, tie in enumerate(programme.ties):
        ends = [programme.stakeholder[key] for key in (tie.from_, tie.to)]
        if ends[0].inside == ends[1].inside:
            continue
        outside = next(one for one in ends if not one.inside)
        for sector in {outside.sector, alike.get(outside.sector, outside.sector)}:
            found.setdefault(sector.value, []).append(("ties", index))
    wanted = [as_sector(name).value for name in as_keys(sectors)]
    hit = [sector for sector in wanted if sector in found]
    refs = [ref for sector in hit for ref in found[sector]]
    return Reading(
        len(hit) if programme.ties or programme.ties_complete else None,
        n=len(wanted),
        of="sectors",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        missing=tuple(sector for sector in wanted if sector not in found),
        parts=tuple(
            (sector, Reading("tied", n=len(found[sector]), evidence=traces(programme, found[sector]))) for sector in hit
        ),
    )


def support(programme: Programme) -> Reading:
    """Whether a policy backs the programme, and how much of each resource the largest outside giver gives.

    Parameters
    ----------
    programme
        The programme: its policy ties and contributions.

    Returns
    -------
    Reading
        ``"yes"`` where a policy tie is recorded; its parts are the shares of the largest outside giver by kind.
        A decree may control as well as support.

    References
    ----------
    The article: backed by policy, programme and adequate resources; Mansuri and Rao (2004).
    """
    refs: list[Ref] = [("ties", i) for i, tie in enumerate(programme.ties) if TieKind.POLICY in tie.kind]
    parts: list[tuple[str, Reading]] = []
    for pot in pots(programme):
        if pot.status != ContributionStatus.GIVEN:
            continue
        share = _largest(programme, pot.refs)
        name = " ".join(part for part in (pot.kind, pot.unit, pot.period) if part)
        if share is not None:
            parts.append((name, Reading(share[1], of=share[0], evidence=traces(programme, pot.refs))))
    return Reading(
        "yes" if refs else None,
        n=len(refs),
        of="policy ties",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        parts=tuple(parts),
    )


def _largest(programme: Programme, refs: Sequence[Ref]) -> tuple[str, Fraction] | None:
    sums: dict[str, Fraction] = {}
    for _, index in refs:
        gift = programme.contributions[index]
        amount = exact(gift.amount)
        if amount is None:
            return None
        sums[gift.from_] = sums.get(gift.from_, Fraction(0)) + Fraction(amount)
    total = sum(sums.values())
    outside = {who: amount for who, amount in sums.items() if not programme.inside(who)}
    if not total or not outside:
        return None
    largest = max(outside, key=lambda who: outside[who])
    return largest, outside[largest] / total


@attrs.frozen(repr=False)
class Collaboration(Result):
    """The ties of a programme, described and not scored: the numbers depend on the list of actors.

    Parameters
    ----------
    complete
        Whether the file says that every tie is in it; where it does not, the numbers describe the file.
    actors, ties
        How many there are; parallel ties of several kinds count once.
    density
        Ties over possible ties.
    reciprocity
        The share of ties that are returned.
    cross_border, cross_sector
        The share of ties between inside and outside, and between sectors.
    isolates
        The actors without a tie.
    articulation
        The actors without whom the rest would fall apart, where a tie in either direction counts.
    by_sector
        Pairs of two sectors and the number of ties from the one to the other.
    brokers
        The inside actors that stand between others who are not tied to each other: pairs of an actor and how often,
        by role; the busiest first.
    dependence
        The share of each resource that started outside, directly and through intermediaries, by period.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> ties = pb.assess(pb.example("lkms_kartini")).collaboration
    >>> ties.actors, ties.complete
    (7, False)
    """

    kind: ClassVar[str] = "collaboration"

    complete: bool
    actors: int
    ties: int
    density: float | None
    reciprocity: float | None
    cross_border: float | None
    cross_sector: float | None
    isolates: tuple[str, ...]
    articulation: tuple[str, ...]
    by_sector: tuple[tuple[tuple[str, str], int], ...]
    brokers: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    dependence: Dependence | None = None

    def rows(self) -> list[Row]:
        """One row for each number, and one for each pair of sectors."""
        numbers: Mapping[str, object] = {
            "actors": self.actors,
            "ties": self.ties,
            "density": self.density,
            "reciprocity": self.reciprocity,
            "cross_border": self.cross_border,
            "cross_sector": self.cross_sector,
            "isolates": len(self.isolates),
            "articulation": len(self.articulation),
            "brokers": len(self.brokers),
        }
        brokers = tuple(actor for actor, _ in self.brokers)
        named = {"isolates": self.isolates, "articulation": self.articulation, "brokers": brokers}
        rows: list[Row] = [
            {
                "what": name,
                "source": None,
                "target": None,
                "value": plain(value),
                "actors": "; ".join(named.get(name, ())) or None,
                "complete": self.complete,
            }
            for name, value in numbers.items()
        ]
        rows += [
            {"what": "sector_ties", "source": a, "target": b, "value": n, "actors": None, "complete": self.complete}
            for (a, b), n in self.by_sector
        ]
        for one in self.dependence.parts if self.dependence else ():
            if one.through is not None:
                started: Row = {"what": "started_outside", "source": one.kind, "target": one.period}
                rows.append(started | {"value": one.through, "actors": None, "complete": self.complete})
        return rows

    def __repr__(self) -> str:
        known = "" if self.complete else "; the file does not say that its ties are complete"
        return f"Collaboration of {self.actors} actors with {self.ties} ties{known}"


def collaboration_of(programme: Programme) -> Collaboration:
    """The collaboration of a programme, at a glance."""
    from .network.dependence import dependence  # the network's rooms are read where a programme is assessed

    graph: nx.DiGraph[str] = nx.DiGraph(collaboration_graph(programme))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    n, m = graph.number_of_nodes(), graph.number_of_edges()
    inside = {one.key: bool(one.inside) for one in programme.stakeholders}
    sector = {one.key: one.sector.value for one in programme.stakeholders}
    pairs: dict[tuple[str, str], int] = {}
    for a, b in graph.edges:
        key = (sector[a], sector[b])
        pairs[key] = pairs.get(key, 0) + 1
    return Collaboration(
        complete=programme.ties_complete,
        actors=n,
        ties=m,
        density=m / (n * (n - 1)) if n > 1 else None,
        reciprocity=sum(graph.has_edge(b, a) for a, b in graph.edges) / m if m else None,
        cross_border=sum(inside[a] != inside[b] for a, b in graph.edges) / m if m else None,
        cross_sector=sum(sector[a] != sector[b] for a, b in graph.edges) / m if m else None,
        isolates=tuple(nx.isolates(graph)),
        articulation=tuple(sorted(nx.articulation_points(graph.to_undirected()))),
        by_sector=tuple(sorted(pairs.items())),
        brokers=_brokers(programme, graph),
        dependence=dependence(programme) if programme.contributions else None,
    )


def _brokers(programme: Programme, graph: nx.DiGraph[str]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The inside actors that are go-betweens, by role, the busiest first."""
    from .network.brokerage import brokerage  # the network's rooms are read where a programme is assessed

    if not graph.number_of_edges():
        return ()
    found = brokerage(graph)
    counted = {actor: found.of(actor) for actor in found.actors if programme.inside(actor)}
    busy = sorted((actor for actor in counted if counted[actor]["total"]), key=lambda actor: -counted[actor]["total"])
    return tuple((actor, tuple(counted[actor].items())) for actor in busy)
