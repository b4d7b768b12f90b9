"""The ties of a programme, and the relations of a framework, as networkx graphs."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from ..model.framework import Framework
from ..model.periods import Period, as_period
from ..model.programme import Programme

__all__ = ["collaboration_graph", "framework_graph"]


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
