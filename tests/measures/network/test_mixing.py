"""The E-I index: peer values, its exact mean, and every labelling of small networks."""

from itertools import permutations

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from measures.network.published import BY, network, truth
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.measures.network.mixing import external_internal

NAMES = (
    *(f"emon_{place}" for place in ("Cheyenne", "LakePomona", "MtSi", "Texas")),
    *("chemnet_pol", "chemnet_scito", "hightech_friends", "hightech_advice", "tobacco_collab"),
)
# METHODS: the rescaled index
RESCALED = {"emon_Texas": 0.268817, "tobacco_collab": -0.240506, "hightech_advice": 0.021277}


@pytest.mark.parametrize("name", NAMES)
def test_values_equal_the_reference(reference, name):
    known = truth(reference, "ei_assortativity")[name]
    draws = 2000
    found = external_internal(network(reference, name), by=BY[name.partition("_")[0]], permutations=draws, rng=1)
    assert (found.external, found.internal) == (known["external"], known["internal"])
    assert found.value == pytest.approx(known["ei"], abs=1e-14)
    assert found.expected == pytest.approx(known["ei_expected_random_ties"], abs=1e-14)
    assert found.assortativity == pytest.approx(known["assortativity_nominal"], abs=1e-12)
    for ours, theirs in ((found.p_at_most, known["p_less_eq"]), (found.p_at_least, known["p_greater_eq"])):
        error = np.sqrt(max(theirs * (1 - theirs), 1e-4) * (1 / draws + 1 / known["reps"]))
        assert abs(ours - theirs) < 4.5 * error
    if name in RESCALED:
        assert found.rescaled == pytest.approx(RESCALED[name], abs=1e-6)
    mixing = pd.DataFrame(known["mixing"]["values"], known["mixing"]["rows"], known["mixing"]["cols"])
    names = [str(one) for one in found.names]
    whole = mixing.reindex(index=names, columns=names, fill_value=0).to_numpy()
    if not found.directed:
        whole = whole + whole.T - np.diag(np.diag(whole))
    assert np.array_equal(found.mixing, whole)


@st.composite
def labelled(draw, most=6):
    n = draw(st.integers(2, most))
    directed = draw(st.booleans())
    graph = nx.gnp_random_graph(n, draw(st.floats(0, 1)), seed=draw(st.integers(0, 10**6)), directed=directed)
    nx.set_node_attributes(graph, {i: draw(st.sampled_from("abc")) for i in range(n)}, "sector")
    return graph


@given(labelled(most=5))
def test_expected_is_the_mean_over_all_labellings(graph):
    if not graph.number_of_edges():
        return
    labels = list(nx.get_node_attributes(graph, "sector").values())
    values = []
    for dealt in permutations(labels):
        nx.set_node_attributes(graph, dict(enumerate(dealt)), "sector")
        found = external_internal(graph)
        values.append(found.value)
    assert np.mean(values) == pytest.approx(found.expected, abs=1e-12)


@given(labelled())
def test_rows_add_up_and_stay_in_range(graph):
    found = external_internal(graph)
    assert found.external + found.internal == graph.number_of_edges()
    assert sum(one.external for one in found.sectors) == 2 * found.external
    assert sum(one.internal for one in found.sectors) == found.internal
    assert sum(one.external for one in found.actors) == 2 * found.external
    assert sum(one.internal for one in found.actors) == 2 * found.internal
    for one in (found, *found.sectors, *found.actors):
        for value in (one.value, one.expected):
            assert value is None or -1 <= value <= 1
    assert found.rescaled is None or -1 <= found.rescaled <= 1
    assert {"value", "rescaled", "assortativity"} >= {name for name, _ in found.why}
    if found.value is not None and found.assortativity is not None:
        known = nx.attribute_assortativity_coefficient(graph, "sector")
        assert found.assortativity == pytest.approx(known, abs=1e-9)


@given(labelled())
def test_names_do_not_matter(graph):
    n = len(graph)
    other = nx.relabel_nodes(graph, {i: n - i for i in range(n)})
    one, two = external_internal(graph), external_internal(other)
    assert (one.value, one.expected, one.rescaled) == (two.value, two.expected, two.rescaled)
    assert one.assortativity == two.assortativity
    assert np.array_equal(one.mixing, two.mixing)


@given(labelled())
def test_the_rescaled_index_reaches_its_ends(graph):
    """As many ties moved outward and inward as there is room for."""
    ties = graph.number_of_edges()
    sector = nx.get_node_attributes(graph, "sector")
    pairs = [(a, b) for a in graph for b in graph if (a != b if graph.is_directed() else a < b)]
    for outward, end in ((True, 1), (False, -1)):
        pairs.sort(key=lambda pair: (sector[pair[0]] == sector[pair[1]]) == outward)
        made = nx.create_empty_copy(graph)
        made.add_edges_from(pairs[:ties])
        found = external_internal(made)
        assert found.rescaled in (None, end)


def test_p_equals_its_exact_value_within_monte_carlo_error():
    path = nx.path_graph(3)
    nx.set_node_attributes(path, {0: "a", 1: "a", 2: "b"}, "sector")
    # b in the middle makes both ties external; at an end, one
    draws = 3000
    found = external_internal(path, permutations=draws, rng=3)
    assert found.p_at_least == 1
    assert stats.binomtest(round(found.p_at_most * draws), draws, 2 / 3).pvalue > 1e-4
    assert found.p_value == 1
    again = external_internal(path, permutations=draws, rng=np.random.default_rng(3))
    assert again.p_at_most == found.p_at_most
    assert (found.provenance.seed, again.provenance.seed) == (3, None)
    assert "labellings" in repr(found)


def test_by_hand():
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c"), ("c", "d")])
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": "z"}, "sector")
    found = external_internal(graph)
    assert (found.external, found.internal, found.value) == (2, 2, 0)
    assert found.expected == pytest.approx(1 - 2 * 2 / 12)
    of_x, of_y, _ = found.sectors
    assert (of_x.external, of_x.internal, of_x.value, of_x.expected) == (1, 2, -1 / 3, (8 - 2) / 10)
    assert (of_y.value, of_y.expected) == (1, 1)
    by_actor = {one.about: one for one in found.actors}
    assert (by_actor["a"].external, by_actor["a"].internal, by_actor["a"].expected) == (1, 2, 1 / 3)
    assert {"source": "x", "target": "y", "ties": 1} in found.pairs()
    levels = [row["level"] for row in found.rows()]
    assert levels == ["network", *["sector"] * 3, *["actor"] * 4]
    assert list(found.to_frame("pandas"))[:6] == ["level", "about", "group", "external", "internal", "value"]
    with pytest.raises(ValueError, match="read-only"):
        found.mixing[0, 0] = 9


def test_what_is_not_defined_says_why():
    alone = nx.Graph()
    alone.add_node("a", sector="x")
    found = external_internal(alone, permutations=5, rng=1)
    assert (found.value, found.expected, found.rescaled, found.p_value, found.assortativity) == (None,) * 5
    assert dict(found.why) == dict.fromkeys(("value", "rescaled", "assortativity"), "no tie")
    assert "not defined (no tie)" in repr(found)
    assert all(row["value"] is None for row in found.rows())
    one_sector = nx.path_graph(3)
    nx.set_node_attributes(one_sector, "x", "sector")
    found = external_internal(one_sector)
    assert (found.value, found.expected) == (-1, -1)
    assert dict(found.why) == {
        "rescaled": "as many ties leave no other value open",
        "assortativity": "every tie begins and ends in one sector",
    }
    with pytest.raises(pb.InvalidInput, match="-1 is below 0"):
        external_internal(one_sector, permutations=-1)
    with pytest.raises(pb.InvalidInput, match="there is no attribute 'kind'"):
        external_internal(one_sector, by="kind")
    one_sector.add_node("new")
    with pytest.raises(pb.InvalidInput, match="actor 'new' has no sector"):
        external_internal(one_sector)
