"""Structural holes against the definition, cell by cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemberdayaan.kernels.holes import holes


@st.composite
def weighted(draw):
    """Arcs of up to 8 nodes with strengths, some repeated or returned, some to the node itself."""
    n = draw(st.integers(1, 8))
    node = st.integers(0, n - 1)
    arcs = draw(st.lists(st.tuples(node, node, st.sampled_from([0.5, 1.0, 2.0, 7.0])), max_size=24))
    tails, heads = (np.array([arc[i] for arc in arcs], np.int64) for i in (0, 1))
    return tails, heads, np.array([arc[2] for arc in arcs], float), n


def by_definition(tails, heads, strengths, n):
    ties = np.zeros((n, n))
    np.add.at(ties, (tails, heads), strengths)
    np.fill_diagonal(ties, 0)
    ties = ties + ties.T
    rows = []
    for i in range(n):
        contacts = np.flatnonzero(ties[i])
        if not len(contacts):
            rows.append((0, 0, 0, 0))
            continue
        share, part = ties[i] / ties[i].sum(), np.zeros(n)
        effective = 0.0
        for j in contacts:
            others = [q for q in contacts if q != j]
            part[j] = (share[j] + sum(share[q] * ties[q, j] / ties[q].sum() for q in others)) ** 2
            effective += 1 - sum(share[q] * ties[j, q] / ties[j].max() for q in others)
        ratio = part[contacts] * len(contacts) / part.sum()
        many = len(contacts) > 1
        uneven = (ratio * np.log(ratio)).sum() / (len(contacts) * np.log(len(contacts))) if many else 1.0
        rows.append((len(contacts), part.sum(), effective, uneven))
    return np.array(rows).T


@given(weighted())
def test_the_measures_equal_their_definition(graph):
    found = holes(*graph)
    degree, constraint, effective, hierarchy = by_definition(*graph)
    assert np.array_equal(found.degree, degree)
    assert found.constraint == pytest.approx(constraint, abs=1e-12)
    assert found.effective == pytest.approx(effective, abs=1e-12)
    assert found.hierarchy == pytest.approx(hierarchy, abs=1e-9)


@given(weighted(), st.randoms(use_true_random=False))
def test_other_numbers_for_the_nodes_change_nothing_else(graph, random):
    tails, heads, strengths, n = graph
    order = list(range(n))
    random.shuffle(order)
    new = np.array(order)
    one, other = holes(tails, heads, strengths, n), holes(new[heads], new[tails], 3 * strengths, n)
    for name in ("degree", "constraint", "effective", "hierarchy"):
        assert getattr(other, name)[new] == pytest.approx(getattr(one, name), abs=1e-12)


def test_a_hub_is_not_looked_at_pair_by_pair():
    # a million pairs of partners would show in time and memory; the hub of a star has no triangle at all
    n = 20_001
    found = holes(np.zeros(n - 1, np.int64), np.arange(1, n), np.ones(n - 1), n)
    assert found.effective[0] == n - 1
    assert found.constraint[0] == pytest.approx(1 / (n - 1))
    assert (found.constraint[1:] == 1).all()
    assert found.hierarchy[0] == pytest.approx(0, abs=1e-12)
