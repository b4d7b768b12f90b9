"""A network at a glance: peer values with the corrections of METHODS, and what must hold of any network."""

import json
import math

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from measures.network.published import DIRECTED, FLORENTINE, network, truth

import pemberdayaan as pb
from pemberdayaan.measures.network import profile as room
from pemberdayaan.measures.network.profile import PROFILE, graph_profile

NAMES = (FLORENTINE[0], *DIRECTED, "chemnet_infrep", "hightech_reports", "tobacco_collab")
SNA = {
    "density": "density",
    "reciprocity_dyadic": "grecip_dyadic",
    "reciprocity_edgewise": "grecip_edgewise",
    "reciprocity_log_ratio": "grecip_edgewise_lrr",
    "reciprocity_correlation": "grecip_correlation",
    "asymmetric_dyads": "hierarchy_reciprocity",
    "components_weak": "components_weak",
    "components_strong": "components_strong",
    "connectedness": "connectedness",
    "hierarchy": "hierarchy_krackhardt",
    "efficiency_directed": "efficiency",
    "least_upper_bound": "lubness",
    "transitivity": "transitivity_weak",
    "dyads_mutual": "mutuality",
}
# METHODS: where sna's least upper bounds are wrong
BOUNDS = {"chemnet_infrep": 0.9975369458, "emon_LakePomona": 0.9941520468, "hightech_reports": 0.0842105263}


@pytest.mark.parametrize("name", NAMES)
def test_numbers_equal_sna(reference, name):
    known = truth(reference, "graph_level_sna")[name]
    found = graph_profile(network(reference, name))
    for ours, theirs in SNA.items():
        value = BOUNDS.get(name, known[theirs]) if ours == "least_upper_bound" else known[theirs]
        if value is None:
            assert found.of(ours) is None
        else:
            assert found.of(ours) == pytest.approx(value, abs=1e-9), ours
    dyads = {"mutual": "Mut", "asymmetric": "Asym", "null": "Null"}
    assert {ours: found.of(f"dyads_{ours}") for ours in dyads} == {
        ours: known["dyad_census"][theirs] for ours, theirs in dyads.items()
    }
    triads = {one.name.removeprefix("triads_"): one.value for one in found.numbers if one.name.startswith("triads_")}
    assert triads == known["triad_census"]
    assortativity = truth(reference, "ei_assortativity").get(name)
    if assortativity:
        assert found.of("degree_assortativity") == pytest.approx(assortativity["assortativity_degree"], abs=1e-9)


def test_krackhardts_efficiency_of_the_florentine_marriages(reference):
    found = graph_profile(network(reference, "florentine"))
    # METHODS: .8673 where each direction is a tie, .9341 in the original form
    assert found.of("efficiency_directed") == pytest.approx(0.8673, abs=5e-5)
    assert found.of("efficiency") == pytest.approx(0.9341, abs=5e-5)


def test_an_organisation_chart_has_all_four_of_krackhardts_dimensions():
    chart = nx.balanced_tree(2, 3, create_using=nx.DiGraph)
    found = graph_profile(chart)
    four = ("connectedness", "hierarchy", "efficiency", "least_upper_bound")
    assert [found.of(name) for name in four] == [1, 1, 1, 1]


@st.composite
def graphs(draw):
    n = draw(st.integers(0, 8))
    p, seed = draw(st.floats(0, 1)), draw(st.integers(0, 10**6))
    return nx.gnp_random_graph(n, p, seed=seed, directed=draw(st.booleans()))


@given(graphs())
def test_every_number_is_in_its_range_or_says_why_not(graph):
    found = graph_profile(graph)
    for one in found.numbers:
        if one.value is None:
            assert one.note
            assert one.note != PROFILE.get(one.name)
        else:
            assert one.low is None or one.value >= one.low - 1e-9, one.name
            assert one.high is None or one.value <= one.high + 1e-9, one.name
    assert list(PROFILE) == [one.name for one in found.numbers if not one.name.startswith("triads_")]
    assert "NaN" not in json.dumps(found.rows())


@given(graphs())
def test_numbers_are_those_of_networkx_and_of_counting(graph):
    n, found = len(graph), graph_profile(graph)
    both = graph.to_directed()
    table = nx.to_numpy_array(both) > 0 if n else np.zeros((0, 0), bool)
    if n > 1:
        assert found.of("density") == pytest.approx(nx.density(graph))
        cells = ~np.eye(n, dtype=bool)
        if 0 < table.sum() < n * (n - 1):
            known = np.corrcoef(table[cells], table.T[cells])[0, 1]
            assert found.of("reciprocity_correlation") == pytest.approx(known, abs=1e-9)
    if both.number_of_edges():
        assert found.of("reciprocity_edgewise") == pytest.approx(nx.overall_reciprocity(both))
    assert found.of("isolates") == nx.number_of_isolates(graph)
    two_paths = closed = 0
    for i, j, k in ((i, j, k) for i in range(n) for j in range(n) for k in range(n) if len({i, j, k}) == 3):
        two_paths += table[i, j] & table[j, k]
        closed += table[i, j] & table[j, k] & table[i, k]
    assert found.of("transitivity") == (pytest.approx(closed / two_paths) if two_paths else None)
    census = sum(one.value for one in found.numbers if one.name.startswith("triads_"))
    assert census == math.comb(n, 3)


@given(graphs())
def test_names_do_not_matter(graph):
    n = len(graph)
    other = graph_profile(nx.relabel_nodes(graph, {i: n - i for i in range(n)}))
    for one, two in zip(graph_profile(graph).numbers, other.numbers, strict=True):
        assert (one.name, one.low, one.high, one.note) == (two.name, two.low, two.high, two.note)
        assert one.value == pytest.approx(two.value, abs=1e-9)


def test_beyond_a_size_least_upper_bounds_are_not_looked_for(monkeypatch):
    monkeypatch.setattr(room, "BOUNDED", 3)
    found = graph_profile(nx.path_graph(4, create_using=nx.DiGraph))
    (one,) = [one for one in found.numbers if one.name == "least_upper_bound"]
    assert (one.value, one.note) == (None, "more than 3 strong components in one weak component")


def test_rows_have_a_range_and_a_note():
    found = graph_profile(pb.example("lkms_kartini"))
    assert list(found.to_frame("pandas")) == ["name", "value", "low", "high", "note"]
    assert found.rows()[0]["value"] == len(pb.example("lkms_kartini").stakeholders)
    assert "GraphProfile of 7 actors" in repr(found)
    assert "density -" in repr(graph_profile(nx.Graph()))
    with pytest.raises(pb.InvalidInput, match="there is no measure 'densty'"):
        found.of("densty")
