"""Brokerage: the published counts of seven networks, and what must hold of any."""

import json
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.kernels.triads import ROLES
from pemberdayaan.measures.network import ties
from pemberdayaan.measures.network.brokerage import NAMES, brokerage
from pemberdayaan.measures.network.ties import Network

SNA = ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t")
# METHODS: the standard deviations of the whole network in closed form
WHOLE = {
    "emon_Cheyenne": (2.069767, 9.030822, 8.060695, 8.060695, 18.630048, 26.921372),
    "emon_MtSi": (4.528436, 5.545389, 4.858450, 4.858450, 7.264995, 17.573510),
}


def emon(folder, name):
    nodes = pd.read_csv(folder / "network" / "emon" / f"{name}_nodes.csv")
    return Network(pd.read_csv(folder / "network" / "emon" / f"{name}_edges.csv"), nodes=nodes), "Sponsorship"


def chemnet(folder, name):
    nodes = pd.read_csv(folder / "network" / "chemnet" / "nodes.csv")
    return Network(pd.read_csv(folder / "network" / "chemnet" / f"{name}_edges.csv"), nodes=nodes), "type"


def hightech(folder, name):
    edges = pd.read_csv(folder / "network" / "ison_hightech" / "edges.csv")
    nodes = pd.read_csv(folder / "network" / "ison_hightech" / "nodes.csv")
    return Network(edges[edges["type"] == name], source="from", target="to", nodes=nodes), "dept"


NETWORKS = {
    **{f"emon_{name}": (emon, name) for name in ("Cheyenne", "LakePomona", "MtSi", "Texas")},
    "chemnet_pol": (chemnet, "pol"),
    "chemnet_scito": (chemnet, "scito"),
    "hightech_advice": (hightech, "advice"),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_counts_expectations_and_deviations_equal_sna(reference, name):
    read, which = NETWORKS[name]
    network, by = read(reference, which)
    truth = json.loads((reference / "network" / "truth" / "brokerage_sna.json").read_text())[name]
    found = brokerage(network, by=by)
    assert np.array_equal(found.counts, np.array(truth["raw_nli"]["values"]))
    # sna's node moments are right; 1e-9 as the issue asks
    assert found.expected == pytest.approx(np.array(truth["exp_nli"]["values"], float), abs=1e-9)
    assert found.sd == pytest.approx(np.array(truth["sd_nli"]["values"], float), abs=1e-9)
    whole = {role: dict(values) for role, values in found.whole}
    for role, key in zip(NAMES, SNA, strict=True):
        assert whole[role]["count"] == truth["raw_gli"][key]
        assert whole[role]["expected"] == pytest.approx(truth["exp_gli"][key], abs=1e-9)
    # where sna's graph-level deviation is right
    for role, key in (("itinerant", "w_O"), ("liaison", "b_O")):
        assert whole[role]["sd"] == pytest.approx(truth["sd_gli"][key], abs=1e-6)
    for role, sd in zip(NAMES, WHOLE.get(name, ()), strict=False):
        assert whole[role]["sd"] == pytest.approx(sd, abs=1e-6)


def test_the_roles_are_named_in_the_order_of_the_kernel():
    assert (*ROLES, "total") == NAMES


@pytest.fixture
def village():
    """A committee between residents, an office and a bank; made up."""
    graph = nx.DiGraph(
        [("women", "committee"), ("youth", "committee"), ("committee", "office"), ("office", "bank"), ("bank", "women")]
    )
    sector = dict.fromkeys(("women", "youth", "committee"), "community") | {"office": "government", "bank": "private"}
    nx.set_node_attributes(graph, sector, "sector")
    return graph


def test_the_roles_of_a_small_network_by_hand(village):
    found = brokerage(village)
    assert found.of("committee") == dict(zip(NAMES, (0, 0, 2, 0, 0, 2), strict=True))
    assert found.of("office") == dict(zip(NAMES, (0, 0, 0, 0, 1, 1), strict=True))
    assert found.of("bank") == dict(zip(NAMES, (0, 0, 0, 0, 1, 1), strict=True))
    assert found.of("women") == dict(zip(NAMES, (0, 0, 0, 1, 0, 1), strict=True))
    assert dict(found.pairs)["community", "government"] == 2
    assert "committee 2" in repr(found)


def test_without_direction_each_pair_of_partners_counts_once(village):
    found = brokerage(village.to_undirected())
    # committee: women-youth; women-office and youth-office run out of its group
    assert found.of("committee") == dict(zip(NAMES, (1, 0, 2, 2, 0, 3), strict=True))
    assert found.expected is None
    assert found.z is None
    joined = nx.to_numpy_array(village.to_undirected()) > 0
    two = joined.astype(int) @ joined
    np.fill_diagonal(two, 0)
    assert found.counts[:, -1].sum() == (two * ~joined).sum() // 2


def test_permutations_shuffle_the_groups_and_leave_the_ties(village):
    found = brokerage(village, permutations=200, rng=1)
    again = brokerage(village, permutations=200, rng=np.random.default_rng(1))
    assert np.array_equal(found.p_values, again.p_values, equal_nan=True)
    assert found.p_values[:, :-1].min() >= 1 / 201
    assert np.isnan(found.p_values[:, -1]).all()  # the total does not depend on the groups
    assert dict(dict(found.whole)["total"])["p"] is None
    (row,) = [row for row in found.rows() if row["actor"] == "office"]
    assert {f"p_{name}" for name in NAMES} <= set(row)
    assert row["p_total"] is None


def test_p_equals_its_exact_value_within_monte_carlo_error():
    # a path of three in groups a, a, b: of the three places of b, one makes the middle a coordinator of none
    path = nx.path_graph(3, create_using=nx.DiGraph)
    nx.set_node_attributes(path, {0: "a", 1: "a", 2: "b"}, "sector")
    draws = 2000
    (p,) = [
        dict(values)["p"]
        for role, values in brokerage(path, permutations=draws, rng=3).whole
        if role == "representative"
    ]
    assert stats.binomtest(round(p * (draws + 1)) - 1, draws, 1 / 3).pvalue > 1e-4


def test_a_deviation_of_0_has_no_z(village):
    found = brokerage(nx.subgraph(village, ["women", "committee"]))
    assert np.isnan(found.z).all()
    assert all(row["z_total"] is None for row in found.rows())


def test_results_are_read_only_and_have_a_frame(village):
    found = brokerage(village)
    with pytest.raises(ValueError, match="read-only"):
        found.counts[0, 0] = 9
    frame = found.to_frame("pandas")
    assert list(frame)[:8] == ["actor", "group", *NAMES]
    assert {f"{prefix}_{name}" for prefix in ("expected", "z") for name in NAMES} <= set(frame)


def test_a_programme_is_a_network_of_its_ties():
    found = brokerage(pb.example("lkms_kartini"))
    assert set(found.actors) == {one.key for one in pb.example("lkms_kartini").stakeholders}


@pytest.mark.parametrize(
    ("graph", "more", "message"),
    [
        (nx.path_graph(3), {}, "there is no attribute 'sector'"),
        (nx.path_graph(3), {"by": "size"}, "there is no attribute 'size'"),
        (nx.Graph(), {}, "there is no attribute 'sector'"),
        ("a network", {}, "expected a network"),
    ],
)
def test_what_is_no_network_or_has_no_groups_is_named(graph, more, message):
    with pytest.raises(pb.InvalidInput, match=message):
        brokerage(graph, **more)


def test_an_actor_without_a_group_is_named(village):
    village.add_node("media")
    with pytest.raises(pb.InvalidInput, match="actor 'media' has no sector"):
        brokerage(village)
    with pytest.raises(pb.InvalidInput, match="-1 is below 0"):
        brokerage(nx.subgraph(village, ["women"]), permutations=-1)


def test_one_actor_and_one_sector(village):
    alone = brokerage(nx.subgraph(village, ["women"]), permutations=10, rng=1)
    assert alone.counts.sum() == 0
    assert alone.expected is None
    assert "nobody brokers" in repr(alone)
    nx.set_node_attributes(village, "community", "sector")
    assert brokerage(village).counts[:, 1:5].sum() == 0


# --- the network ---------------------------------------------------------------------------------------------------


def test_loops_and_repeated_ties_are_counted():
    ties_ = pd.DataFrame({"source": list("aabb"), "target": list("bbab"), "w": [1, 2, 3, 4]})
    network = Network(ties_, weight="w", strongest="high")
    assert (network.n, network.m, network.self_ties, network.repeated) == (2, 2, 1, 1)
    assert network.strength.tolist() == [3, 3]
    assert "1 tie to oneself and 1 repeated tie left out" in repr(network)
    one = Network(ties_, weight="w", directed=False, strongest="low")
    assert (one.m, one.repeated) == (1, 2)
    assert "2 repeated ties" in repr(one)


def test_the_low_end_may_be_the_strongest():
    frame = pd.DataFrame({"source": list("ab"), "target": list("bc"), "w": [1.0, 4.0]})
    assert Network(frame, weight="w", strongest="low").strength.tolist() == [4, 1]
    assert Network(frame).strength.tolist() == [1, 1]
    with pytest.raises(pb.InvalidInput, match="say strongest='high' or 'low'"):
        _ = Network(frame, weight="w").strength


@pytest.mark.parametrize("made", [pd.DataFrame, "polars", "pyarrow", "lazy"])
def test_any_frame_will_do(made):
    polars, pyarrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    make = {"polars": polars.DataFrame, "pyarrow": pyarrow.table, "lazy": polars.LazyFrame}.get(made, made)
    ties_, nodes = make({"source": ["a"], "target": ["c"]}), make({"size": [1, 2, 3], "name": ["a", "b", "c"]})
    network = Network(ties_, nodes=nodes)
    assert network.actors == ("a", "b", "c")
    assert network.attributes["size"] == [1, 2, 3]
    assert [part.tolist() for part in network.arcs] == [[0], [2]]


@pytest.mark.parametrize(
    ("ties_", "more", "faults"),
    [
        ({"a": [1]}, {}, {"$.source", "$.target"}),
        ({"source": ["a", None], "target": ["b", "c"]}, {}, {"$.ties[1].source"}),
        ({"source": ["a"], "target": ["b"]}, {"nodes": {"actor": ["a", "a"]}}, {"$.nodes[1].actor", "$.ties"}),
        ({"source": ["a"], "target": ["a"]}, {"nodes": {"actor": ["a", ""]}}, {"$.nodes[1].actor"}),
        ({"source": ["a"], "target": ["b"], "w": [0.0]}, {"weight": "w"}, {"$.ties[0].w"}),
        ({"source": ["a"], "target": ["b"], "w": [-1]}, {"weight": "w"}, {"$.ties[0].w"}),
        ({"source": ["a"], "target": ["b"], "w": [float("nan")]}, {"weight": "w"}, {"$.ties[0].w"}),
        ({"source": ["a"], "target": ["b"], "w": ["much"]}, {"weight": "w"}, {"$.ties[0].w"}),
    ],
)
def test_faults_of_a_network_name_their_place(ties_, more, faults):
    if "nodes" in more:
        more = {"nodes": pd.DataFrame(more["nodes"])}
    with pytest.raises(pb.InvalidInput) as error:
        Network(pd.DataFrame(ties_), **more)
    assert {one.where for one in error.value.faults} == faults


def test_no_frame_and_no_column():
    with pytest.raises(pb.InvalidInput, match="expected a data frame"):
        Network([("a", "b")])
    with pytest.raises(pb.InvalidInput, match="expected a data frame"):
        Network(pd.DataFrame({"source": [], "target": []}), nodes=["a"])
    with pytest.raises(pb.InvalidInput):
        Network(pd.DataFrame({"source": [], "target": []}), nodes=pd.DataFrame())
    empty = Network(pd.DataFrame({"source": [], "target": []}))
    assert (empty.n, empty.m, empty.strength.tolist()) == (0, 0, [])


def test_a_multigraph_is_one_tie_a_pair_with_the_sum_of_the_weights():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", kg=2)
    graph.add_edge("a", "b", kg=3)
    network = Network.from_graph(graph, weight="kg", strongest="high")
    assert (network.m, network.repeated, network.strength.tolist()) == (1, 1, [5])
    graph.add_edge("b", "a")
    with pytest.raises(pb.InvalidInput, match="weight None is not a finite number above 0"):
        Network.from_graph(graph, weight="kg")


def test_the_digest_tells_networks_apart():
    frame = pd.DataFrame({"source": ["a"], "target": ["b"], "w": [2]})
    plain, weighted = Network(frame), Network(frame, weight="w")
    assert plain.digest() != weighted.digest()
    sectored = [
        Network(frame, nodes=pd.DataFrame({"actor": ["a", "b"], "sector": s})) for s in (["x", "y"], ["x", "x"])
    ]
    assert sectored[0].digest() != sectored[1].digest()
    assert plain.digest() == Network(frame).digest()
    assert ties.network_of(plain) is plain


# --- without direction, by brute force -----------------------------------------------------------------------------


@st.composite
def sectored(draw):
    n = draw(st.integers(2, 8))
    graph = nx.Graph()
    graph.add_nodes_from((i, {"sector": draw(st.sampled_from("abc"))}) for i in range(n))
    graph.add_edges_from(draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), max_size=20)))
    return graph


@given(sectored())
def test_roles_without_direction_equal_looking_at_each_pair_of_partners(graph):
    found, sector = brokerage(graph), nx.get_node_attributes(graph, "sector")
    for broker in graph:
        roles = dict.fromkeys(NAMES, 0)
        for one, other in combinations(graph[broker], 2):
            if graph.has_edge(one, other):
                continue
            same = [sector[end] == sector[broker] for end in (one, other)]
            outer = sector[one] == sector[other]
            roles["total"] += 1
            if sum(same) == 1:  # one partner of the broker's sector: it speaks for it, or lets the other in
                roles["representative"] += 1
                roles["gatekeeper"] += 1
            else:
                roles["coordinator" if all(same) else "itinerant" if outer else "liaison"] += 1
        assert found.of(broker) == roles
