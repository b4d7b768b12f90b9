"""Structural holes: the values of three networks, and what must hold of any."""

import json
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.network.holes import structural_holes
from pemberdayaan.measures.network.ties import Network


def emon(folder):
    nodes = pd.read_csv(folder / "network" / "emon" / "Texas_nodes.csv")
    return Network(pd.read_csv(folder / "network" / "emon" / "Texas_edges.csv"), nodes=nodes)


def chemnet(folder):
    nodes = pd.read_csv(folder / "network" / "chemnet" / "nodes.csv")
    return Network(pd.read_csv(folder / "network" / "chemnet" / "pol_edges.csv"), nodes=nodes)


def karate(folder):
    return Network.from_graph(nx.karate_club_graph(), weight="weight", strongest="high")


NETWORKS = {"emon_Texas": emon, "chemnet_pol": chemnet, "karate_weighted": karate}


@pytest.mark.parametrize("name", NETWORKS)
def test_constraint_and_effective_size_equal_the_reference(reference, name):
    network = NETWORKS[name](reference)
    truth = json.loads((reference / "network" / "truth" / "burt_networkx.json").read_text())[name]
    found = structural_holes(network)
    assert found.constraint == pytest.approx(np.array(truth["constraint"]), abs=1e-9)
    assert found.effective_size == pytest.approx(np.array(truth["effective_size"]), abs=1e-9)
    assert found.efficiency == pytest.approx(found.effective_size / found.partners)
    assert [str(actor) for actor in found.actors] == list(map(str, truth.get("ids", found.actors)))


def test_the_measures_by_hand():
    # the hub has three partners of whom two are tied: effective size 3 - 2 * 1 / 3; constraint of a and b 1/4 each,
    # (1/3 + 1/3 * 1/2)^2, of c (1/3)^2
    found = structural_holes(nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c"), ("a", "b")]))
    row = found.of("hub")
    assert row["effective_size"] == pytest.approx(7 / 3)
    assert row["efficiency"] == pytest.approx(7 / 9)
    assert row["constraint"] == pytest.approx(1 / 4 + 1 / 4 + 1 / 9)
    assert found.held_by("hub") == pytest.approx({"a": 1 / 4, "b": 1 / 4, "c": 1 / 9})
    ratios = [0.25 * 3 / (11 / 18), 0.25 * 3 / (11 / 18), 3 / 9 / (11 / 18)]
    assert row["hierarchy"] == pytest.approx(sum(r * math.log(r) for r in ratios) / (3 * math.log(3)))
    assert row["why"] is None
    assert found.of("c") == {
        "actor": "c",
        "partners": 1,
        "constraint": 1.0,
        "effective_size": 1.0,
        "efficiency": 1.0,
        "hierarchy": 1.0,
        "why": None,
    }
    assert repr(found).startswith("StructuralHoles of 4 actors, the least constrained: hub 0.611")


def test_a_returned_tie_counts_twice_and_a_weight_as_strength():
    directed = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
    weighted = nx.Graph()
    weighted.add_weighted_edges_from([("a", "b", 2.0), ("a", "c", 1.0)])
    one = structural_holes(directed)
    other = structural_holes(Network.from_graph(weighted, weight="weight", strongest="high"))
    assert one.constraint == pytest.approx(other.constraint)
    assert one.of("a")["constraint"] == pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)


def test_a_scale_whose_low_end_is_strongest_is_turned_round():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1.0), ("a", "c", 3.0)])
    found = structural_holes(Network.from_graph(graph, weight="weight", strongest="low"))
    assert found.held_by("a") == pytest.approx({"b": 9 / 16, "c": 1 / 16})
    with pytest.raises(InvalidInput, match="strongest"):
        structural_holes(Network.from_graph(graph, weight="weight"))


def test_an_actor_without_partners_has_no_measure_and_is_told_why():
    graph = nx.Graph([("a", "b")])
    graph.add_node("alone")
    found = structural_holes(graph)
    row = found.of("alone")
    assert [row[name] for name in ("constraint", "effective_size", "efficiency", "hierarchy")] == [None] * 4
    assert row["why"] == "no partners"
    assert found.held_by("alone") == {}
    assert found.to_frame("pandas")["constraint"].isna().tolist() == [False, False, True]
    assert '"constraint": null' in found.to_json()
    assert not found.constraint.flags.writeable


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(3)])
def test_a_network_without_ties(graph):
    found = structural_holes(graph)
    assert len(found.rows()) == len(graph)
    assert "nobody has partners" in repr(found)


def test_what_is_no_network_is_refused():
    with pytest.raises(InvalidInput, match="a network"):
        structural_holes([("a", "b")])
