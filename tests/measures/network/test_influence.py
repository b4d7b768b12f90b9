"""Influence by ties: peer values; beside it what was said of power, interest and salience."""

import importlib

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures.builders import actor
from measures.network.published import DIRECTED, FLORENTINE, network, numbers, truth

import pemberdayaan as pb
from pemberdayaan.measures.network.influence import POSITIONS, influence
from pemberdayaan.measures.network.ties import Network

room = importlib.import_module("pemberdayaan.measures.network.influence")

NAMES = (*FLORENTINE, "chemnet_infrep", "tobacco_collab", *DIRECTED)


@pytest.mark.parametrize("name", NAMES)
def test_scores_equal_sna_and_igraph(reference, name):
    known = truth(reference, "node_centrality_sna_igraph")[name]
    found = influence(network(reference, name), alpha=0.01, beta=0.05)
    pairs = {
        "betweenness": "betweenness",
        "pagerank": "pagerank",
        "katz": "alpha_katz_01",
        "bonacich": "bonpow_p05",
        "hub": "hub",
        "authority": "authority",
    }
    for ours, theirs in pairs.items():
        assert found.of(ours) == pytest.approx(numbers(known[theirs]), abs=1e-9), ours
    other = influence(network(reference, name), beta=-0.05)
    assert other.of("bonacich") == pytest.approx(numbers(known["bonpow_m05"]), abs=1e-9)
    assert (found.sign.split(":")[0], other.sign.split(":")[0]) == ("positive", "negative")


def test_the_sign_of_beta_turns_who_is_powerful():
    # in a row of five, those next to the ends bargain with partners who have nobody else
    row = nx.path_graph(5)
    first = influence(row, beta=0.4).of("bonacich")
    assert first.argmax() == 2
    second = influence(row, beta=-0.4).of("bonacich")
    assert set(np.flatnonzero(np.isclose(second, second.max()))) == {1, 3}
    none = influence(row, beta=0)
    assert none.sign.startswith("zero")
    assert none.of("bonacich") / none.of("bonacich")[0] == pytest.approx([1, 2, 2, 2, 1])


@given(st.integers(1, 8), st.floats(0, 1), st.integers(0, 10**6), st.booleans())
def test_names_do_not_matter(n, p, seed, directed):
    graph = nx.gnp_random_graph(n, p, seed=seed, directed=directed)
    order = np.random.default_rng(seed).permutation(n)
    one, two = influence(graph), influence(nx.relabel_nodes(graph, dict(enumerate(order.tolist()))))
    place = {who: i for i, who in enumerate(two.actors)}
    turned = [place[order[who]] for who in one.actors]
    for name, scores in one.positions:
        assert scores == pytest.approx(two.of(name)[turned], abs=1e-7, nan_ok=True), name
    assert one.why == two.why


def test_half_of_what_is_allowed_is_taken():
    found = influence(nx.complete_graph(4))
    assert found.limit == pytest.approx(1 / 3)
    assert (found.alpha, found.beta) == pytest.approx((1 / 6, 1 / 6))
    free = influence(nx.DiGraph([(0, 1), (1, 2)]))
    assert (free.limit, free.alpha, free.beta) == (None, 0.5, 0.5)
    assert influence(nx.DiGraph([(0, 1), (1, 2)]), beta=7).of("katz").tolist() == [1, 1.5, 1.75]


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"damping": 1}, "damping"),
        ({"damping": float("nan")}, "damping"),
        ({"alpha": 0.4}, "alpha"),
        ({"alpha": -0.1}, "alpha"),
        ({"beta": -0.4}, "beta"),
        ({"beta": float("nan")}, "beta"),
    ],
)
def test_what_makes_no_series_is_refused(more, where):
    with pytest.raises(pb.InvalidInput, match="is outside") as caught:
        influence(nx.complete_graph(4), **more)
    assert [one.where for one in caught.value.faults] == [where]


def test_strength_counts_where_it_is_asked_for():
    frame = pd.DataFrame({"source": list("aab"), "target": list("bcc"), "w": [3.0, 1.0, 2.0]})
    held = Network(frame, weight="w", strongest="high", directed=False)
    found = influence(held, weighted=True)
    assert found.limit == pytest.approx(1 / np.linalg.eigvalsh([[0, 3, 1], [3, 0, 2], [1, 2, 0]]).max())
    assert found.of("pagerank").argmax() == 1
    assert influence(held).of("pagerank") == pytest.approx([1 / 3] * 3)
    directed = Network(frame, weight="w", strongest="high")
    assert influence(directed, weighted=True).of("katz").tolist() == pytest.approx([1, 2.5, 1 + 0.5 + 2.5])
    with pytest.raises(pb.InvalidInput, match="say strongest="):
        influence(Network(frame, weight="w"), weighted=True)


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(3, create_using=nx.DiGraph)])
def test_without_a_tie_there_is_no_power(graph):
    found = influence(graph)
    assert dict(found.why) == dict.fromkeys(("hub", "authority", "bonacich"), "no tie")
    for row in found.rows():
        assert (row["bonacich"], row["hub"], row["power"]) == (None, None, None)
        assert row["pagerank"] == pytest.approx(1 / len(graph))
    assert ("nobody" in repr(found)) == (len(graph) == 0)


def test_parts_that_share_the_lead_have_no_hubs(monkeypatch):
    monkeypatch.setattr(room, "COUNTED", 3)
    found = influence(nx.path_graph(4))
    assert dict(found.why)["hub"] == "parts of the network share the lead"
    assert "centralization(of='betweenness')" in dict(found.why)["betweenness"]
    assert {row["betweenness"] for row in found.rows()} == {None}
    with pytest.raises(ValueError, match="read-only"):
        found.of("pagerank")[0] = 1
    with pytest.raises(pb.InvalidInput, match="there is no measure 'rank'"):
        found.of("rank")


# --- what was said ---------------------------------------------------------------------------------------------------


def rated(who, framework="mendelow-1991", period=None, **facets):
    scale = "attribute" if framework == "mitchell-1997" else "level"
    return [
        pb.Observation(f"facet.{facet}", value=value, scale=f"{framework}.{scale}", about=who, period=period)
        for facet, value in facets.items()
    ]


def village(*observations, **records):
    """The office stands in the middle; made up."""
    actors = [
        actor("women", **records),
        actor("youth"),
        actor("office", "government"),
        actor("bank", "private"),
    ]
    ties = [pb.Tie(who, "office") for who in ("women", "youth", "bank")]
    return pb.Programme("p", "P", stakeholders=actors, ties=ties, observations=observations, synthetic=True)


def test_the_powerful_on_paper_in_the_middle_and_not():
    said = [
        *rated("women", power="low", interest="high"),
        *rated("youth", power="low", interest="high"),
        *rated("office", power="high", interest="high"),
        *rated("bank", power="low", interest="low"),
    ]
    found = influence(village(*said))
    rows = {row["actor"]: row for row in found.rows()}
    assert (rows["office"]["power"], rows["office"]["interest"], rows["office"]["place"]) == (1, 1, "key")
    assert (rows["women"]["power"], rows["women"]["place"]) == (0, "informed")
    assert rows["bank"]["class"] is None
    agreement = {(one.rated, one.position): one for one in found.agreement}
    assert set(agreement) == {(name, position) for name in ("power", "interest") for position in POSITIONS}
    assert agreement["power", "pagerank"].tau == pytest.approx(1)
    assert agreement["power", "pagerank"].n == 4
    assert agreement["interest", "partners"].tau == pytest.approx(1 / 3)
    assert agreement["power", "betweenness"].why == "all are rated alike, or stand alike"
    assert dict(found.ratings.sources) == {"power": "mendelow-1991", "interest": "mendelow-1991"}
    assert "power rated for 4; interest rated for 4" in repr(found)


def test_salience_is_the_number_of_attributes_held():
    whole = {"power": "held", "legitimacy": "not_held", "urgency": "held"}
    said = [*rated("office", "mitchell-1997", **whole), *rated("women", "mitchell-1997", power="not_held")]
    found = influence(village(*said))
    rows = {row["actor"]: row for row in found.rows()}
    assert (rows["office"]["salience"], rows["office"]["class"], rows["office"]["power"]) == (2, "dangerous", 1)
    assert (rows["women"]["salience"], rows["women"]["class"], rows["women"]["power"]) == (None, None, 0)
    by_rated = {one.rated: one for one in found.agreement if one.position == "pagerank"}
    assert (by_rated["salience"].n, by_rated["salience"].why) == (1, "fewer than three rated")


def test_two_frameworks_that_rate_power_do_not_mix():
    said = [*rated("office", power="high", interest="low"), *rated("office", "mitchell-1997", power="not_held")]
    (row,) = [row for row in influence(village(*said)).rows() if row["actor"] == "office"]
    assert (row["power"], row["interest"], row["place"]) == (1, 0, "satisfied")


def test_the_latest_rating_counts_and_a_dispute_none():
    said = [
        *rated("office", period=2021, power="low", interest="high"),
        *rated("office", period=2019, power="high", interest="high"),
        *rated("women", period=2019, power="low", interest="high"),
        *rated("women", period=2020, power="high", interest="high"),
        *rated("bank", power="low", interest="high"),
        *rated("bank", power="high", interest="high"),
        pb.Observation("facet.power", value="low", scale="mendelow-1991.level"),
    ]
    rows = {row["actor"]: row for row in influence(village(*said)).rows()}
    assert [rows[who]["power"] for who in ("office", "women", "bank", "youth")] == [0, 1, None, None]


def test_a_number_in_the_record_comes_first():
    said = rated("women", power="low", interest="low")
    found = influence(village(*said, power=4, interest=5))
    assert dict(found.ratings.sources) == {"power": "record", "interest": "record"}
    assert found.ratings.power == (4, None, None, None)
    assert found.provenance.programme == "p"


def test_power_among_the_attributes_of_a_network():
    graph = nx.star_graph(3)
    nx.set_node_attributes(graph, {0: 9, 1: 1, 2: 2}, "power")
    nx.set_node_attributes(graph, {0: "much"}, "interest")
    found = influence(graph)
    assert found.ratings.power == (9, 1, 2, None)
    assert found.ratings.interest == (None,) * 4
    assert {one.rated for one in found.agreement} == {"power"}
    assert list(found.to_frame("pandas")) == ["actor", *POSITIONS, "power", "interest", "salience", "place", "class"]
    assert influence(nx.star_graph(3)).ratings is None
