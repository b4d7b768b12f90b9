"""Statistics of columns against COINr and scipy, and what must hold."""

import csv

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays
from scipy import stats

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import moments
from pemberdayaan.kernels.moments import bias_corrected, describe, extent, kurtosis, skewness

GAP = np.nan
columns = arrays(float, st.integers(4, 25), elements=st.integers(-9, 9).map(float))
# The name in COINr's table of each field.
NAMES = {
    "min": "Min",
    "max": "Max",
    "mean": "Mean",
    "median": "Median",
    "sd": "Std",
    "skewness": "Skew",
    "kurtosis": "Kurt",
    "available": "Frc.Avail",
    "nonzero": "Frc.NonZero",
    "unique": "Frc.Unique",
    "same": "Frc.Same",
}


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return GAP if text == "NA" else float(text)


def test_the_statistics_of_coinr(reference):
    stored = rows_of(reference / "coinr" / "stats_raw.csv")
    raw = rows_of(reference / "coinr" / "dset_raw.csv")
    values = np.array([[number(row[one["iCode"]]) for one in stored] for row in raw])
    assert values.shape == (51, 49)
    assert np.isnan(values).sum() == 63
    found = describe(values)
    assert set(NAMES) == set(found._fields)
    for field, name in NAMES.items():
        expected = [float(one[name]) for one in stored]
        # Two programs sum 51 numbers in different order.
        np.testing.assert_allclose(getattr(found, field), expected, rtol=1e-10, atol=1e-10, err_msg=field)


@given(columns)
def test_skewness_and_kurtosis_are_scipys(values):
    assume(values.min() < values.max())
    table = values[:, np.newaxis]
    # Numbers of one digit: rounding stays far below 1e-9.
    assert skewness(table)[0] == pytest.approx(stats.skew(values, bias=False), abs=1e-9)
    assert kurtosis(table)[0] == pytest.approx(stats.kurtosis(values, bias=False), abs=1e-9)


@given(columns, st.integers(-50, 50), st.integers(1, 20))
def test_shift_and_scale_do_not_matter_and_a_mirror_turns_the_skewness(values, shift, times):
    assume(values.min() < values.max())
    table = values[:, np.newaxis]
    g1, g2 = skewness(table), kurtosis(table)
    for moved, sign in ((shift + times * table, 1), (-table, -1)):
        np.testing.assert_allclose(skewness(moved), sign * g1, atol=1e-9)
        np.testing.assert_allclose(kurtosis(moved), g2, atol=1e-9)


@pytest.mark.parametrize("times", [1e-300, 1e300])
def test_neither_very_small_nor_very_large_units_matter(times):
    table = np.array([[1.0], [2.0], [3.0], [10.0]])
    np.testing.assert_allclose(skewness(times * table), skewness(table), rtol=1e-12)
    np.testing.assert_allclose(kurtosis(times * table), kurtosis(table), rtol=1e-12)


@given(columns, st.integers(0, 4))
def test_gaps_do_not_count(values, holes):
    assume(values.min() < values.max())
    table = values[:, np.newaxis]
    gapped = np.concatenate([np.full((holes, 1), GAP), table])
    assert skewness(gapped, missing="skip")[0] == pytest.approx(skewness(table)[0], abs=1e-12)
    assert kurtosis(gapped, missing="skip")[0] == pytest.approx(kurtosis(table)[0], abs=1e-12)
    found, full = describe(gapped), describe(table)
    assert found.available[0] == pytest.approx(len(values) / len(gapped), abs=1e-12)
    for field in set(NAMES) - {"available"}:
        assert getattr(found, field)[0] == pytest.approx(getattr(full, field)[0], abs=1e-12)


@given(columns)
def test_what_describes_a_column_by_hand(values):
    found = describe(values[:, np.newaxis])
    _, counts = np.unique(values, return_counts=True)
    n = len(values)
    assert (found.min[0], found.max[0], found.median[0]) == (values.min(), values.max(), np.median(values))
    assert (found.unique[0], found.same[0]) == (len(counts) / n, counts.max() / n)
    assert found.nonzero[0] == np.count_nonzero(values) / n
    assert found.mean[0] == pytest.approx(values.mean(), abs=1e-12)
    assert found.sd[0] == pytest.approx(values.std(ddof=1), abs=1e-12)


def test_many_columns_in_pieces_are_those_in_one(monkeypatch):
    values = np.random.default_rng(3).normal(size=(7, 5))
    whole = bias_corrected(values)
    monkeypatch.setattr(moments, "_AT_ONCE", 14)
    np.testing.assert_array_equal(bias_corrected(values), whole)


def test_one_value_has_no_spread_whatever_the_rounding_of_its_mean():
    values = np.full((6, 1), 0.1)
    assert values.std(ddof=1) > 0
    assert describe(values).sd[0] == 0


def test_what_is_not_defined_is_nan_in_a_description():
    values = np.array([[0.1, GAP, 5.0, 1.0], [0.1, GAP, GAP, 2.0], [0.1, GAP, GAP, 4.0], [0.1, GAP, GAP, GAP]])
    found = describe(values)
    assert found.available.tolist() == [1, 0, 0.25, 0.75]
    assert found.sd[0] == 0
    assert np.isnan(found.sd).tolist() == [False, True, True, False]
    assert np.isnan(found.skewness).tolist() == [True, True, True, False]
    assert np.isnan(found.kurtosis).tolist() == [True] * 4
    assert np.isnan(found.mean).tolist() == [False, True, False, False]


@pytest.mark.parametrize("run", [skewness, kurtosis])
def test_where_it_is_not_defined_every_column_is_told(run):
    values = np.array([[3.0, 1.0, 1.0], [3.0, 2.0, 3.0], [3.0, GAP, 7.0], [3.0, GAP, 9.0]])
    with pytest.raises(InvalidInput) as raised:
        run(values, missing="skip")
    assert [(one.code, one.where) for one in raised.value.faults] == [("no_spread", "[0]"), ("too_few", "[1]")]
    with pytest.raises(InvalidInput) as raised:
        run(values)
    assert [(one.code, one.where) for one in raised.value.faults] == [("has_gaps", "[1]")]


def test_three_values_have_a_skewness_and_no_kurtosis():
    values = np.array([[1.0], [2.0], [4.0]])
    assert skewness(values)[0] == pytest.approx(stats.skew([1, 2, 4], bias=False), abs=1e-12)
    with pytest.raises(InvalidInput) as raised:
        kurtosis(values)
    assert [(one.code, one.values["given"]) for one in raised.value.faults] == [("too_few", 3)]


@pytest.mark.parametrize("run", [extent, describe])
def test_a_table_without_rows(run):
    with pytest.raises(InvalidInput) as raised:
        run(np.empty((0, 2)))
    assert [one.code for one in raised.value.faults] == ["no_rows"]


def test_an_infinite_value_is_refused():
    with pytest.raises(InvalidInput) as raised:
        describe(np.array([[1.0, np.inf]]))
    assert [(one.code, one.where) for one in raised.value.faults] == [("not_finite", "[1]")]


def test_the_ends_of_columns_with_gaps():
    values = np.array([[1.0, GAP, GAP], [3.0, 2.0, GAP]])
    low, high = extent(values, np.isnan(values))
    np.testing.assert_array_equal(low, [1, 2, GAP])
    np.testing.assert_array_equal(high, [3, 2, GAP])
    low, high = extent(values[:, :1])
    assert (low.tolist(), high.tolist()) == ([1], [3])
