"""The best core against every core, and the search against the best."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemberdayaan.kernels import cores
from pemberdayaan.kernels.cores import PATTERNS, best_core, searched_core


@st.composite
def matrices(draw, most=6):
    """A matrix of arcs, with or without direction."""
    n = draw(st.integers(0, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**31)))
    ties = rng.random((n, n)) < draw(st.floats(0, 1))
    np.fill_diagonal(ties, False)
    return ties | ties.T if draw(st.booleans()) else ties


def by_correlation(ties, pattern):
    """The correlation, the first best core and how many there are, from the matrices themselves."""
    n = len(ties)
    off = ~np.eye(n, dtype=bool)
    found = []
    for size in range(n + 1):
        for core in combinations(range(n), size):
            inside = np.isin(np.arange(n), core)
            either, both = inside[:, None] | inside, inside[:, None] & inside
            cells = off & (inside[:, None] == inside) if pattern == "missing" else off
            x, y = ties[cells].astype(float), (either if pattern == "any_core" else both)[cells].astype(float)
            if len(x) and x.std() and y.std():
                found.append((round(float(np.corrcoef(x, y)[0, 1]), 9), core))
    if not found:
        return None
    top = max(value for value, _ in found)
    equal = [core for value, core in found if value == top]
    return top, equal[0], len(equal)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("low", [16, 2])
def test_every_core_is_tried(pattern, low, monkeypatch):
    monkeypatch.setattr(cores, "LOW", low)

    @given(matrices())
    def check(ties):
        found = best_core(*np.nonzero(ties), len(ties), pattern=pattern)
        expected = by_correlation(ties, pattern)
        if expected is None:
            assert found is None
            return
        assert found.correlation == pytest.approx(expected[0], abs=1e-8)
        assert tuple(found.core.tolist()) == expected[1]
        assert found.equal == expected[2]

    check()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_search_finds_what_trying_every_core_finds(pattern):
    for seed in range(8):
        rng = np.random.default_rng(seed)
        ties = rng.random((16, 16)) < rng.uniform(0.1, 0.5)
        np.fill_diagonal(ties, False)
        arcs = np.nonzero(ties | ties.T if seed % 2 else ties)
        best = best_core(*arcs, 16, pattern=pattern)
        found = searched_core(*arcs, 16, pattern=pattern, starts=60, rng=np.random.default_rng(1))
        assert found.correlation == pytest.approx(best.correlation, abs=1e-12)
        assert found.equal is None


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_planted_core_is_found_in_a_large_graph(pattern):
    graph = nx.stochastic_block_model([30, 170], [[0.9, 0.3], [0.3, 0.02]], seed=4)
    ends = np.array(graph.edges())
    arcs = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    found = searched_core(*arcs, 200, pattern=pattern, starts=4, rng=np.random.default_rng(1))
    # within the core alone, a few others may have by chance enough ties to it
    assert set(range(30)) <= set(found.core.tolist())
    assert len(found.core) == 30 or pattern == "core_core"


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("ties", [np.zeros((5, 5)), 1 - np.eye(5), np.zeros((0, 0)), np.zeros((1, 1)), 1 - np.eye(2)])
def test_no_core_where_nothing_varies(pattern, ties):
    arcs = np.nonzero(ties)
    assert best_core(*arcs, len(ties), pattern=pattern) is None
    assert searched_core(*arcs, len(ties), pattern=pattern, rng=np.random.default_rng(1)) is None
