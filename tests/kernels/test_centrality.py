"""Scores by the scores of neighbours, against whole matrices."""

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from kernels.test_graphs import arcs, matrix
from scipy import stats

from pemberdayaan.kernels import centrality, ranks
from pemberdayaan.kernels.graphs import distinct_arcs


def distinct(case):
    tails, heads, n = case
    return (*distinct_arcs(tails, heads, n), n)


def radius(table):
    return float(np.abs(np.linalg.eigvals(table)).max()) if len(table) else 0.0


@given(arcs())
def test_the_leading_eigenvalue_is_the_spectral_radius(case):
    tails, heads, n = distinct(case)
    # a multiple eigenvalue is good to a root of the precision only
    assert centrality.spectral_radius(tails, heads, n) == pytest.approx(radius(matrix(*case)), abs=1e-2)


@given(arcs(), st.booleans(), st.randoms(use_true_random=False))
def test_the_leading_vector_is_one(case, weighted, random):
    tails, heads, n = distinct(case)
    weights = np.array([random.uniform(0.5, 2) for _ in tails]) if weighted else None
    table = np.zeros((n, n))
    table[tails, heads] = 1 if weights is None else weights
    found = centrality.leading_vector(tails, heads, n, weights=weights)
    if found.vector is None:
        assert found.shares != 1
        assert (found.value == 0) == (found.shares == 0)
        return
    assert found.vector.max() == 1
    assert (found.vector >= 0).all()
    assert table @ found.vector == pytest.approx(found.value * found.vector, abs=1e-9)


def test_without_a_cycle_or_with_two_leads_no_vector_stands_out():
    assert centrality.leading_vector(np.array([0]), np.array([1]), 2) == (0.0, None, 0)
    twice = centrality.leading_vector(np.array([0, 1, 2, 3]), np.array([1, 0, 3, 2]), 4)
    assert (twice.vector, twice.shares) == (None, 2)
    assert twice.value == pytest.approx(1)
    assert centrality.leading_vector(np.array([], int), np.array([], int), 0) == (0.0, None, 0)


@pytest.mark.parametrize(("n", "restarts"), [(40, 200), (120, 200), (121, 1)])
def test_the_leading_vector_of_a_long_path(monkeypatch, n, restarts):
    """Known in closed form; the eigenvalues crowd below the first one."""
    monkeypatch.setattr(centrality, "WHOLE", 50)
    monkeypatch.setattr(centrality, "RESTARTS", restarts)
    steps = np.arange(n - 1)
    tails, heads = np.concatenate([steps, steps + 1]), np.concatenate([steps + 1, steps])
    found = centrality.leading_vector(tails, heads, n)
    assert found.value == pytest.approx(2 * np.cos(np.pi / (n + 1)), abs=1e-12)
    wave = np.sin(np.pi * np.arange(1, n + 1) / (n + 1))
    assert found.vector == pytest.approx(wave / wave.max(), abs=1e-6)


def test_a_large_graph_with_direction(monkeypatch):
    monkeypatch.setattr(centrality, "WHOLE", 50)
    made = nx.gnp_random_graph(90, 0.05, seed=4, directed=True)
    tails, heads = np.array(made.edges).T
    found = centrality.leading_vector(tails, heads, 90)
    assert found.value == pytest.approx(radius(nx.to_numpy_array(made)), abs=1e-9)
    assert nx.to_numpy_array(made) @ found.vector == pytest.approx(found.value * found.vector, abs=1e-9)


@given(arcs(), st.floats(0, 0.99))
def test_pagerank_is_that_of_the_whole_matrix(case, damping):
    tails, heads, n = distinct(case)
    table = matrix(*case).astype(float)
    out = table.sum(axis=1, keepdims=True)
    walk = np.where(out > 0, table / np.where(out > 0, out, 1), 1 / n)
    known = np.linalg.solve(np.eye(n) - damping * walk.T, np.full(n, (1 - damping) / n))
    found = centrality.pagerank(tails, heads, n, damping=damping)
    assert found == pytest.approx(known, abs=1e-12)
    assert found.sum() == pytest.approx(1)


def test_pagerank_of_nobody():
    assert centrality.pagerank(np.array([], int), np.array([], int), 0).tolist() == []


@pytest.mark.parametrize("solved", [2_000, 0])
@given(case=arcs(), share=st.floats(-0.9, 0.9))
def test_katz_and_bonacich_solve_their_systems(solved, case, share):
    tails, heads, n = distinct(case)
    table = matrix(*case).astype(float)
    limit = 1 / max(centrality.spectral_radius(tails, heads, n), 1e-9) if table.any() else 1.0
    factor = share * min(limit, 1.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(centrality, "SOLVED", solved)
        walks = centrality.katz(tails, heads, n, attenuation=abs(factor))
        power = centrality.bonacich(tails, heads, n, attenuation=factor)
    assert walks == pytest.approx(np.linalg.solve(np.eye(n) - abs(factor) * table.T, np.ones(n)), rel=1e-9)
    known = np.linalg.solve(np.eye(n) - factor * table, table.sum(axis=1))
    length = np.sqrt((known**2).sum())
    assert power == pytest.approx(known * np.sqrt(n) / length if length else known, abs=1e-9)


@given(arcs())
def test_hubs_and_authorities_are_singular_vectors(case):
    tails, heads, n = distinct(case)
    found = centrality.hubs(tails, heads, n)
    table = matrix(*case).astype(float)
    if found is None:
        values = np.linalg.svd(table, compute_uv=False)
        assert values[0] < 1e-9 or values[1] == pytest.approx(values[0], abs=1e-6)
        return
    pointing, pointed = found
    assert (pointing.max(), pointed.max()) == (1, 1)
    for vector, square in ((pointing, table @ table.T), (pointed, table.T @ table)):
        assert square @ vector == pytest.approx(radius(square) * vector, abs=1e-7)


def test_weights_of_hubs():
    pointing, pointed = centrality.hubs(np.array([0, 0]), np.array([1, 2]), 3, weights=np.array([2.0, 1.0]))
    assert pointing.tolist() == pytest.approx([1, 0, 0])
    assert pointed.tolist() == pytest.approx([0, 1, 0.5])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_tau_b_counts_pairs(values):
    first, second = (np.array([pair[i] for pair in values], float) for i in (0, 1))
    found = ranks.tau_b(first, second)
    if found is None:
        assert len(set(first)) < 2 or len(set(second)) < 2
        return
    one, other = (np.sign(part[:, None] - part[None, :]) for part in (first, second))
    assert found == pytest.approx((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum()))
    assert found == pytest.approx(stats.kendalltau(first, second).statistic)
