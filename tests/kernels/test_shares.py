"""Shares of bands and their ratios: by hand, by repeating rows, and what is refused."""

from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.shares import palma, quantile_ratio, quantile_shares, quantiles, share_ratio

QUINTILES = np.linspace(0, 1, 6)


def test_fifths_by_hand():
    # Five amounts that add up to 20, out of order.
    values = np.array([3.0, 9.0, 1.0, 5.0, 2.0])
    np.testing.assert_allclose(quantile_shares(values, QUINTILES)[0], [0.05, 0.1, 0.15, 0.25, 0.45], rtol=1e-13)
    assert share_ratio(values, 0.2, 0.2)[0] == pytest.approx(9, rel=1e-13)


def test_by_hand():
    values, weights = np.array([10.0, 30.0, 20.0]), np.array([2.0, 1.0, 1.0])
    # 40 per cent of a weight of 4 are 1.6 at 10 each; the top tenth is 0.4 of the row of 30.
    assert palma(values, weights=weights)[0] == pytest.approx(0.4 * 30 / (1.6 * 10), rel=1e-13)
    # A quarter of the weight is half of the two at 10; half ends with them, which gives the mean of 10 and 20.
    at = np.array([0.25, 0.5, 0.6, 0.75, 0.8])
    assert quantiles(values, at, weights=weights).tolist() == [[10.0, 15.0, 20.0, 25.0, 30.0]]
    assert quantile_ratio(values, 0.8, 0.25, weights=weights).tolist() == [3.0]
    # 0.7 times 10 is above 7 by rounding, yet the seventh row ends there.
    assert quantiles(np.arange(1.0, 11.0), np.array([0.1, 0.3, 0.7])).tolist() == [[1.5, 3.5, 7.5]]


@given(st.data())
def test_repeated_rows_and_splits(data):
    n = data.draw(st.integers(1, 12))
    values = data.draw(arrays(float, n, elements=st.integers(1, 50).map(float)))
    weights = data.draw(arrays(np.int64, n, elements=st.integers(1, 4)))
    many = np.repeat(np.sort(values), weights[np.argsort(values, kind="stable")])
    found = quantile_shares(values, QUINTILES, weights=weights)[0]
    # Each row split into five, one for each band to take whole.
    bands = np.repeat(many, 5).reshape(5, -1).sum(axis=1)
    np.testing.assert_allclose(found, bands / bands.sum(), rtol=1e-11)
    assert found.sum() == pytest.approx(1, abs=1e-14)
    assert (np.diff(found) >= -1e-13).all()
    assert share_ratio(values, 0.2, 0.4, weights=weights)[0] == pytest.approx(bands[4] / bands[:2].sum(), rel=1e-11)
    ten = np.sort(np.repeat(many, 10))
    for p in (1, 5, 9):
        low, high = ten[p * len(many) - 1], ten[p * len(many)]
        assert quantiles(values, np.array([p / 10]), weights=weights)[0, 0] == (low + high) / 2


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        (lambda: quantile_shares(np.ones(3), np.array([0.0, 1.2])), ["out_of_range"]),
        (lambda: quantile_shares(np.ones(3), np.array([0.0, np.nan])), ["out_of_range"]),
        (lambda: quantile_shares(np.ones(3), np.array([0.5, 0.5])), ["not_ascending"]),
        (lambda: quantile_shares(np.ones(3), np.array([0.5])), ["not_ascending"]),
        (lambda: quantile_shares(np.ones(3), np.ones((1, 2))), ["shape"]),
        (lambda: quantile_shares(np.zeros(3), QUINTILES), ["nothing_to_share"]),
        (lambda: quantile_shares(np.zeros(0), QUINTILES), ["empty_groups"]),
        (lambda: share_ratio(np.ones(3), 0.0, 0.2), ["out_of_range"]),
        (lambda: share_ratio(np.ones(3), 0.7, 0.4), ["out_of_range"]),
        (lambda: palma(np.array([0.0, 0.0, 1.0])), ["nothing_below"]),
        (lambda: quantile_ratio(np.array([0.0, 0.0, 1.0])), ["nothing_below"]),
        (lambda: quantile_ratio(np.ones(3), 0.1, 0.9), ["not_ascending"]),
        (lambda: quantiles(np.ones(3), np.array([0.0])), ["out_of_range"]),
        (lambda: quantiles(np.ones(3), np.array([0.5]), weights=np.zeros(3)), ["empty_groups"]),
        (lambda: palma(np.array([1.0, -2.0])), ["negative_amounts"]),
    ],
    ids=count(),
)
def test_what_is_refused(ask, codes):
    with pytest.raises(InvalidInput) as raised:
        ask()
    assert [one.code for one in raised.value.faults] == codes


def test_what_is_not_defined_is_what_the_caller_says():
    values, groups = np.array([0.0, 0.0, 4.0, 3.0, 0.0]), np.array([0, 0, 0, 1, 3])
    each = {"groups": groups, "n_groups": 4, "undefined": -1.0}
    np.testing.assert_allclose(palma(values, **each), [-1, 0.25, -1, -1], rtol=1e-12)
    np.testing.assert_allclose(quantile_shares(values, np.array([0.0, 0.5, 1.0]), **each)[:, 0], [0, 0.5, -1, -1])
    assert quantiles(values, np.array([0.5]), **each).tolist() == [[0.0], [3.0], [-1.0], [0.0]]
    assert quantiles(np.zeros(0), np.array([0.5]), undefined=-1.0).tolist() == [[-1.0]]
