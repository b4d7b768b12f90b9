"""Ratios of quantiles: their influence by hand and by loops, and how often their intervals hold what is true."""

import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays
from scipy import stats

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.influence_design import influence_errors
from pemberdayaan.kernels.influence_quantiles import quantile_ratio_influence
from pemberdayaan.kernels.intervals import log_interval
from pemberdayaan.kernels.shares import quantile_ratio

NORMAL = stats.norm.ppf(0.975)


def test_by_hand():
    # The quantiles 6 and 1.5 lie between two rows; the ends of Woodruff's intervals are the rows 2 and 8, 1 and 4, the
    # outer ones at the middle of the first and last row, 1/8 from the end.
    apart = NORMAL * math.sqrt(3 / 16 / 4)
    slope = math.log(4) / (1 - 1 / 8 - (3 / 4 - apart))
    found = quantile_ratio_influence(np.array([1.0, 2.0, 4.0, 8.0]), 0.75, 0.25)
    # The ratio is 4 over a weight of 4, and the two shares below are 3/4 and 1/4.
    np.testing.assert_allclose(found, slope * np.array([0.5, -0.5, -0.5, 0.5]), rtol=1e-12)


def test_where_the_lower_end_is_0_the_slope_is_that_of_the_quantile():
    values = np.array([0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])
    found = quantile_ratio_influence(values, 0.5, 0.15)
    reach = [NORMAL * math.sqrt(p * (1 - p) / 10) for p in (0.5, 0.15)]
    # Of 0.5 the quantile is 5.5, between 2 (0.19) and 9 (0.81); of 0.15 it is 2, from 0 (0.05, the middle of the first
    # row) to 5 (0.37: the fourth row ends at 0.4, so 4).
    upper = math.log(9 / 2) / (2 * reach[0])
    lower = (4 - 0) / 2 / (0.15 + reach[1] - 0.05)
    # The row of 2 lies below its own quantile by half: 1.5 of 10 rows do.
    below = [0.5 - (values < 5.5), 0.15 - np.array([1, 0.5, *[0] * 8])]
    np.testing.assert_allclose(found, 5.5 / 2 * (upper * below[0] - lower * below[1]) / 10, rtol=1e-10)


def draw_rows(data):
    n = data.draw(st.integers(3, 15))
    values = data.draw(arrays(float, n, elements=st.integers(1, 20).map(float)))
    return values, data.draw(arrays(float, n, elements=st.integers(1, 5).map(float)))


@given(st.data(), st.sampled_from([1e-6, 0.3, 1e9]))
def test_it_adds_up_to_0_and_knows_no_unit_of_values_or_weights(data, scale):
    values, weights = draw_rows(data)
    found = quantile_ratio_influence(values, weights=weights)
    # Of sums of at most 15 terms of some hundreds.
    assert weights @ found == pytest.approx(0, abs=1e-9)
    np.testing.assert_allclose(quantile_ratio_influence(values * scale, weights=weights), found, rtol=1e-9, atol=1e-10)
    scaled = quantile_ratio_influence(values, weights=weights * 8)
    np.testing.assert_allclose(8 * scaled, found, rtol=1e-9, atol=1e-10)


@given(st.data())
def test_groups_are_each_as_if_alone(data):
    values, weights = draw_rows(data)
    codes = np.arange(len(values)) % 2
    data.draw(st.randoms()).shuffle(codes)
    kept = {"weights": np.append(weights, 0.0), "groups": np.append(codes, 3), "n_groups": 5}
    found = quantile_ratio_influence(np.append(values, 0.0), **kept, undefined=np.nan)
    for g in range(2):
        mine = codes == g
        alone = quantile_ratio_influence(values[mine], weights=weights[mine])
        np.testing.assert_allclose(found[:-1][mine], alone, rtol=1e-9, atol=1e-10)
    assert found[-1] == 0


def test_nobody_differs_and_nobody_is_there():
    assert quantile_ratio_influence(np.full(9, 3.0)).tolist() == [0] * 9
    assert quantile_ratio_influence(np.zeros(0), undefined=0.0).tolist() == []
    for values, codes in [([0.0] * 3, ["nothing_to_share"]), ([0.0, 0.0, 1.0], ["nothing_below"])]:
        with pytest.raises(InvalidInput) as raised:
            quantile_ratio_influence(np.array(values))
        assert [one.code for one in raised.value.faults] == codes
    with pytest.raises(InvalidInput, match="lower"):
        quantile_ratio_influence(np.ones(3), 0.1, 0.9)


@pytest.mark.parametrize(
    ("shape", "rows", "lowest"),
    # A kernel density with the bandwidth of a normal distribution gives the second of these twice its error.
    [(stats.lognorm(0.8), 400, 0.93), (stats.gamma(0.8), 400, 0.93), (stats.lognorm(0.8), 60, 0.93)],
)
def test_nineteen_in_twenty_intervals_hold_the_truth(shape, rows, lowest):
    times = 1000
    rng = np.random.default_rng(16)
    groups = np.repeat(np.arange(times), rows)
    values = shape.rvs(times * rows, random_state=rng)
    keep = {"groups": groups, "n_groups": times}
    ratio = quantile_ratio(values, **keep)
    z = quantile_ratio_influence(values, **keep)
    se = np.sqrt(np.bincount(groups, z**2, times) * rows / (rows - 1))
    low, high = log_interval(ratio, se, np.array([rows - 1]))
    true = shape.ppf(0.9) / shape.ppf(0.1)
    # Of 1,000 draws the share is itself off by 0.007: three of these below 0.95. Small samples give too much, not less.
    assert lowest <= ((low <= true) & (true <= high)).mean() <= 0.985
    if rows == 400:
        # A deviation of 1,000 is off by 2.2 per cent, and the mean error is above it by the curvature of quantiles.
        assert se.mean() == pytest.approx(ratio.std(ddof=1), rel=0.1)
    first = influence_errors(z[:rows], np.arange(rows), np.zeros(rows, np.int64))
    assert first.se[0, 0] == pytest.approx(se[0], rel=1e-10)
