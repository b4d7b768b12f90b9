"""Outranking and Copeland's score against pairs compared one by one, and what must hold."""

import tracemalloc
from fractions import Fraction
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import outranking as module
from pemberdayaan.kernels.outranking import copeland, outranking

tables = st.tuples(st.integers(1, 8), st.integers(1, 5)).flatmap(
    lambda shape: st.tuples(
        arrays(float, shape, elements=st.integers(0, 4).map(float)),
        arrays(int, shape[1], elements=st.integers(0, 9)).filter(lambda one: one.any()),
    )
)


def exactly(values, weights):
    """By fractions, pair by pair."""
    total = int(weights.sum())

    def net(one, other):
        pairs = zip(one, other, weights.tolist(), strict=True)
        return sum((Fraction(w, total) * int(np.sign(x - y)) for x, y, w in pairs), Fraction(0))

    return [[net(one, other) for other in values] for one in values]


# Munda & Nardo's (2009) outranking has Condorcet's (1785) example of a majority in a circle as its hard case.
CIRCLE = np.array([[3.0, 1.0, 2.0], [2.0, 3.0, 1.0], [1.0, 2.0, 3.0]])


def test_a_circle_of_majorities_has_no_winner():
    third = 1 / 3
    np.testing.assert_allclose(
        outranking(CIRCLE), [[0, third, -third], [-third, 0, third], [third, -third, 0]], rtol=1e-15
    )
    assert copeland(CIRCLE).tolist() == [0, 0, 0]


@given(tables)
def test_it_is_the_comparison_of_pairs(case):
    values, weights = case
    expected = exactly(values, weights)
    found = outranking(values, weights.astype(float))
    # At most five shares of at most 1 are added up.
    np.testing.assert_allclose(found, np.array(expected, dtype=float), atol=1e-15)
    np.testing.assert_array_equal(found, -found.T)
    scores = copeland(values, weights.astype(float))
    assert scores.tolist() == [sum((one > 0) - (one < 0) for one in row) for row in expected]
    assert scores.sum() == 0


@given(tables)
def test_only_the_order_of_each_part_counts(case):
    values, weights = case
    np.testing.assert_array_equal(
        copeland(values**3 - 7, weights.astype(float)), copeland(values, weights.astype(float))
    )
    np.testing.assert_array_equal(copeland(-values, weights.astype(float)), -copeland(values, weights.astype(float)))


def test_weights_that_are_even_but_for_rounding_tie():
    values, weights = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), np.array([0.1, 0.7, 0.8])
    assert outranking(values, weights)[0, 1] != 0
    assert copeland(values, weights).tolist() == [0.0, 0.0]


@given(tables, st.data())
def test_rows_with_gaps_stay_out(case, data):
    values, weights = case
    out = data.draw(arrays(bool, len(values)))
    holes = np.where(out[:, np.newaxis] & (np.arange(values.shape[1]) == 0), np.nan, values)
    found = copeland(holes, weights.astype(float), missing="skip", availability=0.5)
    assert np.isnan(found[out]).all()
    np.testing.assert_array_equal(found[~out], copeland(values[~out], weights.astype(float)))


def test_blocks_of_rows_are_all_rows(monkeypatch):
    values = np.random.default_rng(1).integers(0, 5, (40, 3)).astype(float)
    whole, scores = outranking(values), copeland(values)
    monkeypatch.setattr(module, "_AT_ONCE", 100)
    np.testing.assert_array_equal(outranking(values), whole)
    np.testing.assert_array_equal(copeland(values), scores)


def test_memory_stays_under_64_megabytes():
    values = np.random.default_rng(1).random((4000, 2))
    tracemalloc.start()
    copeland(values)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # All pairs at once would take 16 million of 25 bytes.
    assert peak < 64e6


TWO = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda: outranking(TWO + np.array([0, np.nan])), [("has_gaps", "[1]")]),
        (lambda: copeland(TWO + np.array([0, np.nan])), [("has_gaps", "[1]")]),
        (lambda: copeland(TWO + np.array([0, np.inf]), missing="skip"), [("not_finite", "[1]")]),
        (lambda: copeland(TWO, np.ones(3)), [("wrong_length", "weights")]),
        (lambda: copeland(TWO, np.ones((2, 2))), [("shape", "weights")]),
        (lambda: copeland(TWO, np.array([1.0, -1.0])), [("negative", "weights[1]")]),
        (lambda: copeland(TWO, availability=-1), [("out_of_range", "availability")]),
    ],
    ids=count(),
)
def test_where_it_is_not_defined(run, told):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == told
