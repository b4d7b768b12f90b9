"""Means of parts against COINr, numpy and scipy, and what must hold."""

import csv
from itertools import count, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import aggregation
from pemberdayaan.kernels.aggregation import (
    AGGREGATIONS,
    arithmetic,
    geometric,
    harmonic,
    mazziotta_pareto,
    median,
    minimum,
    owa,
    power,
)
from pemberdayaan.kernels.weighting import benefit_of_the_doubt

shapes = st.tuples(st.integers(1, 8), st.integers(1, 6))
numbers = st.floats(-1e6, 1e6)
positive = st.floats(1e-3, 1e6)
one_set = st.floats(0.01, 100)

# One argument each, so that all can be called alike; copeland compares rows and has a file of its own.
MEANS = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "harmonic": harmonic,
    "square": lambda *args, **kwargs: power(*args, exponent=2.0, **kwargs),
    "root": lambda *args, **kwargs: power(*args, exponent=0.5, **kwargs),
    "inverse square": lambda *args, **kwargs: power(*args, exponent=-2.0, **kwargs),
    "median": median,
    "minimum": minimum,
    "mazziotta_pareto": mazziotta_pareto,
}
COMPENSATING = [name for name in MEANS if name != "mazziotta_pareto"]


def tables(elements=positive):
    return shapes.flatmap(lambda shape: arrays(float, shape, elements=elements))


@st.composite
def weighted(draw, elements=positive):
    values = draw(tables(elements))
    return values, draw(arrays(float, values.shape[1], elements=one_set))


@st.composite
def gapped(draw):
    """Values, weights, and which values are taken out: some rows keep none."""
    values, weights = draw(weighted())
    return values, weights, draw(arrays(bool, values.shape))


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tree(reference):
    """The indicators with their directions, and the parts of each aggregate, lowest first."""
    meta = [one for one in rows_of(reference / "coinr" / "asem_imeta.csv") if one["Type"] in ("Indicator", "Aggregate")]
    directions = {one["iCode"]: float(one["Direction"]) for one in meta if one["Type"] == "Indicator"}
    parts = {}
    for one in sorted(meta, key=lambda one: int(one["Level"])):
        if one["Parent"] != "NA":
            parts.setdefault(one["Parent"], []).append(one["iCode"])
    return directions, parts


def between(rows, directions, low, high):
    """Min-max of the directed values."""
    columns = {}
    for name, direction in directions.items():
        column = direction * np.array([np.nan if row[name] == "NA" else float(row[name]) for row in rows])
        least, most = np.nanmin(column), np.nanmax(column)
        columns[name] = low + (column - least) / (most - least) * (high - low)
    return columns


def against(stored, columns, parts, mean):
    for node, below in parts.items():
        columns[node] = mean(np.column_stack([columns[one] for one in below]))
        expected = np.array([np.nan if row[node] == "NA" else float(row[node]) for row in stored])
        # Numbers of about 1 to 100 in 17 digits: what differs is the order of a few sums.
        np.testing.assert_allclose(columns[node], expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("name", "mean"), [("amean", arithmetic), ("gmean", geometric), ("hmean", harmonic)])
def test_all_levels_of_the_index_of_coinr(reference, name, mean):
    directions, parts = tree(reference)
    columns = between(rows_of(reference / "coinr" / "dset_treated.csv"), directions, 1, 100)
    assert len(parts) == 11
    against(rows_of(reference / "coinr" / f"agg_minmax1_100_{name}.csv"), columns, parts, mean)


def test_gaps_and_availability_of_coinr(reference):
    directions, parts = tree(reference)
    columns = between(rows_of(reference / "coinr" / "dset_raw.csv"), directions, 0, 100)
    stored = rows_of(reference / "coinr" / "agg_rawnorm_amean_datthresh09.csv")
    assert any(row[node] == "NA" for row in stored for node in parts)
    against(stored, columns, parts, lambda values: arithmetic(values, missing="skip", availability=0.9))


@given(weighted())
def test_power_means_are_in_order(case):
    values, weights = case
    exponents = [-3.0, -1.0, -0.1, -1e-9, 0.0, 1e-9, 0.1, 1.0, 2.5]
    found = [power(values, weights, exponent=one) for one in exponents]
    # Equal values differ by the rounding of a logarithm of up to 14 and its sum: some 1e-15 of the result.
    assert all((low <= high * (1 + 1e-13)).all() for low, high in pairwise(found))
    assert (harmonic(values, weights) == found[1]).all()
    assert (geometric(values, weights) == found[4]).all()
    assert (arithmetic(values, weights) == found[7]).all()


@given(weighted(), st.floats(-8, 8).filter(lambda p: abs(p) > 0.05))
def test_the_power_mean_is_its_formula(case, exponent):
    values, weights = case
    shares = weights / weights.sum()
    expected = (values**exponent @ shares) ** (1 / exponent)
    # The plain formula takes the root of a rounded sum: its error grows with one over the exponent.
    np.testing.assert_allclose(power(values, weights, exponent=exponent), expected, rtol=1e-12)


def test_powers_that_a_float_does_not_hold():
    values = np.array([[1e-200, 1e200], [3e150, 4e150]])
    np.testing.assert_allclose(power(values, exponent=2.0), [1e200 / 2**0.5, 12.5**0.5 * 1e150], rtol=1e-12)
    np.testing.assert_allclose(power(values, exponent=-2.0)[0], 1e-200 * 2**0.5, rtol=1e-12)
    assert harmonic(np.array([[1e-310, 1e300]]))[0] == pytest.approx(2e-310, rel=1e-9)
    # Close to 0 the plain formula would have lost all but six digits.
    assert power(np.array([[2.0, 8.0]]), exponent=1e-10)[0] == pytest.approx(4.0, rel=1e-9)


@pytest.mark.parametrize("name", MEANS)
@given(case=weighted(), times=st.floats(1e-3, 1e3))
def test_they_do_not_mind_the_unit_of_weights_nor_the_order_of_parts(name, case, times):
    values, weights = case
    found = MEANS[name](values, weights)
    # Shares of weights differ by one rounding; a penalty S^2/M of spread-out parts is many times the result.
    near = {"rtol": 1e-12, "atol": 1e-12 * values.max() * values.shape[1] * 100}
    np.testing.assert_allclose(MEANS[name](values, times * weights), found, **near)
    np.testing.assert_allclose(MEANS[name](values[:, ::-1], weights[::-1]), found, **near)
    np.testing.assert_allclose(MEANS[name](values[::-1], weights), found[::-1], **near)
    np.testing.assert_allclose(
        MEANS[name](np.asfortranarray(times * values), weights),
        times * found,
        **(near | {"atol": near["atol"] * times}),
    )


@pytest.mark.parametrize("name", COMPENSATING)
@given(case=weighted(), more=positive, part=st.integers(0, 5))
def test_they_lie_between_the_parts_and_rise_with_each(name, case, more, part):
    values, weights = case
    found = MEANS[name](values, weights)
    assert (found >= values.min(axis=1) * (1 - 1e-12)).all()
    assert (found <= values.max(axis=1) * (1 + 1e-12)).all()
    raised = values.copy()
    raised[:, part % values.shape[1]] += more
    # Shares add up to 1 but for rounding, and logarithms to their sum.
    assert (MEANS[name](raised, weights) >= found * (1 - 1e-12)).all()


@pytest.mark.parametrize("name", MEANS)
@given(case=gapped(), availability=st.floats(0, 1))
def test_a_gap_is_as_if_the_part_were_not_there(name, case, availability):
    values, weights, holes = case
    found = MEANS[name](np.where(holes, np.nan, values), weights, missing="skip", availability=availability)
    for row, one in enumerate(found):
        has = ~holes[row]
        if not has.any() or has.mean() < availability:
            assert np.isnan(one)
        else:
            alone = MEANS[name](values[row : row + 1, has], weights[has])[0]
            # The same shares, rescaled twice; a penalty is a difference of larger numbers.
            assert one == pytest.approx(alone, rel=1e-12, abs=1e-10 * values.max())


@pytest.mark.parametrize("name", MEANS)
@given(case=gapped())
def test_a_part_without_weight_is_not_there(name, case):
    values, weights, holes = case
    out = holes[0]
    assume(not out.all())
    # 0 is refused by half of them, but not where it does not count.
    found = MEANS[name](np.where(out, 0.0, values), np.where(out, 0.0, weights))
    expected = MEANS[name](values[:, ~out], weights[~out])
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-10 * values.max())


def test_a_row_whose_parts_have_no_weight_has_no_mean():
    values, weights = np.array([[1.0, np.nan], [1.0, 2.0]]), np.array([0.0, 1.0])
    for mean in MEANS.values():
        np.testing.assert_array_equal(mean(values, weights, missing="skip"), [np.nan, mean(values[1:], weights)[0]])


def test_a_gap_of_a_part_without_weight_is_a_gap():
    with pytest.raises(InvalidInput, match="a value is missing"):
        arithmetic(np.array([[1.0, np.nan]]), np.array([1.0, 0.0]))


@given(tables(numbers))
def test_the_median_of_equal_weights_is_that_of_numpy(values):
    np.testing.assert_array_equal(median(values), np.median(values, axis=1))
    np.testing.assert_array_equal(median(values, np.full(values.shape[1], 0.1)), np.median(values, axis=1))


@given(tables(numbers), st.data())
def test_whole_weights_of_the_median_are_replication(values, data):
    times = data.draw(arrays(int, values.shape[1], elements=st.integers(0, 4)).filter(lambda one: one.any()))
    expected = np.median(np.repeat(values, times, axis=1), axis=1)
    np.testing.assert_array_equal(median(values, times.astype(float)), expected)


@given(tables(numbers), st.data())
def test_ordered_weights(values, data):
    k = values.shape[1]
    order = data.draw(arrays(float, k, elements=one_set))
    first, last = np.zeros(k), np.zeros(k)
    first[0] = last[-1] = 1
    np.testing.assert_array_equal(owa(values, order_weights=first), values.max(axis=1))
    np.testing.assert_array_equal(owa(values, order_weights=last), minimum(values))
    scale = 1e-12 * np.abs(values).max()  # the rounding of at most six products
    np.testing.assert_allclose(owa(values, order_weights=np.ones(k)), arithmetic(values), atol=scale)
    by_hand = [
        sum(w * x for w, x in zip(order, sorted(row, reverse=True), strict=True)) / order.sum() for row in values
    ]
    np.testing.assert_allclose(owa(values, np.full(k, 3.0), order_weights=order), by_hand, atol=scale)


def test_ordered_weights_leave_rows_with_gaps():
    values = np.array([[1.0, np.nan], [3.0, 1.0]])
    np.testing.assert_array_equal(owa(values, order_weights=np.array([1.0, 0.0]), missing="skip"), [np.nan, 3.0])


@given(weighted())
def test_the_penalty_is_the_variance_over_the_mean(case):
    values, weights = case
    shares = weights / weights.sum()
    mean = np.average(values, weights=shares, axis=1)
    penalty = (np.average(values**2, weights=shares, axis=1) - mean**2) / mean
    low, high = mazziotta_pareto(values, weights), mazziotta_pareto(values, weights, penalty="plus")
    # The variance from squares of up to 1e12 over a mean as small as 1e-3 loses what is 1e-16 of them.
    slack = 1e-13 * (values**2).max() / mean.min()
    np.testing.assert_allclose(low, mean - penalty, rtol=1e-12, atol=slack)
    np.testing.assert_allclose(high, mean + penalty, rtol=1e-12, atol=slack)
    assert (low <= mean * (1 + 1e-12)).all()
    assert (high >= mean * (1 - 1e-12)).all()
    same = np.repeat(values[:, :1], values.shape[1], axis=1)
    np.testing.assert_allclose(mazziotta_pareto(same, weights), same[:, 0], rtol=1e-12)


def test_weights_of_each_row_are_taken_as_they_stand():
    values = np.array([[4.0, 1.0], [1.0, 4.0], [2.0, 3.0]])
    doubt = benefit_of_the_doubt(values)
    # Two sums of the same two products.
    np.testing.assert_allclose(arithmetic(values, doubt.weights), doubt.scores, rtol=1e-14)
    with_gap = np.array([[4.0, np.nan], [1.0, 4.0], [2.0, 3.0]])
    own = np.array([[0.5, 0.5], [1.0, 0.0], [2.0, 1.0]])
    np.testing.assert_allclose(arithmetic(with_gap, own, missing="skip"), [4.0, 1.0, 7.0], rtol=1e-14)


def test_rows_in_blocks_are_rows_at_once(monkeypatch):
    rng = np.random.default_rng(1)
    values, weights = rng.uniform(1, 2, (50, 3)), np.array([1.0, 2.0, 3.0])
    values[::7, 1] = np.nan
    whole = [mean(values, weights, missing="skip", availability=0.5) for mean in MEANS.values()]
    monkeypatch.setattr(aggregation, "_AT_ONCE", 12)
    parts = [mean(values, weights, missing="skip", availability=0.5) for mean in MEANS.values()]
    # A matrix product may add up rows of another count in another order.
    np.testing.assert_allclose(parts, whole, rtol=1e-14)
    own = rng.uniform(1, 2, (50, 3))
    np.testing.assert_allclose(
        arithmetic(values, own, missing="skip"),
        np.nansum(values * own, 1) * own.sum(1) / np.where(np.isnan(values), 0, own).sum(1),
    )


@pytest.mark.parametrize("mean", MEANS.values(), ids=MEANS)
def test_no_rows_give_none(mean):
    assert mean(np.empty((0, 2))).shape == (0,)


def test_there_is_one_function_for_each_name():
    assert list(AGGREGATIONS) == (
        "arithmetic geometric harmonic power median minimum owa mazziotta_pareto copeland".split()
    )
    assert all(name == function.__name__ for name, function in AGGREGATIONS.items())
    with pytest.raises(TypeError):
        AGGREGATIONS["mode"] = median


TWO = np.array([[1.0, 2.0], [3.0, 0.0], [-1.0, 4.0]])
GAP = np.array([[1.0, np.nan], [np.inf, 1.0]])


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda: arithmetic(GAP), [("not_finite", "[0]"), ("has_gaps", "[1]")]),
        (lambda: minimum(GAP, missing="skip"), [("not_finite", "[0]")]),
        (lambda: arithmetic(TWO, missing="drop"), [("policy", "missing")]),
        (lambda: arithmetic(TWO, availability=1.5), [("out_of_range", "availability")]),
        (lambda: arithmetic(TWO[0]), [("shape", "")]),
        (lambda: arithmetic(np.empty((2, 0))), [("shape", "")]),
        (lambda: arithmetic(TWO, np.ones(3)), [("wrong_length", "weights")]),
        (lambda: arithmetic(TWO, np.array([-1.0, np.nan])), [("not_finite", "weights[1]"), ("negative", "weights[0]")]),
        (lambda: arithmetic(TWO, np.zeros(2)), [("weights_zero", "weights")]),
        (lambda: arithmetic(TWO, np.ones((2, 2))), [("shape", "weights")]),
        (lambda: arithmetic(TWO, -TWO), [("weight", "weights[:, 0]"), ("weight", "weights[:, 1]")]),
        (lambda: arithmetic(TWO, np.array([[1.0, 1], [0, 0], [1, 1]])), [("weights_zero", "weights[1]")]),
        (lambda: geometric(TWO), [("not_positive", "[0]"), ("not_positive", "[1]")]),
        (lambda: harmonic(TWO, np.array([0.0, 1.0])), [("not_positive", "[1]")]),
        (lambda: power(TWO, exponent=-0.5), [("not_positive", "[0]"), ("not_positive", "[1]")]),
        (lambda: power(TWO, exponent=2.0), [("negative", "[0]")]),
        (lambda: power(TWO, exponent=np.inf), [("not_finite", "exponent")]),
        (lambda: owa(TWO, np.array([1.0, 2.0]), order_weights=np.ones(2)), [("not_with", "weights")]),
        (lambda: owa(TWO, order_weights=np.ones(3)), [("wrong_length", "order_weights")]),
        (lambda: owa(TWO, order_weights=np.zeros(2)), [("weights_zero", "order_weights")]),
        (lambda: mazziotta_pareto(TWO, penalty="none"), [("not_a_choice", "penalty")]),
        (lambda: mazziotta_pareto(-TWO), [("not_positive", "")]),
        *(
            (lambda mean=mean: mean(TWO, np.ones((3, 2))), [("not_with", "weights")])
            for mean in list(MEANS.values())[1:]
        ),
    ],
    ids=count(),
)
def test_where_it_is_not_defined(run, told):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == told
    assert all(one.text(language) for one in raised.value.faults for language in ("en", "id"))


def test_what_is_not_above_nought_is_counted_and_named():
    values = np.ones((9, 2))
    values[1:8, 1] = 0
    with pytest.raises(InvalidInput, match=r"7 rows \(1, 2, 3, 4, 5, \.\.\.\) are not above 0, as 'geometric' needs"):
        geometric(values)


def test_powers_above_nought_take_nought():
    np.testing.assert_allclose(power(np.array([[0.0, 4.0], [0.0, 0.0]]), exponent=0.5), [1.0, 0.0], rtol=1e-14)
    np.testing.assert_array_equal(power(TWO, exponent=1.0), arithmetic(TWO))
