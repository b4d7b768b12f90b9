"""Shortest paths, against networkx and against listing every path."""

from itertools import permutations

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from kernels.test_graphs import arcs

import pemberdayaan as pb
from pemberdayaan.kernels import hierarchy, paths


def graph(tails, heads, n):
    made = nx.DiGraph()
    made.add_nodes_from(range(n))
    made.add_edges_from((a, b) for a, b in zip(tails.tolist(), heads.tolist(), strict=True) if a != b)
    return made


@given(arcs(), st.sampled_from([0, 40, 10**9]), st.sampled_from([12, 1_000_000]))
def test_dependencies_over_all_sources_are_betweenness(case, looked_up, cells):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "LOOKED_UP", looked_up)
        patch.setattr(paths, "CELLS", cells)
        found = paths.dependencies(*case)
    known = nx.betweenness_centrality(graph(*case), normalized=False)
    assert found.total == pytest.approx([known[i] for i in range(case[2])], abs=1e-12)
    assert found.sums.sum() == pytest.approx(found.total.sum())


@given(arcs())
def test_stress_counts_each_shortest_path(case):
    made, counted = graph(*case), np.zeros(case[2])
    for a, b in permutations(made, 2):
        if nx.has_path(made, a, b):
            for path in nx.all_shortest_paths(made, a, b):
                counted[path[1:-1]] += 1
    assert paths.stress(*case).tolist() == counted.tolist()


@given(arcs(), st.data())
def test_a_sample_of_sources_adds_up_their_shares(case, data):
    n = case[2]
    sources = data.draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=n, unique=True))
    shares = np.stack([paths.dependencies(*case, sources=np.array([one])).total for one in sources])
    found = paths.dependencies(*case, sources=np.array(sources))
    assert found.total == pytest.approx(shares.sum(axis=0))
    assert found.squares == pytest.approx((shares**2).sum(axis=0))
    assert found.sums == pytest.approx(shares.sum(axis=1))
    assert found.crossed == pytest.approx(shares.T @ shares.sum(axis=1))


@given(arcs(), st.sampled_from([1, 8]))
def test_distances_are_those_of_networkx(case, words):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "WORDS", words)
        found = paths.distance_sums(*case)
    lengths = {a: [d for d in known.values() if d] for a, known in nx.all_pairs_shortest_path_length(graph(*case))}
    for a, apart in lengths.items():
        assert found.reached[a] == len(apart)
        assert found.far[a] == sum(apart)
        assert found.near[a] == pytest.approx(sum(1 / d for d in apart))


def test_more_nodes_than_bits_in_a_block():
    n = 1300
    around = np.arange(n)
    found = paths.distance_sums(around, (around + 1) % n, n)
    assert (found.reached == n - 1).all()
    assert (found.far == n * (n - 1) // 2).all()


def test_paths_that_a_float_cannot_count_are_refused():
    # each diamond doubles the number of shortest paths
    links = 1100
    first = 3 * np.arange(links)
    tails = np.concatenate([first, first, first + 1, first + 2])
    heads = np.concatenate([first + 1, first + 2, first + 3, first + 3])
    with np.errstate(over="ignore"), pytest.raises(pb.InvalidInput, match="more shortest paths than can be counted"):
        paths.dependencies(tails, heads, 3 * links + 1, sources=np.array([0]))


@given(arcs())
def test_components_are_those_of_networkx(case):
    made = graph(*case)
    for strong, parts in (
        (False, nx.weakly_connected_components(made)),
        (True, nx.strongly_connected_components(made)),
    ):
        labels = paths.components(*case, strong=strong)
        assert sorted(map(sorted, parts)) == sorted(
            np.flatnonzero(labels == label).tolist() for label in np.unique(labels)
        )


# --- who is over whom ------------------------------------------------------------------------------------------------


@given(arcs())
def test_pairs_with_a_path_one_way_and_both(case):
    over = {(a, b) for a in range(case[2]) for b in nx.descendants(graph(*case), a)}
    pairs = {tuple(sorted(pair)) for pair in over}
    assert hierarchy.pairs_reached(*case) == (len(pairs), sum((b, a) in over for a, b in pairs if (a, b) in over))


@given(arcs())
def test_pairs_without_a_least_upper_bound(case):
    made, n = graph(*case), case[2]
    reach = {a: nx.descendants(made, a) | {a} for a in made}
    missing = 0
    for part in nx.weakly_connected_components(made):
        for i, j in ((i, j) for i in part for j in part if i < j):
            bounds = [a for a in made if i in reach[a] and j in reach[a]]
            missing += not any(all(low in reach[other] for other in bounds) for low in bounds)
    assert hierarchy.without_upper_bound(*case, most=n) == missing


def test_beyond_a_size_bounds_are_not_looked_for():
    assert hierarchy.without_upper_bound(np.arange(3), np.arange(1, 4), 4, most=3) is None
    assert hierarchy.without_upper_bound(np.arange(3), np.arange(1, 4), 4, most=4) == 0
