"""What made M0 change: the definition of the Shapley value, and parts that add up."""

from fractions import Fraction
from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.shapley import change_by_factor, change_by_indicator, change_by_part

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


def by_orders(evaluate, before, after):
    """The mean over every order of what each part adds when its turn comes."""
    orders = list(permutations(range(len(before))))
    added = [Fraction(0)] * len(before)
    for order in orders:
        state = list(before)
        for part in order:
            old = evaluate(state)
            state[part] = after[part]
            added[part] += evaluate(state) - old
    return [one / len(orders) for one in added]


def product(parts):
    found = Fraction(1)
    for one in parts:
        found *= one
    return found


MEASURES = {
    "product": (product, lambda parts: parts.prod(axis=1)),
    "sum": (sum, lambda parts: parts.sum(axis=1)),
    "least": (min, lambda parts: parts.min(axis=1)),
}


@pytest.mark.parametrize("name", MEASURES)
@given(st.lists(st.tuples(shares, shares), min_size=1, max_size=4))
def test_parts_are_the_mean_over_every_order(name, rows):
    exact, evaluate = MEASURES[name]
    before, after = ([row[side] for row in rows] for side in (0, 1))
    found = change_by_part(evaluate, *(np.array([one], dtype=float) for one in (before, after)))
    # Up to sixteen values below 4, each rounded once.
    assert found[0] == pytest.approx([float(one) for one in by_orders(exact, before, after)], abs=1e-14)
    assert found[0].sum() == pytest.approx(float(exact(after) - exact(before)), abs=1e-14)


def test_a_product_of_two_by_its_textbook_form():
    # Each factor's change at the mean of the other: (3 - 1) (2 + 4) / 2 and (4 - 2) (1 + 3) / 2.
    found = change_by_part(lambda parts: parts.prod(axis=1), np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]]))
    assert found.tolist() == [[6.0, 4.0]]


@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=4))
def test_what_does_not_change_and_what_is_alike(rows):
    before, after = (np.array([[float(row[side]) for row in rows]]) for side in (0, 1))
    _, evaluate = MEASURES["product"]
    still = before.copy()
    still[0, 1:] = after[0, 1:]
    # A part that stays brings about nothing: each of its differences is one number less itself.
    assert change_by_part(evaluate, before, still)[0, 0] == pytest.approx(0, abs=1e-15)
    alike = [np.repeat(one[:, :1], 3, axis=1) for one in (before, after)]
    found = change_by_part(evaluate, *alike)[0]
    assert found == pytest.approx(np.repeat(found[0], 3), abs=1e-15)
    # Back is the change with the other sign.
    there, back = change_by_part(evaluate, before, after), change_by_part(evaluate, after, before)
    assert there == pytest.approx(-back, abs=1e-15)


def test_rows_are_taken_apart_one_by_one():
    rng = np.random.default_rng(1)
    before, after = rng.random((5, 3)), rng.random((5, 3))
    _, evaluate = MEASURES["product"]
    together = change_by_part(evaluate, before, after)
    for i in range(5):
        assert change_by_part(evaluate, before[i : i + 1], after[i : i + 1])[0].tolist() == together[i].tolist()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (np.zeros((1, 13)), np.zeros((1, 13)), [("before", "out_of_range")]),
        (np.zeros((1, 2)), np.zeros((1, 3)), [("after", "shape")]),
        (np.array([[0.0, np.nan]]), np.zeros((1, 2)), [("before", "has_gaps")]),
        (np.full((1, 2), np.nan), np.full((1, 2), np.nan), [("before", "has_gaps"), ("after", "has_gaps")]),
    ],
)
def test_parts_that_cannot_be(before, after, expected):
    with pytest.raises(InvalidInput) as raised:
        change_by_part(lambda parts: parts.sum(axis=1), before, after)
    assert [(one.where, one.code) for one in raised.value.faults] == expected
