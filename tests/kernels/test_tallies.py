"""Counting against counting by hand, medians against sorting, moments against numpy."""

from collections import Counter

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.tallies import lower_median, moments, tally, upper_median

cells = st.lists(st.one_of(st.integers(0, 20).map(float), st.just(float("nan")), st.just(2.5)), min_size=1, max_size=30)


@given(cells, st.integers(0, 5), st.integers(1, 18))
def test_a_tally_is_counting(column, low, steps):
    counted = Counter(column)
    expected = [counted[value] for value in range(low, low + steps + 1)]
    assert tally([np.array(column)], low, low + steps).tolist() == [expected]
    kept = np.arange(len(column)) % 2 == 0
    assert (
        tally([np.array(column)], low, low + steps, rows=kept) == tally([np.array(column)[kept]], low, low + steps)
    ).all()


@given(cells, st.integers(0, 3), st.data())
def test_weights_are_replication(column, low, data):
    weights = data.draw(st.lists(st.integers(0, 4), min_size=len(column), max_size=len(column)))
    weighted = tally([np.array(column)], low, low + 15, weights=np.array(weights, dtype=float))
    assert (weighted == tally([np.repeat(column, weights)], low, low + 15)).all()
    kept = np.arange(len(column)) % 3 > 0
    some = tally([np.array(column)], low, low + 15, weights=np.array(weights, dtype=float), rows=kept)
    assert (some == tally([np.repeat(np.array(column)[kept], np.array(weights)[kept])], low, low + 15)).all()


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_medians_are_the_middle_of_the_sorted(answers):
    counts = tally([np.array(answers)], 1, 5)
    ordered = sorted(answers)
    assert lower_median(counts)[0] + 1 == ordered[(len(ordered) - 1) // 2]
    assert upper_median(counts)[0] + 1 == ordered[len(ordered) // 2]
    assert lower_median(counts.astype(np.int64).astype(object)).tolist() == lower_median(counts).tolist()


def test_no_counts_have_no_median():
    assert lower_median(np.zeros((1, 3))).tolist() == upper_median(np.zeros((1, 3))).tolist() == [-1]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_moments_are_those_of_the_answers(answers):
    total, sums, squares = moments(tally([np.array(answers)], 1, 5), np.arange(1.0, 6.0))
    assert total[0] == len(answers)
    assert sums[0] == sum(answers)
    assert squares[0] == pytest.approx(np.var(answers) * len(answers), abs=1e-12)


def test_moments_of_nothing_are_refused():
    with pytest.raises(InvalidInput, match="no row has an answer"):
        moments(np.zeros((1, 3)), np.arange(3.0))
