"""Actors joined by what they do together: the Southern Women, and what must hold of any."""

import json
from collections import Counter
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pemberdayaan as pb
from pemberdayaan.measures.network.projection import projection, two_mode_graph


@pytest.fixture
def davis(reference):
    return pd.read_csv(reference / "network" / "davis" / "twomode_edges.csv")


def weights(network):
    ends = zip(network.tails.tolist(), network.heads.tolist(), network.strength.tolist(), strict=True)
    return {frozenset((network.actors[a], network.actors[b])): weight for a, b, weight in ends}


@pytest.mark.parametrize(
    ("weighting", "key"), [("simple", "projection_women_weights"), ("newman", "newman_projection")]
)
def test_the_southern_women(reference, davis, weighting, key):
    truth = json.loads((reference / "network" / "truth" / "davis_twomode_networkx.json").read_text())[key]
    found = projection(davis, weighting=weighting, actor="woman", activity="event")
    assert (found.n, found.m) == (18, 139)
    # sums of at most 14 fractions
    assert weights(found) == pytest.approx({frozenset((a, b)): weight for a, b, weight in truth}, abs=1e-12)


def test_the_two_kinds_of_node(davis):
    graph = two_mode_graph(davis, actor="woman", activity="event")
    assert nx.is_bipartite(graph)
    assert Counter(kind for kind, _ in graph) == {"actor": 18, "activity": 14}
    assert graph.number_of_edges() == len(davis)


rows = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcd")), max_size=20)


@given(rows)
def test_weights_equal_counting_pair_by_pair(pairs):
    frame = pd.DataFrame({"actor": [a for a, _ in pairs], "activity": [e for _, e in pairs]})
    simple, newman = Counter(), Counter()
    for event in {e for _, e in pairs}:
        there = sorted({a for a, e in pairs if e == event})
        for pair in combinations(there, 2):
            simple[frozenset(pair)] += 1
            newman[frozenset(pair)] += 1 / (len(there) - 1)
    assert weights(projection(frame)) == dict(simple)
    found = projection(frame, weighting="newman")
    assert weights(found) == pytest.approx(dict(newman))
    assert set(found.actors) == {a for a, _ in pairs}


@given(rows)
def test_newman_gives_each_actor_one_for_each_activity_in_company(pairs):
    frame = pd.DataFrame({"actor": [a for a, _ in pairs], "activity": [e for _, e in pairs]})
    found = weights(projection(frame, weighting="newman"))
    size = Counter(e for _, e in set(pairs))
    for actor in {a for a, _ in pairs}:
        company = sum(size[e] > 1 for a, e in set(pairs) if a == actor)
        assert sum(weight for pair, weight in found.items() if actor in pair) == pytest.approx(company)


def village(**more):
    stakeholders = [
        pb.Stakeholder("women", "Women", "community"),
        pb.Stakeholder("youth", "Youth", "community"),
        pb.Stakeholder("office", "Office", "government"),
    ]
    activities = [pb.Activity("road", "Road", led_by="women"), pb.Activity("well", "Well")]
    return pb.Programme("p", "P", stakeholders=stakeholders, activities=activities, **more)


def test_a_programme_by_its_activities():
    taking = [
        pb.Participation("youth", activity="road"),
        pb.Participation("office", activity="road", takes_part=False),
        pb.Participation("office", stage="plan"),
    ]
    stages = [pb.ProgrammeStage("plan", "Plan", phases="plan")]
    found = projection(village(participations=taking, stages=stages))
    assert found.actors == ("women", "youth", "office")
    assert set(weights(found)) == {frozenset(("women", "youth"))}
    assert found.attributes["sector"] == ["community", "community", "government"]
    graph = two_mode_graph(village())
    assert graph.degree[("activity", "well")] == 0


@pytest.mark.parametrize(
    ("frame", "more", "message"),
    [
        ({"who": ["a"], "activity": ["x"]}, {}, "no column 'actor'"),
        ({"actor": ["a", None], "activity": ["x", "y"]}, {}, r"empty @ \$.data\[1\]"),
        ({"actor": ["a"], "activity": ["x"]}, {"weighting": "cosine"}, "choose from simple, newman"),
    ],
)
def test_faults(frame, more, message):
    with pytest.raises(pb.InvalidInput, match=message):
        projection(pd.DataFrame(frame), **more)


def test_no_frame():
    with pytest.raises(pb.InvalidInput, match="expected a data frame"):
        projection([("a", "x")])
