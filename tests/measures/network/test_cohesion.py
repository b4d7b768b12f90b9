"""k-components of the reference networks as sets, and the limits."""

import json

import networkx as nx
import pandas as pd
import pytest

from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.network.cohesion import LARGEST, cohesion
from pemberdayaan.measures.network.ties import Network

NAMES = ("emon_Cheyenne", "emon_LakePomona", "emon_MtSi", "emon_Texas", "tobacco_collab", "chemnet_pol")


def network_named(folder, name):
    folder = folder / "network"
    if name == "tobacco_collab":
        nodes = pd.read_csv(folder / "tobacco_indiana" / "nodes.csv")
        edges = pd.read_csv(folder / "tobacco_indiana" / "collaboration_edges.csv")
        return Network(edges, nodes=nodes, directed=False)
    if name == "chemnet_pol":
        nodes = pd.read_csv(folder / "chemnet" / "nodes.csv")
        return Network(pd.read_csv(folder / "chemnet" / "pol_edges.csv"), nodes=nodes)
    place = name.removeprefix("emon_")
    nodes = pd.read_csv(folder / "emon" / f"{place}_nodes.csv")
    return Network(pd.read_csv(folder / "emon" / f"{place}_edges.csv"), nodes=nodes)


@pytest.mark.parametrize("name", NAMES)
def test_components_equal_the_reference_as_sets(reference, name):
    truth = json.loads((reference / "network" / "truth" / "k_components_exact.json").read_text())[name]
    found = cohesion(network_named(reference, name))
    assert {k: set(parts) for k, parts in found.components.items()} == {
        int(k): {frozenset(part) for part in parts} for k, parts in truth.items()
    }
    assert found.value == max(map(int, truth))
    deepest = {actor: int(k) for k, parts in truth.items() for part in parts for actor in part}
    assert {row["actor"]: row["embeddedness"] for row in found.rows()} == {
        str(actor): deepest.get(actor, 0) for actor in found.actors
    }


def test_two_groups_with_one_go_between():
    ring, four = nx.cycle_graph(["a", "b", "c"]), nx.complete_graph(["c", "d", "e", "f"])
    graph = nx.compose(ring, four)
    graph.add_edge("f", "g")
    graph.add_node("alone")
    found = cohesion(graph)
    assert found.components == {
        1: (frozenset("abcdefg"),),
        2: (frozenset("cdef"), frozenset("abc")),
        3: (frozenset("cdef"),),
    }
    assert {row["actor"]: row["embeddedness"] for row in found.rows()} == {
        **dict.fromkeys("ab", 2),
        **dict.fromkeys("cdef", 3),
        "g": 1,
        "alone": 0,
    }
    assert repr(found) == "Cohesion of 8 actors, sizes by k: k=1: 7; k=2: 4, 3; k=3: 4"


def test_a_tie_either_way_counts_whatever_its_strength():
    directed = nx.DiGraph([("a", "b"), ("c", "b"), ("c", "a"), ("a", "c")])
    assert cohesion(directed).components == cohesion(nx.Graph(directed)).components
    ties = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [2.0]})
    assert cohesion(Network(ties, weight="weight")).value == 1


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(3)])
def test_a_network_without_ties(graph):
    found = cohesion(graph)
    assert found.components == {}
    assert found.value == 0
    assert "no ties" in repr(found)


def test_too_many_actors_are_refused_with_the_reason():
    with pytest.raises(InvalidInput, match=f"2001 actors, more than {LARGEST}: an exact search takes too long"):
        cohesion(nx.empty_graph(LARGEST + 1))
    assert cohesion(nx.path_graph(LARGEST)).value == 1
