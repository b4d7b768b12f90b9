"""Correlations against COINr and numpy, correlation ratios against what is known in closed form."""

import csv
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays
from scipy.stats import qmc

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.arrays import missing_cells
from pemberdayaan.kernels.association import correlation_ratio, pearson

tables = st.tuples(st.integers(3, 12), st.integers(1, 5)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(-9, 9).map(float))
)


def varied(values):
    return (values.max(axis=0) > values.min(axis=0)).all()


def test_pillars_and_subindices_of_coinr(reference):
    with (reference / "coinr" / "dset_aggregated.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (reference / "coinr" / "corr_pillar_subindex.csv").open(encoding="utf-8") as file:
        stored = [(row["Var1"], row["Var2"], float(row["Correlation"])) for row in csv.DictReader(file)]
    names = sorted({name for one in stored for name in one[:2]})
    found = pearson(np.array([[float(row[name]) for name in names] for row in rows]))
    assert len(stored) == 16
    for one, other, expected in stored:
        # Sums of 51 products in another order.
        assert found[names.index(one), names.index(other)] == pytest.approx(expected, abs=1e-12)


@given(tables, st.floats(0.01, 100), st.integers(-1000, 1000))
def test_it_is_that_of_numpy_and_does_not_mind_shift_and_scale(values, times, shift):
    assume(varied(values))
    found = pearson(values)
    # Whole numbers of one digit: sums are near exact, and shifting by 1000 costs three of sixteen digits.
    np.testing.assert_allclose(found, np.atleast_2d(np.corrcoef(values.T)), atol=1e-12)
    np.testing.assert_allclose(pearson(times * values + shift), found, atol=1e-9)
    np.testing.assert_allclose(pearson(-values[::-1]), found, atol=1e-12)
    np.testing.assert_array_equal(found, found.T)
    assert (np.diag(found) == 1).all()
    assert np.abs(found).max() <= 1


@given(tables, st.data())
def test_pairs_are_taken_over_the_rows_that_have_both(values, data):
    holes = data.draw(arrays(bool, values.shape))
    holed = np.where(holes, np.nan, values)
    found = pearson(holed, missing="skip", undefined="nan")
    np.testing.assert_array_equal(found, found.T)
    for i in range(values.shape[1]):
        for j in range(values.shape[1]):
            both = values[~holes[:, i] & ~holes[:, j]][:, [i, j]]
            if len(both) > 1 and varied(both):
                assert found[i, j] == pytest.approx(np.corrcoef(both.T)[0, 1], abs=1e-10)
            else:
                assert np.isnan(found[i, j])


@pytest.mark.parametrize("times", [1e-300, 1e-3, 1e300])
def test_numbers_near_the_ends_of_what_a_float_holds(times):
    values = np.array([[1.0, 2.0], [2.0, 5.0], [4.0, -1.0]])
    np.testing.assert_allclose(pearson(times * values), pearson(values), rtol=1e-12)


def test_a_constant_is_no_spread_although_its_mean_is_rounded():
    values = np.column_stack([np.full(10, 0.1), np.arange(10)])
    assert np.isnan(pearson(values, undefined="nan")).tolist() == [[True, True], [True, False]]


# Ishigami and Homma (1990), a = 7 and b = 0.1: sin(x1) + a sin(x2)^2 + b x3^4 sin(x1), x uniform from -pi to pi. Its
# first-order indices in closed form, as in Saltelli et al. (2008), Global Sensitivity Analysis: 0.314, 0.442, 0.
A, B = 7, 0.1
VARIANCE = A**2 / 8 + B * np.pi**4 / 5 + B**2 * np.pi**8 / 18 + 1 / 2
ISHIGAMI = [(1 + B * np.pi**4 / 5) ** 2 / 2 / VARIANCE, A**2 / 8 / VARIANCE, 0.0]


def ishigami(n):
    x = (2 * qmc.Sobol(3, seed=1).random(n) - 1) * np.pi
    return x, np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_the_first_order_indices_of_ishigami():
    assert np.round(ISHIGAMI, 3).tolist() == [0.314, 0.442, 0.0]
    x, y = ishigami(2**14)
    found = [correlation_ratio(x[:, j], y) for j in range(3)]
    # 55 slices of a curve with two waves lose some 0.2 per cent of it; 16,384 points leave sqrt(2 * 55)/n, below 0.001,
    # and as much again from the mean of the rest within a slice.
    assert found == pytest.approx(ISHIGAMI, abs=0.005)


def test_where_x_says_nothing_the_estimate_is_about_nought():
    rng = np.random.default_rng(1)
    found = [correlation_ratio(*rng.random((2, 60))) for _ in range(200)]
    # 6 slices of 60: without the correction the mean would be 5/59 = 0.085; the negative half is cut off at 0, which
    # leaves about 0.4 of the standard deviation sqrt(2 * 6)/60 = 0.058.
    assert np.mean(found) == pytest.approx(0.4 * 0.058, abs=0.01)
    assert np.mean([one == 0 for one in found]) == pytest.approx(0.5, abs=0.15)


@given(
    arrays(float, 30, elements=st.integers(0, 9).map(float)),
    arrays(float, 30, elements=st.integers(-9, 9).map(float)),
    st.one_of(st.none(), st.integers(2, 29)),
)
def test_it_is_epsilon_squared_of_slices(x, y, slices):
    assume(varied(np.column_stack([x, y])))
    try:
        found = correlation_ratio(x, y, slices=slices)
    except InvalidInput as error:
        assert [one.code for one in error.faults] == ["no_spread"]  # noqa: PT017  (two slices may hold one value each)
        return
    assert 0 <= found <= 1
    # Only the order of x counts, and y up to its scale and sign.
    assert correlation_ratio(np.exp(x), 5 - 3 * y, slices=slices) == pytest.approx(found, abs=1e-12)


def test_slices_that_are_values_give_the_analysis_of_variance():
    rng = np.random.default_rng(2)
    x = np.repeat(np.arange(4.0), 10)
    y = x + rng.normal(size=40)
    within = sum(((y[x == one] - y[x == one].mean()) ** 2).sum() for one in range(4)) / (40 - 4)
    expected = 1 - within / y.var(ddof=1)
    assert correlation_ratio(x, y, slices=4) == pytest.approx(expected, rel=1e-12)
    # Ties are never cut: more slices than values are the values.
    assert correlation_ratio(x, y, slices=20) == pytest.approx(expected, rel=1e-12)


def test_gaps_are_told():
    assert missing_cells(np.ones((2, 2)), "skip") is None
    assert missing_cells(np.array([[1e308, 1e308, 1e308]])) is None  # the sum overflows, the values do not
    np.testing.assert_array_equal(missing_cells(np.array([[1.0, np.nan]]), "skip"), [[False, True]])
    assert missing_cells(np.empty((0, 3))) is None


GAP = np.array([[1.0, np.nan], [2.0, 1.0], [3.0, np.inf]])
LINE = np.arange(5.0)


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda: missing_cells(GAP), [("not_finite", "[1]"), ("has_gaps", "[1]")]),
        (lambda: missing_cells(GAP, "skip"), [("not_finite", "[1]")]),
        (lambda: missing_cells(GAP, "drop"), [("policy", "missing")]),
        (lambda: missing_cells(LINE), [("shape", "")]),
        (lambda: pearson(np.ones((3, 2))), [("no_spread", "[0]"), ("no_spread", "[1]")]),
        (lambda: pearson(np.ones((1, 1))), [("no_spread", "[0]")]),
        (lambda: pearson(GAP[:2]), [("has_gaps", "[1]")]),
        (
            lambda: pearson(np.array([[1.0, np.nan], [2.0, np.nan], [np.nan, 1.0], [np.nan, 2.0]]), missing="skip"),
            [("no_spread", "[0, 1]")],
        ),
        (lambda: pearson(GAP, undefined="drop"), [("not_a_choice", "undefined")]),
        (lambda: correlation_ratio(LINE, LINE[:4]), [("wrong_length", "y")]),
        (lambda: correlation_ratio(LINE, LINE * np.nan), [("has_gaps", "[1]")]),
        (lambda: correlation_ratio(LINE[:3], LINE[:3]), [("too_few", "")]),
        (lambda: correlation_ratio(LINE, LINE, slices=5), [("out_of_range", "slices")]),
        (lambda: correlation_ratio(LINE, LINE, slices=1), [("out_of_range", "slices")]),
        (lambda: correlation_ratio(0 * LINE, 0 * LINE), [("no_spread", "x"), ("no_spread", "y")]),
        (lambda: correlation_ratio(np.array([0.0, 0, 0, 0, 1]), LINE, slices=2), None),
    ],
    ids=count(),
)
def test_where_it_is_not_defined(run, told):
    if told is None:
        assert 0 <= run() <= 1
        return
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [(one.code, one.where) for one in raised.value.faults] == told
