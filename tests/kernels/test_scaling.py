"""Scalings against COINr and their formulas, and what must hold."""

import csv
from inspect import signature

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import scaling
from pemberdayaan.kernels.scaling import SCALINGS, directed

GAP = np.nan
# Quarters up to a million: differences are exact, so that the laws hold up to the rounding of a few operations.
numbers = st.integers(-4_000_000, 4_000_000).map(lambda x: x / 4)
tables = arrays(float, st.tuples(st.integers(2, 15), st.integers(1, 4)), elements=numbers).filter(
    lambda values: (np.ptp(values, axis=0) > 0).all()
)
spans = st.tuples(st.integers(-100, 100), st.integers(1, 200)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1]))
# What is needed beside the values where the limits are those of the data.
DATA_DRIVEN = {
    "minmax": {},
    "zscore": {},
    "rank": {},
    "percentile_rank": {},
    "borda": {},
    "distance_to_maximum": {},
}
FIXED = {
    "minmax": {"low": -2e6, "high": 2e6},
    "goalposts": {"low": -2e6, "high": 2e6},
    "scaled": {"low": -2e6, "high": 2e6},
    "distance_to_target": {"target": 2e6},
    "around_reference": {"reference": 5.0, "low": -2e6, "high": 2e6},
}
WITHIN = {
    "minmax": (0, 1),
    "percentile_rank": (0, 1),
    "distance_to_maximum": (0, 1),
    "distance_to_target": (0, 1),
    "goalposts": (0, 1),
    "scaled": (0, 1),
}


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def coinr(reference):
    """The names of the indicators, their treated values towards more is better, and a reader of results."""
    folder = reference / "coinr"
    meta = [row for row in rows_of(folder / "asem_imeta.csv") if row["Type"] == "Indicator"]
    names = [row["iCode"] for row in meta]

    def table(name):
        return np.array([[float(row[code]) for code in names] for row in rows_of(folder / f"{name}.csv")])

    return directed(table("dset_treated"), [float(row["Direction"]) for row in meta]), table


@pytest.mark.parametrize(
    ("stored", "run"),
    [
        ("norm_minmax_0_100", lambda x: scaling.minmax(x, span=(0, 100))),
        ("norm_zscore_0_1", lambda x: scaling.zscore(x)),
        ("norm_scaled_0_100", lambda x: scaling.scaled(x, low=0, high=100, span=(0, 100))),
        ("norm_rank", lambda x: scaling.rank(x)),
        ("norm_dist2max", lambda x: scaling.distance_to_maximum(x)),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
@pytest.mark.parametrize("order", "CF")
def test_the_scalings_of_coinr(coinr, stored, run, order):
    values, table = coinr
    found = run(np.array(values, order=order))
    assert found.shape == (51, 49)
    # Two programs round differently; relative, and absolute below 1.
    np.testing.assert_allclose(found, table(stored), rtol=1e-10, atol=1e-10)


def formulas(x, row):
    """Each scaling as its formula stands in the docstring, for one column."""
    low, high, n = x.min(), x.max(), len(x)
    below = np.array([(x < one).sum() for one in x])
    return {
        "minmax": ({"span": (1, 100)}, 1 + 99 * (x - low) / (high - low)),
        "goalposts": ({"low": low - 3, "high": high + 1}, (x - low + 3) / (high - low + 4)),
        "zscore": ({"mean": 10, "sd": 2}, 10 + 2 * (x - x.mean()) / x.std(ddof=1)),
        "scaled": ({"low": -10, "high": 30, "span": (0, 100)}, 100 * (x + 10) / 40),
        "rank": ({}, below + 1),
        "percentile_rank": ({}, below / (n - 1)),
        "borda": ({}, below),
        "distance_to_target": ({"target": low + 7}, np.minimum((x - low) / 7, 1)),
        "distance_to_maximum": ({}, 1 - (high - x) / (high - low)),
        "distance_to_reference": ({"row": row}, 1 - (x[row] - x) / (x[row] - low)),
        "fraction_of_maximum": ({}, x / (high or 1)),
        "around_reference": ({"reference": 3}, 60 * (x - (3 - (high - low) / 2)) / (high - low) + 70),
    }


@given(st.data(), tables, st.sampled_from("CF"))
@pytest.mark.parametrize("name", SCALINGS)
def test_each_is_its_formula(name, data, values, order):
    column = values[:, 0]
    row = data.draw(st.sampled_from(np.flatnonzero(column > column.min()).tolist()))
    if name == "fraction_of_maximum":
        assume(column.max() > 0)
    options, expected = formulas(column, row)[name]
    table = np.array(np.column_stack([column, column]), order=order)
    found = SCALINGS[name](table, **options)
    assert found.flags[f"{order}_CONTIGUOUS"]
    # Some operations on numbers with a relative error of 2e-16, which a shift makes absolute.
    size = np.abs(expected).max()
    np.testing.assert_allclose(found, np.column_stack([expected, expected]), rtol=1e-9, atol=1e-12 * size)


@pytest.mark.parametrize(("name", "options"), [*DATA_DRIVEN.items(), *FIXED.items()], ids=str)
@given(tables)
def test_more_is_never_less(name, options, values):
    found = SCALINGS[name](values, **options)
    order = np.argsort(values, axis=0, kind="stable")
    assert (np.diff(np.take_along_axis(found, order, axis=0), axis=0) >= 0).all()
    if name in WITHIN:
        assert found.min() >= WITHIN[name][0]
        assert found.max() <= WITHIN[name][1]


@pytest.mark.parametrize("name", DATA_DRIVEN)
@given(values=tables, shift=st.integers(-1000, 1000), times=st.integers(1, 1000))
def test_neither_shift_nor_unit_matters_where_the_data_set_the_limits(name, values, shift, times):
    moved = SCALINGS[name](shift + times * values)
    # Shift and multiple are exact here, so that only the scaling itself rounds.
    np.testing.assert_allclose(moved, SCALINGS[name](values), rtol=1e-12, atol=1e-12)


@given(tables, spans, st.sampled_from("CF"))
def test_the_span_is_filled(values, span, order):
    found = scaling.minmax(np.array(values, order=order), span=span)
    # The last addition rounds once.
    slack = 1e-13 * max(map(abs, span))
    np.testing.assert_allclose(found.min(axis=0), span[0], rtol=0, atol=slack)
    np.testing.assert_allclose(found.max(axis=0), span[1], rtol=0, atol=slack)
    unit = scaling.minmax(values)
    assert unit.min(axis=0).tolist() == [0] * values.shape[1]
    assert unit.max(axis=0).tolist() == [1] * values.shape[1]


@given(tables, st.sampled_from([0, 1]))
def test_a_zscore_has_its_mean_and_its_sd(values, ddof):
    found = scaling.zscore(values, mean=10, sd=2, ddof=ddof)
    np.testing.assert_allclose(found.mean(axis=0), 10, rtol=1e-12)
    np.testing.assert_allclose(found.std(axis=0, ddof=ddof), 2, rtol=1e-12)


@given(tables, spans)
def test_goalposts_cut_to_the_span(values, span):
    free = scaling.goalposts(values, low=-100.0, high=100.0, span=span)
    cut = scaling.goalposts(values, low=-100.0, high=100.0, span=span, clip=True)
    assert cut.tolist() == np.clip(free, *span).tolist()
    assert ((values > 100) == (free > span[1] + 1e-9)).all()


def test_goalposts_of_the_human_development_index():
    # UNDP, Training material for producing national human development reports (2015): life 20 to 85 years, income
    # 100 to 75,000 in logarithms; and the IPM of Statistics Indonesia, income 1,007,436 to 26,572,352 rupiah.
    values = np.array([[71.0, 10_000.0, 11_000_000.0]])
    found = scaling.goalposts(
        values, low=[20, 100, 1_007_436], high=[85, 75_000, 26_572_352], log=np.array([False, True, True])
    )
    expected = [51 / 65, np.log(100) / np.log(750), np.log(11_000_000 / 1_007_436) / np.log(26_572_352 / 1_007_436)]
    np.testing.assert_allclose(found[0], expected, rtol=1e-13)
    assert values.tolist() == [[71.0, 10_000.0, 11_000_000.0]]


@given(arrays(float, (6, 2), elements=st.floats(0.01, 1e6)), st.sampled_from("CF"))
def test_logarithms_are_taken_of_values_and_goalposts(values, order):
    found = scaling.goalposts(np.array(values, order=order), low=0.001, high=2e6, log=True, span=(1, 5))
    expected = scaling.goalposts(np.log(values), low=np.log(0.001), high=np.log(2e6), span=(1, 5))
    assert found.tolist() == expected.tolist()


@pytest.mark.parametrize("name", SCALINGS)
@given(values=tables, data=st.data())
def test_gaps_stay_and_the_others_are_scaled_without_them(name, values, data):
    values = np.abs(values) + 1
    empty = data.draw(arrays(bool, values.shape[:1]))
    left = values[~empty]
    assume(len(left) > 1 and (np.ptp(left, axis=0) > 0).all())
    options = formulas(left[:, 0], int(left[:, 0].argmax()))[name][0]
    if name == "distance_to_target":
        options = {"target": 2e6}
    if name == "distance_to_reference":
        row = int(np.flatnonzero(~empty)[left[:, 0].argmax()])
        assume((values[row] > left.min(axis=0)).all())
        options = {"row": row}
    gapped = np.where(empty[:, np.newaxis], GAP, values)
    found = SCALINGS[name](gapped, **options, missing="skip")
    if name == "distance_to_reference":
        options = {"row": int(left[:, 0].argmax())}
    assert (np.isnan(found) == empty[:, np.newaxis]).all()
    expected = SCALINGS[name](left, **options)
    # Sums over gaps are taken in another order.
    np.testing.assert_allclose(found[~empty], expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(gapped, np.where(empty[:, np.newaxis], GAP, values))
    if empty.any():
        with pytest.raises(InvalidInput) as raised:
            SCALINGS[name](gapped, **options)
        assert {(one.code, one.where) for one in raised.value.faults} == {
            ("has_gaps", f"[{j}]") for j in range(values.shape[1])
        }


def test_a_column_without_a_value_stays_without_one():
    values = np.array([[1.0, GAP], [2.0, GAP], [4.0, GAP]])
    needed = {
        "goalposts": {"low": 0, "high": 4},
        "scaled": {"low": 0, "high": 4},
        "distance_to_target": {"target": 4},
        "around_reference": {"reference": 1},
    }
    for name in set(SCALINGS) - {"distance_to_reference"}:
        found = SCALINGS[name](values, missing="skip", **needed.get(name, {}))
        assert np.isnan(found).tolist() == [[False, True]] * 3, name


def test_limits_for_each_column_and_on_one_side_only():
    values = np.array([[1.0, 10.0], [3.0, 30.0]])
    assert scaling.minmax(values, low=[0, 0]).tolist() == [[1 / 3, 1 / 3], [1, 1]]
    assert scaling.minmax(values, high=[5, 50]).tolist() == [[0, 0], [0.5, 0.5]]
    assert scaling.distance_to_target(values, target=[2, 50], clip=False).tolist() == [[0, 0], [2, 0.5]]
    assert scaling.distance_to_reference(np.vstack([values, values * 9]), row=1, clip=True)[2].tolist() == [1, 1]
    assert scaling.around_reference(values, reference=[2, 10], low=0, high=60).tolist() == [[99, 100], [101, 120]]


@given(tables, st.data())
def test_directed_turns_columns_over(values, data):
    signs = data.draw(st.lists(st.sampled_from([1, -1]), min_size=values.shape[1], max_size=values.shape[1]))
    turned = directed(values, signs)
    assert turned.tolist() == (values * np.array(signs)).tolist()
    assert not np.signbit(turned[turned == 0]).any()
    assert directed(turned, signs).tolist() == values.tolist()


def test_a_nought_that_is_turned_over_has_no_sign():
    assert not np.signbit(directed(np.array([[0.0], [1.0]]), [-1])[0, 0])


def test_the_table_of_scalings():
    assert tuple(SCALINGS) == (
        "minmax",
        "goalposts",
        "zscore",
        "scaled",
        "rank",
        "percentile_rank",
        "borda",
        "distance_to_target",
        "distance_to_maximum",
        "distance_to_reference",
        "fraction_of_maximum",
        "around_reference",
    )
    assert all(run.__name__ == name and "missing" in signature(run).parameters for name, run in SCALINGS.items())


def test_ends_of_what_a_float_holds():
    values = np.array([[1e300], [2e300], [-1e300]])
    # Squares of these do not fit.
    np.testing.assert_allclose(scaling.zscore(values), scaling.zscore(values / 1e300), rtol=1e-12)
    np.testing.assert_allclose(scaling.zscore(values / 1e300 * 1e-300), scaling.zscore(values / 1e300), rtol=1e-12)


CONSTANT = np.array([[2.0, 1.0, -3.0], [2.0, 4.0, -3.0], [2.0, 9.0, -3.0]])
GAPPED = np.array([[2.0, GAP, np.inf], [3.0, 4.0, 1.0]])


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (lambda: scaling.minmax(CONSTANT), [("no_spread", "[0]"), ("no_spread", "[2]")]),
        (lambda: scaling.zscore(CONSTANT), [("no_spread", "[0]"), ("no_spread", "[2]")]),
        (lambda: scaling.distance_to_maximum(CONSTANT), [("no_spread", "[0]"), ("no_spread", "[2]")]),
        (lambda: scaling.around_reference(CONSTANT, reference=1), [("no_spread", "[0]"), ("no_spread", "[2]")]),
        (lambda: scaling.distance_to_target(CONSTANT, target=1), [("limits", "[0]"), ("limits", "[1]")]),
        (lambda: scaling.distance_to_reference(CONSTANT, row=1), [("limits", "[0]"), ("limits", "[2]")]),
        (lambda: scaling.distance_to_reference(CONSTANT, row=3), [("out_of_range", "row")]),
        (lambda: scaling.distance_to_reference(GAPPED[:, :2], row=0, missing="skip"), [("has_gaps", "[1]")]),
        (lambda: scaling.fraction_of_maximum(CONSTANT), [("maximum_not_positive", "[2]")]),
        (lambda: scaling.minmax(CONSTANT, low=3), [("limits", "[0]"), ("limits", "[2]")]),
        (lambda: scaling.minmax(CONSTANT, low=[1, 2]), [("wrong_length", "low")]),
        (lambda: scaling.minmax(CONSTANT, high=[5, 10, GAP]), [("not_finite", "high[2]")]),
        (lambda: scaling.minmax(CONSTANT, low=0, high=np.inf), [("not_finite", "high")]),
        (lambda: scaling.minmax(CONSTANT, span=(1, 1)), [("limits", "span")]),
        (lambda: scaling.minmax(GAPPED), [("not_finite", "[2]"), ("has_gaps", "[1]")]),
        (lambda: scaling.minmax(GAPPED, missing="skip"), [("not_finite", "[2]")]),
        (lambda: scaling.minmax(CONSTANT, missing="drop"), [("policy", "missing")]),
        (lambda: scaling.minmax(np.empty((0, 2))), [("no_rows", "")]),
        (lambda: scaling.minmax(np.array([1.0, 2.0])), [("shape", "")]),
        (lambda: scaling.minmax(np.array([[-1.7e308], [1.7e308]])), [("not_finite", "[0]")]),
        (lambda: scaling.minmax(np.array([[1e300], [2e300]]), low=0, high=1e-10), [("not_finite", "")]),
        (lambda: scaling.scaled(CONSTANT, low=[0, 0, 0], high=1), [("wrong_length", "low")]),
        (lambda: scaling.scaled(CONSTANT, low=2, high=1), [("limits", "[0]"), ("limits", "[1]"), ("limits", "[2]")]),
        (lambda: scaling.percentile_rank(np.ones((1, 2))), [("too_few", "[0]"), ("too_few", "[1]")]),
        (lambda: scaling.zscore(CONSTANT, ddof=2), [("not_a_choice", "ddof")]),
        (lambda: scaling.zscore(CONSTANT, sd=0), [("not_above_zero", "sd")]),
        (lambda: scaling.zscore(CONSTANT, mean=np.inf), [("not_finite", "mean")]),
        (lambda: scaling.goalposts(CONSTANT, low=0, high=9, log=np.array([True])), [("wrong_length", "log")]),
        (
            lambda: scaling.goalposts(CONSTANT, low=[0, 1, 5], high=[3, 0.5, 4], log=np.array([True, False, True])),
            [("limit_not_positive", "low[0]"), ("not_positive", "[2]"), ("limits", "[1]"), ("limits", "[2]")],
        ),
        (lambda: directed(CONSTANT, [1, 0, 2]), [("not_a_choice", "[1]"), ("not_a_choice", "[2]")]),
        (lambda: directed(CONSTANT, [1]), [("wrong_length", "directions")]),
    ],
    ids=range(31),
)
def test_what_is_refused(run, expected):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == expected


def test_rows_without_a_logarithm_are_named():
    with pytest.raises(InvalidInput) as raised:
        scaling.goalposts(np.zeros((7, 1)), low=1, high=2, log=True)
    assert [(one.values["count"], one.values["rows"]) for one in raised.value.faults] == [(7, "0, 1, 2, 3, 4, ...")]
