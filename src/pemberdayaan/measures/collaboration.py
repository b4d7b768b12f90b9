"""Who works with whom across the community's border."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs
import networkx as nx

from ..model.evidence import Reading
from ..model.fields import as_keys
from ..model.framework import Framework
from ..model.periods import Period, as_period
from ..model.programme import Programme
from ..model.records import ContributionStatus
from ..model.stakeholders import Sector, TieKind, as_sector
from .involvement import derived, stakeholder_key, traces
from .justice import exact
from .kleene import Ref
from .resources import pots
from .result import Result, Row, plain

__all__ = [
    "Collaboration",
    "collaboration_graph",
    "collaboration_of",
    "exchange",
    "framework_graph",
    "sectors",
    "support",
]


def collaboration_graph(
    programme: Programme,
    *,
    kinds: str | Iterable[str] | None = None,
    periods: Period | str | int | Iterable[Period | str | int] | None = None,
) -> nx.MultiDiGraph[str]:
    """The ties of a programme as a networkx graph.

    Parameters
    ----------
    programme
        The programme.
    kinds
        The kinds of tie that count, one or several; None for all.
    periods
        The periods that count, one or several; ties without a period always do. None for all.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are the keys of all stakeholders, with ``label`` (a `Text`), ``sector`` and ``inside``. One edge for
        each tie and kind, with ``kind`` (None if unsaid), ``label``, ``weight`` (absent if unsaid), ``period``,
        ``basis``, ``source``. The graph has ``complete``: whether the file says that every tie is in it.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> graph = pb.collaboration_graph(pb.example("lkms_kartini"))
    >>> graph.nodes["pengurus"]["inside"]
    True
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(key=programme.key, complete=programme.ties_complete)
    for one in programme.stakeholders:
        graph.add_node(one.key, label=one.label, sector=one.sector.value, inside=bool(one.inside))
    wanted = None if kinds is None else ({kinds} if isinstance(kinds, str) else set(kinds))
    given = (periods,) if isinstance(periods, (Period, str, int)) else periods
    windows = None if given is None else [as_period(period) for period in given]
    for tie in programme.ties:
        if windows is not None and tie.period is not None and not any(tie.period.meets(w) for w in windows):
            continue
        for kind in tie.kind or (None,):
            if wanted is None or kind in wanted:
                strength = {} if tie.weight is None else {"weight": tie.weight}
                graph.add_edge(
                    tie.from_,
                    tie.to,
                    kind=kind,
                    label=tie.label,
                    period=tie.period.text if tie.period else None,
                    basis=tie.basis.value,
                    source=programme.citation(tie),
                    **strength,
                )
    return graph


def framework_graph(framework: Framework, *, implied: bool = True) -> nx.DiGraph[str]:
    """The relations of a framework as a networkx graph.

    Parameters
    ----------
    framework
        The framework.
    implied
        False leaves out what we infer and the source does not say.

    Returns
    -------
    networkx.DiGraph
        Nodes are the addresses that relations name, and the framework's key for the whole, with ``label`` (a
        `Text`) and ``kind``. Edges have ``kind``, ``label``, ``why``, ``stated`` and ``mutual``; a mutual relation
        is an edge each way. Where two relations run the same way, these are of the one that does not hold both ways;
        ``relations`` has every `Relation` of an edge.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> graph = pb.framework_graph(pb.framework("pemberdayaan-masyarakat"), implied=False)
    >>> graph.edges["principle.partisipasi", "principle.kemandirian"]["kind"]
    'enables'
    """
    graph: nx.DiGraph[str] = nx.DiGraph(key=framework.key)
    order = sorted(framework.relations, key=lambda relation: not relation.kind.mutual)
    for relation in order:
        if not relation.stated and not implied:
            continue
        for address in (relation.source, relation.target):
            whole = address == framework.key
            element = None if whole else framework[address]
            label = framework.label if element is None else element.label
            graph.add_node(address, label=label, kind="framework" if element is None else element.kind)
        about = {
            "kind": relation.kind.value,
            "label": relation.label,
            "why": relation.why,
            "stated": relation.stated,
            "mutual": relation.kind.mutual,
        }
        ways = [(relation.source, relation.target), (relation.target, relation.source)]
        for source, target in ways[: 1 + relation.kind.mutual]:
            before = graph.get_edge_data(source, target, {}).get("relations", ())
            graph.add_edge(source, target, **about, relations=(*before, relation))
    return graph


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
        }
        named = {"isolates": self.isolates, "articulation": self.articulation}
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
        return rows

    def __repr__(self) -> str:
        known = "" if self.complete else "; the file does not say that its ties are complete"
        return f"Collaboration of {self.actors} actors with {self.ties} ties{known}"


def collaboration_of(programme: Programme) -> Collaboration:
    """The collaboration of a programme, at a glance."""
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
    )
