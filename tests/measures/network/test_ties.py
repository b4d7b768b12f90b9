"""Cells of frames and graphs that hold no name, no group or no weight."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import pemberdayaan as pb
from pemberdayaan.measures.cells import is_blank
from pemberdayaan.measures.network.brokerage import brokerage
from pemberdayaan.measures.network.holes import structural_holes
from pemberdayaan.measures.network.removal import critical_actors
from pemberdayaan.measures.network.ties import Network


@pytest.mark.parametrize("weight", [pd.NA, None, [1], 1j, 10**400, True, "1", float("nan"), float("inf"), 0, -1])
def test_what_is_no_weight_is_named(weight):
    graph = nx.DiGraph()
    graph.add_edge("a", "b", kg=weight)
    with pytest.raises(pb.InvalidInput, match="is not a finite number above 0"):
        Network.from_graph(graph, weight="kg")


def test_a_missing_weight_of_a_nullable_column_is_named():
    frame = pd.DataFrame({"source": ["a"], "target": ["b"], "kg": pd.array([pd.NA], dtype="Int64")})
    with pytest.raises(pb.InvalidInput, match="is not a finite number above 0"):
        Network(frame, weight="kg")


def test_what_is_blank():
    assert all(map(is_blank, (None, "", float("nan"), pd.NA, pd.NaT)))
    assert not any(map(is_blank, (0, False, "a", [], np.zeros(2))))


def test_a_group_that_is_missing_or_no_group_is_named():
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: "x", 1: pd.NA, 2: "y"}, "sector")
    with pytest.raises(pb.InvalidInput, match="actor '1' has no sector"):
        brokerage(graph)
    graph.nodes[1]["sector"] = ["x", "y"]
    with pytest.raises(pb.InvalidInput, match="expected text"):
        brokerage(graph)
    with pytest.raises(pb.InvalidInput, match="there is no attribute"):
        brokerage(graph, by=["sector"])


def test_a_cell_that_cannot_name_an_actor():
    lists = pd.DataFrame({"source": [["a"], "b"], "target": ["b", "c"]})
    with pytest.raises(pb.InvalidInput, match="expected text"):
        Network(lists)
    with pytest.raises(pb.InvalidInput, match="expected text"):
        Network(pd.DataFrame({"source": ["a"], "target": ["b"]}), nodes=pd.DataFrame({"actor": [["a"], "b"]}))


def test_names_that_do_not_compare_have_an_order():
    pairs = pd.DataFrame({"source": [("b", 1), (1, "a")], "target": [("b", 1), 10]})
    assert Network(pairs).actors == (10, ("b", 1), (1, "a"))
    assert Network(pd.DataFrame({"source": [10, 9], "target": [2, 10]})).actors == (2, 9, 10)


def test_an_actor_that_is_not_there_is_named():
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, "x", "sector")
    holes = structural_holes(graph)
    for ask in (brokerage(graph).of, critical_actors(graph).of, holes.of, holes.held_by):
        with pytest.raises(pb.InvalidInput, match="there is no actor 'bank'"):
            ask("bank")
