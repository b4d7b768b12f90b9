"""Weights against published comparisons, textbook formulas and the dual programme, and what must hold."""

from itertools import combinations, count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.weighting import (
    WEIGHTINGS,
    ahp,
    benefit_of_the_doubt,
    budget_allocation,
    critic,
    entropy,
    equal,
    pca,
    rescaled,
)

shapes = st.tuples(st.integers(3, 8), st.integers(2, 5))
whole = shapes.flatmap(lambda shape: arrays(float, shape, elements=st.integers(0, 20).map(float)))
positive = shapes.flatmap(lambda shape: arrays(float, shape, elements=st.integers(1, 20).map(float)))

# Saaty, The Essentials of the ANP with Seven Examples (Super Decisions): a market in three states of growth; the
# weights and consistency ratios as printed.
SAATY = {
    "low": ([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]], [0.637, 0.258, 0.105], 0.033),
    "intermediate": ([[1, 1 / 3, 1], [3, 1, 3], [1, 1 / 3, 1]], [0.2, 0.6, 0.2], 0),
    "high": ([[1, 1 / 5, 1 / 9], [5, 1, 1 / 4], [9, 4, 1]], [0.06, 0.231, 0.709], 0.061),
}


def varied(values):
    return (values.max(axis=0) > values.min(axis=0)).all()


@pytest.mark.parametrize("state", SAATY)
def test_published_comparisons(state):
    comparisons, weights, ratio = SAATY[state]
    found = ahp(np.array(comparisons, dtype=float))
    # Three printed decimals.
    assert found.weights.round(3).tolist() == weights
    assert round(found.consistency_ratio, 3) == ratio
    # Reciprocals as people write them.
    typed = ahp(np.array(comparisons, dtype=float).round(3))
    assert typed.weights == pytest.approx(found.weights, abs=1e-3)


@given(arrays(float, st.integers(1, 12), elements=st.floats(0.1, 10)))
def test_consistent_comparisons_give_the_weights_they_were_made_of(weights):
    found = ahp(weights[:, np.newaxis] / weights)
    # An eigenvector of a matrix of quotients up to 100.
    np.testing.assert_allclose(found.weights, weights / weights.sum(), rtol=1e-10)
    assert found.lambda_max == pytest.approx(len(weights), rel=1e-10)
    assert found.consistency_index == pytest.approx(0, abs=1e-9)
    assert (found.consistency_ratio is None) == (len(weights) not in range(3, 11))


@given(st.lists(st.integers(1, 9), min_size=6, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_comparisons_by_the_power_method(judgements, turned):
    matrix = np.eye(4)
    for (i, j), one, turn in zip(combinations(range(4), 2), judgements, turned, strict=True):
        matrix[i, j] = 1 / one if turn else one
        matrix[j, i] = 1 / matrix[i, j]
    weights = np.ones(4)
    for _ in range(2000):
        weights = matrix @ weights
        weights /= weights.sum()
    found = ahp(matrix)
    np.testing.assert_allclose(found.weights, weights, rtol=1e-9)
    np.testing.assert_allclose(matrix @ found.weights, found.lambda_max * found.weights, rtol=1e-9)
    assert found.lambda_max >= 4 - 1e-9
    assert found.consistency_ratio == pytest.approx((found.lambda_max - 4) / 3 / 0.90, abs=1e-9)


@given(arrays(float, st.integers(1, 6), elements=st.floats(0, 1e6)))
def test_rescaled_weights_keep_their_proportions(weights):
    assume(weights.max() > 0)
    found = rescaled(weights)
    assert found.sum() == pytest.approx(1, rel=1e-14)
    # Numbers below 1e-300 have not all their digits.
    np.testing.assert_allclose(found * weights.sum(), weights, rtol=1e-14, atol=1e-300)
    np.testing.assert_allclose(rescaled(weights / weights.max() * 1e300), found, rtol=1e-14, atol=1e-300)


def test_equal_weights():
    assert equal(5).tolist() == [0.2] * 5


def test_experts_count_the_same_whatever_they_had_to_spend():
    points = np.array([[10.0, 30.0, 60.0], [1.0, 0.0, 1.0]])
    np.testing.assert_allclose(budget_allocation(points), [0.3, 0.15, 0.55], rtol=1e-14)
    np.testing.assert_allclose(budget_allocation(points * [[1], [70]]), budget_allocation(points), rtol=1e-14)


@given(positive)
def test_entropy_is_its_formula_and_does_not_mind_units(values):
    assume(varied(values))
    found = entropy(values)
    shares = values / values.sum(axis=0)
    diversity = 1 + (shares * np.log(shares)).sum(axis=0) / np.log(len(values))
    # The plain formula takes 1 from a number near 1.
    np.testing.assert_allclose(found, diversity / diversity.sum(), rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(entropy(values * 10.0 ** np.arange(values.shape[1])), found, rtol=1e-12)
    assert found.sum() == pytest.approx(1, rel=1e-14)


def test_entropy_takes_nought_and_leaves_what_does_not_vary():
    # All in one of two rows has no entropy, half and half has all: shares 1 and 0.
    np.testing.assert_allclose(entropy(np.array([[0.0, 2.0, 0.1], [5.0, 2.0, 0.1]])), [1, 0, 0], atol=1e-15)
    assert entropy(np.array([[3.0], [3.0]])).tolist() == [1.0]


@given(whole)
def test_critic_is_its_formula_and_does_not_mind_units(values):
    assume(varied(values))
    correlation = np.corrcoef(values.T)
    scaled = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    content = scaled.std(axis=0, ddof=1) * (1 - correlation).sum(axis=0)
    assume(content.max() > 1e-6)
    found = critic(values)
    # 1 - r loses what r has of digits where columns are nearly alike.
    np.testing.assert_allclose(found, content / content.sum(), rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(critic(values * 7 - 3), found, rtol=1e-8, atol=1e-9)


def test_columns_that_go_together_have_no_conflict():
    line = np.arange(5.0)
    with pytest.raises(InvalidInput, match="add up to 0"):
        critic(np.column_stack([line, 2 * line + 0.1, line / 3]))
    assert critic(line[:, np.newaxis]).tolist() == [1.0]


@given(whole)
def test_the_first_component_is_that_of_a_singular_value_decomposition(values):
    assume(varied(values))
    scaled = (values - values.mean(axis=0)) / values.std(axis=0)
    _, lengths, vectors = np.linalg.svd(scaled, full_matrices=False)
    # Where two components are equally long the first is not one vector.
    assume(lengths[0] - lengths[1] > 1e-3 * lengths[0] and abs(vectors[0].sum()) > 1e-3)
    found = pca(values)
    np.testing.assert_allclose(found.weights, vectors[0] / vectors[0].sum(), atol=1e-8)
    assert found.explained == pytest.approx(lengths[0] ** 2 / (lengths**2).sum(), rel=1e-10)
    assert found.negative == (found.weights < 0).any()
    assert found.weights.sum() == pytest.approx(1, rel=1e-12)


def test_a_column_against_the_others_has_a_weight_below_nought():
    values = np.array([[1.0, 1.0, 5.0], [2.0, 3.0, 3.0], [3.0, 2.0, 2.0], [4.0, 5.0, 1.0]])
    found = pca(values)
    assert found.negative
    assert found.weights[2] < 0 < found.weights[0]
    assert not pca(values * [1, 1, -1]).negative


def by_the_dual(values, row):
    """How far the row can be stretched within what mixtures of all rows reach: one over its score."""
    n = len(values)
    stretched = linprog(
        np.r_[np.zeros(n), -1],
        A_ub=np.vstack([np.column_stack([-values.T, values[row]]), np.r_[np.ones(n), 0]]),
        b_ub=np.r_[np.zeros(values.shape[1]), 1],
    )
    return 1 / stretched.x[-1]


def by_hand_of_two(values, row, low, high):
    """Of two parts, the least over shares s of the first of the greatest score: at an end or where two lines cross."""
    first, second = (values / values[row]).T
    crossings = [
        (second[j] - second[i]) / (first[i] - second[i] - first[j] + second[j])
        for i, j in combinations(range(len(values)), 2)
        if first[i] - second[i] != first[j] - second[j]
    ]
    least, most = max(low[0], 1 - high[1]), min(high[0], 1 - low[1])
    shares = [least, most, *(one for one in crossings if least <= one <= most)]
    return 1 / min(max(s * first + (1 - s) * second) for s in shares)


@given(whole)
def test_scores_are_those_of_the_dual_programme(values):
    values[:, 0] += 1
    found = benefit_of_the_doubt(values)
    # Two programmes, each solved to 1e-7.
    assert found.scores == pytest.approx([by_the_dual(values, row) for row in range(len(values))], abs=1e-6)


@given(positive, st.floats(0, 0.5), st.floats(0.5, 1), st.floats(0, 0.5), st.floats(0.5, 1))
def test_scores_of_two_parts_by_hand(values, low, high, other_low, other_high):
    values = values[:, :2]
    lows, highs = np.array([low, other_low]), np.array([high, other_high])
    found = benefit_of_the_doubt(values, low=lows, high=highs)
    expected = [by_hand_of_two(values, row, lows, highs) for row in range(len(values))]
    # The solver's 1e-7 in shares, times quotients of parts of up to 20.
    assert found.scores == pytest.approx(expected, abs=1e-5)


@given(positive, st.data())
def test_own_weights_are_feasible_and_the_best_unit_is_1(values, data):
    k = values.shape[1]
    low = data.draw(arrays(float, k, elements=st.floats(0, 1 / k)))
    high = data.draw(arrays(float, k, elements=st.floats(1 / k, 1)))
    scores, weights = benefit_of_the_doubt(values, low=low, high=high)
    assert (weights >= 0).all()
    # Exact but for the rounding of sums: the weights are scaled so after the solver.
    assert (weights @ values.T).max() <= 1 + 1e-12
    np.testing.assert_allclose((weights * values).sum(axis=1), scores, rtol=1e-12)
    assert scores.max() <= 1
    assert scores.min() > 0
    shares = weights * values / scores[:, np.newaxis]
    # The solver's 1e-7, over scores of at least 1/20.
    assert (shares >= low - 1e-5).all()
    assert (shares <= high + 1e-5).all()
    free = benefit_of_the_doubt(values)
    assert free.scores.max() == pytest.approx(1, abs=1e-7)
    assert (free.scores >= scores - 1e-6).all()


@given(positive)
def test_it_does_not_mind_the_units_of_the_parts_nor_rows_that_others_surpass(values):
    found = benefit_of_the_doubt(values)
    units = 10.0 ** np.arange(-3, values.shape[1] - 3)
    np.testing.assert_allclose(benefit_of_the_doubt(values * units).scores, found.scores, atol=1e-6)
    more = np.vstack([values, values.min(axis=0)])
    np.testing.assert_allclose(benefit_of_the_doubt(more).scores[:-1], found.scores, atol=1e-6)


def test_a_unit_that_is_best_in_every_part_is_at_1_and_the_others_below():
    scores = benefit_of_the_doubt(np.array([[9.0, 9.0], [9.0, 1.0], [3.0, 6.0]])).scores
    np.testing.assert_allclose(scores, [1, 1, 6 / 9], rtol=1e-9)
    fixed = benefit_of_the_doubt(np.array([[4.0, 2.0], [2.0, 2.0]]), low=0.5, high=0.5).scores
    # Shares of one half each: 1 / (1/2 * 4/2 + 1/2 * 2/2).
    np.testing.assert_allclose(fixed, [1, 2 / 3], rtol=1e-6)


def test_parts_that_are_next_to_nothing_do_not_upset_the_solver():
    values = np.array([[1.0, 1.0], [1e-300, 0.5], [1e-14, 1e-14], [0.0, 0.25]])
    np.testing.assert_allclose(benefit_of_the_doubt(values).scores, [1, 0.5, 1e-14, 0.25], rtol=1e-6)


def test_there_is_one_function_for_each_name():
    assert list(WEIGHTINGS) == ["equal", "entropy", "critic", "pca", "benefit_of_the_doubt"]
    assert all(name == function.__name__ for name, function in WEIGHTINGS.items())
    with pytest.raises(TypeError):
        WEIGHTINGS["chance"] = equal


TWO = np.array([[1.0, 2.0], [3.0, 1.0], [2.0, 4.0]])
GAP = np.array([[1.0, np.nan], [3.0, 1.0]])
FLAT = np.array([[1.0, 1.0], [1.0, 2.0]])


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda: equal(0), [("too_few", "")]),
        (lambda: rescaled(np.zeros(0)), [("weights_zero", "weights")]),
        (lambda: rescaled(np.array([np.nan, -1.0])), [("not_finite", "weights[0]"), ("negative", "weights[1]")]),
        (lambda: rescaled(TWO), [("shape", "weights")]),
        (lambda: budget_allocation(np.empty((0, 2))), [("shape", "points")]),
        (
            lambda: budget_allocation(np.array([[1.0, 1], [0, 0], [2, -2]])),
            [("weights_zero", "points[1]"), ("negative", "points[2][1]")],
        ),
        (lambda: ahp(TWO), [("shape", "")]),
        (lambda: ahp(np.empty((0, 0))), [("shape", "")]),
        (lambda: ahp(np.array([[1.0, 0], [np.nan, 1]])), [("out_of_range", "[0, 1]"), ("out_of_range", "[1, 0]")]),
        (lambda: ahp(np.array([[2.0, 3], [0.5, 1]])), [("not_reciprocal", "[0, 0]"), ("not_reciprocal", "[0, 1]")]),
        (lambda: entropy(GAP), [("has_gaps", "[1]")]),
        (lambda: entropy(-TWO), [("negative", "[0]"), ("negative", "[1]")]),
        (lambda: entropy(np.ones((3, 2))), [("no_spread", "")]),
        (lambda: critic(GAP), [("has_gaps", "[1]")]),
        (lambda: critic(FLAT), [("no_spread", "[0]")]),
        (lambda: pca(FLAT), [("no_spread", "[0]")]),
        (lambda: pca(np.array([[1.0, 3], [2, 2], [3, 1]])), [("weights_zero", "")]),
        (lambda: benefit_of_the_doubt(GAP), [("has_gaps", "[1]")]),
        (lambda: benefit_of_the_doubt(-TWO), [("negative", "[0]"), ("negative", "[1]")]),
        (lambda: benefit_of_the_doubt(np.array([[1.0, 1], [0, 0]])), [("not_positive", "")]),
        (lambda: benefit_of_the_doubt(TWO, low=np.zeros(3)), [("wrong_length", "low")]),
        (lambda: benefit_of_the_doubt(TWO, low=np.array([0.0, -1])), [("out_of_range", "[1]")]),
        (lambda: benefit_of_the_doubt(TWO, low=0.4, high=0.3), [("reversed", "[0]"), ("reversed", "[1]")]),
        (lambda: benefit_of_the_doubt(TWO, high=0.4), [("share_bounds", "")]),
        (lambda: benefit_of_the_doubt(TWO, low=0.6), [("share_bounds", "")]),
        (lambda: benefit_of_the_doubt(np.array([[1.0, 1], [0, 1]]), low=0.1), [("share_bounds", "")]),
        (lambda: benefit_of_the_doubt(np.array([[1.0, 1], [0, 1]]), high=0.9), [("share_bounds", "")]),
    ],
    ids=count(),
)
def test_where_it_is_not_defined(run, told):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == told
    assert all(one.text(language) for one in raised.value.faults for language in ("en", "id"))


def test_no_units_have_no_scores():
    scores, weights = benefit_of_the_doubt(np.empty((0, 2)))
    assert scores.shape == (0,)
    assert weights.shape == (0, 2)
