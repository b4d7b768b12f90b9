"""The networks of the reference data, as the conventions of METHODS say."""

import json
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from pemberdayaan.measures.network.ties import Network

BY = {"emon": "Sponsorship", "chemnet": "type", "hightech": "dept", "tobacco": "agency_cat"}
SMALL = {
    "star5": nx.star_graph(4),
    "ring5": nx.cycle_graph(5),
    "path5": nx.path_graph(5),
    "outstar5": nx.DiGraph([(0, other) for other in range(1, 5)]),
    "instar5": nx.DiGraph([(other, 0) for other in range(1, 5)]),
}
FLORENTINE = ("florentine", "florentine_without_pucci")
DIRECTED = (
    *(f"emon_{place}" for place in ("Cheyenne", "LakePomona", "MtSi", "Texas")),
    "chemnet_pol",
    "hightech_advice",
)


def truth(reference: Any, name: str) -> dict[str, Any]:
    """A file of reference values."""
    return dict(json.loads((reference / "network" / "truth" / f"{name}.json").read_text()))


def network(reference: Any, name: str) -> Network | nx.Graph:
    """A network by the name that the reference values have for it."""
    if name in SMALL:
        return SMALL[name]
    folder, (kind, _, which) = reference / "network", name.partition("_")
    if kind == "emon":
        nodes = pd.read_csv(folder / "emon" / f"{which}_nodes.csv")
        return Network(pd.read_csv(folder / "emon" / f"{which}_edges.csv"), nodes=nodes)
    if kind == "chemnet":
        nodes = pd.read_csv(folder / "chemnet" / "nodes.csv")
        return Network(pd.read_csv(folder / "chemnet" / f"{which}_edges.csv"), nodes=nodes)
    if kind == "hightech":
        edges = pd.read_csv(folder / "ison_hightech" / "edges.csv")
        nodes = pd.read_csv(folder / "ison_hightech" / "nodes.csv")
        return Network(edges[edges["type"] == which], source="from", target="to", nodes=nodes)
    if kind == "tobacco":
        nodes = pd.read_csv(folder / "tobacco_indiana" / "nodes.csv")
        ties = pd.read_csv(folder / "tobacco_indiana" / "collaboration_edges.csv")
        return Network(ties, nodes=nodes, directed=False)
    nodes = pd.read_csv(folder / "florentine" / "nodes.csv")
    if which:
        nodes = nodes[nodes["id"] != "Pucci"]
    return Network(pd.read_csv(folder / "florentine" / "marriage_edges.csv"), nodes=nodes, directed=False)


def numbers(values: list[float | None]) -> np.ndarray:
    """A column of reference values, nan where there is none."""
    return np.array([np.nan if one is None else one for one in values], float)
