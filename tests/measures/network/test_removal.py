"""Critical actors and removal curves: by hand, and against counting anew."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.network.removal import RemovalOrder, critical_actors, removal_curve


@pytest.fixture
def village():
    """Residents held to an office by a committee, and a bank behind the office; made up."""
    graph = nx.Graph(
        [
            ("women", "youth"),
            ("women", "committee"),
            ("youth", "committee"),
            ("committee", "office"),
            ("office", "bank"),
        ]
    )
    sector = dict.fromkeys(("women", "youth", "committee"), "community") | {"office": "government", "bank": "private"}
    nx.set_node_attributes(graph, sector, "sector")
    return graph


def test_who_cuts_off_whom(village):
    village.add_node("alone", sector="other")
    found = critical_actors(village, by="sector")
    assert found.critical == ("committee", "office")
    assert found.value == 2
    # of two pieces of two the one with the actor first in the network stays
    assert found.of("committee") == {"community": 0, "government": 1, "other": 0, "private": 1}
    rows = {row.pop("actor"): row for row in found.rows()}
    assert rows["office"] == {
        "group": "government",
        "critical": True,
        "pieces": 2,
        "cut_off": 1,
        "cut_off_community": 0,
        "cut_off_government": 0,
        "cut_off_other": 0,
        "cut_off_private": 1,
    }
    assert (rows["women"]["critical"], rows["women"]["pieces"], rows["women"]["cut_off"]) == (False, 1, 0)
    assert (rows["alone"]["critical"], rows["alone"]["pieces"]) == (False, 0)
    assert repr(found) == "CriticalActors: 2 of 6: committee cuts off 2, office cuts off 1"


def test_without_groups_only_the_sum_is_told(village):
    found = critical_actors(village.to_directed())
    assert found.rows()[0] == {"actor": "women", "critical": False, "pieces": 1, "cut_off": 0}
    assert found.of("office") == {None: 1}
    assert found.critical == ("committee", "office")


def test_a_marriage_network_of_fifteen_families():
    # Pazzi hang on Salviati, Acciaiuoli, Salviati and Pazzi on Medici, Ginori on Albizzi, Lamberteschi on Guadagni
    found = critical_actors(nx.florentine_families_graph())
    total = {row["actor"]: row["cut_off"] for row in found.rows() if row["critical"]}
    assert total == {"Medici": 3, "Albizzi": 1, "Guadagni": 1, "Salviati": 1}


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(2), nx.cycle_graph(4)])
def test_a_network_that_nobody_holds(graph):
    found = critical_actors(graph)
    assert found.critical == ()
    assert repr(found) == f"CriticalActors: 0 of {len(graph)}"
    assert len(found.rows()) == len(graph)


def test_an_actor_without_a_group_is_named(village):
    village.add_node("new")
    with pytest.raises(InvalidInput, match="actor 'new' has no sector"):
        critical_actors(village, by="sector")
    with pytest.raises(InvalidInput, match="no attribute 'kind'"):
        critical_actors(village, by="kind")


def test_the_order_by_degree(village):
    found = removal_curve(village)
    assert found.leaving == ("committee", "women", "youth", "office", "bank")
    assert found.share == (1.0, 0.4, 0.4, 0.4, 0.2, 0.0)
    assert found.components.tolist() == [1, 2, 2, 1, 1, 0]
    assert found.value == pytest.approx((0.4 + 0.4 + 0.4 + 0.2 + 0.0) / 5)
    assert found.half == 1
    assert found.rows()[1] == {"removed": 1, "actor": "committee", "largest": 2, "share": 0.4, "components": 2}
    assert repr(found) == "RemovalCurve of 5 actors, 5 leaving by degree, mean share 0.280, below half after 1"


def test_the_order_by_betweenness_counts_each_pair_once(village):
    found = removal_curve(village.to_directed(), order="betweenness")
    score = nx.betweenness_centrality(village)
    assert found.leaving == tuple(sorted(village, key=lambda one: -score[one]))
    assert found.counting == "whole"


def test_whole_sectors_leave_the_one_with_most_ties_first(village):
    found = removal_curve(village, order="sector")
    assert found.leaving == ("committee", "women", "youth", "office", "bank")
    assert [row["group"] for row in found.rows()] == [None, *["community"] * 3, "government", "private"]
    nx.set_node_attributes(village, {"women": "x", "youth": "x", "committee": "y", "office": "y", "bank": "x"}, "kind")
    other = removal_curve(village, order="sector", by="kind")
    assert other.leaving == ("women", "youth", "bank", "committee", "office")
    assert removal_curve(village, by="kind").leaving == removal_curve(village).leaving


def test_the_random_order_is_that_of_its_seed(village):
    found = removal_curve(village, order="random", rng=3)
    assert found.leaving == removal_curve(village, order="random", rng=np.random.default_rng(3)).leaving
    assert sorted(found.leaving) == sorted(village)
    assert found.provenance.seed == 3
    assert removal_curve(village, rng=3).provenance.seed is None
    assert "at random" in repr(found)


def test_actors_that_the_user_names_leave_in_that_order(village):
    found = removal_curve(village, order=["office"])
    assert found.share == (1.0, 0.6)
    assert found.order is None
    assert found.half is None
    assert "1 leaving as given" in repr(found)
    none = removal_curve(village, order=())
    assert (none.share, none.value) == ((1.0,), None)


def test_orders_that_are_refused(village):
    with pytest.raises(InvalidInput, match="'size' is not a removal order"):
        removal_curve(village, order="size")
    with pytest.raises(InvalidInput) as caught:
        removal_curve(village, order=["office", "mayor", ["bank"], "office"])
    assert [one.where for one in caught.value.faults] == ["order[1]", "order[2]", "order[3]"]
    with pytest.raises(InvalidInput, match="expected a list"):
        removal_curve(village, order=5)
    with pytest.raises(InvalidInput, match="no attribute 'sector'"):
        removal_curve(nx.path_graph(3), order="sector")


@pytest.mark.parametrize("order", RemovalOrder)
def test_a_network_without_actors(order):
    graph = nx.Graph()
    if order is RemovalOrder.SECTOR:
        with pytest.raises(InvalidInput):
            removal_curve(graph, order=order)
        return
    found = removal_curve(graph, order=order)
    assert found.rows() == [{"removed": 0, "actor": None, "largest": 0, "share": None, "components": 0}]
    assert found.value is None
    assert found.half is None


@given(st.integers(0, 2**31), st.floats(0, 0.4), st.sampled_from(["random", "degree", "betweenness"]))
def test_each_point_equals_counting_anew(seed, density, order):
    graph = nx.gnp_random_graph(12, density, seed=seed)
    found = removal_curve(graph, order=order, rng=seed)
    for removed, row in enumerate(found.rows()):
        left = graph.subgraph(set(graph) - set(found.leaving[:removed]))
        sizes = [len(one) for one in nx.connected_components(left)]
        assert row["largest"] == max(sizes, default=0)
        assert row["share"] == max(sizes, default=0) / 12
        assert row["components"] == len(sizes)


@given(st.integers(0, 2**31), st.floats(0, 0.4))
def test_the_shares_never_rise_and_nobody_is_left(seed, density):
    found = removal_curve(nx.gnp_random_graph(15, density, seed=seed), order="random", rng=seed)
    assert (np.diff(found.largest) <= 0).all()
    assert found.share[-1] == 0
