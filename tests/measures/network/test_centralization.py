"""Centralisation: published and peer values, and the largest sums by trying every small graph."""

import importlib
from itertools import combinations, permutations, product
from types import SimpleNamespace

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures.network.published import DIRECTED, FLORENTINE, SMALL, network, numbers, truth

import pemberdayaan as pb
from pemberdayaan.kernels import paths
from pemberdayaan.measures.network.centralization import Centrality, Counting, centralization
from pemberdayaan.measures.network.ties import Network

room = importlib.import_module("pemberdayaan.measures.network.centralization")

UNDIRECTED = (*FLORENTINE, "tobacco_collab", "star5", "ring5", "path5")
ALL_DIRECTED = (*DIRECTED, "outstar5", "instar5")
EVERY = ("degree", "closeness", "harmonic", "betweenness", "eigenvector")


@pytest.mark.parametrize("name", ["florentine_without_pucci"])
def test_florentine_marriages_as_published(reference, name):
    # METHODS: degree with Pucci, then degree, closeness and betweenness without
    assert centralization(network(reference, "florentine")).value == pytest.approx(0.2667, abs=5e-5)
    found = [centralization(network(reference, name), of=of).value for of in ("degree", "closeness", "betweenness")]
    assert found == pytest.approx([0.2747, 0.3225, 0.4368], abs=5e-5)


@pytest.mark.parametrize("name", UNDIRECTED)
def test_undirected_values_equal_sna_and_igraph(reference, name):
    known, made = truth(reference, "centralization_sna_igraph")[name], network(reference, name)
    pairs = {
        "degree": "degree",
        "harmonic": "closeness_suminvundir",
        "betweenness": "betweenness_undirected",
        "eigenvector": "igraph_eigen",
    }
    for of, key in pairs.items():
        found = centralization(made, of=of)
        assert found.value == pytest.approx(known[key], abs=1e-9), of
        assert found.attained
    tops = {"degree": "igraph_degree_all_tmax", "closeness": "igraph_closeness_all_tmax"}
    assert centralization(made, of="degree").largest == known[tops["degree"]]
    if name != "florentine":
        closeness = centralization(made, of="closeness")
        assert closeness.value == pytest.approx(known["closeness_undirected"], abs=1e-9)
        assert closeness.largest == pytest.approx(known[tops["closeness"]])


@pytest.mark.parametrize("name", ALL_DIRECTED)
def test_directed_values_equal_sna_and_igraph(reference, name):
    known, made = truth(reference, "centralization_sna_igraph")[name], network(reference, name)
    pairs = {
        "total_degree": "degree_freeman",
        "in_degree": "degree_indegree",
        "out_degree": "degree_outdegree",
        "betweenness": "betweenness_directed",
    }
    for of, key in pairs.items():
        assert centralization(made, of=of).value == pytest.approx(known[key], abs=1e-9), of
    assert centralization(made, of="degree").of is Centrality.TOTAL_DEGREE
    harmonic = centralization(made, of="harmonic").value
    assert harmonic == pytest.approx(known["closeness_suminvdir"] * (known["n"] - 1), abs=1e-9)
    eigenvector = centralization(made, of="eigenvector")
    assert not eigenvector.attained
    if name in DIRECTED:
        assert eigenvector.value == pytest.approx(known["igraph_eigen"], abs=1e-9)
    else:
        assert (eigenvector.value, eigenvector.why) == (None, "no tie leads back to where it began")
    either = {"harmonic": "closeness_suminvundir", "betweenness": "betweenness_undirected"}
    if name != "emon_MtSi":
        either["closeness"] = "closeness_undirected"
    for of, key in either.items():
        assert centralization(made, of=of, either_way=True).value == pytest.approx(known[key], abs=1e-9), of


@pytest.mark.parametrize("name", [*FLORENTINE, "tobacco_collab", "chemnet_infrep", *DIRECTED])
def test_scores_equal_sna(reference, name):
    known, made = truth(reference, "node_centrality_sna_igraph")[name], network(reference, name)
    for of, key in (("betweenness", "betweenness"), ("harmonic", "closeness_suminv")):
        found = centralization(made, of=of)
        assert list(map(str, found.actors)) == list(map(str, known["ids"]))
        assert found.scores == pytest.approx(numbers(known[key]), abs=1e-9), of
    counted = paths.stress(*made.arcs, made.n) / (1 if made.directed else 2)
    assert counted.tolist() == known["stress"]
    if not made.directed:
        scores = centralization(made, of="eigenvector").scores
        assert scores / np.linalg.norm(scores) == pytest.approx(numbers(known["evcent"]), abs=1e-9)


@pytest.mark.parametrize("n", [3, 4, 7, 30])
@pytest.mark.parametrize("of", EVERY)
def test_a_star_is_1_and_a_ring_0(n, of):
    star, ring = nx.star_graph(n - 1), nx.cycle_graph(n)
    assert centralization(ring, of=of).value == pytest.approx(0, abs=1e-9)
    if of == "eigenvector":
        assert centralization(star, of=of, normaliser="star").value == pytest.approx(1)
        assert centralization(star, of=of).value == pytest.approx((n - 1) * (1 - (n - 1) ** -0.5) / (n - 2))
    else:
        assert centralization(star, of=of).value == pytest.approx(1)
        assert centralization(star, of=of, normaliser="star").normaliser == centralization(star, of=of).normaliser


@pytest.mark.parametrize("n", [3, 6])
def test_directed_stars_are_1(n):
    out = nx.DiGraph([(0, other) for other in range(1, n)])
    assert centralization(out, of="out_degree").value == 1
    assert centralization(out, of="harmonic").value == pytest.approx(1)
    assert centralization(out.reverse(), of="in_degree").value == 1
    both = nx.star_graph(n - 1).to_directed()
    assert centralization(both, of="total_degree").value == 1
    assert centralization(both, of="betweenness").value == pytest.approx(1)


@pytest.mark.parametrize("of", EVERY)
def test_no_graph_of_four_has_a_larger_sum_and_one_has_it(of):
    pairs = list(combinations(range(4), 2))
    found = []
    for there in product([False, True], repeat=len(pairs)):
        made = nx.empty_graph(4)
        made.add_edges_from(pair for pair, tied in zip(pairs, there, strict=True) if tied)
        if of != "closeness" or nx.is_connected(made):
            found.append(centralization(made, of=of).value)
    assert max(one for one in found if one is not None) == pytest.approx(1)
    assert min(one for one in found if one is not None) == pytest.approx(0)


@pytest.mark.parametrize("of", ["in_degree", "out_degree", "total_degree", "harmonic", "betweenness"])
def test_no_directed_graph_of_three_has_a_larger_sum_and_one_has_it(of):
    pairs = list(permutations(range(3), 2))
    found = []
    for there in product([False, True], repeat=len(pairs)):
        made = nx.empty_graph(3, create_using=nx.DiGraph)
        made.add_edges_from(pair for pair, tied in zip(pairs, there, strict=True) if tied)
        found.append(centralization(made, of=of).value)
    assert max(found) == pytest.approx(1)


@given(st.integers(3, 8), st.booleans(), st.integers(0, 10**6), st.sampled_from(EVERY))
def test_names_do_not_matter(n, directed, seed, of):
    made = nx.gnp_random_graph(n, 0.6, seed=seed, directed=directed)
    if of == "closeness" and (directed or not nx.is_connected(made)):
        return
    order = np.random.default_rng(seed).permutation(n)
    other = nx.relabel_nodes(made, dict(enumerate(order.tolist())))
    one, two = centralization(made, of=of), centralization(other, of=of)
    assert one.value == pytest.approx(two.value, abs=1e-9)
    place = {actor: i for i, actor in enumerate(two.actors)}
    if one.why is None:
        assert one.scores == pytest.approx(two.scores[[place[order[actor]] for actor in one.actors]], abs=1e-7)
        assert -1e-9 <= one.value <= 1 + 1e-9


# --- strength, direction, and what is not defined --------------------------------------------------------------------


def ties(weights=(1.0, 5.0, 1.0, 2.0), **more):
    frame = pd.DataFrame({"source": list("abca"), "target": list("bcdc"), "w": weights})
    return Network(frame, weight="w", strongest="high", **more)


def test_strength_counts_for_eigenvector_only():
    held = ties(directed=False)
    found = centralization(held, of="eigenvector", weighted=True)
    table = np.zeros((4, 4))
    table[[0, 1, 2, 0], [1, 2, 3, 2]] = held.weights[[0, 2, 3, 1]]
    _values, vectors = np.linalg.eigh(table + table.T)
    known = np.abs(vectors[:, -1])
    assert found.scores == pytest.approx(known / known.max())
    # of ties with a direction, those of both directions together
    frame = pd.DataFrame({"source": [*list("abca"), "b"], "target": [*list("bcdc"), "a"], "w": [0.5, 5, 1, 2, 0.5]})
    both = Network(frame, weight="w", strongest="high")
    assert centralization(both, of="eigenvector", weighted=True, either_way=True).scores == pytest.approx(found.scores)
    assert centralization(both, of="eigenvector", weighted=True).scores[3] > 0
    with pytest.raises(pb.InvalidInput, match="degree centralisation has no largest value on weighted ties"):
        centralization(held, weighted=True)


def test_closeness_needs_one_component_without_direction():
    with pytest.raises(pb.InvalidInput, match="cannot reach each other; take harmonic"):
        centralization(nx.empty_graph(3), of="closeness")
    with pytest.raises(pb.InvalidInput, match="not defined on directed ties; take harmonic"):
        centralization(nx.cycle_graph(3, create_using=nx.DiGraph), of="closeness")
    for of in ("in_degree", "out_degree"):
        with pytest.raises(pb.InvalidInput, match="ties need a direction here"):
            centralization(nx.path_graph(3), of=of)
    assert centralization(nx.path_graph(3), of="total_degree").of is Centrality.DEGREE


def test_every_fault_is_told_at_once():
    with pytest.raises(pb.InvalidInput) as caught:
        centralization(nx.DiGraph([(0, 1)]), of="closeness", weighted=True, pivots=1)
    assert [one.code for one in caught.value.faults] == ["directed_form", "weighted_form", "out_of_range"]
    with pytest.raises(pb.InvalidInput, match="'middle' is not a centrality"):
        centralization(SMALL["star5"], of="middle")
    with pytest.raises(pb.InvalidInput, match="'ring' is not a normaliser"):
        centralization(SMALL["star5"], normaliser="ring")


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("of", EVERY)
def test_too_few_actors_have_no_value(n, of):
    found = centralization(nx.complete_graph(n), of=of)
    assert (found.value, found.why) == (None, f"{n} actors are too few")
    assert "not defined" in repr(found)
    assert len(found.rows()) == n


def test_two_parts_that_share_the_lead():
    found = centralization(nx.Graph([(0, 1), (2, 3)]), of="eigenvector")
    assert (found.value, found.why) == (None, "parts of the network share the lead")
    assert [row["score"] for row in found.rows()] == [None] * 4


def test_rows_and_read_only_scores():
    found = centralization(SMALL["star5"])
    assert found.rows()[0] == {"actor": 0, "of": "degree", "score": 4, "error": None}
    assert list(found.to_frame("pandas")) == ["actor", "of", "score", "error"]
    assert repr(found) == "Centralization by degree: 1.0000, undirected, (n-1)(n-2) with n = 5"
    with pytest.raises(ValueError, match="read-only"):
        found.scores[0] = 9
    assert centralization(pb.example("lkms_kartini")).of is Centrality.TOTAL_DEGREE


# --- from a sample, or by igraph -------------------------------------------------------------------------------------


@pytest.mark.parametrize("directed", [False, True])
def test_a_sample_is_right_within_its_stated_error(directed):
    # a ring of 60 with one actor tied to a third of it, who is the first in every sample
    made = nx.compose(nx.star_graph(20), nx.cycle_graph(60))
    made = made.to_directed() if directed else made
    whole = centralization(made, of="betweenness")
    drawn = [centralization(made, of="betweenness", pivots=20, rng=seed) for seed in range(150)]
    assert {one.counting for one in drawn} == {Counting.SAMPLED}
    assert {one.pivots for one in drawn} == {20}
    scores = np.stack([one.scores for one in drawn])
    errors = np.sqrt(np.mean([one.errors**2 for one in drawn], axis=0))
    assert scores.mean(axis=0) == pytest.approx(whole.scores, abs=errors.max() * 5 / 150**0.5)
    # the stated errors are the spread that repeated samples have
    assert errors.sum() == pytest.approx(scores.std(axis=0, ddof=1).sum(), rel=0.1)
    assert {int(one.scores.argmax()) for one in drawn} == {0}
    values = [one.value for one in drawn]
    spread = np.std(values, ddof=1)
    assert np.mean(values) == pytest.approx(whole.value, abs=5 * spread / 150**0.5)
    assert np.sqrt(np.mean([one.error**2 for one in drawn])) == pytest.approx(spread, rel=0.2)
    assert "+-" in repr(drawn[0])
    assert drawn[0].rows()[0]["error"] == drawn[0].errors[0]
    assert drawn[3].provenance.seed == 3


def test_a_sample_of_all_is_the_whole():
    made = nx.gnp_random_graph(12, 0.3, seed=2)
    found = centralization(made, of="betweenness", pivots=12)
    assert (found.counting, found.error, found.provenance.seed) == (Counting.WHOLE, None, None)
    assert found.value == centralization(made, of="betweenness").value


@pytest.mark.parametrize("directed", [False, True])
def test_large_networks_are_handed_to_igraph_or_sampled(monkeypatch, directed):
    made = nx.gnp_random_graph(40, 0.1, seed=2, directed=directed)
    known = centralization(made, of="betweenness")

    class Graph:
        def __init__(self, n, edges, directed):
            self.graph = nx.DiGraph(edges.tolist())
            self.graph.add_nodes_from(range(n))

        def betweenness(self):
            found = nx.betweenness_centrality(self.graph, normalized=False)
            return [found[i] for i in range(len(found))]

    monkeypatch.setattr(room, "COUNTED", 10)
    monkeypatch.setattr(room, "PIVOTS", 15)
    monkeypatch.setattr(room, "find_spec", lambda name: name)
    monkeypatch.setattr(room.importlib, "import_module", lambda name: SimpleNamespace(Graph=Graph))
    found = centralization(made, of="betweenness")
    assert found.counting is Counting.IGRAPH
    assert found.value == pytest.approx(known.value)
    monkeypatch.setattr(room, "find_spec", lambda name: None)
    sampled = centralization(made, of="betweenness", rng=1)
    assert (sampled.counting, sampled.pivots) == (Counting.SAMPLED, 15)


def test_igraph_itself_gives_the_same(monkeypatch):
    pytest.importorskip("igraph", reason="igraph is not installed")
    made = nx.gnp_random_graph(40, 0.1, seed=2)
    known = centralization(made, of="betweenness")
    monkeypatch.setattr(room, "COUNTED", 10)
    found = centralization(made, of="betweenness")
    assert found.counting is Counting.IGRAPH
    assert found.scores == pytest.approx(known.scores)


@pytest.mark.parametrize("pivots", [2.5, "3", True])
def test_pivots_are_a_whole_number(pivots):
    with pytest.raises(pb.InvalidInput, match="expected a whole number"):
        centralization(nx.path_graph(5), of="betweenness", pivots=pivots)
