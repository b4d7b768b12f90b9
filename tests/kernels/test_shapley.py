"""What made M0 change: the definition of the Shapley value, and parts that add up."""

from fractions import Fraction
from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.kernels.shapley import change_by_factor, change_by_indicator

shares = st.fractions(0, 1, max_denominator=60)


def by_definition(before, after):
    """The mean over both orders of what each factor adds to the product when its turn comes."""
    orders, added = list(permutations(range(2))), [Fraction(0), Fraction(0)]
    for order in orders:
        state = list(before)
        for factor in order:
            old = state[0] * state[1]
            state[factor] = after[factor]
            added[factor] += state[0] * state[1] - old
    return [one / len(orders) for one in added]


@given(shares, shares, shares, shares)
def test_it_is_the_shapley_value(h1, a1, h2, a2):
    found = change_by_factor(*(np.array([float(one)]) for one in (h1, h1 * a1, h2, h2 * a2)))
    first, second = (a1 if h1 else a2), (a2 if h2 else a1)
    expected = by_definition([h1, first], [h2, second]) if h1 or h2 else [0, 0]
    # A few roundings of numbers up to 1.
    assert [found.incidence[0], found.intensity[0]] == pytest.approx([float(one) for one in expected], abs=1e-14)
    assert found.incidence[0] + found.intensity[0] == pytest.approx(float(h2 * a2 - h1 * a1), abs=1e-14)


def test_where_nobody_was_poor_all_of_it_is_incidence():
    nobody, some = np.zeros(1), np.array([0.5])
    found = change_by_factor(nobody, nobody, some, np.array([0.2]))
    assert [found.incidence[0], found.intensity[0]] == [0.2, 0]
    found = change_by_factor(nobody, nobody, nobody, nobody)
    assert [found.incidence[0], found.intensity[0]] == [0, 0]


@given(st.lists(st.tuples(shares, shares, st.integers(1, 9)), min_size=1, max_size=6))
def test_indicators_add_up(rows):
    before, after = np.array([[float(x), float(y)] for x, y, _ in rows]).T
    weights = [w for _, _, w in rows]
    found = change_by_indicator(before, after, weights)
    total = sum((y - x) * w for x, y, w in rows) / sum(weights)
    assert found.sum() == pytest.approx(float(total), abs=1e-14)
    assert ((found > 0) == (after > before)).all()
