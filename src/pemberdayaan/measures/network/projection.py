"""Who meets whom: actors joined by the activities that both take part in."""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ...errors import InvalidInput, fault
from ...model.fields import choose
from ...model.programme import Programme
from ..cells import is_blank
from .ties import Network, eager_frame

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Weighting", "projection", "two_mode_graph"]


class Weighting(StrEnum):
    """What a tie between two actors counts."""

    SIMPLE = "simple"
    NEWMAN = "newman"


def two_mode_graph(
    data: Programme | Any, *, actor: str = "actor", activity: str = "activity"
) -> nx.Graph[tuple[str, Any]]:
    """Actors and activities as the two kinds of node of one graph.

    Parameters
    ----------
    data
        A programme, whose participations in an activity and whose leaders and deciders of one are taken; or a frame
        with one row for each actor in an activity.
    actor, activity
        The columns of a frame.

    Returns
    -------
    networkx.Graph
        Nodes are ``("actor", key)`` and ``("activity", key)``, with ``bipartite`` 0 and 1; actors of a programme have
        ``sector`` and ``inside`` too. Somebody who takes part in nothing is a node without ties.

    Raises
    ------
    InvalidInput
        For a column that is not there, or a row without actor or activity.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"actor": ["women", "youth", "women"], "activity": ["road", "road", "well"]})
    >>> two_mode_graph(rows).number_of_edges()
    3
    """
    import networkx as nx

    graph: nx.Graph[tuple[str, Any]] = nx.Graph()
    if isinstance(data, Programme):
        for one in data.stakeholders:
            graph.add_node(("actor", one.key), bipartite=0, sector=one.sector.value, inside=bool(one.inside))
        for done in data.activities:
            graph.add_node(("activity", done.key), bipartite=1)
            for who in (*done.led_by, *done.decided_by):
                graph.add_edge(("actor", who), ("activity", done.key))
        for record in data.participations:
            if record.activity is not None and record.takes_part is not False:
                graph.add_edge(("actor", record.who), ("activity", record.activity))
        return graph
    for who, what in _pairs(data, actor, activity):
        graph.add_node(("actor", who), bipartite=0)
        graph.add_node(("activity", what), bipartite=1)
        graph.add_edge(("actor", who), ("activity", what))
    return graph


def _pairs(data: Any, actor: str, activity: str) -> list[tuple[Any, Any]]:
    frame = eager_frame(data, "data")
    known = tuple(frame.columns)
    missing = [
        fault("no_such", f"$.{where}", noun="column", given=column, choices=known)
        for where, column in (("actor", actor), ("activity", activity))
        if column not in known
    ]
    if missing:
        raise InvalidInput(missing)
    pairs = list(zip(frame.get_column(actor).to_list(), frame.get_column(activity).to_list(), strict=True))
    empty = [row for row, pair in enumerate(pairs) if any(map(is_blank, pair))]
    if empty:
        raise InvalidInput([fault("empty", f"$.data[{row}]") for row in empty[:5]])
    return pairs


def projection(
    data: Programme | Any,
    *,
    weighting: Weighting | str = "simple",
    actor: str = "actor",
    activity: str = "activity",
) -> Network:
    r"""Join every two actors who take part in the same activity.

    Parameters
    ----------
    data
        As for `two_mode_graph`.
    weighting
        ``"simple"``: the number of activities that both take part in; ``"newman"``: :math:`\sum_a 1/(s_a - 1)` over
        these activities, :math:`s_a` the number of actors in one, so that a meeting of everybody joins two of them less
        than work in pairs.
    actor, activity
        The columns of a frame.

    Returns
    -------
    Network
        Undirected, the high weight the strongest; every actor is in it.

    Raises
    ------
    InvalidInput
        As `two_mode_graph`, and for a weighting that there is not.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64, 016132.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"actor": ["women", "youth", "women"], "activity": ["road", "road", "well"]})
    >>> projection(rows)
    Network of 2 actors with 1 tie
    """
    import networkx as nx

    chosen = choose(Weighting, "weighting", weighting)
    graph = two_mode_graph(data, actor=actor, activity=activity)
    made: nx.Graph[Any] = nx.Graph()
    for (kind, key), known in graph.nodes(data=True):
        if kind == "actor":
            made.add_node(key, **{name: value for name, value in known.items() if name != "bipartite"})
    for node in graph:
        if node[0] != "activity":
            continue
        together = sorted((key for _, key in graph[node]), key=str)
        joined = 1.0 if chosen is Weighting.SIMPLE else 1 / max(len(together) - 1, 1)
        for a, b in combinations(together, 2):
            before = made.get_edge_data(a, b, {"weight": 0.0})["weight"]
            made.add_edge(a, b, weight=before + joined)
    return Network.from_graph(made, weight="weight", strongest="high")
