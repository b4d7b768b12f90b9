"""Contributions and collaboration at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs
import networkx as nx

from ..model.programme import Programme
from .collaboration import collaboration_graph
from .involvement import traces
from .resources import Pot, pots
from .result import Result, Row, bounds_of, plain, references

__all__ = ["Collaboration", "Contributions", "collaboration_of", "contributions_of"]


@attrs.frozen(repr=False)
class Contributions(Result):
    """What was given, promised and pooled, inside and outside, by kind, unit and period.

    Parameters
    ----------
    pots
        One for each kind, unit, period and status.
    sources
        The citations of each pot, in the same order.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> pots = pb.assess(pb.example("pnpm_paseban")).contributions.pots
    >>> [(pot.kind, pot.status, pot.unvalued_inside) for pot in pots][0]
    ('labour', 'given', 1)
    """

    kind: ClassVar[str] = "contributions"

    pots: tuple[Pot, ...]
    sources: tuple[str | None, ...]

    def rows(self) -> list[Row]:
        """One row for each pot; sums over kinds are not made."""
        return [
            {
                "kind": pot.kind,
                "unit": pot.unit,
                "period": pot.period,
                "status": pot.status,
                "inside": plain(pot.inside),
                "outside": plain(pot.outside),
                "inside_most": plain(pot.inside_most),
                "outside_most": plain(pot.outside_most),
                "unvalued_inside": pot.unvalued_inside,
                "unvalued_outside": pot.unvalued_outside,
                "at_least": pot.at_least,
                "inside_share": None if isinstance(pot.share, tuple) else plain(pot.share),
                "inside_share_low": bounds_of(pot.share)[0],
                "inside_share_high": bounds_of(pot.share)[1],
                "givers": "; ".join(pot.givers),
                "decided_by": "; ".join(pot.deciders) or None,
                "references": sources,
            }
            for pot, sources in zip(self.pots, self.sources, strict=True)
        ]

    def __repr__(self) -> str:
        return f"Contributions of {len({pot.kind for pot in self.pots})} kinds in {len(self.pots)} lines"


def contributions_of(programme: Programme) -> Contributions:
    """The contributions of a programme."""
    found = pots(programme)
    return Contributions(found, tuple(references(traces(programme, pot.refs)) for pot in found))


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
