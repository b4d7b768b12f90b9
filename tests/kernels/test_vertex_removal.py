"""Cut nodes and what is left after removals, against counting anew."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemberdayaan.kernels.vertex_removal import cut_nodes, shrinking


@st.composite
def graphs(draw, most=12):
    """A graph, sparse more often than not, so that it comes apart."""
    n = draw(st.integers(0, most))
    graph = nx.gnp_random_graph(n, draw(st.floats(0, 0.5)), seed=draw(st.integers(0, 2**31)))
    ends = np.array([sorted(edge) for edge in graph.edges()], np.int64).reshape(-1, 2)
    return graph, ends[:, 0], ends[:, 1]


@given(graphs(), st.integers(0, 2**31))
def test_cut_nodes_equal_taking_each_node_out(drawn, seed):
    graph, first, second = drawn
    n = graph.number_of_nodes()
    group = np.random.default_rng(seed).integers(0, 3, n)
    found = cut_nodes(first, second, n, groups=group)
    rows = {}
    for v in graph:
        others = nx.node_connected_component(graph, v) - {v}
        pieces = sorted(nx.connected_components(graph.subgraph(others)), key=lambda one: (-len(one), min(one)))
        if len(pieces) > 1:
            off = [w for piece in pieces[1:] for w in piece]
            rows[v] = (len(pieces), np.bincount(group[off], minlength=found.parted.shape[1]).tolist())
    parts = zip(found.nodes.tolist(), found.pieces.tolist(), found.parted.tolist(), strict=True)
    assert {v: (pieces, parted) for v, pieces, parted in parts} == rows


@pytest.mark.parametrize("edges", [[(0, 1), (1, 2)], [(1, 0), (2, 0)], [(0, 2), (2, 1)]])
def test_of_two_pieces_of_one_size_the_one_with_the_lowest_node_stays(edges):
    first, second = (np.array([sorted(edge)[i] for edge in edges]) for i in (0, 1))
    found = cut_nodes(first, second, 3, groups=np.array([0, 1, 2]))
    (middle,) = found.nodes.tolist()
    stays, goes = sorted({0, 1, 2} - {middle})
    assert found.parted[0].tolist() == [int(group == goes) for group in range(3)]
    assert stays < goes


def test_a_long_path_needs_no_deep_stack():
    n = 20_000
    found = cut_nodes(np.arange(n - 1), np.arange(1, n), n)
    assert len(found.nodes) == n - 2
    assert found.parted[:, 0].max() == n // 2 - 1
    assert (found.pieces == 2).all()


@given(graphs(), st.integers(0, 2**31), st.floats(0, 1))
def test_removals_equal_counting_anew(drawn, seed, part):
    graph, first, second = drawn
    n = graph.number_of_nodes()
    removed = np.random.default_rng(seed).permutation(n)[: round(part * n)]
    found = shrinking(first, second, n, removed)
    for steps in range(len(removed) + 1):
        left = graph.subgraph(set(graph) - set(removed[:steps].tolist()))
        sizes = [len(one) for one in nx.connected_components(left)]
        assert found.largest[steps] == max(sizes, default=0)
        assert found.components[steps] == len(sizes)
