"""k-components against an exhaustive search, and on graphs whose components are known."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemberdayaan.kernels.connectivity import _cut, k_components


def arrays(graph):
    ends = np.array([sorted(edge) for edge in graph.edges()], np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], graph.number_of_nodes()


def sets(graph):
    return {k: [frozenset(part.tolist()) for part in parts] for k, parts in k_components(*arrays(graph)).items()}


def exhaustive(graph):
    """Every set of nodes, and every set taken out of it, as bits of a number."""
    n = graph.number_of_nodes()
    near = [sum(1 << w for w in graph[v]) for v in range(n)]

    def together(nodes):
        reached = nodes & -nodes
        while True:
            wider = reached | sum_of(near, reached) & nodes
            if wider == reached:
                return reached == nodes
            reached = wider

    joined = [together(nodes) for nodes in range(1 << n)]
    strength = [0] * (1 << n)
    for nodes in range(1, 1 << n):
        least, out = nodes.bit_count() - 1, nodes
        while out:
            if not joined[nodes & ~out]:
                least = min(least, out.bit_count())
            out = (out - 1) & nodes
        strength[nodes] = least if joined[nodes] else 0
    found = {}
    for k in range(1, n):
        strong = [nodes for nodes in range(1 << n) if strength[nodes] >= k]
        largest = [one for one in strong if not any(one != other and one & other == one for other in strong)]
        if largest:
            found[k] = {frozenset(v for v in range(n) if nodes >> v & 1) for nodes in largest}
    return found


def sum_of(near, nodes):
    total = 0
    for v, around in enumerate(near):
        if nodes >> v & 1:
            total |= around
    return total


def test_three_hundred_random_graphs_equal_an_exhaustive_search():
    rng = np.random.default_rng(2003)
    for number in range(300):
        n = 8 if number % 3 else int(rng.integers(1, 8))
        graph = nx.gnp_random_graph(n, float(rng.uniform(0.2, 0.95)), seed=number)
        found = sets(graph)
        assert {k: set(parts) for k, parts in found.items()} == exhaustive(graph)
        assert all(len(parts) == len(set(parts)) for parts in found.values())


@given(st.integers(0, 2**31), st.floats(0.02, 0.5), st.integers(9, 20))
def test_each_set_is_k_connected_and_the_levels_are_nested(seed, density, n):
    graph = nx.gnp_random_graph(n, density, seed=seed)
    found = sets(graph)
    for k, parts in found.items():
        for part in parts:
            assert len(part) > k
            assert nx.node_connectivity(graph.subgraph(part)) >= k
            assert k == 1 or any(part <= wider for wider in found[k - 1])
        for one, other in combinations(parts, 2):
            assert len(one & other) < k


@given(st.integers(0, 2**31), st.floats(0.1, 0.6), st.randoms(use_true_random=False))
def test_other_numbers_for_the_nodes_change_nothing_else(seed, density, random):
    graph = nx.gnp_random_graph(14, density, seed=seed)
    order = list(range(14))
    random.shuffle(order)
    other = nx.relabel_nodes(graph, dict(enumerate(order)))
    moved = {k: {frozenset(order[v] for v in part) for part in parts} for k, parts in sets(graph).items()}
    assert {k: set(parts) for k, parts in sets(other).items()} == moved


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.complete_graph(6), {k: [6] for k in range(1, 6)}),
        (nx.cycle_graph(9), {1: [9], 2: [9]}),
        (nx.star_graph(5), {1: [6]}),
        (nx.empty_graph(4), {}),
        (nx.empty_graph(0), {}),
        (nx.petersen_graph(), {k: [10] for k in (1, 2, 3)}),
        (nx.hypercube_graph(4), {k: [16] for k in (1, 2, 3, 4)}),
        (nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3)), {1: [4, 3], 2: [4, 3], 3: [4]}),
    ],
)
def test_graphs_that_are_known(graph, expected):
    found = sets(nx.convert_node_labels_to_integers(graph))
    assert {k: [len(part) for part in parts] for k, parts in found.items()} == expected


def test_a_chain_of_cliques_that_share_two_nodes():
    graph = nx.Graph()
    for first in range(0, 80, 4):
        graph.add_edges_from(combinations(range(first, first + 6), 2))
    found = sets(graph)
    assert [len(found[k]) for k in range(1, 6)] == [1, 1, 20, 20, 20]
    assert set(found[5]) == {frozenset(range(first, first + 6)) for first in range(0, 80, 4)}


def test_a_lattice_where_paths_must_turn_back():
    found = sets(nx.circulant_graph(60, [1, 2, 3]))
    assert {k: [len(part) for part in parts] for k, parts in found.items()} == {k: [60] for k in range(1, 7)}


def test_the_first_nodes_may_stand_on_two_sides_of_a_cut():
    # two halves without a triangle share nodes 6 and 7; node 1 is the second neighbour of 6 to be looked at
    graph = nx.Graph([(v, w) for v in (0, 4, 5) for w in (6, 7, 8, 9, 10, 11)])
    graph.add_edges_from([(v, w) for v in (1, 2, 3) for w in (6, 7, 12, 13, 14, 15)])
    found = sets(graph)
    assert found[2] == [frozenset(range(16))]
    assert set(found[3]) == {frozenset({0, 4, 5, *range(6, 12)}), frozenset({1, 2, 3, 6, 7, *range(12, 16)})}


# in the first of them the last path must turn back two steps of an earlier one
TURNS = [
    *((0, 3), (0, 5), (0, 14), (1, 3), (1, 4), (1, 11), (2, 5), (2, 12), (3, 9), (3, 12)),
    *((4, 10), (4, 11), (5, 7), (5, 10), (5, 11), (6, 7), (8, 14), (11, 13), (12, 13), (13, 14)),
]


def test_cuts_are_as_small_as_flows_say():
    rng = np.random.default_rng(7)
    cases = [(nx.Graph(TURNS), {1, 6, 12})]
    for seed in range(150):
        n = int(rng.integers(8, 20))
        graph = nx.gnm_random_graph(n, int(n * rng.uniform(1, 2.5)), seed=seed)
        cases.append((graph, {int(v) for v in rng.choice(np.arange(1, n), rng.integers(1, 6), replace=False)}))
    for graph, targets in cases:
        near = {v: set(graph[v]) for v in graph}
        cut = _cut(0, targets, near, len(near))
        assert 0 not in cut
        beyond = nx.node_connected_component(graph.subgraph(set(graph) - cut), 0)
        assert not beyond & targets
        assert len(cut) == most_paths(graph, targets)
        assert _cut(0, targets, near, len(cut)) is None


def most_paths(graph, targets):
    """The most paths from node 0 to the targets that share no node."""
    flow = nx.DiGraph()
    flow.add_nodes_from(["end", (0, "out")])
    for v in graph:
        flow.add_edge((v, "in"), (v, "out"), capacity=1)
        for w in graph[v]:
            flow.add_edge((v, "out"), (w, "in"))
    for v in targets:
        flow.add_edge((v, "out"), "end", capacity=1)
    return nx.maximum_flow_value(flow, (0, "out"), "end")
