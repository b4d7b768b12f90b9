"""Graphs as arrays, against brute force on small ones and networkx."""

from itertools import combinations, permutations

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.kernels import graphs, triads


@st.composite
def arcs(draw, least=1, most=8):
    """Tails and heads, loops and repeated arcs among them, and the number of nodes."""
    n = draw(st.integers(least, most))
    node = st.integers(0, n - 1)
    pairs = draw(st.lists(st.tuples(node, node), max_size=40))
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1], n


def matrix(tails, heads, n):
    found = np.zeros((n, n), bool)
    found[tails, heads] = True
    np.fill_diagonal(found, False)
    return found


@given(arcs())
def test_distinct_arcs_are_those_of_the_matrix(case):
    tails, heads, n = case
    found = graphs.distinct_arcs(tails, heads, n)
    assert np.array_equal(np.stack(found), np.stack(np.nonzero(matrix(tails, heads, n))))


@given(arcs())
def test_each_pair_with_an_arc_in_either_direction_comes_once(case):
    tails, heads, n = case
    either = matrix(tails, heads, n)
    assert np.array_equal(np.stack(graphs.either_way(*case)), np.stack(np.nonzero(np.triu(either | either.T))))


@given(arcs())
def test_compressed_arcs_stand_by_node(case):
    tails, heads, n = case
    starts, ahead = graphs.compressed(tails, heads, n)
    assert [sorted(heads[tails == i]) for i in range(n)] == [list(ahead[starts[i] : starts[i + 1]]) for i in range(n)]


@given(st.lists(st.integers(0, 20)), st.lists(st.integers(0, 20)))
def test_what_stands_among_sorted_numbers_is_found(keys, wanted):
    found = graphs.contains(np.unique(np.array(keys, np.int64)), np.array(wanted, np.int64))
    assert found.tolist() == [one in keys for one in wanted]


@given(arcs())
def test_triangles_are_every_three_that_are_joined(case):
    _, _, n = case
    first, second = graphs.either_way(*case)
    joined = set(zip(first.tolist(), second.tolist(), strict=True))
    every = {three for three in combinations(range(n), 3) if all(pair in joined for pair in combinations(three, 2))}
    found = graphs.triangles(first, second, n).T.tolist()
    assert sorted(map(tuple, found)) == sorted(every)


def test_triangles_are_found_in_blocks_as_well(monkeypatch):
    ring = nx.to_numpy_array(nx.complete_graph(9)) > 0
    first, second = np.nonzero(np.triu(ring))
    whole = graphs.triangles(first, second, 9)
    monkeypatch.setattr(graphs, "BLOCK", 5)
    in_blocks = graphs.triangles(first, second, 9)
    assert whole.shape == in_blocks.shape == (3, 84)
    assert set(map(tuple, whole.T.tolist())) == set(map(tuple, in_blocks.T.tolist()))


# --- open two-paths ------------------------------------------------------------------------------------------------


def roles_by_hand(joined, groups):
    """Gould and Fernandez (1989), read off the matrix."""
    n = len(joined)
    counts, between = np.zeros((n, 5), int), np.zeros((max(groups) + 1,) * 2, int)
    for i, j, k in permutations(range(n), 3):
        if joined[i, j] and joined[j, k] and not joined[i, k]:
            a, b, c = groups[i], groups[j], groups[k]
            role = 0 if a == b == c else 1 if a == c else 2 if a == b else 3 if b == c else 4
            counts[j, role] += 1
            between[a, c] += 1
    return counts, between


@st.composite
def grouped(draw):
    tails, heads, n = draw(arcs())
    return tails, heads, n, np.array(draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)))


@given(grouped())
def test_roles_equal_reading_off_the_matrix(case):
    tails, heads, n, groups = case
    paths = triads.open_paths(tails, heads, n)
    counts, between = roles_by_hand(matrix(tails, heads, n), groups)
    assert np.array_equal(triads.role_counts(paths, groups), counts)
    assert np.array_equal(triads.group_paths(paths, groups), between)


@given(grouped(), st.randoms())
def test_roles_do_not_depend_on_the_numbering(case, random):
    tails, heads, n, groups = case
    order = list(range(n))
    random.shuffle(order)
    place = np.array(order)
    before = triads.role_counts(triads.open_paths(tails, heads, n), groups)
    moved = np.empty_like(groups)
    moved[place] = groups
    after = triads.role_counts(triads.open_paths(place[tails], place[heads], n), moved)
    assert np.array_equal(after[place], before)


@given(grouped())
def test_reversing_the_arcs_swaps_representative_and_gatekeeper(case):
    tails, heads, n, groups = case
    forth = triads.role_counts(triads.open_paths(tails, heads, n), groups)
    back = triads.role_counts(triads.open_paths(heads, tails, n), groups)
    assert np.array_equal(back, forth[:, [0, 1, 3, 2, 4]])


@given(grouped())
def test_roles_add_up_to_the_open_two_paths(case):
    tails, heads, n, groups = case
    joined = matrix(tails, heads, n).astype(int)
    two = joined @ joined
    np.fill_diagonal(two, 0)
    assert triads.role_counts(triads.open_paths(tails, heads, n), groups).sum() == (two * (1 - joined)).sum()


# --- against chance ------------------------------------------------------------------------------------------------


def every_graph(n):
    """All digraphs of n nodes as matrices."""
    cells = [(i, j) for i in range(n) for j in range(n) if i != j]
    for code in range(2 ** len(cells)):
        joined = np.zeros((n, n), bool)
        for bit, cell in enumerate(cells):
            joined[cell] = code >> bit & 1
        yield joined


@pytest.mark.parametrize("sizes", [(4,), (2, 2), (3, 1), (2, 1, 1), (1, 1, 1, 1)])
def test_moments_equal_those_over_every_graph_of_four_nodes(sizes):
    density = 0.3
    groups = np.repeat(np.arange(len(sizes)), sizes)
    total, squared, chance = np.zeros((5, 6)), np.zeros((5, 6)), 0.0
    for joined in every_graph(4):
        counts, _ = roles_by_hand(joined, groups)
        counts = np.vstack([counts, counts.sum(axis=0)])
        counts = np.column_stack([counts, counts.sum(axis=1)])
        weight = density ** joined.sum() * (1 - density) ** (12 - joined.sum())
        total += weight * counts
        squared += weight * counts**2
        chance += weight
    assert chance == pytest.approx(1, abs=1e-12)
    sd = np.sqrt(np.maximum(squared - total**2, 0))
    mean_each, sd_each = triads.role_moments(np.array(sizes), groups, density)
    mean_all, sd_all = triads.whole_moments(np.array(sizes), density)
    # 4,096 sums of products of doubles; a square root takes half the digits where the variance is 0
    assert np.vstack([mean_each, mean_all]) == pytest.approx(total, abs=1e-12)
    assert np.vstack([sd_each, sd_all]) == pytest.approx(sd, abs=1e-7)


# --- the census ----------------------------------------------------------------------------------------------------


@given(arcs(least=3, most=9))
def test_the_census_equals_networkx(case):
    tails, heads, n = case
    graph = nx.from_numpy_array(matrix(tails, heads, n).astype(int), create_using=nx.DiGraph)
    found = triads.triad_census(tails, heads, n)
    assert tuple(found) == triads.CENSUS
    assert found == nx.triadic_census(graph)


def test_the_census_of_a_large_graph_is_exact():
    found = triads.triad_census(np.array([0]), np.array([1]), 3_000_000)
    assert found["012"] == 2_999_998
    assert sum(found.values()) == 3_000_000 * 2_999_999 * 2_999_998 // 6
